// The station's operations about other stations, accepted and distrusted.
import type { trustOperations as operations } from '../domain/trust/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type TrustHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const trustOperations = (_vault: Vault): TrustHandlers => ({
  'stations.trust': notBuilt,
})
