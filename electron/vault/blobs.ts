// Large things (reports, readings, logos, evidence) lie beside the journal as files named by the SHA-256 of their bytes.
// A file is there whole or not at all, and what is read is what its name says, or it is a failure.
import { hash as digest } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, StationError } from '../failure.ts'
import { makeFolder, replaceFile, syncFolder, writeSynced } from './durable-files.ts'
import { Turns } from './turns.ts'

const hashForm = /^[0-9a-f]{64}$/

/** How many files are written at once, and how much of them is held in memory: syncs that wait together cost one. */
const TOGETHER = { files: 32, bytes: 16 * 1024 * 1024 } as const

/** As many at once as TOGETHER allows; one that is larger than that by itself. */
async function* groupsOf(all: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let group: Uint8Array[] = []
  let held = 0
  for await (const bytes of all) {
    if (group.length > 0 && (group.length === TOGETHER.files || held + bytes.length > TOGETHER.bytes)) {
      yield group
      group = []
      held = 0
    }
    group.push(bytes)
    held += bytes.length
  }
  if (group.length > 0) yield group
}

export class Blobs {
  #folder: string
  #turns = new Turns()

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'blobs')
  }

  /** Keeps the bytes, on the disk when this resolves, and answers their hash. Kept twice is kept once. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = digest('sha256', bytes)
    try {
      await this.#turns.take(async () => {
        await makeFolder(this.#folder)
        // A file found there may have been renamed just before a crash: its name is synced all the same.
        if ((await this.#read(hash)) !== null) await syncFolder(this.#folder)
        else await replaceFile(this.pathOf(hash), bytes)
      })
    } catch (error) {
      throw failureOfFile(error, hash)
    }
    return hash
  }

  /**
   * Keeps many at once, all of them on the disk when this resolves: as `put` each of them, with one sync of the folder.
   * `onKept` is told how many are kept so far. Stopped in the middle, it leaves files that nothing names yet.
   */
  async putMany(all: AsyncIterable<Uint8Array>, onKept: (count: number) => void = () => undefined): Promise<void> {
    // What the source throws is its own: only a failure of these files is said as one.
    const onDisk = (work: () => Promise<unknown>) =>
      work().catch((error: unknown) => {
        throw failureOfFile(error, 'blobs')
      })
    let kept = 0
    await onDisk(() => makeFolder(this.#folder))
    for await (const group of groupsOf(all)) {
      const byHash = new Map(group.map((bytes) => [digest('sha256', bytes), bytes]))
      await onDisk(() =>
        this.#turns.take(() => Promise.all([...byHash].map(([hash, bytes]) => this.#write(hash, bytes)))),
      )
      kept += group.length
      onKept(kept)
    }
    await onDisk(() => syncFolder(this.#folder))
  }

  /** The bytes under a hash. Fails with `not-found`, also where what lies there is not what was put. */
  async get(hash: string): Promise<Buffer> {
    const bytes = await this.find(hash)
    if (bytes === null)
      throw new StationError('not-found', `No blob ${hash}`, [reason('station.blob-missing', { hash })])
    return bytes
  }

  /** As `get`, but null where nothing lies there. A disk that does not answer is a failure, and no absence. */
  async find(hash: string): Promise<Buffer | null> {
    try {
      return await this.#read(hash)
    } catch (error) {
      throw failureOfFile(error, hash)
    }
  }

  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    if ((await this.#read(hash)) === null) await writeSynced(this.pathOf(hash), bytes)
  }

  /** Where it lies, if it is there. */
  pathOf(hash: string): string {
    if (!hashForm.test(hash)) throw new TypeError('A blob is named by a SHA-256 in lower-case hexadecimal')
    return join(this.#folder, hash)
  }

  /** null where there is no such file, or a damaged one: putting it again mends it. */
  async #read(hash: string): Promise<Buffer | null> {
    try {
      const bytes = await readFile(this.pathOf(hash))
      return digest('sha256', bytes) === hash ? bytes : null
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
}
