// What one import added: the documents that were not here, by their columns, and the files that came with them. Documents and
// files lie beside the journal under their hashes before this is journalled, so that one frame makes the whole import.
import { z } from 'zod'
import { MAXIMUM_BATCH_DOCUMENTS } from '../documents/batch-manifest.ts'
import { DocumentColumns } from '../documents/columns.ts'
import { Sha256 } from '../documents/document.ts'
import { EvidenceForm } from '../erasure/evidence/form.ts'
import { PersonCode } from '../station/station.ts'

/** What a file is that documents name by its hash. */
export const AttachedForm = z.union([EvidenceForm, z.enum(['hardware-report', 'work-file'])])
export type AttachedForm = z.infer<typeof AttachedForm>

export const AttachedFile = z.strictObject({ hash: Sha256, form: AttachedForm, bytes: z.int().min(0) })
export type AttachedFile = z.infer<typeof AttachedFile>

export const BatchImported = z.strictObject({
  /** The batch's manifest; among the documents where it was not here. */
  manifest: Sha256,
  sender: z.string().startsWith('did:key:').max(200),
  fileName: z.string().max(255),
  /** In the order of their hashes. A document's file is its JCS form, so that the file's hash is the document's. */
  documents: z.array(z.strictObject({ hash: Sha256, columns: DocumentColumns })).max(MAXIMUM_BATCH_DOCUMENTS + 1),
  /**
   * Of the documents, whole: slips by which this station's own key sent something away, and which it had lost because it was
   * set back. What they sent is away from here on.
   */
  ownSlips: z
    .array(z.strictObject({ hash: Sha256, document: z.record(z.string(), z.unknown()) }))
    .max(5000)
    .optional(),
  files: z.array(AttachedFile).max(100_000),
  /** The sender's chain, as its manifest lists it: a file beside the journal. */
  stationChain: Sha256,
  operator: PersonCode.nullable(),
})
export type BatchImported = z.infer<typeof BatchImported>
