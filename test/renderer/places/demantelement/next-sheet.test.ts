// The sheet that comes after the one just signed.
import { expect, test } from 'vitest'
import { nextSheet } from '../../../../renderer/places/demantelement/fiches/next-sheet.ts'

const sheet = (number: string, begun = true) => ({ machineId: `machine-of-${number}`, number, begun })

test('the next sheet is the next of the pile by number, not by its letters', () => {
  expect(nextSheet([sheet('PC-10'), sheet('PC-9')], 'PC-8')?.number).toBe('PC-9')
  expect(nextSheet([sheet('PC-10'), sheet('PC-2')], 'PC-9')?.number).toBe('PC-10')
})

test('at the end of the pile it goes on with those left above', () => {
  expect(nextSheet([sheet('PC-2'), sheet('PC-1')], 'PC-9')?.number).toBe('PC-1')
})

test('a sheet that nobody has begun waits until those begun are signed', () => {
  expect(nextSheet([sheet('PC-2', false), sheet('PC-1')], 'PC-1')?.number).toBe('PC-1')
  expect(nextSheet([sheet('PC-2', false)], 'PC-1')?.number).toBe('PC-2')
})

test('once all are signed there is none', () => {
  expect(nextSheet([], 'PC-1')).toBeNull()
})
