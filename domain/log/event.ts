// The events that a station's log may hold: a closed list, each with the figures and the words of closed lists that it may
// carry. What has no place here cannot be written: no text that a person typed, no name, no serial, no path.
import { z } from 'zod'
import { ErrorCode, isOperation } from '../contract.ts'
import { TargetKind } from '../delivery/target.ts'
import { EvidenceForm } from '../erasure/evidence/form.ts'
import type { Reason } from '../words/reason.ts'
import { sentences } from '../words/sentences.ts'
import { Fault } from './fault.ts'

const Count = z.int().min(0)
const Milliseconds = z.int().min(0)
const Version = z
  .string()
  .max(40)
  .regex(/^\d+\.\d+\.\d+(?:[-+~][a-z0-9.]{1,20})?$/)
/** A reason without its figures; reasons that come from elsewhere may bear any code, and only ours are told. */
const ReasonCode = z
  .string()
  .max(120)
  .refine((code) => Object.hasOwn(sentences.fr, code))
const ReasonCodes = z.array(ReasonCode).max(8)
const Operation = z.string().max(60).refine(isOperation)

/** How many of a fault's reasons are told. */
export const codesOf = (reasons: readonly Pick<Reason, 'code'>[]): string[] =>
  [...new Set(reasons.map(({ code }) => code))].filter((code) => ReasonCode.safeParse(code).success).slice(0, 8)

const line = <E extends string, S extends z.ZodRawShape>(event: E, shape: S) =>
  z.strictObject({ at: z.iso.datetime(), event: z.literal(event), ...shape })

export const LogLine = z.discriminatedUnion('event', [
  line('started', {
    version: Version,
    shell: z.enum(['electron', 'browser', 'memory']),
    system: z.enum(['linux', 'win32', 'darwin', 'other']),
    node: Version,
    demo: z.boolean(),
    setUp: z.boolean(),
    frames: Count,
    writable: z.boolean(),
  }),
  line('ended', { seconds: Count }),
  /** The run before this one left no end: killed, a power cut, a crash. `lastAt`: its last word. */
  line('ended-badly-before', { lastAt: z.iso.datetime() }),
  line('other-version', { before: Version, now: Version }),
  line('not-started', { code: ErrorCode, reasons: ReasonCodes }),
  line('clock-in-doubt', { why: z.enum(['before-build', 'before-last-frame', 'jump']) }),
  line('notice', { reason: ReasonCode }),
  line('fault', {
    /** `end`: the process ends with it. */
    where: z.enum(['station', 'window', 'end']),
    fault: Fault,
  }),
  line('window-gone', { why: z.enum(['crashed', 'killed', 'oom', 'launch-failed', 'integrity-failure', 'other']) }),
  line('operation-failed', {
    operation: Operation,
    code: ErrorCode,
    reasons: ReasonCodes,
    milliseconds: Milliseconds,
  }),
  line('set-up', {}),
  line('hardware-read', { milliseconds: Milliseconds }),
  line('disk-work-began', { work: z.enum(['erasure', 'read-back']), gigabytes: Count }),
  line('disk-work-ended', {
    work: z.enum(['erasure', 'read-back']),
    outcome: z.enum(['holds', 'fails', 'unknown', 'broke', 'cancelled', 'refused']),
    reasons: ReasonCodes,
    seconds: Count,
  }),
  line('evidence-taken', { form: EvidenceForm }),
  line('document-issued', {
    document: z.enum(['refurbishment-certificate', 'erasure-certificate', 'dismantling-sheet', 'withdrawal']),
    milliseconds: Milliseconds,
  }),
  line('printed', { kilobytes: Count, milliseconds: Milliseconds }),
  line('batch-made', { documents: Count, files: Count, milliseconds: Milliseconds }),
  line('batch-written', { by: z.enum(['medium', 'download']), milliseconds: Milliseconds }),
  line('batch-imported', { documents: Count, files: Count, milliseconds: Milliseconds }),
  line('delivery', {
    target: TargetKind,
    outcome: z.enum(['delivered', 'refused', 'again', 'halted']),
    reasons: ReasonCodes,
  }),
  line('backup-written', { frames: Count, missingFiles: Count, withKey: z.boolean(), milliseconds: Milliseconds }),
  line('backup-failed', { reasons: ReasonCodes }),
  line('backup-restored', { milliseconds: Milliseconds }),
  line('update-taken', { milliseconds: Milliseconds }),
  /** The next start says which version came of it. */
  line('update-installed', { milliseconds: Milliseconds }),
  /** So many lines before this one could not be written, or were too many at once. */
  line('lines-lost', { count: Count }),
])
export type LogLine = z.infer<typeof LogLine>

type WithoutInstant<L> = L extends LogLine ? Omit<L, 'at'> : never
export type LogEvent = WithoutInstant<LogLine>

/** Tells the log something. */
export type Note = (event: LogEvent) => void

/** No longer than this, in bytes with its line end, so that a look at the log's end is a look at whole lines. */
export const LINE_BYTES = 4096

/** null: it is not what the log may hold, or is no line of ours. */
export const readLogLine = (text: string): LogLine | null => {
  try {
    return text.length > LINE_BYTES ? null : (LogLine.safeParse(JSON.parse(text)).data ?? null)
  } catch {
    return null
  }
}

/** The line as it is written; null where the event holds what it may not. */
export const logLineOf = (event: LogEvent, at: string): string | null => {
  const parsed = LogLine.safeParse({ at, ...event })
  if (!parsed.success) return null
  const text = `${JSON.stringify(parsed.data)}\n`
  return text.length > LINE_BYTES ? null : text
}

const figure = ([name, value]: [string, unknown]): string =>
  `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`

/** For people: the instant, the event, its figures. */
export const sayLogLine = ({ at, event, ...figures }: LogLine): string =>
  [at, event, ...Object.entries(figures).map(figure)].join('  ')
