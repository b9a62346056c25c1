// What the log tells of a station's own life: how it was found at its start, that it could not start, that it ended.
import type { StationDescription } from '../../domain/contract.ts'
import { codesOf, type LogEvent } from '../../domain/log/event.ts'
import { StationError } from '../failure.ts'
import type { Station } from '../station.ts'
import type { Log } from './log.ts'

const systemOf = (platform: NodeJS.Platform): Extract<LogEvent, { event: 'started' }>['system'] =>
  platform === 'linux' || platform === 'win32' || platform === 'darwin' ? platform : 'other'

export const eventsAtStart = (description: StationDescription, node: string): readonly LogEvent[] => {
  const { version, shell, demo, settings, head, writable, clock, notices } = description
  const system = systemOf(process.platform)
  return [
    { event: 'started', version, shell, system, node, demo, setUp: settings !== null, frames: head.position, writable },
    ...(clock.state === 'doubtful' ? [{ event: 'clock-in-doubt', why: clock.why } as const] : []),
    ...codesOf(notices).map((code) => ({ event: 'notice', reason: code }) as const),
  ]
}

/** Opens the log: the station holds its folder by now. */
export const tellStart = async (log: Log, station: Station): Promise<void> => {
  const idle = { onProgress: () => undefined, signal: new AbortController().signal }
  const description = await station.operations['station.describe']({}, idle)
  log.open(description.dataFolder, description.version)
  for (const event of eventsAtStart(description, process.versions.node)) log.note(event)
}

/** A folder that another station has, that is missing or that is no place for a station is not written into. */
const mayBeWritten = (fault: unknown): boolean =>
  !(fault instanceof StationError) || ['internal', 'disk-full', 'read-only'].includes(fault.failure.code)

export const tellNotStarted = (
  log: Log,
  fault: unknown,
  { dataFolder, version }: { readonly dataFolder: string; readonly version: string },
): void => {
  if (!mayBeWritten(fault)) return
  const { code, reasons } = fault instanceof StationError ? fault.failure : { code: 'internal' as const, reasons: [] }
  log.open(dataFolder, version)
  log.fault(fault, 'station')
  log.note({ event: 'not-started', code, reasons: codesOf(reasons) })
  log.close()
}

export const tellEnd = (log: Log): void => {
  log.note({ event: 'ended', seconds: Math.round(process.uptime()) })
  log.close()
}
