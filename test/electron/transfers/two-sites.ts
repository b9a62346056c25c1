// Two sites for tests: real stations in folders of their own, and what a batch carries from one to the other: documents and the
// files that they name.
import { randomUUID } from 'node:crypto'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { Site, TransferSlipSubject } from '../../../domain/documents/transfer-slip.ts'
import { looseDisks } from '../../../domain/erasure/loose-disk.ts'
import type { LooseDiskFile } from '../../../domain/erasure/loose-disk-file.ts'
import type { Settlement } from '../../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { Part } from '../../../domain/parts/part.ts'
import type { ReceiptDraft, SentItem, TransferDraft } from '../../../domain/transfer/draft.ts'
import type { Reply } from '../../../domain/contract.ts'
import { trustSubject } from '../../../domain/supervision/subject.ts'
import type { StationTrust } from '../../../domain/trust/trust.ts'
import { type Esat, openEsat } from '../documents/esat.ts'
import { sha256 } from '../vault/samples.ts'
import { confirm } from '../vault/workshop.ts'

export type Slip = { readonly hash: string; readonly document: Record<string, unknown> }
// Issued here, of this kind: the tests look into it.
export const slipIn = ({ document }: Slip) => document['credentialSubject'] as TransferSlipSubject

export const elsewhere: Site = { name: 'Atelier de Valence', address: '', did: null, code: null }

export const machineItem = async (machine: MachineFile): Promise<SentItem> => ({
  what: 'machine',
  itemId: machine.id,
  fileHash: await hashOf(machine, sha256),
})

export const partItem = async (part: Part): Promise<SentItem> => ({
  what: 'part',
  itemId: part.id,
  fileHash: await hashOf(part, sha256),
})

/** As the journal of the station says it. */
export const diskItem = async (site: Esat, id: string): Promise<SentItem> => {
  const { frames } = await site.workshop.get('journal.read', { after: 0, limit: 1000 })
  const settlements: Settlement[] = []
  const files: LooseDiskFile[] = []
  for (const { entry } of frames.map(({ frame }) => frame)) {
    if (entry.kind === 'settlement') settlements.push(...entry.settlements)
    if (entry.kind === 'loose-disk') files.push(entry.disk)
    if (entry.kind === 'arrival') files.push(...entry.disks)
  }
  const loose = looseDisks(settlements, 'declared', files).find((one) => one.id === id)
  return { what: 'disk', itemId: id, fileHash: await hashOf(loose, sha256) }
}

export const sendDraft = (
  site: Pick<Esat, 'operator'>,
  items: readonly SentItem[],
  changes: Partial<TransferDraft> = {},
): TransferDraft => ({
  kind: 'transfer-slip',
  draftId: randomUUID(),
  receiver: elsewhere,
  items: [...items],
  carrier: 'Camionnette de l’ESAT',
  notes: '',
  operator: site.operator,
  ...changes,
})

export const receiptDraft = (
  site: Pick<Esat, 'operator'>,
  sent: Slip,
  found: readonly string[],
  changes: Partial<ReceiptDraft> = {},
): ReceiptDraft => ({
  kind: 'transfer-slip',
  draftId: randomUUID(),
  answers: sent.hash,
  found: [...found],
  surplus: [],
  place: 'Quai',
  notes: '',
  operator: site.operator,
  ...changes,
})

export const send = (site: Esat, items: readonly SentItem[], changes: Partial<TransferDraft> = {}) =>
  site.workshop.get('transfers.send', { draft: sendDraft(site, items, changes) })

export const receive = (site: Esat, sent: Slip, found: readonly string[], changes: Partial<ReceiptDraft> = {}) =>
  site.workshop.get('transfers.receive', { draft: receiptDraft(site, sent, found, changes) })

export const refusalOf = async (asked: Promise<Reply<unknown>>): Promise<readonly string[]> => {
  const reply = await asked
  return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
}

/** A supervisor decides about a station. */
export const decideAbout = async (from: Esat, at: Esat, decision: StationTrust['decision']): Promise<void> => {
  const { did } = await from.workshop.get('station.describe', {})
  const trust: StationTrust = {
    ...{ did: did ?? '', name: 'Un poste', code: 'AUT', decision, from: null, operator: at.operator, at: at.now() },
    reason: decision === 'accepted' ? '' : 'Clé volée',
  }
  const action = { kind: 'trust-station' as const, subject: await trustSubject(trust, sha256) }
  const confirmation = await confirm(at.workshop, action, at.operator)
  await at.workshop.get('stations.trust', { trust, confirmation })
}

/** The documents, and with `files` what the slips among them name; their station is accepted first. */
export const carry = async (from: Esat, to: Esat, slips: readonly Slip[], files = true): Promise<void> => {
  await decideAbout(from, to, 'accepted')
  const { refused } = await to.workshop.get('journal.adopt', { documents: slips.map(({ document }) => document) })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  if (!files) return
  const items = slips.map(slipIn).flatMap((subject) => (subject.kind === 'transfer-slip' ? subject.items : []))
  const named = items.flatMap((item) => [item.work, item.what === 'machine' ? item.report : null])
  for (const hash of named) {
    if (hash === null) continue
    const { base64, mediaType } = await from.workshop.get('blobs.get', { hash })
    await to.workshop.get('blobs.put', { base64, mediaType })
  }
}

const organisation = (name: string) => ({ name, address: '', phone: '', email: '', logo: null })

/** An ESAT and a refurbishing workshop, both at this moment. */
export const openTwoSites = async (at = '2026-11-10T08:00:00.000Z') => ({
  esat: await openEsat(at, ['esat'], {
    ...{ code: 'ESA', name: 'Table 1' },
    organisation: organisation('ESAT Les Ajoncs'),
  }),
  workshop: await openEsat(at, ['refurbishing'], {
    ...{ code: 'ATE', name: 'Atelier de Valence' },
    organisation: organisation('Atelier de Valence'),
  }),
})
