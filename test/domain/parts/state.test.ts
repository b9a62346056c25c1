// Where a part is, told from its history alone.
import { describe, expect, test } from 'vitest'
import { readWeight } from '../../../domain/dismantling/weights.ts'
import { nextPartNumber } from '../../../domain/parts/number.ts'
import { Part, PartNumber, type PartEvent } from '../../../domain/parts/part.ts'
import { savingFaults } from '../../../domain/parts/saving.ts'
import { isInStock, machinesOf, originOf, stateOf, told, worksOf } from '../../../domain/parts/state.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'
import {
  aMachine,
  aPart,
  discarded,
  fitted,
  moved,
  received,
  restored,
  takenBack,
  takenOut,
  tested,
} from './some-parts.ts'

const after = (...history: PartEvent[]) => aPart(undefined, { history })

describe('A part', () => {
  test('is in stock from the moment it was taken out, whatever was tried or moved', () => {
    expect(isInStock(after(takenOut()))).toBe(true)
    expect(isInStock(after(received, tested(true), moved('bac 4')))).toBe(true)
  })
  test('that was fitted is in that machine, and back in stock once it was taken back', () => {
    expect(stateOf(after(takenOut(), fitted()))).toEqual({ kind: 'fitted', machine: aMachine(2) })
    expect(isInStock(after(takenOut(), fitted(), takenBack('bac 1')))).toBe(true)
  })
  test('that was discarded by mistake comes back', () => {
    expect(stateOf(after(received, discarded)).kind).toBe('discarded')
    expect(isInStock(after(received, discarded, restored))).toBe(true)
  })
  test('keeps the word of its last test until it was in another machine', () => {
    expect(worksOf(after(takenOut()))).toBeNull()
    expect(worksOf(after(takenOut(), tested(false), tested(true)))).toBe(true)
    expect(worksOf(after(takenOut(), tested(true), fitted(), takenBack('bac 1')))).toBeNull()
  })
  test('knows where it came from, and every machine that it was in', () => {
    const part = after(takenOut(), fitted(), takenBack('bac 1'), fitted(aMachine(3)))
    expect(originOf(part)).toEqual(aMachine(1))
    expect(machinesOf(part).map(({ inventoryNumber }) => inventoryNumber)).toEqual(['INV-0001', 'INV-0002', 'INV-0003'])
    expect(originOf(after(received))).toBeNull()
  })
})

describe('A history that nobody can have lived through', () => {
  const impossible: readonly (readonly [string, readonly PartEvent[]])[] = [
    ['of a part fitted twice', [takenOut(), fitted(), fitted(aMachine(3))]],
    ['of a part taken back from a machine that it was not in', [takenOut(), fitted(), takenBack('bac 1', aMachine(3))]],
    ['of a part fitted after it was discarded', [received, discarded, fitted()]],
    ['that does not begin with how the part came', [fitted()]],
    ['of a part that came twice', [received, takenOut()]],
    ['of a part restored that was never discarded', [received, restored]],
  ]
  test.each(impossible)('%s is not saved', (_sentence, history) => {
    expect(savingFaults(null, after(...history)).map(({ code }) => code)).toEqual(['parts.history-impossible'])
  })

  const anyEvent = fc.constantFrom<PartEvent>(
    received,
    takenOut(),
    fitted(),
    fitted(aMachine(3)),
    takenBack('bac 1'),
    tested(true),
    moved('bac 2'),
    discarded,
    restored,
  )
  property(
    'is never offered: whatever is in stock has a history in which it came once and left as often as it came back',
    fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
    (history) => {
      const part = after(...history)
      const count = (...whats: PartEvent['what'][]) => history.filter(({ what }) => whats.includes(what)).length
      if (!isInStock(part)) return
      expect(told(history)).toEqual({ kind: 'in-stock' })
      expect(count('received', 'taken-out')).toBe(1)
      expect(count('fitted')).toBe(count('taken-back'))
      expect(count('discarded')).toBe(count('restored'))
    },
  )
})

describe('Where a part lies', () => {
  test('changes with a line of its history only', () => {
    const before = after(takenOut())
    const silently = { ...before, place: 'bac 9' }
    expect(savingFaults(before, silently).map(({ code }) => code)).toEqual(['parts.place-unsaid'])
    const openly = { ...before, place: 'bac 9', history: [takenOut(), moved('bac 9')] }
    expect(savingFaults(before, openly)).toEqual([])
  })
})

test('A part weighs whatever can be typed as its weight', () => {
  for (const typed of ['0,001', '150', '1000']) {
    const read = readWeight(typed)
    expect(read.ok && Part.safeParse({ ...after(received), grams: read.grams }).success).toBe(true)
  }
})

describe('The numbers of parts', () => {
  test('go on from the highest there ever was', () => {
    expect(nextPartNumber([])).toBe('P-0001')
    expect(nextPartNumber([{ number: 'P-0007' }, { number: 'P-0003' }])).toBe('P-0008')
    expect(nextPartNumber([{ number: 'P-9999' }])).toBe('P-10000')
  })

  test('stay such that another can follow: none is longer than can be counted', () => {
    for (const digits of [10, 17, 400]) expect(PartNumber.safeParse(`P-${'9'.repeat(digits)}`).success).toBe(false)
    expect(nextPartNumber([{ number: 'P-99999999' }])).toBe('P-100000000')
  })
})
