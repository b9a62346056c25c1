// The transfer slips that the journal holds, own and imported, as the rules of domain/transfer ask for them.
import { knownDocument } from '../../domain/documents/verify.ts'
import type { TransferSlip, TransferSlipSubject } from '../../domain/documents/transfer-slip.ts'
import { answersSlip } from '../../domain/transfer/receiving.ts'
import { heldDocument } from '../vault/issuing.ts'
import type { DocumentRow } from '../vault/ledger.ts'
import type { Vault } from '../vault/vault.ts'

export type HeldSlip = { readonly hash: string; readonly issuer: string; readonly subject: TransferSlipSubject }

/** null where it is not known, or no transfer slip. */
export const slipOf = async (hash: string, vault: Vault): Promise<HeldSlip | null> => {
  const document = knownDocument(await heldDocument(vault, hash))
  if (document?.credentialSubject.kind !== 'transfer-slip') return null
  // The kind of the subject tells which document it is.
  const { issuer, credentialSubject: subject } = document as TransferSlip
  return { hash, issuer: issuer.id, subject }
}

const lists = (row: DocumentRow, wanted: ReadonlySet<string>) => row.itemIds.some((id) => wanted.has(id))

/** The receipts of a sent slip that nobody withdrew, in the order of the journal. */
export const receiptsOf = async (sent: HeldSlip, vault: Vault): Promise<readonly HeldSlip[]> => {
  const { ledger } = vault
  const wanted = new Set(sent.subject.items.map(({ itemId }) => itemId))
  const rows = ledger.documents.filter(
    (row) => row.kind === 'transfer-slip' && lists(row, wanted) && !ledger.isWithdrawn(row),
  )
  const slips = await Promise.all(rows.map(({ hash }) => slipOf(hash, vault)))
  return slips.filter((slip) => slip !== null).filter(({ subject }) => answersSlip(subject, sent.hash))
}
