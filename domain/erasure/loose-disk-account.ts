// What a loose disk comes to: the settlement that counts, what all evidence says of it, and what is still lacking. The
// rules of one disk are those of a machine's (settlement-doubts.ts, evidence/conclusion.ts); there is only one to count.
import type { Disk, DiskKind } from '../machine/hardware-report.ts'
import type { Stay } from '../machine/machine-file.ts'
import type { ErasureMinimum } from '../station/station.ts'
import { reason, type Reason } from '../words/reason.ts'
import { minimumReason, type DiskAccount } from './accounting.ts'
import {
  diskLabel,
  hasName,
  identityOf,
  isSameNamedDisk,
  sharesName,
  modelSizeKey,
  type DiskIdentity,
} from './disk-identity.ts'
import { bestConclusion } from './evidence/conclusion.ts'
import { findingsHere } from './evidence/doubts.ts'
import type { EvidenceKnown } from './evidence/question.ts'
import type { LooseDisk } from './loose-disk.ts'
import { conclusionOf, settlementDoubts } from './settlement-doubts.ts'
import type { Settlement } from './settlement.ts'
import { meetsMinimum, verdictOf } from './verdict.ts'

export type LooseDiskQuestion = EvidenceKnown & {
  readonly loose: LooseDisk
  /** That of the machine it was taken from, or of its own file. */
  readonly stay: Stay
  /** As they were journalled; those of other disks, machines and stays are left out here. */
  readonly settlements: readonly Settlement[]
  /** null where no report and no reading tells. */
  readonly kind: DiskKind | null
  readonly minimum: ErasureMinimum
  /** ISO 8601. */
  readonly now: string
}

/** A disk without a name is the one of its model and size that was taken out or received. */
const isThisDisk = (one: DiskIdentity, other: DiskIdentity) =>
  hasName(one) || hasName(other)
    ? isSameNamedDisk(one, other)
    : modelSizeKey(one) !== null && modelSizeKey(one) === modelSizeKey(other)

/** What kind of disk it is, by the last report that tells, else by its own file. `reported` oldest first. */
export const kindOfLooseDisk = (loose: LooseDisk, reported: readonly Disk[]): DiskKind | null =>
  reported.findLast((disk) => disk.kind !== null && isSameNamedDisk(identityOf(disk), loose.disk))?.kind ?? loose.kind

/** The account of the one disk; `removed` only says where it came from and settles nothing here. */
export const accountForLooseDisk = (question: LooseDiskQuestion): DiskAccount => {
  const { loose, kind, minimum, unfinished } = question
  const { disk: identity, owner } = loose
  const label = diskLabel(identity)
  const settlement = question.settlements.findLast(
    ({ machineId, stayId, disk, outcome }) =>
      machineId === owner.machineId &&
      stayId === owner.stayId &&
      isThisDisk(disk, identity) &&
      outcome.kind !== 'removed',
  )
  // Settled as something else before it was taken out, it waits all the same.
  const counts = settlement !== undefined && Date.parse(settlement.at) >= Date.parse(loose.since) ? settlement : null
  const given = {
    ...question,
    machineId: owner.machineId,
    identity,
    disk: { kind, external: false, reported: true, found: true },
  }
  const doubts = counts === null ? [] : settlementDoubts(counts, given)
  const verdict = counts === null || doubts.length > 0 ? null : verdictOf(counts)
  const reasons: readonly Reason[] = [
    ...doubts,
    ...(counts === null ? [reason('erasure.disk-unsettled', { disk: label })] : []),
    ...(verdict !== null && !meetsMinimum(verdict, minimum) ? [minimumReason(verdict, label)] : []),
  ]
  return {
    key: loose.id,
    identity,
    label,
    kind,
    external: false,
    seenIn: counts === null ? [] : [{ kind: 'settlement', id: counts.id }],
    inLatestReport: true,
    settlement: counts,
    verdict,
    evidence: findingsHere({ ...question, owner, disk: identity }),
    provable: bestConclusion({ ...question, owner, disk: identity }),
    conclusion: counts === null ? null : conclusionOf(counts, given),
    unfinished: unfinished.findLast(({ disk }) => sharesName(disk, identity)) ?? null,
    explainedBy: null,
    settled: verdict !== null && reasons.length === 0,
    whereabouts: [],
    reasons,
  }
}
