// Presses at the bench: on a French keyboard, without the shift key, by whoever leans on it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pressOf } from '../../../electron/live-key/key-press.ts'

test('the digits’ row of a French keyboard means its digits, with the shift key and without', () => {
  const row = ['&', 'é', '"', "'", '(', '-', 'è', '_', 'ç']
  row.forEach((sign, at) => {
    expect(pressOf(sign)).toEqual({ kind: 'digit', digit: at + 1 })
    expect(pressOf(String(at + 1))).toEqual({ kind: 'digit', digit: at + 1 })
  })
})

test('a letter is one whether it is large or small', () => {
  expect(pressOf('L')).toEqual({ kind: 'letter', letter: 'l' })
  expect(pressOf('l')).toEqual({ kind: 'letter', letter: 'l' })
})

test('arrows, a paste, Ctrl-C, Ctrl-D and a scanned code choose nothing', () => {
  for (const typed of ['\u001b[A', '1\r', '11', '\u0003', '\u0004', '0', '\r', '', '3595120123456']) {
    expect(pressOf(typed)).toBeNull()
  }
})

test('whatever is typed at once, it is one choice or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const press = pressOf(typed)
      if (press?.kind === 'digit') expect(press.digit).toBeGreaterThan(0)
      if (press !== null) expect([...typed]).toHaveLength(1)
    }),
  )
})
