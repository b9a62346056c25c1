// Holding a certificate against the evidence that it names, where that is at hand: it is judged again with the rules of
// erasure/, and what the certificate says of the disk has to be what the evidence shows. What is not at hand is said, and
// is no failure; a certificate that its own evidence contradicts does not hold.
import { diskLabel, type DiskIdentity } from '../erasure/disk-identity.ts'
import { type Finding, findingsOf, type HeldEvidence } from '../erasure/evidence/findings.ts'
import { concludeFrom, type Conclusion } from '../erasure/evidence/conclusion.ts'
import { type EvidenceLink, findingsFor } from '../erasure/evidence/question.ts'
import type { EvidenceForm, EvidenceSource } from '../erasure/evidence/form.ts'
import type { Stay } from '../machine/machine-file.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { CertifiedDisk, Treatment } from './certified-disk.ts'
import { measuredTreatment } from './disk-certification.ts'
import type { Check, Verification } from './verification.ts'
import type { Examination, KnownDocument } from './verify.ts'

/** A file whose SHA-256 a certificate may name. `form` is null where it is no evidence at all. */
export type EvidenceAtHand = { readonly hash: string; readonly form: EvidenceForm | null; readonly text: string }

/** Of one disk: what of its evidence was missing, what was looked at, and what contradicts the certificate. */
export type DiskEvidence = {
  readonly disk: CertifiedDisk
  readonly missing: readonly string[]
  readonly lookedAt: readonly string[]
  readonly contradictions: readonly Reason[]
}

const identityOfCertified = ({ serial, wwn, model, sizeBytes }: CertifiedDisk): DiskIdentity => ({
  serial: serial?.slice(0, 200) ?? null,
  wwn: wwn?.slice(0, 60) ?? null,
  model: model?.slice(0, 200) ?? null,
  sizeBytes,
})

const linkOf = ({ evidenceLink }: CertifiedDisk): EvidenceLink | null =>
  evidenceLink == null ? null : { hash: evidenceLink.log, run: evidenceLink.run, device: evidenceLink.device }

/** What stands on a certificate and can be seen in evidence. The edition of NIST's text is not in a log. */
const figuresOf = (treatment: Treatment) => ({
  category: treatment.method?.category ?? null,
  technique: treatment.method?.technique ?? null,
  detail: treatment.detail,
  tool: treatment.tool?.name ?? null,
  'tool-version': treatment.tool?.version ?? null,
  'started-at': treatment.startedAt,
  'ended-at': treatment.endedAt,
  'bytes-written': treatment.bytesWritten,
  'bytes-read': treatment.bytesRead,
  'verification-method': treatment.verification.method,
  coverage: treatment.verification.coveragePercent,
  'read-back': treatment.readBack === undefined ? undefined : (treatment.readBack?.tool.name ?? null),
  'read-back-version': treatment.readBack === undefined ? undefined : (treatment.readBack?.tool.version ?? null),
  'read-back-expected': treatment.readBack === undefined ? undefined : (treatment.readBack?.expected ?? null),
  'read-back-started': treatment.readBack === undefined ? undefined : (treatment.readBack?.startedAt ?? null),
  'read-back-ended': treatment.readBack === undefined ? undefined : (treatment.readBack?.endedAt ?? null),
  'read-back-bytes': treatment.readBack === undefined ? undefined : (treatment.readBack?.bytesRead ?? null),
})

type Figure = string | number | null | undefined

/** Figures that are words of the trade, each with its term; the others are said as they are. */
const inWords = new Set(['category', 'technique', 'verification-method', 'read-back-expected'])

const isSameFigure = (said: Figure, shown: Figure): boolean => {
  // A document of before this member existed says nothing of it.
  if (said === undefined) return true
  if (typeof said === 'number' && typeof shown === 'number') return Math.abs(said - shown) < 1e-6
  const [one, other] = [Date.parse(String(said)), Date.parse(String(shown))]
  const areInstants = /^\d{4}-\d\d-\d\dT/.test(String(said)) && !Number.isNaN(one) && !Number.isNaN(other)
  return areInstants ? one === other : said === shown
}

const differences = (
  disk: CertifiedDisk,
  said: Treatment,
  shown: Treatment,
  only: ReadonlySet<string> | null = null,
): readonly Reason[] => {
  const shownFigures: Readonly<Record<string, Figure>> = figuresOf(shown)
  return Object.entries(figuresOf(said)).flatMap(([what, figure]) =>
    only?.has(what) === false || isSameFigure(figure, shownFigures[what])
      ? []
      : [
          reason(inWords.has(what) ? 'documents.evidence-differs-in-word' : 'documents.evidence-differs', {
            disk: diskLabel(identityOfCertified(disk)),
            what: `evidence-${what}`,
            said: figure ?? (inWords.has(what) ? 'not-said' : '—'),
            shown: shownFigures[what] ?? (inWords.has(what) ? 'not-said' : '—'),
          }),
        ],
  )
}

/** Of the two halves of a treatment, those figures that stand in both the erasure and the reading are in neither list. */
const ofErasure = new Set(['category', 'technique', 'detail', 'tool', 'tool-version', 'started-at', 'bytes-written'])
const ofReadBack = new Set([
  'ended-at',
  'bytes-read',
  'verification-method',
  'coverage',
  'read-back',
  'read-back-version',
  'read-back-expected',
  'read-back-started',
  'read-back-ended',
  'read-back-bytes',
])

/** Where a certificate rests on an erasure and a reading, and one of them is at hand: its half of the figures. */
const differencesOfHalf = (disk: CertifiedDisk, about: readonly Finding[]): readonly Reason[] => {
  const { treatment, evidenceHashes } = disk
  const [only] = about
  const hasTwoHalves = treatment?.method != null && treatment.readBack != null && evidenceHashes.length === 2
  if (!hasTwoHalves || only === undefined || about.length > 1) return []
  const erasure = only.kind === 'erasure' ? only : null
  const readBack = only.kind === 'read-back' ? only : null
  const shown = measuredTreatment({ via: null, reasons: [], erasure, readBack })
  if (shown === null) return []
  const half = erasure === null ? ofReadBack : ofErasure
  return differences(disk, treatment, shown, half)
}

const quarterOfAnHour = 15 * 60_000
const widestZoneMinutes = 14 * 60
/** Universal time, and that of the workshops, in winter and summer. */
const usualZones = [0, 60, 120] as const

/** A log does not say in which zone its clock was: the certificate's times tell, and no others than those of zones. */
const zonesOf = (disk: CertifiedDisk, held: readonly HeldEvidence[], now: string): readonly number[] => {
  const said = Date.parse(disk.treatment?.startedAt ?? '')
  const zones = held
    .filter(({ form }) => form === 'nwipe-log')
    .flatMap((log) => findingsOf(log, { now, zoneMinutes: 0 }))
    .flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt) - said]))
    .filter((difference) => difference % quarterOfAnHour === 0)
    .map((difference) => difference / 60_000)
    .filter((minutes) => Math.abs(minutes) <= widestZoneMinutes)
  return zones.length === 0 ? usualZones : [...new Set(zones)]
}

/** Whether this reading is the one that stands on the certificate. */
const isTheReadBack = ({ treatment }: CertifiedDisk, finding: Finding): boolean =>
  finding.kind === 'read-back' && finding.startedAt !== null && finding.startedAt === treatment?.readBack?.startedAt

/** What the evidence itself does not say. `vouched`: the reading on the certificate was the station's own. */
type Assumed = { readonly zoneMinutes: number; readonly vouched: boolean }

/** One that says witnessed vouches for the reading; another may have been settled by less than it could have been. */
const vouching = ({ how }: CertifiedDisk): readonly boolean[] => (how === 'witnessed' ? [true] : [false, true])

type Question = { readonly disk: CertifiedDisk; readonly stay: Stay; readonly now: string }

/** Reasons that only say that something is lacking, which may stand in what is not at hand. */
const lacking = new Set([
  'erasure.read-back-needs-erasure',
  'erasure.evidence-needs-read-back',
  'erasure.evidence-only-a-log',
])

const concluded = (
  { disk, stay, now }: Question,
  held: readonly HeldEvidence[],
  { zoneMinutes, vouched }: Assumed,
): { readonly conclusion: Conclusion; readonly about: readonly Finding[] } => {
  const identity = identityOfCertified(disk)
  const findings = held
    .flatMap((each) => findingsOf(each, { now, zoneMinutes }))
    .map((finding): Finding => {
      // The signature vouches for whose reading it was; nothing in the file could.
      const isItsOwn = isTheReadBack(disk, finding) || (finding.kind === 'erasure' && finding.place === null)
      const source: EvidenceSource = vouched && isItsOwn ? 'station' : 'file'
      return { ...finding, source }
    })
  const link = linkOf(disk)
  const named = held.map(({ hash }) => hash)
  // What else served, and what was begun since, is the issuing station's to know.
  const conclusion = concludeFrom({
    owner: { machineId: '', stayId: stay.id },
    settlement: null,
    disk: identity,
    stay,
    now,
    evidence: findings,
    uses: [],
    unfinished: [],
    named,
    link,
  })
  return { conclusion, about: findingsFor(findings, identity, link) }
}

const contradictionsUnder = (question: Question, held: readonly HeldEvidence[], assumed: Assumed, isAll: boolean) => {
  const { disk } = question
  const { conclusion, about } = concluded(question, held, assumed)
  const label = diskLabel(identityOfCertified(disk))
  if (!isAll) {
    // What lies elsewhere may be the rest of it: only what this piece itself says against the certificate counts.
    const against = conclusion.via === null ? conclusion.reasons.filter(({ code }) => !lacking.has(code)) : []
    return against.length > 0 ? against : differencesOfHalf(disk, about)
  }
  if (conclusion.via === null) return conclusion.reasons
  const treatment = measuredTreatment(conclusion)
  return [
    ...(disk.how === 'witnessed' && conclusion.via !== 'witnessed'
      ? [reason('documents.evidence-not-witnessed', { disk: label }), ...conclusion.reasons]
      : []),
    ...(treatment === null || disk.treatment === null
      ? [reason('documents.evidence-undated', { disk: label })]
      : differences(disk, disk.treatment, treatment)),
  ]
}

const checkDisk = (question: Question, atHand: ReadonlyMap<string, EvidenceAtHand>): DiskEvidence => {
  const { disk, now } = question
  const label = diskLabel(identityOfCertified(disk))
  const found = disk.evidenceHashes.flatMap((hash) => atHand.get(hash) ?? [])
  const missing = disk.evidenceHashes.filter((hash) => !atHand.has(hash))
  const answer = (contradictions: readonly Reason[]): DiskEvidence => ({
    disk,
    missing,
    lookedAt: found.map(({ hash }) => hash),
    contradictions,
  })
  if (found.length === 0) return answer([])
  const held = found.flatMap(({ hash, form, text }): readonly HeldEvidence[] =>
    form === null ? [] : [{ hash, form, source: 'file', text, position: null, owner: null }],
  )
  const saysNothing = (each: HeldEvidence) => findingsOf(each, { now, zoneMinutes: 0 }).length === 0
  if (held.length < found.length || held.some(saysNothing))
    return answer([reason('documents.evidence-is-none', { disk: label })])
  const perAssumption = zonesOf(disk, held, now).flatMap((zoneMinutes) =>
    vouching(disk).map((vouched) =>
      contradictionsUnder(question, held, { zoneMinutes, vouched }, missing.length === 0),
    ),
  )
  return answer(perAssumption.toSorted((one, other) => one.length - other.length)[0] ?? [])
}

const questionsOf = (document: KnownDocument): readonly Question[] => {
  const { credentialSubject: subject, validFrom: now } = document
  switch (subject.kind) {
    case 'refurbishment-certificate':
    case 'dismantling-sheet': {
      const { stayId: id, startedAt } = subject.machine.stay
      return subject.disks.map((disk) => ({ disk, stay: { id, startedAt }, now }))
    }
    case 'erasure-certificate': {
      const { stayId: id, startedAt } = subject.stay
      return [{ disk: subject.disk, stay: { id, startedAt }, now }]
    }
    case 'transfer-slip':
    case 'handover-slip':
    case 'withdrawal':
    case 'batch-manifest':
    case 'succession':
      return []
  }
}

/** Every disk that rests on evidence, held against what is at hand of it. */
export const checkEvidence = (document: KnownDocument, atHand: readonly EvidenceAtHand[]): readonly DiskEvidence[] => {
  const byHash = new Map(atHand.map((each) => [each.hash, each]))
  return questionsOf(document)
    .filter(({ disk }) => disk.evidenceHashes.length > 0)
    .map((question) => checkDisk(question, byHash))
}

/** Hashes of all that a document rests on by name. */
export const evidenceNamedBy = (document: KnownDocument): readonly string[] =>
  questionsOf(document).flatMap(({ disk }) => disk.evidenceHashes)

/** As a check beside the others; null where nothing rests on evidence. */
export const evidenceCheck = (disks: readonly DiskEvidence[]): Check | null => {
  if (disks.length === 0) return null
  const contradictions = disks.flatMap((each) => each.contradictions)
  const missing = disks.flatMap(({ disk, missing: hashes }) =>
    hashes.map((hash) =>
      reason('documents.evidence-not-given', { disk: diskLabel(identityOfCertified(disk)), hash: hash.slice(0, 12) }),
    ),
  )
  const outcome = contradictions.length > 0 ? 'fails' : missing.length > 0 ? 'not-checked' : 'holds'
  return { name: 'evidence', outcome, reasons: [...contradictions, ...missing].slice(0, 100) }
}

/** The examination with the evidence looked at too. Of a document that does not hold nothing more is asked. */
export const withEvidence = (examination: Examination, atHand: readonly EvidenceAtHand[]): Examination => {
  const { document, verification } = examination
  const check = document === null ? null : evidenceCheck(checkEvidence(document, atHand))
  if (check === null) return examination
  const holds = verification.holds && check.outcome !== 'fails'
  const looked: Verification = { ...verification, holds, checks: [...verification.checks, check] }
  return { verification: looked, document: holds ? document : null }
}
