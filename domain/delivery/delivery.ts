// What came of sending one document (or one batch) to one target, where it is final or a person decided it. Tries that failed
// and will be repeated are not journalled.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { PersonCode } from '../station/station.ts'
import { Reason } from '../words/reason.ts'

export const Delivery = z.strictObject({
  target: z.uuid(),
  /** The document's hash; a batch by its manifest's. */
  item: Sha256,
  /** `refused`: the server will not have it, and a person is asked. `waiting`: a person had it tried again. */
  state: z.enum(['delivered', 'refused', 'given-up', 'waiting']),
  reasons: z.array(Reason).max(20),
  /** What the server calls it, where it says so. */
  reference: z.string().max(300),
  /** Of given up: why. */
  why: z.string().max(300),
  operator: PersonCode.nullable(),
  at: z.iso.datetime(),
})
export type Delivery = z.infer<typeof Delivery>
