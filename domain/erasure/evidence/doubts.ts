// What keeps one finding from speaking for a disk: it is of another disk, file, size or stay, undated, used already, or lacks
// something itself. What was found against the disk otherwise is evidence/against.ts' business.
import type { Stay } from '../../machine/machine-file.ts'
import { type Reason, reason } from '../../words/reason.ts'
import { diskLabel, isSameNamedDisk, type DiskIdentity } from '../disk-identity.ts'
import type { Finding } from './findings.ts'
import {
  findingsAbout,
  isFromHere,
  isLinked,
  isOfSameStay,
  type EvidenceLink,
  type EvidenceQuestion,
} from './question.ts'

const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

/** The latest moment at which it may have begun is before the stay. */
const isBegunBefore = (finding: Finding, stay: Stay) =>
  finding.startedAt !== null && Date.parse(finding.startedAt) + finding.slackMs < Date.parse(stay.startedAt)

/** The earliest moment at which it may have ended is still to come. */
export const isFromTheFuture = (finding: Finding, now: string): boolean =>
  finding.endedAt !== null && Date.parse(finding.endedAt) - finding.slackMs > Date.parse(now) + CLOCK_TOLERANCE_MS

export const isUndated = ({ startedAt, endedAt }: Finding): boolean => startedAt === null || endedAt === null

const isOfAnotherSize = (finding: Finding, disk: DiskIdentity) =>
  finding.disk.sizeBytes !== null && disk.sizeBytes !== null && finding.disk.sizeBytes !== disk.sizeBytes

/** A dock gives every disk in it the same serial: what the station did for one file speaks for that file's disk. */
const isOfAnotherFile = (finding: Finding, { owner }: EvidenceQuestion) =>
  isFromHere(finding) && finding.owner !== null && !isOfSameStay(finding.owner, owner)

/** Of a log without a serial, all but what the link makes up for. */
const lackOf = (finding: Finding, disk: DiskIdentity, link: EvidenceLink | null): readonly Reason[] => {
  if (finding.outcome === 'good' || (isLinked(finding, link) && finding.needsLink)) return []
  return finding.reasons.length > 0
    ? finding.reasons
    : [reason('erasure.evidence-proves-nothing', { disk: diskLabel(disk) })]
}

/** It served another disk, another machine or another stay before. */
const isUsedElsewhere = (finding: Finding, { uses, settlement, owner, disk }: EvidenceQuestion): boolean => {
  const own = settlement === null ? -1 : uses.findIndex((use) => use.settlement === settlement)
  return uses
    .slice(0, own < 0 ? uses.length : own)
    .some((use) => use.usage === finding.usage && !(isOfSameStay(use.owner, owner) && isSameNamedDisk(use.disk, disk)))
}

/** Why this finding does not speak for the disk; empty where it does. */
export const doubtsOf = (finding: Finding, question: EvidenceQuestion): readonly Reason[] => {
  const { disk, stay, now, link } = question
  const label = diskLabel(disk)
  const at = { disk: label, at: finding.startedAt ?? '' }
  return [
    ...lackOf(finding, disk, link),
    ...(isOfAnotherSize(finding, disk) ? [reason('erasure.evidence-of-another-size', { disk: label })] : []),
    ...(isOfAnotherFile(finding, question) ? [reason('erasure.evidence-of-another-file', { disk: label })] : []),
    ...(isUndated(finding) ? [reason('erasure.evidence-undated', { disk: label })] : []),
    ...(isBegunBefore(finding, stay)
      ? [reason('erasure.evidence-before-stay', { ...at, startedAt: stay.startedAt })]
      : []),
    ...(isFromTheFuture(finding, now)
      ? [reason('erasure.evidence-in-future', { disk: label, at: finding.endedAt ?? '' })]
      : []),
    ...(isUsedElsewhere(finding, question) ? [reason('erasure.evidence-used', { disk: label })] : []),
  ]
}

/**
 * All that evidence says of a disk, as it counts here: what is whole in itself and does not speak for the disk in this stay
 * says why.
 */
export const findingsHere = (question: Omit<EvidenceQuestion, 'named' | 'link' | 'settlement'>): readonly Finding[] =>
  findingsAbout(question.evidence, question.disk).map((finding) => {
    if (finding.outcome !== 'good') return finding
    const reasons = doubtsOf(finding, { ...question, named: [], link: null, settlement: null })
    return reasons.length === 0 ? finding : { ...finding, outcome: 'unproven', reasons }
  })
