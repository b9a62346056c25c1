// The operations by which machines, loose disks and parts leave for another site, and arrive.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { JournalHead } from '../journal/frame.ts'
import { ReceiptDraft, TransferDraft } from './draft.ts'

const Issued = z.strictObject({ hash: Sha256, document: z.record(z.string(), z.unknown()), head: JournalHead })

export const transferOperations = {
  /** Signs the slip; what it lists is away from then on, and its files here can only be read. */
  'transfers.send': { input: z.strictObject({ draft: TransferDraft }), progress: null, output: Issued },
  /** Signs the receiver's slip and opens the files of what was found, each with a new stay, in one transaction. */
  'transfers.receive': { input: z.strictObject({ draft: ReceiptDraft }), progress: null, output: Issued },
} as const
