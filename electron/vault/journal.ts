// The journal: one file, append-only, each frame length- and hash-chained, on the disk before anybody is told that it is
// saved. It knows positions, hashes and transactions; what the frames mean is the ledger's business.
import { type FileHandle, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Entry, Frame, JournalHead, ReadFrame } from '../../domain/journal/frame.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, refuse, StationError } from '../failure.ts'
import { replaceFile, syncFolder } from './durable-files.ts'
import { isTornLine, lineOf, newline, readLine } from './frame-line.ts'
import { readExactly, type Scan, scan, writeExactly } from './journal-file.ts'
import { Turns } from './turns.ts'

export const journalPath = (folder: string): string => join(folder, 'journal.log')

export type JournalOptions = {
  readonly folder: string
  /** Called with every frame in order: those of the file at opening, then each as soon as it is on the disk. */
  readonly onFrame: (read: ReadFrame) => void
  readonly now: () => Date
}

export type NewFrame = { readonly transaction: string; readonly entry: Entry }

export type Appended = ReadFrame & {
  /** The same transaction was journalled before: this is its frame, and nothing was written. */
  readonly again: boolean
}

/** No frame comes near it: large things are blobs. */
const longestTail = 256 * 1024 * 1024

/** Half of a surrogate pair, which JSON.stringify escapes where it stands alone: an emoji that was cut in two. */
const halfCharacter = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/

/** A frame's line, and the frame as the next start will read it: what could not be read again is never written. */
const readableLine = (frame: Frame): { readonly line: Buffer; readonly read: ReadFrame } => {
  const line = lineOf(frame)
  // Outside JSON.stringify it has no form (RFC 7493 §2.1): a certificate with it would hold for nobody.
  if (halfCharacter.test(line.toString('utf8'))) refuse(reason('journal.half-character'))
  const reading = readLine(line.subarray(0, -1))
  if (reading.state !== 'frame') throw new TypeError(`A ${frame.entry.kind} that could not be read again`)
  return { line, read: reading.read }
}

export class Journal {
  #options: JournalOptions
  #handle: FileHandle | null = null
  #head: JournalHead = { position: 0, hash: null }
  /** Where each frame begins, by position - 1, and where the next one will. */
  #offsets: number[] = []
  #end = 0
  #transactions = new Map<string, number>()
  #notices: Reason[] = []
  /** Why nothing more is written; null while all is well. */
  #stopped: Reason | null = null
  #turns = new Turns()

  private constructor(options: JournalOptions) {
    this.#options = options
  }

  /** Opens the folder's journal, or an empty one that `begin` will write. A damaged one opens too, and is read-only. */
  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options)
    try {
      await journal.#open()
    } catch (error) {
      await journal.#handle?.close().catch(() => undefined)
      throw failureOfFile(error, 'journal')
    }
    return journal
  }

  get head(): JournalHead {
    return this.#head
  }

  /** The head, and how many bytes of the file lead up to it: all that anybody was promised, and nothing behind it. */
  get acknowledged(): { readonly head: JournalHead; readonly bytes: number } {
    return { head: this.#head, bytes: this.#end }
  }

  get writable(): boolean {
    return this.#stopped === null
  }

  /** Whether a transaction stands: asked again it would be answered with its frame, without asking anything. */
  knows(transaction: string): boolean {
    return this.#transactions.has(transaction)
  }

  /** What the person must know of this journal: at opening, and since. */
  get notices(): readonly Reason[] {
    return this.#stopped === null ? this.#notices : [...this.#notices, this.#stopped]
  }

  /**
   * The first frames of a new journal, all or none: the file gets its name only when they are on the disk, so that a
   * journal without its first frame is always damage, and never mistaken for a station that is not set up.
   */
  async begin(entries: readonly NewFrame[]): Promise<JournalHead> {
    return this.#turns.take(async () => {
      this.#requireNotBegun()
      const lines = this.#linesAfter(this.#head, entries)
      try {
        await replaceFile(journalPath(this.#options.folder), Buffer.concat(lines))
        await this.#open()
      } catch (error) {
        throw failureOfFile(error, 'journal')
      }
      return this.#head
    })
  }

  /**
   * As `begin`, on top of the frames of an earlier journal, which lie whole and synced in `file`, in this folder: they and the
   * new ones appear together, by one rename. `file` is the journal afterwards.
   */
  async beginAfter(file: string, entries: readonly NewFrame[]): Promise<JournalHead> {
    return this.#turns.take(async () => {
      this.#requireNotBegun()
      try {
        const handle = await open(file, 'r+')
        try {
          const { size } = await handle.stat()
          const found = await scan(handle, size, () => undefined)
          if (found.fault !== null || found.end !== size) {
            refuse(reason('journal.damaged', { position: found.head.position + 1, offset: found.end }))
          }
          await writeExactly(handle, size, Buffer.concat(this.#linesAfter(found.head, entries)))
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(file, journalPath(this.#options.folder))
        await syncFolder(dirname(file))
        await this.#open()
      } catch (error) {
        throw failureOfFile(error, 'journal')
      }
      return this.#head
    })
  }

  /**
   * One frame, on the disk when this resolves. `decide` is asked in its turn, when every frame asked before stands, and
   * may refuse by throwing. A transaction that stands already is answered with its frame, without asking.
   */
  async append(transaction: string, decide: () => Entry | Promise<Entry>): Promise<Appended> {
    return this.#turns.take(async () => {
      const known = this.#transactions.get(transaction)
      if (known !== undefined) {
        const [read] = await this.read(known - 1, 1)
        if (read !== undefined) return { ...read, again: true }
      }
      return { ...(await this.#write({ transaction, entry: await decide() })), again: false }
    })
  }

  /** At most `limit` frames after a position, in order. Each is checked again as it is read. */
  async read(after: number, limit: number): Promise<ReadFrame[]> {
    try {
      return await this.#readFrames(after, limit)
    } catch (error) {
      throw failureOfFile(error, 'journal')
    }
  }

  async at(position: number): Promise<ReadFrame | null> {
    const [read] = position >= 1 && position <= this.#head.position ? await this.read(position - 1, 1) : []
    return read ?? null
  }

  /** Waits for what was asked; nothing is written afterwards. */
  async close(): Promise<void> {
    await this.#turns.take(async () => {
      this.#stopped ??= reason('journal.closed')
      await this.#handle?.close()
      this.#handle = null
    })
  }

  #requireNotBegun(): void {
    if (this.#handle === null && this.#stopped === null) return
    throw new StationError('conflict', 'The journal has begun already', [reason('journal.begun')])
  }

  #linesAfter(head: JournalHead, entries: readonly NewFrame[]): Buffer[] {
    let last = head
    return entries.map((entry) => {
      const { line, read } = readableLine(this.#frameAfter(last, entry))
      last = { position: last.position + 1, hash: read.hash }
      return line
    })
  }

  #frameAfter(head: JournalHead, { transaction, entry }: NewFrame): Frame {
    return {
      position: head.position + 1,
      previous: head.hash,
      at: this.#options.now().toISOString(),
      transaction,
      entry,
    }
  }

  #take(read: ReadFrame, offset: number, end: number): void {
    this.#offsets.push(offset)
    this.#end = end
    this.#head = { position: read.frame.position, hash: read.hash }
    this.#transactions.set(read.frame.transaction, read.frame.position)
    this.#options.onFrame(read)
  }

  async #open(): Promise<void> {
    const path = journalPath(this.#options.folder)
    try {
      this.#handle = await open(path, 'r+')
    } catch (error) {
      if (isMissing(error)) return
      throw error
    }
    const { size } = await this.#handle.stat()
    const found = await scan(this.#handle, size, (read, offset) => {
      this.#take(read, offset, offset)
    })
    this.#end = found.end
    if (found.fault === null && found.head.position > 0) return
    await this.#judgeTail(this.#handle, found, size)
  }

  /** The file does not end where its last good frame does: a torn append is cut, anything else stops the writing. */
  async #judgeTail(handle: FileHandle, found: Scan, size: number): Promise<void> {
    const position = found.head.position + 1
    if (found.fault === 'unknown-form') {
      this.#stopped = reason('journal.newer-form', { position })
      return
    }
    const length = size - found.end
    const tail = found.fault === 'broken' && length <= longestTail ? await readExactly(handle, found.end, length) : null
    if (position === 1 || tail === null || !isTornLine(tail)) {
      this.#stopped = reason('journal.damaged', { position, offset: found.end })
      return
    }
    const keptAs = `journal-cut-at-${found.end}-${this.#options.now().getTime()}.torn`
    try {
      await replaceFile(join(this.#options.folder, keptAs), tail)
      await handle.truncate(found.end)
      await handle.sync()
      this.#notices.push(reason('journal.torn-frame-cut', { position, bytes: length, keptAs }))
    } catch (error) {
      this.#stopped = reason('journal.torn-frame-stands', { position, bytes: length })
      this.#notices.push(...failureOfFile(error, 'journal').failure.reasons)
    }
  }

  async #readFrames(after: number, limit: number): Promise<ReadFrame[]> {
    const first = this.#offsets[after]
    if (first === undefined) return []
    if (this.#handle === null) {
      const why = this.#stopped ?? reason('journal.closed')
      throw new StationError('read-only', why.code, [why])
    }
    const until = this.#offsets[after + limit] ?? this.#end
    const bytes = await readExactly(this.#handle, first, until - first)
    const frames: ReadFrame[] = []
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(newline, start)
      const reading = end === -1 ? null : readLine(bytes.subarray(start, end))
      if (reading?.state !== 'frame') {
        const position = after + frames.length + 1
        this.#stopped ??= reason('journal.damaged', { position, offset: first + start })
        throw new StationError('internal', `Frame ${position} does not hold any more`, [this.#stopped])
      }
      frames.push(reading.read)
      start = end + 1
    }
    return frames
  }

  async #write(entry: NewFrame): Promise<ReadFrame> {
    if (this.#handle === null || this.#stopped !== null) {
      const why = this.#stopped ?? reason('station.not-set-up')
      throw new StationError(this.#stopped === null ? 'not-set-up' : 'read-only', why.code, [why])
    }
    const { line, read } = readableLine(this.#frameAfter(this.#head, entry))
    const offset = this.#end
    try {
      await this.#requireInPlace(this.#handle)
      await writeExactly(this.#handle, offset, line)
      await this.#handle.sync()
      await this.#requireInPlace(this.#handle)
    } catch (error) {
      await this.#readAgain()
      throw failureOfFile(error, 'journal')
    }
    this.#take(read, offset, offset + line.length)
    return read
  }

  /** A folder that was moved or deleted still takes what is written to the open file, and the next start finds none of it. */
  async #requireInPlace(handle: FileHandle): Promise<void> {
    const path = journalPath(this.#options.folder)
    const named = await stat(path, { bigint: true }).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })
    const opened = await handle.stat({ bigint: true })
    if (named?.ino === opened.ino && named.dev === opened.dev) return
    throw new StationError('read-only', 'The journal is not in its place', [this.#gone()])
  }

  #gone(): Reason {
    return reason('journal.gone', { folder: this.#options.folder })
  }

  /**
   * After a failed write or sync nothing is known of the file but what was acknowledged. Linux drops a page that it could
   * not write and reports the error once, so a second sync proves nothing: the file is opened anew, every acknowledged
   * frame is read again, and what lies behind them, which nobody was promised, is cut. If that fails too, writing stops
   * until the next start.
   */
  async #readAgain(): Promise<void> {
    const path = journalPath(this.#options.folder)
    await this.#handle?.close().catch(() => undefined)
    this.#handle = null
    try {
      const handle = await open(path, 'r+')
      this.#handle = handle
      const { size } = await stat(path)
      const found = await scan(handle, Math.min(size, this.#end), () => undefined)
      if (found.end !== this.#end || found.head.hash !== this.#head.hash) {
        this.#stopped = reason('journal.damaged', { position: found.head.position + 1, offset: found.end })
        return
      }
      await handle.truncate(this.#end)
      await handle.sync()
    } catch (error) {
      this.#stopped = isMissing(error)
        ? this.#gone()
        : reason('journal.write-failed', { errno: failureOfFile(error, 'journal').message.slice(0, 200) })
    }
  }
}
