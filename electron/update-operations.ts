// The station's operations about updates of Établi itself.
import { randomUUID } from 'node:crypto'
import { updateSubject } from '../domain/supervision/subject.ts'
import type { updateOperations as operations } from '../domain/update/operations.ts'
import { requireMedium } from './batches/media.ts'
import { cryptography } from './documents/cryptography.ts'
import type { Handler } from './station.ts'
import { requireSettings } from './station-rules.ts'
import type { Updating } from './update/updating.ts'
import type { Vault } from './vault/vault.ts'

type UpdateHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

export const updateOperations = (vault: Vault, updating: Updating): UpdateHandlers => {
  const { journal, ledger, confirmations } = vault
  return {
    'updates.state': () => updating.state(),

    'updates.found': async ({ medium }) => updating.found(await requireMedium(vault, medium)),

    'updates.search': (_, { signal }) => {
      requireSettings(ledger)
      return updating.search(signal)
    },

    'updates.take': async ({ source }, watch) => {
      requireSettings(ledger)
      if (source.kind === 'feed') return updating.takeFromFeed(watch)
      return updating.takeFromMedium(await requireMedium(vault, source.medium), source.name, watch)
    },

    'updates.dismiss': () => updating.dismiss(),

    'updates.install': async ({ sha256, confirmation }, watch) => {
      requireSettings(ledger)
      return updating.install(
        sha256,
        async (manifest) => {
          const subject = await updateSubject(manifest, cryptography.sha256)
          await journal.append(randomUUID(), async () => {
            await confirmations.usable(confirmation, () => ({ kind: 'install-update', subject }))
            return { kind: 'used-confirmation', v: 1, confirmation }
          })
        },
        watch,
      )
    },

    'updates.read': () => updating.read(),
  }
}
