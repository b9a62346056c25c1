// What a short look at a disk found: a few reads spread over it, for reading only. How the reads are made is the business of
// the privileged half; what may be said of a disk from them is here and in disk-content.ts.
import { z } from 'zod'
import { jsonOf } from './answers.ts'
import { mapRead, missing, read, type Reading } from './gaps.ts'
import type { Answer } from './readings.ts'
import { DiskSpeed, LookedPlaces } from './disk-look-figures.ts'

export const DiskLook = z
  .strictObject({
    kind: z.literal('disk-look'),
    version: z.literal(1),
    /** Names of partition tables and file systems, as structures.ts has them, where they announce themselves. */
    structures: z.array(z.string().min(1).max(60)).max(64).readonly(),
    places: LookedPlaces,
    speed: DiskSpeed.nullable(),
  })
  .readonly()
export type DiskLook = z.infer<typeof DiskLook>

export const readDiskLook = (answer: Answer | undefined): Reading<DiskLook> =>
  mapRead(jsonOf(answer), (json) => {
    const look = DiskLook.safeParse(json)
    if (look.success) return read(look.data)
    const refused = z.object({ kind: z.literal('disk-look-refused'), needsRoot: z.boolean() }).safeParse(json)
    if (!refused.success) return missing('malformed')
    return missing(refused.data.needsRoot ? 'needs-root' : 'device-silent')
  })
