import { expect, test } from 'vitest'
import { stepOf } from '../../../../renderer/places/machines/machine-step.ts'
import { machineFile } from '../../journal-in-memory.ts'

const machine = machineFile()
const before = new Date(Date.parse(machine.stay.startedAt) - 1000).toISOString()
const after = new Date(Date.parse(machine.stay.startedAt) + 1000).toISOString()

test('a machine that only has a number is to begin', () => {
  expect(stepOf(machine, null)).toBe('new')
})

test('a certificate of this stay ends the work; one of an earlier stay says nothing of this one', () => {
  expect(stepOf(machine, after)).toBe('certified')
  expect(stepOf(machine, before)).toBe('new')
})
