// A document: a W3C Verifiable Credential 2.0 in JSON, secured by exactly one Data Integrity proof (eddsa-jcs-2022) of
// the station's did:key. This file knows the envelope; each kind of document knows its own subject.
import { z } from 'zod'

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const DocumentKind = z.enum([
  'refurbishment-certificate',
  'erasure-certificate',
  'dismantling-sheet',
  'transfer-slip',
  'handover-slip',
  'withdrawal',
  'batch-manifest',
])
export type DocumentKind = z.infer<typeof DocumentKind>

export const DocumentNumber = z.string().regex(/^[A-Z0-9]{2,8}-\d{6,}$/)

export const Proof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-jcs-2022'),
  created: z.iso.datetime(),
  verificationMethod: z.string().max(200),
  proofPurpose: z.literal('assertionMethod'),
  '@context': z.array(z.string()).optional(),
  proofValue: z.string().max(120),
})
export type Proof = z.infer<typeof Proof>

/** Members of every subject, whatever the kind of document. */
export const chainMembers = {
  number: DocumentNumber,
  sequence: z.number().int().min(1),
  /** The hash of this station's document before this one; null for its first. */
  previousDocument: Sha256.nullable(),
  /** The hashes of this machine's (or disk's) documents that the station holds, oldest first: its passport. */
  machineChain: z.array(Sha256).max(200),
  /** The document that this one corrects. */
  replaces: Sha256.nullable(),
  /** `declared` where the station's clock was in doubt and a supervisor gave the date. */
  clock: z.enum(['trusted', 'declared']),
}
