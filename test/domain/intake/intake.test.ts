// Where the machines of an intake go, how far it is, and its reuse rate.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MACHINE_PATHS, pathOf, type PathFacts } from '../../../domain/intake/path.ts'
import { progressOf } from '../../../domain/intake/progress.ts'
import { reuseRateOf, TYPICAL_GRAMS, type CountedMachine } from '../../../domain/intake/reuse-rate.ts'
import { PowerOnTest } from '../../../domain/intake/triage.ts'
import { EquipmentKind } from '../../../domain/machine/equipment.ts'

const facts = (changed: Partial<PathFacts> = {}): PathFacts => ({
  triage: { powerOn: null },
  ordered: false,
  sheet: false,
  certificate: false,
  ...changed,
})

describe('a machine', () => {
  it('that starts goes to refurbishing', () => {
    expect(pathOf(facts({ triage: { powerOn: 'starts' } }))).toBe('refurbishing')
  })

  it('that does not start waits for a supervisor', () => {
    expect(pathOf(facts({ triage: { powerOn: 'does-not-start' } }))).toBe('to-confirm')
  })

  it('that nobody tried is undecided', () => {
    expect(pathOf(facts({ triage: { powerOn: 'not-tried' } }))).toBe('undecided')
    expect(pathOf(facts())).toBe('undecided')
    expect(pathOf(facts({ triage: undefined }))).toBe('undecided')
  })

  it('is never dismantled without a supervisor, whatever the test says', () => {
    for (const powerOn of [...PowerOnTest.options, null])
      expect(['dismantling', 'dismantled']).not.toContain(pathOf(facts({ triage: { powerOn } })))
  })

  it('that a supervisor sent to dismantling stays there, even where it starts after all', () => {
    expect(pathOf(facts({ ordered: true, triage: { powerOn: 'starts' } }))).toBe('dismantling')
    expect(pathOf(facts({ ordered: true, sheet: true }))).toBe('dismantled')
  })
})

const anyPaths = fc.array(fc.constantFrom(...MACHINE_PATHS), { maxLength: 60 })

describe('the progress of an intake', () => {
  it('says how many are missing, or came beyond what was announced', () => {
    expect(progressOf({ expected: 3 }, ['refurbishing', 'to-confirm'])).toMatchObject({
      received: 2,
      missing: 1,
      surplus: 0,
      refurbishing: 1,
      toConfirm: 1,
    })
    expect(progressOf({ expected: 1 }, ['undecided', 'dismantled'])).toMatchObject({ missing: 0, surplus: 1 })
    expect(progressOf({ expected: null }, [])).toMatchObject({ missing: null, surplus: 0 })
  })

  it('counts every machine in exactly one heap', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const { received, refurbishing, dismantling, undecided, toConfirm } = progressOf({ expected: null }, paths)
        expect(refurbishing + dismantling + undecided + toConfirm).toBe(received)
      }),
    )
  })
})

const machine = (changed: Partial<CountedMachine>): CountedMachine => ({
  equipment: 'laptop',
  path: 'refurbishing',
  grams: null,
  ...changed,
})

describe('the reuse rate', () => {
  it('counts what goes to reuse among all that came, undecided ones too', () => {
    const rate = reuseRateOf(
      [machine({}), machine({ path: 'refurbished' }), machine({ path: 'dismantled' }), machine({ path: 'undecided' })],
      0,
    )
    expect(rate).toMatchObject({ received: 4, toReuse: 2, certified: 1, toDismantling: 1, undecided: 1, byNumber: 0.5 })
  })

  it('takes weights as they were weighed, the typical one of the kind where nobody weighed, and none where there is none', () => {
    const { weight } = reuseRateOf(
      [machine({}), machine({ path: 'dismantled', grams: 3350 }), machine({ equipment: 'server', path: 'undecided' })],
      0,
    )
    expect(weight).toMatchObject({ weighed: 1, typical: 1, unknown: 1, reused: TYPICAL_GRAMS.laptop, all: 5000 })
    expect(weight.rate).toBeCloseTo(0.33)
  })

  it('counts the parts kept from dismantled machines as reused', () => {
    const { weight } = reuseRateOf([machine({ path: 'dismantled', grams: 2000 })], 500)
    expect(weight).toMatchObject({ reused: 500, all: 2000, rate: 0.25 })
  })

  it('has no rate for an intake without machines', () => {
    expect(reuseRateOf([], 0)).toMatchObject({ byNumber: null, weight: { rate: null } })
  })

  it('lies between none and all, whatever came', () => {
    const anyMachine = fc.record({
      equipment: fc.constantFrom(...EquipmentKind.options),
      path: fc.constantFrom(...MACHINE_PATHS),
      grams: fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(anyMachine), fc.integer({ min: 0, max: 100_000 }), (machines, parts) => {
        const { byNumber, weight, toReuse, toDismantling, undecided, received } = reuseRateOf(machines, parts)
        for (const rate of [byNumber, weight.rate].filter((one) => one !== null)) {
          expect(rate).toBeGreaterThanOrEqual(0)
          expect(rate).toBeLessThanOrEqual(1)
        }
        expect(toReuse + toDismantling + undecided).toBe(received)
        expect(weight.weighed + weight.typical + weight.unknown).toBe(received)
      }),
    )
  })
})
