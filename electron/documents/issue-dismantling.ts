// The dismantling sheet of a draft: what the journal holds of the machine's stay, its disks, its fractions and its parts, judged
// again, under a supervisor's signature for this very draft.
import { hashOf } from '../../domain/documents/canonical.ts'
import { deriveSheet } from '../../domain/documents/dismantling-sheet-derivation.ts'
import type { DismantlingSheetDraft } from '../../domain/documents/draft.ts'
import type { DocumentSet } from '../../domain/documents/store.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { Confirmation } from '../../domain/supervision/confirmation.ts'
import { sheetSubject } from '../../domain/supervision/subject.ts'
import { dayOf } from '../../domain/words/day.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import { zoneMinutes } from '../local-zone.ts'
import { evidenceOfStay } from './evidence-of-stay.ts'
import type { DocumentEntry, IssueDeps, IssuingVault } from './issuing-vault.ts'
import {
  atWorkReasons,
  awayReasons,
  chainFor,
  clockOf,
  clockReasons,
  confirmed,
  heldDocuments,
  reportsOf,
  sealed,
  standingOwn,
} from './sealing.ts'

export const dismantlingSheetEntry = async (draft: DismantlingSheetDraft, deps: IssueDeps): Promise<DocumentEntry> => {
  const { vault } = deps
  const machine = await vault.machineFile(draft.machineId)
  if (machine === null) return refuse(reason('documents.machine-unknown'))
  const owner = { machineId: machine.id, stayId: machine.stay.id }
  const file = vault.dismantlingFile(owner)
  if (file === null) return refuse(reason('documents.sheet-file-unknown'))
  const fileHash = await hashOf(file, deps.sha256)
  if (fileHash !== draft.fileHash) return refuse(reason('documents.sheet-file-changed'))
  const signature = await signatureOf(draft, deps)
  if (vault.isSavedSince(machine.id, draft.confirmation)) return refuse(reason('documents.machine-changed'))

  const reports = await reportsOf(owner, vault)
  const settlements = confirmed(vault.settlements(machine.id), vault)
  const attestations = confirmed(vault.attestations(machine.id), vault)
  const announced = vault.announced(owner)
  const names = [
    ...reports.flatMap(({ report }) => report.disks.map(identityOf)),
    ...settlements.map(({ what }) => what.disk),
    ...attestations.flatMap(({ what }) => what.found),
    ...announced.map(({ identity }) => identity),
  ]
  const order = vault.dismantlingOrder(owner)
  const now = vault.now()
  const derived = deriveSheet({
    ...(await evidenceOfStay(machine.id, names, vault)),
    machine,
    machineFileHash: await hashOf(machine, deps.sha256),
    file,
    fileHash,
    order: confirmed(order === null ? [] : [order], vault)[0] ?? null,
    intake: machine.triage === undefined ? null : vault.intake(machine.triage.intakeId),
    reports,
    settlements,
    attestations,
    announced,
    parts: vault.parts,
    codeChanges: vault.wasteCodeChanges,
    day: dayOf(now, zoneMinutes(new Date(now))),
    signature,
    settings: vault.settings,
    now,
    clock: clockOf(vault.clock),
    chain: chainFor(vault, machine.id, draft.replaces),
  })
  const reasons = [
    ...(derived.ok ? [] : derived.reasons),
    ...clockReasons(vault.clock),
    ...awayReasons({ itemId: machine.id, stayId: machine.stay.id, replaces: draft.replaces }, vault),
    ...atWorkReasons(names, vault),
    ...standingReasons(draft, machine, vault, await heldDocuments(vault, machine.id)),
  ]
  if (!derived.ok || reasons.length > 0) return refuse(...reasons)
  return sealed(draft, derived.subject, [draft.confirmation], deps)
}

/** The supervisor's, given for this very draft and not used before. */
const signatureOf = async (draft: DismantlingSheetDraft, { vault, sha256 }: IssueDeps): Promise<Confirmation> => {
  const confirmation = vault.confirmation(draft.confirmation)
  const { confirmation: _own, ...unsigned } = draft
  const isBound =
    confirmation?.action.kind === 'sign-sheet' &&
    confirmation.operator === draft.operator &&
    confirmation.action.machineId === draft.machineId &&
    confirmation.action.subject === (await sheetSubject(unsigned, sha256))
  if (!isBound || vault.isUsed(draft.confirmation)) return refuse(reason('documents.confirmation-not-for-this'))
  return confirmation
}

/** One stay has one sheet that stands, and a machine that is refurbished is not sorted into fractions. */
const standingReasons = (
  { replaces }: DismantlingSheetDraft,
  { stay }: MachineFile,
  vault: IssuingVault,
  held: DocumentSet,
): readonly Reason[] => {
  const standing = standingOwn(vault, held).flatMap(({ hash, document: { credentialSubject: subject } }) =>
    subject.kind === 'dismantling-sheet' || subject.kind === 'refurbishment-certificate' ? [{ hash, subject }] : [],
  )
  const ofThisStay = standing.filter(({ subject }) => subject.machine.stay.stayId === stay.id)
  const certificates = ofThisStay.filter(({ subject }) => subject.kind === 'refurbishment-certificate')
  const sheets = ofThisStay.filter(({ subject }) => subject.kind === 'dismantling-sheet')
  return [
    ...certificates.map(({ subject }) => reason('documents.certificate-stands', { number: subject.number })),
    ...(replaces === null
      ? sheets.map(({ subject }) => reason('documents.sheet-stands', { number: subject.number }))
      : sheets.some(({ hash }) => hash === replaces)
        ? []
        : [reason('documents.replaces-not-standing')]),
  ]
}
