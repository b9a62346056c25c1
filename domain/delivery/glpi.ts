// GLPI's answers to an inventory: its status says whether the machine was taken, whatever the number of the answer.
import { z } from 'zod'
import { reason } from '../words/reason.ts'
import { type Answer, isGood, jsonOf } from './answer.ts'
import { again, commonOutcome, delivered, type Outcome, saidNo } from './outcome.ts'

const Status = z.looseObject({ status: z.enum(['ok', 'error', 'pending']), message: z.string().optional() })
export const GlpiToken = z.looseObject({
  access_token: z.string().min(1).max(8000),
  expires_in: z.number().positive().optional(),
})

/** Whether it is GLPI that answers at all: it says so of itself even where it refuses. */
export const isGlpi = (answer: Answer): boolean => answer.kind === 'answer' && Status.safeParse(jsonOf(answer)).success

export const glpiOutcome = (answer: Answer, now: number): Outcome => {
  const common = commonOutcome(answer, now)
  if (common !== null || answer.kind === 'none')
    return common ?? again(reason('delivery.cut-off'), { everything: false })
  if (!isGood(answer)) return saidNo(answer)
  const said = Status.safeParse(jsonOf(answer)).data
  switch (said?.status) {
    case 'ok':
      return delivered()
    case 'error':
      return saidNo(answer)
    case 'pending':
      return again(reason('delivery.pending'), { everything: false })
    case undefined:
      return again(reason('delivery.not-the-service'), { everything: true })
  }
}
