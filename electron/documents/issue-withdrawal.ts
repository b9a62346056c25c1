// The withdrawal of a draft: only what this station issued, once, and with a confirmation for this very document.
import { confirmedBy, commonMembersOf, operatorFor } from '../../domain/documents/certificate-parts.ts'
import type { WithdrawalDraft } from '../../domain/documents/draft.ts'
import { type DocumentSet, standingDocuments, standingOf, type StoredDocument } from '../../domain/documents/store.ts'
import type { WithdrawalSubject } from '../../domain/documents/withdrawal.ts'
import { withdrawalSubject } from '../../domain/supervision/subject.ts'
import { answersSlip, foundIn, mayAnswer } from '../../domain/transfer/receiving.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import type { DocumentEntry, IssueDeps, IssuingVault } from './issuing-vault.ts'
import { chainFor, clockOf, clockReasons, heldAround, heldDocuments, sealed } from './sealing.ts'

export const withdrawalEntry = async (draft: WithdrawalDraft, deps: IssueDeps): Promise<DocumentEntry> => {
  const { vault } = deps
  const row = vault.documents.find(({ hash }) => hash === draft.document)
  if (row === undefined) return refuse(reason('documents.document-unknown'))
  const held = await (row.machineId === null ? heldAround(vault, row) : heldDocuments(vault, row.machineId))
  const target = held.get(draft.document) ?? refuse(reason('documents.document-unknown'))
  const { number } = target.document.credentialSubject

  const confirmation = vault.confirmation(draft.confirmation)
  const { confirmation: _own, ...unconfirmed } = draft
  const subjectHash = await withdrawalSubject(unconfirmed, deps.sha256)
  const isBound =
    confirmation?.action.kind === 'withdraw-document' &&
    confirmation.operator === draft.operator &&
    confirmation.action.documentHash === draft.document &&
    confirmation.action.subject === subjectHash
  const reasons: Reason[] = [...clockReasons(vault.clock)]
  if (target.document.issuer.id !== vault.did) reasons.push(reason('documents.of-another-station', { number }))
  if (target.document.credentialSubject.kind === 'withdrawal')
    reasons.push(reason('documents.is-withdrawal', { number }))
  if (standingOf(target, held).state === 'withdrawn') reasons.push(reason('documents.already-withdrawn', { number }))
  if (!isBound || vault.isUsed(draft.confirmation)) reasons.push(reason('documents.confirmation-not-for-this'))
  reasons.push(...slipReasons(target, held, vault))
  if (confirmation === null || reasons.length > 0) return refuse(...reasons)

  const chain = chainFor(vault, row.machineId, null)
  const machineChain = chain.machineChain.includes(draft.document) ? chain.machineChain : [draft.document]
  const subject: WithdrawalSubject = {
    kind: 'withdrawal',
    version: 1,
    machineId: row.machineId,
    ...commonMembersOf({ settings: vault.settings, clock: clockOf(vault.clock), chain: { ...chain, machineChain } }),
    withdraws: { document: draft.document, number },
    ...(row.itemIds.length === 0 ? {} : { itemIds: [...row.itemIds] }),
    reason: { basis: 'declared', text: draft.reason },
    requestedBy: operatorFor(draft.operator, vault.settings),
    confirmedBy: confirmedBy(confirmation),
  }
  return sealed(draft, subject, [draft.confirmation], deps)
}

/**
 * A slip that somebody signed for at the other end is no mistake any more; and a receipt opened files that nothing closes. What
 * came back is received again.
 */
const slipReasons = (
  target: StoredDocument,
  held: DocumentSet,
  { isBelieved }: Pick<IssuingVault, 'isBelieved'>,
): readonly Reason[] => {
  const subject = target.document.credentialSubject
  if (subject.kind !== 'transfer-slip') return []
  if (subject.movement === 'received') return [reason('transfer.receipt-stays', { number: subject.number })]
  return standingDocuments(held).flatMap(({ document: { credentialSubject: other, issuer, validFrom } }) => {
    if (other.kind !== 'transfer-slip' || !answersSlip(other, target.hash) || foundIn([other]).size === 0) return []
    const standing = { receiver: subject.receiver, isBelieved: isBelieved({ issuer: issuer.id, issuedAt: validFrom }) }
    return mayAnswer(issuer.id, standing)
      ? [reason('transfer.was-received', { number: subject.number, receipt: other.number })]
      : []
  })
}
