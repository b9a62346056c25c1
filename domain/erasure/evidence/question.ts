// What is asked of evidence: whether some of it shows, for one disk during one stay, that the data is gone; and all that is
// known beside it. The answer is evidence/conclusion.ts'.
import type { Stay } from '../../machine/machine-file.ts'
import { isSameNamedDisk, sharesName, type DiskIdentity } from '../disk-identity.ts'
import type { DiskOwner } from '../disk-job.ts'
import type { ErasureFinding, Finding, ReadBackFinding } from './findings.ts'

/** Two people say that a log without a serial is of this disk: which of its runs and devices they mean. */
export type EvidenceLink = { readonly hash: string; readonly run: number; readonly device: string }

/** An erasure that the station began and of which no end is known, whoever's disk it was then. */
export type UnfinishedErasure = {
  readonly job: string
  readonly disk: DiskIdentity
  readonly startedAt: string
  /** Of its frame in the journal. */
  readonly position: number
}

/** A settlement rests on a finding of this `usage`. */
export type EvidenceUse = {
  readonly settlement: string
  readonly usage: string
  readonly disk: DiskIdentity
  readonly owner: DiskOwner
}

/** What is known of evidence beside the settlements themselves. */
export type EvidenceKnown = {
  /** What every piece of evidence says that names a disk of this machine, in the order of the journal. */
  readonly evidence: readonly Finding[]
  /** What served already, in the order of the journal. */
  readonly uses: readonly EvidenceUse[]
  readonly unfinished: readonly UnfinishedErasure[]
}

export type EvidenceQuestion = EvidenceKnown & {
  readonly owner: DiskOwner
  /** With everything that is known of it, its size above all. */
  readonly disk: DiskIdentity
  readonly stay: Stay
  /** ISO 8601. */
  readonly now: string
  /** The settlement that asks, where it is journalled: what was used after it takes nothing from it. */
  readonly settlement: string | null
  /** Hashes of the evidence that it shall rest on. */
  readonly named: readonly string[]
  readonly link: EvidenceLink | null
}

export const isErasure = (finding: Finding): finding is ErasureFinding => finding.kind === 'erasure'
export const isReadBack = (finding: Finding): finding is ReadBackFinding => finding.kind === 'read-back'

export const isLinked = ({ place, hash }: Finding, link: EvidenceLink | null): boolean =>
  link !== null && hash === link.hash && place?.run === link.run && place.device === link.device

export const isOfSameStay = (one: DiskOwner, other: DiskOwner): boolean =>
  one.machineId === other.machineId && one.stayId === other.stayId

/** Findings that are of this disk for certain: only they may speak for it. */
export const findingsFor = (
  findings: readonly Finding[],
  disk: DiskIdentity,
  link: EvidenceLink | null = null,
): readonly Finding[] => findings.filter((finding) => isSameNamedDisk(finding.disk, disk) || isLinked(finding, link))

/** Findings that may be of this disk: what one of them says against it counts. */
export const findingsAbout = (
  findings: readonly Finding[],
  disk: DiskIdentity,
  link: EvidenceLink | null = null,
): readonly Finding[] => findings.filter((finding) => sharesName(finding.disk, disk) || isLinked(finding, link))

/** Everywhere, against one value: it needs nothing beside it. A sample, or "no structure", only confirms an erasure. */
export const provesByItself = ({ mode, expectation }: ReadBackFinding): boolean =>
  mode === 'full' &&
  // Of a longer pattern nobody knows what it says.
  (expectation.kind === 'zero' || (expectation.kind === 'pattern' && /^(..)\1*$/.test(expectation.hex)))

/** The later of two by the journal where both stand in it, else by their dates. */
export const lastOf = <F extends Finding>(findings: readonly F[]): F | null =>
  findings.reduce<F | null>((last, each) => (last === null || isLater(each, last) ? each : last), null)

const endOf = (finding: Finding) => Date.parse(finding.endedAt ?? '')
const isLater = (one: Finding, other: Finding) =>
  isFromHere(one) && isFromHere(other) && one.position !== null && other.position !== null
    ? one.position >= other.position
    : !(endOf(one) < endOf(other))

/** The station journals its own work when it ends; what is brought may be older than what stands before it. */
export const isFromHere = ({ source }: Finding): boolean => source === 'station'
