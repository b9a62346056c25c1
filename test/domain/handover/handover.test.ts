// Handovers as values: which are open, what is due, how long a name is kept, and that a small count cannot be worked out.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HandoverSlipSubject } from '../../../domain/documents/handover-slip.ts'
import { monthsAfter, yearBegins, yearsBegun } from '../../../domain/handover/calendar.ts'
import { contributionsOf, isDue, payableYear } from '../../../domain/handover/contributions.ts'
import type { Handover, HandoverSlipKnown } from '../../../domain/handover/handovers.ts'
import { namesRecipient } from '../../../domain/handover/name-in-text.ts'
import type { HandoverPayment, PublicCount } from '../../../domain/handover/payment.ts'
import { isOver, keptUntil, promisedDay } from '../../../domain/handover/retention.ts'
import { isSmall, shownPart, shownShares } from '../../../domain/handover/small-counts.ts'
import { handoverTotals } from '../../../domain/handover/totals.ts'

const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const subject = (changes: Partial<HandoverSlipSubject> = {}): HandoverSlipSubject => ({
  id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
  kind: 'handover-slip',
  version: 1,
  machineId: '00000000-0000-4000-8000-000000000001',
  number: 'DIE-000002',
  sequence: 2,
  previousDocument: null,
  machineChain: [],
  replaces: null,
  clock: 'trusted',
  language: 'fr',
  station: { name: 'Tiers-lieu', code: 'DIE' },
  organisation: { name: 'La Fabrique', address: '', phone: '', email: '' },
  movement: 'handed-over',
  day: '2026-11-02',
  answers: null,
  recipientSeal: 'a'.repeat(64),
  nameKeptUntil: '2028-11-02',
  representativeSigns: false,
  machine: {
    inventoryNumber: 'PNS-0001',
    equipment: 'laptop',
    name: null,
    serial: null,
    stay: null,
    certificate: { document: 'c'.repeat(64), number: 'ROM-000001' },
    operatingSystem: null,
    grades: [],
  },
  accessories: { basis: 'declared', text: '' },
  eligibility: { basis: 'declared', checkedBy: null, checkedOn: '2026-11-02' },
  contribution: { basis: 'declared', amountCents: 2500, received: true, receipt: 'R-1', subsidyCents: 3000 },
  trainingWanted: true,
  helpContact: { basis: 'declared', text: '' },
  returnPlace: { basis: 'declared', text: '' },
  notes: { basis: 'declared', text: '' },
  issuedBy: null,
  ...changes,
})
const known = (of: HandoverSlipSubject, hash = 'd'.repeat(64)): HandoverSlipKnown => ({
  hash,
  issuer: 'did:key:z1',
  issuerName: 'La Fabrique',
  issuedAt: `${of.day}T10:00:00.000Z`,
  subject: of,
})
const handover = (changes: Partial<HandoverSlipSubject> = {}, returnedOn: string | null = null): Handover => ({
  ...known(subject(changes)),
  returned:
    returnedOn === null
      ? null
      : known(subject({ movement: 'returned', day: returnedOn, contribution: null }), 'e'.repeat(64)),
})
const payment = (year: number, changes: Partial<HandoverPayment> = {}): HandoverPayment => ({
  id: `00000000-0000-4000-8000-00000000010${String(year)}`,
  slip: 'd'.repeat(64),
  yearOfHandover: year,
  amountCents: 2500,
  receipt: `R-${String(year)}`,
  receivedOn: '2027-11-10',
  state: 'received',
  operator: 'OPR3',
  at: '2027-11-10T10:00:00.000Z',
  ...changes,
})
const unpaid = { basis: 'declared' as const, amountCents: 2500, received: false, receipt: '', subsidyCents: 3000 }

describe('The years of a handover', () => {
  test('begin on its day; on the 29th of February, on the last of the month', () => {
    expect(yearBegins('2026-11-02', 2)).toBe('2027-11-02')
    expect(yearBegins('2028-02-29', 2)).toBe('2029-02-28')
    expect(yearBegins('2028-02-29', 5)).toBe('2032-02-29')
    expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28')
    expect(yearsBegun('2028-02-29', '2029-02-27')).toBe(1)
    expect(yearsBegun('2028-02-29', '2029-02-28')).toBe(2)
  })

  test('have begun exactly when their day has come, whatever the days', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const begun = yearsBegun(one, other)
        if (begun > 0) expect(yearBegins(one, begun) <= other).toBe(true)
        expect(yearBegins(one, begun + 1) > other).toBe(true)
      }),
    )
  })
})

describe('A contribution', () => {
  test('of the first year is on the slip; those of later years fall due one by one', () => {
    const of = (today: string) =>
      contributionsOf(handover(), [], today)
        .filter(isDue)
        .map(({ year }) => year)
    expect(of('2026-11-02')).toEqual([])
    expect(of('2027-11-01')).toEqual([])
    expect(of('2027-11-02')).toEqual([2])
    expect(of('2029-01-01')).toEqual([2, 3])
    expect(contributionsOf(handover({ contribution: unpaid }), [], '2026-11-02').filter(isDue)).toHaveLength(1)
  })

  test('is paid by a payment that stands, and due again when that was typed by mistake', () => {
    const today = '2027-12-01'
    expect(payableYear(handover(), [payment(2)], { year: 2, today })).toBe('paid')
    expect(payableYear(handover(), [payment(2, { state: 'cancelled' })], { year: 2, today })).toBe('due')
    expect(payableYear(handover(), [], { year: 3, today })).toBe('not-begun')
  })

  test('is nobody’s after the return, and is not asked where none was set', () => {
    const back = handover({}, '2027-11-02')
    expect(contributionsOf(back, [], '2030-01-01').map(({ year }) => year)).toEqual([1])
    const free = { basis: 'declared' as const, amountCents: 0, received: false, receipt: '', subsidyCents: 3000 }
    expect(contributionsOf(handover({ contribution: free }), [], '2030-01-01')).toEqual([])
  })
})

describe('A name is kept', () => {
  test('until the promised day or the workshop’s period, whichever comes first', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 120 }),
        (handedOverOn, then, now) => {
          const promised = promisedDay(handedOverOn, then)
          const until = keptUntil({ handedOverOn, promised }, now)
          expect(until <= promised).toBe(true)
          expect(until).toBe([promised, promisedDay(handedOverOn, now)].toSorted()[0])
          expect(isOver(until, until)).toBe(true)
          expect(isOver(until, handedOverOn)).toBe(false)
        },
      ),
    )
  })
})

describe('A text names the person', () => {
  const zoe = { kind: 'name', firstName: 'Zoé', initial: 'D' } as const
  test('by their first name as a word, however it is written', () => {
    for (const text of ['pour Zoé', 'ZOE', 'zoé.', 'carton « Zoe »', 'Zoe\u0301 (souris)'])
      expect(namesRecipient(text, zoe)).toBe(true)
    for (const text of ['', 'zoologie', 'chargeur', 'D']) expect(namesRecipient(text, zoe)).toBe(false)
    expect(namesRecipient('reçu de Jean-Marc', { kind: 'name', firstName: 'Jean Marc', initial: 'P' })).toBe(true)
    expect(namesRecipient('reçu TL-17', { kind: 'code', code: 'TL-17' })).toBe(true)
    expect(namesRecipient('reçu TL-170', { kind: 'code', code: 'TL-17' })).toBe(false)
  })
})

describe('A small count', () => {
  /** Every way in which hidden figures may add up to what is left of a sum, by somebody who knows the rule. */
  const waysOf = (counts: readonly number[]): readonly (readonly number[])[] => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const seen = JSON.stringify(shownShares(counts))
    const ways: (readonly number[])[] = []
    for (let one = 0; one <= total; one += 1)
      for (let two = 0; one + two <= total; two += 1) {
        const candidate = [one, two, total - one - two]
        if (JSON.stringify(shownShares(candidate)) === seen) ways.push(candidate)
      }
    return ways
  }

  test('of a public cannot be worked out, even by somebody who knows the sum and the rule', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 3, maxLength: 3 }), (counts) => {
        const ways = waysOf(counts)
        for (const [at, count] of counts.entries()) {
          if (!isSmall(count)) continue
          expect(shownShares(counts)[at]).toBeNull()
          expect(new Set(ways.map((way) => way[at])).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('is not shown as a part, nor as what a part leaves', () => {
    expect(shownPart(37, 40)).toBeNull()
    expect(shownPart(3, 40)).toBeNull()
    expect(shownPart(40, 40)).toBe(40)
    expect(shownPart(0, 40)).toBe(0)
    expect(shownPart(20, 40)).toBe(20)
    expect(shownPart(0, 3)).toBeNull()
  })

  test('hides its amount too', () => {
    const few = handoverTotals([handover(), handover(), handover()], [], [], { from: '2026-11', to: '2026-11' })
    expect(few).toMatchObject({
      handedOver: null,
      trainings: null,
      firstContributions: { count: null, cents: null },
      subsidy: { count: null, cents: null },
    })
  })
})

describe('The totals of a period', () => {
  const publicOf = (month: string, rsa: number, ase: number, aci: number): PublicCount => ({
    ...{ month, rsa, ase, aci },
    operator: 'OPR3',
    at: '2026-12-01T10:00:00.000Z',
  })

  test('count what began in it, and name the months whose public nobody typed', () => {
    const given = Array.from({ length: 12 }, () => handover())
    const totals = handoverTotals(
      [...given, handover({ day: '2025-01-01' }), handover({ day: '2024-05-01' }, '2026-12-03')],
      [payment(2, { receivedOn: '2026-12-01' })],
      [publicOf('2026-11', 6, 6, 0)],
      { from: '2026-11', to: '2027-01' },
    )
    expect(totals).toEqual({
      handedOver: 12,
      returned: null,
      trainings: 12,
      firstContributions: { count: 12, cents: 30_000 },
      laterContributions: { count: null, cents: null },
      subsidy: { count: 12, cents: 36_000 },
      publics: { rsa: 6, ase: 6, aci: 0, all: 12 },
      monthsWithoutPublic: ['2026-12', '2027-01'],
    })
  })
})
