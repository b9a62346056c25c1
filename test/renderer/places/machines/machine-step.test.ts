import { expect, test } from 'vitest'
import { stepOf } from '../../../../renderer/places/machines/machine-step.ts'
import { machineFile } from '../../journal-in-memory.ts'

const machine = machineFile()

test('a machine that only has a number is to begin, whether it was tried or not', () => {
  expect(stepOf(machine, 'undecided')).toBe('new')
  expect(stepOf(machine, 'refurbishing')).toBe('new')
})

test('a certificate of this stay ends the work', () => {
  expect(stepOf(machine, 'refurbished')).toBe('certified')
})

test('one that does not start waits for a supervisor, and is then followed to its sheet', () => {
  expect(stepOf(machine, 'to-confirm')).toBe('to-dismantle')
  expect(stepOf(machine, 'dismantling')).toBe('dismantling')
  expect(stepOf(machine, 'dismantled')).toBe('dismantled')
})
