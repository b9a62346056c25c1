// A certificate held against its evidence: what agrees, what contradicts it, and what is only not there.
import { describe, expect, test as vitest } from 'vitest'
import type { CertifiedDisk } from '../../../domain/documents/certified-disk.ts'
import type { ErasureSubject } from '../../../domain/documents/erasure-certificate.ts'
import {
  checkEvidence,
  type EvidenceAtHand,
  evidenceNamedBy,
  withEvidence,
} from '../../../domain/documents/evidence-check.ts'
import { examine } from '../../../domain/documents/verify.ts'
import { findingsOf, type HeldEvidence } from '../../../domain/erasure/evidence/findings.ts'
import { say } from '../../../domain/words/sentences.ts'
import {
  basis as machineBasis,
  settle as settleOnBench,
  signedCertificate,
  ssd,
  subjectOf as machineSubjectOf,
} from './bench.ts'
import { sha256, verifySignature } from './cryptography.ts'
import {
  both,
  hashOfText,
  identity,
  log,
  logEvidence,
  now,
  proven,
  readEvidence,
  record,
  settings,
  settle,
  signed,
  subjectOf,
} from './loose-disk-bench.ts'
import { fc, test as property } from '../erasure/with-fast-check.ts'

const deps = { sha256, verify: verifySignature }
const atHand = (held: readonly HeldEvidence[]): readonly EvidenceAtHand[] =>
  held.map(({ hash, form, text }) => ({ hash, form, text }))
const certificateOf = async (change: (subject: ErasureSubject) => ErasureSubject = (subject) => subject) =>
  signed(change(subjectOf()))
const changing =
  (change: (disk: CertifiedDisk) => Partial<CertifiedDisk>) =>
  (subject: ErasureSubject): ErasureSubject => ({ ...subject, disk: { ...subject.disk, ...change(subject.disk) } })
const treated = (changes: object) =>
  changing(({ treatment }) => ({ treatment: treatment && { ...treatment, ...changes } }))
const readBack = (changes: object) =>
  changing(({ treatment }) => ({
    treatment: treatment?.readBack == null ? null : { ...treatment, readBack: { ...treatment.readBack, ...changes } },
  }))
const contradictionsOf = async (
  held: readonly EvidenceAtHand[],
  change?: (subject: ErasureSubject) => ErasureSubject,
) => checkEvidence(await certificateOf(change), held).flatMap(({ contradictions }) => contradictions)
const codesOf = async (held: readonly EvidenceAtHand[], change?: (subject: ErasureSubject) => ErasureSubject) =>
  (await contradictionsOf(held, change)).map(({ code }) => code)

describe('a certificate and its evidence', () => {
  vitest('agree, on every figure', async () => {
    expect(checkEvidence(await certificateOf(), atHand(both))).toMatchObject([
      { missing: [], lookedAt: both.map(({ hash }) => hash), contradictions: [] },
    ])
  })

  vitest('agree in whatever order the files are given, and beside others', async () => {
    const other = { hash: hashOfText('x'), form: null, text: 'x' }
    expect(await codesOf([other, ...atHand(both).toReversed()])).toEqual([])
  })

  property(
    'agree wherever the workshop stands: the log’s clock names no zone',
    fc.integer({ min: -11, max: 13 }),
    (hours) => {
      const zoneMinutes = hours * 60
      const held = [logEvidence()]
      const day = { startedAt: '2026-11-19T12:00:00.000Z' }
      const at = '2026-11-21T20:00:00.000Z'
      const subject = subjectOf({
        held,
        settlements: [settle(proven(held, 'log'), { at })],
        settings: { ...settings, erasureMinimum: 'log' },
        evidence: held.flatMap((each) => findingsOf(each, { now: at, zoneMinutes })),
        stay: { id: subjectOf().stay.stayId, ...day },
        now: at,
      } as Parameters<typeof subjectOf>[0])
      const document = { credentialSubject: subject, validFrom: at } as Parameters<typeof checkEvidence>[0]
      expect(checkEvidence(document, atHand(held))[0]?.contradictions).toEqual([])
    },
    25,
  )

  vitest('are named together, so that what is missing can be asked for', async () => {
    const certificate = await certificateOf()
    expect(evidenceNamedBy(certificate)).toEqual(both.map(({ hash }) => hash))
    expect(checkEvidence(certificate, [])).toMatchObject([
      { missing: both.map(({ hash }) => hash), contradictions: [] },
    ])
    expect(checkEvidence(certificate, atHand([logEvidence()]))).toMatchObject([
      { missing: [readEvidence().hash], contradictions: [] },
    ])
    expect(checkEvidence(certificate, atHand([readEvidence()]))).toMatchObject([
      { missing: [logEvidence().hash], contradictions: [] },
    ])
  })

  vitest('agree where the disk was settled by less than its evidence comes to', () => {
    const settlements = [settle(proven(both, 'log'))]
    const subject = subjectOf({ settlements, settings: { ...settings, erasureMinimum: 'log' } })
    expect(subject.disk).toMatchObject({ how: 'log', treatment: { readBack: { expected: 'zero' } } })
    const document = { credentialSubject: subject, validFrom: now } as Parameters<typeof checkEvidence>[0]
    expect(checkEvidence(document, atHand(both))).toMatchObject([{ missing: [], contradictions: [] }])
  })

  vitest('are asked of each disk of a machine, and of those alone that rest on evidence', async () => {
    const held = [
      {
        ...logEvidence(
          log
            .replaceAll('S41GNX0M123456', 'CRM0001')
            .replaceAll('2026/11/20', '2026/11/02')
            .replaceAll('256060514304', String(ssd.sizeBytes))
            .replaceAll('256 GB', '250 GB'),
        ),
      },
    ]
    const evidence = held.flatMap((each) => findingsOf(each, { now: '2026-11-02T16:00:00Z', zoneMinutes: 0 }))
    const first = settleOnBench(10, ssd, proven(held, 'log'))
    const settlements = [
      { ...first, what: { ...first.what, at: '2026-11-02T14:00:00Z' } },
      ...(await machineBasis()).settlements.slice(1),
    ]
    const certificate = await signedCertificate(await machineSubjectOf({ settlements, evidence }))
    expect(checkEvidence(certificate, atHand(held))).toMatchObject([
      { disk: { serial: 'CRM0001', how: 'log' }, missing: [], contradictions: [] },
    ])
  })
})

describe('a certificate that its evidence contradicts', () => {
  vitest.each<[string, (subject: ErasureSubject) => ErasureSubject, string]>([
    ['another serial', changing(() => ({ serial: 'WD-WCC2E5XK9999' })), 'erasure.evidence-of-another-disk'],
    ['another size', changing(() => ({ sizeBytes: 500_107_862_528 })), 'erasure.evidence-of-another-size'],
    ['more bytes written', treated({ bytesWritten: 3 * identity.sizeBytes }), 'documents.evidence-differs'],
    ['other bytes read', treated({ bytesRead: 1 }), 'documents.evidence-differs'],
    [
      'a better category',
      treated({ method: { category: 'purge', technique: 'overwrite', edition: 'x' } }),
      'documents.evidence-differs-in-word',
    ],
    ['another method of the tool', treated({ detail: 'Gutmann Wipe' }), 'documents.evidence-differs'],
    ['another tool', treated({ tool: { name: 'blancco', version: '7' } }), 'documents.evidence-differs'],
    [
      'an earlier beginning, by no zone',
      treated({ startedAt: '2026-11-20T07:01:15.000Z' }),
      'documents.evidence-differs',
    ],
    ['a later end', treated({ endedAt: '2026-11-20T14:56:00.000Z' }), 'documents.evidence-differs'],
    [
      'another verification',
      treated({ verification: { method: 'sampling', coveragePercent: 100, basis: 'measured' } }),
      'documents.evidence-differs-in-word',
    ],
    [
      'a wider coverage',
      treated({ verification: { method: 'full', coveragePercent: 99, basis: 'measured' } }),
      'documents.evidence-differs',
    ],
    ['another reading', readBack({ startedAt: '2026-11-20T13:11:00.000Z' }), 'documents.evidence-not-witnessed'],
    ['more bytes read back', readBack({ bytesRead: identity.sizeBytes - 512 }), 'documents.evidence-differs'],
    ['another tool of reading', readBack({ tool: { name: 'etabli', version: '9' } }), 'documents.evidence-differs'],
    ['something else that was looked for', readBack({ expected: 'random' }), 'documents.evidence-differs-in-word'],
    [
      'a disk that came after it was erased',
      (subject) => ({ ...subject, stay: { ...subject.stay, startedAt: '2026-11-20T14:00:00.000Z' } }),
      'erasure.evidence-before-stay',
    ],
  ])('is found out: %s', async (_what, change, code) => {
    expect(await codesOf(atHand(both), change)).toContain(code)
  })

  vitest.each([
    [treated({ verification: { method: 'sampling', coveragePercent: 100, basis: 'measured' } }), 'par échantillons'],
    [readBack({ expected: 'random' }), 'des données aléatoires'],
    [treated({ method: null }), 'rien'],
  ])('says the words of the trade, not those of the data', async (change, word) => {
    const [first] = (await contradictionsOf(atHand(both), change)).map((each) => say(each, 'fr'))
    expect(first).toContain(`le certificat dit «\u202f${word}\u202f»`)
    expect(first).not.toMatch(/«\s(overwrite|full|sampling|zero|random|not-said)\s»/)
  })

  vitest('names the figure, what it says and what the evidence shows', async () => {
    const [first, ...others] = await contradictionsOf(atHand(both), treated({ bytesWritten: 7 }))
    expect(first).toEqual({
      code: 'documents.evidence-differs',
      params: {
        disk: 'WDC WD5000AAKX-00ERMA0 · WD-WCC2E5XK1234',
        what: 'evidence-bytes-written',
        said: 7,
        shown: 2 * identity.sizeBytes,
      },
    })
    expect(others).toEqual([])
  })

  vitest('is found out by one of two pieces, where the other is missing', async () => {
    expect(await codesOf(atHand([logEvidence()]), treated({ bytesWritten: 7 }))).toEqual(['documents.evidence-differs'])
    expect(await codesOf(atHand([readEvidence()]), treated({ bytesRead: 7 }))).toEqual(['documents.evidence-differs'])
    expect(
      await codesOf(
        atHand([readEvidence()]),
        changing(() => ({ serial: 'OTHER1' })),
      ),
    ).toEqual(['erasure.evidence-of-another-disk'])
  })

  /** As a station would sign that believed this evidence: the certificate of the good one, naming the other. */
  const naming = (held: readonly HeldEvidence[]) => changing(() => ({ evidenceHashes: held.map(({ hash }) => hash) }))
  vitest.each<[string, readonly HeldEvidence[], string]>([
    [
      'a log of another disk',
      [logEvidence(log.replaceAll(identity.serial, 'WD-WCC2E5XK0000')), readEvidence()],
      'erasure.evidence-of-another-disk',
    ],
    [
      'a log that was edited',
      [
        logEvidence(log.replace('500107862016 bytes written to /dev/sda', '499107862016 bytes written to /dev/sda')),
        readEvidence(),
      ],
      'erasure.log-bytes-written',
    ],
    ['a log that was cut', [logEvidence(log.slice(0, log.length / 2)), readEvidence()], 'erasure.log-'],
    [
      'a record of which one figure was changed',
      [logEvidence(), readEvidence(record({ readTo: 0 }))],
      'read-back.incomplete',
    ],
    [
      'a record of a reading that found something',
      [logEvidence(), readEvidence(record({ structures: [{ name: 'NTFS', address: 0 }] }))],
      'read-back.structures',
    ],
    [
      'a record of another disk',
      [
        logEvidence(),
        readEvidence(record({ medium: { ...record().medium, identity: { ...identity, serial: 'OTHER1' } } })),
      ],
      'erasure.evidence-of-another-disk',
    ],
    ['a log alone, where it says witnessed', [logEvidence()], 'documents.evidence-not-witnessed'],
    [
      'a file that is no evidence',
      [
        {
          hash: hashOfText('bonjour'),
          form: 'nwipe-log',
          source: 'file',
          position: null,
          owner: null,
          text: 'bonjour',
        },
      ],
      'documents.evidence-is-none',
    ],
  ])('is found out: it names %s', async (_what, held, code) => {
    const codes = await codesOf(atHand(held), naming(held))
    expect(codes.some((each) => each.startsWith(code))).toBe(true)
  })

  vitest('is found out where a file of no form is given under the hash that it names', async () => {
    const [first, second] = atHand(both)
    if (first === undefined || second === undefined) throw new Error('There are two')
    expect(await codesOf([{ ...first, form: null }, second])).toEqual(['documents.evidence-is-none'])
  })

  const digits = [...log.matchAll(/\d/g)].map(({ index }) => index)
  /** All that the log says of the disk, but for its model, which every tool writes in its own way, and what no certificate bears. */
  const saidOf = (text: string) => {
    const finding = findingsOf(logEvidence(text), { now, zoneMinutes: 60 }).find(
      ({ disk }) => disk.serial === identity.serial,
    )
    return finding && { ...finding, disk: { ...finding.disk, model: '' }, hash: '', usage: '', endedAt: '' }
  }
  property(
    'is found out, or says nothing else, whichever digit of the log is another',
    fc.record({ at: fc.constantFrom(...digits), digit: fc.integer({ min: 0, max: 9 }) }),
    ({ at, digit }) => {
      const text = log.slice(0, at) + String(digit) + log.slice(at + 1)
      const held = [logEvidence(text), readEvidence()]
      const document = { credentialSubject: naming(held)(subjectOf()), validFrom: now } as Parameters<
        typeof checkEvidence
      >[0]
      const isContradicted = (checkEvidence(document, atHand(held))[0]?.contradictions.length ?? 0) > 0
      if (!isContradicted) expect(saidOf(text)).toEqual(saidOf(log))
    },
    150,
  )
})

describe('the examination of a certificate with its evidence', () => {
  const outcomeOf = async (held: readonly EvidenceAtHand[], change?: (subject: ErasureSubject) => ErasureSubject) => {
    const { verification, document } = withEvidence(await examine(await certificateOf(change), deps), held)
    const check = verification.checks.find(({ name }) => name === 'evidence')
    return { holds: verification.holds, document, check }
  }
  vitest('holds where all is there and agrees', async () => {
    expect(await outcomeOf(atHand(both))).toMatchObject({ holds: true, check: { outcome: 'holds', reasons: [] } })
  })
  vitest('holds where it is not given, and says so', async () => {
    const { holds, check } = await outcomeOf([])
    expect([holds, check?.outcome, check?.reasons.map(({ code }) => code)]).toEqual([
      true,
      'not-checked',
      ['documents.evidence-not-given', 'documents.evidence-not-given'],
    ])
  })
  vitest('does not hold where it is contradicted, though signature and form are good', async () => {
    expect(await outcomeOf(atHand(both), treated({ bytesWritten: 3 * identity.sizeBytes }))).toMatchObject({
      holds: false,
      document: null,
      check: { outcome: 'fails' },
    })
  })
  vitest('says nothing of evidence where a document rests on none', async () => {
    const certificate = await signedCertificate(await machineSubjectOf())
    const { verification } = withEvidence(await examine(certificate, deps), [])
    expect(verification.holds).toBe(true)
    expect(verification.checks.some(({ name }) => name === 'evidence')).toBe(false)
  })
})
