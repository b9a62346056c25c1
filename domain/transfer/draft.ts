// What is asked of the station to sign a transfer slip: at the sender's what leaves, at the receiver's what arrived. What it
// says of each thing is read from the journal.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { MAXIMUM_SLIP_ITEMS, Site, SurplusItem } from '../documents/transfer-slip.ts'
import { PersonCode } from '../station/station.ts'

export const SentItem = z.strictObject({
  what: z.enum(['machine', 'disk', 'part']),
  itemId: z.uuid(),
  /** SHA-256 of the JCS form of the file that was on screen (machine file, loose disk's, part's): another is refused. */
  fileHash: Sha256,
})
export type SentItem = z.infer<typeof SentItem>

export const TransferDraft = z.strictObject({
  kind: z.literal('transfer-slip'),
  draftId: z.uuid(),
  receiver: Site,
  items: z.array(SentItem).min(1).max(MAXIMUM_SLIP_ITEMS),
  carrier: z.string().trim().max(120),
  notes: z.string().trim().max(1000),
  operator: PersonCode,
})
export type TransferDraft = z.infer<typeof TransferDraft>

export const ReceiptDraft = z.strictObject({
  kind: z.literal('transfer-slip'),
  draftId: z.uuid(),
  /** The sent slip. */
  answers: Sha256,
  /** Those of its items that stand here, by identifier. */
  found: z.array(z.uuid()).max(MAXIMUM_SLIP_ITEMS),
  surplus: z.array(SurplusItem).max(100),
  /** Where loose disks and parts that arrived are put. */
  place: z.string().trim().min(1).max(80),
  notes: z.string().trim().max(1000),
  operator: PersonCode,
})
export type ReceiptDraft = z.infer<typeof ReceiptDraft>
