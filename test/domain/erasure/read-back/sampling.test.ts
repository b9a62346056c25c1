// The samples are those of NIST SP 800-88 Rev. 1 §4.7, follow from the seed alone, and find what the plan says they find.
import { describe, expect, test as check } from 'vitest'
import { bytesIn } from '../../../../domain/erasure/read-back/ranges.ts'
import {
  detectionOf,
  drawsFrom,
  rangesOf,
  samplesOf,
  samplingPlan,
} from '../../../../domain/erasure/read-back/sampling.ts'
import { fc, test } from '../with-fast-check.ts'

const media = fc.record({
  sizeBytes: fc.oneof(fc.integer({ min: 1, max: 8_000_000 }), fc.integer({ min: 8_000_000, max: 20_000_000_000_000 })),
  sectorBytes: fc.constantFrom(512, 4096),
  seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
})

describe('A sampling plan', () => {
  test(
    'puts two samples that do not overlap into each of 1,000 equal subsections, each at least 5 % of it',
    media.filter(({ sizeBytes, sectorBytes }) => sizeBytes >= 2000 * sectorBytes),
    (medium) => {
      const plan = samplingPlan(medium)
      const sectors = Math.ceil(plan.sizeBytes / plan.sectorBytes)
      const samples = samplesOf(plan)
      expect(samples).toHaveLength(2 * plan.subsections)
      for (let index = 0; index < plan.subsections; index++) {
        const begin = Math.floor((index * sectors) / plan.subsections)
        const end = Math.floor(((index + 1) * sectors) / plan.subsections)
        const [first, second] = samples.slice(2 * index, 2 * index + 2)
        if (first === undefined || second === undefined) throw new Error('a sample is missing')
        const inOrder = [begin, first.start, first.end, second.start, second.end, end]
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
        for (const { start, end: stop } of [first, second]) {
          expect((stop - start) * 100).toBeGreaterThanOrEqual(5 * (end - begin))
        }
      }
    },
    40,
  )
  test(
    'reads ascending, disjoint, whole sectors, the first and the last address among them, and no more than there is',
    media,
    (medium) => {
      const ranges = rangesOf(samplingPlan(medium))
      expect(ranges[0]?.start).toBe(0)
      expect(ranges.at(-1)?.end).toBe(medium.sizeBytes)
      let end = -1
      for (const range of ranges) {
        expect(range.start).toBeGreaterThan(end)
        expect(range.end).toBeGreaterThan(range.start)
        expect(range.start % medium.sectorBytes).toBe(0)
        if (range.end !== medium.sizeBytes) expect(range.end % medium.sectorBytes).toBe(0)
        end = range.end
      }
      expect(bytesIn(ranges) * 10).toBeGreaterThanOrEqual(medium.sizeBytes)
    },
    60,
  )
  check('follows from its figures and the seed alone', () => {
    const medium = { sizeBytes: 500_107_862_016, sectorBytes: 512 }
    const ranges = (seed: number) => rangesOf(samplingPlan({ ...medium, seed }))
    expect(ranges(7)).toEqual(ranges(7))
    expect(ranges(7)).not.toEqual(ranges(8))
    // Frozen: a record of today must give the same ranges in ten years.
    expect(ranges(7).slice(1, 4)).toMatchInlineSnapshot(`
      [
        {
          "end": 32561664,
          "start": 7556096,
        },
        {
          "end": 225472000,
          "start": 200466432,
        },
        {
          "end": 787488256,
          "start": 762482688,
        },
      ]
    `)
  })
  check('reads a medium whole that is too small for subsections', () => {
    expect(rangesOf(samplingPlan({ sizeBytes: 1_000_000, sectorBytes: 512, seed: 1 }))).toEqual([
      { start: 0, end: 1_000_000 },
    ])
  })
})

check('The generator is SplitMix64: its published first values for the seed 1234567', () => {
  const draw = drawsFrom(1_234_567)
  // 6457827717110365317 and 3203168211198807973, their upper 32 bits
  expect([draw(2 ** 32), draw(2 ** 32)]).toEqual([
    Number(6_457_827_717_110_365_317n >> 32n),
    Number(3_203_168_211_198_807_973n >> 32n),
  ])
})

describe('What a plan is said to find', () => {
  const sizeBytes = 250_059_350_016
  const sectorBytes = 512
  const runs = 1000
  const subsection = sizeBytes / 1000

  /** How often 1,000 plans of different seeds read some of one region, each laid at a place of its own. */
  const measured = (regionBytes: number) => {
    const place = drawsFrom(20_261_123)
    let found = 0
    for (let seed = 0; seed < runs; seed++) {
      const region = Math.ceil(regionBytes / sectorBytes) * sectorBytes
      const start = place((sizeBytes - region) / sectorBytes) * sectorBytes
      const ranges = rangesOf(samplingPlan({ sizeBytes, sectorBytes, seed }))
      if (ranges.some((range) => range.start < start + region && start < range.end)) found++
    }
    return found / runs
  }

  check.for([
    ['one sector', sectorBytes],
    ['1 MiB', 2 ** 20],
    ['32 MiB', 2 ** 25],
    ['half a subsection', subsection / 2],
    ['0.8 of a subsection', 0.8 * subsection],
    ['one subsection', subsection],
    ['one and a half subsections', 1.5 * subsection],
  ] as const)('is what 1,000 seeded runs find: %s', ([name, regionBytes]) => {
    const stated = detectionOf(samplingPlan({ sizeBytes, sectorBytes, seed: 0 }), regionBytes)
    const share = measured(regionBytes)
    console.info(`${name}: stated ${stated.average.toFixed(4)}, measured ${share.toFixed(4)}`)
    const deviation = Math.sqrt((stated.average * (1 - stated.average)) / runs)
    expect(Math.abs(share - stated.average)).toBeLessThanOrEqual(4 * deviation + 0.001)
    expect(stated.least).toBeLessThanOrEqual(stated.average)
  })
  check('is certain from the size that it names on: 1,000 of 1,000', () => {
    const plan = samplingPlan({ sizeBytes, sectorBytes, seed: 0 })
    const { certainFromBytes } = detectionOf(plan, 1)
    expect(certainFromBytes).toBeLessThan(1.81 * subsection)
    expect(detectionOf(plan, certainFromBytes)).toMatchObject({ average: 1, least: 1 })
    expect(measured(certainFromBytes)).toBe(1)
  })
  test(
    'never leaves a gap as large as what it calls certain',
    media,
    (medium) => {
      const plan = samplingPlan(medium)
      const { certainFromBytes } = detectionOf(plan, 1)
      const ranges = rangesOf(plan)
      ranges.slice(1).forEach((range, index) => {
        expect(range.start - (ranges[index]?.end ?? 0)).toBeLessThan(certainFromBytes)
      })
    },
    60,
  )
})
