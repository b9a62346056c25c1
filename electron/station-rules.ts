// What several rooms of the station ask before they act: that it is set up, that a stay is the present one, that a frame
// which stood already said the same.
import { canonical } from '../domain/documents/canonical.ts'
import { type DiskIdentity, sharesName } from '../domain/erasure/disk-identity.ts'
import type { DiskOwner } from '../domain/erasure/disk-job.ts'
import { looseDisks } from '../domain/erasure/loose-disk.ts'
import type { Entry, JournalHead } from '../domain/journal/frame.ts'
import type { Stay } from '../domain/machine/machine-file.ts'
import type { StationSettings } from '../domain/station/station.ts'
import { departedReason } from '../domain/transfer/departure.ts'
import { reason, type Reason } from '../domain/words/reason.ts'
import { refuse, StationError } from './failure.ts'
import type { Appended } from './vault/journal.ts'
import type { Ledger } from './vault/ledger.ts'

/** Fails with `not-set-up`. */
export const requireSettings = (ledger: Ledger): StationSettings => {
  if (ledger.settings === null) {
    throw new StationError('not-set-up', 'The station is not set up', [reason('station.not-set-up')])
  }
  return ledger.settings
}

const presentStay = (ledger: Ledger, machineId: string): Stay => {
  const machine = ledger.machine(machineId)
  const stay =
    machine === null ? ledger.looseDisk(machineId)?.stay : { id: machine.stayId, startedAt: machine.stayStartedAt }
  return stay ?? refuse(reason('journal.unknown-machine', { machineId }))
}

/** What left is only read from then on. `stayId` is a machine's; null for a loose disk or a part. */
export const requireHere = (ledger: Ledger, itemId: string, stayId: string | null): void => {
  const departure = ledger.departure(itemId, stayId)
  if (departure !== null) refuse(departedReason(departure))
}

/** The present stay of a machine, or of a disk that came without one, while it is here; any other is refused. */
export const requireStay = (ledger: Ledger, { machineId, stayId }: DiskOwner): Stay => {
  const stay = presentStay(ledger, machineId)
  if (stay.id !== stayId) refuse(reason('journal.other-stay', { machineId }))
  requireHere(ledger, machineId, stayId)
  return stay
}

/**
 * The stay under which a disk is worked on. One that was taken out waits here under the name of its machine and stay, though
 * that machine left, or came back for another stay since; and it may leave by itself while its machine is here.
 */
export const requireStayOfDisk = (ledger: Ledger, owner: DiskOwner, disk: DiskIdentity): Stay => {
  const { machineId, stayId } = owner
  const settlements = ledger.allSettlements.map(({ what }) => what)
  const loose = looseDisks(settlements, requireSettings(ledger).erasureMinimum, ledger.looseDisks).find(
    (one) => one.fromMachine === machineId && one.fromStay === stayId && sharesName(one.disk, disk),
  )
  if (loose === undefined) return requireStay(ledger, owner)
  requireHere(ledger, loose.id, null)
  const stay = presentStay(ledger, machineId)
  // Of an earlier stay only the day is known on which the disk was taken out.
  return stay.id === stayId ? stay : { id: stayId, startedAt: loose.since }
}

/** Two saves of one revision are a conflict: somebody saved in between. */
export const requireNextRevision = (
  before: { readonly revision: number } | null,
  given: { readonly revision: number },
): void => {
  const expected = (before?.revision ?? 0) + 1
  if (given.revision === expected) return
  throw new StationError('conflict', `Revision ${String(given.revision)} instead of ${String(expected)}`, [
    reason('journal.other-revision', { expected, given: given.revision }),
  ])
}

/** Whose work it is stands in the confirmation too, so that confirming one's own shows. */
export const requireOperator = (confirmed: string | null, operator: string): void => {
  if (confirmed !== operator) refuse(reason('supervision.confirmation-of-other-operator', { operator }))
}

export const headOf = ({ frame, hash }: Appended): JournalHead => ({ position: frame.position, hash })

/** The head after a frame. A transaction that stood already must have said the same; `otherwise` says what it is if not. */
export const headAfter = (appended: Appended, asked: Entry, otherwise: Reason): JournalHead => {
  if (appended.again && canonical(appended.frame.entry) !== canonical(asked)) {
    throw new StationError('conflict', `Transaction ${appended.frame.transaction} was another one`, [otherwise])
  }
  return headOf(appended)
}

/** What a confirmation serves for has its id as transaction: asked again after a crash, it is the same frame. */
export const confirmationUsed = reason('supervision.confirmation-used')
