// The totals as a table for a French spreadsheet (words/french-csv.ts): one line a fraction, with a decimal comma.
import { frenchCsv } from '../words/french-csv.ts'
import type { FractionTotal } from './totals.ts'
import { tonnesText, weightField } from './weights.ts'

const COLUMNS = [
  'code',
  'label',
  'hazardous',
  'container',
  'outlet',
  'machines',
  'kilograms',
  'tonnes',
  'edition',
] as const

/** What the file says in the language of the person who asked for it. */
export type CsvWords = {
  readonly column: (name: (typeof COLUMNS)[number]) => string
  readonly yes: string
  readonly no: string
  readonly labelOf: (fraction: FractionTotal) => string
}

/** One line for each code in one container for one outlet: their sum is the total on screen. */
export const totalsCsv = (fractions: readonly FractionTotal[], words: CsvWords): string =>
  frenchCsv([
    COLUMNS.map(words.column),
    ...fractions.map((fraction) => [
      fraction.code,
      words.labelOf(fraction),
      fraction.hazardous ? words.yes : words.no,
      fraction.container,
      fraction.outlet,
      String(fraction.machines),
      weightField(fraction.grams, 'fr'),
      tonnesText(fraction.grams).replace('.', ','),
      fraction.editions.join(', '),
    ]),
  ])
