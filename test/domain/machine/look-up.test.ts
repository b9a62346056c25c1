import { expect, test } from 'vitest'
import { lookUp } from '../../../domain/machine/look-up.ts'

test('a word from outside finds what the table says, and never what every object has', () => {
  const makers = { GenuineIntel: 'Intel' }
  expect(lookUp(makers, 'GenuineIntel')).toBe('Intel')
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])
    expect(lookUp(makers, word)).toBeUndefined()
})
