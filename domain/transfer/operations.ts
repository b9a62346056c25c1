// The operations by which machines, loose disks and parts leave for another site, and arrive.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { MAXIMUM_SLIP_ITEMS, SlipItem } from '../documents/transfer-slip.ts'
import { JournalHead } from '../journal/frame.ts'
import { ReceiptDraft, SentItem, TransferDraft } from './draft.ts'

const Issued = z.strictObject({ hash: Sha256, document: z.record(z.string(), z.unknown()), head: JournalHead })

export const transferOperations = {
  /** What a slip would say of each now, without its passport; what is not known here is left out. Changes nothing. */
  'transfers.preview': {
    input: z.strictObject({ items: z.array(SentItem.omit({ fileHash: true })).max(MAXIMUM_SLIP_ITEMS) }),
    progress: null,
    output: z.strictObject({ items: z.array(SlipItem).max(MAXIMUM_SLIP_ITEMS) }),
  },
  /** Signs the slip; what it lists is away from then on, and its files here can only be read. */
  'transfers.send': { input: z.strictObject({ draft: TransferDraft }), progress: null, output: Issued },
  /** Signs the receiver's slip and opens the files of what was found, each with a new stay, in one transaction. */
  'transfers.receive': { input: z.strictObject({ draft: ReceiptDraft }), progress: null, output: Issued },
} as const
