// Telling a scanner from hands, and learning what its keys mean.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  burstGap,
  continues,
  enterGap,
  hesitationGap,
  isScan,
  leastLength,
  learn,
  testCode,
  textOf,
  type Stroke,
} from '../../../renderer/components/scanner.ts'

const strokesOf = (text: string, gap: number): Stroke[] =>
  [...text].map((character, index) => ({
    code: `Key${character.toUpperCase()}`,
    shift: character !== character.toLowerCase(),
    character,
    at: index * gap,
  }))

/** A QWERTY scanner on an AZERTY station: the scanner presses US keys, the layout reads French characters. */
const onAzerty: Readonly<Record<string, { code: string; shift: boolean; read: string }>> = {
  ...Object.fromEntries(
    [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [
      letter,
      {
        code: `Key${letter.toUpperCase()}`,
        shift: false,
        read: { a: 'q', q: 'a', w: 'z', z: 'w', m: ',' }[letter] ?? letter,
      },
    ]),
  ),
  ...Object.fromEntries(
    [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [
      letter,
      { code: `Key${letter}`, shift: true, read: { A: 'Q', Q: 'A', W: 'Z', Z: 'W', M: '?' }[letter] ?? letter },
    ]),
  ),
  ...Object.fromEntries(
    [...'0123456789'].map((digit) => [
      digit,
      { code: `Digit${digit}`, shift: false, read: [...'à&é"\'(-è_ç'][Number(digit)] ?? '' },
    ]),
  ),
  '-': { code: 'Minus', shift: false, read: ')' },
  _: { code: 'Minus', shift: true, read: '°' },
  '+': { code: 'Equal', shift: true, read: '+' },
  '/': { code: 'Slash', shift: false, read: '!' },
  ':': { code: 'Semicolon', shift: true, read: 'M' },
  '.': { code: 'Period', shift: false, read: ':' },
}
const scannedOnAzerty = (text: string): Stroke[] =>
  [...text].map((wanted, index) => {
    const key = onAzerty[wanted]
    if (key === undefined) throw new Error(`No key for ${wanted}`)
    return { code: key.code, shift: key.shift, character: key.read, at: index * 8 }
  })

describe('a burst of keys ended by Enter', () => {
  it('is a scan when it comes faster than hands', () => {
    const strokes = strokesOf('INV-2024', 12)
    expect(isScan(strokes, 7 * 12 + 20)).toBe(true)
  })

  it('is no scan when Enter comes a moment later: somebody typed and then pressed it', () => {
    const strokes = strokesOf('INV-2024', 12)
    expect(isScan(strokes, 7 * 12 + enterGap + 1)).toBe(false)
  })

  it('may hesitate once it is too long and fast for hands: a busy computer does not cut a label in two', () => {
    const label = strokesOf('ETABLI/M/017F4A77', 8)
    const last = label.at(-1)?.at ?? 0
    expect(continues(label, last + hesitationGap)).toBe(true)
    expect(continues(label, last + hesitationGap + 1)).toBe(false)
    expect(isScan(label, last + hesitationGap)).toBe(true)
  })

  it('is no scan when it is only a key or two', () => {
    expect(isScan(strokesOf('ab', 5), 10)).toBe(false)
    expect(isScan(strokesOf('abcd'.slice(0, leastLength), 5), 20)).toBe(true)
  })

  it('ends where the pause is longer than a scanner makes', () => {
    fc.assert(
      fc.property(fc.integer({ min: burstGap + 1, max: 5000 }), (gap) => {
        const last = strokesOf('abcdef', 10).at(-1)
        return last !== undefined && gap > burstGap
      }),
      { numRuns: 20 },
    )
  })
})

describe('the scanner test', () => {
  it('contains every character that labels, numbers and hashes carry', () => {
    for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/:._') {
      expect(testCode).toContain(character)
    }
  })

  it('learns a QWERTY scanner on an AZERTY station, and reads any label with it afterwards', () => {
    const lesson = learn(scannedOnAzerty(testCode))
    expect(lesson.outcome).toBe('learnt')
    if (lesson.outcome !== 'learnt') return
    expect(lesson.changed).toBeGreaterThan(10)
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...testCode), minLength: 1, maxLength: 60 }), (label) => {
        expect(textOf(scannedOnAzerty(label), lesson.mapping)).toBe(label)
      }),
    )
  })

  it('changes nothing where scanner and keyboard already agree', () => {
    const strokes = [...testCode].map((character, index) => ({
      code: `Code${String(character.codePointAt(0))}`,
      shift: false,
      character,
      at: index,
    }))
    expect(learn(strokes)).toMatchObject({ outcome: 'learnt', changed: 0 })
  })

  it('says what is wrong with a scan of something else', () => {
    expect(learn(scannedOnAzerty('ETABLI'))).toEqual({ outcome: 'too-short' })
    expect(learn(scannedOnAzerty(`${testCode}0`))).toEqual({ outcome: 'too-long' })
  })

  it('refuses a scanner that folds upper and lower case into one', () => {
    const folded = [...testCode].map((character, index) => ({
      code: character.toUpperCase(),
      shift: false,
      character: character.toUpperCase(),
      at: index,
    }))
    expect(learn(folded)).toEqual({ outcome: 'contradiction' })
  })
})
