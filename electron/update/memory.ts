// What the station remembers of updates, beside the journal: which version ran last, what was seen, what waits, and what was begun.
// It is about this installation, and no part of the work.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UpdateManifest } from '../../domain/update/manifest.ts'
import { UpdateState } from '../../domain/update/operations.ts'
import { Version } from '../../domain/update/version.ts'
import { isMissing } from '../failure.ts'
import { makeFolder, replaceFile } from '../vault/durable-files.ts'
import { Turns } from '../vault/turns.ts'

const kept = UpdateState.shape

const UpdateNotes = z.strictObject({
  /** The version that was started last. */
  lastRun: z.string().max(60).nullable(),
  /** The highest version whose package was checked here. */
  seen: Version.nullable(),
  taken: UpdateManifest.nullable(),
  /** Begun, and not known to have ended. */
  installing: z.strictObject({ version: Version, at: z.iso.datetime() }).nullable(),
  waitsForRestart: kept.waitsForRestart,
  cameFrom: kept.cameFrom,
  lastFailure: kept.lastFailure,
  feed: kept.feed,
})
export type UpdateNotes = z.infer<typeof UpdateNotes>

const NotesFile = z.strictObject({ kind: z.literal('etabli-updates'), version: z.literal(1), notes: UpdateNotes })

export const nothingNoted: UpdateNotes = {
  ...{ lastRun: null, seen: null, taken: null, installing: null },
  ...{ waitsForRestart: null, cameFrom: null, lastFailure: null, feed: null },
}

export const updatesFolder = (dataFolder: string): string => join(dataFolder, 'updates')
export const NOTES_FILE = 'state.json'
/** What a note leaves behind that was being written when the process was killed. */
export const isHalfNote = (name: string): boolean => name === `${NOTES_FILE}.new`

export class UpdateMemory {
  #folder: string
  #turns = new Turns()

  constructor(dataFolder: string) {
    this.#folder = updatesFolder(dataFolder)
  }

  /** A file that cannot be read says that nothing is known of. */
  async notes(): Promise<UpdateNotes> {
    try {
      return NotesFile.parse(JSON.parse(await readFile(join(this.#folder, NOTES_FILE), 'utf8'))).notes
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return nothingNoted
      throw error
    }
  }

  /** What is not said stays as it was. */
  async note(change: Partial<UpdateNotes>): Promise<UpdateNotes> {
    return this.#turns.take(async () => {
      const notes = { ...(await this.notes()), ...change }
      const file = { kind: 'etabli-updates', version: 1, notes } satisfies z.infer<typeof NotesFile>
      await makeFolder(this.#folder)
      await replaceFile(join(this.#folder, NOTES_FILE), `${JSON.stringify(file, null, 2)}\n`)
      return notes
    })
  }
}
