// When a person is forgotten: on the day they were told, sooner where the workshop has shortened its period or the slip was
// withdrawn, and at once where they ask for it. The key goes first; then the journal says so. While the clock is in doubt nothing is
// forgotten: what a wrong date deletes does not come back.
import { randomUUID } from 'node:crypto'
import { isOver, type Kept, keptUntil } from '../../domain/handover/retention.ts'
import { dayOf } from '../../domain/words/day.ts'
import { zoneMinutes } from '../local-zone.ts'
import { heldDocument } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'
import { ownSlips } from './slips.ts'

const EVERY_HOUR_MS = 3_600_000

const today = ({ clock }: Vault): string => {
  const now = clock.now()
  return dayOf(now.toISOString(), zoneMinutes(now))
}

/** As the settings are now; null where they say nothing of handovers. */
export const retentionOf = ({ ledger }: Vault): number | null => ledger.settings?.handover?.retentionMonths ?? null

const isWithdrawn = async (vault: Vault, slip: string): Promise<boolean> => {
  const row = vault.ledger.document(slip)
  const withdrawals = vault.ledger.documents.filter(
    (one) => one.kind === 'withdrawal' && one.machineId === row?.machineId && one.issuer === row.issuer,
  )
  for (const { hash } of withdrawals) {
    const subject = (await heldDocument(vault, hash))?.['credentialSubject']
    // A withdrawal that the journal holds was verified when it came in: its subject names what it withdraws.
    const { withdraws } = subject as { readonly withdraws: { readonly document: string } }
    if (withdraws.document === slip) return true
  }
  return false
}

/** Whether the time of what is kept has come. A file without its dates is not readable any more. */
const isTimeUp = (vault: Vault, kept: Partial<Kept>): boolean => {
  const { handedOverOn, promised } = kept
  if (handedOverOn === undefined || promised === undefined) return true
  return isOver(keptUntil({ handedOverOn, promised }, retentionOf(vault)), today(vault))
}

/**
 * Forgets whoever's time has come, and whom no slip names: of these a crash left a trace before the slip stood. `atStart` only, since
 * at any other time the slip may be about to be written. Answers how many are gone.
 */
export const forgetWhoseTimeHasCome = async (
  vault: Vault,
  { atStart }: { readonly atStart: boolean },
): Promise<number> => {
  const { journal, ledger, clock, recipients } = vault
  if (ledger.settings === null || clock.state.state === 'doubtful') return 0
  const kept = await recipients.list()
  if (kept.length === 0) return 0
  const slips = await ownSlips(vault)
  let gone = 0
  for (const each of kept) {
    const slip = slips.get(each.draftId)
    if (slip === undefined) {
      // A journal that is damaged may have lost the slip: then it says nothing against the person being known.
      if (!atStart || !journal.writable) continue
      await recipients.forget(each.draftId)
      gone += 1
      continue
    }
    // Without its key it was forgotten before, and a crash kept the journal from being told.
    const isKept = each.hasKey && !ledger.isForgotten(slip) && !isTimeUp(vault, each)
    if (isKept && !(await isWithdrawn(vault, slip))) continue
    await recipients.deleteKey(each.draftId)
    gone += 1
    if (!ledger.isForgotten(slip)) {
      if (!journal.writable) continue
      await journal.append(randomUUID(), () => ({ kind: 'handover-forgotten', v: 1, slip, confirmation: null }))
    }
    await recipients.forget(each.draftId)
  }
  return gone
}

/** Looks at once and every hour until it is stopped; `report` hears of what went wrong. */
export const startForgetting = async (
  vault: Vault,
  report: (fault: unknown) => void,
): Promise<{ readonly stop: () => Promise<void> }> => {
  const look = (atStart: boolean) => forgetWhoseTimeHasCome(vault, { atStart }).then(() => undefined, report)
  await look(true)
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(() => look(false))
  }, EVERY_HOUR_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
