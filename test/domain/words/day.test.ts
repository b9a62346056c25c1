// A sheet bears the day that it is where the station stands, also around midnight.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../../domain/words/day.ts'

test('half past midnight in Paris is the new day, though it is still the old one in universal time', () => {
  expect(dayOf('2026-11-08T23:30:00.000Z', 60)).toBe('2026-11-09')
  expect(dayOf('2026-11-08T23:30:00.000Z', 0)).toBe('2026-11-08')
  // Summer, and the overseas départements on either side.
  expect(dayOf('2026-07-31T22:15:00Z', 120)).toBe('2026-08-01')
  expect(dayOf('2026-03-01T02:00:00Z', -240)).toBe('2026-02-28')
  expect(dayOf('2026-12-31T21:00:00Z', 240)).toBe('2027-01-01')
})

test('is the day that the computer’s own calendar shows', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      (instant) => {
        const two = (value: number) => String(value).padStart(2, '0')
        const shown = `${String(instant.getFullYear())}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`
        expect(dayOf(instant.toISOString(), -instant.getTimezoneOffset())).toBe(shown)
      },
    ),
  )
})
