// The rubric: the workshop's rules of grading, as data. What a machine gets by it is computed in grade.ts.
import { z } from 'zod'

export const AspectGrade = z.enum(['A', 'B', 'C', 'D'])
export type AspectGrade = z.infer<typeof AspectGrade>
