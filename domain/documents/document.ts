// A document: a W3C Verifiable Credential 2.0 in JSON, secured by exactly one Data Integrity proof (eddsa-jcs-2022) of
// the station's did:key. This file knows the envelope; each kind of document knows its own subject.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { Language, Reason } from '../words/reason.ts'

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const DocumentKind = z.enum([
  'refurbishment-certificate',
  'erasure-certificate',
  'dismantling-sheet',
  'transfer-slip',
  'handover-slip',
  'withdrawal',
  'batch-manifest',
  'succession',
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
  /** The machine's identity across sites, or the loose disk's; null where a document is about neither. */
  machineId: z.uuid().nullable(),
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

/**
 * The second context gives every term of ours a meaning of its own (`…/undefined-term#word`), so that a JSON-LD
 * processor neither drops nor refuses it. A context of ours would have to be fetched from an address that must answer
 * for ever; this one is of the standard itself (VC Data Model 2.0 §4.3 and appendix B) and verifiers carry it.
 */
export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
] as const

export const documentTypes = {
  'refurbishment-certificate': 'EtabliRefurbishmentCertificate',
  'erasure-certificate': 'EtabliErasureCertificate',
  'dismantling-sheet': 'EtabliDismantlingSheet',
  'transfer-slip': 'EtabliTransferSlip',
  'handover-slip': 'EtabliHandoverSlip',
  withdrawal: 'EtabliWithdrawal',
  'batch-manifest': 'EtabliBatchManifest',
  succession: 'EtabliSuccession',
} as const satisfies Record<DocumentKind, string>

/** `AT1-000042`. Six digits at least, so that numbers sort as text for a workshop's lifetime. */
export const numberOf = (stationCode: string, sequence: number): string =>
  `${stationCode}-${String(sequence).padStart(6, '0')}`

export const Instant = z.iso.datetime()

/** The members around any subject. `validFrom` is the moment of issue; `id` is that of the draft. */
const unsecuredMembers = <Kind extends DocumentKind, Subject extends z.ZodType>(kind: Kind, subject: Subject) => ({
  '@context': z.tuple([z.literal(contexts[0]), z.literal(contexts[1])]),
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal(documentTypes[kind])]),
  issuer: z.strictObject({ id: z.string().startsWith('did:key:').max(200), name: z.string().min(1).max(120) }),
  validFrom: Instant,
  credentialSubject: subject,
})

/** The schema of a secured document of one kind. */
export const securedDocument = <Kind extends DocumentKind, Subject extends z.ZodType>(kind: Kind, subject: Subject) =>
  z.strictObject({ ...unsecuredMembers(kind, subject), proof: Proof })

/** A document before it is signed. */
export const unsecuredDocument = <Subject>(
  kind: DocumentKind,
  parts: {
    readonly draftId: string
    readonly did: string
    readonly issuerName: string
    readonly validFrom: string
    readonly subject: Subject
  },
) => ({
  '@context': [...contexts],
  id: `urn:uuid:${parts.draftId}`,
  type: ['VerifiableCredential', documentTypes[kind]],
  issuer: { id: parts.did, name: parts.issuerName },
  validFrom: parts.validFrom,
  credentialSubject: parts.subject,
})

/** Which kind a value claims to be, by its type; null where it is none of ours. Nothing else of it is believed. */
export const claimedKind = (value: unknown): DocumentKind | null => {
  if (typeof value !== 'object' || value === null || !('type' in value) || !Array.isArray(value.type)) return null
  const [first, second, ...rest]: readonly unknown[] = value.type
  if (first !== 'VerifiableCredential' || rest.length > 0) return null
  return DocumentKind.options.find((kind) => documentTypes[kind] === second) ?? null
}

/** Who issued, as every kind of document says it. */
export const issuingMembers = {
  language: Language,
  station: z.strictObject({ name: z.string().min(1).max(60), code: z.string().regex(/^[A-Z0-9]{2,8}$/) }),
  organisation: z.strictObject({
    name: z.string().min(1).max(120),
    address: z.string().max(300),
    phone: z.string().max(40),
    email: z.string().max(120),
  }),
  /** Issued by a demonstration: signed like any other, and worth nothing. Absent from every other document. */
  demonstration: z.literal(true).optional(),
}

/** A supervisor's confirmation, as it stands on a document: who by code, when, and under what circumstances. */
export const ConfirmedBy = z.strictObject({
  confirmation: z.uuid(),
  supervisor: PersonCode,
  at: Instant,
  ownWork: z.boolean(),
  byRecoveryCode: z.boolean(),
})
export type ConfirmedBy = z.infer<typeof ConfirmedBy>

/**
 * A reason as it stands on a document: with its sentences, since a document must be readable when the program that
 * knew its code is gone.
 */
export const Statement = z.strictObject({
  code: Reason.shape.code,
  params: Reason.shape.params,
  fr: z.string().min(1).max(1000),
  en: z.string().min(1).max(1000),
})
export type Statement = z.infer<typeof Statement>
