// Files that are there after a power cut: written aside, synced, renamed into place, and the folder synced, because a
// name is the folder's content and not the file's (fsync(2): a new file's entry needs an fsync of its directory).
//
// fsync and not fdatasync: every file written here is new or has grown, so its size must reach the disk with its data and
// fdatasync would spare nothing; fsync's promise is the plainer one across ext4, XFS, FAT and NTFS.
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Windows opens no folder for syncing; NTFS journals the names itself. */
const foldersSync = process.platform !== 'win32'

export const syncFolder = async (folder: string): Promise<void> => {
  if (!foldersSync) return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder and whatever is missing above it; every folder that got a new name in it is synced. */
export const makeFolder = async (folder: string): Promise<void> => {
  const there = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (there) return
  const parent = dirname(folder)
  if (parent !== folder) await makeFolder(parent)
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await syncFolder(parent)
}

/**
 * Puts `data` at `path` whole or not at all, whatever was there before: afterwards the file holds the new data, or after
 * a failure still the old. One writer per data folder (lock.ts) keeps the temporary name free of others.
 */
export const replaceFile = async (path: string, data: string | Uint8Array, mode = 0o600): Promise<void> => {
  await writeSynced(path, data, mode)
  await syncFolder(dirname(path))
}

/** As `replaceFile`, except that the folder is still to be synced: one sync serves many files. */
export const writeSynced = async (path: string, data: string | Uint8Array, mode = 0o600): Promise<void> => {
  const temporary = `${path}.new`
  try {
    // A leftover of a crash is taken away first: opened again, it would keep its old mode.
    await unlink(temporary).catch(() => undefined)
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
}
