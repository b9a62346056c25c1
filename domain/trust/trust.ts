// What a supervisor decided about another station: that its documents are believed here, or no longer, from a date on. Trust
// is applied when documents are read, never when they are stored.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

const Instant = z.iso.datetime()

export const StationTrust = z.strictObject({
  did: z.string().startsWith('did:key:').max(200),
  /** As it names itself on its documents. */
  name: z.string().max(120),
  code: z.string().max(8),
  decision: z.enum(['accepted', 'distrusted']),
  /** Distrusted: what it issued from then on. null: everything. Of no meaning for an accepted one. */
  from: Instant.nullable(),
  reason: z.string().max(500),
  operator: PersonCode.nullable(),
  at: Instant,
})
export type StationTrust = z.infer<typeof StationTrust>
