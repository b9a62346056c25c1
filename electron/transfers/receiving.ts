// The receiver's slip, and the files that it opens here: one frame makes the arrival whole. What moved is read from the sender's
// slip and from the work files that it names; where these did not come along, the slip alone is enough.
import { randomUUID } from 'node:crypto'
import type { SlipItem } from '../../domain/documents/transfer-slip.ts'
import { readUntrustedJson } from '../../domain/documents/untrusted-json.ts'
import type { LooseDiskFile } from '../../domain/erasure/loose-disk-file.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { nextPartNumber } from '../../domain/parts/number.ts'
import type { Part } from '../../domain/parts/part.ts'
import {
  arrivedDisk,
  arrivedDiskPart,
  arrivedMachine,
  arrivedPart,
  type Arriving,
  type HeldReport,
  isDiskPart,
} from '../../domain/transfer/arrival.ts'
import type { ReceiptDraft } from '../../domain/transfer/draft.ts'
import { receivingFaults, stillExpected } from '../../domain/transfer/receiving.ts'
import { receivedSlip } from '../../domain/transfer/slip-derivation.ts'
import { WorkFile } from '../../domain/transfer/work-file.ts'
import { documentStanding, isBelieved } from '../../domain/trust/standing.ts'
import { reason } from '../../domain/words/reason.ts'
import type { IssueDeps } from '../documents/issuing-vault.ts'
import { chainFor, clockOf, clockReasons, sealed } from '../documents/sealing.ts'
import { refuse } from '../failure.ts'
import type { Ledger } from '../vault/ledger.ts'
import type { Vault } from '../vault/vault.ts'
import { type HeldSlip, receiptsOf, slipOf } from './slips.ts'

type Rooms = { readonly station: Vault; readonly deps: IssueDeps }
type ArrivalEntry = Extract<Entry, { kind: 'arrival' }>

export const receiptEntry = async (draft: ReceiptDraft, rooms: Rooms): Promise<ArrivalEntry> => {
  const { station, deps } = rooms
  const { vault } = deps
  const sent = await sentSlipOf(draft.answers, station)
  const own = (await receiptsOf(sent, station)).filter(({ issuer }) => issuer === vault.did)
  const receipts = own.map(({ subject }) => subject)
  const reasons = [
    ...receivingFaults(sent.subject, draft, { receipts, isHere: (item) => isHere(item, station.ledger) }),
    ...clockReasons(vault.clock),
  ]
  if (reasons.length > 0) return refuse(...reasons)

  const found = new Set(draft.found)
  const expected = stillExpected(sent.subject.items, receipts)
  const arrived = expected.filter(({ itemId }) => found.has(itemId))
  const files = await filesOf(
    isBelievedHere(sent, station.ledger) ? arrived : arrived.map((item) => ({ ...item, work: null })),
    draft,
    rooms,
  )
  const subject = receivedSlip({
    settings: vault.settings,
    clock: clockOf(vault.clock),
    chain: chainFor(vault, null, null),
    did: vault.did,
    operator: draft.operator,
    notes: draft.notes,
    sent,
    items: expected,
    found,
    surplus: draft.surplus,
  })
  return { ...(await sealed(draft, subject, [], deps)), kind: 'arrival', ...files }
}

const sentSlipOf = async (hash: string, station: Vault): Promise<HeldSlip> => {
  const slip = (await slipOf(hash, station)) ?? refuse(reason('transfer.slip-unknown'))
  const { movement, number } = slip.subject
  if (movement !== 'sent') refuse(reason('transfer.slip-not-sent', { number }))
  if (station.ledger.isWithdrawn(slip)) refuse(reason('transfer.slip-withdrawn', { number }))
  return slip
}

/** What stands at the door is received whoever sent it; the work of a station that is not believed is done again. */
const isBelievedHere = ({ hash, issuer }: HeldSlip, ledger: Ledger): boolean =>
  isBelieved(
    documentStanding(
      { issuer, issuedAt: ledger.document(hash)?.issuedAt ?? '' },
      { own: ledger.ownKeys, decisions: ledger.trust },
    ),
  )

/** A file of that name is open here, of whatever sort: one identity is one thing. */
const isHere = ({ itemId, what }: SlipItem, ledger: Ledger): boolean => {
  const machine = ledger.machine(itemId)
  if (machine !== null && (what !== 'machine' || ledger.departure(itemId, machine.stayId) === null)) return true
  const isKnown = ledger.looseDisk(itemId) !== null || ledger.part(itemId) !== null || isTakenOut(itemId, ledger)
  return isKnown && (what === 'machine' || ledger.departure(itemId, null) === null)
}

const isTakenOut = (id: string, ledger: Ledger): boolean =>
  ledger.allSettlements.some(({ what: { outcome } }) => outcome.kind === 'removed' && outcome.looseDiskId === id)

type Files = { readonly machines: MachineFile[]; readonly disks: LooseDiskFile[]; readonly parts: Part[] }

const filesOf = async (items: readonly SlipItem[], draft: ReceiptDraft, rooms: Rooms): Promise<Files> => {
  const { station, deps } = rooms
  const at = deps.vault.now()
  const files: Files = { machines: [], disks: [], parts: [] }
  for (const item of items) {
    const arriving: Arriving = { stayId: randomUUID(), at, operator: draft.operator }
    const work = await workOf(item, station)
    switch (item.what) {
      case 'machine': {
        const known = await deps.vault.machineFile(item.itemId)
        const file = work?.what === 'machine' ? work.file : null
        const named = file === null ? [item.report] : file.reports.map(({ hash }) => hash)
        const reports = (await Promise.all(named.map((hash) => heldReport(hash, station)))).filter(
          (one) => one !== null,
        )
        files.machines.push(arrivedMachine(item, { known, work: file, reports }, arriving))
        break
      }
      case 'disk':
        files.disks.push(arrivedDisk(item, work?.what === 'disk' ? work.file : null, draft.place, arriving))
        break
      case 'part': {
        const file = work?.what === 'part' ? work.file : null
        if (isDiskPart(item)) {
          files.disks.push(arrivedDiskPart(item, file, draft.place, arriving))
          break
        }
        const known = station.ledger.part(item.itemId)
        const number = known?.number ?? nextPartNumber([...station.ledger.parts, ...files.parts])
        files.parts.push(arrivedPart(item, { known, work: file, number, place: draft.place }, arriving))
      }
    }
  }
  return files
}

const heldJson = async (hash: string, { blobs }: Vault): Promise<unknown> => {
  const bytes = await blobs.find(hash)
  const read = bytes === null ? null : readUntrustedJson(bytes.toString('utf8'))
  // A slip of another site may name any file of ours: what is no JSON is nothing that moved.
  return read?.ok === true ? read.value : null
}

/** null where it did not come along, or is of something else. */
const workOf = async ({ work, itemId, what }: SlipItem, station: Vault): Promise<WorkFile | null> => {
  if (work === null) return null
  const read = WorkFile.safeParse(await heldJson(work, station)).data
  return read !== undefined && read.what === what && read.file.id === itemId ? read : null
}

const heldReport = async (hash: string | null, station: Vault): Promise<HeldReport | null> => {
  if (hash === null) return null
  const report = HardwareReport.safeParse(await heldJson(hash, station)).data
  return report === undefined ? null : { hash, report }
}
