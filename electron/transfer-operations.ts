// The station's operations about what leaves for another site and what arrives.
import type { transferOperations as operations } from '../domain/transfer/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type TransferHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const transferOperations = (_vault: Vault): TransferHandlers => ({
  'transfers.send': notBuilt,
  'transfers.receive': notBuilt,
})
