// What the evidence of one disk comes to, for one stay: `witnessed`, `log`, or nothing, with the reasons. Evidence serves
// one stay, once (DESIGN §4). A doubt is a refusal.
import { type Reason, reason } from '../../words/reason.ts'
import { diskLabel } from '../disk-identity.ts'
import type { ErasureFinding, Finding, ReadBackFinding } from './findings.ts'
import { standsAgainst } from './against.ts'
import { doubtsOf } from './doubts.ts'
import {
  findingsFor,
  isErasure,
  isFromHere,
  isReadBack,
  lastOf,
  provesByItself,
  type EvidenceQuestion,
} from './question.ts'
import { isSameExpectation } from '../read-back/read-back.ts'

export type Conclusion = {
  readonly via: 'witnessed' | 'log' | null
  /** Why it is not `witnessed`; with `via` null, why it is nothing. */
  readonly reasons: readonly Reason[]
  /** What it rests on: the erasure, where one is shown, and the reading back. */
  readonly erasure: ErasureFinding | null
  readonly readBack: ReadBackFinding | null
}

/** What is tried as a proof: how far it would go, and the finding that has to outlast everything against the disk. */
type Candidate = Pick<Conclusion, 'erasure' | 'readBack'> & {
  readonly via: 'witnessed' | 'log'
  readonly proof: Finding
}

const isAfterErasure = (readBack: ReadBackFinding, erasure: ErasureFinding) =>
  Date.parse(readBack.startedAt ?? '') >= Date.parse(erasure.endedAt ?? '') - erasure.slackMs

/**
 * A sample, or random data where it was left, confirms only what this station erased itself: a log that was brought may have
 * been written by hand, samples miss small remains, and an encrypted disk looks random.
 */
const confirms = (readBack: ReadBackFinding, erasure: ErasureFinding) =>
  isFromHere(erasure) &&
  isAfterErasure(readBack, erasure) &&
  erasure.leaves !== null &&
  isSameExpectation(erasure.leaves, readBack.expectation)

const candidatesFrom = (good: readonly Finding[]): readonly Candidate[] => {
  const erasures = good.filter(isErasure)
  const readBacks = good.filter(isReadBack)
  const witnessed = readBacks
    .filter(isFromHere)
    .toReversed()
    .flatMap((readBack): Candidate[] => {
      const before = lastOf(erasures.filter((each) => isAfterErasure(readBack, each)))
      if (provesByItself(readBack)) return [{ via: 'witnessed', proof: readBack, erasure: before, readBack }]
      const erasure = lastOf(erasures.filter((each) => confirms(readBack, each)))
      return erasure === null ? [] : [{ via: 'witnessed', proof: erasure, erasure, readBack }]
    })
  const counted = lastOf(erasures.filter(({ countsBytes, verified }) => countsBytes && verified))
  const brought = lastOf(readBacks.filter(provesByItself))
  return [
    ...witnessed,
    ...(counted === null ? [] : [{ via: 'log' as const, proof: counted, erasure: counted, readBack: null }]),
    ...(brought === null ? [] : [{ via: 'log' as const, proof: brought, erasure: null, readBack: brought }]),
  ]
}

/** For each named piece: the finding that speaks for the disk, or why none does. */
const perPiece = (hash: string, question: EvidenceQuestion): Finding | readonly Reason[] => {
  const { evidence, disk, link } = question
  const label = diskLabel(disk)
  const held = evidence.filter((finding) => finding.hash === hash)
  if (held.length === 0) return [reason('erasure.evidence-unknown', { disk: label })]
  const ofDisk = findingsFor(held, disk, link)
  const last = ofDisk.at(-1)
  if (last === undefined) return [reason('erasure.evidence-of-another-disk', { disk: label })]
  // A log may hold several runs of the disk: one that failed and the one that made it good.
  return lastOf(ofDisk.filter((finding) => doubtsOf(finding, question).length === 0)) ?? doubtsOf(last, question)
}

const isFinding = (piece: Finding | readonly Reason[]): piece is Finding => 'kind' in piece

/**
 * What the named evidence comes to for this disk. Every piece of it has to speak for the disk; what was found against the
 * disk counts whether it was named or not.
 */
export const concludeFrom = (question: EvidenceQuestion): Conclusion => {
  const nothing = (reasons: readonly Reason[]): Conclusion => ({ via: null, reasons, erasure: null, readBack: null })
  const disk = diskLabel(question.disk)
  const pieces = question.named.map((hash) => perPiece(hash, question))
  const doubts = pieces.flatMap((piece) => (isFinding(piece) ? [] : piece))
  if (doubts.length > 0) return nothing(doubts)

  const good = pieces.filter(isFinding)
  const tried = candidatesFrom(good).map((candidate) => ({
    candidate,
    against: standsAgainst(candidate.proof, question),
  }))
  const first = tried.find(({ against }) => against.length === 0)?.candidate
  if (first !== undefined) {
    const { via, erasure, readBack } = first
    return { via, erasure, readBack, reasons: via === 'log' ? [reason('erasure.evidence-only-a-log', { disk })] : [] }
  }
  const [best] = tried
  if (best !== undefined) return nothing(best.against)
  return nothing([
    good.some(isReadBack)
      ? reason('erasure.read-back-needs-erasure', { disk })
      : reason('erasure.evidence-needs-read-back', { disk }),
  ])
}

/**
 * The best that can be concluded for a disk from all that is known of it: the evidence to name, and how far it goes. null
 * where nothing can be.
 */
export const bestConclusion = (
  question: Omit<EvidenceQuestion, 'named' | 'link' | 'settlement'>,
): { readonly named: readonly string[]; readonly conclusion: Conclusion } | null => {
  const asked: EvidenceQuestion = { ...question, link: null, settlement: null, named: [] }
  const usable = findingsFor(question.evidence, question.disk).filter(
    (finding) => doubtsOf(finding, asked).length === 0,
  )
  const tried = candidatesFrom(usable).map(({ erasure, readBack }) => {
    const named = [erasure, readBack].flatMap((finding) => (finding === null ? [] : [finding.hash]))
    return { named, conclusion: concludeFrom({ ...asked, named }) }
  })
  return (
    tried.find(({ conclusion }) => conclusion.via === 'witnessed') ??
    tried.find(({ conclusion }) => conclusion.via === 'log') ??
    null
  )
}
