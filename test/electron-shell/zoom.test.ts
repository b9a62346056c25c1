// The keys that make the window’s text larger, on the keyboards that workshops have.
import { describe, expect, test } from 'vitest'
import { levelAfter, zoomStepOf } from '../../electron/window/zoom.ts'

const pressed = (key: string, code: string, held: { control?: boolean; alt?: boolean } = { control: true }) =>
  zoomStepOf({ type: 'keyDown', key, code, control: false, meta: false, alt: false, ...held })

describe('with Control held,', () => {
  test.each([
    ['the plus of a French keyboard, with Shift', '+', 'Equal', 'larger'],
    ['the same key without Shift', '=', 'Equal', 'larger'],
    ['the plus beside the numbers', '+', 'NumpadAdd', 'larger'],
    ['the minus of a French keyboard, on the six', '-', 'Digit6', 'smaller'],
    ['the minus of an American keyboard', '-', 'Minus', 'smaller'],
    ['the minus beside the numbers', '-', 'NumpadSubtract', 'smaller'],
    ['the nought of a French keyboard, which writes à', 'à', 'Digit0', 'usual'],
    ['the nought of an American keyboard', '0', 'Digit0', 'usual'],
  ])('%s', (_what, key, code, step) => {
    expect(pressed(key, code)).toBe(step)
  })

  test('the key under the American minus writes a bracket on a French keyboard, and does nothing', () => {
    expect(pressed(')', 'Minus')).toBeNull()
  })
})

test('what somebody writes is left to the page: plus, minus, and what AltGr makes of them', () => {
  expect(pressed('+', 'Equal', {})).toBeNull()
  expect(pressed('-', 'Digit6', {})).toBeNull()
  expect(pressed('0', 'Digit0', { control: true, alt: true })).toBeNull()
  expect(zoomStepOf({ type: 'keyUp', key: '+', code: 'Equal', control: true, meta: false, alt: false })).toBeNull()
})

test('the text grows and shrinks step by step, never out of sight, and comes back to its usual size', () => {
  const presses = (step: 'larger' | 'smaller', count: number) =>
    Array.from({ length: count }, () => step).reduce(levelAfter, 0)
  expect(presses('larger', 2)).toBe(2)
  expect(presses('larger', 50)).toBe(presses('larger', 60))
  expect(presses('smaller', 50)).toBe(presses('smaller', 60))
  expect(levelAfter(presses('larger', 3), 'usual')).toBe(0)
})
