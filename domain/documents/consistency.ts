// Whether the parts of a document agree with each other: the rules of each kind of document, each a small predicate with
// a name. They are looked at when a document is issued and again whenever one is verified. What all documents have in
// common is consistency-rules.ts', what is said of one disk disk-consistency.ts'.
import type { Reason } from '../words/reason.ts'
import { broken, everyDocument, fine, isAfter, reportToleranceMs, type Rule, when, wrong } from './consistency-rules.ts'
import { diskInconsistencies, disksInconsistencies, instantsOf } from './disk-consistency.ts'
import { type ErasureCertificate, statementOfDisk } from './erasure-certificate.ts'
import type { RefurbishmentCertificate } from './refurbishment-certificate.ts'
import type { Withdrawal } from './withdrawal.ts'

type CertificateRule = Rule<RefurbishmentCertificate>

const subjectIsItsMachine: CertificateRule = ({ credentialSubject: { id, machineId } }) =>
  when(id !== `urn:uuid:${machineId}`, 'machine-differs')

/**
 * Where the clock was declared, it may stand before what was measured under another clock. A report dated wrongly is
 * made up for by a person who opened the machine.
 */
const nothingIsFromTheFuture: CertificateRule = ({ validFrom, credentialSubject: subject }) => {
  if (subject.clock === 'declared') return fine
  const madeUpFor = new Set(subject.openings.map(({ report }) => report))
  const lateReport = subject.machine.reports.find(
    ({ report, takenAt }) => !madeUpFor.has(report) && isAfter(takenAt, validFrom, reportToleranceMs),
  )
  const late =
    lateReport?.takenAt ??
    [
      ...subject.disks.flatMap(instantsOf),
      ...subject.openings.map(({ at }) => at),
      ...(subject.secondPerson === null ? [] : [subject.secondPerson.at]),
    ].find((instant) => isAfter(instant, validFrom))
  return late === undefined ? fine : wrong('from-the-future', { at: late, validFrom })
}

const measurementIsOfANamedReport: CertificateRule = ({ credentialSubject: { machine } }) => {
  const { measurement, reports } = machine
  if (measurement === null) return fine
  const named = reports.find(({ report }) => report === measurement.report)
  return when(named?.takenAt !== measurement.takenAt, 'measurement-without-report')
}

const memoryAddsUp: CertificateRule = ({ credentialSubject: { machine } }) => {
  const memory = machine.measurement?.memory
  if (memory?.totalBytes == null) return fine
  const sizes = memory.modules.map(({ sizeBytes }) => sizeBytes)
  if (sizes.length === 0 || sizes.includes(null)) return fine
  const sum = sizes.reduce<number>((total, size) => total + (size ?? 0), 0)
  return when(sum !== memory.totalBytes, 'memory-sum', { sum, total: memory.totalBytes })
}

/** Within one point and a half: the capacities beside it are rounded. */
const batteryHealthFollows: CertificateRule = ({ credentialSubject: { machine } }) =>
  (machine.measurement?.batteries ?? []).flatMap(({ healthPercent, fullWh, designWh, fullMah, designMah }) => {
    const share = fullWh !== null && designWh !== null ? fullWh / designWh : ratio(fullMah, designMah)
    if (share === null || healthPercent === null) return []
    return when(Math.abs(Math.min(100, share * 100) - healthPercent) > 1.5, 'battery-health', {
      health: healthPercent,
      computed: Math.round(share * 100),
    })
  })
const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null ? null : part / whole

const disksAgree: CertificateRule = ({ credentialSubject: { disks, erasure } }) => disksInconsistencies(disks, erasure)

/** A machine with neither measurement nor opening has disks that nobody looked for. */
const somebodyLookedForDisks: CertificateRule = ({ credentialSubject: { machine, openings } }) =>
  when(machine.measurement === null && openings.length === 0, 'disks-not-looked-for')

const gradesFollowTheirReasons: CertificateRule = ({ credentialSubject: { grading } }) => [
  ...when(new Set(grading.grades.map(({ axis }) => axis)).size !== grading.grades.length, 'grade-twice'),
  ...grading.grades.flatMap(({ axis, grade, byRubric, override }) => {
    const follows = override === null ? grade === byRubric : override.to === grade && override.from === byRubric
    return when(!follows, 'grade-differs', { axis })
  }),
]

const testsAreNamedOnce: CertificateRule = ({ credentialSubject: { checklist } }) =>
  when(new Set(checklist.tests.map(({ step }) => step)).size !== checklist.tests.length, 'test-twice')

const everyCertificate: readonly CertificateRule[] = [
  subjectIsItsMachine,
  nothingIsFromTheFuture,
  measurementIsOfANamedReport,
  memoryAddsUp,
  batteryHealthFollows,
  disksAgree,
  somebodyLookedForDisks,
  gradesFollowTheirReasons,
  testsAreNamedOnce,
]

type ErasureRule = Rule<ErasureCertificate>

const subjectIsItsDisk: ErasureRule = ({ credentialSubject: { id, machineId } }) =>
  when(id !== `urn:uuid:${machineId}`, 'loose-disk-differs')

const statementSaysWhatTheDiskSays: ErasureRule = ({ credentialSubject: { erasure, disk } }) =>
  when(statementOfDisk(disk) !== erasure.statement, 'erasure-statement', { said: erasure.statement })

const theDiskAgrees: ErasureRule = ({ credentialSubject: { disk, erasure } }) =>
  diskInconsistencies(disk, erasure.minimum)

const nothingLooseIsFromTheFuture: ErasureRule = ({ validFrom, credentialSubject: subject }) => {
  if (subject.clock === 'declared') return fine
  const late = [
    ...instantsOf(subject.disk),
    subject.origin.since,
    ...(subject.secondPerson === null ? [] : [subject.secondPerson.at]),
  ].find((instant) => isAfter(instant, validFrom))
  return late === undefined ? fine : wrong('from-the-future', { at: late, validFrom })
}

/** It came or was taken out first, and was settled then. */
const settledDuringTheStay: ErasureRule = ({ credentialSubject: { disk, stay, origin } }) =>
  when(isAfter(stay.startedAt, origin.since) || isAfter(origin.since, disk.settledAt), 'loose-disk-times')

const everyErasureCertificate: readonly ErasureRule[] = [
  subjectIsItsDisk,
  statementSaysWhatTheDiskSays,
  theDiskAgrees,
  nothingLooseIsFromTheFuture,
  settledDuringTheStay,
]

const withdrawsSomethingElse: Rule<Withdrawal> = ({ credentialSubject: { withdraws, number, machineChain } }) => [
  ...when(withdraws.number === number, 'withdraws-itself'),
  ...when(!machineChain.includes(withdraws.document), 'withdraws-outside-chain'),
]

export const certificateInconsistencies = (certificate: RefurbishmentCertificate): readonly Reason[] => [
  ...broken(everyDocument, certificate),
  ...broken(everyCertificate, certificate),
]

export const erasureCertificateInconsistencies = (certificate: ErasureCertificate): readonly Reason[] => [
  ...broken(everyDocument, certificate),
  ...broken(everyErasureCertificate, certificate),
]

export const withdrawalInconsistencies = (withdrawal: Withdrawal): readonly Reason[] => [
  ...broken(everyDocument, withdrawal),
  ...withdrawsSomethingElse(withdrawal),
]
