// Where a file from outside waits inside the data folder while it is looked at: copied from a medium or handed over in pieces
// by the window. Nothing of it is believed, nothing names it, and whatever waits when the station starts is thrown away.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Medium } from '../../domain/batch/operations.ts'
import { batchLimits } from '../../domain/batch/layout.ts'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, refuse } from '../failure.ts'
import { makeFolder } from '../vault/durable-files.ts'
import { Turns } from '../vault/turns.ts'
import { fileOn } from './media.ts'
import { beginsAsZip } from './open-zip.ts'
import { failureOfMedium } from './write-to-medium.ts'

/** Whoever leaves without a word leaves a file; the one that waited longest goes when another comes. */
const PLACES = 8
const PIECE = 1024 * 1024

export type Waiting = { readonly uploadId: string; readonly fileName: string; readonly path: string }
type Place = Waiting & { readonly turns: Turns }
type Watch = { readonly onProgress: (bytes: number, total: number) => void; readonly signal: AbortSignal }

const tooLarge = (bytes: number) => refuse(reason('batch.zip-too-large', { bytes, limit: batchLimits.zipBytes }))

export class WaitingRoom {
  #folder: string
  #places = new Map<string, Place>()
  #ready: Promise<void>

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'incoming')
    this.#ready = rm(this.#folder, { recursive: true, force: true }).catch(() => undefined)
  }

  /** Copies a file of a medium. Fails where it is none, or begins as no zip does, before much is read. */
  async takeFrom(medium: Medium, fileName: string, watch: Watch): Promise<string> {
    const from = fileOn(medium, fileName)
    const uploadId = randomUUID()
    const { path, turns } = await this.#place(uploadId, fileName)
    await turns.take(async () => {
      try {
        await copyBatch(from, { to: path, medium: medium.label, fileName }, watch)
      } catch (error) {
        await this.#remove(uploadId)
        throw error
      }
    })
    return uploadId
  }

  /** Appends a piece; answers how many bytes there are by now. A piece that came already is answered as it was then. */
  async takePiece(uploadId: string, fileName: string, offset: number, piece: Buffer): Promise<number> {
    if (offset === 0 && !beginsAsZip(piece)) refuse(reason('batch.not-zip'))
    // Only the first piece makes a place.
    const { path, turns } = offset === 0 ? await this.#place(uploadId, fileName) : this.#placeOf(uploadId)
    return turns.take(async () => {
      // Sent away while the piece waited for its turn.
      this.get(uploadId)
      if (offset + piece.length > batchLimits.zipBytes) {
        await this.#remove(uploadId)
        return tooLarge(offset + piece.length)
      }
      try {
        return await appendPiece(path, offset, piece)
      } catch (error) {
        throw failureOfFile(error, fileName)
      }
    })
  }

  /** Fails with `refused` where nothing waits under this id. */
  get(uploadId: string): Waiting {
    return this.#placeOf(uploadId)
  }

  /** Does `work` while nothing is appended to the file and it is not taken away. */
  async use<T>(uploadId: string, work: (waiting: Waiting) => Promise<T>): Promise<T> {
    await this.#ready
    const place = this.#placeOf(uploadId)
    return place.turns.take(() => work(place))
  }

  async bytes(uploadId: string): Promise<number> {
    return sizeOf(this.get(uploadId).path)
  }

  async dismiss(uploadId: string): Promise<void> {
    await this.#places.get(uploadId)?.turns.take(() => this.#remove(uploadId))
  }

  #placeOf(uploadId: string): Place {
    return this.#places.get(uploadId) ?? refuse(reason('batch.upload-unknown'))
  }

  async #place(uploadId: string, fileName: string): Promise<Place> {
    await this.#ready
    const found = this.#places.get(uploadId)
    if (found !== undefined) return found
    const [oldest] = this.#places.keys()
    if (this.#places.size >= PLACES && oldest !== undefined) await this.dismiss(oldest)
    try {
      await makeFolder(this.#folder)
    } catch (error) {
      throw failureOfFile(error, fileName)
    }
    const path = join(this.#folder, `${uploadId}.zip`)
    const place: Place = { uploadId, fileName: fileName.slice(0, 255), path, turns: new Turns() }
    this.#places.set(uploadId, place)
    return place
  }

  async #remove(uploadId: string): Promise<void> {
    const place = this.#places.get(uploadId)
    this.#places.delete(uploadId)
    if (place !== undefined) await unlink(place.path).catch(() => undefined)
  }
}

/** Not through a link, and not waiting for a pipe that nobody writes into. */
const openOnMedium = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))

const copyBatch = async (
  from: string,
  { to, medium, fileName }: { readonly to: string; readonly medium: string; readonly fileName: string },
  { onProgress, signal }: Watch,
): Promise<void> => {
  const reading = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw failureOfMedium(error, medium)
    })
  const writing = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw failureOfFile(error, fileName)
    })
  const source = await reading(
    openOnMedium(from).catch((error: unknown) => {
      const errno = error instanceof Error && 'code' in error ? error.code : null
      if (errno === 'ENOENT') return refuse(reason('batch.file-gone', { file: fileName, medium }))
      return errno === 'ELOOP' ? refuse(reason('batch.not-zip')) : Promise.reject(error as Error)
    }),
  )
  try {
    const found = await reading(source.stat())
    if (!found.isFile()) refuse(reason('batch.not-zip'))
    if (found.size > batchLimits.zipBytes) tooLarge(found.size)
    const target = await writing(open(to, 'wx', 0o600))
    try {
      const piece = Buffer.allocUnsafe(PIECE)
      for (let done = 0; ;) {
        signal.throwIfAborted()
        const { bytesRead } = await reading(source.read(piece, 0, PIECE, done))
        if (done === 0 && !beginsAsZip(piece.subarray(0, bytesRead))) refuse(reason('batch.not-zip'))
        if (bytesRead === 0) return
        await writing(target.writeFile(piece.subarray(0, bytesRead)))
        done += bytesRead
        // It may grow while it is read.
        if (done > batchLimits.zipBytes) tooLarge(done)
        onProgress(done, Math.max(found.size, done))
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

const appendPiece = async (path: string, offset: number, piece: Buffer): Promise<number> => {
  const size = await sizeOf(path)
  const handle = await open(path, size === 0 ? 'w+' : 'r+', 0o600)
  try {
    if (offset + piece.length <= size) {
      const before = Buffer.alloc(piece.length)
      await handle.read(before, 0, before.length, offset)
      return before.equals(piece) ? size : refuse(reason('batch.piece-out-of-order'))
    }
    if (offset !== size) refuse(reason('batch.piece-out-of-order'))
    for (let done = 0; done < piece.length;) {
      // A disk that fills up takes less than it is given, and fails at the next write only.
      const { bytesWritten } = await handle.write(piece, done, piece.length - done, offset + done)
      done += bytesWritten
    }
    return size + piece.length
  } catch (error) {
    // Half a piece is none: it is asked for again from where it began.
    if (offset === size) await handle.truncate(size).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }
}
