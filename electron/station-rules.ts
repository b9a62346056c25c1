// What several rooms of the station ask before they act: that it is set up, that a stay is the present one, that a frame
// which stood already said the same.
import { canonical } from '../domain/documents/canonical.ts'
import type { DiskOwner } from '../domain/erasure/disk-job.ts'
import type { Entry, JournalHead } from '../domain/journal/frame.ts'
import type { Stay } from '../domain/machine/machine-file.ts'
import type { StationSettings } from '../domain/station/station.ts'
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

/** The present stay of a machine, or of a disk that came without one; any other is refused. */
export const requireStay = (ledger: Ledger, { machineId, stayId }: DiskOwner): Stay => {
  const machine = ledger.machine(machineId)
  const stay =
    machine === null ? ledger.looseDisk(machineId)?.stay : { id: machine.stayId, startedAt: machine.stayStartedAt }
  if (stay === undefined) return refuse(reason('journal.unknown-machine', { machineId }))
  if (stay.id !== stayId) refuse(reason('journal.other-stay', { machineId }))
  return stay
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
