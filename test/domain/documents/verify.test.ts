import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/documents/canonical.ts'
import { toBase58 } from '../../../domain/documents/did-key.ts'
import { secure, type JsonObject } from '../../../domain/documents/proof.ts'
import type { RefurbishmentSubject } from '../../../domain/documents/refurbishment-certificate.ts'
import { examine, verifyDocumentText } from '../../../domain/documents/verify.ts'
import { otherKey, sha256, stationKey, verifySignature } from './cryptography.ts'
import { now, report, signedCertificate, subjectOf } from './bench.ts'

const deps = { sha256, verify: verifySignature }
const verified = (document: unknown) => verifyDocumentText(JSON.stringify(document), deps)
const failuresOf = async (document: unknown): Promise<Record<string, string[]>> => {
  const { checks } = await verified(document)
  return Object.fromEntries(
    checks
      .filter(({ outcome }) => outcome === 'fails')
      .map(({ name, reasons }) => [name, reasons.map(({ code }) => code)]),
  )
}
/** Signed anew by whoever holds the key: the signature is good, so only the content can speak against it. */
const signedAgain = async (change: (subject: RefurbishmentSubject) => RefurbishmentSubject) =>
  signedCertificate(change(await subjectOf()))

const certificate = await signedCertificate(await subjectOf())
const text = JSON.stringify(certificate, null, 2)
const hash = await sha256(canonical(certificate))

describe('a certificate that holds', () => {
  test('is named with its number, hash, issuer and date', async () => {
    expect(await verifyDocumentText(text, deps)).toMatchObject({
      holds: true,
      kind: 'refurbishment-certificate',
      number: 'AT1-000001',
      hash,
      issuer: { did: stationKey.did, name: 'Atelier des Trois Rivières' },
      issuedAt: now,
    })
  })

  test('holds whatever its blanks, its order and a byte-order mark', async () => {
    const reversed = Object.fromEntries(Object.entries(certificate).reverse())
    for (const other of [JSON.stringify(reversed), `\ufeff${text}\n`, JSON.stringify(certificate)]) {
      expect(await verifyDocumentText(other, deps)).toMatchObject({ holds: true, hash })
    }
  })
})

describe('an altered certificate', () => {
  test('never holds with another content, whichever character is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 32, max: 0x2fff }), async (at, unit) => {
        const altered = text.slice(0, at) + String.fromCharCode(unit) + text.slice(at + 1)
        const verification = await verifyDocumentText(altered, deps)
        if (verification.holds) expect(verification.hash).toBe(hash)
        else expect(verification.checks.some(({ reasons }) => reasons.length > 0)).toBe(true)
      }),
      { numRuns: 400, seed: 20261102 },
    )
  })

  test('never holds with a digit or letter changed, from its first character to its last', async () => {
    const places = [...text.matchAll(/[0-9a-zA-Z]/g)].map(({ index }) => index)
    const step = Math.max(1, Math.floor(places.length / 300))
    for (let index = 0; index < places.length; index += step) {
      const at = places[index] ?? 0
      const flipped = String.fromCharCode(text.charCodeAt(at) ^ 1)
      const verification = await verifyDocumentText(text.slice(0, at) + flipped + text.slice(at + 1), deps)
      expect(verification.holds).toBe(false)
    }
  })

  test.runIf(process.env['ETABLI_LONG'] === '1')(
    'never holds with another content, with one bit of each character flipped in turn',
    async () => {
      for (let at = 0; at < text.length; at++) {
        const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << (at % 7)))
        const verification = await verifyDocumentText(text.slice(0, at) + flipped + text.slice(at + 1), deps)
        if (verification.holds) expect(verification.hash).toBe(hash)
      }
    },
    600_000,
  )

  test('never holds when it is cut', async () => {
    for (let length = 0; length < text.length; length += 97) {
      const verification = await verifyDocumentText(text.slice(0, length), deps)
      expect(verification).toMatchObject({ holds: false, kind: 'unknown' })
    }
  })

  test('never holds with a member more, at any depth', async () => {
    const deeper = structuredClone(certificate) as unknown as { credentialSubject: { machine: JsonObject } }
    deeper.credentialSubject.machine = { ...deeper.credentialSubject.machine, surprise: 1 }
    expect(await failuresOf({ ...certificate, surprise: 1 })).toHaveProperty('schema')
    expect(await failuresOf(deeper)).toMatchObject({ schema: ['documents.does-not-fit'] })
  })
})

describe('what only looks like a certificate', () => {
  test.each([
    ['a number', '42'],
    ['nothing', 'null'],
    ['a list', '[]'],
    ['an object of another kind', '{"type":["VerifiableCredential","AlumniCredential"]}'],
    ['a type by inheritance', '{"type":"VerifiableCredential"}'],
  ])('is refused as another kind: %s', async (_what, other) => {
    const { holds, kind, checks } = await verifyDocumentText(other, deps)
    expect({ holds, kind }).toEqual({ holds: false, kind: 'unknown' })
    expect(checks.find(({ name }) => name === 'kind')?.reasons[0]?.code).toBe('documents.other-kind')
  })

  test('is called by its name where it is a hardware report', async () => {
    expect(await verified(report())).toMatchObject({ holds: false, kind: 'hardware-report' })
  })

  test('is refused by its form where it calls itself a document of another kind', async () => {
    const slip = { ...certificate, type: ['VerifiableCredential', 'EtabliTransferSlip'] }
    expect(await failuresOf(slip)).toHaveProperty('schema')
    const unheardOf = { ...certificate, type: ['VerifiableCredential', 'EtabliLoanSlip'] }
    expect(await failuresOf(unheardOf)).toMatchObject({ kind: ['documents.other-kind'] })
  })

  test('is refused before it is believed where it is a bomb', async () => {
    const bomb = '{"type":'.repeat(200_000)
    expect(await verifyDocumentText(bomb, deps)).toMatchObject({ holds: false, kind: 'unknown' })
    const twice = text.replace('"validFrom"', '"validFrom": "2026-01-01T00:00:00Z",\n  "validFrom"')
    const [readable] = (await verifyDocumentText(twice, deps)).checks
    expect(readable?.reasons[0]?.code).toBe('documents.name-twice')
    const polluted = text.replace('"validFrom"', '"__proto__": {"holds": true},\n  "validFrom"')
    expect((await verifyDocumentText(polluted, deps)).checks[0]?.reasons[0]?.code).toBe('documents.forbidden-name')
  })
})

describe('a value that was parsed elsewhere', () => {
  test('is refused where it is too deep, and does not exhaust the stack', async () => {
    const bomb: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))
    const { verification } = await examine({ ...certificate, surprise: bomb }, deps)
    expect(verification.checks[0]?.reasons[0]?.code).toBe('documents.too-deep')
  })

  test('is refused where it bears __proto__ as a member of its own', async () => {
    const value: unknown = JSON.parse(text.replace('"validFrom"', '"__proto__": {"holds": true}, "validFrom"'))
    const { verification } = await examine(value, deps)
    expect(verification).toMatchObject({ holds: false })
    expect(verification.checks[0]?.reasons[0]?.code).toBe('documents.forbidden-name')
  })
})

describe('a signature', () => {
  test('by another key than the issuer’s is refused', async () => {
    const { proof: _proof, ...unsecured } = certificate
    const forged = await secure(unsecured, { ...otherKey, created: now, sha256 })
    expect(await failuresOf(forged)).toEqual({ issuer: ['documents.issuer-differs'] })
  })

  test('of zeros under a small-order key is refused', async () => {
    const neutral = Uint8Array.from([1, ...new Uint8Array(31)])
    const name = `z${toBase58(Uint8Array.from([0xed, 0x01, ...neutral]))}`
    const forged = {
      ...certificate,
      issuer: { ...certificate.issuer, id: `did:key:${name}` },
      proof: {
        ...certificate.proof,
        verificationMethod: `did:key:${name}#${name}`,
        proofValue: `z${toBase58(Uint8Array.from([...neutral, ...new Uint8Array(32)]))}`,
      },
    }
    expect(await failuresOf(forged)).toMatchObject({ proof: ['documents.proof-key-unknown'] })
  })

  test('given twice, or for another purpose, is refused', async () => {
    const { proof } = certificate
    expect(await failuresOf({ ...certificate, proof: [proof, proof] })).toMatchObject({
      proof: ['documents.proof-several'],
    })
    expect(await failuresOf({ ...certificate, proof: { ...proof, proofPurpose: 'authentication' } })).toMatchObject({
      proof: ['documents.proof-malformed'],
    })
  })
})

describe('a certificate signed in good form that contradicts itself is refused', () => {
  const disks =
    (change: (disk: RefurbishmentSubject['disks'][number]) => object) => (subject: RefurbishmentSubject) => ({
      ...subject,
      disks: subject.disks.map((disk) => ({ ...disk, ...change(disk) })),
    })
  const cases: readonly [string, string, (subject: RefurbishmentSubject) => RefurbishmentSubject][] = [
    ['number-differs', 'a number that is not its sequence', (subject) => ({ ...subject, number: 'AT1-000002' })],
    ['number-differs', 'the number of another station', (subject) => ({ ...subject, number: 'ZZ9-000001' })],
    [
      'previous-missing',
      'a later document without one before it',
      (subject) => ({ ...subject, sequence: 5, number: 'AT1-000005' }),
    ],
    [
      'machine-differs',
      'two machines',
      (subject) => ({ ...subject, machineId: 'b2a5bb5e-9b6b-4d0e-8d9a-4c9d9a3f0000' }),
    ],
    [
      'replaces-outside-chain',
      'a correction of another machine’s document',
      (subject) => ({ ...subject, replaces: 'a'.repeat(64) }),
    ],
    [
      'erasure-face',
      'a face that is better than its disks',
      (subject) => ({ ...subject, erasure: { ...subject.erasure, statement: 'verified' } }),
    ],
    ['disk-verdict', 'a verified disk without evidence', disks(() => ({ verdict: 'verified', how: 'witnessed' }))],
    ['disk-verdict', 'a declared disk that was witnessed', disks(() => ({ how: 'witnessed' }))],
    ['disk-failed', 'a disk that failed', disks(() => ({ verdict: 'failed', treatment: null }))],
    [
      'disk-below-minimum',
      'less than the workshop demands',
      (subject) => ({ ...subject, erasure: { ...subject.erasure, minimum: 'witnessed' } }),
    ],
    [
      'disk-twice',
      'one settlement for two disks',
      disks(() => ({ settlement: '7d0c8e0e-6a0d-4b3b-9b53-0b7b8f1c0001' })),
    ],
    [
      'disk-times',
      'an erasure that ended after it was settled',
      disks(({ treatment }) => ({ treatment: treatment && { ...treatment, endedAt: '2026-11-02T12:00:00Z' } })),
    ],
    ['from-the-future', 'a disk settled after the document', disks(() => ({ settledAt: '2027-01-01T00:00:00Z' }))],
    [
      'memory-sum',
      'modules that do not make the total',
      (subject) => ({
        ...subject,
        machine: {
          ...subject.machine,
          measurement: subject.machine.measurement && {
            ...subject.machine.measurement,
            memory: { ...subject.machine.measurement.memory, totalBytes: 16 * 1024 ** 3 },
          },
        },
      }),
    ],
    [
      'battery-health',
      'a battery better than its capacities',
      (subject) => ({
        ...subject,
        machine: {
          ...subject.machine,
          measurement: subject.machine.measurement && {
            ...subject.machine.measurement,
            batteries: subject.machine.measurement.batteries.map((battery) => ({ ...battery, healthPercent: 100 })),
          },
        },
      }),
    ],
    [
      'disks-not-looked-for',
      'disks that nobody looked for',
      (subject) => ({ ...subject, machine: { ...subject.machine, measurement: null } }),
    ],
    [
      'measurement-without-report',
      'a measurement from no report',
      (subject) => ({ ...subject, machine: { ...subject.machine, reports: [] } }),
    ],
    [
      'grade-differs',
      'a grade that nobody gave',
      (subject) => ({
        ...subject,
        grading: {
          ...subject.grading,
          grades: subject.grading.grades.map((grade) => ({ ...grade, grade: 'D' as const })),
        },
      }),
    ],
    [
      'grade-twice',
      'a grade given twice',
      (subject) => ({
        ...subject,
        grading: { ...subject.grading, grades: [...subject.grading.grades, ...subject.grading.grades] },
      }),
    ],
    [
      'test-twice',
      'a test named twice',
      (subject) => ({
        ...subject,
        checklist: { ...subject.checklist, tests: [...subject.checklist.tests, ...subject.checklist.tests] },
      }),
    ],
    [
      'issuer-name-differs',
      'an organisation that is not the issuer',
      (subject) => ({ ...subject, organisation: { ...subject.organisation, name: 'Une autre' } }),
    ],
    [
      'chain-repeats',
      'a chain that names a document twice',
      (subject) => ({ ...subject, machineChain: ['a'.repeat(64), 'a'.repeat(64)] }),
    ],
  ]
  test.each(cases)('%s: %s', async (code, _what, change) => {
    expect((await failuresOf(await signedAgain(change)))['consistency']).toContain(`documents.${code}`)
  })

  test('dates-differ: signed at another moment than it says', async () => {
    const { proof: _proof, ...unsecured } = certificate
    const late = await secure(unsecured, { ...stationKey, created: '2026-12-01T00:00:00Z', sha256 })
    expect(await failuresOf(late)).toEqual({ consistency: ['documents.dates-differ'] })
  })

  test('but may stand before its measurements where its clock was declared', async () => {
    const subject = await subjectOf({ clock: 'declared' })
    const early = await signedCertificate(subject, { validFrom: '2026-11-01T00:00:00Z' })
    expect(await verified(early)).toMatchObject({ holds: true })
  })
})
