// Supervisors' confirmations: given for a PIN, journalled, and used once, for exactly what they were given for. The
// journal tells whether one was used: some later frame names it.
import { randomUUID } from 'node:crypto'
import { canonical } from '../../domain/documents/canonical.ts'
import type { JournalHead } from '../../domain/journal/frame.ts'
import type { ConfirmableAction, Confirmation } from '../../domain/supervision/confirmation.ts'
import { reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import type { Journal } from './journal.ts'
import type { ConfirmationRow, Ledger } from './ledger.ts'
import type { People } from './people.ts'
import type { PinTries } from './pins.ts'

export type ConfirmationRequest = {
  readonly action: ConfirmableAction
  readonly supervisor: string
  readonly secret: string
  readonly operator: string | null
}

/** What was confirmed in one text. A list of disks is the same list in any order. */
const comparable = (action: ConfirmableAction): string =>
  canonical(action.kind === 'settle-disks' ? { ...action, disks: action.disks.map(canonical).sort() } : action)

export class Confirmations {
  #journal: Journal
  #ledger: Ledger
  #people: People
  #tries: PinTries
  #now: () => Date

  constructor(vault: { journal: Journal; ledger: Ledger; people: People; tries: PinTries; now: () => Date }) {
    this.#journal = vault.journal
    this.#ledger = vault.ledger
    this.#people = vault.people
    this.#tries = vault.tries
    this.#now = vault.now
  }

  /** Fails with `refused` (no supervisor), `paused` or `wrong-secret`; a confirmation is on the disk when it is answered. */
  async confirm({ action, supervisor, secret, operator }: ConfirmationRequest): Promise<Confirmation> {
    if (!this.#people.isActiveSupervisor(supervisor)) {
      refuse(reason('supervision.not-a-supervisor', { code: supervisor }))
    }
    // The recovery code is out of reach of guessing, and is the way left to one who has to wait for a forgotten PIN.
    const byRecoveryCode = await this.#people.isRecoveryCode(secret)
    if (!byRecoveryCode) await this.#tries.try(supervisor, () => this.#people.isPinOf(supervisor, secret))
    const confirmation: Confirmation = {
      id: randomUUID(),
      action: this.#asJournalled(action),
      supervisor,
      operator,
      ownWork: supervisor === operator,
      byRecoveryCode,
      at: this.#now().toISOString(),
    }
    await this.#journal.append(randomUUID(), () => ({ kind: 'confirmation', v: 1, confirmation }))
    return confirmation
  }

  /**
   * The confirmation `id`, if it was given for `expected` and never used; refused with the reason otherwise. To be asked
   * in the journal's turn that writes the frame which uses it. `expected` may depend on the journal as it stood when the
   * supervisor confirmed.
   */
  async usable(
    id: string,
    expected: (headBefore: JournalHead) => ConfirmableAction | Promise<ConfirmableAction>,
  ): Promise<ConfirmationRow> {
    const row = this.#ledger.confirmation(id) ?? refuse(reason('supervision.confirmation-unknown'))
    if (this.#ledger.isUsed(id)) refuse(reason('supervision.confirmation-used'))
    const asked = this.#asJournalled(await expected(row.headBefore))
    const given = row.confirmation.action
    if (given.kind !== asked.kind) {
      refuse(reason('supervision.confirmation-of-other-kind', { given: given.kind, asked: asked.kind }))
    }
    if (comparable(given) !== comparable(asked)) refuse(reason('supervision.confirmation-of-other-subject'))
    return row
  }

  #asJournalled(action: ConfirmableAction): ConfirmableAction {
    return action.kind === 'change-people' ? { ...action, subject: this.#people.blindSubject(action.subject) } : action
  }
}
