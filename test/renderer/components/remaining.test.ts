// How long something still takes is said once there is something to go by, and never for what is done.
import { expect, test } from 'vitest'
import { remainingOf } from '../../../renderer/components/remaining.ts'

test('at the same pace, half of it takes as long as the first half did', () => {
  expect(remainingOf(0.5, 10_000)).toBe(10_000)
  expect(remainingOf(0.25, 10_000)).toBe(30_000)
})

test('nothing is said at the very beginning, and nothing at the end', () => {
  expect(remainingOf(0.5, 100)).toBeNull()
  expect(remainingOf(0.001, 60_000)).toBeNull()
  expect(remainingOf(1, 60_000)).toBeNull()
})
