// Securing a document and checking that it was: `eddsa-jcs-2022` (W3C VC Data Integrity EdDSA Cryptosuites v1.0 §3.3).
// Cryptography is passed in; whose key it is, and whether the document says anything sensible, is asked elsewhere.
import { type Reason, reason } from '../words/reason.ts'
import { canonical, type Sha256Of } from './canonical.ts'
import { fromBase58, publicKeyOf, toBase58, verificationMethodOf } from './did-key.ts'
import { Proof } from './document.ts'

/** An Ed25519 signature (64 bytes) of `data`, by the station's key. */
export type Sign = (data: Uint8Array) => Promise<Uint8Array> | Uint8Array
/** Whether `signature` is that of `data` under an Ed25519 public key of 32 bytes. */
export type VerifySignature = (
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean> | boolean

export type JsonObject = Readonly<Record<string, unknown>>

const signatureLength = 64

const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** What is signed: the hash of the proof's options, then the hash of the document without its proof (§3.3.4). */
const hashData = async (options: JsonObject, unsecured: JsonObject, sha256: Sha256Of): Promise<Uint8Array> => {
  const [optionsHash, documentHash] = await Promise.all([sha256(canonical(options)), sha256(canonical(unsecured))])
  return bytesOfHex(optionsHash + documentHash)
}

/** Only what was copied is signed: the members are set here, never taken over from a prototype. */
const withoutProof = (document: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'proof'))

/**
 * The document with its proof. The options carry the document's `@context` (§3.3.1, step 2), so that the meaning of
 * the proof's own terms is signed with it. Throws where the document already has a proof.
 */
export const secure = async <Unsecured extends JsonObject>(
  unsecured: Unsecured,
  by: { readonly did: string; readonly created: string; readonly sign: Sign; readonly sha256: Sha256Of },
): Promise<Unsecured & { readonly proof: Proof }> => {
  if (Object.hasOwn(unsecured, 'proof')) throw new TypeError('This document is already secured')
  const options = {
    type: 'DataIntegrityProof' as const,
    cryptosuite: 'eddsa-jcs-2022' as const,
    created: by.created,
    verificationMethod: verificationMethodOf(by.did),
    proofPurpose: 'assertionMethod' as const,
    ...(Object.hasOwn(unsecured, '@context') ? { '@context': unsecured['@context'] } : {}),
  }
  const signature = await by.sign(await hashData(options, unsecured, by.sha256))
  const proof = Proof.parse({ ...options, proofValue: `z${toBase58(signature)}` })
  return { ...unsecured, proof }
}

export type ProofOutcome =
  | { readonly holds: true; readonly did: string; readonly proof: Proof }
  | { readonly holds: false; readonly did: string | null; readonly reasons: readonly Reason[] }

const refused = (code: string, did: string | null = null, params: Reason['params'] = {}): ProofOutcome => ({
  holds: false,
  did,
  reasons: [reason(`documents.${code}`, params)],
})

/**
 * Whether the document bears exactly one proof of this suite, for assertions, by the key that it names, and whether the
 * signature is that of its content. Narrower than the standard (which allows sets of proofs, other purposes and a
 * document `@context` longer than the proof's): what we issue needs none of these, and each is a way to be misread.
 */
export const verifyProof = async (
  document: JsonObject,
  by: { readonly verify: VerifySignature; readonly sha256: Sha256Of },
): Promise<ProofOutcome> => {
  if (!Object.hasOwn(document, 'proof')) return refused('proof-missing')
  const claimed = document['proof']
  if (Array.isArray(claimed)) return refused('proof-several', null, { count: claimed.length })
  const parsed = Proof.safeParse(claimed)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refused('proof-malformed', null, { where: issue?.path.join('.') ?? '', why: issue?.code ?? '' })
  }
  const proof = parsed.data
  const did = proof.verificationMethod.split('#')[0] ?? ''
  if (proof.verificationMethod !== verificationMethodOf(did)) return refused('proof-key-unknown')
  const publicKey = publicKeyOf(did)
  if (publicKey === null) return refused('proof-key-unknown')
  const unsecured = withoutProof(document)
  if (canonicalOrNone(unsecured['@context']) !== canonicalOrNone(proof['@context'])) {
    return refused('proof-context', did)
  }
  const signature = proof.proofValue.startsWith('z') ? fromBase58(proof.proofValue.slice(1)) : null
  if (signature?.length !== signatureLength) return refused('proof-signature', did)
  const { proofValue: _signature, ...options } = proof
  const data = await hashData(options, unsecured, by.sha256)
  if (!(await by.verify(publicKey, data, signature))) return refused('proof-signature', did)
  return { holds: true, did, proof }
}

const canonicalOrNone = (value: unknown): string | null => (value === undefined ? null : canonical(value))
