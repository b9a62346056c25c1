// A transfer slip on paper: what somebody types from it stands in one piece, and a number that no column could hold still stays on
// the page.
import { expect, test } from 'vitest'
import type { DiskFate } from '../../../domain/documents/transfer-slip.ts'
import { TransferSlip } from '../../../domain/documents/transfer-slip.ts'
import { contexts, documentTypes } from '../../../domain/documents/document.ts'
import TransferSlipPaper from '../../../renderer/paper/transfer/TransferSlipPaper.vue'
import '../../../renderer/paper/paper.css'
import { mount } from '../components/mount.ts'
import { present } from '../journal-in-memory.ts'
import { OTHER, manifestOf } from '../places/echanges/exchange-in-memory.ts'

const disk = (serial: string): DiskFate => ({
  ...{ make: 'SAMSUNG', model: 'MZ7LN256HMJP-000L7', serial, sizeBytes: 256_060_514_304 },
  ...{ fate: 'unsettled', how: null },
})
const machine = (place: number, serial: string, disks: readonly DiskFate[]) => ({
  ...{ what: 'machine', itemId: `c0a80101-0000-4000-8000-${String(place).padStart(12, '0')}`, chain: [], work: null },
  ...{ inventoryNumber: `PNS-010${String(place)}`, equipment: 'laptop', name: 'Lenovo ThinkPad T480', serial },
  stay: { stayId: 'c0a80101-0000-4000-8000-000000000900', startedAt: '2026-11-02T08:00:00.000Z' },
  ...{ report: null, disks, reservations: { basis: 'declared', text: '' }, intake: null },
})
const site = (name: string) => ({ name, address: '', did: null, code: null })
const slip = (items: readonly ReturnType<typeof machine>[]) => {
  const { credentialSubject, ...envelope } = manifestOf(2, '', [])
  const { batch: _batch, stationChain: _chain, ...members } = credentialSubject
  return TransferSlip.parse({
    ...envelope,
    '@context': [...contexts],
    type: ['VerifiableCredential', documentTypes['transfer-slip']],
    issuer: { id: OTHER, name: 'ESAT Les Ajoncs' },
    credentialSubject: {
      ...members,
      ...{ kind: 'transfer-slip', number: 'DAX2-000001', movement: 'sent', answers: null },
      ...{ sender: site('ESAT Les Ajoncs'), receiver: site('Association Le Phare') },
      items,
      ...{ missing: [], surplus: [] },
      ...{ carrier: { basis: 'declared', text: '' }, notes: { basis: 'declared', text: '' } },
    },
  })
}

/** On how many lines a text of the paper stands. */
const linesOf = (paper: HTMLElement, text: string): number => {
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(text) ?? -1
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + text.length)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  }
  throw new Error(`${text} is not on the paper`)
}

const paperOf = async (items: readonly ReturnType<typeof machine>[]): Promise<HTMLElement> => {
  const { main } = await mount(TransferSlipPaper, {
    ...{ document: slip(items), hash: 'ab12cd34'.repeat(8), language: 'fr', logo: null },
  })
  await document.fonts.ready
  return present(main.querySelector<HTMLElement>('.paper'))
}

test('no serial and no number breaks', async () => {
  const paper = await paperOf([
    machine(1, 'PF1DEM01', [disk('S3TZ-DEM0-R0117')]),
    machine(2, '5CG9-1234-XYZ-00042-A', [disk('S3TZDEM0R00117')]),
  ])
  const numbers = ['PF1DEM01', '5CG9-1234-XYZ-00042-A', 'S3TZ-DEM0-R0117', 'S3TZDEM0R00117', 'DAX2-000001', 'PNS-0101']
  for (const number of numbers) expect(linesOf(paper, number), number).toBe(1)
})

test('one that no column could hold stays within the page', async () => {
  const paper = await paperOf([machine(1, 'VM-'.repeat(50), [disk('X'.repeat(120))])])
  const table = present(paper.querySelector('.paper-slip')).getBoundingClientRect()
  expect(table.right).toBeLessThanOrEqual(paper.getBoundingClientRect().right)
})
