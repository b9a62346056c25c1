// What was made on this machine since the key started: reports, readings and logs, in memory until they are on a key, and
// kept in memory afterwards too. The files themselves are the only record of it: the menu may end and start again.
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { judgeReadBack, ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { REPORT_FILE_ENDING, reportFileStem } from '../../domain/machine/report-file-name.ts'

export type Papers = {
  /** The last one; null: the machine was not read yet. */
  readonly report: HardwareReport | null
  /** Of each disk that was read back, what its last reading says. */
  readonly outcomes: readonly ('holds' | 'fails' | 'unknown')[]
  readonly logs: number
  /** Names of files that are on no key. */
  readonly unwritten: readonly string[]
  readonly written: number
}

export const READ_BACK_ENDING = '.read-back.json'
export const LOG_ENDING = '.nwipe.log'

export type Desk = {
  /** Where the probe and nwipe leave what they make. */
  readonly folder: string
  readonly look: () => Promise<Papers>
  readonly read: (name: string) => Promise<Uint8Array>
  /** It lies on a key now. */
  readonly setAside: (name: string) => Promise<void>
  /** A name for a log of nwipe that is about to begin; it goes with the report's where the machine was read. */
  readonly nameForLog: (now: Date) => Promise<string>
}

const isPaper = (name: string) => !name.startsWith('.')

/** A file that is not what its name says (cut short by a full memory, say) is still a paper, and tells nothing here. */
const parsed = async <T>(path: string, parse: (value: unknown) => { success: boolean; data?: T | undefined }) => {
  try {
    return parse(JSON.parse(await readFile(path, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

const latest = <T>(items: readonly T[], timeOf: (item: T) => string): T | null =>
  items.toSorted((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1)).at(-1) ?? null

export const deskIn = async (root: string): Promise<Desk> => {
  const [folder, aside] = [join(root, 'papers'), join(root, 'written')]
  for (const each of [folder, aside]) await mkdir(each, { recursive: true })
  const names = async (where: string) => (await readdir(where)).filter(isPaper).sort()
  const all = async () =>
    (
      await Promise.all([folder, aside].map(async (where) => (await names(where)).map((name) => join(where, name))))
    ).flat()

  const reports = async () => {
    const paths = (await all()).filter((path) => path.endsWith(REPORT_FILE_ENDING))
    const found = await Promise.all(paths.map((path) => parsed(path, (value) => HardwareReport.safeParse(value))))
    return found.filter((each) => each !== null)
  }
  const records = async () => {
    const paths = (await all()).filter((path) => path.endsWith(READ_BACK_ENDING))
    const found = await Promise.all(paths.map((path) => parsed(path, (value) => ReadBackRecord.safeParse(value))))
    const byDisk = Map.groupBy(
      found.filter((each) => each !== null),
      ({ medium: { identity } }) => JSON.stringify([identity.serial, identity.wwn, identity.model, identity.sizeBytes]),
    )
    return [...byDisk.values()].flatMap((ofDisk) => latest(ofDisk, ({ endedAt }) => endedAt) ?? [])
  }

  return {
    folder,
    look: async () => ({
      report: latest(await reports(), ({ takenAt }) => takenAt),
      outcomes: (await records()).map((record) => judgeReadBack(record).outcome),
      logs: (await all()).filter((path) => path.endsWith(LOG_ENDING)).length,
      unwritten: await names(folder),
      written: (await names(aside)).length,
    }),
    read: (name) => readFile(join(folder, name)),
    setAside: (name) => rename(join(folder, name), join(aside, name)),
    nameForLog: async (now) => {
      const report = latest(await reports(), ({ takenAt }) => takenAt)
      const [day = '', time = ''] = now.toISOString().split(/[T.]/)
      const stem = report === null ? `machine-${day}` : reportFileStem(report)
      return join(folder, `${stem}-${time.replaceAll(':', '')}${LOG_ENDING}`)
    },
  }
}
