// What speaks against one settlement: its dates, its method, its disk. A doubt is a refusal: a settlement with one is
// kept in the journal and yields no verdict.
import type { DiskKind } from '../machine/hardware-report.ts'
import type { Stay } from '../machine/machine-file.ts'
import { reason, type Reason } from '../words/reason.ts'
import { hasName, diskLabel, modelSizeKey, type DiskIdentity } from './disk-identity.ts'
import { standsAgainstDeclaration } from './evidence/against.ts'
import { concludeFrom, type Conclusion } from './evidence/conclusion.ts'
import type { EvidenceKnown } from './evidence/question.ts'
import { judgeMethod } from './method.ts'
import type { Settlement } from './settlement.ts'

/** What the reports say of the disk that is settled. */
export type SettledDisk = {
  /** null: no report tells. */
  readonly kind: DiskKind | null
  /** On USB or in a card slot wherever a report showed it. */
  readonly external: boolean
  /** At least one report shows it. */
  readonly reported: boolean
  /** Somebody who opened the machine named it. */
  readonly found: boolean
}

/** A station writes `at` and checks it at once: seconds may pass between, not minutes. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000

const isBefore = (instant: string, limit: string) => Date.parse(instant) < Date.parse(limit)
const isAfter = (instant: string, limit: string) => Date.parse(instant) > Date.parse(limit) + CLOCK_TOLERANCE_MS

const performedAtOf = ({ outcome }: Settlement) =>
  outcome.kind === 'declared' || outcome.kind === 'destroyed' ? outcome.performedAt : null

const dateDoubts = (settlement: Settlement, stay: Stay, now: string, disk: string): Reason[] => {
  const doubts: Reason[] = []
  const performedAt = performedAtOf(settlement)
  if (isBefore(settlement.at, stay.startedAt)) doubts.push(reason('erasure.settled-before-stay', { disk }))
  if (isAfter(settlement.at, now)) doubts.push(reason('erasure.settled-in-future', { disk }))
  if (performedAt !== null && isBefore(performedAt, stay.startedAt))
    doubts.push(reason('erasure.performed-before-stay', { disk, performedAt, startedAt: stay.startedAt }))
  if (performedAt !== null && (isAfter(performedAt, now) || isAfter(performedAt, settlement.at)))
    doubts.push(reason('erasure.performed-in-future', { disk, performedAt }))
  return doubts
}

export type DoubtsGiven = EvidenceKnown & {
  readonly machineId: string
  readonly stay: Stay
  readonly now: string
  /** The disk with everything that is known of it: a settlement that leaves out its size says nothing of its size. */
  readonly identity: DiskIdentity
  readonly disk: SettledDisk
}

/** What the evidence that a settlement names comes to; null where it names none. */
export const conclusionOf = (
  { id, machineId, stayId, outcome }: Settlement,
  { stay, now, identity, evidence, uses, unfinished }: Omit<DoubtsGiven, 'disk'>,
): Conclusion | null =>
  outcome.kind !== 'evidence'
    ? null
    : concludeFrom({
        owner: { machineId, stayId },
        settlement: id,
        disk: identity,
        stay,
        now,
        evidence,
        uses,
        unfinished,
        named: outcome.evidence,
        link: outcome.link,
      })

const outcomeDoubts = (settlement: Settlement, given: DoubtsGiven): readonly Reason[] => {
  const { disk: identity, outcome } = settlement
  const { disk } = given
  const label = diskLabel(identity)
  switch (outcome.kind) {
    case 'declared':
      switch (judgeMethod(disk.kind, outcome.method, outcome.notes)) {
        case 'fits':
          return standsAgainstDeclaration(outcome.performedAt, { ...given, disk: given.identity })
        case 'not-for-medium':
          return disk.kind === null
            ? [reason('erasure.technique-unknown-medium', { disk: label, technique: outcome.method.technique })]
            : [
                reason('erasure.technique-not-for-medium', {
                  disk: label,
                  technique: outcome.method.technique,
                  kind: disk.kind,
                }),
              ]
        case 'category-too-high':
          return [reason('erasure.category-too-high', { disk: label, technique: outcome.method.technique })]
        case 'needs-note':
          return [reason('erasure.purge-needs-note', { disk: label, technique: outcome.method.technique })]
      }
    case 'evidence': {
      const conclusion = conclusionOf(settlement, given)
      if (conclusion === null || conclusion.via === null) return conclusion?.reasons ?? []
      return outcome.via === 'witnessed' && conclusion.via === 'log' ? conclusion.reasons : []
    }
    // What stands inside the machine is of this machine; only what hangs on USB or lies in a card slot may be another's.
    case 'foreign':
      return (disk.reported || disk.found) && !disk.external
        ? [reason('erasure.foreign-but-internal', { disk: label })]
        : []
    case 'destroyed':
    case 'removed':
    case 'failed':
      return []
  }
}

/** Why this settlement is refused; empty where nothing speaks against it. `now` and all dates are ISO 8601 instants. */
export const settlementDoubts = (settlement: Settlement, given: DoubtsGiven): readonly Reason[] => {
  const { disk: identity } = settlement
  const label = diskLabel(identity)
  const isOfThisStay = settlement.machineId === given.machineId && settlement.stayId === given.stay.id
  const isNamed = hasName(identity) || modelSizeKey(identity) !== null
  return [
    ...(isOfThisStay ? [] : [reason('erasure.settlement-of-another-stay', { disk: label })]),
    ...(isNamed ? [] : [reason('erasure.settlement-names-no-disk')]),
    ...dateDoubts(settlement, given.stay, given.now, label),
    ...outcomeDoubts(settlement, given),
  ]
}
