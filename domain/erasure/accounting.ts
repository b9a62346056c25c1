// No disk escapes (DESIGN §4): every disk seen in any report, attestation or evidence of the machine's present stay is
// answered for by name, or the machine is not settled. Which sightings are one disk is sightings.ts' business, what
// speaks against a settlement settlement-doubts.ts'; here the disks are counted and judged.
import { listMayBeShort } from '../machine/completeness.ts'
import type { DiskKind, HardwareReport } from '../machine/hardware-report.ts'
import type { Stay } from '../machine/machine-file.ts'
import { isPlaceholder } from '../machine/placeholders.ts'
import type { ErasureMinimum } from '../station/station.ts'
import type { AnnouncedDisk } from '../transfer/announced.ts'
import { reason, type Reason } from '../words/reason.ts'
import { hasName, diskLabel, identityOf, sharesName, type DiskIdentity } from './disk-identity.ts'
import type { Finding } from './evidence/findings.ts'
import { bestConclusion, type Conclusion } from './evidence/conclusion.ts'
import { findingsHere } from './evidence/doubts.ts'
import type { EvidenceKnown, UnfinishedErasure } from './evidence/question.ts'
import { conclusionOf, settlementDoubts, type SettledDisk } from './settlement-doubts.ts'
import type { AttestationCause, DiskAttestation, Settlement } from './settlement.ts'
import { disksSeen, isExternal, type SeenDisk, type Sighting, type SightingSource } from './sightings.ts'
import { isGone, meetsMinimum, verdictOf, type Verdict } from './verdict.ts'

export type ReportOfStay = { readonly hash: string; readonly report: HardwareReport }

export type AccountingQuestion = EvidenceKnown & {
  readonly machineId: string
  readonly stay: Stay
  /** Of this stay, oldest first: the last shows the machine as it stands. */
  readonly reports: readonly ReportOfStay[]
  /** Those of other machines and stays are left out here, of settlements too. */
  readonly attestations: readonly DiskAttestation[]
  /** As they were journalled, last decided last: a clock that was set back makes no earlier word the last one. */
  readonly settlements: readonly Settlement[]
  /** What stood in the machine when it left the site it came from, by the slip of its arrival; absent where it came by none. */
  readonly announced?: readonly AnnouncedDisk[]
  readonly minimum: ErasureMinimum
  /** ISO 8601. */
  readonly now: string
}

export type DiskAccount = {
  /** Stable from one accounting to the next, for lists. */
  readonly key: string
  readonly identity: DiskIdentity
  readonly label: string
  readonly kind: DiskKind | null
  /** On USB or in a card slot: it may be settled as `foreign`. */
  readonly external: boolean
  readonly seenIn: readonly SightingSource[]
  /** The last report, or the attestation made for it, shows this disk. */
  readonly inLatestReport: boolean
  /** The settlement that counts: the last one. */
  readonly settlement: Settlement | null
  /** null: nothing may be said, for the `reasons`. */
  readonly verdict: Verdict | null
  /** What all evidence says of this disk, as it counts in this stay; and the best that could be settled by it. */
  readonly evidence: readonly Finding[]
  readonly provable: ReturnType<typeof bestConclusion>
  /** What the evidence of the settlement comes to; null where it names none. */
  readonly conclusion: Conclusion | null
  /** An erasure of this disk that was begun, and of which no end is known. */
  readonly unfinished: UnfinishedErasure | null
  /** The attestation in which a person read the names of disks that the report could not tell apart. */
  readonly explainedBy: string | null
  readonly settled: boolean
  /** What is unclear about which disk it is or where it is; empty once it is accounted for, settled or not. */
  readonly whereabouts: readonly Reason[]
  /** All that keeps it from being settled, its whereabouts first. */
  readonly reasons: readonly Reason[]
}

/** A person has to open the machine, and a supervisor confirm what stands in it; `reportHash` is null without a report. */
export type AttestationNeeded = { readonly why: AttestationCause; readonly reportHash: string | null }

export type DiskAccounting = {
  readonly disks: readonly DiskAccount[]
  readonly attestationNeeded: AttestationNeeded | null
  readonly blocking: readonly Reason[]
  readonly settled: boolean
}

const ONE_DAY_MS = 24 * 60 * 60 * 1000

/** A day before the stay or after now is too far from it to show the machine as it stands. */
const isDatedOutside = (takenAt: string, stay: Stay, now: string) =>
  Date.parse(takenAt) < Date.parse(stay.startedAt) - ONE_DAY_MS || Date.parse(takenAt) > Date.parse(now) + ONE_DAY_MS

const machineName = (name: string | null) => {
  const key = (name ?? '').replace(/\s+/g, '').toUpperCase()
  return key === '' || isPlaceholder(key) ? null : key
}

/** Tools write one UUID in two byte orders, so that it speaks only where there are no two serial numbers to compare. */
const isOfAnotherMachine = ({ identity: one }: HardwareReport, { identity: other }: HardwareReport): boolean => {
  for (const member of ['serial', 'uuid'] as const) {
    const [first, second] = [machineName(one[member]), machineName(other[member])]
    if (first !== null && second !== null) return first !== second
  }
  return false
}

const causeOf = (
  latest: ReportOfStay | undefined,
  { reports, stay, now }: AccountingQuestion,
): Exclude<AttestationCause, 'unidentified'> | null => {
  if (latest === undefined) return 'no-report'
  const { sections, disks, storageControllers } = latest.report
  if (listMayBeShort(sections.disks)) return 'incomplete'
  // A stick or a card does not make a machine's disks: without anything inside, somebody has to look.
  if (disks.every((disk) => isExternal({ source: reportSource(latest), identity: identityOf(disk), disk })))
    return 'no-disk'
  if (listMayBeShort(sections.storageControllers)) return 'controller'
  if (storageControllers.some(({ kind, hidesDisks }) => hidesDisks || kind === 'raid' || kind === 'vmd'))
    return 'controller'
  if (isDatedOutside(latest.report.takenAt, stay, now)) return 'report-date'
  return reports.some(({ report }) => isOfAnotherMachine(report, latest.report)) ? 'other-machine' : null
}

const attestationReason = (why: AttestationCause): Reason => {
  switch (why) {
    case 'no-report':
      return reason('erasure.attest-no-report')
    case 'no-disk':
      return reason('erasure.attest-no-disk')
    case 'incomplete':
      return reason('erasure.attest-incomplete')
    case 'controller':
      return reason('erasure.attest-controller')
    case 'unidentified':
      return reason('erasure.attest-unidentified')
    case 'report-date':
      return reason('erasure.attest-report-date')
    case 'other-machine':
      return reason('erasure.attest-other-machine')
  }
}

const reportSource = ({ hash, report }: ReportOfStay): SightingSource => ({
  kind: 'report',
  hash,
  takenAt: report.takenAt,
})

/** What the station saw itself, during this stay. A log that was brought may be of any machine, and shows no disk of this one. */
const isSighting =
  ({ stay }: AccountingQuestion) =>
  ({ source, disk, startedAt }: Finding) =>
    source === 'station' && hasName(disk) && startedAt !== null && Date.parse(startedAt) >= Date.parse(stay.startedAt)

const ownerOf = ({ machineId, stay }: AccountingQuestion) => ({ machineId, stayId: stay.id })

const allSightings = (question: AccountingQuestion): readonly Sighting[] => [
  ...question.reports.flatMap((of) =>
    of.report.disks.map((disk) => ({ source: reportSource(of), identity: identityOf(disk), disk })),
  ),
  ...question.attestations.flatMap(({ id, found }) =>
    found.map((identity): Sighting => ({ source: { kind: 'attestation', id }, identity, disk: null })),
  ),
  ...question.evidence.filter(isSighting(question)).map(({ hash, disk: identity }): Sighting => ({
    source: { kind: 'evidence', hash },
    identity,
    disk: null,
  })),
  ...question.settlements.map(({ id, disk: identity }): Sighting => ({
    source: { kind: 'settlement', id },
    identity,
    disk: null,
  })),
  ...(question.announced ?? []).map(({ slip, identity }): Sighting => ({
    source: { kind: 'slip', hash: slip },
    identity,
    disk: null,
  })),
]

const isReport = (source: SightingSource): source is SightingSource & { kind: 'report' } => source.kind === 'report'

/** `lastOpening`: the attestation made last; a disk that it no longer names was named by mistake. */
const settledDiskOf = (sightings: readonly Sighting[], lastOpening: DiskAttestation | undefined): SettledDisk => {
  const reported = sightings.filter(({ source }) => isReport(source))
  return {
    kind: reported.findLast(({ disk }) => disk?.kind != null)?.disk?.kind ?? null,
    external: reported.length > 0 && reported.every(isExternal),
    reported: reported.length > 0,
    found: sightings.some(({ source }) => source.kind === 'attestation' && source.id === lastOpening?.id),
  }
}

const identityReason = (seen: SeenDisk, label: string): Reason | null => {
  switch (seen.doubt) {
    case null:
      return null
    case 'duplicate':
      return reason('erasure.disk-duplicate', { disk: label })
    case 'contradiction':
      return reason('erasure.disk-contradiction', { disk: label })
    case 'unnamed':
      return reason('erasure.disk-unnamed', { disk: label })
  }
}

export const minimumReason = (verdict: Verdict, label: string): Reason => {
  switch (verdict.kind) {
    case 'verified':
      return reason('erasure.log-not-accepted', { disk: label })
    case 'declared':
      return reason('erasure.declared-not-accepted', { disk: label })
    default:
      return reason('erasure.failed', { disk: label })
  }
}

const judge = (seen: SeenDisk, question: AccountingQuestion, present: ReadonlySet<string>): DiskAccount => {
  const label = diskLabel(seen.identity)
  const facts = settledDiskOf(seen.sightings, question.attestations.at(-1))
  const sources = seen.sightings.map(({ source }) => source)
  const isSeenOtherwise = sources.some(({ kind }) => kind !== 'settlement')
  const inLatestReport = sources.some((source) => present.has(presenceKey(source)))

  const settlements = question.settlements.filter(({ id }) =>
    sources.some((source) => source.kind === 'settlement' && source.id === id),
  )
  const doubtsOf = (settlement: Settlement) =>
    settlementDoubts(settlement, { ...question, identity: seen.identity, disk: facts })
  const [settlement] = settlements
  const doubts = settlement === undefined ? [] : doubtsOf(settlement)
  const identityDoubt = identityReason(seen, label)
  const verdict = settlement === undefined || doubts.length > 0 || identityDoubt !== null ? null : verdictOf(settlement)

  // Taken out, a disk stays out, whatever is done to it afterwards on another bench; until a later report shows it again, or a
  // person who opened the machine found it inside.
  const foundAt = question.attestations.filter(({ id }) =>
    sources.some((source) => source.kind === 'attestation' && source.id === id),
  )
  const lastInside = Math.max(
    ...sources.filter(isReport).map(({ takenAt }) => Date.parse(takenAt)),
    ...foundAt.map(({ at }) => Date.parse(at)),
    -Infinity,
  )
  const wentOut = settlements.some((each) => {
    const said = verdictOf(each)
    return isGone(said) && doubtsOf(each).length === 0 && (said.kind === 'foreign' || Date.parse(each.at) >= lastInside)
  })
  const isBack = verdict !== null && isGone(verdict) && verdict.kind !== 'foreign' && !wentOut

  const whereabouts: readonly Reason[] = [
    ...(identityDoubt === null ? [] : [identityDoubt]),
    ...(isSeenOtherwise && !inLatestReport && !wentOut ? [reason('erasure.disk-missing', { disk: label })] : []),
    ...(isBack ? [reason('erasure.disk-back', { disk: label })] : []),
    ...(!isSeenOtherwise && verdict !== null && !isGone(verdict)
      ? [reason('erasure.disk-never-seen', { disk: label })]
      : []),
  ]
  const reasons: readonly Reason[] = [
    ...whereabouts,
    ...doubts,
    ...(settlement === undefined && identityDoubt === null ? [reason('erasure.disk-unsettled', { disk: label })] : []),
    ...(verdict !== null && !meetsMinimum(verdict, question.minimum) ? [minimumReason(verdict, label)] : []),
  ]
  return {
    key: seen.key,
    identity: seen.identity,
    label,
    kind: facts.kind,
    external: facts.external,
    seenIn: sources,
    inLatestReport,
    settlement: settlement ?? null,
    verdict,
    evidence: findingsHere({ ...question, owner: ownerOf(question), disk: seen.identity }),
    provable: bestConclusion({ ...question, owner: ownerOf(question), disk: seen.identity }),
    conclusion: settlement === undefined ? null : conclusionOf(settlement, { ...question, identity: seen.identity }),
    unfinished: question.unfinished.findLast(({ disk }) => sharesName(disk, seen.identity)) ?? null,
    explainedBy: null,
    settled: verdict !== null && reasons.length === 0,
    whereabouts,
    reasons,
  }
}

const presenceKey = (source: SightingSource) => `${source.kind} ${'hash' in source ? source.hash : source.id}`

/**
 * The attestation whose names stand for the disks that the reports up to its own could not name. It has to name at least
 * as many disks that these reports do not name themselves, each of them well, and it explains nothing that was seen after
 * its report.
 */
const explanation = (
  seen: readonly SeenDisk[],
  question: AccountingQuestion,
): { readonly id: string; readonly explains: ReadonlySet<string> } | null => {
  const doubtful = seen.filter(({ doubt }) => doubt !== null)
  const positionOf = (hash: string | null) => question.reports.findIndex((report) => report.hash === hash)
  for (const attestation of question.attestations.toSorted(
    (one, other) => positionOf(other.reportHash) - positionOf(one.reportHash),
  )) {
    const position = positionOf(attestation.reportHash)
    if (position < 0) continue
    const isCovered = ({ sightings }: SeenDisk) =>
      sightings.every(({ source }) => isReport(source) && positionOf(source.hash) <= position)
    const covered = doubtful.filter(isCovered)
    const wellNamed = seen.filter(
      ({ doubt, sightings }) =>
        doubt === null && sightings.some(({ source }) => source.kind === 'attestation' && source.id === attestation.id),
    )
    // A disk that a report names beside the nameless one is another disk, and explains nothing of it.
    const showing = new Set(covered.flatMap(({ sightings }) => sightings.map(({ source }) => presenceKey(source))))
    const newNames = wellNamed.filter(
      ({ sightings }) => !sightings.some(({ source }) => showing.has(presenceKey(source))),
    )
    const isEnough = wellNamed.length === attestation.found.length && newNames.length >= covered.length
    if (covered.length > 0 && isEnough) return { id: attestation.id, explains: new Set(covered.map(({ key }) => key)) }
  }
  return null
}

/** Answers for every disk of a machine's present stay: what it is, where it was seen, what became of it, what is lacking. */
export const accountForDisks = (given: AccountingQuestion): DiskAccounting => {
  const isOfThisStay = (entry: { readonly machineId: string; readonly stayId: string }) =>
    entry.machineId === given.machineId && entry.stayId === given.stay.id
  const question: AccountingQuestion = {
    ...given,
    attestations: given.attestations.filter(isOfThisStay),
    settlements: given.settlements.filter(isOfThisStay).toReversed(),
  }
  const latest = question.reports.at(-1)
  const latestHash = latest?.hash ?? null
  const ofLatest = question.attestations.filter(({ reportHash }) => reportHash === latestHash)
  const present = new Set([
    ...(latest === undefined ? [] : [presenceKey(reportSource(latest))]),
    ...ofLatest.map(({ id }) => presenceKey({ kind: 'attestation', id })),
  ])

  const seen = disksSeen(allSightings(question))
  const explained = explanation(seen, question)
  const disks = seen.map((disk): DiskAccount => {
    const account = judge(disk, question, present)
    return explained?.explains.has(disk.key) === true
      ? { ...account, explainedBy: explained.id, settled: true, whereabouts: [], reasons: [] }
      : account
  })

  const leavesDoubt = seen.some(({ key, doubt }) => doubt !== null && explained?.explains.has(key) !== true)
  const cause = ofLatest.length > 0 ? null : causeOf(latest, question)
  const why: AttestationCause | null = cause ?? (leavesDoubt ? 'unidentified' : null)
  const attestationNeeded = why === null ? null : { why, reportHash: latestHash }
  const blocking = [
    ...(attestationNeeded === null ? [] : [attestationReason(attestationNeeded.why)]),
    ...disks.flatMap(({ reasons }) => reasons),
  ]
  return {
    disks,
    attestationNeeded,
    blocking,
    settled: attestationNeeded === null && disks.every(({ settled }) => settled),
  }
}
