// When a machine that has a file here may begin another stay as it is received: the last one came to an end, by a slip or by a
// certificate that stands. A stay whose disks nobody answered for goes on, or they would be forgotten.
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { reason } from '../../domain/words/reason.ts'
import { heldDocuments, standingOwn } from '../documents/sealing.ts'
import { refuse } from '../failure.ts'
import { issuingVault } from '../vault/issuing.ts'
import type { MachineRow } from '../vault/ledger.ts'
import type { Vault } from '../vault/vault.ts'

/** Between the window that begins a stay and the station that takes it. */
const beginningOffAtMost = 5 * 60_000

const isCertified = async (vault: Vault, { id, stayId }: MachineRow): Promise<boolean> => {
  const issuing = issuingVault(vault)
  return standingOwn(issuing, await heldDocuments(issuing, id)).some(
    ({ document: { credentialSubject: subject } }) =>
      subject.kind === 'refurbishment-certificate' && subject.machine.stay.stayId === stayId,
  )
}

/** Refuses a stay that is not the present one of `before`, and may not begin. */
export const requireNewStay = async (vault: Vault, { stay }: MachineFile, before: MachineRow): Promise<void> => {
  const fixed = reason('journal.stay-fixed', { machineId: before.id })
  if (stay.id === before.stayId || vault.ledger.hasStayed(before.id, stay.id)) refuse(fixed)
  if (Math.abs(Date.parse(stay.startedAt) - vault.clock.now().getTime()) > beginningOffAtMost) refuse(fixed)
  const isOver = vault.ledger.departure(before.id, before.stayId) !== null || (await isCertified(vault, before))
  if (!isOver) refuse(fixed)
}
