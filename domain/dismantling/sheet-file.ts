// The dismantling file: the work in progress on one machine that was sent to dismantling, at a screen or typed in from paper.
// It is mutable; the dismantling sheet (documents/dismantling-sheet.ts) is what it becomes. The verdict on each disk stands in
// settlements, never here; parts kept have files of their own (parts/part.ts) that name this machine and stay.
import { z } from 'zod'
import { DiskKind } from '../machine/hardware-report.ts'
import { PersonCode } from '../station/station.ts'
import { AnnexViiAnswer, AnnexViiItem } from './annex-vii.ts'
import { Fraction, Grams } from './fractions.ts'
import { DismantlingReason } from './order.ts'

const Instant = z.iso.datetime()

export const Protection = z.enum(['gloves', 'glasses', 'shoes'])
export type Protection = z.infer<typeof Protection>
export const Safety = z.enum(['unplugged', 'discharged', 'battery-looked-at'])
export type Safety = z.infer<typeof Safety>

/** A disk as the worker who took it out reads it: what is settled about it needs a supervisor. */
export const MediumTakenOut = z.strictObject({
  id: z.uuid(),
  kind: DiskKind.nullable(),
  model: z.string().trim().max(120),
  /** Empty where none can be read. */
  serial: z.string().trim().max(120),
  /** Where it was put: the locked box, as a rule. */
  place: z.string().trim().max(80),
  /** For the balance; null where it was not weighed. */
  grams: Grams.nullable(),
})
export type MediumTakenOut = z.infer<typeof MediumTakenOut>

/** A step that is done, with what is needed to take exactly its answer back. */
export const StepDone = z.strictObject({
  at: Instant,
  /** Of a question: what was answered. */
  yes: z.boolean().optional(),
  /** What the answer put into the lists of the file: identities of media and fractions, ticks of protection and safety. */
  made: z.array(z.string().max(60)).max(4).optional(),
  /** What the annex VII table said before of the items that it changed; null where it said nothing. */
  was: z.partialRecord(AnnexViiItem, AnnexViiAnswer.nullable()).optional(),
})
export type StepDone = z.infer<typeof StepDone>

/** No order of work has nearly as many. */
export const MOST_STEPS = 200

export const DismantlingFile = z.strictObject({
  kind: z.literal('dismantling-file'),
  version: z.literal(1),
  /** Printed on the blank sheet, so that what was written by hand is typed into the right file. */
  id: z.uuid(),
  machineId: z.uuid(),
  stayId: z.uuid(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Grows by one at each save; two saves of one revision are a conflict. */
  revision: z.int().min(1),
  operator: PersonCode.nullable(),
  reason: DismantlingReason.nullable(),
  reasonNote: z.string().max(300),
  /** Read off the machine by a person, where no report says it. */
  make: z.string().trim().max(80),
  model: z.string().trim().max(120),
  serial: z.string().trim().max(120),
  /** Of the whole machine before it is opened. */
  grossGrams: Grams.nullable(),
  protection: z.array(Protection).max(3),
  safety: z.array(Safety).max(3),
  annexVii: z.partialRecord(AnnexViiItem, AnnexViiAnswer),
  /** How many disks were found in it; null until somebody looked. 0 is an answer. */
  mediaFound: z.int().min(0).max(64).nullable(),
  media: z.array(MediumTakenOut).max(64),
  fractions: z.array(Fraction).max(60),
  collectionNote: z.string().trim().max(60),
  ecoOrganisme: z.string().trim().max(80),
  notes: z.string().max(1000),
  /** Steps of the worker's order of work that are done (work-order.ts), by their name. */
  steps: z
    .record(z.string().max(60), StepDone)
    .refine((steps) => Object.keys(steps).length <= MOST_STEPS, { error: 'Too many steps' }),
})
export type DismantlingFile = z.infer<typeof DismantlingFile>
