// What is asked of the station to sign a handover slip, or the slip of a return. The rest is read from the machine's file and
// certificate and from the settings.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { Cents } from '../documents/handover-slip.ts'
import { PersonCode } from '../station/station.ts'

export const HandoverDraft = z.strictObject({
  kind: z.literal('handover-slip'),
  draftId: z.uuid(),
  machineId: z.uuid(),
  /** The refurbishment certificate that stands. */
  certificate: Sha256,
  day: z.iso.date(),
  representativeSigns: z.boolean(),
  accessories: z.string().trim().max(500),
  eligibilityCheckedOn: z.iso.date(),
  eligibilityCheckedBy: PersonCode,
  contribution: z.strictObject({
    amountCents: Cents,
    received: z.boolean(),
    receipt: z.string().trim().max(60),
    subsidyCents: Cents,
  }),
  trainingWanted: z.boolean(),
  operator: PersonCode,
})
export type HandoverDraft = z.infer<typeof HandoverDraft>

export const ReturnDraft = z.strictObject({
  kind: z.literal('handover-slip'),
  draftId: z.uuid(),
  machineId: z.uuid(),
  /** The slip by which it was handed over; null where it is not here. */
  answers: Sha256.nullable(),
  /** The certificate that names the machine; the last one that stands. */
  certificate: Sha256,
  day: z.iso.date(),
  accessories: z.string().trim().max(500),
  notes: z.string().trim().max(1000),
  operator: PersonCode,
})
export type ReturnDraft = z.infer<typeof ReturnDraft>
