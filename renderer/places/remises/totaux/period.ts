// Which months the totals are of, in the address, so that paper and screen say the same; and the periods that are asked for at a
// press.
import type { LocationQuery } from 'vue-router'
import { monthOf } from '../../../../domain/handover/calendar.ts'
import type { Period } from '../../../../domain/handover/totals.ts'
import { today } from '../../../stores/today.ts'

export const PRESETS = ['month', 'quarter', 'year', 'last-year'] as const
export type Preset = (typeof PRESETS)[number]

const month = (year: number, index: number): string => `${String(year)}-${String(index).padStart(2, '0')}`

export const periodOf = (preset: Preset, day = today()): Period => {
  const [year = 0, now = 1] = day.split('-').map(Number)
  const first = now - ((now - 1) % 3)
  switch (preset) {
    case 'month':
      return { from: month(year, now), to: month(year, now) }
    case 'quarter':
      return { from: month(year, first), to: month(year, first + 2) }
    case 'year':
      return { from: month(year, 1), to: month(year, 12) }
    case 'last-year':
      return { from: month(year - 1, 1), to: month(year - 1, 12) }
  }
}

export const presetOf = (period: Period): Preset | null =>
  PRESETS.find((preset) => {
    const { from, to } = periodOf(preset)
    return from === period.from && to === period.to
  }) ?? null

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

export type Asked = { readonly period: Period; readonly site: string | null }

const one = (value: unknown): string => (typeof value === 'string' ? value : '')

export const askedIn = (query: LocationQuery): Asked => {
  const [from, to] = [one(query['from']), one(query['to'])]
  const year = periodOf('year')
  const site = one(query['site'])
  return {
    period: isMonth(from) && isMonth(to) && from <= to ? { from, to } : year,
    site: site === '' ? null : site,
  }
}

export const queryOf = ({ period, site }: Asked) => ({ ...period, ...(site === null ? {} : { site }) })

/** Months that have begun: nobody has counted the others yet. */
export const begun = (months: readonly string[]): readonly string[] => months.filter((each) => each <= monthOf(today()))
