// What issuing has in common, whatever the kind of document: its place in the chain, the clock, the confirmations it
// rests on, how others stand; and the signature, checked as a stranger with the evidence would before anything is journalled.
import type { Confirmed } from '../../domain/documents/certificate-parts.ts'
import { type DocumentKind, unsecuredDocument } from '../../domain/documents/document.ts'
import type { CertificateDraft, ErasureCertificateDraft } from '../../domain/documents/draft.ts'
import type { KnownSubject } from '../../domain/documents/known-document.ts'
import { secure } from '../../domain/documents/proof.ts'
import { documentSet, standingOf, type DocumentSet, type StoredDocument } from '../../domain/documents/store.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { ClockState } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import { certificateSubject } from '../../domain/supervision/subject.ts'
import { type DiskIdentity, diskLabel } from '../../domain/erasure/disk-identity.ts'
import { departedReason } from '../../domain/transfer/departure.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import { examineHere } from './held-against-evidence.ts'
import type { ByConfirmation, DocumentEntry, HeldDocument, IssueDeps, IssuingVault } from './issuing-vault.ts'

/** Signs, and checks the result as a stranger would: what would not verify elsewhere is never journalled. */
export const sealed = async (
  draft: { readonly kind: DocumentKind; readonly draftId: string },
  subject: KnownSubject,
  confirmations: string[],
  { vault, sha256, verify, demonstration }: IssueDeps,
): Promise<DocumentEntry> => {
  const validFrom = vault.now()
  const unsecured = unsecuredDocument(draft.kind, {
    draftId: draft.draftId,
    did: vault.did,
    issuerName: vault.settings.organisation.name,
    validFrom,
    subject: demonstration ? { ...subject, demonstration } : subject,
  })
  const sign = (data: Uint8Array) => vault.sign(data)
  const document = await secure(unsecured, { did: vault.did, created: validFrom, sign, sha256 })
  const { verification } = await examineHere(JSON.stringify(document), vault, { sha256, verify })
  if (!verification.holds || verification.hash === null) {
    return refuse(...verification.checks.flatMap(({ reasons }) => reasons))
  }
  return { kind: 'document', v: 1, draftId: draft.draftId, hash: verification.hash, document, confirmations }
}

export const clockOf = (clock: ClockState): 'trusted' | 'declared' =>
  clock.state === 'declared' ? 'declared' : 'trusted'

export const clockReasons = (clock: ClockState): readonly Reason[] =>
  clock.state === 'doubtful' ? [reason('documents.clock-doubtful')] : []

/** What is being found on a disk at this moment may speak against it: the certificate waits for the end of it. */
export const atWorkReasons = (disks: readonly DiskIdentity[], vault: IssuingVault): readonly Reason[] => {
  const disk = disks.find((one) => vault.isAtWorkOn(one))
  return disk === undefined ? [] : [reason('disks.busy', { disk: diskLabel(disk) })]
}

/** Of what left nothing new is said here; what was said before it left may still be corrected. */
export const awayReasons = (
  {
    itemId,
    stayId,
    replaces,
  }: { readonly itemId: string; readonly stayId: string | null; readonly replaces: string | null },
  vault: IssuingVault,
): readonly Reason[] => {
  const departure = replaces === null ? vault.departure(itemId, stayId) : null
  return departure === null ? [] : [departedReason(departure)]
}

/** A transfer slip is about every machine, disk and part that it lists. */
const isAbout = (row: HeldDocument, itemId: string): boolean => row.machineId === itemId || row.itemIds.includes(itemId)

/** The number comes from the journal alone: one more than the highest of this key, whatever anybody asked for. */
export const chainFor = (vault: IssuingVault, machineId: string | null, replaces: string | null) => {
  const own = vault.documents.filter(({ issuer }) => issuer === vault.did)
  const last = own.reduce<HeldDocument | null>(
    (highest, row) => ((row.sequence ?? 0) > (highest?.sequence ?? 0) ? row : highest),
    null,
  )
  const ofMachine = machineId === null ? [] : vault.documents.filter((row) => isAbout(row, machineId))
  return {
    sequence: (last?.sequence ?? 0) + 1,
    previousDocument: last?.hash ?? null,
    machineChain: ofMachine.map(({ hash }) => hash).slice(-200),
    replaces,
  }
}

/**
 * The documents about one machine, its withdrawals too, whose kind this version knows. What the journal holds was
 * verified when it came in.
 */
export const heldDocuments = (vault: IssuingVault, machineId: string): Promise<DocumentSet> =>
  readWhole(
    vault,
    vault.documents.filter((row) => isAbout(row, machineId)),
  )

/** The same of a document that is about no single thing: it, what ends it, and whatever lists one of the things that it lists. */
export const heldAround = (vault: IssuingVault, { hash, itemIds }: HeldDocument): Promise<DocumentSet> => {
  const listed = new Set(itemIds)
  return readWhole(
    vault,
    vault.documents.filter(
      (row) =>
        row.hash === hash ||
        row.withdraws === hash ||
        row.replaces === hash ||
        row.itemIds.some((itemId) => listed.has(itemId)),
    ),
  )
}

const readWhole = async (vault: IssuingVault, rows: readonly HeldDocument[]): Promise<DocumentSet> => {
  const read = await Promise.all(
    rows.map(async ({ hash }) => {
      const parsed = knownDocument(await vault.document(hash))
      return parsed === null ? [] : [{ hash, document: parsed }]
    }),
  )
  return documentSet(read.flat())
}

/** Of this station's own documents about one machine or disk, those that nothing has ended. */
export const standingOwn = (vault: IssuingVault, held: DocumentSet): readonly StoredDocument[] =>
  [...held.values()].filter(
    (stored) => stored.document.issuer.id === vault.did && standingOf(stored, held).state === 'valid',
  )

/** Every report of a stay; refused where one that was named cannot be read any more. */
export const reportsOf = async ({ machineId, stayId }: DiskOwner, vault: IssuingVault) => {
  const named = await vault.reportsOfStay(machineId, stayId)
  const reports = await Promise.all(
    named.map(async ({ hash, source }) => {
      const report = await vault.report(hash)
      return report === null ? null : { hash, source, report }
    }),
  )
  const found = reports.filter((report) => report !== null)
  return found.length === named.length ? found : refuse(reason('documents.report-unavailable'))
}

export const confirmed = <T>(entries: readonly ByConfirmation<T>[], vault: IssuingVault): readonly Confirmed<T>[] =>
  entries.flatMap(({ what, confirmation: id }) => {
    const confirmation = vault.confirmation(id)
    return confirmation === null ? [] : [{ what, confirmation }]
  })

/** null where the draft names none; refused where it names one that was given for something else, or before. */
export const secondPersonOf = async (
  draft: CertificateDraft | ErasureCertificateDraft,
  deps: IssueDeps,
): Promise<Confirmation | null> => {
  if (draft.secondPerson === null) return null
  const about = draft.kind === 'erasure-certificate' ? draft.looseDiskId : draft.machineId
  const confirmation = deps.vault.confirmation(draft.secondPerson)
  const isBound =
    confirmation?.action.kind === 'second-person' &&
    confirmation.operator === draft.operator &&
    confirmation.action.machineId === about &&
    confirmation.action.subject === (await certificateSubject(draft, deps.sha256))
  if (!isBound || deps.vault.isUsed(draft.secondPerson)) return refuse(reason('documents.confirmation-not-for-this'))
  return confirmation
}
