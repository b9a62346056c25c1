import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSet, type StoredDocument } from '../../../domain/documents/store.ts'
import { aroundSet } from './around-set.ts'
import { type DocumentLine, passportOf } from '../../../domain/passport/passport.ts'
import { whereaboutsOf } from '../../../domain/passport/whereabouts.ts'
import type { TrustState } from '../../../domain/trust/standing.ts'
import { machineId, uuid } from '../documents/bench.ts'
import { Site, wholeWay } from './sites.ts'

const { esat, workshop, place, documents, all } = await wholeWay()
const { sent, received, certificate, sentOn, handover } = documents

const accepting = (...sites: readonly Site[]): TrustState => ({
  own: new Set(),
  decisions: new Map(
    sites.map(({ key, name, code }) => [
      key.did,
      {
        ...{ did: key.did, name, code, decision: 'accepted', from: null },
        ...{ reason: '', operator: null, at: '2026-11-01T08:00:00Z' },
      },
    ]),
  ),
})
const everybody = accepting(esat, workshop, place)
const passport = (
  held: readonly StoredDocument[],
  { trust = everybody, holds = (): boolean | null => true, id = machineId } = {},
) => {
  const set = documentSet(held)
  return passportOf(id, set, aroundSet(set, trust, holds as (hash: string) => boolean | null))
}
const numbersOf = ({ lines }: ReturnType<typeof passport>) =>
  lines.map((line) => (line.kind === 'document' ? line.document.credentialSubject.number : 'missing'))
const lineOf = ({ lines }: ReturnType<typeof passport>, { hash }: StoredDocument): DocumentLine => {
  const line = lines.find((one) => one.hash === hash)
  if (line?.kind !== 'document') throw new Error('no such line')
  return line
}
const codesOf = (reasons: DocumentLine['breaks']) => reasons.map(({ code }) => code)

describe('The passport of a machine', () => {
  test('tells its whole way, from the ESAT through the workshop to the person', () => {
    const whole = passport(all)
    expect(whole.state).toBe('whole')
    expect(numbersOf(whole)).toEqual([
      'ES1-000001',
      'AT1-000001',
      'AT1-000002',
      'AT1-000003',
      'TL1-000001',
      'TL1-000002',
    ])
    expect(lineOf(whole, sent).link).toEqual({ kind: 'first' })
    expect(lineOf(whole, handover).link).toMatchObject({ kind: 'follows' })
    expect(whereaboutsOf(machineId, whole)).toMatchObject({ kind: 'handed-over', by: place.name })
  })

  test('is the same in whatever order its documents came, and beside those of other machines', async () => {
    const stranger = new Site(31, 'ZZ9', 'Ailleurs')
    const other = await stranger.certify(4, {}, uuid(999))
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all, other], { minLength: 13, maxLength: 13 }), (held) => {
        expect(passport(held)).toEqual(passport(all))
      }),
    )
  })

  test('never calls itself whole with any of its documents left out, unless nothing that is left names it', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), (held) => {
        const here = new Set(held.map(({ hash }) => hash))
        const { state, lines } = passport(held)
        const latest = all.findLastIndex(({ hash }) => here.has(hash))
        const isBeginning = held.length === latest + 1
        expect(state).toBe(isBeginning ? 'whole' : 'incomplete')
        const missing = lines.filter(({ kind }) => kind === 'missing').map(({ hash }) => hash)
        expect(missing.every((hash) => !here.has(hash))).toBe(true)
        expect(lines.filter(({ kind }) => kind === 'document')).toHaveLength(held.length)
      }),
    )
  })

  test('shows where a document is missing that others name, once, and who names it', () => {
    const holed = passport(all.filter((one) => one !== received))
    expect(holed.state).toBe('incomplete')
    expect(numbersOf(holed)).toEqual(['ES1-000001', 'missing', 'AT1-000002', 'AT1-000003', 'TL1-000001', 'TL1-000002'])
    expect(holed.lines[1]).toEqual({
      kind: 'missing',
      hash: received.hash,
      namedBy: numbersNaming(received),
    })
    expect(lineOf(holed, certificate).link).toEqual({ kind: 'gap', numbers: ['ES1-000001'], missing: 1 })
  })

  test('is empty where nothing tells of the machine', () => {
    expect(passport(all, { id: uuid(4321) })).toEqual({ lines: [], state: 'empty' })
  })

  test('waits until every signature has been looked at, and is broken by one that does not hold', () => {
    expect(passport(all, { holds: () => null }).state).toBe('checking')
    const holds = (hash: string) => hash !== certificate.hash
    const broken = passport(all, { holds: holds as () => boolean })
    expect(broken.state).toBe('broken')
    expect(codesOf(lineOf(broken, certificate).breaks)).toEqual(['passport.does-not-hold'])
    expect(whereaboutsOf(machineId, passport(all.slice(0, 3), { holds: holds as () => boolean }))).toMatchObject({
      kind: 'at',
      document: received.hash,
    })
  })

  test('says whose word it rests on that nobody here has accepted, or no longer believes', () => {
    const partly = passport(all, { trust: accepting(workshop, place) })
    expect(partly.state).toBe('unbelieved')
    expect(lineOf(partly, sent).station).toBe('new')
    expect(lineOf(partly, certificate).station).toBe('accepted')
    const decisions = new Map(everybody.decisions)
    const decided = decisions.get(workshop.key.did)
    if (decided === undefined) throw new Error('not decided')
    decisions.set(workshop.key.did, { ...decided, decision: 'distrusted', from: '2026-11-06T00:00:00Z', reason: 'Vol' })
    const from = passport(all, { trust: { own: new Set(), decisions } })
    expect(lineOf(from, certificate).station).toBe('accepted')
    expect(lineOf(from, sentOn).station).toBe('distrusted')
  })

  test('knows a machine on the way, one that did not arrive, and one that stayed after its slip was withdrawn', async () => {
    const way = await wholeWay()
    const first = [way.documents.sent]
    expect(whereaboutsOf(machineId, passport(first))).toMatchObject({ kind: 'on-the-way', to: workshop.name })
    const lost = await new Site(22, 'AT1', workshop.name).receive(way.documents.sent, 3, { missing: true })
    expect(whereaboutsOf(machineId, passport([...first, lost]))).toMatchObject({ kind: 'missing', at: workshop.name })
    const annulled = await way.esat.withdraw(way.documents.sent, 4)
    const taken = passport([...first, annulled])
    expect(lineOf(taken, way.documents.sent).standing.state).toBe('withdrawn')
    expect(lineOf(taken, annulled).link).toEqual({ kind: 'follows', numbers: ['ES1-000001'] })
    expect(taken.state).toBe('whole')
    expect(whereaboutsOf(machineId, taken)).toEqual({ kind: 'unknown' })
  })

  test('shows a station that knew nothing of what was before', async () => {
    const late = new Site(24, 'AT9', 'Autre atelier')
    const anew = await late.certify(20)
    const two = passport([...all, anew], { trust: accepting(esat, workshop, place, late) })
    expect(lineOf(two, anew).link).toEqual({ kind: 'begins-anew' })
    expect(two.state).toBe('incomplete')
  })

  test('shows what a station leaves out although it had signed it', async () => {
    const site = new Site(25, 'AT7', 'Atelier')
    const one = await site.certify(3)
    const two = await site.certify(4)
    const three = await site.certify(5, { machineChain: [] })
    const omitting = passport([one, two, three], { trust: accepting(site) })
    expect(codesOf(lineOf(omitting, three).notes)).toEqual(['passport.omits'])
    expect(omitting.state).toBe('incomplete')
  })

  test('shows a chain that one key signed twice, and what comes after it', async () => {
    const copy = new Site(22, 'AT1', workshop.name)
    copy.import(sent)
    const twin = await copy.certify(9)
    const forked = passport([...all, twin])
    expect(forked.state).toBe('broken')
    expect(codesOf(lineOf(forked, received).breaks)).toEqual(['passport.forked'])
    expect(codesOf(lineOf(forked, twin).breaks)).toEqual(['passport.forked'])
    expect(codesOf(lineOf(forked, certificate).breaks)).toEqual(['passport.after-fork'])
    expect(codesOf(lineOf(forked, sent).breaks)).toEqual([])
  })

  test('shows two stations that bear one code', async () => {
    const namesake = new Site(26, 'ES1', 'Autre ESAT')
    const clash = await namesake.certify(9)
    expect(codesOf(lineOf(passport([...all, clash]), sent).breaks)).toEqual(['passport.number-taken'])
  })

  test('shows a document that rests on one of another machine', async () => {
    const site = new Site(27, 'AT6', 'Atelier')
    const other = await site.certify(3, {}, uuid(999))
    const wrong = await site.certify(4, { machineChain: [other.hash] })
    const mixed = passport([other, wrong], { trust: accepting(site) })
    expect(codesOf(lineOf(mixed, wrong).breaks)).toEqual(['passport.names-another'])
    expect(lineOf(mixed, wrong).link).toEqual({ kind: 'begins-anew' })
    expect(numbersOf(mixed)).toEqual(['AT6-000002'])
  })

  test('tells a clock that was wrong by a year, and keeps the order in which the documents rest on each other', async () => {
    const way = await wholeWay()
    const old = new Site(28, 'TL2', 'Tiers-lieu')
    old.import(...way.workshop.held)
    const slip = await old.sign(
      'handover-slip',
      { ...way.documents.handover.document.credentialSubject, ...old.members(machineId), clock: 'declared' },
      '2025-11-08T09:00:00Z',
    )
    const wrong = passport([...way.workshop.held, slip], { trust: accepting(esat, workshop, place, old) })
    expect(numbersOf(wrong).at(-1)).toBe('TL2-000001')
    expect(codesOf(lineOf(wrong, slip).notes)).toContain('passport.earlier-than-named')
    expect(codesOf(lineOf(wrong, slip).notes)).toContain('passport.date-declared')
    expect(wrong.state).toBe('whole')
  })
})

/** By the documents themselves: the slip that answers another lists what its sender knew. */
const numbersNaming = ({ hash }: StoredDocument): readonly string[] =>
  all
    .filter(({ document }) => JSON.stringify(document).includes(hash))
    .map(({ document }) => document.credentialSubject.number)
