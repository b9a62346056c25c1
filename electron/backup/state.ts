// What became of the last backup, kept beside the journal: it is about this computer and its media, and no part of the work.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupState } from '../../domain/backup/operations.ts'
import { isMissing } from '../failure.ts'
import { replaceFile } from '../vault/durable-files.ts'
import { Turns } from '../vault/turns.ts'

const StateFile = z.strictObject({ kind: z.literal('etabli-backup-state'), version: z.literal(1), state: BackupState })

const none: BackupState = { last: null, lastFailure: null }

export class BackupMemory {
  #path: string
  #turns = new Turns()

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'backup-state.json')
  }

  /** A file that cannot be read says that no backup is known of. */
  async state(): Promise<BackupState> {
    try {
      return StateFile.parse(JSON.parse(await readFile(this.#path, 'utf8'))).state
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return none
      throw error
    }
  }

  /** What is not said stays as it was. */
  async note(change: Partial<BackupState>): Promise<BackupState> {
    return this.#turns.take(async () => {
      const state = { ...(await this.state()), ...change }
      const file = { kind: 'etabli-backup-state', version: 1, state } satisfies z.infer<typeof StateFile>
      await replaceFile(this.#path, `${JSON.stringify(file, null, 2)}\n`)
      return state
    })
  }
}
