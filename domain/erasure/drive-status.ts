// What a drive says of itself about its own erasing: the security state of ATA, the sanitize status of ATA and NVMe. It is
// the drive's word, asked for after the command; how a command ended says nothing.
import { z } from 'zod'

export const DriveStatus = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ata'),
    security: z
      .strictObject({
        supported: z.boolean(),
        enabled: z.boolean(),
        locked: z.boolean(),
        frozen: z.boolean(),
        enhanced: z.boolean(),
        eraseMinutes: z.number().int().min(0).nullable(),
      })
      .nullable(),
    sanitize: z
      .strictObject({
        techniques: z.array(z.enum(['overwrite', 'block-erase', 'crypto-erase'])).max(3),
        state: z.enum(['idle', 'in-progress', 'succeeded', 'failed', 'unknown']),
        percent: z.number().min(0).max(100).nullable(),
      })
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('nvme'),
    techniques: z
      .array(z.enum(['nvme-format', 'nvme-format-crypto', 'overwrite', 'block-erase', 'crypto-erase']))
      .max(5),
    sanitize: z
      .strictObject({
        state: z.enum(['never', 'in-progress', 'succeeded', 'failed', 'unknown']),
        percent: z.number().min(0).max(100).nullable(),
      })
      .nullable(),
  }),
])
export type DriveStatus = z.infer<typeof DriveStatus>
