// A medium comes from anywhere: a link on it could lead what is written, read or destroyed to any place of this computer. What
// lies in our folder is plain files in plain folders, or nothing is done there.
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Medium } from '../../domain/batch/operations.ts'
import { reason } from '../../domain/words/reason.ts'
import { isMissing, refuse } from '../failure.ts'
import type { BackupPlace } from './place.ts'

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => !found.isDirectory(),
    (error: unknown) => {
      if (isMissing(error)) return false
      throw error
    },
  )

const foldersIn = async (path: string): Promise<readonly string[]> => {
  try {
    return (await readdir(path)).map((name) => join(path, name))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Refuses a medium on which one of our folders is a link, or anything else than a folder. */
export const requireNoLinks = async (medium: Medium, place: BackupPlace): Promise<void> => {
  const files = dirname(dirname(place.file('0'.repeat(64))))
  const secrets = [place.secrets, `${place.secrets}.new`, `${place.secrets}.old`]
  const ours = [dirname(place.folder), place.folder, place.names, files, ...secrets]
  for (const folder of [...ours, ...secrets.map((each) => join(each, 'remises'))]) {
    if (await isLink(folder)) refuse(reason('backup.links', { medium: medium.label }))
  }
  for (const folder of await foldersIn(files)) {
    if (await isLink(folder)) refuse(reason('backup.links', { medium: medium.label }))
  }
}

/** In bytes; null where there is no such file, or something else under its name. */
export const plainFileSize = async (path: string): Promise<number | null> => {
  try {
    const found = await lstat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** What is a link, or no file, is as if it were not there; so is what is longer than `longest`. */
export const bytesOfPlainFile = async (path: string, longest: number): Promise<Buffer | null> => {
  const size = await plainFileSize(path)
  if (size === null || size > longest) return null
  const handle = await openPlain(path, constants.O_RDONLY)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** Fails with the system's error where it became a link since. */
export const openPlain = (path: string, flags: number): Promise<FileHandle> =>
  // Windows has no such flag: it is undefined there.
  open(path, flags | (constants.O_NOFOLLOW || 0))
