// An order to dismantle that was given by mistake: a supervisor may take it back while nothing has been done to the machine.
// What counts as done is said here; the machine then goes where its triage sends it.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'
import { type Reason, reason } from '../words/reason.ts'
import { MOST_AT_ONCE } from './order.ts'
import type { DismantlingFile } from './sheet-file.ts'

export const DismantlingRescission = z.strictObject({
  id: z.uuid(),
  machines: z
    .array(z.strictObject({ machineId: z.uuid(), stayId: z.uuid() }))
    .min(1)
    .max(MOST_AT_ONCE),
  why: z.string().trim().min(1).max(300),
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type DismantlingRescission = z.infer<typeof DismantlingRescission>

/** What became of one machine after it was sent to dismantling. */
export type SinceOrdered = {
  /** null where nobody has begun one. */
  readonly file: DismantlingFile | null
  /** The number of its sheet that stands. */
  readonly sheet: string | null
  /** A disk of it was found by hand or settled. */
  readonly isDiskSaid: boolean
  readonly isPartOut: boolean
}

/** A machine may be described before anybody has laid a hand on it: why it goes, its make, model and serial number. */
export const saysOfWork = (file: DismantlingFile): boolean =>
  file.grossGrams !== null ||
  file.mediaFound !== null ||
  [file.protection, file.safety, file.media, file.fractions].some((list) => list.length > 0) ||
  [file.annexVii, file.steps].some((answers) => Object.keys(answers).length > 0) ||
  [file.collectionNote, file.ecoOrganisme, file.notes].some((text) => text.trim() !== '')

/** Every reason against taking the order back; none is the good answer. */
export const rescindingReasons = ({ file, sheet, isDiskSaid, isPartOut }: SinceOrdered): readonly Reason[] => [
  ...(sheet === null ? [] : [reason('dismantling.rescind-signed', { number: sheet })]),
  ...(isDiskSaid ? [reason('dismantling.rescind-disks')] : []),
  ...(isPartOut ? [reason('dismantling.rescind-parts')] : []),
  ...(file !== null && saysOfWork(file) ? [reason('dismantling.rescind-begun')] : []),
]
