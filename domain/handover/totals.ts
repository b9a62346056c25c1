// What the département is told of a period: machines handed over and brought back, contributions, what it adds, trainings wanted, and
// which public came (typed as monthly totals). Small counts are hidden, and the amounts that would tell them with them.
import { monthOf } from './calendar.ts'
import type { Handover } from './handovers.ts'
import type { HandoverPayment, PublicCount } from './payment.ts'
import { type ShownCount, shown, shownPart, shownShares } from './small-counts.ts'

/** Months as `2026-11`, both counted in. */
export type Period = { readonly from: string; readonly to: string }

/** An amount with the count that it could be worked out from: hidden together. */
export type CountedAmount = { readonly count: ShownCount; readonly cents: number | null }

export type HandoverTotals = {
  readonly handedOver: ShownCount
  readonly returned: ShownCount
  readonly trainings: ShownCount
  /** Received when the machine was handed over. */
  readonly firstContributions: CountedAmount
  /** For later years. */
  readonly laterContributions: CountedAmount
  readonly subsidy: CountedAmount
  /** `all`: their sum, which is shown where the three are not. */
  readonly publics: {
    readonly rsa: ShownCount
    readonly ase: ShownCount
    readonly aci: ShownCount
    readonly all: ShownCount
  }
  /** Months of the period for which nobody typed which public came. */
  readonly monthsWithoutPublic: readonly string[]
}

const isInPeriod = (day: string, { from, to }: Period): boolean => monthOf(day) >= from && monthOf(day) <= to

const monthsIn = ({ from, to }: Period): readonly string[] => {
  const months: string[] = []
  for (let month = from; month <= to && months.length < 120;) {
    months.push(month)
    const [year = 0, of = 0] = month.split('-').map(Number)
    month = of === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(of + 1).padStart(2, '0')}`
  }
  return months
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0)

const amountOf = (count: ShownCount, cents: readonly number[]): CountedAmount => ({
  count,
  cents: count === null ? null : sum(cents),
})

/** `handovers` are those counted (one station's, or all that are known); `payments` and `publics` are this station's own. */
export const handoverTotals = (
  handovers: readonly Handover[],
  payments: readonly HandoverPayment[],
  publics: readonly PublicCount[],
  period: Period,
): HandoverTotals => {
  const given = handovers.filter(({ subject }) => isInPeriod(subject.day, period))
  const back = handovers.filter(({ returned }) => returned !== null && isInPeriod(returned.subject.day, period))
  const contributions = given.flatMap(({ subject: { contribution } }) => (contribution === null ? [] : [contribution]))
  const received = contributions.filter((one) => one.received && one.amountCents > 0)
  const subsidised = contributions.filter(({ subsidyCents }) => subsidyCents > 0)
  const later = payments.filter((one) => one.state === 'received' && isInPeriod(one.receivedOn, period))
  const trained = given.filter(({ subject }) => subject.trainingWanted === true)
  const typed = publics.filter(({ month }) => month >= period.from && month <= period.to)
  const shares = [sum(typed.map((one) => one.rsa)), sum(typed.map((one) => one.ase)), sum(typed.map((one) => one.aci))]
  const [rsa = null, ase = null, aci = null] = shownShares(shares)
  const named = new Set(typed.map(({ month }) => month))
  return {
    handedOver: shown(given.length),
    returned: shown(back.length),
    trainings: shownPart(trained.length, given.length),
    firstContributions: amountOf(
      shownPart(received.length, given.length),
      received.map(({ amountCents }) => amountCents),
    ),
    laterContributions: amountOf(
      shown(later.length),
      later.map(({ amountCents }) => amountCents),
    ),
    subsidy: amountOf(
      shownPart(subsidised.length, given.length),
      subsidised.map(({ subsidyCents }) => subsidyCents),
    ),
    publics: { rsa, ase, aci, all: shown(sum(shares)) },
    monthsWithoutPublic: monthsIn(period).filter((month) => !named.has(month)),
  }
}
