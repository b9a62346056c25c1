// Any table as a French spreadsheet reads it: semicolons, and the mark by which Excel knows UTF-8. A cell that a spreadsheet
// would take for a formula gets a leading apostrophe.

const BYTE_ORDER_MARK = '\uFEFF'

/** `= + - @`, narrow or wide, a tab, a line end or NUL make a formula of a cell, or hide one. */
const guarded = (cell: string): string => (/^[=+\-@＝＋－＠\t\r\n\0]/.test(cell) ? `'${cell}` : cell)
/** RFC 4180, with the semicolon of French lists. */
const quoted = (cell: string): string => (/[";\r\n\0]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Any table; every cell is text, and none is a formula. */
export const frenchCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map((cell) => quoted(guarded(cell))).join(';')}\r\n`).join('')
