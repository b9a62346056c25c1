// Whether what a document says of one disk agrees with itself and with what the workshop demands. The same for a disk in a
// machine and for a loose one.
import type { ErasureMinimum } from '../station/station.ts'
import type { Reason } from '../words/reason.ts'
import type { CertifiedDisk } from './certified-disk.ts'
import { fine, isAfter, when } from './consistency-rules.ts'
import { type ErasureFace, faceOf } from './refurbishment-certificate.ts'

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

const saysOneThing = (disk: CertifiedDisk) =>
  when(!verdictHasItsMembers(disk), 'disk-verdict', { disk: diskName(disk), verdict: disk.verdict })

const hasNotFailed = (disk: CertifiedDisk) => when(disk.verdict === 'failed', 'disk-failed', { disk: diskName(disk) })

const reachesTheMinimum = (disk: CertifiedDisk, minimum: ErasureMinimum) =>
  when(
    (disk.verdict === 'declared' && minimum !== 'declared') ||
      (disk.verdict === 'verified' && disk.how === 'log' && minimum === 'witnessed'),
    'disk-below-minimum',
    { disk: diskName(disk), minimum },
  )

const runsForward = (disk: CertifiedDisk): readonly Reason[] => {
  const { treatment, settledAt } = disk
  if (treatment === null) return fine
  const { startedAt, endedAt, readBack } = treatment
  const isBackward =
    (startedAt !== null && isAfter(startedAt, endedAt)) ||
    isAfter(endedAt, settledAt) ||
    (readBack != null && (isAfter(readBack.startedAt, readBack.endedAt) || isAfter(readBack.endedAt, endedAt)))
  return when(isBackward, 'disk-times', { disk: diskName(disk) })
}

const bytesCoverIt = (disk: CertifiedDisk): readonly Reason[] => {
  const { treatment, sizeBytes, verdict } = disk
  if (verdict !== 'verified' || treatment?.bytesWritten == null || sizeBytes === null) return fine
  return when(treatment.bytesWritten < sizeBytes, 'disk-bytes', {
    disk: diskName(disk),
    bytes: treatment.bytesWritten,
    size: sizeBytes,
  })
}

/** Nothing is read back of a medium beyond its size; a reading of everything reads no less. */
const bytesReadFitIt = (disk: CertifiedDisk): readonly Reason[] => {
  const { treatment, sizeBytes } = disk
  if (treatment?.readBack == null || sizeBytes === null) return fine
  const { bytesRead } = treatment.readBack
  const isWrong = bytesRead > sizeBytes || (treatment.verification.method === 'full' && bytesRead !== sizeBytes)
  return when(isWrong, 'disk-bytes-read', { disk: diskName(disk), bytes: bytesRead, size: sizeBytes })
}

export const diskInconsistencies = (disk: CertifiedDisk, minimum: ErasureMinimum): readonly Reason[] => [
  ...saysOneThing(disk),
  ...hasNotFailed(disk),
  ...reachesTheMinimum(disk, minimum),
  ...runsForward(disk),
  ...bytesCoverIt(disk),
  ...bytesReadFitIt(disk),
]

const faceSaysWhatTheDisksSay = (disks: readonly CertifiedDisk[], face: ErasureFace): readonly Reason[] => {
  const expected = faceOf(disks, face.minimum)
  const differs = (Object.keys(expected) as (keyof ErasureFace)[]).some((key) => expected[key] !== face[key])
  return when(differs, 'erasure-face', { said: face.statement, expected: expected.statement })
}

const areSettledOnce = (disks: readonly CertifiedDisk[]): readonly Reason[] => {
  const settlements = disks.map(({ settlement }) => settlement)
  // Two namespaces of one NVMe device share serial and model; their WWNs differ.
  const serials = disks.flatMap(({ serial, model, wwn }) =>
    serial === null ? [] : [[serial, model ?? '', wwn ?? ''].join('\n')],
  )
  const isTwice = new Set(settlements).size !== settlements.length || new Set(serials).size !== serials.length
  return when(isTwice, 'disk-twice')
}

/** Of all disks of a machine, and what the document says of them together. */
export const disksInconsistencies = (disks: readonly CertifiedDisk[], face: ErasureFace): readonly Reason[] => [
  ...faceSaysWhatTheDisksSay(disks, face),
  ...disks.flatMap((disk) => diskInconsistencies(disk, face.minimum)),
  ...areSettledOnce(disks),
]

/** Every moment that it names: none may be later than the document. */
export const instantsOf = ({ settledAt, treatment, validatedBy }: CertifiedDisk): readonly string[] => [
  settledAt,
  validatedBy.at,
  ...(treatment === null ? [] : [treatment.endedAt]),
]
