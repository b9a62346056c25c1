// The station's operations about targets and the outbox.
import type { deliveryOperations as operations } from '../domain/delivery/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type DeliveryHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const deliveryOperations = (_vault: Vault): DeliveryHandlers => ({
  'targets.save': notBuilt,
  'targets.test': notBuilt,
  'outbox.targets': notBuilt,
  'outbox.rows': notBuilt,
  'outbox.send': notBuilt,
  'outbox.stop': notBuilt,
  'outbox.retry': notBuilt,
  'outbox.giveUp': notBuilt,
})
