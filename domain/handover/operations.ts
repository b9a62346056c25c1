// The operations of handing over, bringing back, paying and forgetting.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { JournalHead } from '../journal/frame.ts'
import { HandoverDraft, ReturnDraft } from './draft.ts'
import { HandoverPayment, PublicCount } from './payment.ts'
import { Recipient } from './recipient.ts'

const Issued = z.strictObject({ hash: Sha256, document: z.record(z.string(), z.unknown()), head: JournalHead })
const Appended = z.strictObject({ head: JournalHead })

export const handoverOperations = {
  /** Keeps the person outside the journal, under a key of this handover, and signs the slip. */
  'handovers.handOver': {
    input: z.strictObject({ draft: HandoverDraft, recipient: Recipient }),
    progress: null,
    output: Issued,
  },
  /** Signs the slip of a return and opens the machine's file with a new stay, in one transaction. */
  'handovers.takeBack': { input: z.strictObject({ draft: ReturnDraft }), progress: null, output: Issued },
  /** Who has the machines of these slips; null where the name is gone. `until` is when it goes. */
  'handovers.recipients': {
    input: z.strictObject({ slips: z.array(Sha256).min(1).max(1000) }),
    progress: null,
    output: z.array(
      z.strictObject({ slip: Sha256, recipient: Recipient.nullable(), until: z.iso.datetime().nullable() }),
    ),
  },
  'handovers.pay': {
    input: z.strictObject({ transaction: z.uuid(), payment: HandoverPayment }),
    progress: null,
    output: Appended,
  },
  'handovers.countPublic': {
    input: z.strictObject({ transaction: z.uuid(), count: PublicCount }),
    progress: null,
    output: Appended,
  },
  /** Deletes the key before its time (the person asks for it), under a confirmation `forget-recipient`. */
  'handovers.forget': {
    input: z.strictObject({ slip: Sha256, confirmation: z.uuid() }),
    progress: null,
    output: Appended,
  },
} as const
