// Sending machines to dismantling cannot be undone once work has begun (rescinding.ts), so that a supervisor confirms it: one
// order for the machines that are on screen together, journalled under one confirmation.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

export const DismantlingReason = z.enum([
  'does-not-start',
  'damaged',
  'incomplete',
  'too-old',
  'repair-too-costly',
  'other',
])
export type DismantlingReason = z.infer<typeof DismantlingReason>

export const OrderedMachine = z.strictObject({
  machineId: z.uuid(),
  stayId: z.uuid(),
  reason: DismantlingReason,
  note: z.string().trim().max(300),
})

export type OrderedMachine = z.infer<typeof OrderedMachine>

/** As many as a supervisor can have before their eyes and read. */
export const MOST_AT_ONCE = 200

export const DismantlingOrder = z.strictObject({
  id: z.uuid(),
  machines: z.array(OrderedMachine).min(1).max(MOST_AT_ONCE),
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type DismantlingOrder = z.infer<typeof DismantlingOrder>
