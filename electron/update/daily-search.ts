// The feed asked once a day, where the settings say so: for what there is, and for nothing else. Nothing is fetched or installed
// without a person.
import { isSearchDue } from '../../domain/update/feed.ts'
import { lookEvery, type Looking } from '../looking.ts'
import type { Vault } from '../vault/vault.ts'
import type { Updating } from './updating.ts'

const EVERY = 30 * 60_000

/** Looks once. Answers whether the feed was asked. */
export const searchIfDue = async (vault: Vault, updating: Updating, now: Date, signal: AbortSignal) => {
  const settings = vault.ledger.settings?.updates
  if (!isSearchDue(settings, await updating.lastAskedAt(), now.toISOString())) return false
  if ((await updating.state()).hindrances.length > 0) return false
  await updating.search(signal)
  return true
}

/** At the start, then every half hour. */
export const startDailySearch = (
  vault: Vault,
  updating: Updating,
  { now, report }: { readonly now: () => Date; readonly report: (fault: unknown) => void },
): Looking => lookEvery(EVERY, (signal) => searchIfDue(vault, updating, now(), signal), report)
