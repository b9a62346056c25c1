// Issuing: a draft becomes a document. All that the draft names is read from the journal and judged again with the
// rules of domain/; what these refuse is refused here. The document is numbered, signed, checked as anybody would check
// it and journalled in one frame, and only then answered.
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import type { Output } from '../../domain/contract.ts'
import { hashOf, type Sha256Of } from '../../domain/documents/canonical.ts'
import { deriveCertificate, type Confirmed } from '../../domain/documents/certificate-derivation.ts'
import { numberOf, unsecuredDocument } from '../../domain/documents/document.ts'
import type { CertificateDraft, Draft, WithdrawalDraft } from '../../domain/documents/draft.ts'
import { secure, type JsonObject, type VerifySignature } from '../../domain/documents/proof.ts'
import type { RefurbishmentSubject } from '../../domain/documents/refurbishment-certificate.ts'
import { documentSet, standingOf, type StoredDocument } from '../../domain/documents/store.ts'
import { examineText, knownDocument } from '../../domain/documents/verify.ts'
import type { WithdrawalSubject } from '../../domain/documents/withdrawal.ts'
import { confirmedBy, issuingMembersOf, operatorFor } from '../../domain/documents/certificate-parts.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import type { DiskAttestation, Settlement } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { GradeOverride } from '../../domain/grading/override.ts'
import type { Entry, ReadFrame } from '../../domain/journal/frame.ts'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { ClockState, StationSettings } from '../../domain/station/station.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import { certificateSubject, withdrawalSubject } from '../../domain/supervision/subject.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse, StationError } from '../failure.ts'
import { evidenceOfStay, type EvidenceVault } from './evidence-of-stay.ts'

type Later<T> = Promise<T> | T

/** What issuing needs to know of a document that the journal holds. */
export type HeldDocument = {
  readonly hash: string
  readonly issuer: string | null
  readonly sequence: number | null
  readonly machineId: string | null
}

/** A report that some saved revision of a machine file named. */
export type NamedReport = MachineFile['reports'][number]

/** With the identifier of the confirmation that it was journalled under. */
type ByConfirmation<T> = { readonly what: T; readonly confirmation: string }

/** What the vault offers to whoever issues: the journal as it stands, the key's signature, the clock, one append. */
export type IssuingVault = EvidenceVault & {
  readonly did: string
  readonly settings: StationSettings
  readonly clock: ClockState
  /** ISO 8601, UTC. */
  now(): string
  /** The machine file as it was last saved. */
  machineFile(machineId: string): Later<MachineFile | null>
  /**
   * Every report that any saved revision of this machine's file named during this stay, oldest first: a later revision
   * that leaves one out makes no disk disappear.
   */
  reportsOfStay(machineId: string, stayId: string): Later<readonly NamedReport[]>
  /** The report under its hash, checked against that hash; null where it is not there. */
  report(hash: string): Later<HardwareReport | null>
  settlements(machineId: string): readonly ByConfirmation<Settlement>[]
  attestations(machineId: string): readonly ByConfirmation<DiskAttestation>[]
  overrides(machineId: string): readonly ByConfirmation<GradeOverride>[]
  confirmation(id: string): Confirmation | null
  isUsed(confirmation: string): boolean
  /** Every document, own and adopted, in the order in which the journal took them in. */
  readonly documents: readonly HeldDocument[]
  document(hash: string): Later<JsonObject | null>
  /** Ed25519 by the station's key. Throws `locked` while the key is. */
  sign(data: Uint8Array): Uint8Array
  /** One frame. `decide` is asked in its turn; a transaction that stands already is answered without asking. */
  append(transaction: string, decide: () => Promise<Entry>): Promise<ReadFrame>
}

export type IssueDeps = {
  readonly vault: IssuingVault
  readonly sha256: Sha256Of
  readonly verify: VerifySignature
}

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

/** The journal keeps no drafts: kind and machine (or withdrawn document) tell whether it was this one. */
const isOfDraft = (document: JsonObject, draft: Draft): boolean => {
  // Our own journal: every document in a frame of this kind was issued here, with one of these subjects.
  const subject = document['credentialSubject'] as RefurbishmentSubject | WithdrawalSubject
  if (draft.kind === 'withdrawal') {
    return subject.kind === 'withdrawal' && subject.withdraws.document === draft.document
  }
  return (
    subject.kind === 'refurbishment-certificate' &&
    subject.machineId === draft.machineId &&
    subject.machine.file === draft.machineFileHash &&
    subject.replaces === draft.replaces
  )
}

type DocumentEntry = Extract<Entry, { kind: 'document' }>

const entryOf = (draft: Draft, deps: IssueDeps): Promise<DocumentEntry> => {
  switch (draft.kind) {
    case 'refurbishment-certificate':
      return certificateEntry(draft, deps)
    case 'withdrawal':
      return withdrawalEntry(draft, deps)
  }
}

const certificateEntry = async (draft: CertificateDraft, deps: IssueDeps): Promise<DocumentEntry> => {
  const { vault } = deps
  const machine = await vault.machineFile(draft.machineId)
  if (machine === null) return refuse(reason('documents.machine-unknown'))
  const fileHash = await hashOf(machine, deps.sha256)
  if (fileHash !== draft.machineFileHash) return refuse(reason('documents.machine-changed'))

  const rubric = rubrics.find(({ id }) => id === vault.settings.rubricId)
  if (rubric === undefined) return refuse(reason('documents.rubric-unknown', { rubric: vault.settings.rubricId }))
  const { profileId, profileVersion } = machine.checklist
  const profile = profiles.find(({ id, version }) => id === profileId && version === profileVersion)
  if (profile === undefined) return refuse(reason('documents.profile-unknown', { profile: profileId }))

  const held = await heldDocuments(vault, machine.id)
  const reports = await reportsOf(machine, vault)
  const settlements = confirmed(vault.settlements(machine.id), vault)
  const attestations = confirmed(vault.attestations(machine.id), vault)
  const names = [
    ...reports.flatMap(({ report }) => report.disks.map(identityOf)),
    ...settlements.map(({ what }) => what.disk),
    ...attestations.flatMap(({ what }) => what.found),
  ]
  const owner = { machineId: machine.id, stayId: machine.stay.id }
  const derived = deriveCertificate({
    ...(await evidenceOfStay(owner, names, vault)),
    machine,
    machineFileHash: fileHash,
    reports,
    settlements,
    attestations,
    overrides: confirmed(vault.overrides(machine.id), vault),
    secondPerson: await secondPersonOf(draft, deps),
    settings: vault.settings,
    rubric,
    profile,
    now: vault.now(),
    clock: clockOf(vault.clock),
    chain: chainFor(vault, machine.id, draft.replaces),
    operator: draft.operator,
  })
  const reasons = [
    ...(derived.ok ? [] : derived.reasons),
    ...clockReasons(vault.clock),
    ...replacementReasons(draft, machine, vault, held),
  ]
  if (!derived.ok || reasons.length > 0) return refuse(...reasons)
  const confirmations = draft.secondPerson === null ? [] : [draft.secondPerson]
  return sealed(draft, derived.subject, confirmations, deps)
}

/** Those that this version carries. A workshop's own will come from its journal. */
const profiles = [defaultProfile]
const rubrics = [defaultRubric]

const withdrawalEntry = async (draft: WithdrawalDraft, deps: IssueDeps): Promise<DocumentEntry> => {
  const { vault } = deps
  const row = vault.documents.find(({ hash }) => hash === draft.document)
  const held = await heldDocuments(vault, row?.machineId ?? null)
  const target = held.get(draft.document)
  if (target === undefined || row === undefined) return refuse(reason('documents.document-unknown'))
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
  if (confirmation === null || reasons.length > 0) return refuse(...reasons)

  const { sequence, previousDocument, machineChain } = chainFor(vault, row.machineId, null)
  const subject: WithdrawalSubject = {
    kind: 'withdrawal',
    version: 1,
    number: numberOf(vault.settings.code, sequence),
    sequence,
    previousDocument,
    machineId: row.machineId,
    machineChain: machineChain.includes(draft.document) ? [...machineChain] : [draft.document],
    replaces: null,
    clock: clockOf(vault.clock),
    ...issuingMembersOf(vault.settings),
    withdraws: { document: draft.document, number },
    reason: { basis: 'declared', text: draft.reason },
    requestedBy: operatorFor(draft.operator, vault.settings),
    confirmedBy: confirmedBy(confirmation),
  }
  return sealed(draft, subject, [draft.confirmation], deps)
}

/** Signs, and checks the result as a stranger would: what would not verify elsewhere is never journalled. */
const sealed = async (
  draft: Draft,
  subject: RefurbishmentSubject | WithdrawalSubject,
  confirmations: string[],
  { vault, sha256, verify }: IssueDeps,
): Promise<DocumentEntry> => {
  const validFrom = vault.now()
  const unsecured = unsecuredDocument(draft.kind, {
    draftId: draft.draftId,
    did: vault.did,
    issuerName: vault.settings.organisation.name,
    validFrom,
    subject,
  })
  const sign = (data: Uint8Array) => vault.sign(data)
  const document = await secure(unsecured, { did: vault.did, created: validFrom, sign, sha256 })
  const { verification } = await examineText(JSON.stringify(document), { sha256, verify })
  if (!verification.holds || verification.hash === null) {
    return refuse(...verification.checks.flatMap(({ reasons }) => reasons))
  }
  return { kind: 'document', v: 1, draftId: draft.draftId, hash: verification.hash, document, confirmations }
}

const clockOf = (clock: ClockState): 'trusted' | 'declared' => (clock.state === 'declared' ? 'declared' : 'trusted')

const clockReasons = (clock: ClockState): readonly Reason[] =>
  clock.state === 'doubtful' ? [reason('documents.clock-doubtful')] : []

/** The number comes from the journal alone: one more than the highest of this key, whatever anybody asked for. */
const chainFor = (vault: IssuingVault, machineId: string | null, replaces: string | null) => {
  const own = vault.documents.filter(({ issuer }) => issuer === vault.did)
  const last = own.reduce<HeldDocument | null>(
    (highest, row) => ((row.sequence ?? 0) > (highest?.sequence ?? 0) ? row : highest),
    null,
  )
  const ofMachine = machineId === null ? [] : vault.documents.filter((row) => row.machineId === machineId)
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
const heldDocuments = async (
  vault: IssuingVault,
  machineId: string | null,
): Promise<ReadonlyMap<string, StoredDocument>> => {
  const read = await Promise.all(
    vault.documents
      .filter((row) => row.machineId === machineId)
      .map(async ({ hash }) => {
        const parsed = knownDocument(await vault.document(hash))
        return parsed === null ? [] : [{ hash, document: parsed }]
      }),
  )
  return documentSet(read.flat())
}

/** One stay has one certificate that stands: another must say that it replaces it. */
const replacementReasons = (
  draft: CertificateDraft,
  machine: MachineFile,
  vault: IssuingVault,
  held: ReadonlyMap<string, StoredDocument>,
): readonly Reason[] => {
  const standing = [...held.values()].filter(
    (stored) =>
      stored.document.issuer.id === vault.did &&
      stored.document.credentialSubject.kind === 'refurbishment-certificate' &&
      stored.document.credentialSubject.machineId === machine.id &&
      standingOf(stored, held).state === 'valid',
  )
  const ofThisStay = standing.filter(
    ({ document: { credentialSubject: subject } }) =>
      subject.kind === 'refurbishment-certificate' && subject.machine.stay.stayId === machine.stay.id,
  )
  if (draft.replaces === null) {
    return ofThisStay.map(({ document }) =>
      reason('documents.already-issued', { number: document.credentialSubject.number }),
    )
  }
  return standing.some(({ hash }) => hash === draft.replaces) ? [] : [reason('documents.replaces-not-standing')]
}

const reportsOf = async (machine: MachineFile, vault: IssuingVault) => {
  const named = await vault.reportsOfStay(machine.id, machine.stay.id)
  const reports = await Promise.all(
    named.map(async ({ hash, source }) => {
      const report = await vault.report(hash)
      return report === null ? null : { hash, source, report }
    }),
  )
  const found = reports.filter((report) => report !== null)
  return found.length === named.length ? found : refuse(reason('documents.report-unavailable'))
}

const confirmed = <T>(entries: readonly ByConfirmation<T>[], vault: IssuingVault): readonly Confirmed<T>[] =>
  entries.flatMap(({ what, confirmation: id }) => {
    const confirmation = vault.confirmation(id)
    return confirmation === null ? [] : [{ what, confirmation }]
  })

/** null where the draft names none; refused where it names one that was given for something else, or before. */
const secondPersonOf = async (draft: CertificateDraft, deps: IssueDeps): Promise<Confirmation | null> => {
  if (draft.secondPerson === null) return null
  const confirmation = deps.vault.confirmation(draft.secondPerson)
  const isBound =
    confirmation?.action.kind === 'second-person' &&
    confirmation.operator === draft.operator &&
    confirmation.action.machineId === draft.machineId &&
    confirmation.action.subject === (await certificateSubject(draft, deps.sha256))
  if (!isBound || deps.vault.isUsed(draft.secondPerson)) return refuse(reason('documents.confirmation-not-for-this'))
  return confirmation
}
