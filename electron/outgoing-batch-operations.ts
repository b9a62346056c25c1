// The station's operations about media and the batches that leave it: made, kept, written to a medium or saved by the window.
import { randomUUID } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isNamedAsBatch } from '../domain/batch/layout.ts'
import type { batchOperations as operations, FoundBatch, HeldBatch } from '../domain/batch/operations.ts'
import type { BatchWritten } from '../domain/batch/written.ts'
import { reason } from '../domain/words/reason.ts'
import { folderFault } from './batches/folder-of-settings.ts'
import { heldBatches, letGo, outgoingFile, papersFolder, readHeld, requireHeld } from './batches/held.ts'
import { makeBatch } from './batches/make.ts'
import { listMedia, requireMedium } from './batches/media.ts'
import { failureOfMedium, writeToMedium } from './batches/write-to-medium.ts'
import { cryptography } from './documents/cryptography.ts'
import { failureOfFile, refuse } from './failure.ts'
import type { Handler } from './station.ts'
import { headOf } from './station-rules.ts'
import { makeFolder, replaceFile } from './vault/durable-files.ts'
import { issuingVault } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type Names =
  | 'media.list'
  | 'media.tryFolder'
  | 'batches.make'
  | 'batches.addPaper'
  | 'batches.held'
  | 'batches.write'
  | 'batches.read'
  | 'batches.downloaded'
  | 'batches.letGo'
  | 'batches.found'
type OutgoingHandlers = { readonly [N in Names & keyof typeof operations]: Handler<N> }

const PDF = Buffer.from('%PDF-')
const MOST_FOUND = 500

const keepPaper = async (vault: Vault, batchId: string, document: string, base64: string): Promise<void> => {
  if (vault.ledger.document(document) === null) {
    refuse(reason('batch.document-unknown', { hash: document.slice(0, 12) }))
  }
  const bytes = Buffer.from(base64, 'base64')
  if (!bytes.subarray(0, PDF.length).equals(PDF)) refuse(reason('batch.paper-is-none'))
  const folder = papersFolder(vault, batchId)
  try {
    await makeFolder(folder)
    await replaceFile(join(folder, `${document}.pdf`), bytes)
  } catch (error) {
    throw failureOfFile(error, 'outgoing')
  }
}

/** Batches right in the medium's folder, the newest first. */
const foundOn = async (folder: string): Promise<FoundBatch[]> => {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && isNamedAsBatch(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
  const found = await Promise.all(
    names.map(async (fileName) => {
      const { size, mtime } = await stat(join(folder, fileName))
      return { fileName, bytes: size, modifiedAt: mtime.toISOString() }
    }),
  )
  return found
    .toSorted(
      (one, other) => other.modifiedAt.localeCompare(one.modifiedAt) || (one.fileName < other.fileName ? -1 : 1),
    )
    .slice(0, MOST_FOUND)
}

export const outgoingBatchOperations = (
  vault: Vault,
  { demonstration }: { readonly demonstration: boolean },
): OutgoingHandlers => {
  const noteWritten = async (
    { manifest, sha256, bytes }: HeldBatch,
    where: Pick<BatchWritten, 'by' | 'where' | 'fileName'>,
  ) => {
    const written = { batch: manifest, ...where, sha256, bytes, at: vault.clock.now().toISOString() }
    return headOf(await vault.journal.append(randomUUID(), () => ({ kind: 'batch-written', v: 1, written })))
  }

  return {
    'media.list': async () => [...(await listMedia(vault))],
    'media.tryFolder': async ({ folder }) => ({ fault: await folderFault(folder, vault) }),

    'batches.make': ({ batchId, title, documents, operator }, watch) =>
      makeBatch(
        vault,
        { batchId, title, documents, operator },
        { vault: issuingVault(vault), demonstration, ...cryptography },
        watch,
      ),

    'batches.addPaper': async ({ batchId, document, base64 }) => {
      await keepPaper(vault, batchId, document, base64)
      return {}
    },

    'batches.held': async () => [...(await heldBatches(vault))],

    'batches.write': async ({ manifest, medium: path }, { onProgress, signal }) => {
      const batch = await requireHeld(vault, manifest)
      const medium = await requireMedium(vault, path)
      const fileName = await writeToMedium(
        { path: outgoingFile(vault, manifest), bytes: batch.bytes, sha256: batch.sha256 },
        { medium, name: batch.fileName },
        {
          signal,
          onProgress: ({ step, done }) => {
            onProgress({ step, done, total: batch.bytes, of: 'bytes' })
          },
        },
      )
      return { fileName, head: await noteWritten(batch, { by: 'medium', where: medium.label, fileName }) }
    },

    'batches.read': async ({ manifest, offset, length }) => {
      const piece = await readHeld(vault, manifest, offset, length)
      return { base64: piece.toString('base64'), bytes: piece.length }
    },

    'batches.downloaded': async ({ manifest }) => {
      const batch = await requireHeld(vault, manifest)
      return { head: await noteWritten(batch, { by: 'download', where: '', fileName: batch.fileName }) }
    },

    'batches.letGo': async ({ manifest }) => {
      await letGo(vault, manifest)
      return {}
    },

    'batches.found': async ({ medium: path }) => {
      const medium = await requireMedium(vault, path)
      try {
        return await foundOn(medium.path)
      } catch (error) {
        throw failureOfMedium(error, medium.label)
      }
    },
  }
}
