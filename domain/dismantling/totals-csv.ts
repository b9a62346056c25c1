// The totals as a table for a French spreadsheet (words/french-csv.ts): one line a heap, with a decimal comma.
import { frenchCsv } from '../words/french-csv.ts'
import type { HeapTotal } from './totals.ts'
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
  readonly labelOf: (heap: HeapTotal) => string
}

/** One line for each code in one container for one outlet: their sum is the total on screen. */
export const totalsCsv = (heaps: readonly HeapTotal[], words: CsvWords): string =>
  frenchCsv([
    COLUMNS.map(words.column),
    ...heaps.map((heap) => [
      heap.code,
      words.labelOf(heap),
      heap.hazardous ? words.yes : words.no,
      heap.container,
      heap.outlet,
      String(heap.machines),
      weightField(heap.grams, 'fr'),
      tonnesText(heap.grams).replace('.', ','),
      heap.editions.join(', '),
    ]),
  ])
