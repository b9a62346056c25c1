// The erasure certificate of a disk that stands in no machine: what it says, what it is refused for, and that nobody can
// change a word of it.
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/documents/canonical.ts'
import { deriveErasureCertificate } from '../../../domain/documents/erasure-certificate-derivation.ts'
import { ErasureSubject } from '../../../domain/documents/erasure-certificate.ts'
import { examine, verifyDocumentText } from '../../../domain/documents/verify.ts'
import { looseDisks } from '../../../domain/erasure/loose-disk.ts'
import type { SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import {
  confirmation,
  declaredErasure,
  report,
  settle as settleOnBench,
  ssd,
  startedAt,
  stayId,
  uuid,
} from './bench.ts'
import { sha256, stationKey, verifySignature } from './cryptography.ts'
import {
  basis,
  type BasisChanges,
  both,
  file,
  identity,
  log,
  logEvidence,
  looseDiskId,
  now,
  proven,
  readEvidence,
  record,
  settings,
  settle,
  settledAt,
  signed,
  stay,
  subjectOf,
} from './loose-disk-bench.ts'

const deps = { sha256, verify: verifySignature }
const refusals = (changes: BasisChanges) => {
  const derived = deriveErasureCertificate(basis(changes))
  return derived.ok ? [] : derived.reasons.map(({ code }) => code)
}
const withMinimum = (erasureMinimum: 'witnessed' | 'log' | 'declared') => ({ ...settings, erasureMinimum })
const destroyed: SettlementOutcome = {
  kind: 'destroyed',
  technique: 'drill',
  performedAt: '2026-11-20T14:00:00.000Z',
  notes: 'Trois trous',
}

describe('an erasure certificate', () => {
  test('is about the one disk, and says where it came from and since when it is here', () => {
    const subject = subjectOf()
    expect(ErasureSubject.safeParse(subject).error?.issues).toBeUndefined()
    expect(subject).toMatchObject({
      id: `urn:uuid:${looseDiskId}`,
      kind: 'erasure-certificate',
      number: 'AT1-000001',
      machineId: looseDiskId,
      origin: { basis: 'declared', chassis: 'INV-0311', fromMachine: null, since: stay.startedAt },
      stay: { stayId: stay.id, startedAt: stay.startedAt },
      erasure: { statement: 'verified', minimum: 'witnessed' },
      issuedBy: 'OPR3',
      secondPerson: null,
    })
  })

  test('bears the fields of the NIST sample, what nwipe did and what the station read afterwards', () => {
    expect(subjectOf().disk).toMatchObject({
      basis: 'measured',
      model: identity.model,
      serial: identity.serial,
      sizeBytes: identity.sizeBytes,
      verdict: 'verified',
      how: 'witnessed',
      performedBy: { operator: 'OPR3', organisation: 'Atelier des Trois Rivières', location: '3 rue du Moulin' },
      treatment: {
        basis: 'measured',
        method: { category: 'clear', technique: 'overwrite', edition: 'NIST SP 800-88 Rev. 2' },
        detail: 'PRNG Stream',
        tool: { name: 'nwipe', version: '0.42' },
        startedAt: '2026-11-20T07:01:16.000Z',
        endedAt: '2026-11-20T14:55:00.000Z',
        bytesWritten: 2 * identity.sizeBytes,
        bytesRead: identity.sizeBytes,
        verification: { method: 'full', coveragePercent: 100, basis: 'measured' },
        readBack: { tool: { name: 'etabli', version: '1.0.0' }, expected: 'zero', bytesRead: identity.sizeBytes },
      },
      evidenceHashes: both.map(({ hash }) => hash),
      evidenceLink: null,
      destination: null,
      validatedBy: { supervisor: 'SPV2' },
    })
  })

  test('of a disk erased by a log alone says that its origin is unproven, where the workshop accepts it', () => {
    const only = [logEvidence()]
    const settlements = [settle(proven(only, 'log'))]
    const subject = subjectOf({ held: only, settlements, settings: withMinimum('log') })
    expect(subject).toMatchObject({
      erasure: { statement: 'verified-by-log', minimum: 'log' },
      disk: { how: 'log', treatment: { readBack: null, bytesWritten: 2 * identity.sizeBytes } },
    })
    expect(refusals({ held: only, settlements })).toEqual(['erasure.log-not-accepted'])
  })

  test('of a disk that somebody only says to have erased says so', () => {
    const declared = { ...declaredErasure, performedAt: '2026-11-20T14:00:00.000Z' } as SettlementOutcome
    const settlements = [settle(declared)]
    expect(subjectOf({ held: [], settlements, settings: withMinimum('declared') })).toMatchObject({
      erasure: { statement: 'declared-not-verified' },
      disk: { basis: 'declared', treatment: { basis: 'declared' }, evidenceHashes: [] },
    })
    expect(refusals({ held: [], settlements })).toEqual(['erasure.declared-not-accepted'])
  })

  test('of a destroyed disk says how, and needs no evidence', () => {
    expect(subjectOf({ held: [], settlements: [settle(destroyed)] })).toMatchObject({
      erasure: { statement: 'destroyed' },
      disk: {
        verdict: 'destroyed',
        treatment: { destruction: 'drill' },
        destination: null,
        notes: 'Trois trous',
      },
    })
  })

  test('of a log without a serial names the run that two people linked to the disk', () => {
    const nameless = logEvidence(log.replaceAll(identity.serial, ''))
    const link = { hash: nameless.hash, run: 1, device: '/dev/sda' }
    const held = [nameless, readEvidence()]
    const settlements = [settle({ ...proven(held), link })]
    expect(subjectOf({ held, settlements }).disk).toMatchObject({
      how: 'witnessed',
      evidenceLink: { log: nameless.hash, run: 1, device: '/dev/sda' },
    })
  })

  test('of an ESAT names the supervisor, and no worker', () => {
    const text = JSON.stringify(subjectOf({ settings: { ...settings, activities: ['esat'] } }))
    expect(text).not.toContain('OPR3')
    expect(text).toContain('SPV2')
  })

  test('uses no name of JSON-LD for something else', () => {
    const reserved = new Set(['id', 'type', 'evidence', 'issuer', 'proof', 'holder', 'credentialStatus'])
    const names = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, held]) => [...(Array.isArray(value) ? [] : [name]), ...names(held)])
        : []
    const { id: _id, ...rest } = subjectOf()
    expect(names(rest).filter((name) => reserved.has(name))).toEqual([])
  })
})

describe('no erasure certificate is derived', () => {
  test.each<[string, BasisChanges, string]>([
    ['while nothing is settled', { settlements: [] }, 'erasure.disk-unsettled'],
    ['while the erasure has failed', { settlements: [settle({ kind: 'failed', notes: 'Muet' })] }, 'erasure.failed'],
    [
      'by evidence that the journal does not hold',
      { held: [], settlements: [settle(proven(both))] },
      'erasure.evidence-unknown',
    ],
    [
      'by a log of another disk',
      {
        file: { ...file, disk: { ...identity, serial: 'WD-WCC2E5XK9999' } },
        settlements: [settle(proven(both), { disk: { ...identity, serial: 'WD-WCC2E5XK9999' } })],
      },
      'erasure.evidence-of-another-disk',
    ],
    [
      'by evidence that served another stay',
      {
        uses: [
          {
            settlement: uuid(98),
            usage: readEvidence().hash,
            disk: identity,
            owner: { machineId: uuid(97), stayId: uuid(99) },
          },
        ],
      },
      'erasure.evidence-used',
    ],
    [
      'while an erasure begun since has no end',
      { unfinished: [{ job: uuid(240), disk: identity, startedAt: now, position: 99 }] },
      'erasure.unfinished',
    ],
    [
      'by a settlement of another stay',
      { settlements: [settle(proven(both), { stayId: uuid(99) })] },
      'erasure.disk-unsettled',
    ],
    [
      'by a settlement from before it came',
      { settlements: [settle(proven(both), { at: '2026-11-20T05:00:00.000Z' })] },
      'erasure.disk-unsettled',
    ],
    [
      'by a foreign one: it stands in no machine',
      { settlements: [settle({ kind: 'foreign', notes: 'Clé' })] },
      'erasure.foreign-but-internal',
    ],
    [
      'by a record of which one figure was changed',
      { held: [logEvidence(), readEvidence(record({ bytesRead: identity.sizeBytes - 512 }))] },
      'read-back.incomplete',
    ],
  ])('%s', (_what, changes, code) => {
    expect(refusals(changes)).toContain(code)
  })

  test('by a settlement whose confirmation was given for another disk’s file', () => {
    const { what, confirmation: by } = settle(proven(both))
    const action = { kind: 'settle-disks' as const, machineId: uuid(98), disks: [what.disk], subject: 'a'.repeat(64) }
    expect(refusals({ settlements: [{ what, confirmation: { ...by, action } }] })).toContain(
      'documents.settlement-unconfirmed',
    )
  })

  test('for a disk without any name, unless it is destroyed: another one of its model looks the same', () => {
    const disk = { ...identity, serial: null }
    const nameless = { ...file, disk }
    const declared = { ...declaredErasure, performedAt: '2026-11-20T14:00:00.000Z' } as SettlementOutcome
    const accepting = withMinimum('declared')
    const told = { held: [], file: nameless, settings: accepting }
    expect(refusals({ ...told, settlements: [settle(declared, { disk })] })).toEqual(['documents.loose-disk-nameless'])
    expect(refusals({ ...told, settlements: [settle(destroyed, { disk })] })).toEqual([])
  })
})

describe('a disk that was taken out of a machine', () => {
  const taken = settleOnBench(20, ssd, { kind: 'removed', looseDiskId, place: 'Armoire fermée', notes: '' })
  const declared = settleOnBench(21, ssd, {
    ...declaredErasure,
    performedAt: '2026-11-02T11:00:00Z',
  } as SettlementOutcome)
  const erased = { ...declared, what: { ...declared.what, at: '2026-11-02T12:00:00Z' } }
  const settlements = [taken, erased]
  const ofMachine = (changes: BasisChanges = {}): BasisChanges => {
    const [loose] = looseDisks([taken.what, erased.what], 'declared')
    if (loose === undefined) throw new Error('There is no loose disk')
    return {
      held: [],
      loose,
      stay: { id: stayId, startedAt },
      inventoryNumber: '2026-0117',
      reports: [{ hash: 'b'.repeat(64), report: report() }],
      settlements,
      settings: withMinimum('declared'),
      now: '2026-11-02T16:00:00Z',
      ...changes,
    }
  }

  test('has a certificate of its own, with the machine, its number and what the report measured of it', () => {
    const derived = deriveErasureCertificate(basis(ofMachine()))
    expect(derived).toMatchObject({
      ok: true,
      subject: {
        machineId: looseDiskId,
        origin: { chassis: '2026-0117', fromMachine: taken.what.machineId, since: taken.what.at },
        stay: { stayId },
        disk: { make: 'Cormoran', kind: 'sata-ssd', serial: ssd.serial, seenIn: ['b'.repeat(64)], basis: 'measured' },
      },
    })
  })

  test('waits while it lies in the locked box: that is a place, not a verdict', () => {
    expect(refusals(ofMachine({ settlements: [taken] }))).toContain('erasure.disk-unsettled')
  })

  test('has none where a later report shows it in the machine again', () => {
    const later = { hash: 'c'.repeat(64), report: report({ takenAt: '2026-11-02T13:00:00Z' }) }
    expect(refusals(ofMachine({ reports: [later] }))).toEqual(['erasure.disk-back'])
  })

  test('is not covered by what was confirmed for another machine', () => {
    const by = confirmation(30, {
      kind: 'settle-disks',
      machineId: uuid(97),
      disks: [erased.what.disk],
      subject: 'a'.repeat(64),
    })
    expect(refusals(ofMachine({ settlements: [taken, { ...erased, confirmation: by }] }))).toContain(
      'documents.settlement-unconfirmed',
    )
  })
})

const certificate = await signed()

describe('a signed erasure certificate', () => {
  test('holds, under its number and key', async () => {
    expect(await verifyDocumentText(JSON.stringify(certificate), deps)).toMatchObject({
      holds: true,
      kind: 'erasure-certificate',
      number: 'AT1-000001',
      hash: await sha256(canonical(certificate)),
      issuer: { did: stationKey.did },
    })
  })

  /** Every place in a value, as a path. */
  const placesIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([name, held]) => placesIn(held, [...path, name]))]
      : [path]
  const changedAt = (
    value: unknown,
    [first, ...rest]: readonly string[],
    change: (held: unknown) => unknown,
  ): unknown => {
    if (first === undefined) return change(value)
    if (Array.isArray(value))
      return value.map((held: unknown, index) => (String(index) === first ? changedAt(held, rest, change) : held))
    const members = Object.entries(value as Record<string, unknown>)
    return Object.fromEntries(
      members.map(([name, held]) => [name, name === first ? changedAt(held, rest, change) : held]),
    )
  }
  const another = (held: unknown): unknown => {
    switch (typeof held) {
      case 'string':
        return `${held}0`
      case 'number':
        return held + 1
      case 'boolean':
        return !held
      default:
        return held === null
          ? '0'
          : Array.isArray(held)
            ? [...(held as unknown[]), 'a'.repeat(64)]
            : { ...(held as object), surprise: 1 }
    }
  }

  test('never holds once any of its members is changed: the signature notices', async () => {
    const places = placesIn(certificate.credentialSubject)
    expect(places.length).toBeGreaterThan(100)
    for (const place of places) {
      const altered = changedAt(certificate, ['credentialSubject', ...place], another)
      const { verification } = await examine(altered, deps)
      const proof = verification.checks.find(({ name }) => name === 'proof')
      expect([place.join('.'), verification.holds, proof?.reasons[0]?.code]).toEqual([
        place.join('.'),
        false,
        'documents.proof-signature',
      ])
    }
  })

  test('never holds once a member is taken out', async () => {
    for (const name of Object.keys(certificate.credentialSubject)) {
      const rest = Object.fromEntries(Object.entries(certificate.credentialSubject).filter(([each]) => each !== name))
      const { verification } = await examine({ ...certificate, credentialSubject: rest }, deps)
      expect([name, verification.holds]).toEqual([name, false])
    }
  })
})

describe('an erasure certificate signed in good form that contradicts itself is refused', () => {
  const disk =
    (change: (disk: ErasureSubject['disk']) => Partial<ErasureSubject['disk']>) =>
    (subject: ErasureSubject): ErasureSubject => ({ ...subject, disk: { ...subject.disk, ...change(subject.disk) } })
  const treatment = (changes: object) => disk(({ treatment: of }) => ({ treatment: of && { ...of, ...changes } }))
  test.each<[string, string, (subject: ErasureSubject) => ErasureSubject]>([
    ['loose-disk-differs', 'two disks', (subject) => ({ ...subject, machineId: uuid(96) })],
    ['erasure-statement', 'a head that is better than its disk', disk(() => ({ how: 'log' as const }))],
    [
      'erasure-statement',
      'a disk that is still somewhere',
      disk(() => ({
        verdict: 'removed' as const,
        how: null,
        treatment: null,
        evidenceHashes: [],
        removedTo: { place: 'Armoire', looseDisk: looseDiskId },
      })),
    ],
    ['disk-failed', 'a disk that failed', disk(() => ({ verdict: 'failed' as const, how: null, treatment: null }))],
    ['disk-verdict', 'a verified disk without evidence', disk(() => ({ evidenceHashes: [] }))],
    ['disk-verdict', 'a witnessed disk that nobody read back', treatment({ readBack: null })],
    ['disk-below-minimum', 'less than the workshop demands', disk(() => ({ how: 'log' as const }))],
    ['disk-bytes', 'fewer bytes than the disk holds', treatment({ bytesWritten: 4096 })],
    [
      'disk-bytes-read',
      'a full reading of a part',
      disk(({ treatment: of }) => ({
        treatment: of?.readBack == null ? null : { ...of, readBack: { ...of.readBack, bytesRead: 4096 } },
      })),
    ],
    ['disk-times', 'an end before its beginning', treatment({ startedAt: '2026-11-20T15:10:00.000Z' })],
    ['from-the-future', 'a disk settled after the document', disk(() => ({ settledAt: '2027-01-01T00:00:00Z' }))],
    [
      'loose-disk-times',
      'a disk settled before it came',
      (subject) => ({ ...subject, origin: { ...subject.origin, since: '2026-11-20T15:30:00.000Z' } }),
    ],
    ['number-differs', 'the number of another station', (subject) => ({ ...subject, number: 'ZZ9-000001' })],
    [
      'replaces-outside-chain',
      'a correction of another disk’s document',
      (subject) => ({ ...subject, replaces: 'a'.repeat(64) }),
    ],
  ])('%s: %s', async (code, _what, change) => {
    const { verification } = await examine(await signed(change(subjectOf())), deps)
    const consistency = verification.checks.find(({ name }) => name === 'consistency')
    expect(verification.holds).toBe(false)
    expect(consistency?.reasons.map((each) => each.code)).toContain(`documents.${code}`)
  })

  test('but one that says what it should holds, settled a moment before', async () => {
    const { verification } = await examine(await signed(subjectOf(), settledAt), deps)
    expect(verification.checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  })
})
