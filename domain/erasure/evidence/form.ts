// The forms that evidence of an erasure takes, and where it came from. What each says of which disk is findings.ts' business.
import { z } from 'zod'

/** `nwipe-log`: the log as nwipe wrote it. `read-back`, `erasure`: records of this program's, in canonical JSON. */
export const EvidenceForm = z.enum(['nwipe-log', 'read-back', 'erasure'])
export type EvidenceForm = z.infer<typeof EvidenceForm>

/** `station`: this station made it and journalled it itself. `file`: it was brought, and its origin is unproven. */
export const EvidenceSource = z.enum(['station', 'file'])
export type EvidenceSource = z.infer<typeof EvidenceSource>
