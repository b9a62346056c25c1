// A new file on a key: never over another, and on the medium (file and folder) when this says that it is written.
import { open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { numbered } from '../../domain/machine/report-file-name.ts'
import { syncFolder } from '../vault/durable-files.ts'

const MOST_OF_ONE_NAME = 1000

const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** Some drivers of FAT, exFAT and NTFS in user space sync no folder; the file's own sync is then all there is. */
const FOLDER_NEVER_SYNCS: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

const syncFolderIfAny = (folder: string): Promise<void> =>
  syncFolder(folder).catch((error: unknown) => {
    if (!FOLDER_NEVER_SYNCS.has(errnoOf(error))) throw error
  })

/** Creates `path` and fills it, or throws the system's error and leaves nothing behind. `EEXIST`: something is there. */
export const writeNewFile = async (path: string, folder: string, data: string | Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o644)
  try {
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await syncFolderIfAny(folder)
  } catch (error) {
    await unlink(path).catch(() => undefined)
    throw error
  }
}

/** Writes under the first free name, `stem.ending`, `stem-2.ending`…, and answers its path. Throws the system's error. */
export const writeBeside = async (
  folder: string,
  stem: string,
  ending: string,
  data: string | Uint8Array,
): Promise<string> => {
  for (let n = 1; n <= MOST_OF_ONE_NAME; n++) {
    const path = join(folder, numbered(stem, ending, n))
    try {
      await writeNewFile(path, folder, data)
      return path
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
  throw Object.assign(new Error(`no free name for ${stem}`), { code: 'EEXIST' })
}
