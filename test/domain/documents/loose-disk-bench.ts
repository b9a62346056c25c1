// A disk that came by itself, erased by nwipe on another bench and read back by the station: its log, its record, and the
// certificate derived from them. Every test changes what it is about.
import { createHash } from 'node:crypto'
import type { Confirmed } from '../../../domain/documents/certificate-parts.ts'
import { unsecuredDocument } from '../../../domain/documents/document.ts'
import {
  deriveErasureCertificate,
  type ErasureCertificateBasis,
} from '../../../domain/documents/erasure-certificate-derivation.ts'
import type { ErasureCertificate, ErasureSubject } from '../../../domain/documents/erasure-certificate.ts'
import { secure } from '../../../domain/documents/proof.ts'
import { findingsOf, type HeldEvidence } from '../../../domain/erasure/evidence/findings.ts'
import type { LooseDiskFile } from '../../../domain/erasure/loose-disk-file.ts'
import { looseDisks } from '../../../domain/erasure/loose-disk.ts'
import { noRanges } from '../../../domain/erasure/read-back/ranges.ts'
import type { ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import type { Settlement, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import type { Confirmation } from '../../../domain/supervision/confirmation.ts'
import { logOf } from '../erasure/nwipe/logs.ts'
import { confirmation, settings as benchSettings, uuid } from './bench.ts'
import { sha256, stationKey } from './cryptography.ts'

export const hashOfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const looseDiskId = uuid(200)
export const stay = { id: uuid(201), startedAt: '2026-11-20T06:00:00.000Z' }
export const settledAt = '2026-11-20T15:05:00.000Z'
export const now = '2026-11-20T16:00:00.000Z'
export const settings = { ...benchSettings, erasureMinimum: 'witnessed' as const }

/** Two disks in one run; ours is the first. */
export const log = logOf('by-hand-0.42-two-disks')
export const identity = {
  serial: 'WD-WCC2E5XK1234',
  wwn: null,
  model: 'WDC WD5000AAKX-00ERMA0',
  sizeBytes: 500_107_862_016,
}

export const record = (changes: Partial<ReadBackRecord> = {}): ReadBackRecord => ({
  kind: 'read-back',
  version: 1,
  tool: { name: 'etabli', version: '1.0.0' },
  medium: { kind: 'disk', identity, sizeBytes: identity.sizeBytes, sectorBytes: 512, instance: '8:0 3 boot' },
  expectation: { kind: 'zero' },
  plan: { mode: 'full' },
  startedAt: '2026-11-20T13:10:00.000Z',
  endedAt: '2026-11-20T14:55:00.000Z',
  milliseconds: 6_300_000,
  directness: 'direct',
  ended: 'complete',
  readTo: identity.sizeBytes,
  bytesRead: identity.sizeBytes,
  spoiled: noRanges(512),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [],
  ...changes,
})

export const logEvidence = (text: string = log): HeldEvidence => ({
  hash: hashOfText(text),
  form: 'nwipe-log',
  source: 'file',
  position: null,
  owner: null,
  text,
})
export const readEvidence = (of: ReadBackRecord = record()): HeldEvidence => {
  const text = JSON.stringify(of)
  return { hash: hashOfText(text), form: 'read-back', source: 'station', position: null, owner: null, text }
}

/** The workshop's clock stands one hour east of Greenwich. */
export const zoneMinutes = 60

export const file: LooseDiskFile = {
  id: looseDiskId,
  stay,
  disk: identity,
  chassis: 'INV-0311',
  place: 'Armoire fermée',
  operator: 'OPR3',
}

export const proven = (
  evidence: readonly HeldEvidence[],
  via: 'witnessed' | 'log' = 'witnessed',
): Extract<SettlementOutcome, { kind: 'evidence' }> => ({
  kind: 'evidence',
  via,
  evidence: evidence.map(({ hash }) => hash),
  link: null,
  notes: '',
})

export const settle = (outcome: SettlementOutcome, changes: Partial<Settlement> = {}): Confirmed<Settlement> => {
  const what: Settlement = {
    id: uuid(210),
    machineId: looseDiskId,
    stayId: stay.id,
    disk: identity,
    outcome,
    operator: 'OPR3',
    at: settledAt,
    ...changes,
  }
  const action: Confirmation['action'] = {
    kind: 'settle-disks',
    machineId: what.machineId,
    disks: [what.disk],
    subject: 'a'.repeat(64),
  }
  return { what, confirmation: confirmation(211, action, what.at) }
}

export const both = [logEvidence(), readEvidence()] as const

export type BasisChanges = Omit<Partial<ErasureCertificateBasis>, 'evidence'> & {
  /** As the journal keeps it. */
  readonly held?: readonly HeldEvidence[]
  readonly file?: LooseDiskFile
}

export const basis = ({ held = both, file: of = file, ...changes }: BasisChanges = {}): ErasureCertificateBasis => {
  const settlements = changes.settlements ?? [settle(proven(held))]
  const [loose] = looseDisks(
    settlements.map(({ what }) => what),
    (changes.settings ?? settings).erasureMinimum,
    [of],
  )
  if (loose === undefined) throw new Error('There is no loose disk')
  return {
    loose,
    stay: of.stay,
    inventoryNumber: null,
    reports: [],
    settlements,
    evidence: held.flatMap((each) => findingsOf(each, { now: changes.now ?? now, zoneMinutes })),
    uses: [],
    unfinished: [],
    secondPerson: null,
    settings,
    now,
    clock: 'trusted',
    chain: { sequence: 1, previousDocument: null, machineChain: [], replaces: null },
    operator: 'OPR3',
    ...changes,
  }
}

export const subjectOf = (changes: BasisChanges = {}): ErasureSubject => {
  const derived = deriveErasureCertificate(basis(changes))
  if (!derived.ok)
    throw new Error(derived.reasons.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('\n'))
  return derived.subject
}

export const signed = async (subject: ErasureSubject = subjectOf(), validFrom = now) => {
  const unsecured = unsecuredDocument('erasure-certificate', {
    draftId: uuid(220),
    did: stationKey.did,
    issuerName: settings.organisation.name,
    validFrom,
    subject,
  })
  // What unsecuredDocument makes of a subject of this kind is such a certificate; the tests of verification check it.
  return (await secure(unsecured, { ...stationKey, created: validFrom, sha256 })) as unknown as ErasureCertificate
}
