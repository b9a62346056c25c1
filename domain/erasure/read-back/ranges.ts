// Ranges of byte addresses on a medium, and lists of them that stay small however much of the medium they name.
import { z } from 'zod'

const address = z.number().int().min(0)

/** `start` inclusive, `end` exclusive, in bytes from the beginning of the medium. */
export const ByteRange = z.strictObject({ start: address, end: address }).refine(({ start, end }) => start < end)
export type ByteRange = z.infer<typeof ByteRange>

/** More would be read by nobody; the record has to stay small enough for the journal. */
export const mostRanges = 1000

/**
 * Ascending, disjoint ranges. Every byte that was added lies in one of them; those nearer to each other than `joined`
 * bytes were made one, so that the list keeps its limit. `bytes` counts what was added, without what joining took in.
 */
export const RangeList = z.strictObject({
  ranges: z.array(ByteRange).max(mostRanges),
  joined: address,
  bytes: address,
})
export type RangeList = z.infer<typeof RangeList>

/** Nothing yet; ranges with fewer than `joined` other bytes between them will be one. */
export const noRanges = (joined: number): RangeList => ({ ranges: [], joined, bytes: 0 })

const joinedUnder = (ranges: readonly ByteRange[], joined: number): ByteRange[] => {
  const out: ByteRange[] = []
  for (const range of ranges) {
    const last = out.at(-1)
    if (last !== undefined && (range.start <= last.end || range.start - last.end < joined)) {
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else out.push(range)
  }
  return out
}

/**
 * Adds ranges that begin at or after the end of everything already there, in ascending order. `bytes` of them count, where
 * they were joined before.
 */
export const withRanges = (list: RangeList, added: readonly ByteRange[], bytes = bytesIn(added)): RangeList => {
  if (added.length === 0) return list
  let joined = list.joined
  let ranges = joinedUnder([...list.ranges, ...added], joined)
  while (ranges.length > mostRanges) {
    joined = Math.max(joined * 2, 512)
    ranges = joinedUnder(ranges, joined)
  }
  return { ranges, joined, bytes: list.bytes + bytes }
}

export const bytesIn = (ranges: readonly ByteRange[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0)

/** Sorted, and without overlap: ranges that touch become one. */
export const united = (ranges: readonly ByteRange[]): ByteRange[] =>
  joinedUnder(
    [...ranges].sort((a, b) => a.start - b.start),
    0,
  )
