// A yearly contribution that was paid for a machine handed over, after the one that stands on the slip; and how many people of
// which public came in a month, typed as totals (never recorded at a handover).
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { Cents } from '../documents/handover-slip.ts'
import { PersonCode } from '../station/station.ts'

export const HandoverPayment = z.strictObject({
  id: z.uuid(),
  /** The slip by which it was handed over. */
  slip: Sha256,
  /** 1: the year that begins with the handover. */
  yearOfHandover: z.int().min(1).max(30),
  amountCents: Cents,
  receipt: z.string().trim().max(60),
  receivedOn: z.iso.date(),
  /** A later frame of the same id may cancel what was typed by mistake. */
  state: z.enum(['received', 'cancelled']),
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type HandoverPayment = z.infer<typeof HandoverPayment>

const People = z.int().min(0).max(10_000)
export const PublicCount = z.strictObject({
  /** `2026-11`. The last one typed for a month counts. */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  rsa: People,
  ase: People,
  aci: People,
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type PublicCount = z.infer<typeof PublicCount>
