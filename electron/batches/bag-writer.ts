// Writing the zip of a bag, file after file, as each is handed over: never more than one of them in memory, whatever there is to
// come. What is written is the same whenever and wherever it is: fixed times, fixed modes. What the files say is others'.
import { createHash, hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import type { ManifestLine } from '../../domain/batch/bag.ts'
import { batchLimits } from '../../domain/batch/layout.ts'
import { reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'

export type WrittenZip = { readonly bytes: number; readonly sha256: string }

/** yazl writes it as local time: the same digits on every computer. */
const FIXED_TIME = new Date(2000, 0, 1, 0, 0, 0)
const FILE_MODE = 0o100644
/** A log of one line over and over would make a batch look like a bomb: stored, it is none. */
const TOO_GOOD = 50
const WORTH_A_TRY = 256 * 1024
const WRITTEN_TOGETHER = 256 * 1024

const packsTooWell = (bytes: Uint8Array): boolean =>
  bytes.length >= WORTH_A_TRY && deflateRawSync(bytes, { level: 1 }).length * TOO_GOOD < bytes.length

/**
 * yazl also keeps each file's name, as a small buffer. Taken from Node's pool, it would keep the whole piece of the pool that it
 * lies in, and so a hundred times its size.
 */
const outsideThePool = (work: () => void): void => {
  const { poolSize } = Buffer
  Buffer.poolSize = 0
  try {
    work()
  } finally {
    Buffer.poolSize = poolSize
  }
}

export class BagWriter {
  #zip = new ZipFile()
  #folder: string
  #file: FileHandle
  #sum = createHash('sha256')
  #packed = 0
  #unpacked = 0
  #entries = 0
  #stop = new AbortController()
  #written: Promise<void>
  #failed: Promise<never>

  private constructor(file: FileHandle, folder: string) {
    this.#file = file
    this.#folder = folder
    const broken = new Promise<never>((_, reject) => {
      this.#zip.on('error', reject)
    })
    this.#written = pipeline(this.#zip.outputStream, (chunks) => this.#write(chunks), { signal: this.#stop.signal })
    this.#failed = Promise.race([broken, this.#written.then(() => new Promise<never>(() => undefined))])
    // Whoever adds next, or finishes, is told.
    this.#failed.catch(() => undefined)
  }

  /** A new file at `path`, every name in the zip below `folder`. */
  static async begin(path: string, folder: string): Promise<BagWriter> {
    return new BagWriter(await open(path, 'wx', 0o600), folder)
  }

  async #write(chunks: AsyncIterable<unknown>): Promise<void> {
    let waiting: Buffer[] = []
    let bytes = 0
    const flush = async () => {
      await this.#file.writeFile(Buffer.concat(waiting))
      waiting = []
      bytes = 0
    }
    // yazl's stream gives nothing but buffers, some of them of a few bytes.
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      this.#sum.update(chunk)
      this.#packed += chunk.length
      waiting.push(chunk)
      bytes += chunk.length
      if (bytes >= WRITTEN_TOGETHER) await flush()
    }
    await flush()
  }

  get bytesAdded(): number {
    return this.#unpacked
  }

  /** Resolves when the file is on its way to the disk and not in memory any more. Answers its line of a manifest. */
  async add(path: string, bytes: Uint8Array): Promise<ManifestLine> {
    if (bytes.length > batchLimits.entryBytes) {
      refuse(reason('batch.file-too-large', { path, bytes: bytes.length, limit: batchLimits.entryBytes }))
    }
    this.#unpacked += bytes.length
    this.#entries += 1
    const isTooMuch =
      this.#entries > batchLimits.entries ||
      this.#unpacked > batchLimits.unpackedBytes ||
      this.#packed > batchLimits.zipBytes
    if (isTooMuch) refuse(reason('batch.too-large'))
    const compress = !path.endsWith('.pdf') && !packsTooWell(bytes)
    const options = { mtime: FIXED_TIME, mode: FILE_MODE, forceDosTimestamp: true, compress }
    // yazl keeps what it is given for a file until the whole zip is written: the bytes must not be among it.
    const waiting: Uint8Array[] = [bytes]
    const taken = new Promise<void>((resolve) => {
      // It asks for a file when the one before it is written: so it is never ahead of the disk.
      outsideThePool(() => {
        this.#zip.addReadStreamLazy(this.#folder + path, options, (give) => {
          const stream = Readable.from(waiting.splice(0))
          stream.once('end', resolve)
          give(null, stream)
        })
      })
    })
    await Promise.race([taken, this.#failed])
    return { path, sum: hash('sha256', bytes) }
  }

  /** Nearly all that was added is on the disk: the end of a large zip is then quickly synced. */
  async sync(): Promise<void> {
    await this.#file.datasync()
  }

  /** Writes the list of files, and resolves when all of it is on the disk and the file closed. */
  async finish(): Promise<WrittenZip> {
    this.#zip.end()
    await Promise.race([this.#written, this.#failed])
    await this.#file.sync()
    await this.#file.close()
    if (this.#packed > batchLimits.zipBytes) refuse(reason('batch.too-large'))
    return { bytes: this.#packed, sha256: this.#sum.digest('hex') }
  }

  /** Closes the file as it is; whoever began it takes it away. */
  async abandon(): Promise<void> {
    this.#stop.abort()
    await this.#written.catch(() => undefined)
    await this.#file.close().catch(() => undefined)
  }
}
