// When a foreign file says that the machine was read.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingTime, sharpenedBy } from '../../../../domain/machine/from-other-tools/reading-time.ts'
import { sizeFromMegabytes } from '../../../../domain/machine/from-other-tools/block-words.ts'

const openedAt = '2026-03-02T08:00:00.000Z'

test.each([
  ['2026-03-02T09:00:00+01:00', undefined, { takenAt: '2026-03-02T08:00:00.000Z' }],
  ['2026-03-02 09:00:00', '+0100', { takenAt: '2026-03-02T08:00:00.000Z' }],
  ['2026-03-02 09:00:00', undefined, { takenAt: '2026-03-02T09:00:00.000Z', takenAtFrom: 'local-clock' }],
  ['2026-03-02 09:00:00', '+9900', { takenAt: '2026-03-02T09:00:00.000Z', takenAtFrom: 'local-clock' }],
  ['2026-02-30 09:00:00', '+0100', { takenAt: openedAt, takenAtFrom: 'opening' }],
  ['2026-03-02 25:00:00', '+0100', { takenAt: openedAt, takenAtFrom: 'opening' }],
  ['0000-00-00 00:00:00', '+0100', { takenAt: openedAt, takenAtFrom: 'opening' }],
  ['', undefined, { takenAt: openedAt, takenAtFrom: 'opening' }],
  [undefined, '+0100', { takenAt: openedAt, takenAtFrom: 'opening' }],
])('%s, zone %s', (text, zone, expected) => {
  expect(readingTime(text, zone, openedAt)).toEqual(expected)
})

test('another program’s instant of another day does not sharpen a clock', () => {
  const clock = readingTime('2026-03-02 09:00:00', undefined, openedAt)
  expect(sharpenedBy(clock, Date.parse('2026-02-27T08:00:00Z') / 1000)).toEqual(clock)
  expect(sharpenedBy(clock, 1e300)).toEqual(clock)
})

test('any text gives an instant', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d([+-]\d{4})?$/)),
      fc.option(fc.string(), { nil: undefined }),
      (text, zone) => {
        expect(new Date(readingTime(text, zone, openedAt).takenAt).toISOString()).toBe(
          readingTime(text, zone, openedAt).takenAt,
        )
      },
    ),
  )
})

test.each([
  [120_034, 120_034_123_776],
  [250_059, 250_059_350_016],
  [1_000_204, 1_000_204_886_016],
  [4_000_787, 4_000_787_030_016],
  [256_052, undefined],
  [31_268, undefined],
  [0, undefined],
  [undefined, undefined],
])('a disk of %s whole megabytes has %s bytes', (megabytes, bytes) => {
  expect(sizeFromMegabytes(megabytes)).toBe(bytes)
})
