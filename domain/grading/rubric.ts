// The rubric: the workshop's rules of grading, as data. What a machine gets by it is computed in grade.ts. Grades are a
// custom of the trade, not law: every figure here is the workshop's to change, and a rubric carries its version.
import { z } from 'zod'
import { EquipmentKind } from '../machine/equipment.ts'
import { DiskKind } from '../machine/hardware-report.ts'

export const AspectGrade = z.enum(['A', 'B', 'C', 'D'])
export type AspectGrade = z.infer<typeof AspectGrade>

const texts = z.strictObject({ fr: z.string().min(1).max(500), en: z.string().min(1).max(500) })

/** The least for each grade; below the least for C is D. */
const leastFor = (unit: z.ZodNumber) =>
  z
    .strictObject({ A: unit, B: unit, C: unit })
    .refine(({ A, B, C }) => A >= B && B >= C, { error: 'A asks for at least as much as B, and B as C' })
export type LeastFor = { readonly A: number; readonly B: number; readonly C: number }

const diskFor = z.strictObject({ kinds: z.array(DiskKind).min(1), sizeBytes: z.int().min(1) })

export const Rubric = z.strictObject({
  kind: z.literal('rubric'),
  id: z.string().min(1).max(60),
  version: z.int().min(1),
  /** The day on which its figures were last looked at. */
  asOf: z.iso.date(),
  name: texts,
  performance: z.strictObject({
    /** In bytes. */
    memory: leastFor(z.int().min(1)),
    processor: z.strictObject({
      cores: leastFor(z.int().min(1)),
      threads: leastFor(z.int().min(1)),
      /** By family as the hardware report names it ("Intel Core"): the least generation for each grade. */
      generations: z
        .array(z.strictObject({ family: z.string().min(1).max(60), least: leastFor(z.int().min(1)) }))
        .max(50),
      /** The best grade that a processor of unknown generation or family may get. */
      unknownGeneration: AspectGrade,
      /** In place of the generations where the processor was measured. Absent: measures are not looked at. */
      measured: z
        .strictObject({
          /** Points of another kernel are no points here (processor-measurement.ts). */
          kernel: z.enum(['etabli-mix-1']),
          singlePoints: leastFor(z.number().positive()),
          allCoresPoints: leastFor(z.number().positive()),
          /** The best grade of one that slows itself down. */
          throttled: AspectGrade,
        })
        .optional(),
    }),
    /** The best internal disk counts for kind and size, the worst for health. */
    disk: z.strictObject({
      A: diskFor,
      B: diskFor,
      C: diskFor,
      /** The best grade while a disk's health is unknown, in doubt, or failing. */
      health: z.strictObject({ unknown: AspectGrade, warning: AspectGrade, failing: AspectGrade }),
      /** Beside its kind, where its speed was measured. Absent: speeds are not looked at. */
      readBytesPerSecond: leastFor(z.number().positive()).optional(),
    }),
  }),
  battery: z.strictObject({
    /** The equipment that ought to have one; any other gets no battery grade. */
    equipment: z.array(EquipmentKind).max(10),
    /** Full over design capacity, in percent. */
    healthPercent: leastFor(z.number().min(0).max(100)),
  }),
  /** What each letter means for the outside, as the person who looks at the machine reads it. */
  aspect: z.strictObject({ A: texts, B: texts, C: texts, D: texts }),
})
export type Rubric = z.infer<typeof Rubric>
