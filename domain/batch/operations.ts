// The operations by which batches are made, written to a medium, taken in, looked at and imported.
import { z } from 'zod'
import { MAXIMUM_BATCH_DOCUMENTS } from '../documents/batch-manifest.ts'
import { Sha256 } from '../documents/document.ts'
import { JournalHead } from '../journal/frame.ts'
import { PersonCode } from '../station/station.ts'
import { Reason } from '../words/reason.ts'
import { BatchPreview } from './preview.ts'

const Nothing = z.strictObject({})
const Path = z.string().min(1).max(4096)
/** A piece of a file: a batch may be larger than one message. */
const Piece = z.base64().max(12 * 1024 * 1024)

export const BatchProgress = z.strictObject({
  step: z.enum(['gathering', 'writing', 'syncing', 'checking', 'copying', 'importing']),
  done: z.int().min(0),
  /** null: not known yet. */
  total: z.int().min(0).nullable(),
  /** The unit of `done` and `total`. */
  of: z.enum(['documents', 'bytes', 'files']),
})
export type BatchProgress = z.infer<typeof BatchProgress>

/** A folder that batches and backups may be written to and read from. */
export const Medium = z.strictObject({
  path: Path,
  label: z.string().max(120),
  kind: z.enum(['removable', 'folder']),
  freeBytes: z.int().min(0).nullable(),
  totalBytes: z.int().min(0).nullable(),
  readOnly: z.boolean(),
})
export type Medium = z.infer<typeof Medium>

/** A batch that this station made and still holds whole. */
export const HeldBatch = z.strictObject({
  manifest: Sha256,
  fileName: z.string().max(200),
  bytes: z.int().min(1),
  sha256: Sha256,
})
export type HeldBatch = z.infer<typeof HeldBatch>

export const FoundBatch = z.strictObject({
  fileName: z.string().max(255),
  bytes: z.int().min(0),
  modifiedAt: z.iso.datetime(),
})
export type FoundBatch = z.infer<typeof FoundBatch>

export const batchOperations = {
  /** Media that are plugged in and the folders of the settings; nothing else of this computer is shown or written to. */
  'media.list': { input: Nothing, progress: null, output: z.array(Medium) },
  /** What speaks against a folder before it stands in the settings; null where nothing does. */
  'media.tryFolder': {
    input: z.strictObject({ folder: z.string().trim().min(1).max(1000) }),
    progress: null,
    output: z.strictObject({ fault: Reason.nullable() }),
  },

  /**
   * Makes the batch and keeps it, checked, in the station; cancelling leaves nothing. `batchId` makes a second try the same
   * batch. Withdrawals travel in every batch, chosen or not.
   */
  'batches.make': {
    input: z.strictObject({
      batchId: z.uuid(),
      title: z.string().trim().max(120),
      documents: z.array(Sha256).min(1).max(MAXIMUM_BATCH_DOCUMENTS),
      operator: PersonCode,
    }),
    progress: BatchProgress,
    output: z.strictObject({ batch: HeldBatch, documents: z.int(), files: z.int(), head: JournalHead }),
  },
  /** A PDF for a batch that will be made: before `batches.make`. */
  'batches.addPaper': {
    input: z.strictObject({ batchId: z.uuid(), document: Sha256, base64: z.base64().max(24 * 1024 * 1024) }),
    progress: null,
    output: Nothing,
  },
  'batches.held': { input: Nothing, progress: null, output: z.array(HeldBatch) },
  /** Under a temporary name, synced, read again and compared, then renamed; a batch of that name is never written over. */
  'batches.write': {
    input: z.strictObject({ manifest: Sha256, medium: Path }),
    progress: BatchProgress,
    output: z.strictObject({ fileName: z.string(), head: JournalHead }),
  },
  'batches.read': {
    input: z.strictObject({
      manifest: Sha256,
      offset: z.int().min(0),
      length: z
        .int()
        .min(1)
        .max(8 * 1024 * 1024),
    }),
    progress: null,
    output: z.strictObject({ base64: z.string(), bytes: z.int() }),
  },
  /** The window has saved the whole file. */
  'batches.downloaded': {
    input: z.strictObject({ manifest: Sha256 }),
    progress: null,
    output: z.strictObject({ head: JournalHead }),
  },
  /** Lets the file of a batch that was written go; the manifest stays. */
  'batches.letGo': { input: z.strictObject({ manifest: Sha256 }), progress: null, output: Nothing },

  /** Zip files on a medium. */
  'batches.found': { input: z.strictObject({ medium: Path }), progress: null, output: z.array(FoundBatch).max(500) },
  /** Copies a file into the station's waiting room; nothing of it is believed. */
  'batches.takeFrom': {
    input: z.strictObject({ medium: Path, fileName: z.string().min(1).max(255) }),
    progress: BatchProgress,
    output: z.strictObject({ uploadId: z.uuid() }),
  },
  /** The same for a file that the window holds, piece by piece and in order. */
  'batches.takePiece': {
    input: z.strictObject({ uploadId: z.uuid(), fileName: z.string().max(255), offset: z.int().min(0), base64: Piece }),
    progress: null,
    output: z.strictObject({ bytes: z.int() }),
  },
  /** Checks everything and says what an import would do. Changes nothing. */
  'batches.inspect': {
    input: z.strictObject({ uploadId: z.uuid() }),
    progress: BatchProgress,
    output: BatchPreview,
  },
  /** All or nothing. Refused while nobody has accepted the sender (`stations.trust`). */
  'batches.import': {
    input: z.strictObject({ uploadId: z.uuid(), manifest: Sha256, operator: PersonCode }),
    progress: BatchProgress,
    output: z.strictObject({ documents: z.int(), files: z.int(), head: JournalHead }),
  },
  'batches.dismiss': { input: z.strictObject({ uploadId: z.uuid() }), progress: null, output: Nothing },

  /** Documents that came in batches lie beside the journal; the window asks for them by hash. Unknown ones are left out. */
  'documents.read': {
    input: z.strictObject({ hashes: z.array(Sha256).min(1).max(100) }),
    progress: null,
    output: z.array(z.strictObject({ hash: Sha256, document: z.record(z.string(), z.unknown()) })),
  },
} as const
