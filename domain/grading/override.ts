// A supervisor's decision to give another grade than the rubric's, with the reason that stands on the certificate.
import { z } from 'zod'
import { PersonCode } from '../station/station.ts'

export const GradeAxis = z.enum(['performance', 'battery', 'aspect'])
export type GradeAxis = z.infer<typeof GradeAxis>
export const Grade = z.enum(['A', 'B', 'C', 'D'])
export type Grade = z.infer<typeof Grade>

export const GradeOverride = z.strictObject({
  id: z.uuid(),
  machineId: z.uuid(),
  stayId: z.uuid(),
  axis: GradeAxis,
  from: Grade.nullable(),
  to: Grade,
  reason: z.string().trim().min(3).max(500),
  operator: PersonCode,
  at: z.iso.datetime(),
})
export type GradeOverride = z.infer<typeof GradeOverride>
