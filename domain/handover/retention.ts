// How long what is kept of a person stays readable: until the day they were told, sooner where the workshop has shortened its
// period since, never later.
import { monthsAfter } from './calendar.ts'

/** What is said on the slip. */
export const promisedDay = (handedOverOn: string, retentionMonths: number): string =>
  monthsAfter(handedOverOn, retentionMonths)

export type Kept = {
  readonly handedOverOn: string
  /** Of the slip. */
  readonly promised: string
}

/** `retentionMonths` as it is now; null where nobody says it any more. */
export const keptUntil = ({ handedOverOn, promised }: Kept, retentionMonths: number | null): string => {
  if (retentionMonths === null) return promised
  const now = promisedDay(handedOverOn, retentionMonths)
  return now < promised ? now : promised
}

/** The promised day itself is over when it has come. */
export const isOver = (until: string, today: string): boolean => until <= today
