// Which part goes into which machine, told as one would look at the two of them.
import { describe, expect, test } from 'vitest'
import type { Memory } from '../../../domain/machine/hardware-report.ts'
import { fit } from '../../../domain/parts/fit.ts'
import type { Fit } from '../../../domain/parts/fit-answer.ts'
import type { PartData } from '../../../domain/parts/part.ts'
import { aDisk, anIdentity, aReport } from '../erasure/a-report.ts'
import { aBattery, aModule, GIBI, inSlot } from './some-parts.ts'

const withMemory = (changes: Partial<Memory> = {}) =>
  aReport({
    memory: {
      totalBytes: 4 * GIBI,
      visibleBytes: null,
      maximumBytes: 32 * GIBI,
      slots: { total: 2, used: 1 },
      modules: [inSlot()],
      ...changes,
    },
  })
const full = { slots: { total: 2, used: 2 }, totalBytes: 6 * GIBI }

const codes = (found: Fit): readonly string[] =>
  (found.outcome === 'fits' ? found.notes : found.outcome === 'no' ? found.against : found.doubts).map(
    ({ code }) => code,
  )

describe('A memory module', () => {
  const judged = (part: PartData, memory: Partial<Memory> = {}) =>
    fit(part, { report: withMemory(memory), equipment: 'laptop' })

  test('of the type and form of the one in place goes into the free slot', () => {
    expect(judged(aModule())).toEqual({ outcome: 'fits', placement: { kind: 'free-slot' }, notes: [] })
  })
  test('of another type or form does not, and both are said', () => {
    const desktop = judged(aModule({ type: 'DDR3', formFactor: 'DIMM' }))
    expect(desktop.outcome).toBe('no')
    expect(codes(desktop)).toEqual(['parts.memory-other-type', 'parts.memory-other-form'])
  })
  test('that is slower slows the other down, one that is faster slows down itself: both fit, and it is said', () => {
    expect(judged(aModule({ speedMts: 2133 }))).toMatchObject({
      outcome: 'fits',
      notes: [{ code: 'parts.memory-slower', params: { speed: 2133, instead: 2400 } }],
    })
    expect(judged(aModule({ speedMts: 3200 }))).toMatchObject({
      outcome: 'fits',
      notes: [{ code: 'parts.memory-faster', params: { speed: 2400, able: 3200 } }],
    })
  })
  test('without error correction does not go beside one that has it', () => {
    expect(codes(judged(aModule(), { modules: [inSlot({ ecc: true })] }))).toEqual(['parts.memory-ecc-mixed'])
    const unsaid = aModule({ formFactor: 'DIMM', ecc: null })
    expect(codes(judged(unsaid, { modules: [inSlot({ formFactor: 'DIMM' })] }))).toEqual(['parts.memory-ecc-unknown'])
  })
  test('takes the place of the smallest where no slot is free, and only if it is larger', () => {
    const modules = [inSlot(), inSlot({ sizeBytes: 2 * GIBI, locator: 'DIMM B' })]
    expect(judged(aModule(), { ...full, modules })).toMatchObject({
      outcome: 'fits',
      placement: { kind: 'in-place-of-module', position: 1, bytes: 2 * GIBI, locator: 'DIMM B' },
    })
    expect(codes(judged(aModule({ sizeBytes: 2 * GIBI }), { ...full, modules }))).toEqual(['parts.memory-not-larger'])
  })
  test('never takes the place of a soldered one', () => {
    const soldered = inSlot({ sizeBytes: 2 * GIBI, soldered: true, formFactor: 'Row Of Chips' })
    expect(judged(aModule({ sizeBytes: 8 * GIBI }), { ...full, modules: [soldered, inSlot()] })).toMatchObject({
      placement: { kind: 'in-place-of-module', position: 1 },
    })
    const allSoldered = judged(aModule(), { ...full, modules: [soldered, soldered] })
    expect(codes(allSoldered)).toEqual(['parts.memory-soldered'])
  })
  test('that is more than the board accepts does not fit; more than its share for a slot is a doubt', () => {
    expect(codes(judged(aModule({ sizeBytes: 8 * GIBI }), { maximumBytes: 8 * GIBI }))).toEqual([
      'parts.memory-over-maximum',
    ])
    expect(codes(judged(aModule({ sizeBytes: 16 * GIBI }), { maximumBytes: 24 * GIBI }))).toEqual([
      'parts.memory-over-slot',
    ])
  })
  test('of which, or of whose machine, something is not known fits perhaps', () => {
    expect(codes(judged(aModule({ type: '' })))).toEqual(['parts.memory-type-unknown'])
    expect(codes(judged(aModule(), { slots: { total: null, used: null } }))).toContain('parts.memory-slots-unknown')
    expect(codes(judged(aModule(), { maximumBytes: null }))).toEqual(['parts.memory-maximum-unknown'])
    expect(fit(aModule(), { report: null, equipment: 'laptop' }).outcome).toBe('perhaps')
  })
})

describe('A disk', () => {
  const ssd: PartData = { kind: 'disk', identity: anIdentity({ serial: 'NEW' }), diskKind: 'sata-ssd' }
  const judged = (part: PartData, ...disks: ReturnType<typeof aDisk>[]) =>
    fit(part, { report: aReport({ disks }), equipment: 'laptop' })

  test('goes where the one that is missed least was: a SATA SSD in the place of a hard disk', () => {
    expect(judged(ssd, aDisk(), aDisk({ serial: 'B', kind: 'hdd' }))).toMatchObject({
      outcome: 'fits',
      placement: { kind: 'in-place-of-disk', position: 1 },
    })
  })
  test('of which the machine shows no place does not fit', () => {
    expect(codes(judged({ ...ssd, diskKind: 'nvme' }, aDisk()))).toEqual(['parts.disk-other-interface'])
  })
  test('has to be settled in its new machine too, and that is said', () => {
    expect(codes(judged(ssd, aDisk({ kind: 'hdd' })))).toContain('parts.disk-settled-there')
  })
  test('of a machine that shows none is a matter of opening it', () => {
    expect(judged(ssd).outcome).toBe('perhaps')
  })
})

describe('Batteries, chargers, screens and keyboards', () => {
  const laptop = (model: string | null) => {
    const report = aReport()
    return {
      equipment: 'laptop' as const,
      report: { ...report, batteries: report.batteries.map((battery) => ({ ...battery, model })) },
    }
  }
  test('are never more than perhaps: no report says anything of plugs', () => {
    expect(fit(aBattery(90), laptop('5B10 W51827')).outcome).toBe('perhaps')
    const charger: PartData = { kind: 'charger', watts: 65, volts: 20, connector: 'USB-C' }
    expect(fit(charger, laptop(null)).outcome).toBe('perhaps')
  })
  test('a battery of another model, or for a desktop, does not fit', () => {
    expect(fit(aBattery(90), laptop('L18M3P72')).outcome).toBe('no')
    expect(fit(aBattery(90), { report: aReport(), equipment: 'desktop' }).outcome).toBe('no')
  })
})
