// A work file: the unfinished work on one thing, as it moves to another bench with a transfer slip that names it by hash. What
// was settled about disks stays behind: evidence serves one stay, and the disks are answered for anew where they arrive.
import { z } from 'zod'
import { LooseDiskFile } from '../erasure/loose-disk-file.ts'
import { MachineFile } from '../machine/machine-file.ts'
import { Part } from '../parts/part.ts'

export const WorkFile = z.discriminatedUnion('what', [
  z.strictObject({
    kind: z.literal('etabli-work'),
    version: z.literal(1),
    what: z.literal('machine'),
    file: MachineFile,
  }),
  z.strictObject({
    kind: z.literal('etabli-work'),
    version: z.literal(1),
    what: z.literal('disk'),
    file: LooseDiskFile,
  }),
  z.strictObject({ kind: z.literal('etabli-work'), version: z.literal(1), what: z.literal('part'), file: Part }),
])
export type WorkFile = z.infer<typeof WorkFile>
