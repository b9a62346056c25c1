// The copy of a package inside the data folder: written aside, read again and held against what the publisher signed, and only then
// given its name, which is its hash. Where its bytes come from is the business of from-medium.ts and from-feed.ts.
import { type FileHandle, open, rename, stat, statfs, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { UpdateForm, UpdateManifest } from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { sumOf } from '../../batches/held.ts'
import { failureOfFile, refuse, StationError } from '../../failure.ts'
import { makeFolder, syncFolder } from '../../vault/durable-files.ts'
import { updatesFolder } from '../memory.ts'

/** Installers and the system tell a package by its ending. */
const endings: Readonly<Record<UpdateForm, string>> = {
  deb: 'deb',
  'deb-browser': 'deb',
  appimage: 'AppImage',
  nsis: 'exe',
  portable: 'exe',
}

export const copyName = ({ sha256, form }: Pick<UpdateManifest, 'sha256' | 'form'>): string =>
  `${sha256}.${endings[form]}`
/** Of a copy, or of one that was begun. */
export const isCopyName = (name: string): boolean => /^[0-9a-f]{64}\.(?:deb|AppImage|exe)(?:\.part)?$/.test(name)
export const copyPath = (dataFolder: string, manifest: Pick<UpdateManifest, 'sha256' | 'form'>): string =>
  join(updatesFolder(dataFolder), copyName(manifest))

/** What stays free for the station's own work. */
const MARGIN = 64 * 1024 * 1024

export const notTheSame = (manifest: Pick<UpdateManifest, 'fileName'>): never =>
  refuse(reason('update.package-not-the-same', { file: manifest.fileName }))

const requireRoom = async (folder: string, { bytes }: UpdateManifest): Promise<void> => {
  const { bavail, bsize } = await statfs(folder)
  const needed = bytes + MARGIN
  const free = bavail * bsize
  if (free < needed) throw new StationError('disk-full', 'no room', [reason('update.no-room', { needed, free })])
}

/** Whether a copy of the size that was signed lies there: what a start may ask, which nobody should wait for. */
export const isThere = (path: string, { bytes }: UpdateManifest): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile() && found.size === bytes,
    () => false,
  )

/** Whether the copy on the disk is what was signed, byte for byte. */
export const isWhole = async (path: string, manifest: UpdateManifest): Promise<boolean> =>
  (await isThere(path, manifest)) && (await sumOf(path)).sha256 === manifest.sha256

export type Fetch = (copy: FileHandle) => Promise<void>

/** `fetch` writes the package's bytes, one after the other. Whatever fails, nothing is left of the copy. */
export const takeCopy = async (
  dataFolder: string,
  manifest: UpdateManifest,
  fetch: Fetch,
  onChecking: () => void,
): Promise<void> => {
  const folder = updatesFolder(dataFolder)
  const path = copyPath(dataFolder, manifest)
  const aside = `${path}.part`
  try {
    await makeFolder(folder)
    await requireRoom(folder, manifest)
    await unlink(aside).catch(() => undefined)
    const copy = await open(aside, 'wx', 0o600)
    try {
      await fetch(copy)
      await copy.sync()
    } finally {
      await copy.close()
    }
    onChecking()
    if (!(await isWhole(aside, manifest))) notTheSame(manifest)
    await rename(aside, path)
    await syncFolder(folder)
  } catch (error) {
    await unlink(aside).catch(() => undefined)
    // Aborted: dispatch says so.
    if (error instanceof Error && error.name === 'AbortError') throw error
    throw failureOfFile(error, 'update')
  }
}
