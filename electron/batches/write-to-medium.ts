// Putting a file on a medium so that it is there: under a temporary name, synced as it goes, read again past the system's
// memory and compared, then renamed. A file that is there is never written over; whatever fails, it leaves nothing behind
// where the medium still lets it, and says what is wrong with the medium.
import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { lstat, open, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Medium } from '../../domain/batch/operations.ts'
import { reason } from '../../domain/words/reason.ts'
import { alignedBuffers, openSource } from '../disks/reading/source.ts'
import { refuse, StationError } from '../failure.ts'
import { syncFolder } from '../vault/durable-files.ts'
import { fileOn } from './media.ts'

export type FileToWrite = { readonly path: string; readonly bytes: number; readonly sha256: string }
export type WritingWatch = {
  readonly onProgress: (event: { readonly step: 'copying' | 'checking'; readonly done: number }) => void
  readonly signal: AbortSignal
}

const PIECE = 1024 * 1024
/** Synced this often: a stick takes into memory at once what it writes for minutes, and no progress would be true. */
const SYNCED_EVERY = 16 * PIECE
/** What a file system needs beside the file. */
const MARGIN = PIECE

const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

/** What an error says of a medium, for a person who stands before it. */
export const failureOfMedium = (error: unknown, medium: string): unknown => {
  if (error instanceof StationError) return error
  const errno = errnoOf(error)
  const said = (code: StationError['failure']['code'], why: string, params = {}) =>
    new StationError(code, `${medium}: ${errno}`, [reason(why, { medium, ...params })], { cause: error })
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return said('disk-full', 'medium.full')
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return said('read-only', 'medium.read-only')
    case 'EFBIG':
      return said('refused', 'medium.file-too-large')
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTCONN':
    case 'ESTALE':
      return said('refused', 'medium.gone')
    case 'unknown':
      return error
    default:
      return said('refused', 'medium.failing', { errno })
  }
}

/** As the medium holds it, not as memory remembers it, where the system lets that be had. */
const sumOnMedium = async (path: string, { onProgress, signal }: WritingWatch): Promise<string> => {
  const sum = createHash('sha256')
  const source = await openSource(path, 4096, null)
  const [piece = Buffer.alloc(PIECE)] = alignedBuffers(1, PIECE)
  try {
    for (let done = 0; ;) {
      signal.throwIfAborted()
      const bytes = await source.read(piece, done)
      if (bytes === 0) return sum.digest('hex')
      sum.update(piece.subarray(0, bytes))
      done += bytes
      onProgress({ step: 'checking', done })
      // The last sector may be shorter than O_DIRECT reads: the next address would not be whole.
      if (bytes < piece.length) return sum.digest('hex')
    }
  } finally {
    source.close()
  }
}

const copy = async (file: FileToWrite, to: string, { onProgress, signal }: WritingWatch): Promise<void> => {
  const sum = createHash('sha256')
  const source = await open(file.path, 'r')
  const target = await open(to, 'wx', 0o644).catch(async (error: unknown) => {
    await source.close()
    throw error
  })
  try {
    const piece = Buffer.allocUnsafe(PIECE)
    for (let done = 0, synced = 0; done < file.bytes;) {
      signal.throwIfAborted()
      const { bytesRead } = await source.read(piece, 0, PIECE, done)
      if (bytesRead === 0) break
      sum.update(piece.subarray(0, bytesRead))
      await target.writeFile(piece.subarray(0, bytesRead))
      done += bytesRead
      if (done - synced >= SYNCED_EVERY) {
        await target.datasync()
        synced = done
      }
      onProgress({ step: 'copying', done })
    }
    await target.sync()
  } finally {
    await source.close()
    await target.close()
  }
  if (sum.digest('hex') !== file.sha256) refuse(reason('batch.held-damaged', { file: basename(file.path) }))
}

/** Itself, not what a link leads to: on a medium that somebody prepared it may lead to any file of this computer. */
const there = (path: string): Promise<Stats | null> =>
  lstat(path).then(
    (found) => found,
    (error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return null
      throw error
    },
  )

const MOST_NAMES = 100

/** The name itself, else with a number; `already`: the same file is there under that name. */
const freeName = async (
  file: FileToWrite,
  { medium, name }: { readonly medium: Medium; readonly name: string },
  watch: WritingWatch,
): Promise<{ readonly name: string; readonly already: boolean }> => {
  const ending = extname(name)
  for (let count = 1; count <= MOST_NAMES; count++) {
    const tried = count === 1 ? name : `${basename(name, ending)}-${String(count)}${ending}`
    const path = fileOn(medium, tried)
    const found = await there(path)
    if (found === null) return { name: tried, already: false }
    if (found.isFile() && found.size === file.bytes && (await sumOnMedium(path, watch)) === file.sha256)
      return { name: tried, already: true }
  }
  return refuse(reason('medium.names-taken', { medium: medium.label, name }))
}

const write = async (file: FileToWrite, medium: Medium, name: string, watch: WritingWatch): Promise<string> => {
  const device = (await stat(medium.path)).dev
  const found = await freeName(file, { medium, name }, watch)
  if (found.already) return found.name
  if (medium.readOnly)
    throw new StationError('read-only', 'locked', [reason('medium.read-only', { medium: medium.label })])
  if (medium.freeBytes !== null && medium.freeBytes < file.bytes + MARGIN) {
    throw new StationError('disk-full', 'no room', [
      reason('medium.no-room', { medium: medium.label, needed: file.bytes, free: medium.freeBytes }),
    ])
  }
  const path = fileOn(medium, found.name)
  const temporary = join(dirname(path), `.${found.name}.part`)
  await unlink(temporary).catch(() => undefined)
  try {
    await copy(file, temporary, watch)
    if ((await sumOnMedium(temporary, watch)) !== file.sha256) {
      refuse(reason('medium.not-the-same', { medium: medium.label }))
    }
    await rename(temporary, path)
    // Some file systems of sticks sync no folder; the file itself is synced.
    await syncFolder(dirname(path)).catch(() => undefined)
    // Pulled out and lazily unmounted, its folder is one of this computer.
    if ((await lstat(path)).dev !== device) {
      await unlink(path).catch(() => undefined)
      refuse(reason('medium.gone', { medium: medium.label }))
    }
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
  return found.name
}

/** Answers the name under which it lies there. Fails with a StationError that says what is wrong, or as aborted. */
export const writeToMedium = async (
  file: FileToWrite,
  { medium, name }: { readonly medium: Medium; readonly name: string },
  watch: WritingWatch,
): Promise<string> => {
  try {
    return await write(file, medium, name, watch)
  } catch (error) {
    throw failureOfMedium(error, medium.label)
  }
}
