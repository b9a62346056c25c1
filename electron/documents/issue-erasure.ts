// The erasure certificate of a draft: what the journal holds of one loose disk, judged again.
import type { ErasureCertificateDraft } from '../../domain/documents/draft.ts'
import { deriveErasureCertificate } from '../../domain/documents/erasure-certificate-derivation.ts'
import { type LooseDisk, looseDisks } from '../../domain/erasure/loose-disk.ts'
import type { Stay } from '../../domain/machine/machine-file.ts'
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

export const erasureCertificateEntry = async (
  draft: ErasureCertificateDraft,
  deps: IssueDeps,
): Promise<DocumentEntry> => {
  const { vault } = deps
  const loose = looseDiskOf(draft.looseDiskId, vault)
  const { stay, inventoryNumber } = await ownerOf(loose, vault)
  const derived = deriveErasureCertificate({
    ...(await evidenceOfStay(loose.owner.machineId, [loose.disk], vault)),
    loose,
    stay,
    inventoryNumber,
    reports: loose.fromMachine === null ? [] : await reportsOf(loose.owner, vault),
    settlements: confirmed(vault.settlements(loose.owner.machineId), vault),
    secondPerson: await secondPersonOf(draft, deps),
    settings: vault.settings,
    now: vault.now(),
    clock: clockOf(vault.clock),
    chain: chainFor(vault, loose.id, draft.replaces),
    operator: draft.operator,
  })
  const reasons = [
    ...(derived.ok ? [] : derived.reasons),
    ...clockReasons(vault.clock),
    ...awayReasons({ itemId: loose.id, stayId: null, replaces: draft.replaces }, vault),
    ...atWorkReasons([loose.disk], vault),
    ...(await replacementReasons(draft, vault)),
  ]
  if (!derived.ok || reasons.length > 0) return refuse(...reasons)
  return sealed(draft, derived.subject, draft.secondPerson === null ? [] : [draft.secondPerson], deps)
}

const looseDiskOf = (id: string, vault: IssuingVault): LooseDisk => {
  const all = looseDisks(vault.allSettlements, vault.settings.erasureMinimum, vault.looseDisks)
  return all.find((loose) => loose.id === id) ?? refuse(reason('documents.loose-disk-unknown'))
}

/** The stay under which it is settled, and the number of the machine it was taken out of. */
const ownerOf = async (
  { id, owner, fromMachine, since }: LooseDisk,
  vault: IssuingVault,
): Promise<{ readonly stay: Stay; readonly inventoryNumber: string | null }> => {
  if (fromMachine === null) {
    const file = vault.looseDisks.find((each) => each.id === id)
    return file === undefined
      ? refuse(reason('documents.loose-disk-unknown'))
      : { stay: file.stay, inventoryNumber: null }
  }
  const machine = await vault.machineFile(fromMachine)
  if (machine === null) return refuse(reason('documents.machine-unknown'))
  // Of an earlier stay only the day is known on which the disk was taken out: nothing begun before it counts.
  const stay = machine.stay.id === owner.stayId ? machine.stay : { id: owner.stayId, startedAt: since }
  return { stay, inventoryNumber: machine.inventoryNumber }
}

/** One disk has one certificate that stands: another must say that it replaces it. */
const replacementReasons = async (
  { looseDiskId, replaces }: ErasureCertificateDraft,
  vault: IssuingVault,
): Promise<readonly Reason[]> => {
  const standing = standingOwn(vault, await heldDocuments(vault, looseDiskId)).filter(
    ({ document }) => document.credentialSubject.kind === 'erasure-certificate',
  )
  if (replaces !== null)
    return standing.some(({ hash }) => hash === replaces) ? [] : [reason('documents.replaces-not-standing')]
  return standing.map(({ document }) =>
    reason('documents.disk-already-certified', { number: document.credentialSubject.number }),
  )
}
