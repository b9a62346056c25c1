// Which totals are asked for, as the address of the screen and of its paper says it, so that both show the same and a link to
// them can be kept.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { EVERYTHING, type TotalsFilter } from '../../../../domain/dismantling/totals.ts'

const NAMES = {
  intakeId: 'arrivage',
  from: 'du',
  to: 'au',
  container: 'contenant',
  outlet: 'exutoire',
} as const satisfies Record<keyof TotalsFilter, string>

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What is no day in the address asks for no day. */
export const filterOf = (query: LocationQuery): TotalsFilter => {
  const said = (key: keyof TotalsFilter): string | null => {
    const value = query[NAMES[key]]
    return typeof value === 'string' ? value : null
  }
  const day = (key: 'from' | 'to') => {
    const text = said(key)
    return text !== null && isDay(text) ? text : null
  }
  return {
    ...EVERYTHING,
    intakeId: said('intakeId'),
    from: day('from'),
    to: day('to'),
    container: said('container'),
    outlet: said('outlet'),
  }
}

export const queryOf = (filter: TotalsFilter): LocationQueryRaw =>
  Object.fromEntries(
    (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((key) =>
      filter[key] === null ? [] : [[NAMES[key], filter[key]]],
    ),
  )
