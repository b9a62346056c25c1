// What the station and its disk helper say to each other: one JSON text a line, each parsed on arrival. The helper knows
// these verbs and no other; it takes no path, no program and no argument from anybody.
import { z } from 'zod'
import { DiskProgress, ErasureChoice } from '../../../domain/erasure/disk-job.ts'
import { ErasureRecord } from '../../../domain/erasure/running/record.ts'
import { Expectation, ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import { DiskHandle, DiskInventory } from '../../../domain/erasure/station-disk.ts'
import { Reason } from '../../../domain/words/reason.ts'

const task = z.uuid()

/** How a reading is planned: the ranges follow from the medium, which the helper finds itself. */
export const ReadBackWay = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('full') }),
  z.strictObject({
    mode: z.literal('sample'),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 48),
  }),
])
export type ReadBackWay = z.infer<typeof ReadBackWay>

export const HelperRequest = z.discriminatedUnion('verb', [
  /** The first, and once: for whom it works. */
  z.strictObject({
    verb: z.literal('begin'),
    dataFolder: z.string().min(1).max(4096),
    testLoopDevices: z.boolean(),
    version: z.string().max(40),
  }),
  z.strictObject({ verb: z.literal('inventory'), task }),
  z.strictObject({
    verb: z.literal('read-back'),
    task,
    handle: DiskHandle,
    plan: ReadBackWay,
    expectation: Expectation,
    resume: ReadBackRecord.nullable(),
    /** As in CountedWrites: what was written since then is as if written during the reading. null: from its beginning. */
    countedFrom: z.number().int().min(0).nullable(),
  }),
  z.strictObject({ verb: z.literal('erase'), task, handle: DiskHandle, choice: ErasureChoice, job: z.uuid() }),
  z.strictObject({ verb: z.literal('cancel'), task }),
])
export type HelperRequest = z.infer<typeof HelperRequest>

export const HelperEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('ready') }),
  z.strictObject({ event: z.literal('progress'), task, progress: DiskProgress }),
  z.strictObject({ event: z.literal('inventory'), task, inventory: DiskInventory }),
  z.strictObject({ event: z.literal('read-back'), task, record: ReadBackRecord }),
  z.strictObject({ event: z.literal('erasure'), task, record: ErasureRecord }),
  /** Nothing was written, or nothing read. */
  z.strictObject({ event: z.literal('refused'), task, reasons: z.array(Reason).min(1).max(50) }),
  /** A fault of the helper's own, or a line that it did not understand (then of no task). */
  z.strictObject({ event: z.literal('failed'), task: task.nullable(), message: z.string().max(2000) }),
])
export type HelperEvent = z.infer<typeof HelperEvent>

/**
 * How the helper ends when the station that began it is of another version: an update came while the station was open, and
 * the two may no longer mean the same.
 */
export const OTHER_VERSION_EXIT = 93

/** In characters. A record of a reading is some hundred kilobytes, one of an erasure holds a log of 16 MiB at most. */
export const requestLengthAtMost = 4 * 1024 * 1024
export const eventLengthAtMost = 64 * 1024 * 1024
export const tasksAtMost = 64

/** Cuts a stream into lines. A line longer than `most` ends the listening. */
export const lineListener = (most: number, onLine: (line: string) => void, onFlood: () => void) => {
  let parts: string[] = []
  let length = 0
  return (text: string) => {
    let rest = text
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = [...parts, rest.slice(0, end)].join('')
      parts = []
      length = 0
      rest = rest.slice(end + 1)
      onLine(line)
    }
    length += rest.length
    if (rest !== '') parts.push(rest)
    if (length > most) {
      parts = []
      length = 0
      onFlood()
    }
  }
}
