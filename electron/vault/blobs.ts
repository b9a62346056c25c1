// Large things (reports, readings, logos, evidence) lie beside the journal as files named by the SHA-256 of their bytes.
// A file is there whole or not at all, and what is read is what its name says, or it is a failure.
import { hash as digest } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, StationError } from '../failure.ts'
import { makeFolder, replaceFile, syncFolder } from './durable-files.ts'
import { Turns } from './turns.ts'

const hashForm = /^[0-9a-f]{64}$/

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
        else await replaceFile(this.#path(hash), bytes)
      })
    } catch (error) {
      throw failureOfFile(error, hash)
    }
    return hash
  }

  /** The bytes under a hash. Fails with `not-found`, also where what lies there is not what was put. */
  async get(hash: string): Promise<Buffer> {
    const bytes = await this.#read(hash).catch((error: unknown) => {
      throw failureOfFile(error, hash)
    })
    if (bytes === null)
      throw new StationError('not-found', `No blob ${hash}`, [reason('station.blob-missing', { hash })])
    return bytes
  }

  #path(hash: string): string {
    if (!hashForm.test(hash)) throw new TypeError('A blob is named by a SHA-256 in lower-case hexadecimal')
    return join(this.#folder, hash)
  }

  /** null where there is no such file, or a damaged one: putting it again mends it. */
  async #read(hash: string): Promise<Buffer | null> {
    try {
      const bytes = await readFile(this.#path(hash))
      return digest('sha256', bytes) === hash ? bytes : null
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
}
