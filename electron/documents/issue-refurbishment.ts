// The refurbishment certificate of a draft: what the journal holds of the machine's stay, judged again.
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import { deriveCertificate } from '../../domain/documents/certificate-derivation.ts'
import type { CertificateDraft } from '../../domain/documents/draft.ts'
import type { DocumentSet } from '../../domain/documents/store.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import type { DiskAttestation } from '../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { partsUnread, readAgainReasons, type ReadMachine } from '../../domain/parts/unread.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import { evidenceOfStay } from './evidence-of-stay.ts'
import type { DocumentEntry, IssueDeps, IssuingVault } from './issuing-vault.ts'
import {
  chainFor,
  clockOf,
  atWorkReasons,
  awayReasons,
  clockReasons,
  confirmed,
  heldDocuments,
  reportsOf,
  sealed,
  secondPersonOf,
  standingOwn,
} from './sealing.ts'

type ReadReport = Awaited<ReturnType<typeof reportsOf>>[number]

export const certificateEntry = async (draft: CertificateDraft, deps: IssueDeps): Promise<DocumentEntry> => {
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
  const owner = { machineId: machine.id, stayId: machine.stay.id }
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
  const derived = deriveCertificate({
    ...(await evidenceOfStay(machine.id, names, vault)),
    machine,
    machineFileHash: fileHash,
    reports,
    settlements,
    attestations,
    announced,
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
    ...awayReasons({ itemId: machine.id, stayId: machine.stay.id, replaces: draft.replaces }, vault),
    ...atWorkReasons(names, vault),
    ...readElsewhereReasons(
      owner,
      reports,
      attestations.map(({ what }) => what),
      vault,
    ),
    ...readAgainReasons(partsUnread(vault.parts, { ...owner, read: lastRead(machine, reports) })),
    ...replacementReasons(draft, machine, vault, held),
  ]
  if (!derived.ok || reasons.length > 0) return refuse(...reasons)
  const confirmations = draft.secondPerson === null ? [] : [draft.secondPerson]
  return sealed(draft, derived.subject, confirmations, deps)
}

/** What another site read says nothing of what stands here: somebody may have opened it since, or on the way. */
const readElsewhereReasons = (
  { machineId, stayId }: DiskOwner,
  reports: readonly ReadReport[],
  attestations: readonly DiskAttestation[],
  vault: IssuingVault,
): readonly Reason[] => {
  const last = reports.at(-1)?.hash
  if (last === undefined || !vault.cameWith(machineId, stayId, last)) return []
  const isLookedAt = attestations.some((one) => one.stayId === stayId && one.reportHash === last)
  return isLookedAt ? [] : [reason('documents.read-elsewhere')]
}

/** The last report that the machine file names, and when it came. */
const lastRead = ({ reports: named }: MachineFile, reports: readonly ReadReport[]): ReadMachine['read'] => {
  const last = named.at(-1)
  const report = reports.find(({ hash }) => hash === last?.hash)?.report
  return last === undefined || report === undefined ? null : { report, addedAt: last.addedAt }
}

/** Those that this version carries. A workshop's own will come from its journal. */
const profiles = [defaultProfile]
const rubrics = [defaultRubric]

/**
 * One stay has one certificate that stands: another must say that it replaces it. What is dismantled, or was sent there, has
 * none: a disk that hands found in it stands in its dismantling file alone.
 */
const replacementReasons = (
  draft: CertificateDraft,
  machine: MachineFile,
  vault: IssuingVault,
  held: DocumentSet,
): readonly Reason[] => {
  const standing = standingOwn(vault, held).filter(
    ({ document: { credentialSubject: subject } }) =>
      subject.kind === 'refurbishment-certificate' && subject.machineId === machine.id,
  )
  const ofThisStay = standing.filter(
    ({ document: { credentialSubject: subject } }) =>
      subject.kind === 'refurbishment-certificate' && subject.machine.stay.stayId === machine.stay.id,
  )
  const sheets = standingOwn(vault, held).flatMap(({ document: { credentialSubject: subject } }) =>
    subject.kind === 'dismantling-sheet' && subject.machine.stay.stayId === machine.stay.id ? [subject] : [],
  )
  if (sheets.length > 0) return sheets.map(({ number }) => reason('documents.machine-dismantled', { number }))
  if (vault.dismantlingOrder({ machineId: machine.id, stayId: machine.stay.id }) !== null)
    return [reason('documents.machine-ordered')]
  if (draft.replaces === null) {
    return ofThisStay.map(({ document }) =>
      reason('documents.already-issued', { number: document.credentialSubject.number }),
    )
  }
  return standing.some(({ hash }) => hash === draft.replaces) ? [] : [reason('documents.replaces-not-standing')]
}
