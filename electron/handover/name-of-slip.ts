// Whether a text that will be signed, and travels, names the person of a handover: looked at wherever such a text is about a slip
// whose person is still known here. The refusal does not repeat the name.
import { namesRecipient } from '../../domain/handover/name-in-text.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'
import { draftIdOf } from './slips.ts'

type Said = {
  readonly what: 'handover-accessories' | 'handover-notes' | 'handover-receipt' | 'handover-withdrawal'
  readonly text: string
}

/** `slip` is that by which the machine went. */
export const nameFaultsIn = async (
  vault: Vault,
  slip: string | null,
  said: readonly Said[],
): Promise<readonly Reason[]> => {
  const draftId = slip === null ? null : await draftIdOf(vault, slip)
  const kept = draftId === null ? null : await vault.recipients.read(draftId)
  if (kept === null) return []
  return said.flatMap(({ what, text }) =>
    namesRecipient(text, kept.recipient) ? [reason('handover.name-in-text', { what })] : [],
  )
}

/** Why a slip is withdrawn. */
export const refuseNameIn = async (vault: Vault, slip: string, text: string): Promise<void> => {
  const faults = await nameFaultsIn(vault, slip, [{ what: 'handover-withdrawal', text }])
  if (faults.length > 0) refuse(...faults)
}
