import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hash } from 'node:crypto'
import { fingerprint } from '../../../domain/trust/fingerprint.ts'
import { decisionFaults } from '../../../domain/trust/deciding.ts'
import { documentStanding, isBelieved, stationStanding } from '../../../domain/trust/standing.ts'
import type { StationTrust } from '../../../domain/trust/trust.ts'
import { keyOf, otherKey, stationKey } from '../documents/cryptography.ts'

const here = stationKey.did
const there = otherKey.did

const decision = (changes: Partial<StationTrust> = {}): StationTrust => ({
  did: there,
  name: 'ESAT des Ormes',
  code: 'ESA',
  decision: 'accepted',
  from: null,
  reason: '',
  operator: null,
  at: '2026-11-02T08:00:00Z',
  ...changes,
})
const distrusted = (from: string | null) => decision({ decision: 'distrusted', from, reason: 'clé volée' })
const state = (...decisions: StationTrust[]) => ({
  own: new Set([here]),
  decisions: new Map(decisions.map((each) => [each.did, each])),
})

test('a station is itself, and every other is new until a supervisor decided about it', () => {
  expect(stationStanding(here, state())).toBe('own')
  expect(stationStanding(there, state())).toBe('new')
  expect(stationStanding(there, state(decision()))).toBe('accepted')
  expect(stationStanding(there, state(distrusted(null)))).toBe('distrusted')
})

test('what a station issued before the day from which it is distrusted is still believed', () => {
  const from = '2026-11-10T00:00:00Z'
  const issued = (issuedAt: string) => documentStanding({ issuer: there, issuedAt }, state(distrusted(from)))
  expect(issued('2026-11-09T23:59:59Z')).toBe('accepted')
  expect(issued(from)).toBe('distrusted')
  expect(issued('2026-11-10T00:30:00+01:00')).toBe('accepted')
  expect(issued('le dix')).toBe('distrusted')
  expect(documentStanding({ issuer: there, issuedAt: '2020-01-01T00:00:00Z' }, state(distrusted(null)))).toBe(
    'distrusted',
  )
})

test('only what this station or an accepted one issued is believed', () => {
  expect((['own', 'accepted', 'new', 'distrusted'] as const).filter(isBelieved)).toEqual(['own', 'accepted'])
})

test('one does not decide about oneself, about a key that is none, or to distrust without saying why', () => {
  const codes = (trust: StationTrust) => decisionFaults(trust, new Set([here])).map(({ code }) => code)
  expect(codes(decision())).toEqual([])
  expect(codes(distrusted('2026-11-10T00:00:00Z'))).toEqual([])
  expect(codes(decision({ did: here }))).toEqual(['trust.own-station'])
  expect(codes(decision({ did: `did:key:z${'6'.repeat(40)}` }))).toEqual(['trust.no-key'])
  expect(codes(decision({ from: '2026-11-10T00:00:00Z' }))).toEqual(['trust.accepted-from-a-date'])
  expect(codes({ ...distrusted(null), reason: '  ' })).toEqual(['trust.reason-needed'])
})

test('a fingerprint is eight groups of four digits of the key’s SHA-256, the same for one key and no other', async () => {
  const of = (did: string) => fingerprint(did, (key) => Promise.resolve(hash('sha256', key)))
  expect(await of(there)).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/)
  expect(await of('did:web:example.org')).toBeNull()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 250 }), async (one, other) => {
      const [first, second] = [one, other].map((seed) => keyOf(new Uint8Array(32).fill(seed)).did)
      expect((await of(first ?? '')) === (await of(second ?? ''))).toBe(one === other)
    }),
    { numRuns: 20 },
  )
})
