// Issuing: a draft becomes a document. All that the draft names is read from the journal and judged again with the
// rules of domain/; what these refuse is refused here. The document is numbered, signed, checked as anybody would check
// it and journalled in one frame, and only then answered. What each kind rests on stands in a file of its own.
import type { Output } from '../../domain/contract.ts'
import type { DismantlingSheetSubject } from '../../domain/documents/dismantling-sheet.ts'
import type { Draft } from '../../domain/documents/draft.ts'
import type { ErasureSubject } from '../../domain/documents/erasure-certificate.ts'
import type { JsonObject } from '../../domain/documents/proof.ts'
import type { RefurbishmentSubject } from '../../domain/documents/refurbishment-certificate.ts'
import type { WithdrawalSubject } from '../../domain/documents/withdrawal.ts'
import { reason } from '../../domain/words/reason.ts'
import { StationError } from '../failure.ts'
import { dismantlingSheetEntry } from './issue-dismantling.ts'
import { erasureCertificateEntry } from './issue-erasure.ts'
import { certificateEntry } from './issue-refurbishment.ts'
import { withdrawalEntry } from './issue-withdrawal.ts'
import type { DocumentEntry, IssueDeps } from './issuing-vault.ts'

export type Issued = Output<'documents.issue'>

/**
 * The document of a draft. A draft that was issued already gives the same document; a draft's id on another content is
 * a `conflict`. Throws a StationError: `refused` with every reason found, `locked`, or what appending throws.
 */
export const issue = async (draft: Draft, deps: IssueDeps): Promise<Issued> => {
  const read = await deps.vault.append(draft.draftId, () => entryOf(draft, deps))
  const { entry, position } = read.frame
  if (entry.kind !== 'document' || !isOfDraft(entry.document, draft)) {
    throw new StationError('conflict', 'Another draft had this identifier', [reason('documents.draft-used')])
  }
  return { hash: entry.hash, document: entry.document, head: { position, hash: read.hash } }
}

type Subject = RefurbishmentSubject | ErasureSubject | DismantlingSheetSubject | WithdrawalSubject

/** The journal keeps no drafts: kind and machine (or disk, or withdrawn document) tell whether it was this one. */
const isOfDraft = (document: JsonObject, draft: Draft): boolean => {
  // Our own journal: every document in a frame of this kind was issued here, with one of these subjects.
  const subject = document['credentialSubject'] as Subject
  switch (draft.kind) {
    case 'withdrawal':
      return subject.kind === 'withdrawal' && subject.withdraws.document === draft.document
    case 'erasure-certificate':
      return (
        subject.kind === 'erasure-certificate' &&
        subject.machineId === draft.looseDiskId &&
        subject.replaces === draft.replaces
      )
    case 'dismantling-sheet':
      return (
        subject.kind === 'dismantling-sheet' &&
        subject.machineId === draft.machineId &&
        subject.dismantling.file === draft.fileHash &&
        subject.signedBy.confirmation === draft.confirmation &&
        subject.replaces === draft.replaces
      )
    case 'refurbishment-certificate':
      return (
        subject.kind === 'refurbishment-certificate' &&
        subject.machineId === draft.machineId &&
        subject.machine.file === draft.machineFileHash &&
        subject.replaces === draft.replaces
      )
  }
}

const entryOf = (draft: Draft, deps: IssueDeps): Promise<DocumentEntry> => {
  switch (draft.kind) {
    case 'refurbishment-certificate':
      return certificateEntry(draft, deps)
    case 'erasure-certificate':
      return erasureCertificateEntry(draft, deps)
    case 'dismantling-sheet':
      return dismantlingSheetEntry(draft, deps)
    case 'withdrawal':
      return withdrawalEntry(draft, deps)
  }
}
