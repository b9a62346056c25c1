// A draft asks the privileged half for a document. It names what the document rests on by identifier and hash and never
// carries it: reports, settlements, confirmations and the machine file are read from the journal and judged again there.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { Sha256 } from './document.ts'

export const CertificateDraft = z.strictObject({
  kind: z.literal('refurbishment-certificate'),
  /** Issuing one draft twice (after a crash, say) gives the same document. */
  draftId: z.uuid(),
  machineId: z.uuid(),
  /** SHA-256 of the JCS form of the machine file that the operator saw: an older or newer one is refused. */
  machineFileHash: Sha256,
  operator: PersonCode,
  /** Confirmation of the kind `second-person`, bound to `certificateSubject(draft)`. */
  secondPerson: z.uuid().nullable(),
  replaces: Sha256.nullable(),
})
export type CertificateDraft = z.infer<typeof CertificateDraft>

/** Of one loose disk: its evidence, settlement and file are read from the journal. */
export const ErasureCertificateDraft = z.strictObject({
  kind: z.literal('erasure-certificate'),
  draftId: z.uuid(),
  looseDiskId: z.uuid(),
  operator: PersonCode,
  /** Confirmation of the kind `second-person`, bound to `certificateSubject(draft)`; null where nobody asked for one. */
  secondPerson: z.uuid().nullable(),
  replaces: Sha256.nullable(),
})
export type ErasureCertificateDraft = z.infer<typeof ErasureCertificateDraft>

/** Of one machine that was sent to dismantling: its file, settlements, parts and codes are read from the journal. */
export const DismantlingSheetDraft = z.strictObject({
  kind: z.literal('dismantling-sheet'),
  draftId: z.uuid(),
  machineId: z.uuid(),
  /** SHA-256 of the JCS form of the dismantling file that the supervisor saw: an older or newer one is refused. */
  fileHash: Sha256,
  operator: PersonCode,
  /** Confirmation of the kind `sign-sheet`, bound to `sheetSubject(draft)`. */
  confirmation: z.uuid(),
  replaces: Sha256.nullable(),
})
export type DismantlingSheetDraft = z.infer<typeof DismantlingSheetDraft>

export const WithdrawalDraft = z.strictObject({
  kind: z.literal('withdrawal'),
  draftId: z.uuid(),
  /** The document that is withdrawn. */
  document: Sha256,
  reason: z.string().trim().min(3).max(500),
  operator: PersonCode,
  /** Confirmation of the kind `withdraw-document`. */
  confirmation: z.uuid(),
})
export type WithdrawalDraft = z.infer<typeof WithdrawalDraft>

export const Draft = z.discriminatedUnion('kind', [
  CertificateDraft,
  ErasureCertificateDraft,
  DismantlingSheetDraft,
  WithdrawalDraft,
])
export type Draft = z.infer<typeof Draft>
