// Hardware reports: taken in by the station, fetched from it by hash, and kept here so that each is fetched once.
import { defineStore } from 'pinia'
import type { Output } from '../../domain/contract.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { openedStorage } from './station-client.ts'
import { useStation, type CallOptions } from './station.ts'

export type TakenIn = Pick<Output<'hardware.read'>, 'hash' | 'report'>

const textOf = (base64: string) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

export const useReports = defineStore('reports', () => {
  const station = useStation()
  const held = new Map<string, Promise<HardwareReport>>()

  /** A cache that is full or gone is no failure: the report is fetched again next time. */
  const keep = (hash: string, report: HardwareReport) =>
    openedStorage()
      .database.cachedReports.put({ hash, report })
      .catch(() => undefined)

  const fetchReport = async (hash: string): Promise<HardwareReport> => {
    const cached = await openedStorage()
      .database.cachedReports.get(hash)
      .catch(() => undefined)
    const parsed = HardwareReport.safeParse(cached?.report)
    if (parsed.success) return parsed.data
    const { base64 } = await station.call('blobs.get', { hash })
    const report = HardwareReport.parse(JSON.parse(textOf(base64)))
    await keep(hash, report)
    return report
  }

  const takeIn = async ({ hash, report }: TakenIn): Promise<TakenIn> => {
    held.set(hash, Promise.resolve(report))
    await keep(hash, report)
    return { hash, report }
  }

  /** Throws a StationFailure (`not-found`, `unreachable`), or what parsing says of a blob that is no report. */
  const byHash = (hash: string): Promise<HardwareReport> => {
    const known = held.get(hash) ?? fetchReport(hash)
    held.set(hash, known)
    known.catch(() => held.delete(hash))
    return known
  }

  return {
    byHash,
    /** Reads the machine that Établi runs on; sections arrive through `onProgress`. */
    readThisMachine: async (options: CallOptions<'hardware.read'> = {}): Promise<TakenIn> =>
      takeIn(await station.callAndCatchUp('hardware.read', {}, options)),
    /** Takes in a report, or recorded readings, from a file's text. */
    openFile: async (name: string, text: string): Promise<TakenIn> =>
      takeIn(await station.callAndCatchUp('hardware.open', { name, text })),
  }
})
