// The registry's answers (docs/registry.openapi.yaml), and what they mean: a document counts as delivered only where the
// registry names the very hash that was sent.
import { z } from 'zod'
import { reason } from '../words/reason.ts'
import { type Answer, jsonOf } from './answer.ts'
import { again, commonOutcome, delivered, type Outcome, refused, saidNo } from './outcome.ts'

const Taken = z.looseObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), reference: z.string().max(300).optional() })
export const RegistryStatus = z.looseObject({ registry: z.literal('etabli'), version: z.literal(1) })

export const registryOutcome = (answer: Answer, hash: string, now: number): Outcome => {
  const common = commonOutcome(answer, now)
  if (common !== null || answer.kind === 'none')
    return common ?? again(reason('delivery.cut-off'), { everything: false })
  const taken = Taken.safeParse(jsonOf(answer)).data
  // 409: it was here before. Of the same document that is what was wanted.
  if (taken?.hash === hash && answer.status !== 412) return delivered(taken.reference)
  if (answer.status === 409) return taken === undefined ? saidNo(answer) : refused(reason('delivery.other-hash'))
  if (answer.status === 412) return saidNo(answer)
  return again(reason('delivery.not-the-service'), { everything: true })
}
