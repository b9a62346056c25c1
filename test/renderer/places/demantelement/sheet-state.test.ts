// How far a sheet is, as the list says it; and where a reason against signing leads.
import { describe, expect, test } from 'vitest'
import type { DismantlingFile } from '../../../../domain/dismantling/sheet-file.ts'
import { codeAsWritten } from '../../../../renderer/places/demantelement/codes/code-as-written.ts'
import { lackingByField, placeOf } from '../../../../renderer/places/demantelement/fiches/sheet-fields.ts'
import { sheetState } from '../../../../renderer/places/demantelement/fiches/sheet-state.ts'
import { sheetReasons } from '../../../../domain/dismantling/closing.ts'
import { dismantlingFile, fraction, leftInside } from '../../../domain/dismantling/a-file.ts'
import { machineFile } from '../../journal-in-memory.ts'

const question = (changes: Partial<DismantlingFile> = {}) => {
  const file = dismantlingFile({ revision: 5, ...changes })
  return {
    machine: machineFile({ equipment: 'desktop' }),
    ordered: { machineId: file.machineId, stayId: file.stayId, reason: 'does-not-start' as const, note: '' },
    file,
    parts: [],
    codeChanges: [],
    day: '2026-11-25',
  }
}
const facts = { question: question(), settledDisks: 1, disksKnown: true, signed: false }

describe('a sheet in the list', () => {
  test('is to begin until somebody has written in it', () => {
    expect(sheetState({ ...facts, question: null })).toBe('to-begin')
    expect(sheetState({ ...facts, question: question({ revision: 1 }) })).toBe('to-begin')
  })

  test('is in progress while a fraction is not weighed', () => {
    const open = question({ fractions: [fraction(1, { grams: null })] })
    expect(sheetState({ ...facts, question: open })).toBe('in-progress')
  })

  test('waits for its disks while one that was found has no fate, or nobody confirmed them', () => {
    expect(sheetState({ ...facts, settledDisks: 0 })).toBe('disks')
    expect(sheetState({ ...facts, disksKnown: false })).toBe('disks')
  })

  test('can be signed once all is said, and is signed when its document stands', () => {
    expect(sheetState(facts)).toBe('ready')
    expect(sheetState({ ...facts, settledDisks: 0, signed: true })).toBe('signed')
  })
})

describe('a reason against signing', () => {
  const accounting = { disks: [], attestationNeeded: null, blocking: [], settled: true }

  test('leads to the part of the sheet, and to the field where there is one', () => {
    const open = question({
      annexVii: { batteries: leftInside },
      mediaFound: null,
      fractions: [fraction(1, { code: '16 06 05' }), fraction(2, { grams: null })],
    })
    const places = sheetReasons({ ...open, accounting }).map(placeOf)
    expect(places).toContainEqual({ section: 'annexVii', field: 'annexVii.batteries' })
    expect(places).toContainEqual({ section: 'media', field: 'mediaFound' })
    expect(places.filter(({ section }) => section === 'fractions')).toHaveLength(2)
    expect(places.filter(({ section }) => section === 'signature')).toEqual([])
  })

  test('stands beside the very fraction it concerns, where two are of one kind', () => {
    const [sound, old] = [fraction(1), fraction(2, { code: '16 06 05' })]
    const lacking = lackingByField({ ...question({ fractions: [sound, old] }), accounting })
    expect(lacking.get(`fraction.${sound.id}.code`)).toBeUndefined()
    expect(lacking.get(`fraction.${old.id}.code`)?.[0]?.code).toBe('dismantling.code-replaced')
  })
})

test.each([
  ['160213*', '16 02 13*'],
  ['16 02 13 *', '16 02 13*'],
  ['16.02.14', '16 02 14'],
  [' 16 02 14 ', '16 02 14'],
  ['seize', 'seize'],
])('the code typed %j is written %j', (typed, written) => {
  expect(codeAsWritten(typed)).toBe(written)
})
