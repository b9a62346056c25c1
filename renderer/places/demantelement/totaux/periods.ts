// The periods that are asked for at a press: whole months and years, by the calendar of the station.
import type { TotalsFilter } from '../../../../domain/dismantling/totals.ts'
import { dayOf } from '../../../../domain/words/day.ts'

export const PERIODS = ['all', 'month', 'last-month', 'year'] as const
export type Period = (typeof PERIODS)[number]
export type Days = Pick<TotalsFilter, 'from' | 'to'>

/** A month may count on past the year's, a date before the month's first. */
const day = (year: number, month: number, date: number) => dayOf(new Date(Date.UTC(year, month, date)).toISOString(), 0)

export const daysOf = (period: Period, now: Date): Days => {
  const [year, month] = [now.getFullYear(), now.getMonth()]
  switch (period) {
    case 'all':
      return { from: null, to: null }
    case 'month':
      return { from: day(year, month, 1), to: day(year, month + 1, 0) }
    case 'last-month':
      return { from: day(year, month - 1, 1), to: day(year, month, 0) }
    case 'year':
      return { from: day(year, 0, 1), to: day(year, 12, 0) }
  }
}

/** Which of them is shown; null for days that somebody typed. */
export const periodOf = ({ from, to }: Days, now: Date): Period | null =>
  PERIODS.find((period) => {
    const days = daysOf(period, now)
    return days.from === from && days.to === to
  }) ?? null
