// One criterion among those that make a grade, and the order of the letters. Which criteria there are is grade.ts' business.
import { type Reason } from '../words/reason.ts'
import type { Grade } from './override.ts'
import type { LeastFor } from './rubric.ts'

/** One criterion of an axis: the grade it allows (null: cannot be told), why, and what would raise it. */
export type Criterion = {
  readonly grade: Grade | null
  readonly reasons: readonly Reason[]
  readonly raise: readonly Reason[]
}

export const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D']

export const worse = (one: Grade, other: Grade): Grade => (one > other ? one : other)
export const nextAbove = (grade: Grade): Exclude<Grade, 'D'> | null => {
  switch (grade) {
    case 'A':
      return null
    case 'B':
      return 'A'
    case 'C':
      return 'B'
    case 'D':
      return 'C'
  }
}

export const gradeByLeast = (value: number, least: LeastFor): Grade =>
  value >= least.A ? 'A' : value >= least.B ? 'B' : value >= least.C ? 'C' : 'D'

export const none = (...reasons: readonly Reason[]): Criterion => ({ grade: null, reasons, raise: [] })
