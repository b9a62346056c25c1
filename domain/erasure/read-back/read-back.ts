// Reading a medium back: what is expected on it, what a reading records, and what may be said of it. How the medium is
// read is the business of the privileged half.
import { z } from 'zod'
import { type Reason, reason } from '../../words/reason.ts'
import { DiskIdentity, isSameIdentity } from '../disk-identity.ts'
import { hidesSectors } from './hidden-area.ts'
import { bytesIn, type ByteRange, RangeList } from './ranges.ts'
import { rangesOf, SamplingPlan, wholeOf } from './sampling.ts'

const address = z.number().int().min(0)
const Instant = z.iso.datetime()

/** Bytes in hexadecimal that repeat from the first address of the medium on. */
const PatternBytes = z.string().regex(/^([0-9a-f]{2}){1,512}$/)

export const Expectation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('zero') }),
  z.strictObject({ kind: z.literal('pattern'), hex: PatternBytes }),
  /** Filled with random data: "no structure left" is all that can be looked for. */
  z.strictObject({ kind: z.literal('random') }),
])
export type Expectation = z.infer<typeof Expectation>

/** `zero`, `random` or `pattern:HEX` (from 1 to 512 bytes); null for anything else. */
export const expectationOf = (text: string): Expectation | null => {
  if (text === 'zero' || text === 'random') return { kind: text }
  const hex = /^pattern:([0-9a-f]+)$/i.exec(text)?.[1]?.toLowerCase()
  const parsed = PatternBytes.safeParse(hex)
  return parsed.success ? { kind: 'pattern', hex: parsed.data } : null
}

/** The bytes that repeat; null where none are expected. */
export const repeatedBytes = (expectation: Expectation): Uint8Array | null => {
  switch (expectation.kind) {
    case 'zero':
      return new Uint8Array(1)
    case 'pattern':
      return Uint8Array.from(expectation.hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
    case 'random':
      return null
  }
}

export const ReadBackPlan = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('full') }),
  z.strictObject({ mode: z.literal('sample'), sampling: SamplingPlan }),
])
export type ReadBackPlan = z.infer<typeof ReadBackPlan>

export const rangesToRead = (plan: ReadBackPlan, sizeBytes: number): readonly ByteRange[] =>
  plan.mode === 'full' ? wholeOf(sizeBytes) : rangesOf(plan.sampling)

/** What was read: a disk, or an image of one in a file. */
export const Medium = z.strictObject({
  kind: z.enum(['disk', 'file']),
  identity: DiskIdentity,
  sizeBytes: z.number().int().positive(),
  sectorBytes: z.number().int().min(512).max(65_536),
  /** Tells this one from another that took its place: kernel's number and sequence of the device, or of the file. */
  instance: z.string().max(200),
  /** Bytes of the disk that the system does not show (hidden-area.ts). null or absent: not asked, or not told. */
  hiddenBytes: z.number().int().min(0).nullable().optional(),
})
export type Medium = z.infer<typeof Medium>

/**
 * `direct`: past the system's cache (O_DIRECT). `dropped`: the cache was emptied just before. `cached`: neither could be
 * had, and what was read may have come from memory.
 */
export const Directness = z.enum(['direct', 'dropped', 'cached'])
export type Directness = z.infer<typeof Directness>

/** The blocks of which the entropy is taken, in bytes. */
export const entropyBlockBytes = 4096

export const Entropy = z.strictObject({
  blocks: address,
  /** Bits per byte, from 0 to 8. A block of random data has 7.95. */
  least: z.number().min(0).max(8),
  mean: z.number().min(0).max(8),
})
export type Entropy = z.infer<typeof Entropy>

/** How fast it went at an address: the picture of a reading. */
export const SpeedPoint = z.strictObject({ address, bytes: address, milliseconds: z.number().min(0) })
export type SpeedPoint = z.infer<typeof SpeedPoint>
export const mostSpeedPoints = 512

/**
 * Bytes that the kernel had counted as written to the disk (or discarded) since it was attached, by whomever: what was
 * written behind the head of a reading was not read. At the first beginning, or at the end of the erasure that is read
 * back; and at the last end, when what others left in memory had been written too.
 */
export const CountedWrites = z.strictObject({ countAtStart: address, countAtEnd: address })
export type CountedWrites = z.infer<typeof CountedWrites>

/** A reading, finished or not: an unfinished one is all that is needed to go on with it. */
export const ReadBackRecord = z.strictObject({
  kind: z.literal('read-back'),
  version: z.literal(1),
  tool: z.strictObject({ name: z.string().max(80), version: z.string().max(40) }),
  medium: Medium,
  expectation: Expectation,
  plan: ReadBackPlan,
  /** Of the first beginning and of the last end; `milliseconds` counts only the time spent reading. */
  startedAt: Instant,
  endedAt: Instant,
  milliseconds: z.number().min(0),
  directness: Directness,
  ended: z.enum(['complete', 'cancelled', 'medium-gone']),
  /** Everything planned below this address was read or is unreadable. */
  readTo: address,
  bytesRead: address,
  /** Other bytes than expected; for random fill, blocks whose entropy is not that of random data. */
  spoiled: RangeList,
  unreadable: RangeList,
  structures: z.array(z.strictObject({ name: z.string().max(40), address })).max(100),
  entropy: Entropy.nullable(),
  speeds: z.array(SpeedPoint).max(mostSpeedPoints),
  /**
   * Whether nobody could mount or claim the disk while it was read, and what was written to it meanwhile all the same;
   * null where the kernel does not count. Absent for an image in a file, and in the records of before it was asked.
   */
  held: z.boolean().optional(),
  writes: CountedWrites.nullable().optional(),
})
export type ReadBackRecord = z.infer<typeof ReadBackRecord>

const isSamePlan = (a: ReadBackPlan, b: ReadBackPlan) =>
  a.mode === 'sample' && b.mode === 'sample'
    ? a.sampling.seed === b.sampling.seed &&
      a.sampling.sizeBytes === b.sampling.sizeBytes &&
      a.sampling.sectorBytes === b.sampling.sectorBytes &&
      a.sampling.subsections === b.sampling.subsections
    : a.mode === b.mode

export const isSameExpectation = (a: Expectation, b: Expectation): boolean =>
  a.kind === 'pattern' && b.kind === 'pattern' ? a.hex === b.hex : a.kind === b.kind

/**
 * Why this is not the medium that was found before: null if it is. The instance has to be the same too: a disk that was
 * unplugged in between may have been written elsewhere.
 */
export const doubtOfMedium = (before: Medium, now: Medium): Reason | null => {
  const isSameMedium =
    isSameIdentity(before.identity, now.identity) &&
    before.kind === now.kind &&
    before.sizeBytes === now.sizeBytes &&
    before.sectorBytes === now.sectorBytes
  if (!isSameMedium) return reason('read-back.other-medium')
  return before.instance === now.instance ? null : reason('read-back.unplugged')
}

/** An image in a file shows by its instance that it was written. */
const doubtOfPause = ({ medium, held, writes }: ReadBackRecord, countNow: number | null): Reason | null => {
  if (medium.kind === 'file') return null
  // It could have been written by whoever used it, and the reading will never hold.
  if (held !== true || writes === undefined || writes === null || countNow === null) {
    return reason('read-back.pause-not-counted')
  }
  return writes.countAtStart === countNow
    ? null
    : reason('read-back.written-since', { bytes: Math.abs(countNow - writes.countAtStart) })
}

/**
 * Why an unfinished reading cannot be continued so, and the medium is read from its beginning: empty if it can.
 * `countNow` as in CountedWrites, null where nobody counts.
 */
export const doubtsOfResuming = (
  record: ReadBackRecord,
  now: {
    readonly medium: Medium
    readonly plan: ReadBackPlan
    readonly expectation: Expectation
    readonly countNow: number | null
  },
): readonly Reason[] => {
  const doubts: Reason[] = []
  if (record.ended === 'complete') doubts.push(reason('read-back.already-complete'))
  const doubt = doubtOfMedium(record.medium, now.medium) ?? doubtOfPause(record, now.countNow)
  if (doubt !== null) doubts.push(doubt)
  if (!isSamePlan(record.plan, now.plan) || !isSameExpectation(record.expectation, now.expectation)) {
    doubts.push(reason('read-back.other-plan'))
  }
  return doubts
}

/** `holds`: what was to be read was read from the medium, and is as expected. `unknown`: nothing speaks against it. */
export type ReadBackVerdict = {
  readonly outcome: 'holds' | 'fails' | 'unknown'
  readonly reasons: readonly Reason[]
}

const isAllAccountedFor = (record: ReadBackRecord): boolean => {
  const ranges = rangesToRead(record.plan, record.medium.sizeBytes)
  return record.readTo === (ranges.at(-1)?.end ?? 0) && record.bytesRead + record.unreadable.bytes === bytesIn(ranges)
}

/** What was read is what stands on the disk only where nobody wrote meanwhile. */
const doubtOfWrites = ({ held, writes, ended }: ReadBackRecord): Reason | null => {
  if (held === false) return reason('read-back.in-use')
  // Of a disk that is gone nobody can ask it any more.
  if (writes === undefined || (writes === null && ended === 'medium-gone')) return null
  if (writes === null) return reason('read-back.not-counted')
  return writes.countAtStart === writes.countAtEnd
    ? null
    : reason('read-back.written-meanwhile', { bytes: Math.abs(writes.countAtEnd - writes.countAtStart) })
}

export const judgeReadBack = (record: ReadBackRecord): ReadBackVerdict => {
  const against: Reason[] = []
  if (record.spoiled.bytes > 0) {
    const code = record.expectation.kind === 'random' ? 'read-back.not-random' : 'read-back.spoiled'
    const first = String(record.spoiled.ranges[0]?.start ?? 0)
    against.push(reason(code, { bytes: record.spoiled.bytes, ranges: record.spoiled.ranges.length, first }))
  }
  const named = [...new Set(record.structures.map(({ name }) => name))].join(', ')
  if (record.structures.length > 0) against.push(reason('read-back.structures', { named }))

  const doubts: Reason[] = []
  if (record.ended === 'cancelled') doubts.push(reason('read-back.cancelled'))
  if (record.ended === 'medium-gone') doubts.push(reason('read-back.medium-gone', { address: String(record.readTo) }))
  if (record.unreadable.bytes > 0) {
    const first = String(record.unreadable.ranges[0]?.start ?? 0)
    doubts.push(
      reason('read-back.unreadable', {
        bytes: record.unreadable.bytes,
        ranges: record.unreadable.ranges.length,
        first,
      }),
    )
  }
  // Everything that is shown may be as expected: what is hidden was not read, and holds what it held.
  if (hidesSectors(record)) doubts.push(reason('read-back.hidden-area', { bytes: record.medium.hiddenBytes ?? 0 }))
  if (record.directness === 'cached') doubts.push(reason('read-back.cached'))
  const written = doubtOfWrites(record)
  if (written !== null) doubts.push(written)
  if (record.ended === 'complete' && !isAllAccountedFor(record)) doubts.push(reason('read-back.incomplete'))
  if (
    record.plan.mode === 'sample' &&
    (record.plan.sampling.sizeBytes !== record.medium.sizeBytes ||
      record.plan.sampling.sectorBytes !== record.medium.sectorBytes)
  ) {
    doubts.push(reason('read-back.plan-of-another-size'))
  }

  const outcome = against.length > 0 ? 'fails' : doubts.length > 0 ? 'unknown' : 'holds'
  return { outcome, reasons: [...against, ...doubts] }
}
