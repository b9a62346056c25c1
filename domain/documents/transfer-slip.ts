// What a transfer slip (bordereau de transfert) says: which machines, loose disks and parts left one site for another, each
// with its last report, its reservations and what became of its disks; and, on the receiver's slip, which of them arrived.
// Both ends sign one: the receiver's names the sender's.
import { z } from 'zod'
import { EquipmentKind } from '../machine/equipment.ts'
import { PartKind, PartNumber } from '../parts/part.ts'
import { PersonCode } from '../station/station.ts'
import { DiskVerdict } from './certified-disk.ts'
import { chainMembers, DocumentNumber, Instant, issuingMembers, securedDocument, Sha256 } from './document.ts'
import { DeclaredText } from './refurbishment-certificate.ts'

export const MAXIMUM_SLIP_ITEMS = 400

/** A site as it is written on a slip. `did` and `code` are null where its station is not known to the sender. */
export const Site = z.strictObject({
  name: z.string().trim().min(1).max(120),
  address: z.string().max(300),
  did: z.string().startsWith('did:key:').max(200).nullable(),
  code: z
    .string()
    .regex(/^[A-Z0-9]{2,8}$/)
    .nullable(),
})
export type Site = z.infer<typeof Site>

/** What became of a disk by the time it left. `unsettled`: nobody said anything of it, so it still holds its data. */
export const DiskFate = z.strictObject({
  make: z.string().max(200).nullable(),
  model: z.string().max(200).nullable(),
  serial: z.string().max(200).nullable(),
  sizeBytes: z.int().min(0).nullable(),
  fate: z.enum([...DiskVerdict.options, 'unsettled']),
  how: z.enum(['witnessed', 'log']).nullable(),
})
export type DiskFate = z.infer<typeof DiskFate>

const common = {
  /** The machine's, disk's or part's identity across sites. */
  itemId: z.uuid(),
  /** The hashes of its documents that the sender holds, oldest first: its passport. */
  chain: z.array(Sha256).max(200),
  /** A signed work file (transfer/work-file.ts): the unfinished work that moves with it, by SHA-256. */
  work: Sha256.nullable(),
}
export const SlipMachine = z.strictObject({
  what: z.literal('machine'),
  ...common,
  inventoryNumber: z.string().min(1).max(40),
  equipment: EquipmentKind,
  name: z.string().max(200).nullable(),
  serial: z.string().max(200).nullable(),
  stay: z.strictObject({ stayId: z.uuid(), startedAt: Instant }),
  /** The last hardware report of its stay, by SHA-256. */
  report: Sha256.nullable(),
  disks: z.array(DiskFate).max(256),
  reservations: DeclaredText(2000),
  intake: z
    .strictObject({ donor: z.string().max(120), reference: z.string().max(80), receivedOn: z.iso.date() })
    .nullable(),
})
export const SlipDisk = z.strictObject({
  what: z.literal('disk'),
  ...common,
  /** Of the chassis it was taken from; empty where nobody knows. */
  chassis: z.string().max(40),
  disk: DiskFate,
})
export const SlipPart = z.strictObject({
  what: z.literal('part'),
  ...common,
  number: PartNumber,
  kind: PartKind,
  name: z.strictObject({ fr: z.string().min(1).max(300), en: z.string().min(1).max(300) }),
})
export const SlipItem = z.discriminatedUnion('what', [SlipMachine, SlipDisk, SlipPart])
export type SlipItem = z.infer<typeof SlipItem>

/** What stood at the door and on no slip. `itemId` is null where it bears no label of ours. */
export const SurplusItem = z.strictObject({
  itemId: z.uuid().nullable(),
  label: z.string().trim().min(1).max(80),
  note: z.string().max(300),
})
export type SurplusItem = z.infer<typeof SurplusItem>

export const TransferSlipSubject = z.strictObject({
  kind: z.literal('transfer-slip'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.null(),
  ...issuingMembers,
  movement: z.enum(['sent', 'received']),
  /** The sent slip that this one answers; null on a sent slip. */
  answers: z.strictObject({ document: Sha256, number: DocumentNumber }).nullable(),
  sender: Site,
  receiver: Site,
  items: z.array(SlipItem).max(MAXIMUM_SLIP_ITEMS),
  /** On a received slip: what the sent slip lists and nobody found. Identifiers of its items. */
  missing: z.array(z.uuid()).max(MAXIMUM_SLIP_ITEMS),
  surplus: z.array(SurplusItem).max(100),
  carrier: DeclaredText(120),
  notes: DeclaredText(1000),
  issuedBy: PersonCode.nullable(),
})
export type TransferSlipSubject = z.infer<typeof TransferSlipSubject>

export const TransferSlip = securedDocument('transfer-slip', TransferSlipSubject)
export type TransferSlip = z.infer<typeof TransferSlip>
