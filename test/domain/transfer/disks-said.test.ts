// What a slip's line says of data before it is signed: full, settled, none, or nobody knows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DiskFate, SlipItem } from '../../../domain/documents/transfer-slip.ts'
import { disksSaid, fullDisks } from '../../../domain/transfer/disks-said.ts'

const fate = (said: DiskFate['fate']): DiskFate => ({
  ...{ make: null, model: 'Cormoran C500', serial: 'CRM-0001', sizeBytes: null },
  ...{ fate: said, how: said === 'verified' ? 'witnessed' : null },
})
const itemId = 'c0a80101-0000-4000-8000-000000000001'
const machine = (disks: readonly DiskFate[], report: string | null = 'a'.repeat(64)): SlipItem => ({
  what: 'machine',
  ...{ itemId, chain: [], work: null, inventoryNumber: 'PC-1', equipment: 'laptop', name: null, serial: null },
  stay: { stayId: itemId, startedAt: '2026-11-02T08:00:00.000Z' },
  ...{ report, disks: [...disks], reservations: { basis: 'declared', text: '' }, intake: null },
})
const loose = (disk: DiskFate): SlipItem => ({ what: 'disk', itemId, chain: [], work: null, chassis: '', disk })
const part: SlipItem = {
  what: 'part',
  ...{ itemId, chain: [], work: null, number: 'P-0007', kind: 'charger', name: { fr: 'Chargeur', en: 'Charger' } },
}

test.each<[string, SlipItem, ReturnType<typeof disksSaid>]>([
  ['a machine whose disk nobody treated', machine([fate('unsettled')]), { kind: 'full', count: 1 }],
  [
    'one whose erasure failed, beside one that is erased',
    machine([fate('failed'), fate('verified')]),
    { kind: 'full', count: 1 },
  ],
  [
    'a machine whose disks are all answered for',
    machine([fate('verified'), fate('destroyed')]),
    { kind: 'settled', count: 2 },
  ],
  ['a machine that was read and holds none', machine([]), { kind: 'none' }],
  ['a machine that was never read', machine([], null), { kind: 'unread' }],
  ['one never read, of which one disk was answered for', machine([fate('verified')], null), { kind: 'unread' }],
  ['one never read, of which a full disk is known', machine([fate('unsettled')], null), { kind: 'full', count: 1 }],
  ['a full loose disk', loose(fate('unsettled')), { kind: 'full', count: 1 }],
  ['a loose disk that was destroyed', loose(fate('destroyed')), { kind: 'settled', count: 1 }],
  ['a part', part, null],
])('%s', (_, item, said) => {
  expect(disksSaid(item)).toEqual(said)
})

test('a full disk is never called settled, whatever stands beside it', () => {
  const any = fc.constantFrom<DiskFate['fate'][]>('unsettled', 'failed', 'verified', 'declared', 'destroyed').map(fate)
  fc.assert(
    fc.property(fc.array(any), fc.boolean(), (disks, isRead) => {
      const item = machine(disks, isRead ? 'a'.repeat(64) : null)
      const full = disks.filter(({ fate: said }) => said === 'unsettled' || said === 'failed').length
      expect(fullDisks([item, part])).toBe(full)
      expect(disksSaid(item)?.kind === 'full').toBe(full > 0)
    }),
  )
})
