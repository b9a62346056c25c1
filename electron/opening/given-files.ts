// Files that were given to Établi from outside and wait for the window. A start, the first as well as a second one that ends
// at once, leaves a note with the file's path in the data folder; the station reads the notes. Only who may write the data
// folder can leave one, and the window learns a name and the bytes, never a path.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, readdir, readFile, rm, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { batchLimits } from '../../domain/batch/layout.ts'
import { LONGEST_REPORT_FILE } from '../../domain/machine/report-from-file.ts'
import { BATCH_BEGINNING, isBatch, kindOfText, type FileKind } from '../../domain/opening/file-kind.ts'
import { type GivenFile, PIECE_BYTES } from '../../domain/opening/operations.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { isMissing, refuse, StationError } from '../failure.ts'
import { makeFolder, replaceFile } from '../vault/durable-files.ts'

const notesFolder = (dataFolder: string): string => join(dataFolder, 'opening')

const Note = z.strictObject({ path: z.string().min(1).max(4096) })
/** In the order they came: the name begins with the instant. */
const NOTE_NAME = /^\d{15}-([0-9a-f-]{36})\.json$/
const MOST_NOTES = 20

/** Leaves the files for the window of the station that has this folder, or is about to open it. */
export const leaveForWindow = async (dataFolder: string, paths: readonly string[]): Promise<void> => {
  if (paths.length === 0) return
  const folder = notesFolder(dataFolder)
  await makeFolder(folder)
  const now = Date.now()
  for (const [place, path] of paths.slice(0, MOST_NOTES).entries()) {
    const name = `${String(now + place).padStart(15, '0')}-${randomUUID()}.json`
    await replaceFile(join(folder, name), JSON.stringify({ path } satisfies z.infer<typeof Note>))
  }
}

/** What was given to a station that ended before it showed it: whoever starts anew does not expect it any more. */
export const forgetGiven = (dataFolder: string): Promise<void> =>
  rm(notesFolder(dataFolder), { recursive: true, force: true })

type Given =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: GivenFile }
  | { readonly kind: 'unreadable'; readonly name: string; readonly reasons: readonly Reason[] }

const whyUnreadable = (error: unknown, name: string): readonly Reason[] => {
  if (error instanceof StationError) return error.failure.reasons
  return [reason(isMissing(error) ? 'opening.gone' : 'opening.unreadable', { name })]
}

/** Never blocks: a pipe that somebody named is opened and found to be no file. */
const openRegular = async (path: string, name: string): Promise<{ handle: FileHandle; bytes: number }> => {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await handle.stat()
    if (!found.isFile()) refuse(reason('opening.not-a-file', { name }))
    if (found.size > batchLimits.zipBytes) {
      refuse(reason('opening.too-large', { name, bytes: found.size, limit: batchLimits.zipBytes }))
    }
    return { handle, bytes: found.size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

const kindOf = async (handle: FileHandle, bytes: number): Promise<FileKind> => {
  const beginning = Buffer.alloc(BATCH_BEGINNING.length)
  await handle.read(beginning, 0, beginning.length, 0)
  if (isBatch(beginning.toString('latin1'))) return 'batch'
  const text = Buffer.alloc(Math.min(bytes, LONGEST_REPORT_FILE))
  await handle.read(text, 0, text.length, 0)
  return kindOfText(text.toString('utf8'))
}

export class GivenFiles {
  readonly #folder: string
  /** What each note is about, by its id: the file is looked into once. */
  readonly #paths = new Map<string, string>()
  #shown: GivenFile | null = null

  constructor(dataFolder: string) {
    this.#folder = notesFolder(dataFolder)
  }

  async next(): Promise<Given> {
    const note = await this.#first()
    if (note === null) return { kind: 'none' }
    if (this.#shown?.id === note.id) return { kind: 'file', file: this.#shown }
    const text = await readFile(join(this.#folder, note.fileName), 'utf8').catch(() => '')
    const path = Note.safeParse(parsed(text)).data?.path
    if (path === undefined) {
      await this.done(note.id)
      return { kind: 'none' }
    }
    const name = nameOf(path)
    try {
      const { handle, bytes } = await openRegular(path, name)
      try {
        this.#shown = { id: note.id, name, bytes, kind: await kindOf(handle, bytes) }
      } finally {
        await handle.close()
      }
      this.#paths.set(note.id, path)
      return { kind: 'file', file: this.#shown }
    } catch (error) {
      await this.done(note.id)
      return { kind: 'unreadable', name, reasons: whyUnreadable(error, name) }
    }
  }

  /** A piece of it, empty at its end. */
  async read(id: string, offset: number): Promise<Buffer> {
    const path = this.#paths.get(id)
    if (path === undefined) throw new StationError('not-found', 'No such file was given', [])
    const name = nameOf(path)
    try {
      const { handle } = await openRegular(path, name)
      try {
        const piece = Buffer.alloc(PIECE_BYTES)
        const { bytesRead } = await handle.read(piece, 0, piece.length, offset)
        return piece.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    } catch (error) {
      return refuse(...whyUnreadable(error, name))
    }
  }

  async done(id: string): Promise<void> {
    this.#paths.delete(id)
    if (this.#shown?.id === id) this.#shown = null
    for (const name of await this.#names()) {
      if (NOTE_NAME.exec(name)?.[1] === id) await unlink(join(this.#folder, name)).catch(() => undefined)
    }
  }

  async #names(): Promise<readonly string[]> {
    return (await readdir(this.#folder).catch(() => [])).filter((name) => NOTE_NAME.test(name)).toSorted()
  }

  async #first(): Promise<{ readonly id: string; readonly fileName: string } | null> {
    const [fileName] = await this.#names()
    const id = NOTE_NAME.exec(fileName ?? '')?.[1]
    return fileName === undefined || id === undefined ? null : { id, fileName }
  }
}

/** As a person reads it: the last 255 signs, since an ending says more than a beginning. */
const nameOf = (path: string): string => basename(path).slice(-255) || '?'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
