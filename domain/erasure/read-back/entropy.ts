// How evenly the 256 byte values are spread in a block: random data has all of them about equally often. Encrypted and
// well-compressed data look the same, and so does one spoiled byte among 4,096: this finds structure and never its
// absence.
import { entropyBlockBytes } from './read-back.ts'

/** Shorter blocks are too short to tell. */
const shortestBlock = 512

/** k · log2 k for every count k that a block can have. */
const weighted = Float64Array.from({ length: entropyBlockBytes + 1 }, (_, count) =>
  count === 0 ? 0 : count * Math.log2(count),
)

/** Room for the counts of four neighbouring bytes apart: counted into one place, equal neighbours wait for each other. */
export const roomForCounts = (): Uint16Array => new Uint16Array(4 * 256)

/** Entropy in bits per byte of `bytes` from `start` to `end` (at most 4,096 of them); `counts` is reused. */
export const entropyOf = (bytes: Uint8Array, start: number, end: number, counts: Uint16Array): number => {
  counts.fill(0)
  const count = (place: number) => {
    counts[place] = (counts[place] ?? 0) + 1
  }
  let index = start
  for (; index + 3 < end; index += 4) {
    count(bytes[index] ?? 0)
    count(256 + (bytes[index + 1] ?? 0))
    count(512 + (bytes[index + 2] ?? 0))
    count(768 + (bytes[index + 3] ?? 0))
  }
  for (; index < end; index++) count(bytes[index] ?? 0)
  let sum = 0
  for (let value = 0; value < 256; value++) {
    const all =
      (counts[value] ?? 0) + (counts[256 + value] ?? 0) + (counts[512 + value] ?? 0) + (counts[768 + value] ?? 0)
    sum += weighted[all] ?? 0
  }
  const length = end - start
  return Math.min(8, Math.max(0, Math.log2(length) - sum / length))
}

/**
 * Whether a block of `length` bytes with this entropy can be random. 2 · n · ln 2 · (8 − entropy) is the statistic of
 * the G-test, distributed about as chi-square with 255 degrees of freedom: random data leaves the interval from 85 to 560
 * less than once in 10^17 blocks, in neither direction (bytes that count up are too even).
 */
export const canBeRandom = (entropy: number, length: number): boolean => {
  if (length < shortestBlock) return true
  const unevenness = 2 * length * Math.LN2 * (8 - entropy)
  return unevenness > 85 && unevenness < 560
}
