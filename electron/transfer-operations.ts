// The station's operations about what leaves for another site and what arrives: one frame each, which the draft's identifier makes
// the same however often it is asked for. What a slip says is transfers/'.
import type { TransferSlipSubject } from '../domain/documents/transfer-slip.ts'
import type { JournalHead } from '../domain/journal/frame.ts'
import type { transferOperations as operations } from '../domain/transfer/operations.ts'
import { reason } from '../domain/words/reason.ts'
import type { DiskJobs } from './disks/jobs/jobs.ts'
import { cryptography } from './documents/cryptography.ts'
import type { IssueDeps } from './documents/issuing-vault.ts'
import { StationError } from './failure.ts'
import type { Handler } from './station.ts'
import { headOf } from './station-rules.ts'
import { receiptEntry } from './transfers/receiving.ts'
import { previewOf, transferEntry } from './transfers/sending.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Appended } from './vault/journal.ts'
import type { Vault } from './vault/vault.ts'

type TransferHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

export type TransferRooms = { readonly vault: Vault; readonly jobs: DiskJobs; readonly demonstration: boolean }

type Slip = { readonly hash: string; readonly document: Record<string, unknown>; readonly head: JournalHead }

/** A draft's identifier on another content is a conflict: the journal keeps no drafts, so the slip tells which it was. */
const slipOfDraft = (appended: Appended, isIt: (subject: TransferSlipSubject) => boolean): Slip => {
  const { entry } = appended.frame
  if (entry.kind === 'document' || entry.kind === 'arrival') {
    // Our own journal: whatever was journalled under an identifier of these drafts was derived here.
    const subject = entry.document['credentialSubject'] as TransferSlipSubject
    if (subject.kind === 'transfer-slip' && isIt(subject))
      return { hash: entry.hash, document: entry.document, head: headOf(appended) }
  }
  throw new StationError('conflict', 'Another draft had this identifier', [reason('documents.draft-used')])
}

const sameIds = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && new Set([...one, ...other]).size === new Set(one).size

export const transferOperations = ({ vault, jobs, demonstration }: TransferRooms): TransferHandlers => {
  const rooms = (): { readonly station: Vault; readonly deps: IssueDeps } => ({
    station: vault,
    deps: { vault: issuingVault(vault, (disk) => jobs.isAtWorkOn(disk)), demonstration, ...cryptography },
  })
  return {
    'transfers.preview': async ({ items }) => ({ items: [...(await previewOf(items, rooms()))] }),

    'transfers.send': async ({ draft }) => {
      const appended = await vault.journal.append(draft.draftId, () => transferEntry(draft, rooms()))
      const asked = draft.items.map(({ itemId }) => itemId)
      return slipOfDraft(
        appended,
        ({ movement, items }) =>
          movement === 'sent' &&
          sameIds(
            items.map(({ itemId }) => itemId),
            asked,
          ),
      )
    },

    'transfers.receive': async ({ draft }) => {
      const appended = await vault.journal.append(draft.draftId, () => receiptEntry(draft, rooms()))
      return slipOfDraft(appended, ({ answers, items, missing }) => {
        const found = items.map(({ itemId }) => itemId).filter((id) => !missing.includes(id))
        return answers?.document === draft.answers && sameIds(found, draft.found)
      })
    },
  }
}
