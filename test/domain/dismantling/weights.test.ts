// Weights as people type them at the scale, with comma or point, and what is refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAXIMUM_GRAMS } from '../../../domain/dismantling/fractions.ts'
import { isPlausibleFraction, isPlausibleMachine } from '../../../domain/dismantling/plausible-weights.ts'
import { readWeight, weightField, weightText } from '../../../domain/dismantling/weights.ts'
import { say } from '../../../domain/words/sentences.ts'

const grams = (typed: string) => {
  const read = readWeight(typed)
  return read.ok ? read.grams : read.reason.code
}

describe('a weight', () => {
  test.each([
    ['1,4', 1_400],
    ['1.4', 1_400],
    ['1', 1_000],
    ['0,35 kg', 350],
    ['350 g', 350],
    ['350g', 350],
    [' 5,260 ', 5_260],
    ['1 250 g', 1_250],
    ['1\u202f250\u00a0g', 1_250],
    [',5', 500],
    ['12.', 12_000],
    ['+2', 2_000],
    ['1000', 1_000_000],
    ['0,0304 kg', 30],
  ])('typed as « %s » is read', (typed, expected) => {
    expect(grams(typed)).toBe(expected)
  })

  test.each([
    ['', 'dismantling.weight-missing'],
    ['0', 'dismantling.weight-zero'],
    ['0,000', 'dismantling.weight-zero'],
    ['-1,4', 'dismantling.weight-negative'],
    ['−1', 'dismantling.weight-negative'],
    ['3000', 'dismantling.weight-too-heavy'],
    ['3000 kg', 'dismantling.weight-too-heavy'],
    ['0,0001', 'dismantling.weight-too-light'],
    ['un kilo', 'dismantling.weight-unreadable'],
    ['1,4,5', 'dismantling.weight-unreadable'],
    ['1.234,5', 'dismantling.weight-unreadable'],
    ['1e3', 'dismantling.weight-unreadable'],
    ['Infinity', 'dismantling.weight-unreadable'],
    ['2 lb', 'dismantling.weight-unreadable'],
  ])('typed as « %s » is refused', (typed, expected) => {
    expect(grams(typed)).toBe(expected)
  })

  test('that is refused is said with what to do', () => {
    const read = readWeight('3000')
    expect(read.ok ? '' : say(read.reason, 'fr')).toBe(
      'C’est plus de 1\u202f000\u00a0kg. Vérifiez la virgule\u202f; pour des grammes, ajoutez g\u202f: 350 g.',
    )
  })

  test('shown in its field is read back as it was, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAXIMUM_GRAMS }), (weight) => {
        for (const language of ['fr', 'en'] as const) {
          expect(grams(weightField(weight, language))).toBe(weight)
          expect(grams(weightText(weight, 'fr'))).toBe(weight)
        }
      }),
    )
  })

  test('is never anything but whole grams within the limits, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readWeight(typed)
        expect(!read.ok || (Number.isInteger(read.grams) && read.grams >= 1 && read.grams <= MAXIMUM_GRAMS)).toBe(true)
      }),
    )
  })
})

test('an ordinary machine raises no doubt, a laptop of 16 kg does', () => {
  expect(isPlausibleMachine('laptop', 1_650)).toBe(true)
  expect(isPlausibleMachine('desktop', 5_260)).toBe(true)
  expect(isPlausibleMachine('monitor', 5_730)).toBe(true)
  expect(isPlausibleMachine('laptop', 16_500)).toBe(false)
  expect(isPlausibleMachine('other', 16_500)).toBe(true)
  expect(isPlausibleFraction('lithium-batteries', 300)).toBe(true)
  expect(isPlausibleFraction('lithium-batteries', 3_000)).toBe(false)
})
