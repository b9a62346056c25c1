// What makes a disk that disk: its serial, its WWN, its model and its size. Paths such as /dev/sda never do.
import { z } from 'zod'

export const DiskIdentity = z.strictObject({
  serial: z.string().max(200).nullable(),
  wwn: z.string().max(60).nullable(),
  model: z.string().max(200).nullable(),
  sizeBytes: z.number().int().positive().nullable(),
})
export type DiskIdentity = z.infer<typeof DiskIdentity>
