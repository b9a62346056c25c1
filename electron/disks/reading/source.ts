// A medium opened for reading, and for nothing else: past the system's cache where that can be had.
import { closeSync, constants, fstatSync, fsyncSync, openSync, read, readFileSync, writeFileSync } from 'node:fs'
import type { Directness } from '../../../domain/erasure/read-back/read-back.ts'
import { numbersOf } from '../kernel/device-numbers.ts'

/** What a reading needs of a medium. */
export type Source = {
  readonly directness: Directness
  /** Fills `target` from `address` on; answers how many bytes came. Rejects with the system's error. */
  readonly read: (target: Buffer, address: number) => Promise<number>
  /** Whether it is still the same medium: one that was pulled out answers every read with an error. */
  readonly isThere: () => boolean
}

// Only the browser's library has its type.
declare const WebAssembly: { readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer } }

/** Memory that O_DIRECT accepts: WebAssembly's lies on pages, which a Buffer's own does not (EINVAL). */
export const alignedBuffers = (count: number, bytes: number): readonly Buffer[] => {
  const { buffer } = new WebAssembly.Memory({ initial: Math.ceil((count * bytes) / 65_536) })
  return Array.from({ length: count }, (_, index) => Buffer.from(buffer, index * bytes, bytes))
}

const errnoOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null)

const readAt = (file: number, target: Buffer, address: number): Promise<number> =>
  new Promise((resolve, reject) => {
    read(file, target, 0, target.length, address, (error, bytesRead) => {
      if (error === null) resolve(bytesRead)
      else reject(error)
    })
  })

/** Where O_DIRECT is refused: what waits is written, and the system's cache emptied. False without the right to. */
const dropCache = (file: number): boolean => {
  try {
    fsyncSync(file)
    writeFileSync('/proc/sys/vm/drop_caches', '1')
    return true
  } catch {
    return false
  }
}

const openAround = async (path: string, sectorBytes: number): Promise<{ file: number; directness: Directness }> => {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_DIRECT)
    const [sector] = alignedBuffers(1, Math.max(sectorBytes, 4096))
    try {
      if (sector !== undefined) await readAt(file, sector.subarray(0, sectorBytes), 0)
      return { file, directness: 'direct' }
    } catch (error) {
      // Some file systems refuse only when read. Another error is the medium's, and is met again by the reading itself.
      if (errnoOf(error) !== 'EINVAL') return { file, directness: 'direct' }
      closeSync(file)
    }
  } catch (error) {
    if (errnoOf(error) !== 'EINVAL') throw error
  }
  const file = openSync(path, constants.O_RDONLY)
  return { file, directness: dropCache(file) ? 'dropped' : 'cached' }
}

/** Opens a medium read-only. `kernel` as in FoundMedium. Throws the system's error, or ESTALE if it is another by now. */
export const openSource = async (
  path: string,
  sectorBytes: number,
  kernel: string | null,
): Promise<Source & { readonly close: () => void }> => {
  const lineOf = (name: string) => {
    try {
      return readFileSync(`${kernel ?? ''}/${name}`, 'utf8').trim()
    } catch {
      return null // the device is gone, or a kernel before 5.15, which counts no sequence
    }
  }
  const numbers = () => (kernel === null ? null : lineOf('dev'))
  const sequenceOf = () => (kernel === null ? null : `${numbers() ?? 'gone'} ${lineOf('diskseq') ?? ''}`)
  const sequence = sequenceOf()
  const { file, directness } = await openAround(path, sectorBytes)
  const stats = fstatSync(file, { bigint: true })
  const isWhatWasFound = kernel === null ? stats.isFile() : stats.isBlockDevice() && numbers() === numbersOf(stats.rdev)
  if (!isWhatWasFound) {
    closeSync(file)
    throw Object.assign(new Error('another medium by now'), { code: 'ESTALE' })
  }
  return {
    directness,
    read: (target, address) => readAt(file, target, address),
    isThere: () => sequenceOf() === sequence,
    close: () => {
      closeSync(file)
    },
  }
}
