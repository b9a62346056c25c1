// A zip that comes from outside, opened: the list of its files, and the bytes of each, read from the zip itself. Nothing is
// unpacked to disk and nothing is guessed. An archive is let through only as one program writes it in one go: its parts
// follow each other without gaps or overlaps, what is said of a file in two places is the same in both, and what means nothing
// here is the same for all. So whatever was changed on the way shows, even where it would change no byte of any file.
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl'
import { nameKey, pathFault } from '../../domain/batch/bag.ts'
import { batchLimits } from '../../domain/batch/layout.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse, StationError } from '../failure.ts'
import { bytesOf, DEFLATED, FLAGS, readAt, SIGNATURES, SIZES, STORED, type ZippedFile } from './zipped-file.ts'

const MEBIBYTE = 1024 * 1024

export type ZipEntry = {
  readonly name: string
  readonly bytes: number
}

export type OpenZip = {
  /** In the order in which they lie in the file. */
  readonly entries: readonly ZipEntry[]
  /** Of the zip itself. */
  readonly bytes: number
  /** Whole, and checked against all that the zip says of it. */
  readonly read: (name: string) => Promise<Buffer>
  readonly close: () => Promise<void>
}

const said = (code: string, params: Reason['params'] = {}) => refuse(reason(`batch.${code}`, params))
const shown = (name: string) => name.slice(0, 200)

/** The list of files lies together: read in blocks, it costs some reads instead of two for each file. */
class BlockReader extends RandomAccessReader {
  #handle: FileHandle
  #block: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) }

  constructor(handle: FileHandle) {
    super()
    this.#handle = handle
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.copy(buffer.subarray(offset, offset + length), position).then(
      (count) => {
        callback(null, count)
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }

  async copy(into: Buffer, position: number): Promise<number> {
    const { start, bytes } = this.#block
    if (position < start || position + into.length > start + bytes.length) {
      this.#block = { start: position, bytes: await readAt(this.#handle, position, Math.max(into.length, MEBIBYTE)) }
    }
    return this.#block.bytes.copy(into, 0, position - this.#block.start)
  }
}

/** What the first bytes tell: noise of any size is refused at once. */
export const beginsAsZip = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0) === SIGNATURES.file

const directoryOf = (reader: BlockReader, size: number): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes: false }
    fromRandomAccessReader(reader, size, options, (error, zip) => {
      if (error === null) resolve(zip)
      else reject(error)
    })
  })

/** What the library says in English, for its developers. */
const damage = (error: unknown): never => {
  if (error instanceof StationError || (error instanceof Error && 'code' in error)) throw error
  const why = error instanceof Error ? error.message : String(error)
  if (why.includes('End of central directory')) return said('zip-truncated')
  if (why.includes('encryption')) return said('zip-encrypted')
  return said('zip-damaged')
}

/** The last record of the file says the same as the list of files, and nothing lies after it or between them. */
const requireEnd = async (
  handle: FileHandle,
  size: number,
  directory: { start: number; end: number; count: number },
) => {
  const end = await readAt(handle, size - SIZES.end, SIZES.end)
  const { start, count } = directory
  const holds =
    end.length === SIZES.end &&
    directory.end === size - SIZES.end &&
    end.readUInt32LE(0) === SIGNATURES.end &&
    end.readUInt32LE(4) === 0 &&
    end.readUInt16LE(8) === count &&
    end.readUInt16LE(10) === count &&
    end.readUInt32LE(12) === directory.end - start &&
    end.readUInt32LE(16) === start &&
    end.readUInt16LE(20) === 0
  if (!holds) said('zip-damaged')
}

const nameOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return said('name-not-allowed', { path: shown(bytes.toString('latin1')) })
  }
}

/** A file of the usual kind, or of a program that says nothing of kinds; links, devices and folders are refused. */
const isPlainFile = (entry: Entry): boolean => {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  return (kind === 0 || kind === 0o100000) && (entry.externalFileAttributes & 0x18) === 0
}

/** Packing what cannot be packed adds five bytes in some thousands. */
const packedWithoutOverhead = ({ compressedSize }: Entry): number =>
  Math.floor(compressedSize - compressedSize / 1000 - 64)

const requireReadable = (entry: Entry, name: string): void => {
  const path = shown(name)
  const fault = pathFault(name)
  if ((entry.generalPurposeBitFlag & FLAGS.encrypted) !== 0) said('zip-encrypted', { path })
  if (name.endsWith('/') || !isPlainFile(entry)) said('zip-not-a-file', { path })
  if (fault !== null) refuse(fault)
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) said('zip-method', { path })
  const bytes = Math.max(entry.uncompressedSize, packedWithoutOverhead(entry))
  if (bytes > batchLimits.entryBytes) said('zip-entry-too-large', { path, bytes, limit: batchLimits.entryBytes })
}

/** As whoever wrote the first one wrote them all. */
const isOfOneHand = (entry: Entry, first: Entry): boolean =>
  (entry.generalPurposeBitFlag & ~FLAGS.sizesAfter) === FLAGS.utf8 &&
  entry.versionMadeBy === first.versionMadeBy &&
  entry.externalFileAttributes === first.externalFileAttributes &&
  entry.internalFileAttributes === 0 &&
  entry.fileCommentLength === 0 &&
  entry.extraFieldRaw.equals(first.extraFieldRaw)

/** The types call it boolean; it is where the next record of the list begins. */
const cursorOf = (zip: ZipFile): number => Number(zip.readEntryCursor)

/** Of several disks, which the library passes over in silence. */
const DISK_NUMBER_AT = 34
const isOnFirstDisk = async (reader: BlockReader, zip: ZipFile, entry: Entry): Promise<boolean> => {
  const behind = SIZES.listed + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
  const disk = Buffer.alloc(2)
  await reader.copy(disk, cursorOf(zip) - behind + DISK_NUMBER_AT)
  return disk.readUInt16LE(0) === 0
}

type Listed = { readonly entry: Entry; readonly name: string }

const listed = async (zip: ZipFile, reader: BlockReader): Promise<readonly Listed[]> => {
  const all: Listed[] = []
  const names = new Map<string, string>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry.fileNameRaw)
    requireReadable(entry, name)
    const other = names.get(nameKey(name))
    if (other !== undefined) said('zip-name-twice', { path: shown(name), other: shown(other) })
    names.set(nameKey(name), name)
    unpacked += entry.uncompressedSize
    if (unpacked > batchLimits.unpackedBytes) said('zip-too-large-unpacked', { limit: batchLimits.unpackedBytes })
    if (unpacked > batchLimits.ratio * zip.fileSize) said('zip-bomb', { limit: batchLimits.ratio })
    const isOfOne = isOfOneHand(entry, all[0]?.entry ?? entry) && (await isOnFirstDisk(reader, zip, entry))
    if (!isOfOne) said('zip-changed', { path: shown(name) })
    all.push({ entry, name })
  }
  return all
}

/** Each begins where the one before it ends. */
const placed = (all: readonly Listed[], directoryStart: number): readonly ZippedFile[] => {
  let start = 0
  return all.map(({ entry, name }) => {
    const { generalPurposeBitFlag: flags, compressedSize: packed, fileNameRaw } = entry
    const after = (flags & FLAGS.sizesAfter) === 0 ? 0 : SIZES.descriptor
    const end = start + SIZES.file + fileNameRaw.length + packed + after
    if (entry.relativeOffsetOfLocalHeader !== start || end > directoryStart) said('zip-overlap', { path: shown(name) })
    const one: ZippedFile = {
      ...{ name, bytes: entry.uncompressedSize, start, end, nameBytes: Buffer.from(fileNameRaw), packed, flags },
      ...{ method: entry.compressionMethod, crc: entry.crc32, needed: entry.versionNeededToExtract },
      ...{ time: entry.lastModFileTime, date: entry.lastModFileDate },
    }
    start = end
    return one
  })
}

const opened = async (handle: FileHandle): Promise<OpenZip> => {
  const found = await handle.stat()
  if (!found.isFile()) return said('not-zip')
  const { size } = found
  if (size > batchLimits.zipBytes) return said('zip-too-large', { bytes: size, limit: batchLimits.zipBytes })
  if (!beginsAsZip(await readAt(handle, 0, 4))) return said('not-zip')
  const reader = new BlockReader(handle)
  const zip = await directoryOf(reader, size).catch(damage)
  if (zip.entryCount > batchLimits.entries) {
    return said('zip-too-many', { count: zip.entryCount, limit: batchLimits.entries })
  }
  const directoryStart = cursorOf(zip)
  const all = await listed(zip, reader).catch(damage)
  await requireEnd(handle, size, { start: directoryStart, end: cursorOf(zip), count: all.length })
  const entries = placed(all, directoryStart)
  if (entries.at(-1)?.end !== directoryStart) return said('zip-damaged')
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return {
    entries,
    bytes: size,
    read: async (name) => {
      const entry = byName.get(name)
      return entry === undefined ? said('file-missing', { path: shown(name) }) : bytesOf(handle, entry)
    },
    close: () => handle.close(),
  }
}

/** Not waiting: a pipe that nobody writes into would hold whoever opens it for ever. Windows has no such flag, nor such files. */
export const openOutside = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))

/** Fails with `refused` and the reason where it is no zip as described above. */
export const openZip = async (path: string): Promise<OpenZip> => {
  const handle = await openOutside(path)
  try {
    return await opened(handle)
  } catch (error) {
    await handle.close()
    throw error
  }
}
