// Which parts of a medium a verification by sampling reads, after NIST SP 800-88 Rev. 1 §4.7, and what it can be
// expected to find. A plan is a few figures and a seed: whoever has them computes the same ranges again.
import { z } from 'zod'
import { type ByteRange, united } from './ranges.ts'

/** §4.7: at least 1,000 equally sized subsections; two samples in each, of at least 5 % of it. */
const subsectionsAtLeast = 1000
const samplePercent = 5
/** Read at both ends besides the samples: the first and last address, and where partition tables and first partitions begin. */
const edgeBytes = 2 * 1024 * 1024

export const SamplingPlan = z.strictObject({
  /** Names the rule by which the ranges follow from the figures; another rule gets another name. */
  rule: z.literal('nist-800-88r1-4.7/1'),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  sizeBytes: z.number().int().positive(),
  /** The unit of reading; a medium that ends within a sector has a short last one. */
  sectorBytes: z.number().int().min(512).max(65_536),
  subsections: z.number().int().min(subsectionsAtLeast).max(1_000_000),
})
export type SamplingPlan = z.infer<typeof SamplingPlan>

export const samplingPlan = (medium: {
  readonly sizeBytes: number
  readonly sectorBytes: number
  readonly seed: number
}): SamplingPlan => ({ rule: 'nist-800-88r1-4.7/1', ...medium, subsections: subsectionsAtLeast })

const mask64 = (1n << 64n) - 1n

/**
 * SplitMix64 (Steele, Lea, Flood 2014): the state grows by the golden ratio and is mixed. Answers a function that draws
 * an integer from 0 to `below` − 1; its bias is under `below` / 2^64.
 */
export const drawsFrom = (seed: number): ((below: number) => number) => {
  let state = BigInt(seed)
  return (below) => {
    state = (state + 0x9e3779b97f4a7c15n) & mask64
    let mixed = state
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask64
    mixed ^= mixed >> 31n
    return Number((mixed * BigInt(below)) >> 64n)
  }
}

const sectorsOf = ({ sizeBytes, sectorBytes }: SamplingPlan) => Math.ceil(sizeBytes / sectorBytes)
const sampleOf = (subsection: number) => Math.ceil((subsection * samplePercent) / 100)

/** A medium of so few sectors that two samples in each subsection would be all of it is read whole. */
const isReadWhole = (plan: SamplingPlan) => sectorsOf(plan) < 2 * plan.subsections

/** The first sectors of two samples of `sample` sectors that do not overlap: every such pair is as likely as another. */
const twoStarts = (subsection: number, sample: number, draw: (below: number) => number): readonly [number, number] => {
  // Pairs x ≤ y in 0…free correspond one to one to pairs of different numbers in 0…free + 1, by y → y + 1.
  const free = subsection - 2 * sample
  const one = draw(free + 2)
  const drawn = draw(free + 1)
  const other = drawn >= one ? drawn + 1 : drawn
  return [Math.min(one, other), Math.max(one, other) - 1 + sample]
}

/** The samples alone, two for each subsection, in sectors: what the standard asks, before edges and joining. */
export const samplesOf = (plan: SamplingPlan): readonly ByteRange[] => {
  const sectors = sectorsOf(plan)
  const draw = drawsFrom(plan.seed)
  const samples: ByteRange[] = []
  for (let index = 0; index < plan.subsections; index++) {
    const begin = Math.floor((index * sectors) / plan.subsections)
    const length = Math.floor(((index + 1) * sectors) / plan.subsections) - begin
    const sample = sampleOf(length)
    for (const start of twoStarts(length, sample, draw)) {
      samples.push({ start: begin + start, end: begin + start + sample })
    }
  }
  return samples
}

/** What is to be read, in bytes: ascending, disjoint, on whole sectors but for the end of the medium. */
export const rangesOf = (plan: SamplingPlan): readonly ByteRange[] => {
  if (isReadWhole(plan)) return wholeOf(plan.sizeBytes)
  const edge = Math.ceil(edgeBytes / plan.sectorBytes)
  const sectors = sectorsOf(plan)
  const edges = [
    { start: 0, end: Math.min(edge, sectors) },
    { start: Math.max(0, sectors - edge), end: sectors },
  ]
  return united([...edges, ...samplesOf(plan)]).map(({ start, end }) => ({
    start: start * plan.sectorBytes,
    end: Math.min(end * plan.sectorBytes, plan.sizeBytes),
  }))
}

/** A full verification reads one range. */
export const wholeOf = (sizeBytes: number): readonly ByteRange[] => [{ start: 0, end: sizeBytes }]

/**
 * How likely it is that a plan of these figures, its seed not known beforehand, reads some of one spoiled region.
 * `average` over all places where the region may lie, `least` at the worst of them; the edges, which are always read,
 * are left out, so both are slightly too small. `certainFromBytes`: a region this large is always found.
 */
export type Detection = {
  readonly regionBytes: number
  readonly average: number
  readonly least: number
  readonly certainFromBytes: number
}

const placesTried = 2048

export const detectionOf = (plan: SamplingPlan, regionBytes: number): Detection => {
  const subsection = sectorsOf(plan) / plan.subsections
  if (isReadWhole(plan)) return { regionBytes, average: 1, least: 1, certainFromBytes: 1 }
  const sample = sampleOf(Math.floor(subsection))
  const region = Math.max(1, Math.ceil(regionBytes / plan.sectorBytes))

  /** Ways to lay two ordered samples into `length` sectors, and one. */
  const pairs = (length: number) =>
    length < 2 * sample ? 0 : ((length - 2 * sample + 1) * (length - 2 * sample + 2)) / 2
  const singles = (length: number) => Math.max(0, length - sample + 1)
  /** Neither sample of one subsection touches the sectors from `from` to `to` of it. */
  const missed = (from: number, to: number) =>
    (pairs(from) + pairs(subsection - to) + singles(from) * singles(subsection - to)) / pairs(subsection)

  const missedFrom = (place: number) => {
    let chance = 1
    for (let from = place, left = region; left > 0 && chance > 0; from = 0) {
      const to = Math.min(subsection, from + left)
      chance *= missed(from, to)
      left -= to - from
    }
    return chance
  }
  let sum = 0
  let most = 0
  for (let index = 0; index < placesTried; index++) {
    const chance = missedFrom(((index + 0.5) / placesTried) * subsection)
    sum += chance
    most = Math.max(most, chance)
  }
  // Both samples at the beginning of one subsection, both at the end of the next, and rounding of their lengths.
  const certainSectors = 2 * (Math.ceil(subsection) - 2 * sample) + 1
  const isCertain = region >= certainSectors
  return {
    regionBytes,
    average: isCertain ? 1 : 1 - sum / placesTried,
    least: isCertain ? 1 : 1 - most,
    certainFromBytes: certainSectors * plan.sectorBytes,
  }
}
