// Which of the evidence that a station holds concerns one machine's stay: what to read, what of it was used already, and
// which erasures never came to an end. Both halves ask it, so that the screen and the certificate rest on the same.
import { isSameNamedDisk, serialKey, type DiskIdentity } from './disk-identity.ts'
import type { DiskOwner } from './disk-job.ts'
import type { Finding } from './evidence.ts'
import { findingsAbout, type UnfinishedErasure } from './evidence-conclusion.ts'
import type { Settlement } from './settlement.ts'

/** Evidence as the journal lists it: `disks` is an index of what it names. */
export type ListedEvidence = {
  readonly hash: string
  readonly owner: DiskOwner | null
  readonly disks: readonly DiskIdentity[]
}

export type BegunErasure = {
  readonly job: string
  readonly owner: DiskOwner
  readonly disk: DiskIdentity
  readonly at: string
  /** Of its frame in the journal. */
  readonly position: number
  /** Evidence of its job, or the word that nothing was written, came after it. */
  readonly ended: boolean
}

export type PlacedSettlement = { readonly settlement: Settlement; readonly position: number }

/** The serials of these disks, in the form in which two readings are compared. */
export const serialsOf = (disks: readonly DiskIdentity[]): ReadonlySet<string> =>
  new Set(disks.map(serialKey).filter((serial) => serial !== null))

/** Made for this machine (or loose disk), naming one of its serials, or naming a disk without one: it may be linked. */
export const mayConcern = (evidence: ListedEvidence, machineId: string, serials: ReadonlySet<string>): boolean =>
  evidence.owner?.machineId === machineId ||
  evidence.disks.some((disk) => {
    const serial = serialKey(disk)
    return serial === null || serials.has(serial)
  })

const isOfStay = (owner: DiskOwner, one: { readonly machineId: string; readonly stayId: string }) =>
  owner.machineId === one.machineId && owner.stayId === one.stayId

/** `usage` of the findings on which settlements of other machines and stays rest. */
export const usedElsewhere = (
  findings: readonly Finding[],
  settlements: readonly Settlement[],
  owner: DiskOwner,
): ReadonlySet<string> =>
  new Set(
    settlements
      .filter((settlement) => !isOfStay(owner, settlement))
      .flatMap(({ disk, outcome }) =>
        outcome.kind === 'evidence'
          ? findingsAbout(findings, disk, outcome.link).filter(({ hash }) => outcome.evidence.includes(hash))
          : [],
      )
      .map(({ usage }) => usage),
  )

/** Erasures of this stay that were begun and have no end; `running` are the jobs that still go on. */
export const unfinishedErasures = (
  begun: readonly BegunErasure[],
  settlements: readonly PlacedSettlement[],
  owner: DiskOwner,
  running: ReadonlySet<string> = new Set(),
): readonly UnfinishedErasure[] =>
  begun
    .filter((one) => !one.ended && isOfStay(owner, one.owner) && !running.has(one.job))
    .map(({ job, disk, at, position }) => ({
      job,
      disk,
      startedAt: at,
      precededBy: settlements
        .filter(
          ({ settlement, position: of }) =>
            of < position && isOfStay(owner, settlement) && isSameNamedDisk(settlement.disk, disk),
        )
        .map(({ settlement }) => settlement.id),
    }))
