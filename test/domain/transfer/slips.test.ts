// Slips as a set: what is still expected, what a scan at the door means, and when a stay has ended, whatever came in which order.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { machineCode, partCode } from '../../../domain/documents/scan-code.ts'
import type { SlipItem } from '../../../domain/documents/transfer-slip.ts'
import { type Departure, departureOfStay } from '../../../domain/transfer/departure.ts'
import { foundIn, mayAnswer, receivingFaults, stillExpected } from '../../../domain/transfer/receiving.ts'
import { scannedIn } from '../../../domain/transfer/scanning-in.ts'

const id = (index: number) => `c0a80101-0000-4000-8000-${String(index).padStart(12, '0')}`
const machine = (index: number, inventoryNumber = `PC-${String(index)}`): SlipItem => ({
  what: 'machine',
  itemId: id(index),
  ...{ chain: [], work: null, inventoryNumber, equipment: 'laptop', name: null, serial: null },
  stay: { stayId: id(900 + index), startedAt: '2026-11-02T08:00:00.000Z' },
  ...{ report: null, disks: [], reservations: { basis: 'declared', text: '' }, intake: null },
})
const disk: SlipItem = {
  what: 'disk',
  itemId: id(500),
  ...{ chain: [], work: null, chassis: '' },
  disk: { make: null, model: 'Cormoran C500', serial: 'CRM-0001', sizeBytes: null, fate: 'unsettled', how: null },
}
const part: SlipItem = {
  what: 'part',
  itemId: id(600),
  ...{ chain: [], work: null, number: 'P-0007', kind: 'charger', name: { fr: 'Chargeur', en: 'Charger' } },
}
const items = [machine(1), machine(2), machine(3), disk, part]
const receipt = (found: readonly string[], listed = items) => ({
  items: listed,
  missing: listed.map(({ itemId }) => itemId).filter((one) => !found.includes(one)),
})

test.each([
  ['of the station that the slip names counts, believed or not', 'did:key:z1', 'did:key:z1', false, true],
  ['of a station that is believed counts, whoever was named', 'did:key:z2', 'did:key:z1', true, true],
  ['of anybody else says nothing', 'did:key:z2', 'did:key:z1', false, false],
  ['of anybody says nothing where a name alone was typed', 'did:key:z2', null, false, false],
])('a receipt %s', (_what, issuer, did, isBelieved, counts) => {
  expect(mayAnswer(issuer, { receiver: { did }, isBelieved })).toBe(counts)
})

describe('what is still expected of a slip', () => {
  it('is what no receipt has found, in whatever order and however often receipts come', () => {
    const someFound = fc.subarray(items.map(({ itemId }) => itemId))
    fc.assert(
      fc.property(fc.array(someFound, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (founds, order) => {
        const receipts = founds.map((found) => receipt(found))
        const shuffled = [...receipts, ...receipts].toSorted(() => (Number(order.next().value) % 2 === 0 ? 1 : -1))
        const open = stillExpected(items, receipts)
        expect(stillExpected(items, shuffled)).toEqual(open)
        expect(open.map(({ itemId }) => itemId)).toEqual(
          items.map(({ itemId }) => itemId).filter((one) => !founds.flat().includes(one)),
        )
        expect(foundIn(receipts).size + open.length).toBe(items.length)
      }),
    )
  })

  const sent = { items, number: 'ESA-000004' }
  const before = {
    ...receipt([id(1)]),
    ...{ movement: 'received' as const, answers: null, surplus: [], number: 'ATE-000002' },
  }
  test.each([
    ['a thing that came yesterday does not come again', [id(1)], false, ['transfer.received-before']],
    ['a thing that is on no line is no line', [id(77)], false, ['transfer.not-on-slip']],
    ['a thing with an open file here does not arrive', [id(2)], true, ['transfer.here-already']],
    ['what was missing yesterday comes today', [id(2), id(3)], false, []],
  ] as const)('%s', (_name, found, isOpen, codes) => {
    const faults = receivingFaults(sent, { found, surplus: [] }, { receipts: [before], isHere: () => isOpen })
    expect(faults.map(({ code }) => code)).toEqual(codes)
  })

  it('once all of it came nothing is received any more, but what is surplus may still be noted', () => {
    const all = { ...before, ...receipt(items.map(({ itemId }) => itemId)) }
    const known = { receipts: [all], isHere: () => false }
    expect(receivingFaults(sent, { found: [], surplus: [] }, known)).toMatchObject([
      { code: 'transfer.nothing-expected' },
    ])
    expect(receivingFaults(sent, { found: [], surplus: [{}] }, known)).toEqual([])
  })
})

describe('a scan at the door', () => {
  it('means a line by its identity, its number or its serial', () => {
    expect(scannedIn(machineCode({ id: id(2), inventoryNumber: 'PC-2' }), items)).toEqual({
      kind: 'line',
      item: items[1],
    })
    expect(scannedIn(' pc-3 ', items)).toEqual({ kind: 'line', item: items[2] })
    expect(scannedIn('crm-0001', items)).toEqual({ kind: 'line', item: disk })
    expect(scannedIn(partCode({ id: id(600), number: 'P-0007' }), items)).toEqual({ kind: 'line', item: part })
  })

  it('never takes another site’s machine for a line that bears the same number', () => {
    expect(scannedIn(machineCode({ id: id(42), inventoryNumber: 'PC-2' }), items)).toEqual({
      kind: 'surplus',
      surplus: { itemId: id(42), label: 'PC-2', note: '' },
    })
  })

  it('asks the person where two lines bear one number, and knows cards and documents for no label', () => {
    expect(scannedIn('PC-1', [...items, machine(9, 'PC-1')])).toEqual({ kind: 'several' })
    expect(scannedIn('ETABLI/C/YES', items)).toEqual({ kind: 'no-label' })
  })

  it('whatever is typed means a line, several, something surplus or nothing, and never fails', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const meant = scannedIn(text, items)
        if (meant.kind === 'surplus') expect(meant.surplus.label.length).toBeLessThanOrEqual(80)
        if (meant.kind === 'line') expect(items).toContain(meant.item)
      }),
    )
  })
})

describe('a stay', () => {
  const left = (document: string, stayId: string | null, position: number) => ({
    position,
    departure: {
      ...{ itemId: id(1), stayId, document, number: 'ESA-000001', issuer: 'did:key:z', how: 'sent', to: 'Valence' },
      ...{ at: '2026-11-10T08:00:00.000Z', work: null },
    } satisfies Departure,
  })
  const asked = (stayId: string | null, backAt = 0, withdrawn: readonly string[] = []) => ({
    ...{ stayId, backAt },
    isWithdrawn: ({ document }: Departure) => withdrawn.includes(document),
  })

  it('is ended by a slip that names it, until that slip is withdrawn; another stay is not', () => {
    const known = [left('a', id(901), 5)]
    expect(departureOfStay(known, asked(id(901)))?.document).toBe('a')
    expect(departureOfStay(known, asked(id(901), 0, ['a']))).toBeNull()
    expect(departureOfStay(known, asked(id(902)))).toBeNull()
  })

  it('of a disk or a part is ended until it came back', () => {
    const known = [left('a', null, 5), left('b', null, 9)]
    expect(departureOfStay(known, asked(null, 7))?.document).toBe('b')
    expect(departureOfStay(known, asked(null, 10))).toBeNull()
    expect(departureOfStay(known, asked(null, 0, ['b']))?.document).toBe('a')
  })
})
