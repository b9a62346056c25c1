// The batches that this station holds whole: files named by the hash of their manifest in one folder beside the journal. A batch
// is held once its manifest is journalled; what else is found there at a start was never shown to anybody, and goes.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { batchFileName } from '../../domain/batch/layout.ts'
import type { HeldBatch } from '../../domain/batch/operations.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { reason } from '../../domain/words/reason.ts'
import { isMissing, refuse } from '../failure.ts'
import { replaceFile, syncFolder } from '../vault/durable-files.ts'
import { heldDocument } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'
import type { WrittenZip } from './bag-writer.ts'

export const outgoingFolder = ({ folder }: Pick<Vault, 'folder'>): string => join(folder, 'outgoing')
export const outgoingFile = (vault: Pick<Vault, 'folder'>, manifest: string): string =>
  join(outgoingFolder(vault), `${manifest}.zip`)
/** Papers for a batch that is about to be made. */
export const papersFolder = (vault: Pick<Vault, 'folder'>, batchId: string): string =>
  join(outgoingFolder(vault), `${batchId}.papers`)

const Sum = z.strictObject({ bytes: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const sumFile = (vault: Vault, manifest: string): string => join(outgoingFolder(vault), `${manifest}.sum`)

/** Noted when the file was written, before it is a batch: what leaves later is held against it, whatever stopped us in between. */
export const noteSum = async (vault: Vault, manifest: string, { bytes, sha256 }: WrittenZip): Promise<void> => {
  await replaceFile(sumFile(vault, manifest), JSON.stringify({ bytes, sha256 })).catch(() => undefined)
}

export const sumOf = async (path: string): Promise<WrittenZip> => {
  const sum = createHash('sha256')
  let bytes = 0
  // A stream without an encoding gives buffers.
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    sum.update(piece)
    bytes += piece.length
  }
  return { bytes, sha256: sum.digest('hex') }
}

/** A file that shall not be a batch, with its sum. */
export const discard = async (vault: Vault, manifest: string): Promise<void> => {
  for (const path of [outgoingFile(vault, manifest), sumFile(vault, manifest)])
    await unlink(path).catch(() => undefined)
}

/** Of a file that is there. */
export const notedSum = async (vault: Vault, manifest: string): Promise<WrittenZip> => {
  const text = await readFile(sumFile(vault, manifest), 'utf8').catch(() => '')
  try {
    return Sum.parse(JSON.parse(text))
  } catch {
    // It could not be noted, on a disk that was full.
    const sum = await sumOf(outgoingFile(vault, manifest))
    await noteSum(vault, manifest, sum)
    return sum
  }
}

/** null where the station does not hold it. */
export const heldBatch = async (vault: Vault, manifest: string): Promise<HeldBatch | null> => {
  const isJournalled = vault.ledger.document(manifest)?.kind === 'batch-manifest'
  const isThere = await stat(outgoingFile(vault, manifest)).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isJournalled || !isThere) return null
  const subject = knownDocument(await heldDocument(vault, manifest))?.credentialSubject
  if (subject?.kind !== 'batch-manifest') return null
  return { manifest, fileName: batchFileName(subject.number), ...(await notedSum(vault, manifest)) }
}

export const requireHeld = async (vault: Vault, manifest: string): Promise<HeldBatch> =>
  (await heldBatch(vault, manifest)) ?? refuse(reason('batch.not-held'))

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export const heldBatches = async (vault: Vault): Promise<readonly HeldBatch[]> => {
  const manifests = (await namesIn(outgoingFolder(vault))).flatMap(
    (name) => /^([0-9a-f]{64})\.zip$/.exec(name)?.[1] ?? [],
  )
  const held = await Promise.all(manifests.map((manifest) => heldBatch(vault, manifest)))
  return held.filter((batch) => batch !== null).toSorted((one, other) => (one.fileName < other.fileName ? -1 : 1))
}

/**
 * At a start: half-made batches, papers for batches that were never made, files whose manifest did not reach the journal. What
 * cannot be taken away stays and is in nobody's way.
 */
export const sweepOutgoing = async (vault: Vault): Promise<void> => {
  const folder = outgoingFolder(vault)
  for (const name of await namesIn(folder).catch(() => [])) {
    const manifest = /^([0-9a-f]{64})\.(?:zip|sum)$/.exec(name)?.[1]
    if (manifest !== undefined && vault.ledger.document(manifest) !== null) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** At most as many bytes as are there. */
export const readHeld = async (vault: Vault, manifest: string, offset: number, length: number): Promise<Buffer> => {
  await requireHeld(vault, manifest)
  const file = await open(outgoingFile(vault, manifest), 'r')
  try {
    const piece = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const { bytesRead } = await file.read(piece, done, length - done, offset + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return piece.subarray(0, done)
  } finally {
    await file.close()
  }
}

/** Of a batch that left at least once; the manifest stays a document of the station. */
export const letGo = async (vault: Vault, manifest: string): Promise<void> => {
  const { fileName } = await requireHeld(vault, manifest)
  if (!vault.ledger.batchesWritten.some(({ batch }) => batch === manifest)) {
    refuse(reason('batch.not-written-yet', { file: fileName }))
  }
  await unlink(outgoingFile(vault, manifest))
  await unlink(sumFile(vault, manifest)).catch(() => undefined)
  await syncFolder(outgoingFolder(vault))
}
