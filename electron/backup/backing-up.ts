// One backup at a time, asked for by a person or due by itself, and what became of it.
import type { BackupState } from '../../domain/backup/operations.ts'
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

  constructor(vault: Vault, clocks: { readonly now: () => Date; readonly today: () => string }) {
    this.#vault = vault
    this.#clocks = clocks
    this.#memory = new BackupMemory(vault.folder)
  }

  state(): Promise<BackupState> {
    return this.#memory.state()
  }

  async noteFailure(reasons: readonly Reason[]): Promise<void> {
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
      const medium = await requireMedium(this.#vault, path)
      const written = await writeBackup({ vault: this.#vault, ...this.#clocks }, medium, passphrase, watch)
      const last = { at: this.#now(), medium: medium.label, ownFrames: 0, ...written }
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
