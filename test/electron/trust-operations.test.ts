// Accepting and distrusting other stations: by a supervisor, once for each decision, and remembered.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { trustSubject } from '../../domain/supervision/subject.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'
import { keyNumbered } from './batches/a-batch.ts'
import { decide, openSite, type Site } from './batches/stations.ts'
import { sha256 } from './vault/samples.ts'
import { confirm } from './vault/workshop.ts'

const esat = keyNumbered(101).did

let site: Site
beforeEach(async () => {
  site = await openSite('TIE')
})
afterEach(() => site.close())

const codes = (reply: Awaited<ReturnType<typeof decide>>) =>
  reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
const decisions = async () => {
  const { frames } = await site.workshop().get('journal.read', { after: 0, limit: 1000 })
  return frames.flatMap(({ frame: { entry } }) => (entry.kind === 'station-trust' ? [entry.trust.decision] : []))
}

test('a decision is journalled, and a later one counts instead', async () => {
  expect(await decide(site, { did: esat })).toMatchObject({ ok: true })
  const from = '2026-11-20T00:00:00Z'
  expect(await decide(site, { did: esat, decision: 'distrusted', from, reason: 'poste volé' })).toMatchObject({
    ok: true,
  })
  await site.restart()
  expect(await decisions()).toEqual(['accepted', 'distrusted'])
})

test('one does not decide about this station itself, nor without a reason, nor about what is no key', async () => {
  const { did } = await site.workshop().get('station.describe', {})
  expect(codes(await decide(site, { did: did ?? '' }))).toEqual(['trust.own-station'])
  expect(codes(await decide(site, { did: esat, decision: 'distrusted' }))).toEqual(['trust.reason-needed'])
  expect(codes(await decide(site, { did: 'did:key:zabc' }))).toEqual(['trust.no-key'])
  expect(await decisions()).toEqual([])
})

test('a confirmation serves for the decision it was given for, once', async () => {
  const trust: StationTrust = {
    ...{ did: esat, name: 'ESAT', code: 'ESA', decision: 'accepted', from: null, reason: '' },
    ...{ operator: site.operator(), at: '2026-11-20T10:00:00Z' },
  }
  const ask = (decision: StationTrust, confirmation: string) =>
    site.workshop().ask('stations.trust', { trust: decision, confirmation })
  const subject = await trustSubject(trust, sha256)
  const confirmation = await confirm(site.workshop(), { kind: 'trust-station', subject }, site.operator())
  const other = keyNumbered(102).did
  expect(codes(await ask({ ...trust, did: other }, confirmation))).toEqual([
    'supervision.confirmation-of-other-subject',
  ])
  expect(codes(await ask(trust, randomUUID()))).toEqual(['supervision.confirmation-unknown'])
  expect(await ask(trust, confirmation)).toMatchObject({ ok: true })
  // Asked again, it is the same decision; another one needs its own.
  expect(await ask(trust, confirmation)).toMatchObject({ ok: true })
  expect(codes(await ask({ ...trust, did: other }, confirmation))).toEqual(['supervision.confirmation-used'])
  expect(await decisions()).toEqual(['accepted'])
})
