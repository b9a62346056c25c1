// Triage: what is seen of a machine as it comes in (one look, whether it starts) and where it goes from there. It stands in
// the machine file. Dismantling needs a supervisor: that is dismantling/order.ts' business.
import { z } from 'zod'

export const PowerOnTest = z.enum(['starts', 'does-not-start', 'not-tried'])
export type PowerOnTest = z.infer<typeof PowerOnTest>

export const Look = z.enum(['good', 'worn', 'damaged', 'incomplete'])
export type Look = z.infer<typeof Look>

export const Triage = z.strictObject({
  intakeId: z.uuid(),
  at: z.iso.datetime(),
  powerOn: PowerOnTest.nullable(),
  look: Look.nullable(),
  note: z.string().max(500),
})
export type Triage = z.infer<typeof Triage>
