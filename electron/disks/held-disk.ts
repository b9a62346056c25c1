// A disk held while it is being erased: opened for reading and exclusively, so that nothing can be mounted from it, nobody
// else can claim it, and its name cannot be given to another. What may be held at all is asked of the guards before.
import { constants, readFileSync } from 'node:fs'
import { type FileHandle, open as openFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Medium } from '../../domain/erasure/read-back.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { instanceOf, numbersOf } from './device-numbers.ts'

export type HeldDisk = {
  /** Whether it is still attached, the same, and of the same size. */
  readonly isThere: () => boolean
  /** Bytes read and written since the disk was attached, as the kernel counts them; null where it does not. */
  readonly counted: () => { readonly read: number; readonly written: number } | null
  /** Waits until everything written is on the medium; answers why it is not. Errors since it was held are among them. */
  readonly flush: () => Promise<Reason | null>
  readonly release: () => Promise<void>
}

const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

const lineOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null // the device is gone, or a kernel that does not tell this
  }
}

/** A list of disks taken at this moment holds each of them for an instant. */
const BUSY_FOR_MS = [50, 150, 300, 600]

const open = async (path: string, waits = BUSY_FOR_MS): Promise<FileHandle | Reason> => {
  try {
    return await openFile(path, constants.O_RDONLY | constants.O_EXCL | constants.O_NOFOLLOW)
  } catch (error) {
    const errno = errnoOf(error)
    const [wait, ...others] = waits
    if (errno !== 'EBUSY') return reason('erase.cannot-open', { path, errno })
    if (wait === undefined) return reason('erase.held', { path })
    await pause(wait)
    return open(path, others)
  }
}

/** What is still in memory, at the pace of a slow USB disk; and the wait for a disk that may never answer again. */
const FLUSH_MS = 15 * 60_000
const RELEASE_MS = 10_000

/** undefined where it took longer. */
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> => {
  const late = new AbortController()
  const limit = pause(milliseconds, undefined, { signal: late.signal }).catch(() => undefined)
  try {
    return await Promise.race([work, limit])
  } finally {
    late.abort()
  }
}

/** What the kernel counts in, whatever the sector is. */
const countedBytes = 512

/** Holds the disk at `path`, which must be the medium that was found there; answers why it cannot. */
export const holdDisk = async (found: {
  readonly path: string
  readonly kernel: string
  readonly medium: Medium
}): Promise<HeldDisk | Reason> => {
  const { path, kernel, medium } = found
  const file = await open(path)
  if ('code' in file) return file
  const stats = await file.stat({ bigint: true })
  const numbers = stats.isBlockDevice() ? numbersOf(stats.rdev) : null
  const seen = () => `${lineOf(`${kernel}/dev`) ?? ''} ${lineOf(`${kernel}/diskseq`) ?? ''}`
  const sizeNow = () => Number(lineOf(`${kernel}/size`) ?? 0) * countedBytes
  const before = seen()
  // Through the descriptor, not the name: what is held is what was found, in the same attachment.
  const isWhatWasFound =
    numbers !== null &&
    numbers === lineOf(`${kernel}/dev`) &&
    (await instanceOf(kernel)) === medium.instance &&
    sizeNow() === medium.sizeBytes
  if (!isWhatWasFound) {
    await file.close()
    return reason('erase.another-disk')
  }
  let released: Promise<unknown> | null = null
  return {
    isThere: () => seen() === before && sizeNow() === medium.sizeBytes,
    counted: () => {
      const fields = lineOf(`/sys/dev/block/${numbers}/stat`)?.split(/\s+/).map(Number) ?? []
      const [read, written] = [fields[2], fields[6]]
      return read === undefined || written === undefined || !Number.isFinite(read + written)
        ? null
        : { read: read * countedBytes, written: written * countedBytes }
    },
    flush: async () => {
      const flushed = file.sync().then(
        () => null,
        (error: unknown) => reason('erase.not-flushed', { errno: errnoOf(error) }),
      )
      const ended = await within(FLUSH_MS, flushed)
      return ended === undefined ? reason('erase.not-flushed', { errno: 'ETIMEDOUT' }) : ended
    },
    release: async () => {
      released ??= file.close().catch(() => undefined) // gone with its disk
      await within(RELEASE_MS, released)
    },
  }
}
