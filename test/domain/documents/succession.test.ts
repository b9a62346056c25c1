// A chain that goes on where another ended: what it must say of itself, and whether the old key said so too.
import { describe, expect, test } from 'vitest'
import { toBase58 } from '../../../domain/documents/did-key.ts'
import { numberOf, unsecuredDocument } from '../../../domain/documents/document.ts'
import { secure } from '../../../domain/documents/proof.ts'
import { handedOn, type Predecessor, type SuccessionSubject } from '../../../domain/documents/succession.ts'
import { examine } from '../../../domain/documents/verify.ts'
import { now, uuid } from './bench.ts'
import { keyOf, sha256, verifySignature } from './cryptography.ts'

const keyNumber = (number: number) => keyOf(new Uint8Array(32).fill(number))
const [old, fresh, stranger] = [keyNumber(1), keyNumber(2), keyNumber(3)]
const head = { sequence: 41, document: 'a'.repeat(64) }
const predecessor: Predecessor = { did: old.did, code: 'DIE', head }

const signedBy = (key: typeof old, of: Predecessor = predecessor, successor: string = fresh.did) =>
  `z${toBase58(key.sign(handedOn(of, successor)))}`

const reasonsOf = async (changes: Partial<SuccessionSubject>) => {
  const subject: SuccessionSubject = {
    kind: 'succession',
    version: 1,
    machineId: null,
    number: numberOf('DIEB', 1),
    sequence: 1,
    previousDocument: head.document,
    machineChain: [],
    replaces: null,
    clock: 'trusted',
    language: 'fr',
    station: { name: 'Tiers-lieu de Die', code: 'DIEB' },
    organisation: { name: 'La Fabrique', address: '', phone: '', email: '' },
    predecessor,
    predecessorSignature: null,
    ...changes,
  }
  const unsecured = unsecuredDocument('succession', {
    ...{ draftId: uuid(9), did: fresh.did, issuerName: 'La Fabrique', validFrom: now, subject },
  })
  const document = await secure(unsecured, { did: fresh.did, created: now, sign: fresh.sign, sha256 })
  const { verification } = await examine(document, { sha256, verify: verifySignature })
  const reasons = verification.checks.flatMap((check) => check.reasons.map(({ code }) => code))
  expect(verification.holds).toBe(reasons.length === 0)
  return reasons
}

describe('a succession', () => {
  test('holds with the old key’s signature, and without any', async () => {
    expect(await reasonsOf({ predecessorSignature: signedBy(old) })).toEqual([])
    expect(await reasonsOf({})).toEqual([])
  })
  test('of a station that had issued nothing names no head', async () => {
    const none = { ...predecessor, head: null }
    const predecessorSignature = signedBy(old, none)
    expect(await reasonsOf({ predecessor: none, previousDocument: null, predecessorSignature })).toEqual([])
  })
  test('is refused where another signed in the old key’s name', async () => {
    const wrong = ['documents.succession-signature']
    expect(await reasonsOf({ predecessorSignature: signedBy(stranger) })).toEqual(wrong)
    expect(await reasonsOf({ predecessorSignature: signedBy(fresh) })).toEqual(wrong)
    expect(await reasonsOf({ predecessorSignature: 'z1111' })).toEqual(wrong)
  })
  test('is refused where the old key signed for another successor, or of another head', async () => {
    const wrong = ['documents.succession-signature']
    expect(await reasonsOf({ predecessorSignature: signedBy(old, predecessor, stranger.did) })).toEqual(wrong)
    const earlier = { ...predecessor, head: { ...head, sequence: 40 } }
    expect(await reasonsOf({ predecessorSignature: signedBy(old, earlier) })).toEqual(wrong)
  })
  test('is the first of its chain, of another station and under another code, after the head that it names', async () => {
    expect(await reasonsOf({ sequence: 2, number: numberOf('DIEB', 2) })).toEqual(['documents.succession-not-first'])
    expect(await reasonsOf({ predecessor: { ...predecessor, did: fresh.did } })).toEqual([
      'documents.succession-of-itself',
    ])
    expect(await reasonsOf({ predecessor: { ...predecessor, code: 'DIEB' } })).toEqual([
      'documents.succession-same-code',
    ])
    expect(await reasonsOf({ previousDocument: 'b'.repeat(64) })).toEqual(['documents.succession-head'])
  })
})
