import { expect, test } from 'vitest'
import { formatDay, formatDiskSize, formatMemory } from '../../../domain/words/wording.ts'

test('a size is said in the unit that people use for it', () => {
  expect(formatDiskSize(104_857_600, 'fr')).toMatch(/^105\sMo$/)
  expect(formatDiskSize(500_107_862_016, 'fr')).toMatch(/^500\sGo$/)
  expect(formatDiskSize(2_000_398_934_016, 'en')).toMatch(/^2\sTB$/)
  expect(formatMemory(8 * 1024 ** 3, 'fr')).toMatch(/^8\sGo$/)
  expect(formatMemory(512 * 1024 ** 2, 'en')).toMatch(/^512\sMB$/)
})

test('the first of a month is written as French people write it', () => {
  expect(formatDay('2027-01-01T12:00:00.000Z', 'fr')).toBe('1er janvier 2027')
  expect(formatDay('2027-01-11T12:00:00.000Z', 'fr')).toBe('11 janvier 2027')
  expect(formatDay('2027-01-01T12:00:00.000Z', 'en')).toBe('1 January 2027')
})
