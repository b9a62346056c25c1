// The station's operations about handing over, bringing back, paying and forgetting.
import type { handoverOperations as operations } from '../domain/handover/operations.ts'
import { reason } from '../domain/words/reason.ts'
import { refuse } from './failure.ts'
import type { Handler } from './station.ts'
import type { Vault } from './vault/vault.ts'

type HandoverHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

const notBuilt = () => Promise.resolve(refuse(reason('station.not-built')))

export const handoverOperations = (_vault: Vault): HandoverHandlers => ({
  'handovers.handOver': notBuilt,
  'handovers.takeBack': notBuilt,
  'handovers.recipients': notBuilt,
  'handovers.pay': notBuilt,
  'handovers.countPublic': notBuilt,
  'handovers.forget': notBuilt,
})
