// An intake (arrivage): machines that came together from one donor. It is mutable; which machines belong to it stands in
// their own files (triage.ts).
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

const Instant = z.iso.datetime()

const Donor = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** Public bodies give half of their retired computers to reuse (décret 2023-266) and need the rate. */
  publicBody: z.boolean(),
})

export const Intake = z.strictObject({
  kind: z.literal('intake'),
  version: z.literal(1),
  id: z.uuid(),
  donor: Donor,
  /** The donor's own: an order, a delivery note, a letter. */
  reference: z.string().trim().max(80),
  /** As typed: the day it came through the door. */
  receivedOn: z.iso.date(),
  /** How many machines the donor announced; null where nobody said. */
  expected: z.int().min(1).max(10_000).nullable(),
  notes: z.string().max(1000),
  /** Nothing more is expected of it; it may be opened again. */
  closedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Grows by one at each save; two saves of one revision are a conflict. */
  revision: z.int().min(1),
  operator: PersonCode.nullable(),
})
export type Intake = z.infer<typeof Intake>
