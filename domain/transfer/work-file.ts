// A work file: the unfinished work on one thing, as it moves to another bench with a transfer slip that names it by hash. What
// was settled about disks stays behind: evidence serves one stay, and the disks are answered for anew where they arrive.
import { z } from 'zod'
import { operatorFor } from '../documents/certificate-parts.ts'
import { LooseDiskFile } from '../erasure/loose-disk-file.ts'
import { MachineFile } from '../machine/machine-file.ts'
import { Part } from '../parts/part.ts'
import type { StationSettings } from '../station/station.ts'

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
    /** Where it lay and who took it in stays behind; chassis and stay stand on the slip, or begin anew. */
    file: LooseDiskFile.pick({ id: true, disk: true, kind: true }),
  }),
  z.strictObject({ kind: z.literal('etabli-work'), version: z.literal(1), what: z.literal('part'), file: Part }),
])
export type WorkFile = z.infer<typeof WorkFile>

const head = { kind: 'etabli-work', version: 1 } as const

/** The work on a machine. Codes of ESAT workers stay behind, and with them the intake, which is this site's. */
export const machineWork = ({ triage: _ofThisSite, ...file }: MachineFile, settings: StationSettings): WorkFile => ({
  ...head,
  what: 'machine',
  file: {
    ...file,
    operator: operatorFor(file.operator, settings),
    checklist: {
      ...file.checklist,
      results: Object.fromEntries(
        Object.entries(file.checklist.results).map(([step, result]) => [
          step,
          { ...result, operator: operatorFor(result.operator, settings) },
        ]),
      ),
    },
  },
})

export const diskWork = (disk: Extract<WorkFile, { what: 'disk' }>['file']): WorkFile => ({
  ...head,
  what: 'disk',
  file: disk,
})

export const partWork = (part: Part, settings: StationSettings): WorkFile => ({
  ...head,
  what: 'part',
  file: {
    ...part,
    operator: operatorFor(part.operator, settings),
    history: part.history.map((event) => ({ ...event, operator: operatorFor(event.operator, settings) })),
  },
})
