// Whether a machine may be given to a person: only with the certificate that stands, whose disks are all that it holds, and which
// nothing has overtaken since: no return, no other handover, no work. Any doubt refuses.
import type { CertifiedDisk } from '../documents/certified-disk.ts'
import type { RefurbishmentCertificate, RefurbishmentSubject } from '../documents/refurbishment-certificate.ts'
import { type DocumentSet, standingOf, standingDocuments, type StoredDocument } from '../documents/store.ts'
import type { DiskFate } from '../documents/transfer-slip.ts'
import { type DiskIdentity, diskLabel, hasName, isSameNamedDisk, modelSizeKey } from '../erasure/disk-identity.ts'
import { type Reason, reason } from '../words/reason.ts'
import { handoversOf, type HandoverSlipKnown, isOpen, standingSlips } from './handovers.ts'

/** What is known here of a machine that stands here: of its present stay. */
export type MachineHere = {
  /** Some supervisor sent it to dismantling. */
  readonly isToBeDismantled: boolean
  /** In reports of the stay that the certificate does not rest on. */
  readonly disks: readonly DiskIdentity[]
  /** Disks were settled, erased or fitted after the certificate came into the journal. */
  readonly disksChangedSince: boolean
}

export type HandoverQuestion = {
  readonly machineId: string
  /** By hash. */
  readonly certificate: string
  /** Every document about the machine. */
  readonly documents: DocumentSet
  /** Whether its issuer is believed, at the time that it bears. */
  readonly isBelieved: (document: StoredDocument) => boolean
  /** Another document of its key has its sequence. */
  readonly isForked: boolean
  /** null where this station has no file of the machine. */
  readonly here: MachineHere | null
}

export type Certificate = {
  readonly hash: string
  readonly document: RefurbishmentCertificate
  readonly subject: RefurbishmentSubject
}

/** null where it is another document. */
export const asCertificate = ({ hash, document }: StoredDocument): Certificate | null =>
  document.credentialSubject.kind === 'refurbishment-certificate'
    ? // The kind of its subject is that of the document: no two kinds share one.
      { hash, document: document as RefurbishmentCertificate, subject: document.credentialSubject }
    : null

/** The certificate that is asked for, or why there is none. */
export const certificateOf = ({ certificate: hash, documents, machineId }: HandoverQuestion): Certificate | Reason => {
  const stored = documents.get(hash)
  const found = stored === undefined ? null : asCertificate(stored)
  return found === null || found.subject.machineId !== machineId ? reason('handover.certificate-unknown') : found
}

export const isReason = (answer: Certificate | Reason): answer is Reason => 'code' in answer

const standingReasons = (certificate: Certificate, question: HandoverQuestion): readonly Reason[] => {
  const { documents, isBelieved, isForked } = question
  const { number } = certificate.subject
  const stored = { hash: certificate.hash, document: certificate.document }
  const standing = standingOf(stored, documents)
  return [
    ...(standing.state === 'valid'
      ? []
      : [
          reason(`handover.certificate-${standing.state}`, {
            number,
            by: standing.by.document.credentialSubject.number,
          }),
        ]),
    ...(isBelieved(stored)
      ? []
      : [reason('handover.certificate-not-believed', { number, station: certificate.document.issuer.name })]),
    ...(isForked ? [reason('handover.certificate-forked', { number })] : []),
  ]
}

/** Whether the certificate was made knowing of the other document, or is surely younger. */
const isYoungerThan = (
  certificate: Certificate,
  other: { readonly hash: string; readonly issuedAt: string },
): boolean => certificate.subject.machineChain.includes(other.hash) || certificate.document.validFrom > other.issuedAt

/** Slips of its machine by which somebody brought it back, and of which its certificate knows nothing. */
export const returnsSince = (
  certificate: Certificate,
  slips: readonly HandoverSlipKnown[],
): readonly HandoverSlipKnown[] =>
  slips
    .filter(({ subject }) => subject.movement === 'returned' && subject.machineId === certificate.subject.machineId)
    .filter((slip) => !isYoungerThan(certificate, slip))

export const handedOverReason = ({ subject: { number, day } }: HandoverSlipKnown): Reason =>
  reason('handover.handed-over-already', { number, day })

export const cameBackReason = ({ subject }: Certificate, back: HandoverSlipKnown): Reason =>
  reason('handover.came-back-since', { certificate: subject.number, number: back.subject.number })

/** What happened to the machine after its certificate; a station that is not believed can still raise a doubt. */
const overtakenReasons = (certificate: Certificate, { documents }: HandoverQuestion): readonly Reason[] => {
  const { number } = certificate.subject
  const back = returnsSince(certificate, standingSlips(documents))
  const others = standingDocuments(documents).flatMap((stored) => {
    const other = asCertificate(stored)
    if (other === null || other.hash === certificate.hash) return []
    return isYoungerThan(certificate, { hash: other.hash, issuedAt: other.document.validFrom }) ? [] : [other]
  })
  const sheets = standingDocuments(documents).flatMap(({ document: { credentialSubject: subject } }) =>
    subject.kind === 'dismantling-sheet' ? [subject] : [],
  )
  const open = handoversOf(documents).filter(isOpen)
  return [
    ...open.map(handedOverReason),
    ...back.map((slip) => cameBackReason(certificate, slip)),
    ...others.map(({ subject }) => reason('handover.certificate-older', { number, newer: subject.number })),
    ...sheets.map(({ number: sheet }) => reason('handover.dismantled', { number: sheet })),
  ]
}

/** In the machine when it was certified, and answered for. Those taken out, or never its own, are not in it. */
const isInside = ({ verdict }: CertifiedDisk): boolean => verdict === 'verified' || verdict === 'declared'

const identity = ({ serial, wwn, model, sizeBytes }: CertifiedDisk): DiskIdentity => ({
  serial: serial?.slice(0, 200) ?? null,
  wwn: wwn?.slice(0, 60) ?? null,
  model: model?.slice(0, 200) ?? null,
  sizeBytes,
})

/** A key it was read from is listed as foreign; one that came later is told apart by nobody. */
const knownDisks = ({ subject: { disks } }: Certificate): readonly DiskIdentity[] =>
  disks.filter((disk) => isInside(disk) || disk.verdict === 'foreign').map(identity)

const notCertified = (strange: readonly DiskIdentity[], { subject: { number } }: Certificate): readonly Reason[] =>
  [...new Set(strange.map(diskLabel))].map((disk) => reason('handover.disk-not-certified', { disk, number }))

const isGone = ({ fate }: DiskFate): boolean => fate === 'removed' || fate === 'destroyed' || fate === 'foreign'

/** A slip tells a disk without a name of its own by model and size alone, as the certificate does. */
const isSameOnSlip = (one: DiskIdentity, other: DiskIdentity): boolean =>
  hasName(other) ? isSameNamedDisk(one, other) : modelSizeKey(one) === modelSizeKey(other)

/** Disks that were in it as it went from site to site after its certificate; any station's slip can raise the doubt. */
const disksOnTheWay = (certificate: Certificate, { documents }: HandoverQuestion): readonly DiskIdentity[] =>
  standingDocuments(documents)
    .filter(({ hash, document }) => !isYoungerThan(certificate, { hash, issuedAt: document.validFrom }))
    .flatMap(({ document: { credentialSubject: subject } }) => (subject.kind === 'transfer-slip' ? subject.items : []))
    .flatMap((item) => (item.what === 'machine' && item.itemId === certificate.subject.machineId ? item.disks : []))
    .filter((disk) => !isGone(disk))
    .map(({ serial, model, sizeBytes }) => ({
      serial,
      wwn: null,
      model,
      sizeBytes: sizeBytes === 0 ? null : sizeBytes,
    }))

const onTheWayReasons = (certificate: Certificate, question: HandoverQuestion): readonly Reason[] => {
  const known = knownDisks(certificate)
  const strange = disksOnTheWay(certificate, question).filter((disk) => !known.some((one) => isSameOnSlip(one, disk)))
  return notCertified(strange, certificate)
}

const hereReasons = (certificate: Certificate, here: MachineHere): readonly Reason[] => {
  const known = knownDisks(certificate)
  const strange = here.disks.filter((disk) => !known.some((one) => isSameNamedDisk(one, disk)))
  return [
    ...(here.isToBeDismantled ? [reason('handover.to-be-dismantled')] : []),
    ...notCertified(strange, certificate),
    ...(here.disksChangedSince ? [reason('handover.disks-changed', { number: certificate.subject.number })] : []),
  ]
}

/** Every reason against it; none is the good answer. */
export const handoverFaults = (question: HandoverQuestion): readonly Reason[] => {
  const certificate = certificateOf(question)
  if (isReason(certificate)) return [certificate]
  return [
    ...standingReasons(certificate, question),
    ...overtakenReasons(certificate, question),
    ...onTheWayReasons(certificate, question),
    ...(question.here === null ? [] : hereReasons(certificate, question.here)),
  ]
}
