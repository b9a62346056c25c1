// The log of a station: what happened and when, in events of a closed list (domain/log/event.ts), for whoever is asked why
// something does not work. It stands beside the work and never in its way.
import { type LogEvent, logLineOf, type Note } from '../../domain/log/event.ts'
import { toldAtStart } from '../../domain/log/past.ts'
import { tellable } from '../../domain/log/fault.ts'
import { LogFile, type LogLimits } from './log-file.ts'
import { lastLines } from './last-lines.ts'

/** A fault that comes again and again must not push out what came before it. */
const LINES_A_MINUTE = 120
/** What happens before there is a folder is kept so long. */
const WAITING = 100

type Where = Extract<LogEvent, { event: 'fault' }>['where']

export type Log = {
  readonly note: Note
  readonly fault: (thrown: unknown, where: Where) => void
  /** From here on lines go to the folder's files, those from before first. For whoever holds the folder's lock. */
  readonly open: (dataFolder: string, version: string) => void
  readonly close: () => void
}

export type LogOptions = {
  readonly now: () => Date
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic?: () => number
  readonly limits?: LogLimits
}

export const createLog = ({ now, monotonic = () => performance.now(), limits }: LogOptions): Log => {
  let file: LogFile | null = null
  let closed = false
  let waiting: string[] = []
  let lost = 0
  let minute = { began: -Infinity, lines: 0 }

  const isTooMany = (): boolean => {
    const moment = monotonic()
    if (moment - minute.began >= 60_000) minute = { began: moment, lines: 0 }
    minute.lines++
    return minute.lines > LINES_A_MINUTE
  }

  const lineOf = (event: LogEvent) => logLineOf(event, now().toISOString())

  const put = (line: string): void => {
    if (file === null) {
      if (waiting.length < WAITING) waiting.push(line)
      else lost++
      return
    }
    if (lost > 0) {
      const told = lineOf({ event: 'lines-lost', count: lost })
      if (told !== null && file.write(told)) lost = 0
    }
    if (!file.write(line)) lost++
  }

  const note: Note = (event) => {
    if (closed) return
    const line = isTooMany() ? null : lineOf(event)
    if (line === null) lost++
    else put(line)
  }

  return {
    note,
    fault: (thrown, where) => {
      note({ event: 'fault', where, fault: tellable(thrown) })
    },
    open: (dataFolder, version) => {
      if (file !== null || closed) return
      const past = toldAtStart(lastLines(dataFolder, 200).lines, version)
      file = limits === undefined ? new LogFile(dataFolder) : new LogFile(dataFolder, limits)
      const before = waiting
      waiting = []
      for (const event of past) note(event)
      for (const line of before) put(line)
    },
    close: () => {
      closed = true
      file?.close()
    },
  }
}
