// Totals for a collection: the same grams as the sheets by an independent sum, and nothing of a sheet that no longer stands.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DismantlingSheetSubject, SheetFraction } from '../../../domain/documents/dismantling-sheet.ts'
import { documentSet, type StoredDocument } from '../../../domain/documents/store.ts'
import type { KnownDocument } from '../../../domain/documents/verify.ts'
import {
  type CountedSheet,
  choicesOf,
  EVERYTHING,
  standingSheets,
  totalsOf,
} from '../../../domain/dismantling/totals.ts'
import { tonnesText } from '../../../domain/dismantling/weights.ts'
import { uuid } from '../documents/bench.ts'
import { sheetSubjectOf } from '../documents/sheet-bench.ts'

let plain: DismantlingSheetSubject
beforeAll(async () => {
  plain = await sheetSubjectOf()
})

const codes = ['16 02 16', '16 06 07*', '19 12 02', '19 12 04'] as const
const code = (text: string) => ({
  code: text,
  labelFr: `Libellé ${text}`,
  labelEn: '',
  edition: 'E',
  validFrom: '2015-06-01',
  validTo: null,
})

type Fraction = { readonly code: string; readonly grams: number; readonly container: string; readonly outlet: string }
const fractionOf = (number: number, { code: text, grams, container, outlet }: Fraction): SheetFraction => ({
  basis: 'declared',
  fraction: uuid(10_000 + number),
  kind: 'other',
  name: '',
  code: code(text),
  hazardous: text.endsWith('*'),
  grams,
  container,
  outlet,
})

type Sheet = {
  readonly machine: number
  readonly day: string
  readonly intake: number
  readonly fractions: readonly Fraction[]
}
const subjectOf = (number: number, { machine, day, intake, fractions }: Sheet): DismantlingSheetSubject => ({
  ...plain,
  number: `AT1-${String(number).padStart(6, '0')}`,
  sequence: number,
  machineId: uuid(machine),
  day,
  intake: {
    basis: 'declared',
    intake: uuid(intake),
    donor: `Donneur ${String(intake)}`,
    publicBody: true,
    reference: '',
    receivedOn: '2026-11-01',
  },
  fractions: fractions.map((fraction, place) => fractionOf(number * 100 + place, fraction)),
})

const aFraction = fc.record({
  code: fc.constantFrom(...codes),
  grams: fc.integer({ min: 1, max: 1_000_000 }),
  container: fc.constantFrom('Bac 1', 'Bac 2', ''),
  outlet: fc.constantFrom('Métaux', 'Cartes', ''),
})
const aSheet = fc.record({
  machine: fc.integer({ min: 1, max: 6 }),
  day: fc.constantFrom('2026-11-08', '2026-11-09', '2026-12-01'),
  intake: fc.integer({ min: 701, max: 703 }),
  fractions: fc.array(aFraction, { minLength: 1, maxLength: 6 }),
})
const counted = (sheets: readonly Sheet[]): readonly CountedSheet[] =>
  sheets.map((sheet, place) => ({ hash: String(place), subject: subjectOf(place + 1, sheet) }))

describe('totals', () => {
  test('are the sum of the fractions, code by code, whatever the sheets', () => {
    fc.assert(
      fc.property(fc.array(aSheet, { maxLength: 12 }), (sheets) => {
        const totals = totalsOf(counted(sheets))
        const all = sheets.flatMap(({ fractions }) => fractions)
        for (const text of codes) {
          let grams = 0
          for (const fraction of all) if (fraction.code === text) grams += fraction.grams
          const line = [...totals.hazardous, ...totals.others].find((each) => each.code === text)
          expect(line?.grams ?? 0).toBe(grams)
        }
        expect(totals.hazardousGrams + totals.otherGrams).toBe(totals.grams)
        expect(totals.fractions.reduce((sum, { grams }) => sum + grams, 0)).toBe(totals.grams)
        expect(totals.hazardous.every((each) => each.code.endsWith('*'))).toBe(true)
        expect(totals.others.some((each) => each.code.endsWith('*'))).toBe(false)
        expect(totals.machines).toBe(new Set(sheets.map(({ machine }) => machine)).size)
      }),
    )
  })

  test('of all containers, or of all outlets, or of all intakes, make the whole again', () => {
    fc.assert(
      fc.property(fc.array(aSheet, { maxLength: 12 }), (sheets) => {
        const standing = counted(sheets)
        const { containers, outlets, intakes } = choicesOf(standing)
        const whole = totalsOf(standing).grams
        const sumOver = (filters: readonly Partial<typeof EVERYTHING>[]) =>
          filters.reduce((sum, filter) => sum + totalsOf(standing, { ...EVERYTHING, ...filter }).grams, 0)
        expect(sumOver(containers.map((container) => ({ container })))).toBe(whole)
        expect(sumOver(outlets.map((outlet) => ({ outlet })))).toBe(whole)
        expect(sumOver(intakes.map(({ intake }) => ({ intakeId: intake })))).toBe(whole)
      }),
    )
  })

  test('of a period count the sheets of its first and last day', () => {
    const fraction: Fraction = { code: '19 12 02', grams: 1_000, container: 'Bac 1', outlet: 'Métaux' }
    const on = (day: string, machine: number): Sheet => ({ machine, day, intake: 701, fractions: [fraction] })
    const standing = counted([on('2026-11-08', 1), on('2026-11-09', 2), on('2026-11-30', 3), on('2026-12-01', 4)])
    const november = totalsOf(standing, { ...EVERYTHING, from: '2026-11-09', to: '2026-11-30' })
    expect(november).toMatchObject({ sheets: 2, machines: 2, grams: 2_000 })
  })

  test('of one container count only the machines that something in it came from', () => {
    const fraction = (container: string): Fraction => ({ code: '19 12 02', grams: 10, container, outlet: '' })
    const standing = counted([
      { machine: 1, day: '2026-11-25', intake: 701, fractions: [fraction('Bac 1'), fraction('Bac 2')] },
      { machine: 2, day: '2026-11-25', intake: 701, fractions: [fraction('Bac 2')] },
    ])
    expect(totalsOf(standing, { ...EVERYTHING, container: 'Bac 1' })).toMatchObject({ machines: 1, grams: 10 })
    expect(totalsOf(standing).byEquipment).toEqual([{ equipment: 'desktop', machines: 2 }])
  })

  test('leave out what was replaced or withdrawn', () => {
    const fraction: Fraction = { code: '19 12 02', grams: 1_000, container: '', outlet: '' }
    const sheet: Sheet = { machine: 1, day: '2026-11-25', intake: 701, fractions: [fraction] }
    // Standing is a matter of issuer and subject alone.
    const stored = (hash: string, credentialSubject: unknown): StoredDocument => ({
      hash,
      document: { issuer: { id: 'did:key:one' }, credentialSubject } as unknown as KnownDocument,
    })
    const first = stored('a', subjectOf(1, sheet))
    const second = stored('b', {
      ...subjectOf(2, { ...sheet, fractions: [{ ...fraction, grams: 900 }] }),
      replaces: 'a',
    })
    const third = stored('c', subjectOf(3, { ...sheet, machine: 2 }))
    const withdrawal = stored('d', { kind: 'withdrawal', sequence: 4, replaces: null, withdraws: { document: 'c' } })
    const grams = (...documents: StoredDocument[]) => totalsOf(standingSheets(documentSet(documents))).grams
    expect(grams(first)).toBe(1_000)
    expect(grams(first, second)).toBe(900)
    expect(grams(first, second, third)).toBe(1_900)
    expect(grams(first, second, third, withdrawal)).toBe(900)
  })
})

test('a quantity is written in tonnes as the collection note wants it, to the gram', () => {
  expect([12_300, 1, 1_000_000, 350, 45_000_000].map(tonnesText)).toEqual(['0.0123', '0.000001', '1', '0.00035', '45'])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (grams) => {
      const text = tonnesText(grams)
      expect(text).toMatch(/^\d+(\.\d*[1-9])?$/)
      expect(Math.round(Number(text) * 1_000_000)).toBe(grams)
    }),
  )
})
