// Versions are compared as people count them, and nothing else is a version.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compareVersions, isLater, Version } from '../../../domain/update/version.ts'

const version = fc.tuple(...[0, 1, 2].map(() => fc.nat(999_999))).map((numbers) => numbers.join('.'))

describe('a version', () => {
  test('1.10.0 comes after 1.9.9, though its letters sort before', () => {
    expect(isLater('1.10.0', '1.9.9')).toBe(true)
    expect(isLater('0.2.0', '0.10.0')).toBe(false)
    expect(isLater('2.0.0', '1.999999.999999')).toBe(true)
    expect(isLater('1.0.0', '1.0.0')).toBe(false)
  })

  it.each(['', '1', '1.0', '1.0.0.0', '01.0.0', '1.0.0-beta', 'v1.0.0', '1.0.0 ', '1.0.-1', '1e1.0.0', '٣.0.0'])(
    '%j is none',
    (text) => {
      expect(Version.safeParse(text).success).toBe(false)
    },
  )

  it('comes before, after or is the same: one of the three, whichever way it is asked', () => {
    fc.assert(
      fc.property(version, version, version, (one, other, third) => {
        expect(Version.parse(one)).toBe(one)
        expect(Math.sign(compareVersions(one, other))).toBe(-Math.sign(compareVersions(other, one)) + 0)
        expect(compareVersions(one, other) === 0).toBe(one === other)
        if (compareVersions(one, other) <= 0 && compareVersions(other, third) <= 0)
          expect(compareVersions(one, third)).toBeLessThanOrEqual(0)
      }),
    )
  })
})
