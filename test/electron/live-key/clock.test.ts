// The time that a person types is the time on the wall of a French workshop, in summer and in winter.
import { expect, test } from 'vitest'
import { clockLine, timeTyped } from '../../../electron/live-key/clock.ts'

const now = new Date('2026-11-25T20:40:00Z')
const typed = (text: string) => timeTyped(text, now)?.toISOString() ?? null

test('the time alone is today’s', () => {
  expect(typed('14:32')).toBe('2026-11-25T13:32:00.000Z')
  expect(typed(' 9h05 ')).toBe('2026-11-25T08:05:00.000Z')
})

test('a date in summer is two hours from universal time, one in winter a single one', () => {
  expect(typed('01/07/2026 14:32')).toBe('2026-07-01T12:32:00.000Z')
  expect(typed('01/12/2026 00:15')).toBe('2026-11-30T23:15:00.000Z')
})

test('what is no time changes nothing', () => {
  for (const text of ['', '25:00', '12:60', 'midi', '31/02/2026 10:00', '01/07/1998 10:00', '14:32; poweroff']) {
    expect(typed(text)).toBeNull()
  }
})

test('the menu shows the time as it would be typed', () => {
  expect(clockLine(now, 'fr')).toBe('25/11/2026 21:40')
  expect(typed(clockLine(now, 'fr'))).toBe(now.toISOString())
  expect(typed(clockLine(now, 'en'))).toBe(now.toISOString())
})
