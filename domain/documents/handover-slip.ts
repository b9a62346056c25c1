// What a handover slip (bon de remise) says: one machine given to a person by a tiers-lieu, or brought back. The person
// stands on it only as an HMAC under a key that can be thrown away (handover/recipient.ts); nothing else of them is here.
import { z } from 'zod'
import { EquipmentKind, InstalledSystem } from '../machine/machine-file.ts'
import { PersonCode } from '../station/station.ts'
import { Grade, GradeAxis } from '../grading/override.ts'
import { chainMembers, DocumentNumber, issuingMembers, securedDocument, Sha256 } from './document.ts'
import { DeclaredText } from './refurbishment-certificate.ts'

const declared = { basis: z.literal('declared') }
export const Cents = z.int().min(0).max(100_000)

export const HandoverSlipSubject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  kind: z.literal('handover-slip'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.uuid(),
  ...issuingMembers,
  movement: z.enum(['handed-over', 'returned']),
  /** The day where the station stands. */
  day: z.iso.date(),
  /** Of a return: the slip by which it was handed over; null where that is not known here. */
  answers: z.strictObject({ document: Sha256, number: DocumentNumber }).nullable(),
  /** HMAC-SHA-256 of what is kept of the person, under this handover's own random key. null on a return. */
  recipientSeal: Sha256.nullable(),
  /** What the person was told: until this day what is kept of them stays readable at the station. null on a return. */
  nameKeptUntil: z.iso.date().nullable(),
  /** A second signature line, *représentant*, without a reason. */
  representativeSigns: z.boolean(),
  machine: z.strictObject({
    inventoryNumber: z.string().min(1).max(40),
    equipment: EquipmentKind,
    name: z.string().max(200).nullable(),
    serial: z.string().max(200).nullable(),
    stay: z.strictObject({ stayId: z.uuid() }).nullable(),
    /** The certificate that the rest is taken from. */
    certificate: z.strictObject({ document: Sha256, number: DocumentNumber }),
    operatingSystem: z.strictObject({ ...declared, ...InstalledSystem.shape }).nullable(),
    grades: z.array(z.strictObject({ axis: GradeAxis, grade: Grade.nullable() })).max(10),
  }),
  accessories: DeclaredText(500),
  /** « éligibilité vérifiée par … le … »; null on a return. */
  eligibility: z.strictObject({ ...declared, checkedBy: PersonCode.nullable(), checkedOn: z.iso.date() }).nullable(),
  /** null on a return. Later years' payments are no part of the slip (handover/payment.ts). */
  contribution: z
    .strictObject({
      ...declared,
      amountCents: Cents,
      received: z.boolean(),
      receipt: z.string().max(60),
      subsidyCents: Cents,
    })
    .nullable(),
  trainingWanted: z.boolean().nullable(),
  helpContact: DeclaredText(300),
  returnPlace: DeclaredText(300),
  /** Of a return: in which state it came back. */
  notes: DeclaredText(1000),
  issuedBy: PersonCode.nullable(),
})
export type HandoverSlipSubject = z.infer<typeof HandoverSlipSubject>

export const HandoverSlip = securedDocument('handover-slip', HandoverSlipSubject)
export type HandoverSlip = z.infer<typeof HandoverSlip>
