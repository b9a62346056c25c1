// Where a machine stands in its checklist: how each step ended, who ended it, and what the report decided by itself.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

const ended = { at: z.iso.datetime(), operator: PersonCode.nullable() }

export const StepResult = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('passed'), note: z.string().max(1000), ...ended }),
  z.strictObject({ outcome: z.literal('failed'), note: z.string().trim().min(1).max(1000), ...ended }),
  z.strictObject({ outcome: z.literal('not-applicable'), note: z.string().trim().min(1).max(1000), ...ended }),
  /** Left for later on purpose: it still has to be done. */
  z.strictObject({ outcome: z.literal('later'), note: z.string().max(1000), ...ended }),
])
export type StepResult = z.infer<typeof StepResult>
