// A disk held while it is being erased or read back: opened for reading and exclusively, so that nothing can be mounted
// from it, nobody else can claim it, and its name cannot be given to another. Whoever only writes to it is not kept out, and
// is counted. What may be held at all is asked of the guards before.
import { constants, readFileSync } from 'node:fs'
import { type FileHandle, open as openFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Medium } from '../../../domain/erasure/read-back/read-back.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { instanceOf, numbersOf } from './device-numbers.ts'

export type HeldDisk = {
  /** Whether it is still attached, the same, and of the same size. */
  readonly isThere: () => boolean
  /**
   * Bytes read, and written or discarded, since the disk was attached, as the kernel counts them; null where it does not.
   */
  readonly counted: () => { readonly read: number; readonly written: number } | null
  /** Waits until everything written is on the medium; answers why it is not. Errors since it was held are among them. */
  readonly flush: () => Promise<Reason | null>
  readonly release: () => Promise<void>
}

/** Why a disk is not held. `errno` is the system's word. */
export type NotHeld =
  { readonly notHeld: 'in-use' | 'another-disk' } | { readonly notHeld: 'cannot-open'; readonly errno: string }

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

const open = async (path: string, waits = BUSY_FOR_MS): Promise<FileHandle | NotHeld> => {
  try {
    return await openFile(path, constants.O_RDONLY | constants.O_EXCL | constants.O_NOFOLLOW)
  } catch (error) {
    const errno = errnoOf(error)
    const [wait, ...others] = waits
    if (errno !== 'EBUSY') return { notHeld: 'cannot-open', errno }
    if (wait === undefined) return { notHeld: 'in-use' }
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
}): Promise<HeldDisk | NotHeld> => {
  const { path, kernel, medium } = found
  const file = await open(path)
  if ('notHeld' in file) return file
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
    return { notHeld: 'another-disk' }
  }
  let released: Promise<unknown> | null = null
  return {
    isThere: () => seen() === before && sizeNow() === medium.sizeBytes,
    counted: () => {
      if (lineOf(`${kernel}/queue/iostats`) !== '1') return null // the counts stand still
      const fields = lineOf(`/sys/dev/block/${numbers}/stat`)?.split(/\s+/).map(Number) ?? []
      const [read, written, discarded = 0] = [fields[2], fields[6], fields[13]] // no discards before Linux 4.18
      return read === undefined || written === undefined || !Number.isFinite(read + written + discarded)
        ? null
        : { read: read * countedBytes, written: (written + discarded) * countedBytes }
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

/** What is counted once everything that waits in memory is on the disk, whoever left it there; null where nobody knows. */
export const countedInFull = async (held: HeldDisk): Promise<ReturnType<HeldDisk['counted']>> =>
  held.isThere() && (await held.flush()) === null ? held.counted() : null
