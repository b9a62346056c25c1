import { existsSync, readFileSync } from 'node:fs'
import { createVerifyCryptosuite, createSignCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/documents/canonical.ts'
import { fromBase58, publicKeyOf, toBase58, verificationMethodOf } from '../../../domain/documents/did-key.ts'
import { secure, verifyProof, type JsonObject } from '../../../domain/documents/proof.ts'
import { signedCertificate, subjectOf } from './bench.ts'
import { signed as signedErasureCertificate } from './loose-disk-bench.ts'
import { keyOf, otherKey, sha256, stationKey, verifySignature } from './cryptography.ts'

const by = { verify: verifySignature, sha256 }
const created = '2026-03-02T09:30:00Z'
const unsecured = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
  id: 'urn:uuid:0f4be8f0-1c36-4a4e-bd7b-0d0b6a4b1b11',
  type: ['VerifiableCredential', 'Example'],
  issuer: { id: stationKey.did, name: 'Atelier' },
  validFrom: created,
  credentialSubject: { accents: 'é œ 漢 😀', figure: 1.5, nothing: null, list: [3, 1, 2] },
}
const secured = () => secure(unsecured, { ...stationKey, created, sha256 })
const codeOf = async (document: JsonObject) => {
  const outcome = await verifyProof(document, by)
  return outcome.holds ? 'holds' : outcome.reasons[0]?.code
}

describe('a proof of eddsa-jcs-2022', () => {
  test('holds on what it was made for, and names the key', async () => {
    expect(await verifyProof(await secured(), by)).toMatchObject({ holds: true, did: stationKey.did })
  })

  test('does not depend on the order of members', async () => {
    const reversed = Object.fromEntries(Object.entries(await secured()).reverse())
    expect(await codeOf(reversed)).toBe('holds')
  })

  test('fails on any other content', async () => {
    const document = await secured()
    expect(await codeOf({ ...document, added: null })).toBe('documents.proof-signature')
    expect(await codeOf({ ...document, validFrom: '2026-03-02T09:30:01Z' })).toBe('documents.proof-signature')
    const { id: _removed, ...shorter } = document
    expect(await codeOf(shorter)).toBe('documents.proof-signature')
  })

  test('is exactly one, whole, for assertions, and without members that nobody asked for', async () => {
    const document = await secured()
    const { proof } = document
    expect(await codeOf(unsecured)).toBe('documents.proof-missing')
    expect(await codeOf({ ...document, proof: [proof] })).toBe('documents.proof-several')
    expect(await codeOf({ ...document, proof: [proof, proof] })).toBe('documents.proof-several')
    expect(await codeOf({ ...document, proof: null })).toBe('documents.proof-malformed')
    expect(await codeOf({ ...document, proof: { ...proof, previousProof: 'x' } })).toBe('documents.proof-malformed')
    expect(await codeOf({ ...document, proof: { ...proof, proofPurpose: 'authentication' } })).toBe(
      'documents.proof-malformed',
    )
    expect(await codeOf({ ...document, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } })).toBe(
      'documents.proof-malformed',
    )
  })

  test('is bound to its options: another date, key or context fails', async () => {
    const document = await secured()
    const { proof } = document
    const other = { ...proof, verificationMethod: verificationMethodOf(otherKey.did) }
    expect(await codeOf({ ...document, proof: { ...proof, created: '2026-03-02T09:30:01Z' } })).toBe(
      'documents.proof-signature',
    )
    expect(await codeOf({ ...document, proof: other })).toBe('documents.proof-signature')
    expect(await codeOf({ ...document, proof: { ...proof, verificationMethod: stationKey.did } })).toBe(
      'documents.proof-key-unknown',
    )
    expect(await codeOf({ ...document, '@context': [...unsecured['@context'], 'https://example.org'] })).toBe(
      'documents.proof-context',
    )
    const { '@context': _context, ...withoutContext } = proof
    expect(await codeOf({ ...document, proof: withoutContext })).toBe('documents.proof-context')
  })

  test('by a small-order key with a signature of zeros never holds', async () => {
    const document = await secured()
    const neutral = Uint8Array.from([1, ...new Uint8Array(31)])
    const name = `z${toBase58(Uint8Array.from([0xed, 0x01, ...neutral]))}`
    const proof = {
      ...document.proof,
      verificationMethod: `did:key:${name}#${name}`,
      proofValue: `z${toBase58(Uint8Array.from([...neutral, ...new Uint8Array(32)]))}`,
    }
    expect(await codeOf({ ...document, proof })).toBe('documents.proof-key-unknown')
    expect(await codeOf({ ...document, proof: { ...document.proof, proofValue: `z${'1'.repeat(64)}` } })).toBe(
      'documents.proof-signature',
    )
  })

  test('has one spelling: a shorter or longer signature is refused', async () => {
    const document = await secured()
    for (const proofValue of [`z1${document.proof.proofValue.slice(1)}`, 'z', '', document.proof.proofValue.slice(1)]) {
      expect(await codeOf({ ...document, proof: { ...document.proof, proofValue } })).toBe('documents.proof-signature')
    }
  })
})

describe('another implementation (@digitalbazaar/eddsa-jcs-2022-cryptosuite)', () => {
  /** Their hash data and their Ed25519; what a verifier of data-integrity proofs calls, without its network. */
  const holdsThere = async (document: JsonObject): Promise<boolean> => {
    const cryptosuite = createVerifyCryptosuite()
    const { proof, ...rest } = structuredClone(document)
    const { proofValue, ...options } = proof as Record<string, string>
    const did = options['verificationMethod']?.split('#')[0]
    const verifier = await cryptosuite.createVerifier({
      verificationMethod: {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: options['verificationMethod'],
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: did?.slice('did:key:'.length),
      },
    })
    const data = await cryptosuite.createVerifyData({ cryptosuite, document: rest, proof: options })
    return verifier.verify({ data, signature: fromBase58((proofValue ?? '').slice(1)) })
  }

  test('verifies ours, and refuses ours once altered', async () => {
    const document = await secured()
    expect(await holdsThere(document)).toBe(true)
    expect(await holdsThere({ ...document, validFrom: '2026-03-02T09:30:01Z' })).toBe(false)
  })

  test('verifies a whole certificate, and refuses it once altered', async () => {
    const certificate = await signedCertificate(await subjectOf())
    expect(await holdsThere(certificate)).toBe(true)
    const { credentialSubject: subject } = certificate
    expect(await holdsThere({ ...certificate, credentialSubject: { ...subject, inventoryNumber: 'X' } })).toBe(false)
  })

  test('verifies an erasure certificate, and refuses it once altered', async () => {
    const certificate = await signedErasureCertificate()
    expect(await holdsThere(certificate)).toBe(true)
    const { credentialSubject: subject } = certificate
    const disk = { ...subject.disk, serial: 'X' }
    expect(await holdsThere({ ...certificate, credentialSubject: { ...subject, disk } })).toBe(false)
  })

  test('signs what verifies here', async () => {
    const cryptosuite = createSignCryptosuite()
    const proof: Record<string, unknown> = {
      type: 'DataIntegrityProof',
      cryptosuite: cryptosuite.name,
      created,
      verificationMethod: verificationMethodOf(stationKey.did),
      proofPurpose: 'assertionMethod',
    }
    const data = await cryptosuite.createVerifyData({ cryptosuite, document: structuredClone(unsecured), proof })
    const signed = { ...unsecured, proof: { ...proof, proofValue: `z${toBase58(stationKey.sign(data))}` } }
    expect(await codeOf(signed)).toBe('holds')
    // Ed25519 is deterministic: the two implementations make the very same document.
    expect(canonical(signed)).toBe(canonical(await secured()))
  })
})

const vectors = new URL('../../../../shared/corpus/vc-di-eddsa/', import.meta.url)
describe.skipIf(!existsSync(vectors))('the test vectors of the specification (skipped without the corpus)', () => {
  const json = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(name, vectors), 'utf8'))

  test('verify here', async () => {
    expect(await codeOf(json('signedJCS.json'))).toBe('holds')
  })

  test('are made here to the last byte', async () => {
    const keyPair = json('keyPair.json')
    // Multikey: z, base58btc, two bytes of multicodec 0x1300 (ed25519-priv), then the seed.
    const seed = fromBase58(String(keyPair['privateKeyMultibase']).slice(1))?.subarray(2, 34) ?? new Uint8Array()
    const key = keyOf(seed)
    expect(publicKeyOf(key.did)).toEqual(publicKeyOf(`did:key:${String(keyPair['publicKeyMultibase'])}`))
    const signed = await secure(json('unsigned.json'), { ...key, created: '2023-02-24T23:36:38Z', sha256 })
    expect(canonical(signed)).toBe(canonical(json('signedJCS.json')))
    expect(canonical(json('unsigned.json'))).toBe(readFileSync(new URL('canonDocJCS.txt', vectors), 'utf8').trim())
  })
})
