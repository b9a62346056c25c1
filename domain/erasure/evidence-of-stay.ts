// Which of the evidence that a station holds concerns one machine (or loose disk): what to read, what of it was used, and
// which erasures never came to an end. Both halves put it together here, so that the screen and the certificate rest on the
// same.
import { serialKey, type DiskIdentity } from './disk-identity.ts'
import type { DiskOwner } from './disk-job.ts'
import type { Finding } from './evidence.ts'
import { findingsAbout, type EvidenceKnown, type EvidenceUse } from './evidence-conclusion.ts'
import type { Settlement } from './settlement.ts'

/** Evidence as the journal lists it: `disks` is an index of what it names. */
export type ListedEvidence = {
  readonly hash: string
  readonly owner: DiskOwner | null
  readonly disks: readonly DiskIdentity[]
}

export type BegunErasure = {
  readonly job: string
  readonly disk: DiskIdentity
  readonly at: string
  /** The record of its job, or the word that nothing was written, came after it. */
  readonly ended: boolean
}

/** The serials of these disks, in the form in which two readings are compared. */
const serialsOf = (disks: readonly DiskIdentity[]): ReadonlySet<string> =>
  new Set(disks.map(serialKey).filter((serial) => serial !== null))

/** Made for this machine (or loose disk), naming one of its serials, or naming a disk without one: it may be linked. */
const mayConcern = (evidence: ListedEvidence, machineId: string, serials: ReadonlySet<string>): boolean =>
  evidence.owner?.machineId === machineId ||
  evidence.disks.some((disk) => {
    const serial = serialKey(disk)
    return serial === null || serials.has(serial)
  })

const namedBy = ({ outcome }: Settlement): readonly string[] => (outcome.kind === 'evidence' ? outcome.evidence : [])

/**
 * The evidence to be read for a machine. `disks` are all names under which its disks are known; what its settlements name is
 * read too, whatever it is about. `settlements` are those of every machine, and any that is not journalled yet.
 */
export const evidenceToRead = <Row extends ListedEvidence>(
  rows: readonly Row[],
  about: {
    readonly machineId: string
    readonly disks: readonly DiskIdentity[]
    readonly settlements: readonly Settlement[]
  },
): readonly Row[] => {
  const serials = serialsOf(about.disks)
  const named = new Set(about.settlements.filter(({ machineId }) => machineId === about.machineId).flatMap(namedBy))
  return rows.filter((row) => named.has(row.hash) || mayConcern(row, about.machineId, serials))
}

const usesOf = (settlement: Settlement, findings: readonly Finding[]): readonly EvidenceUse[] => {
  const { id, machineId, stayId, disk, outcome } = settlement
  if (outcome.kind !== 'evidence') return []
  return findingsAbout(findings, disk, outcome.link)
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
  unfinished: begun.filter(({ ended }) => !ended).map(({ job, disk, at }) => ({ job, disk, startedAt: at })),
})
