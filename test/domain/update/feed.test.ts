// A feed is off unless somebody wrote its address, which is https and holds nothing secret; it is asked once a day at most.
import { describe, expect, it } from 'vitest'
import { isSearchDue, UpdateSettings } from '../../../domain/update/feed.ts'

describe('the address of a feed', () => {
  it.each([
    ['https://maj.example/etabli', true],
    ['https://maj.example:8443/etabli/', true],
    ['http://maj.example/etabli', false],
    ['ftp://maj.example/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['https://a:b@maj.example/', false],
    ['https:a:b@maj.example/', false],
    ['https:/a:b@maj.example/', false],
    ['https:///a:b@maj.example/', false],
    ['https:\ta:b@maj.example/', false],
    ['https://[::1]:8443/etabli', true],
    ['https://maj.example/a@b', true],
    ['https://maj.example/?jeton=1', false],
    ['https://maj.example/#x', false],
    ['https://maj.example\\@autre.example/', false],
    ['maj.example', false],
  ])('%s: %s', (feed, may) => {
    expect(UpdateSettings.safeParse({ feed, daily: false }).success).toBe(may)
  })
})

describe('the daily look', () => {
  const on = { feed: 'https://maj.example/', daily: true }
  const now = '2026-11-26T09:00:00.000Z'
  it('is for those who asked for it', () => {
    expect(isSearchDue(undefined, null, now)).toBe(false)
    expect(isSearchDue({ ...on, feed: null }, null, now)).toBe(false)
    expect(isSearchDue({ ...on, daily: false }, null, now)).toBe(false)
    expect(isSearchDue(on, null, now)).toBe(true)
  })
  it('comes a day after the last, and after a clock that went back', () => {
    expect(isSearchDue(on, '2026-11-25T10:00:00.000Z', now)).toBe(false)
    expect(isSearchDue(on, '2026-11-25T09:00:00.000Z', now)).toBe(true)
    expect(isSearchDue(on, '2027-01-01T00:00:00.000Z', now)).toBe(true)
  })
})
