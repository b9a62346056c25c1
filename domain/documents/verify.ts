// Whether a file that claims to be a document holds: readable within limits, of a kind and form we know, signed by the
// key it names as issuer, and consistent in itself. Needs no station, no network and no trust: whether the issuer is
// somebody one believes is asked elsewhere.
import type { z } from 'zod'
import { HardwareReport } from '../machine/hardware-report.ts'
import { type Reason, reason } from '../words/reason.ts'
import { BatchManifest } from './batch-manifest.ts'
import { manifestInconsistencies } from './batch-manifest-consistency.ts'
import { hashOf, type Sha256Of } from './canonical.ts'
import {
  certificateInconsistencies,
  erasureCertificateInconsistencies,
  withdrawalInconsistencies,
} from './consistency.ts'
import { DismantlingSheet } from './dismantling-sheet.ts'
import { sheetInconsistencies } from './dismantling-sheet-consistency.ts'
import { claimedKind, type DocumentKind } from './document.ts'
import { ErasureCertificate } from './erasure-certificate.ts'
import { HandoverSlip } from './handover-slip.ts'
import { handoverInconsistencies } from './handover-slip-consistency.ts'
import type { KnownDocument } from './known-document.ts'
import { type JsonObject, verifyProof, type VerifySignature } from './proof.ts'
import { RefurbishmentCertificate } from './refurbishment-certificate.ts'
import { isSuccession, predecessorReasons, Succession } from './succession.ts'
import { successionInconsistencies } from './succession-consistency.ts'
import { TransferSlip } from './transfer-slip.ts'
import { slipInconsistencies } from './transfer-slip-consistency.ts'
import { documentLimits, type JsonLimits, limitsBroken, readUntrustedJson } from './untrusted-json.ts'
import type { Check, Verification } from './verification.ts'
import { Withdrawal } from './withdrawal.ts'

export type VerifyDeps = { readonly sha256: Sha256Of; readonly verify: VerifySignature }

export type { KnownDocument }

export type Examination = {
  readonly verification: Verification
  /** The document as parsed; null unless every check holds. */
  readonly document: KnownDocument | null
}

const checkNames = ['readable', 'kind', 'schema', 'proof', 'issuer', 'consistency'] as const
type CheckName = (typeof checkNames)[number]

type Parsed =
  | { readonly ok: true; readonly document: KnownDocument; readonly inconsistencies: readonly Reason[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] }

/** Where a value does not fit, and why: at most five places, named by their path. */
const misfits = (issues: readonly z.core.$ZodIssue[]): readonly Reason[] =>
  issues.slice(0, 5).map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
    return reason('documents.does-not-fit', { where: path.map(String).join('.').slice(0, 300), why: issue.code })
  })

/** The form of one kind, and the rules of its parts. */
const reader =
  <Document extends KnownDocument>(
    schema: z.ZodType<Document>,
    inconsistencies: (document: Document) => readonly Reason[],
  ) =>
  (value: unknown): Parsed => {
    const parsed = schema.safeParse(value)
    return parsed.success
      ? { ok: true, document: parsed.data, inconsistencies: inconsistencies(parsed.data) }
      : { ok: false, reasons: misfits(parsed.error.issues) }
  }

const readers: Readonly<Record<DocumentKind, (value: unknown) => Parsed>> = {
  'refurbishment-certificate': reader(RefurbishmentCertificate, certificateInconsistencies),
  'erasure-certificate': reader(ErasureCertificate, erasureCertificateInconsistencies),
  'dismantling-sheet': reader(DismantlingSheet, sheetInconsistencies),
  'transfer-slip': reader(TransferSlip, slipInconsistencies),
  'handover-slip': reader(HandoverSlip, handoverInconsistencies),
  withdrawal: reader(Withdrawal, withdrawalInconsistencies),
  'batch-manifest': reader(BatchManifest, manifestInconsistencies),
  succession: reader(Succession, successionInconsistencies),
}

/** A value as a document of a kind known here; null otherwise. Form and consistency only: for what was verified before. */
export const knownDocument = (value: unknown): KnownDocument | null => {
  const kind = claimedKind(value)
  const parsed = kind === null ? null : readers[kind](value)
  return parsed?.ok === true ? parsed.document : null
}

/** What a document says of itself before anything of it is believed: shown, never relied upon. */
const claimOf = (value: JsonObject): Pick<Verification, 'number' | 'issuer' | 'issuedAt'> => {
  const { issuer, credentialSubject: subject, validFrom } = value
  const member = (holder: unknown, name: string): string | null => {
    if (typeof holder !== 'object' || holder === null) return null
    const held: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value
    return typeof held === 'string' ? held.slice(0, 200) : null
  }
  const did = member(issuer, 'id')
  return {
    number: member(subject, 'number'),
    issuer: did === null ? null : { did, name: member(issuer, 'name') },
    issuedAt: typeof validFrom === 'string' ? validFrom.slice(0, 40) : null,
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As verifyDocument, for what a file holds. */
export const examineText = async (
  text: string,
  deps: VerifyDeps,
  limits: JsonLimits = documentLimits,
): Promise<Examination> => {
  const read = readUntrustedJson(text, limits)
  return read.ok ? examine(read.value, deps) : unreadable([read.reason])
}

export const verifyDocumentText = async (text: string, deps: VerifyDeps): Promise<Verification> =>
  (await examineText(text, deps)).verification

/** A file that could not be read at all (too large, not there): the same answer as for any other that does not hold. */
export const unreadable = (reasons: readonly Reason[]): Examination => ({
  document: null,
  verification: {
    holds: false,
    kind: 'unknown',
    hash: null,
    number: null,
    issuer: null,
    issuedAt: null,
    checks: checkNames.map((name) => checkOf(name, name === 'readable' ? reasons : null)),
  },
})

/** null: it was not looked at, because an earlier check failed. */
const checkOf = (name: CheckName, reasons: readonly Reason[] | null): Check => ({
  name,
  outcome: reasons === null ? 'not-checked' : reasons.length === 0 ? 'holds' : 'fails',
  reasons: [...(reasons ?? [])].slice(0, 100),
})

/** A document may bear a second signature: of the key whose chain it goes on from. */
const signedByOthers = (document: KnownDocument, { verify }: VerifyDeps): Promise<readonly Reason[]> | [] =>
  isSuccession(document) ? predecessorReasons(document, verify) : []

/**
 * The checks of a value that was read from JSON, each with its outcome; signature and form are looked at independently,
 * so that a person learns all that is wrong. Holds only if all hold.
 */
export const examine = async (value: unknown, deps: VerifyDeps): Promise<Examination> => {
  const broken = limitsBroken(value)
  if (broken !== null) return unreadable([broken])
  const outcome: Partial<Record<CheckName, readonly Reason[]>> = { readable: [] }
  const claim = isObject(value) ? claimOf(value) : { number: null, issuer: null, issuedAt: null }
  const answer = (kind: Verification['kind'], hash: string | null, document: KnownDocument | null): Examination => {
    const checks = checkNames.map((name) => checkOf(name, outcome[name] ?? null))
    const holds = document !== null && checks.every((check) => check.outcome === 'holds')
    return { verification: { holds, kind, hash, ...claim, checks }, document: holds ? document : null }
  }

  const kind = claimedKind(value)
  if (!isObject(value) || kind === null) {
    const isReport = HardwareReport.safeParse(value).success
    outcome.kind = [reason(isReport ? 'documents.is-hardware-report' : 'documents.other-kind')]
    return answer(isReport ? 'hardware-report' : 'unknown', null, null)
  }
  outcome.kind = []

  const parsed = readers[kind](value)
  outcome.schema = parsed.ok ? [] : parsed.reasons
  const proof = await verifyProof(value, deps)
  outcome.proof = proof.holds ? [] : proof.reasons
  if (proof.did !== null) {
    outcome.issuer = proof.did === claim.issuer?.did ? [] : [reason('documents.issuer-differs')]
  }
  if (parsed.ok) {
    outcome.consistency = [...parsed.inconsistencies, ...(await signedByOthers(parsed.document, deps))]
  }
  const hash = await hashOf(value, deps.sha256)
  return answer(kind, hash, parsed.ok ? parsed.document : null)
}
