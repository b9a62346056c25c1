// That a batch left the station: where to, as which file. Until then its documents count as not exported.
import { z } from 'zod'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const BatchWritten = z.strictObject({
  /** The hash of its manifest. */
  batch: Sha256,
  by: z.enum(['medium', 'download', 'delivery']),
  /** The medium's label, the target's name; empty for a download. */
  where: z.string().max(120),
  fileName: z.string().min(1).max(200),
  sha256: Sha256,
  bytes: z.int().min(1),
  at: z.iso.datetime(),
})
export type BatchWritten = z.infer<typeof BatchWritten>
