// The totals as a table for a French spreadsheet: semicolons, a decimal comma, the mark by which Excel knows UTF-8. A cell that
// a spreadsheet would take for a formula gets a leading apostrophe.
import type { HeapTotal } from './totals.ts'
import { tonnesText, weightField } from './weights.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** `= + - @`, narrow or wide, a tab, a line end or NUL make a formula of a cell, or hide one. */
const guarded = (cell: string): string => (/^[=+\-@＝＋－＠\t\r\n\0]/.test(cell) ? `'${cell}` : cell)
/** RFC 4180, with the semicolon of French lists. */
const quoted = (cell: string): string => (/[";\r\n\0]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Any table; every cell is text, and none is a formula. */
export const frenchCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map((cell) => quoted(guarded(cell))).join(';')}\r\n`).join('')

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
