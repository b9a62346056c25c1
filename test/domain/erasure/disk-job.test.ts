import { describe, expect, test } from 'vitest'
import { isSerialEnd, serialEnd } from '../../../domain/erasure/disk-job.ts'

describe('The end of a serial that a person types', () => {
  test.each([
    ['1234', 'WD-WCC2E5XK1234'],
    ['k1234', 'WD-WCC2E5XK1234'],
    ['XK12 34', 'WD-WCC2E5XK1234'],
    // As it is printed, with its marks, or without them.
    ['-IMG', 'LOOP-NC-ESSAI-IMG'],
    ['IIMG', 'LOOP-NC-ESSAI-IMG'],
    ['ai-img', 'LOOP-NC-ESSAI-IMG'],
    // All of a serial that is shorter.
    ['AB1', 'AB1'],
  ])('is %s for %s', (typed, serial) => {
    expect(isSerialEnd(typed, serial)).toBe(true)
  })

  test.each([
    ['234', 'WD-WCC2E5XK1234'],
    ['1235', 'WD-WCC2E5XK1234'],
    ['', 'WD-WCC2E5XK1234'],
    ['----', 'LOOP-NC-ESSAI----'],
    ['IMG', 'LOOP-NC-ESSAI-IMG'],
    ['B1', 'AB1'],
  ])('is not %s for %s', (typed, serial) => {
    expect(isSerialEnd(typed, serial)).toBe(false)
  })

  test('is what the screen asks for', () => {
    expect(isSerialEnd(serialEnd('LOOP-NC-ESSAI-IMG'), 'LOOP-NC-ESSAI-IMG')).toBe(true)
  })
})
