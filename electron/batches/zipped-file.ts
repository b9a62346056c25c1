// One file of a zip: where it lies, and its bytes, checked against all that the zip says of it. What stands before and behind
// them says the same as the list of files; they unpack to what was announced and to nothing else.
import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync, type Inflate } from 'node:zlib'
import { reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'

/** As the list of files says it. */
export type ZippedFile = {
  readonly name: string
  readonly bytes: number
  readonly start: number
  /** Where the next one begins, or the list of all. */
  readonly end: number
  readonly nameBytes: Buffer
  readonly packed: number
  readonly flags: number
  readonly method: number
  readonly time: number
  readonly date: number
  readonly crc: number
  readonly needed: number
}

export const SIGNATURES = { file: 0x04034b50, descriptor: 0x08074b50, end: 0x06054b50 } as const
export const SIZES = { file: 30, listed: 46, descriptor: 16, end: 22 } as const
export const FLAGS = { encrypted: 0x2041, sizesAfter: 0x0008, utf8: 0x0800 } as const
export const STORED = 0
export const DEFLATED = 8
/** Up to here unpacking takes less than handing it to another thread. */
const SMALL = 256 * 1024

const said = (code: string, path: string) => refuse(reason(`batch.${code}`, { path }))

/** Fewer bytes than asked for only at the end of the file. */
export const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}

const hasSizesAfter = ({ flags }: ZippedFile): boolean => (flags & FLAGS.sizesAfter) !== 0

/** What stands before the file's bytes says the same as the list. */
const isSaidBefore = (region: Buffer, entry: ZippedFile): boolean => {
  const sums = hasSizesAfter(entry) ? [0, 0, 0] : [entry.crc, entry.packed, entry.bytes]
  return (
    region.readUInt32LE(0) === SIGNATURES.file &&
    region.readUInt16LE(4) === entry.needed &&
    region.readUInt16LE(6) === entry.flags &&
    region.readUInt16LE(8) === entry.method &&
    region.readUInt16LE(10) === entry.time &&
    region.readUInt16LE(12) === entry.date &&
    sums.every((sum, index) => region.readUInt32LE(14 + 4 * index) === sum) &&
    region.readUInt16LE(26) === entry.nameBytes.length &&
    region.readUInt16LE(28) === 0 &&
    region.subarray(SIZES.file, SIZES.file + entry.nameBytes.length).equals(entry.nameBytes)
  )
}

/** And what stands after them, where the sums were not known beforehand. */
const isSaidAfter = (region: Buffer, entry: ZippedFile): boolean => {
  if (!hasSizesAfter(entry)) return true
  const at = region.length - SIZES.descriptor
  const words = [SIGNATURES.descriptor, entry.crc, entry.packed, entry.bytes]
  return words.every((word, index) => region.readUInt32LE(at + 4 * index) === word)
}

/** With `info`, what zlib answers is more than its types say. */
type Inflated = { readonly buffer: Buffer; readonly engine: Inflate }
const inflateInThread = promisify(inflateRaw) as unknown as (data: Buffer, options: object) => Promise<Inflated>
const inflateHere = inflateRawSync as unknown as (data: Buffer, options: object) => Inflated

/** null where it cannot be unpacked to exactly `bytes`, or is followed by something else. */
const unpacked = async (packed: Buffer, bytes: number): Promise<Buffer | null> => {
  const options = { info: true, maxOutputLength: Math.max(bytes, 1) }
  try {
    const { buffer, engine } = bytes <= SMALL ? inflateHere(packed, options) : await inflateInThread(packed, options)
    return buffer.length === bytes && engine.bytesWritten === packed.length ? buffer : null
  } catch {
    return null
  }
}

/**
 * Whether the last byte ends in bits that mean nothing and are not zero. They are found by trying: without its highest bit
 * the file still unpacks to the same.
 */
const hasIdleBits = async (packed: Buffer, whole: Buffer): Promise<boolean> => {
  const last = packed.at(-1) ?? 0
  if (last === 0) return false
  const without = Buffer.from(packed)
  without[without.length - 1] = last & ~(1 << (31 - Math.clz32(last)))
  return (await unpacked(without, whole.length))?.equals(whole) === true
}

export const bytesOf = async (handle: FileHandle, entry: ZippedFile): Promise<Buffer> => {
  const path = entry.name.slice(0, 200)
  const region = await readAt(handle, entry.start, entry.end - entry.start)
  const isWhole = region.length === entry.end - entry.start && isSaidBefore(region, entry) && isSaidAfter(region, entry)
  if (!isWhole) return said('zip-changed', path)
  const from = SIZES.file + entry.nameBytes.length
  const packed = region.subarray(from, from + entry.packed)
  const bytes = entry.method === STORED ? packed : await unpacked(packed, entry.bytes)
  if (bytes?.length !== entry.bytes || crc32(bytes) !== entry.crc) return said('zip-file-damaged', path)
  if (entry.method === DEFLATED && (await hasIdleBits(packed, bytes))) return said('zip-changed', path)
  return bytes
}
