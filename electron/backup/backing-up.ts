// One backup at a time, asked for by a person or due by itself, and what became of it.
import type { BackupState } from '../../domain/backup/operations.ts'
import { codesOf, type Note } from '../../domain/log/event.ts'
import type { Reason } from '../../domain/words/reason.ts'
import { requireMedium } from '../batches/media.ts'
import { StationError } from '../failure.ts'
import { Turns } from '../vault/turns.ts'
import type { Vault } from '../vault/vault.ts'
import { BackupMemory } from './state.ts'
import { type BackupWatch, writeBackup } from './write.ts'

export type BackupOrder = {
  readonly medium: string
  readonly passphrase: string | null
  /** Records in the journal that the key was copied, once it is. One frame. */
  readonly noteCopy: (() => Promise<void>) | null
}

export class BackingUp {
  #vault: Vault
  #clocks: { readonly now: () => Date; readonly today: () => string }
  #memory: BackupMemory
  #turns = new Turns()
  #note: Note

  constructor(
    vault: Vault,
    { note, ...clocks }: { readonly now: () => Date; readonly today: () => string; readonly note?: Note | undefined },
  ) {
    this.#vault = vault
    this.#clocks = clocks
    this.#note = note ?? (() => undefined)
    this.#memory = new BackupMemory(vault.folder)
  }

  state(): Promise<BackupState> {
    return this.#memory.state()
  }

  async noteFailure(reasons: readonly Reason[]): Promise<void> {
    this.#note({ event: 'backup-failed', reasons: codesOf(reasons) })
    await this.#memory.note({ lastFailure: { at: this.#now(), reasons: reasons.slice(0, 20) } })
  }

  /** Fails with a StationError, which is kept to be shown; as aborted where it was cancelled, which is no failure. */
  async write({ noteCopy, ...order }: BackupOrder, watch: BackupWatch): Promise<BackupState> {
    return this.#turns.take(async () => {
      const written = await this.#write(order, watch)
      if (noteCopy === null) return written
      await noteCopy()
      return this.#memory.note({ last: written.last === null ? null : { ...written.last, ownFrames: 1 } })
    })
  }

  async #write({ medium: path, passphrase }: Omit<BackupOrder, 'noteCopy'>, watch: BackupWatch): Promise<BackupState> {
    try {
      watch.signal.throwIfAborted()
      const began = performance.now()
      const medium = await requireMedium(this.#vault, path)
      const written = await writeBackup({ vault: this.#vault, ...this.#clocks }, medium, passphrase, watch)
      const last = { at: this.#now(), medium: medium.label, ownFrames: 0, ...written }
      this.#note({
        event: 'backup-written',
        frames: written.position,
        missingFiles: written.missingFiles,
        withKey: written.withKey,
        milliseconds: Math.round(performance.now() - began),
      })
      return await this.#memory.note({ last, lastFailure: null })
    } catch (error) {
      if (error instanceof StationError) await this.noteFailure(error.failure.reasons)
      throw error
    }
  }

  #now(): string {
    return this.#clocks.now().toISOString()
  }
}
