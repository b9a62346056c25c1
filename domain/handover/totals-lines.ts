// The totals as lines of a table, on screen, on paper and in a file: a figure and, where there is one, its amount.
import { frenchCsv } from '../words/french-csv.ts'
import type { ShownCount } from './small-counts.ts'
import type { HandoverTotals } from './totals.ts'

export const TOTALS_LINES = [
  'handedOver',
  'returned',
  'trainings',
  'firstContributions',
  'laterContributions',
  'subsidy',
  'rsa',
  'ase',
  'aci',
  'all',
] as const
export type TotalsLineName = (typeof TOTALS_LINES)[number]

export type TotalsLine = {
  readonly name: TotalsLineName
  readonly count: ShownCount
  /** undefined: it has none. null: not shown. */
  readonly cents?: number | null
}

/** The public is known to the site that typed it alone: `withPublics` is false elsewhere. */
export const totalsLines = (
  totals: HandoverTotals,
  { withPublics }: { readonly withPublics: boolean },
): readonly TotalsLine[] => {
  const { publics } = totals
  const amounts = (name: 'firstContributions' | 'laterContributions' | 'subsidy'): TotalsLine => ({
    name,
    ...totals[name],
  })
  return [
    { name: 'handedOver', count: totals.handedOver },
    { name: 'returned', count: totals.returned },
    { name: 'trainings', count: totals.trainings },
    amounts('firstContributions'),
    ...(withPublics ? [amounts('laterContributions')] : []),
    amounts('subsidy'),
    ...(withPublics
      ? (['rsa', 'ase', 'aci', 'all'] as const).map((name): TotalsLine => ({ name, count: publics[name] }))
      : []),
  ]
}

export type CsvWords = {
  readonly heads: readonly [string, string, string]
  readonly nameOf: (name: TotalsLineName) => string
  readonly hidden: string
  /** "25,50" */
  readonly money: (cents: number) => string
}

/** For a French spreadsheet; what is hidden on screen is hidden there. */
export const handoverTotalsCsv = (lines: readonly TotalsLine[], words: CsvWords): string =>
  frenchCsv([
    words.heads,
    ...lines.map(({ name, count, cents }) => [
      words.nameOf(name),
      count === null ? words.hidden : String(count),
      cents === undefined ? '' : cents === null ? words.hidden : words.money(cents),
    ]),
  ])
