// Updates on a medium: the manifests that lie on it, and the package beside each. Nothing there is followed that is a link, waited
// for that is a pipe, or read further than a manifest says.
import { constants } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import type { Medium } from '../../../domain/batch/operations.ts'
import {
  type Believes,
  LONGEST_MANIFEST,
  MANIFEST_ENDING,
  readManifest,
  type ReadManifest,
  type UpdateManifest,
} from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { fileOn } from '../../batches/media.ts'
import { failureOfMedium } from '../../batches/write-to-medium.ts'
import { isMissing, refuse } from '../../failure.ts'
import { type Fetch, notTheSame } from './copy.ts'

const PIECE = 1024 * 1024
const MOST_MANIFESTS = 100

const isLink = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ELOOP'

/** Fails with `missing` where it is not there. */
const openPlainFile = async (medium: Medium, name: string, missing: () => never): Promise<FileHandle> => {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)
  try {
    const file = await open(fileOn(medium, name), flags)
    if ((await file.stat()).isFile()) return file
    await file.close()
    return refuse(reason('update.not-a-file', { file: name.slice(0, 200) }))
  } catch (error) {
    if (isMissing(error)) return missing()
    if (isLink(error)) return refuse(reason('update.not-a-file', { file: name.slice(0, 200) }))
    throw error
  }
}

export const manifestOn = async (medium: Medium, name: string, believes: Believes): Promise<ReadManifest> => {
  try {
    const unreadable = () => refuse(reason('update.unreadable', { file: name.slice(0, 200) }))
    const file = await openPlainFile(medium, name, unreadable)
    try {
      const text = Buffer.alloc(LONGEST_MANIFEST + 1)
      const { bytesRead } = await file.read(text, 0, text.length, 0)
      if (bytesRead > LONGEST_MANIFEST) unreadable()
      return readManifest(name, text.subarray(0, bytesRead).toString('utf8'), believes)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw failureOfMedium(error, medium.label)
  }
}

/** The names of what ends as a manifest does, right in the medium's folder. */
export const manifestsOn = async (medium: Medium): Promise<readonly string[]> => {
  try {
    const names = await readdir(medium.path)
    return names
      .filter((name) => name.endsWith(MANIFEST_ENDING) && name.length <= 255)
      .toSorted()
      .slice(0, MOST_MANIFESTS)
  } catch (error) {
    throw failureOfMedium(error, medium.label)
  }
}

type Watch = { readonly onProgress: (done: number) => void; readonly signal: AbortSignal }

export const fromMedium =
  (medium: Medium, manifest: UpdateManifest, { onProgress, signal }: Watch): Fetch =>
  async (copy) => {
    const reading = <T>(work: Promise<T>): Promise<T> =>
      work.catch((error: unknown) => {
        throw failureOfMedium(error, medium.label)
      })
    const { fileName: file, bytes } = manifest
    const missing = () => refuse(reason('update.package-missing', { file }))
    const source = await reading(openPlainFile(medium, file, missing))
    try {
      if ((await reading(source.stat())).size !== bytes) notTheSame(manifest)
      const piece = Buffer.allocUnsafe(PIECE)
      for (let done = 0; ;) {
        signal.throwIfAborted()
        const { bytesRead } = await reading(source.read(piece, 0, PIECE, done))
        if (bytesRead === 0) return
        done += bytesRead
        // It may grow while it is read.
        if (done > bytes) notTheSame(manifest)
        await copy.writeFile(piece.subarray(0, bytesRead))
        onProgress(done)
      }
    } finally {
      await source.close()
    }
  }
