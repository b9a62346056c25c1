// What hands type of an intake, as values: a day and a number of machines. What they mean is domain/intake/intake.ts' business.
import { Intake } from '../../../../domain/intake/intake.ts'

export const isDay = (text: string): boolean => Intake.shape.receivedOn.safeParse(text).success

/** How many machines were announced; null where nobody said. "1 200", as people write it, is 1200. */
export const countTyped = (text: string): number | null | 'not-a-count' => {
  const digits = text.replace(/\s/g, '')
  if (digits === '') return null
  const count = Intake.shape.expected.safeParse(/^\d+$/.test(digits) ? Number(digits) : Number.NaN)
  return count.success ? count.data : 'not-a-count'
}
