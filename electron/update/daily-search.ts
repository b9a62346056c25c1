// The feed asked once a day, where the settings say so: for what there is, and for nothing else. Nothing is fetched or installed
// without a person.
import { isSearchDue } from '../../domain/update/feed.ts'
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
): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController()
  let looking = Promise.resolve()
  const look = () => {
    looking = looking
      .then(async () => {
        if (!stopping.signal.aborted) await searchIfDue(vault, updating, now(), stopping.signal)
      })
      .catch((fault: unknown) => {
        if (!stopping.signal.aborted) report(fault)
      })
  }
  look()
  const timer = setInterval(look, EVERY)
  timer.unref()
  return {
    stop: async () => {
      stopping.abort()
      clearInterval(timer)
      await looking
    },
  }
}
