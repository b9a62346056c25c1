// What counts as work done on a machine that was sent to dismantling: from then on the order stays.
import { expect, test } from 'vitest'
import { rescindingReasons, saysOfWork } from '../../../domain/dismantling/rescinding.ts'
import type { DismantlingFile } from '../../../domain/dismantling/sheet-file.ts'
import { dismantlingFile, fraction, medium } from './a-file.ts'

/** Begun, and nothing in it yet but what the machine is. */
const begun = dismantlingFile({
  ...{ grossGrams: null, protection: [], safety: [], annexVii: {}, mediaFound: null, media: [], fractions: [] },
  ecoOrganisme: '',
})
const nothing = { file: begun, sheet: null, isDiskSaid: false, isPartOut: false }
const codes = (since: Parameters<typeof rescindingReasons>[0]) => rescindingReasons(since).map(({ code }) => code)

test('describing a machine is no work: why it goes, what it is, what is written on it', () => {
  const described = { ...begun, reasonNote: 'écran cassé', make: 'Dell', model: 'OptiPlex', serial: 'CN-0J3C2F' }
  expect(saysOfWork(described)).toBe(false)
  expect(codes({ ...nothing, file: described })).toEqual([])
  expect(codes({ ...nothing, file: null })).toEqual([])
})

test.each<readonly [string, Partial<DismantlingFile>]>([
  ['a weight', { grossGrams: 9000 }],
  ['gloves that are worn', { protection: ['gloves'] }],
  ['a plug that is out', { safety: ['unplugged'] }],
  ['an answer of annex VII', { annexVii: { batteries: { present: false, removed: false, container: '' } } }],
  ['that somebody looked and found no disk', { mediaFound: 0 }],
  ['a disk', { media: [medium('CRM0001')] }],
  ['a fraction', { fractions: [fraction(500)] }],
  ['a step', { steps: { unplug: { at: '2026-11-25T09:00:00.000Z' } } }],
  ['the number of a collection', { collectionNote: 'BSD-2026-9' }],
  ['who collects', { ecoOrganisme: 'Ecologic' }],
  ['a remark', { notes: 'capot ouvert' }],
])('a file that says %s says that work has begun', (_, says) => {
  expect(codes({ ...nothing, file: { ...begun, ...says } })).toEqual(['dismantling.rescind-begun'])
})

test('everything that stands against it is said at once', () => {
  expect(codes({ file: dismantlingFile(), sheet: 'ESA-000001', isDiskSaid: true, isPartOut: true })).toEqual([
    'dismantling.rescind-signed',
    'dismantling.rescind-disks',
    'dismantling.rescind-parts',
    'dismantling.rescind-begun',
  ])
})
