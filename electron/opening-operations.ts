// The station's operations about files that were given to Établi from outside.
import type { openingOperations as operations } from '../domain/opening/operations.ts'
import { GivenFiles } from './opening/given-files.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type OpeningHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

export const openingOperations = ({ folder }: Vault): OpeningHandlers => {
  const given = new GivenFiles(folder)
  return {
    'opening.next': async () => {
      const next = await given.next()
      return next.kind === 'unreadable' ? { ...next, reasons: [...next.reasons] } : next
    },
    'opening.read': async ({ id, offset }) => ({ base64: (await given.read(id, offset)).toString('base64') }),
    'opening.done': async ({ id }) => {
      await given.done(id)
      return {}
    },
  }
}
