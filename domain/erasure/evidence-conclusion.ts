// What the evidence of one disk comes to, for one stay: `witnessed`, `log`, or nothing, with the reasons. Evidence serves
// one stay, once (DESIGN §4); what was found against the disk later outweighs it. A doubt is a refusal.
import type { Stay } from '../machine/machine-file.ts'
import { type Reason, reason } from '../words/reason.ts'
import { diskLabel, isSameNamedDisk, type DiskIdentity } from './disk-identity.ts'
import type { DiskOwner } from './disk-job.ts'
import type { ErasureFinding, Finding, ReadBackFinding } from './evidence.ts'

/** Two people say that a log without a serial is of this disk: which of its runs and devices they mean. */
export type EvidenceLink = { readonly hash: string; readonly run: number; readonly device: string }

/** An erasure that the station began and of which no end is known, whoever's disk it was then. */
export type UnfinishedErasure = { readonly job: string; readonly disk: DiskIdentity; readonly startedAt: string }

/** A settlement rests on a finding of this `usage`. */
export type EvidenceUse = {
  readonly settlement: string
  readonly usage: string
  readonly disk: DiskIdentity
  readonly owner: DiskOwner
}

/** What is known of evidence beside the settlements themselves. */
export type EvidenceKnown = {
  /** What every piece of evidence says that names a disk of this machine. */
  readonly evidence: readonly Finding[]
  /** What served already, in the order of the journal. */
  readonly uses: readonly EvidenceUse[]
  readonly unfinished: readonly UnfinishedErasure[]
}

export type EvidenceQuestion = EvidenceKnown & {
  readonly owner: DiskOwner
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

export type Conclusion = {
  readonly via: 'witnessed' | 'log' | null
  /** Why it is not `witnessed`; with `via` null, why it is nothing. */
  readonly reasons: readonly Reason[]
  /** What it rests on: the erasure, where one is shown, and the reading back. */
  readonly erasure: ErasureFinding | null
  readonly readBack: ReadBackFinding | null
}

const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

/** The latest moment at which it may have begun is before the stay. */
const isBegunBefore = (finding: Finding, stay: Stay) =>
  finding.startedAt !== null && Date.parse(finding.startedAt) + finding.slackMs < Date.parse(stay.startedAt)

/** The earliest moment at which it may have ended is still to come. */
const isFromTheFuture = (finding: Finding, now: string) =>
  finding.endedAt !== null && Date.parse(finding.endedAt) - finding.slackMs > Date.parse(now) + CLOCK_TOLERANCE_MS

const isUndated = ({ startedAt, endedAt }: Finding) => startedAt === null || endedAt === null

const isOfAnotherSize = (finding: Finding, disk: DiskIdentity) =>
  finding.disk.sizeBytes !== null && disk.sizeBytes !== null && finding.disk.sizeBytes !== disk.sizeBytes

const isLinked = ({ place, hash }: Finding, link: EvidenceLink | null) =>
  link !== null && hash === link.hash && place?.run === link.run && place.device === link.device

/** Of a log without a serial, all but what the link makes up for. */
const lackOf = (finding: Finding, disk: DiskIdentity, link: EvidenceLink | null): readonly Reason[] => {
  if (finding.outcome === 'good' || (isLinked(finding, link) && finding.needsLink)) return []
  return finding.reasons.length > 0
    ? finding.reasons
    : [reason('erasure.evidence-proves-nothing', { disk: diskLabel(disk) })]
}

const isOfSameStay = (one: DiskOwner, other: DiskOwner) =>
  one.machineId === other.machineId && one.stayId === other.stayId

/** It served another disk, another machine or another stay before. */
const isUsedElsewhere = (finding: Finding, { uses, settlement, owner, disk }: EvidenceQuestion): boolean => {
  const own = settlement === null ? -1 : uses.findIndex((use) => use.settlement === settlement)
  return uses
    .slice(0, own < 0 ? uses.length : own)
    .some((use) => use.usage === finding.usage && !(isOfSameStay(use.owner, owner) && isSameNamedDisk(use.disk, disk)))
}

const doubtsOf = (finding: Finding, question: EvidenceQuestion): readonly Reason[] => {
  const { disk, stay, now, link } = question
  const label = diskLabel(disk)
  return [
    ...lackOf(finding, disk, link),
    ...(isOfAnotherSize(finding, disk) ? [reason('erasure.evidence-of-another-size', { disk: label })] : []),
    ...(isUndated(finding) ? [reason('erasure.evidence-undated', { disk: label })] : []),
    ...(isBegunBefore(finding, stay)
      ? [
          reason('erasure.evidence-before-stay', {
            disk: label,
            at: finding.startedAt ?? '',
            startedAt: stay.startedAt,
          }),
        ]
      : []),
    ...(isFromTheFuture(finding, now)
      ? [reason('erasure.evidence-in-future', { disk: label, at: finding.endedAt ?? '' })]
      : []),
    ...(isUsedElsewhere(finding, question) ? [reason('erasure.evidence-used', { disk: label })] : []),
  ]
}

const startOf = (finding: Finding) => Date.parse(finding.startedAt ?? '') + finding.slackMs
const lastOf = <F extends Finding>(findings: readonly F[]): F | null =>
  findings.reduce<F | null>((last, each) => (last === null || startOf(each) >= startOf(last) ? each : last), null)

/** Everywhere, against a value: it needs nothing beside it. A sample, or "no structure", only confirms an erasure. */
const provesByItself = ({ mode, expectation }: ReadBackFinding) => mode === 'full' && expectation.kind !== 'random'

const isAfterErasure = (readBack: ReadBackFinding, erasure: ErasureFinding) =>
  Date.parse(readBack.startedAt ?? '') >= Date.parse(erasure.endedAt ?? '') - erasure.slackMs

/**
 * Random data is looked for only where this station's own erasure left it: an encrypted disk looks the same, and a log that
 * was brought may have been written by hand.
 */
const confirms = (readBack: ReadBackFinding, erasure: ErasureFinding) =>
  isAfterErasure(readBack, erasure) &&
  (readBack.expectation.kind !== 'random' || (erasure.leavesRandom && erasure.source === 'station'))

const isErasure = (finding: Finding): finding is ErasureFinding => finding.kind === 'erasure'
const isReadBack = (finding: Finding): finding is ReadBackFinding => finding.kind === 'read-back'

/** Findings about this disk: by serial or WWN, or by the link that two people made. */
export const findingsAbout = (
  findings: readonly Finding[],
  disk: DiskIdentity,
  link: EvidenceLink | null = null,
): readonly Finding[] => findings.filter((finding) => isSameNamedDisk(finding.disk, disk) || isLinked(finding, link))

/** Nothing dated is later than what bears no date; only the station's own reading of the disk says more. */
const isAfter = (against: Finding, lastGood: Finding) =>
  isUndated(against)
    ? !(lastGood.kind === 'read-back' && lastGood.source === 'station')
    : startOf(against) > Date.parse(lastGood.startedAt ?? '')

/** What was found against the disk after the last thing that speaks for it began. */
const refutationOf = (about: readonly Finding[], lastGood: Finding): Finding | null =>
  about.findLast((finding) => finding.outcome === 'bad' && isAfter(finding, lastGood)) ?? null

/** Sectors that the drive keeps from everybody: no reading sees them, only an erasure that found none hidden. */
const hiddenSectorsOf = (about: readonly Finding[]): Finding | null => {
  const erasures = about.filter(isErasure)
  const hiding = lastOf(erasures.filter(({ hidesSectors }) => hidesSectors))
  if (hiding === null) return null
  return erasures.some((each) => each.outcome === 'good' && startOf(each) > startOf(hiding)) ? null : hiding
}

/** Why nothing that was begun at `instant` may count any more: an erasure was begun since, and has no end. */
export const unfinishedReason = (
  { unfinished, disk }: Pick<EvidenceQuestion, 'unfinished' | 'disk'>,
  instant: string,
  slackMs = 0,
): Reason | null => {
  const since = unfinished.findLast(
    (one) => isSameNamedDisk(one.disk, disk) && Date.parse(one.startedAt) >= Date.parse(instant) - slackMs,
  )
  return since === undefined ? null : reason('erasure.unfinished', { disk: diskLabel(disk), at: since.startedAt })
}

/**
 * What the named evidence comes to for this disk. Every piece of it has to speak for the disk; what was found against the
 * disk since counts whether it was named or not.
 */
export const concludeFrom = (question: EvidenceQuestion): Conclusion => {
  const { disk, named, link, evidence: findings } = question
  const label = diskLabel(disk)
  const nothing = (reasons: readonly Reason[]): Conclusion => ({ via: null, reasons, erasure: null, readBack: null })
  const about = findingsAbout(findings, disk, link)

  const perPiece = named.map((hash) => {
    const held = findings.filter((finding) => finding.hash === hash)
    if (held.length === 0) return { good: null, doubts: [reason('erasure.evidence-unknown', { disk: label })] }
    const ofDisk = about.filter((finding) => finding.hash === hash)
    if (ofDisk.length === 0)
      return { good: null, doubts: [reason('erasure.evidence-of-another-disk', { disk: label })] }
    // A log may hold several runs of the disk: one that failed and the one that made it good.
    const good = lastOf(ofDisk.filter((finding) => doubtsOf(finding, question).length === 0))
    const last = ofDisk.at(-1)
    return { good, doubts: good !== null || last === undefined ? [] : doubtsOf(last, question) }
  })
  const doubts = perPiece.flatMap((piece) => piece.doubts)
  const good = perPiece.flatMap((piece) => (piece.good === null ? [] : [piece.good]))
  const lastGood = lastOf(good)
  if (doubts.length > 0 || lastGood === null) return nothing(doubts)
  const unfinished = unfinishedReason(question, lastGood.startedAt ?? '', lastGood.slackMs)
  if (unfinished !== null) return nothing([unfinished])
  const hiding = hiddenSectorsOf(about)
  if (hiding !== null) return nothing([reason('erasure.sectors-hidden', { disk: label }), ...hiding.reasons])
  const refuted = refutationOf(about, lastGood)
  if (refuted !== null)
    return nothing([
      reason('erasure.evidence-refuted', { disk: label, at: refuted.startedAt ?? '' }),
      ...refuted.reasons,
    ])

  const erasures = good.filter(isErasure)
  const readBacks = good.filter(isReadBack)
  const witnessing = readBacks.filter(({ source }) => source === 'station')
  for (const readBack of witnessing.toReversed()) {
    const erasure = lastOf(erasures.filter((each) => confirms(readBack, each)))
    if (erasure !== null || provesByItself(readBack)) return { via: 'witnessed', reasons: [], erasure, readBack }
  }
  const counted = lastOf(erasures.filter(({ countsBytes, verified }) => countsBytes && verified))
  const brought = lastOf(readBacks.filter(provesByItself))
  if (counted !== null || brought !== null) {
    const only = [reason('erasure.evidence-only-a-log', { disk: label })]
    return { via: 'log', reasons: only, erasure: counted, readBack: brought }
  }
  return nothing([
    readBacks.length > 0
      ? reason('erasure.read-back-needs-erasure', { disk: label })
      : reason('erasure.evidence-needs-read-back', { disk: label }),
  ])
}

/**
 * The best that can be concluded for a disk from all that is known of it: the evidence to name, and how far it goes. null
 * where nothing can be.
 */
export const bestConclusion = (
  question: Omit<EvidenceQuestion, 'named' | 'link' | 'settlement'>,
): { readonly named: readonly string[]; readonly conclusion: Conclusion } | null => {
  const asked = { ...question, link: null, settlement: null }
  const about = findingsAbout(question.evidence, question.disk)
  const isUsable = (finding: Finding) => doubtsOf(finding, { ...asked, named: [] }).length === 0
  const usable = about.filter(isUsable)
  const last = (one: ErasureFinding | ReadBackFinding | null) => (one === null ? [] : [one.hash])
  const erasure = last(lastOf(usable.filter(isErasure)))
  const readBack = last(lastOf(usable.filter(isReadBack)))
  const full = last(lastOf(usable.filter(isReadBack).filter(provesByItself)))
  const tried = [[...erasure, ...readBack], full, erasure]
    .filter((named) => named.length > 0)
    .map((named) => ({ named: [...new Set(named)], conclusion: concludeFrom({ ...asked, named }) }))
  return (
    tried.find(({ conclusion }) => conclusion.via === 'witnessed') ??
    tried.find(({ conclusion }) => conclusion.via === 'log') ??
    null
  )
}
