// Whether the parts of a document agree with each other. A signature says who wrote it, not that it makes sense: these
// rules are looked at when a document is issued and again whenever one is verified, each a small predicate with a name.
import { type Reason, reason } from '../words/reason.ts'
import { numberOf } from './document.ts'
import { type CertifiedDisk, faceOf, type RefurbishmentCertificate } from './refurbishment-certificate.ts'
import type { Withdrawal } from './withdrawal.ts'

/** A rule answers what is wrong; nothing is the good answer. */
type Rule<Document> = (document: Document) => readonly Reason[]
type AnyDocument = RefurbishmentCertificate | Withdrawal

const wrong = (code: string, params: Reason['params'] = {}): readonly Reason[] => [reason(`documents.${code}`, params)]
const fine: readonly Reason[] = []
const when = (isWrong: boolean, code: string, params: Reason['params'] = {}) => (isWrong ? wrong(code, params) : fine)

/** As in erasure/: a station writes a time and checks it at once; a machine that is read has a clock of its own. */
const stationToleranceMs = 5 * 60 * 1000
const reportToleranceMs = 24 * 60 * 60 * 1000
const isAfter = (one: string, other: string, toleranceMs = stationToleranceMs) =>
  Date.parse(one) > Date.parse(other) + toleranceMs

const numberIsOfStationAndSequence: Rule<AnyDocument> = ({ credentialSubject: subject }) =>
  when(subject.number !== numberOf(subject.station.code, subject.sequence), 'number-differs', {
    number: subject.number,
    expected: numberOf(subject.station.code, subject.sequence),
  })

/** A first document may name another chain's head (a backup was restored); a later one always has one before it. */
const laterDocumentNamesTheOneBefore: Rule<AnyDocument> = ({ credentialSubject: subject }) =>
  when(subject.sequence > 1 && subject.previousDocument === null, 'previous-missing', { number: subject.number })

const chainNamesEachOnce: Rule<AnyDocument> = ({ credentialSubject: { machineChain } }) =>
  when(new Set(machineChain).size !== machineChain.length, 'chain-repeats')

const replacesOneOfItsMachine: Rule<AnyDocument> = ({ credentialSubject: { replaces, machineChain } }) =>
  when(replaces !== null && !machineChain.includes(replaces), 'replaces-outside-chain')

const signedWhenIssued: Rule<AnyDocument> = ({ validFrom, proof }) =>
  when(proof.created !== validFrom, 'dates-differ', { validFrom, created: proof.created })

const issuerIsItsOrganisation: Rule<AnyDocument> = ({ issuer, credentialSubject: { organisation } }) =>
  when(issuer.name !== organisation.name, 'issuer-name-differs')

const everyDocument: readonly Rule<AnyDocument>[] = [
  numberIsOfStationAndSequence,
  laterDocumentNamesTheOneBefore,
  chainNamesEachOnce,
  replacesOneOfItsMachine,
  signedWhenIssued,
  issuerIsItsOrganisation,
]

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
      ...subject.disks.flatMap(({ settledAt, treatment, validatedBy }) => [
        settledAt,
        validatedBy.at,
        ...(treatment === null ? [] : [treatment.endedAt]),
      ]),
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

const faceSaysWhatTheDisksSay: CertificateRule = ({ credentialSubject: { erasure, disks } }) => {
  const expected = faceOf(disks, erasure.minimum)
  const differs = (Object.keys(expected) as (keyof typeof expected)[]).some((key) => expected[key] !== erasure[key])
  return when(differs, 'erasure-face', { said: erasure.statement, expected: expected.statement })
}

const diskName = ({ serial, model }: CertifiedDisk): string => serial ?? model ?? '?'

/** Each verdict has the members that make it one, and none that belong to another. */
const verdictHasItsMembers = (disk: CertifiedDisk): boolean => {
  const { verdict, how, treatment, evidenceHashes, removedTo } = disk
  switch (verdict) {
    case 'verified':
      return (
        how !== null &&
        evidenceHashes.length > 0 &&
        removedTo === null &&
        treatment?.basis === 'measured' &&
        (how === 'log' || treatment.readBack != null)
      )
    case 'declared':
      return how === null && removedTo === null && treatment?.basis === 'declared' && treatment.method !== null
    case 'destroyed':
      return how === null && removedTo === null && treatment !== null && treatment.destruction !== null
    case 'removed':
      return how === null && removedTo !== null && treatment === null
    case 'failed':
      return how === null && removedTo === null
    case 'foreign':
      return how === null && removedTo === null && treatment === null
  }
}

const disksSayOneThing: CertificateRule = ({ credentialSubject: { disks } }) =>
  disks.flatMap((disk) =>
    when(!verdictHasItsMembers(disk), 'disk-verdict', { disk: diskName(disk), verdict: disk.verdict }),
  )

const noDiskFailed: CertificateRule = ({ credentialSubject: { disks } }) =>
  disks.flatMap((disk) => when(disk.verdict === 'failed', 'disk-failed', { disk: diskName(disk) }))

const disksReachTheMinimum: CertificateRule = ({ credentialSubject: { disks, erasure } }) =>
  disks.flatMap((disk) => {
    const below =
      (disk.verdict === 'declared' && erasure.minimum !== 'declared') ||
      (disk.verdict === 'verified' && disk.how === 'log' && erasure.minimum === 'witnessed')
    return when(below, 'disk-below-minimum', { disk: diskName(disk), minimum: erasure.minimum })
  })

const disksAreSettledOnce: CertificateRule = ({ credentialSubject: { disks } }) => {
  const settlements = disks.map(({ settlement }) => settlement)
  // Two namespaces of one NVMe device share serial and model; their WWNs differ.
  const serials = disks.flatMap(({ serial, model, wwn }) =>
    serial === null ? [] : [[serial, model ?? '', wwn ?? ''].join('\n')],
  )
  return when(
    new Set(settlements).size !== settlements.length || new Set(serials).size !== serials.length,
    'disk-twice',
  )
}

const treatmentsRunForward: CertificateRule = ({ credentialSubject: { disks } }) =>
  disks.flatMap((disk) => {
    const { treatment, settledAt } = disk
    if (treatment === null) return fine
    const backward =
      (treatment.startedAt !== null && isAfter(treatment.startedAt, treatment.endedAt)) ||
      isAfter(treatment.endedAt, settledAt)
    return when(backward, 'disk-times', { disk: diskName(disk) })
  })

const bytesCoverTheDisk: CertificateRule = ({ credentialSubject: { disks } }) =>
  disks.flatMap((disk) => {
    const { treatment, sizeBytes, verdict } = disk
    if (verdict !== 'verified' || treatment?.bytesWritten == null || sizeBytes === null) return fine
    return when(treatment.bytesWritten < sizeBytes, 'disk-bytes', {
      disk: diskName(disk),
      bytes: treatment.bytesWritten,
      size: sizeBytes,
    })
  })

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
  faceSaysWhatTheDisksSay,
  disksSayOneThing,
  noDiskFailed,
  disksReachTheMinimum,
  disksAreSettledOnce,
  treatmentsRunForward,
  bytesCoverTheDisk,
  somebodyLookedForDisks,
  gradesFollowTheirReasons,
  testsAreNamedOnce,
]

const withdrawsSomethingElse: Rule<Withdrawal> = ({ credentialSubject: { withdraws, number, machineChain } }) => [
  ...when(withdraws.number === number, 'withdraws-itself'),
  ...when(!machineChain.includes(withdraws.document), 'withdraws-outside-chain'),
]

const broken = <Document>(rules: readonly Rule<Document>[], document: Document): readonly Reason[] =>
  rules.flatMap((rule) => rule(document))

export const certificateInconsistencies = (certificate: RefurbishmentCertificate): readonly Reason[] => [
  ...broken(everyDocument, certificate),
  ...broken(everyCertificate, certificate),
]

export const withdrawalInconsistencies = (withdrawal: Withdrawal): readonly Reason[] => [
  ...broken(everyDocument, withdrawal),
  ...withdrawsSomethingElse(withdrawal),
]
