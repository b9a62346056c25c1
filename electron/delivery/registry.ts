// A registry over HTTPS (docs/registry.openapi.yaml): each document is posted in its canonical form, whose hash is the document's
// own and the key by which the registry knows it again.
import { canonical } from '../../domain/documents/canonical.ts'
import type { JsonObject } from '../../domain/documents/proof.ts'
import { jsonOf } from '../../domain/delivery/answer.ts'
import { commonOutcome, refused } from '../../domain/delivery/outcome.ts'
import { registryOutcome, RegistryStatus } from '../../domain/delivery/registry.ts'
import { reason } from '../../domain/words/reason.ts'
import { askWithout, below, type Courier, type CourierParts, fails, trialOf, works } from './courier.ts'

export const registryCourier = (
  { target, secret, ask: plainAsk, now }: CourierParts,
  document: (hash: string) => Promise<JsonObject | null>,
): Courier => {
  const ask = askWithout(plainAsk, () => [secret ?? ''])
  const headers = { authorization: `Bearer ${secret ?? ''}`, accept: 'application/json' }
  return {
    test: async (signal) => {
      const answer = await ask({ method: 'GET', url: below(target, 'status'), headers, signal })
      const common = commonOutcome(answer, now())
      if (common !== null) return trialOf(common)
      const isRegistry = answer.kind === 'answer' && RegistryStatus.safeParse(jsonOf(answer)).success
      return isRegistry
        ? works(reason('delivery.found-server'), reason('delivery.found-registry'))
        : fails(reason('delivery.found-server'), reason('delivery.not-the-service'))
    },

    send: async ({ hash }, signal) => {
      const held = await document(hash)
      if (held === null) return refused(reason('delivery.document-missing'))
      const answer = await ask({
        method: 'POST',
        url: below(target, 'documents'),
        headers: {
          ...headers,
          'content-type': 'application/vc',
          'idempotency-key': `"${hash}"`,
          'repr-digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
        },
        body: canonical(held),
        signal,
      })
      return registryOutcome(answer, hash, now())
    },
  }
}
