// What a batch manifest says: which documents travel in one batch, the payload manifest that it covers, and the sender's
// own chain up to this document, so that "not sent" can be told from "missing". The bag that carries it is batch/bag.ts'.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { chainMembers, issuingMembers, securedDocument, Sha256 } from './document.ts'

export const MAXIMUM_BATCH_DOCUMENTS = 20_000

export const BatchManifestSubject = z.strictObject({
  kind: z.literal('batch-manifest'),
  version: z.literal(1),
  ...chainMembers,
  machineId: z.null(),
  ...issuingMembers,
  batch: z.strictObject({
    batchId: z.uuid(),
    /** What the sender calls it; empty without a name. */
    title: z.string().max(120),
    /** SHA-256 of the bytes of the bag's `manifest-sha256.txt`. */
    payloadManifest: Sha256,
    /** And of its `bag-info.txt`: nothing in a batch is left to whoever carries it. */
    information: Sha256,
    payloadFiles: z.int().min(1),
    payloadBytes: z.int().min(1),
    /** Every document that it carries, whoever issued it, sorted; this manifest is not among them. */
    documents: z.array(Sha256).min(1).max(MAXIMUM_BATCH_DOCUMENTS),
  }),
  /** The station's own documents from 1 to the one before this: a payload file (batch/station-chain.ts), by its SHA-256. */
  stationChain: z.strictObject({ last: z.int().min(0), list: Sha256 }),
  issuedBy: PersonCode.nullable(),
})
export type BatchManifestSubject = z.infer<typeof BatchManifestSubject>

export const BatchManifest = securedDocument('batch-manifest', BatchManifestSubject)
export type BatchManifest = z.infer<typeof BatchManifest>
