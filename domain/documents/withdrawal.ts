// What a withdrawal (annulation) says: that a document no longer stands, and why. It deletes nothing; it is a document
// like the others and travels with them.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { chainMembers, ConfirmedBy, DocumentNumber, issuingMembers, securedDocument, Sha256 } from './document.ts'

export const WithdrawalSubject = z.strictObject({
  kind: z.literal('withdrawal'),
  version: z.literal(1),
  ...chainMembers,
  ...issuingMembers,
  withdraws: z.strictObject({ document: Sha256, number: DocumentNumber }),
  /** What the withdrawn document listed, where it was about several machines, disks or parts. */
  itemIds: z.array(z.uuid()).max(500).optional(),
  /** What a person typed. */
  reason: z.strictObject({ basis: z.literal('declared'), text: z.string().min(3).max(500) }),
  requestedBy: PersonCode.nullable(),
  confirmedBy: ConfirmedBy,
})
export type WithdrawalSubject = z.infer<typeof WithdrawalSubject>

export const Withdrawal = securedDocument('withdrawal', WithdrawalSubject)
export type Withdrawal = z.infer<typeof Withdrawal>
