// What stands against a proof although the proof is good: something found on the disk later, an erasure that was begun since
// and has no end, sectors that the drive kept from everybody. It counts whether anybody names it or not.
import { type Reason, reason } from '../../words/reason.ts'
import { diskLabel, sharesName, type DiskIdentity } from '../disk-identity.ts'
import type { Finding } from './findings.ts'
import { isFromTheFuture, isUndated } from './doubts.ts'
import {
  findingsAbout,
  isFromHere,
  isReadBack,
  lastOf,
  provesByItself,
  type EvidenceQuestion,
  type UnfinishedErasure,
} from './question.ts'

/** Before the first nwipe whose log is read: a clock that was never set. */
const EARLIEST = Date.parse('2021-01-01T00:00:00Z')

const endOf = (finding: Finding) => Date.parse(finding.endedAt ?? '')

const isPlausible = (finding: Finding, now: string) =>
  !isUndated(finding) && endOf(finding) >= EARLIEST && !isFromTheFuture(finding, now)

/** The station read all of the disk: whatever was there before, it would have seen. */
const isWholeReading = (finding: Finding) => isFromHere(finding) && isReadBack(finding) && provesByItself(finding)

/** Whether it may have happened after the proof. What bears no date may; by its own journal the station knows better. */
const isSince = (against: Finding, proof: Finding, now: string): boolean => {
  const isJournalledLater = against.position !== null && proof.position !== null && against.position > proof.position
  if (isFromHere(against)) {
    if (isFromHere(proof) && against.position !== null && proof.position !== null) return isJournalledLater
    return isJournalledLater || !(endOf(against) < endOf(proof) - proof.slackMs)
  }
  if (!isPlausible(against, now)) return !isWholeReading(proof)
  return endOf(against) + (isFromHere(proof) ? against.slackMs : 0) > endOf(proof)
}

const laterFinding = (proof: Finding, { evidence, disk, link, now }: EvidenceQuestion): Finding | undefined =>
  findingsAbout(evidence, disk, link).findLast(
    (finding) => finding.outcome === 'bad' && finding !== proof && isSince(finding, proof, now),
  )

/** No reading sees hidden sectors: they stand against the disk until it was asked again and hid none. */
const hidingFinding = ({ evidence, disk, link }: EvidenceQuestion): Finding | null => {
  const last = lastOf(findingsAbout(evidence, disk, link).filter(({ hidesSectors }) => hidesSectors !== null))
  return last?.hidesSectors === true ? last : null
}

const unfinishedSince = (proof: Finding, { unfinished, disk }: EvidenceQuestion): UnfinishedErasure | undefined =>
  unfinished.findLast(
    (begun) =>
      sharesName(begun.disk, disk) &&
      (isFromHere(proof) && proof.position !== null
        ? begun.position > proof.position
        : !(Date.parse(proof.startedAt ?? '') - proof.slackMs > Date.parse(begun.startedAt))),
  )

const unfinishedReason = ({ startedAt }: UnfinishedErasure, disk: DiskIdentity) =>
  reason('erasure.unfinished', { disk: diskLabel(disk), at: startedAt })

/** Why a proof does not count any more; empty where nothing stands against it. */
export const standsAgainst = (proof: Finding, question: EvidenceQuestion): readonly Reason[] => {
  const { disk } = question
  const label = diskLabel(disk)
  const begun = unfinishedSince(proof, question)
  if (begun !== undefined) return [unfinishedReason(begun, disk)]
  const hiding = hidingFinding(question)
  if (hiding !== null) return [reason('erasure.sectors-hidden', { disk: label }), ...hiding.reasons]
  const later = laterFinding(proof, question)
  return later === undefined
    ? []
    : [reason('erasure.evidence-refuted', { disk: label, at: later.endedAt ?? '' }), ...later.reasons]
}

/** Why what a person declares to have done at `performedAt` (ISO 8601) cannot stand beside what is known. */
export const standsAgainstDeclaration = (
  performedAt: string,
  { evidence, unfinished, disk }: Pick<EvidenceQuestion, 'evidence' | 'unfinished' | 'disk'>,
): readonly Reason[] => {
  const begun = unfinished.findLast(
    (one) => sharesName(one.disk, disk) && !(Date.parse(performedAt) > Date.parse(one.startedAt)),
  )
  if (begun !== undefined) return [unfinishedReason(begun, disk)]
  const later = findingsAbout(evidence, disk).findLast(
    (finding) => finding.outcome === 'bad' && !(endOf(finding) - finding.slackMs < Date.parse(performedAt)),
  )
  return later === undefined
    ? []
    : [reason('erasure.evidence-refuted', { disk: diskLabel(disk), at: later.endedAt ?? '' }), ...later.reasons]
}
