// What a dismantling sheet says: one machine that was taken apart, every disk of its stay with what became of it
// (certified-disk.ts), what was hazardous in it, the fractions it ended in with their codes, the parts kept, and the supervisor who
// signed. No worker's code stands on it. How it is derived from the journal is dismantling-sheet-derivation.ts' business;
// whether its parts agree is dismantling-sheet-consistency.ts'.
//
// `basis` says of each part whether it was measured or a person declared it, as on a certificate.
import { z } from 'zod'
import { AnnexViiAnswer, AnnexViiItem } from '../dismantling/annex-vii.ts'
import { Balance } from '../dismantling/balance.ts'
import { FractionKind, Grams } from '../dismantling/fractions.ts'
import { DismantlingReason } from '../dismantling/order.ts'
import { Protection, Safety } from '../dismantling/sheet-file.ts'
import { WasteCodeText } from '../dismantling/waste-codes.ts'
import { EquipmentKind } from '../machine/equipment.ts'
import { PartKind, PartNumber } from '../parts/part.ts'
import { Basis, CertifiedDisk } from './certified-disk.ts'
import { chainMembers, ConfirmedBy, Instant, issuingMembers, securedDocument, Sha256 } from './document.ts'
import { DeclaredText, ErasureFace, Opening, ReadAt } from './refurbishment-certificate.ts'

const declared = { basis: z.literal('declared') }

/** As a report read it, or as a person read it off the machine. */
const Named = z.strictObject({ basis: Basis, text: z.string().min(1).max(200) })

export const SheetFraction = z.strictObject({
  ...declared,
  fraction: z.uuid(),
  kind: FractionKind,
  /** As the workshop calls it; empty: the kind's own word. */
  name: z.string().max(80),
  /** As the list stood on the sheet's day. */
  code: z.strictObject({
    code: WasteCodeText,
    labelFr: z.string().min(1).max(200),
    labelEn: z.string().max(200),
    edition: z.string().min(1).max(60),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
  }),
  hazardous: z.boolean(),
  grams: Grams,
  container: z.string().max(80),
  outlet: z.string().max(120),
})
export type SheetFraction = z.infer<typeof SheetFraction>

export const SheetPart = z.strictObject({
  ...declared,
  part: z.uuid(),
  number: PartNumber,
  kind: PartKind,
  /** What it is called, in both languages. */
  name: z.strictObject({ fr: z.string().min(1).max(300), en: z.string().min(1).max(300) }),
  grams: z.int().min(1).nullable(),
})
export type SheetPart = z.infer<typeof SheetPart>

export const DismantlingSheetSubject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  kind: z.literal('dismantling-sheet'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.uuid(),
  ...issuingMembers,
  /** The sheet's date where the station stands: that of its codes. */
  day: z.iso.date(),
  machine: z.strictObject({
    inventoryNumber: z.string().min(1).max(40),
    equipment: EquipmentKind,
    stay: z.strictObject({ stayId: z.uuid(), startedAt: Instant }),
    /** SHA-256 of the machine file it was derived from. */
    file: Sha256,
    make: Named.nullable(),
    model: Named.nullable(),
    serial: Named.nullable(),
    reports: z
      .array(z.strictObject({ report: Sha256, takenAt: ReadAt, source: z.enum(['this-machine', 'file']) }))
      .max(50),
  }),
  /** null where the machine was received by itself. */
  intake: z
    .strictObject({
      ...declared,
      intake: z.uuid(),
      donor: z.string().min(1).max(120),
      publicBody: z.boolean(),
      reference: z.string().max(80),
      receivedOn: z.iso.date(),
    })
    .nullable(),
  /** Who sent it to dismantling, and why. */
  order: z.strictObject({
    ...declared,
    order: z.uuid(),
    at: Instant,
    confirmedBy: ConfirmedBy,
  }),
  dismantling: z.strictObject({
    ...declared,
    dismantlingFile: z.uuid(),
    /** SHA-256 of the dismantling file that was signed. */
    file: Sha256,
    reason: DismantlingReason,
    reasonNote: z.string().max(300),
    protection: z.array(Protection).max(3),
    safety: z.array(Safety).max(3),
  }),
  annexVii: z
    .array(
      z.strictObject({
        ...declared,
        item: AnnexViiItem,
        ...AnnexViiAnswer.shape,
        /** Present, and left in a screen that goes whole to an outlet that takes it so. */
        leavesWithTheScreen: z.boolean(),
      }),
    )
    .max(20),
  erasure: ErasureFace,
  /** How many disks were found when it was opened. */
  mediaFound: z.int().min(0).max(64),
  disks: z.array(CertifiedDisk).max(256),
  openings: z.array(Opening).max(50),
  fractions: z.array(SheetFraction).min(1).max(60),
  parts: z.array(SheetPart).max(200),
  balance: Balance,
  collection: z.strictObject({
    ...declared,
    note: z.string().max(60),
    ecoOrganisme: z.string().max(80),
  }),
  notes: DeclaredText(1000),
  /** The supervisor's signature: the only person's code on the sheet. */
  signedBy: ConfirmedBy,
})
export type DismantlingSheetSubject = z.infer<typeof DismantlingSheetSubject>

export const DismantlingSheet = securedDocument('dismantling-sheet', DismantlingSheetSubject)
export type DismantlingSheet = z.infer<typeof DismantlingSheet>
