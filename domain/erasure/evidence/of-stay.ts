// Which of the evidence that a station holds concerns one machine (or loose disk): what to read, what of it was used, and
// which erasures never came to an end. Both halves put it together here, so that the screen and the certificate rest on the
// same.
import { hasName, sharesName, type DiskIdentity } from '../disk-identity.ts'
import type { DiskOwner } from '../disk-job.ts'
import { findingsOf, lostFindings, type Finding, type JudgingClock } from './findings.ts'
import type { EvidenceForm, EvidenceSource } from './form.ts'
import { findingsFor, type EvidenceKnown, type EvidenceUse } from './question.ts'
import type { Settlement } from '../settlement.ts'

/** Evidence as the journal lists it: `disks` is an index of what it names. */
export type ListedEvidence = {
  readonly hash: string
  readonly form: EvidenceForm
  readonly source: EvidenceSource
  readonly position: number
  readonly owner: DiskOwner | null
  readonly disks: readonly DiskIdentity[]
}

export type BegunErasure = {
  readonly job: string
  readonly disk: DiskIdentity
  readonly at: string
  readonly position: number
  /** The record of its job, or the word that nothing was written, came after it. */
  readonly ended: boolean
}

/** Made for this machine (or loose disk), sharing a name with one of its disks, or naming a disk without one: it may be linked. */
const mayConcern = (evidence: ListedEvidence, machineId: string, disks: readonly DiskIdentity[]): boolean =>
  evidence.owner?.machineId === machineId ||
  evidence.disks.some((named) => !hasName(named) || disks.some((disk) => sharesName(named, disk)))

const namedBy = ({ outcome }: Settlement): readonly string[] => (outcome.kind === 'evidence' ? outcome.evidence : [])

/**
 * The evidence to be read for a machine, in the order of the journal. `disks` are all names under which its disks are known;
 * what its settlements name is read too, whatever it is about. `settlements` are those of every machine, and any that is not
 * journalled yet.
 */
export const evidenceToRead = <Row extends ListedEvidence>(
  rows: readonly Row[],
  about: {
    readonly machineId: string
    readonly disks: readonly DiskIdentity[]
    readonly settlements: readonly Settlement[]
  },
): readonly Row[] => {
  const named = new Set(about.settlements.filter(({ machineId }) => machineId === about.machineId).flatMap(namedBy))
  return rows.filter((row) => named.has(row.hash) || mayConcern(row, about.machineId, about.disks))
}

/** What one piece says; `text` is null where its bytes are gone. */
export const findingsIn = (row: ListedEvidence, text: string | null, clock: JudgingClock): readonly Finding[] =>
  text === null ? lostFindings(row, row.disks) : findingsOf({ ...row, text }, clock)

const usesOf = (settlement: Settlement, findings: readonly Finding[]): readonly EvidenceUse[] => {
  const { id, machineId, stayId, disk, outcome } = settlement
  if (outcome.kind !== 'evidence') return []
  return findingsFor(findings, disk, outcome.link)
    .filter(({ hash }) => outcome.evidence.includes(hash))
    .map(({ usage }) => ({ settlement: id, usage, disk, owner: { machineId, stayId } }))
}

/**
 * All that is known beside the settlements. `settlements` are those of every machine and stay, in the order of the journal.
 * An erasure that is still running has no end either: nothing is said of its disk until it has.
 */
export const evidenceKnown = (
  findings: readonly Finding[],
  settlements: readonly Settlement[],
  begun: readonly BegunErasure[],
): EvidenceKnown => ({
  evidence: findings,
  uses: settlements.flatMap((settlement) => usesOf(settlement, findings)),
  unfinished: begun
    .filter(({ ended }) => !ended)
    .map(({ job, disk, at, position }) => ({ job, disk, startedAt: at, position })),
})
