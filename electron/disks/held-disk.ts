// A disk held while it is being erased: opened for reading and exclusively, so that nothing can be mounted from it, nobody
// else can claim it, and its name cannot be given to another. What may be held at all is asked of the guards before.
import { closeSync, constants, fstatSync, fsync, openSync, readFileSync } from 'node:fs'
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
  readonly release: () => void
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

const open = async (path: string, waits = BUSY_FOR_MS): Promise<number | Reason> => {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_EXCL | constants.O_NOFOLLOW)
  } catch (error) {
    const errno = errnoOf(error)
    const [wait, ...others] = waits
    if (errno !== 'EBUSY') return reason('erase.cannot-open', { path, errno })
    if (wait === undefined) return reason('erase.held', { path })
    await pause(wait)
    return open(path, others)
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
  if (typeof file !== 'number') return file
  const stats = fstatSync(file, { bigint: true })
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
    closeSync(file)
    return reason('erase.another-disk')
  }
  let isHeld = true
  return {
    isThere: () => seen() === before && sizeNow() === medium.sizeBytes,
    counted: () => {
      const fields = lineOf(`/sys/dev/block/${numbers}/stat`)?.split(/\s+/).map(Number) ?? []
      const [read, written] = [fields[2], fields[6]]
      return read === undefined || written === undefined || !Number.isFinite(read + written)
        ? null
        : { read: read * countedBytes, written: written * countedBytes }
    },
    flush: () =>
      new Promise((resolve) => {
        fsync(file, (error) => {
          resolve(error === null ? null : reason('erase.not-flushed', { errno: errnoOf(error) }))
        })
      }),
    release: () => {
      if (isHeld) closeSync(file)
      isHeld = false
    },
  }
}
