// The yearly contributions of machines that are with somebody: which years have begun, which are paid (the first on the slip, later
// ones by payments) and which are due.
import type { Handover } from './handovers.ts'
import { yearBegins, yearsBegun } from './calendar.ts'
import type { HandoverPayment } from './payment.ts'

export type Contribution = {
  readonly handover: Handover
  /** 1: the year that begins with the handover. */
  readonly year: number
  readonly begins: string
  readonly amountCents: number
  /** null while it is due. */
  readonly paid: { readonly on: string; readonly receipt: string; readonly payment: HandoverPayment | null } | null
}

/** Cancelled ones were typed by mistake; of several for one year the first counts. */
const paymentFor = (payments: readonly HandoverPayment[], slip: string, year: number): HandoverPayment | null =>
  payments
    .filter((one) => one.slip === slip && one.yearOfHandover === year && one.state === 'received')
    .toSorted((one, other) => one.at.localeCompare(other.at))[0] ?? null

/** A year that begins on the day of the return, or later, is nobody's. */
const lastDay = ({ returned }: Handover, today: string): string =>
  returned === null || returned.subject.day > today ? today : returned.subject.day

const hasBegun = (handover: Handover, year: number, today: string): boolean => {
  const begins = yearBegins(handover.subject.day, year)
  return year === 1 || handover.returned === null || begins < lastDay(handover, today)
}

/** Every year that has begun by `today`, oldest first; none where no contribution was asked for. */
export const contributionsOf = (
  handover: Handover,
  payments: readonly HandoverPayment[],
  today: string,
): readonly Contribution[] => {
  const { contribution, day } = handover.subject
  if (contribution === null || contribution.amountCents === 0) return []
  const years = Array.from({ length: Math.min(30, yearsBegun(day, lastDay(handover, today))) }, (_, at) => at + 1)
  return years
    .filter((year) => hasBegun(handover, year, today))
    .map((year) => {
      const payment = paymentFor(payments, handover.hash, year)
      const onSlip = year === 1 && contribution.received
      return {
        handover,
        year,
        begins: yearBegins(day, year),
        amountCents: payment?.amountCents ?? contribution.amountCents,
        paid: onSlip
          ? { on: day, receipt: contribution.receipt, payment: null }
          : payment === null
            ? null
            : { on: payment.receivedOn, receipt: payment.receipt, payment },
      }
    })
}

export const isDue = ({ paid }: Contribution): boolean => paid === null

/** Whether one more payment may be taken for this year of this handover, by what stands. */
export const payableYear = (
  handover: Handover,
  payments: readonly HandoverPayment[],
  { year, today }: { readonly year: number; readonly today: string },
): 'due' | 'paid' | 'not-begun' => {
  const found = contributionsOf(handover, payments, today).find((one) => one.year === year)
  return found === undefined ? 'not-begun' : isDue(found) ? 'due' : 'paid'
}
