// The kernel's tables of what is mounted and what is swapped to, as values. A line that cannot be understood makes the
// whole table unknown: half a table would say that a disk is free.

/** One line of /proc/self/mountinfo. `numbers` is "0:N" where the file system lies on no single device. */
export type MountLine = {
  readonly numbers: string
  /** Where it is mounted, and which folder of the file system is seen there. */
  readonly point: string
  readonly root: string
  readonly kind: string
  readonly source: string
  /** Of the file system itself ("lowerdir=…"). */
  readonly options: readonly string[]
}

export type SwapLine = { readonly path: string; readonly kind: 'partition' | 'file' }

/** The kernel writes blanks, line ends and backslashes in these tables as \040, \012, \134. */
const unescape = (text: string) =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))

/** Options of a file system, where a comma inside a path is written as "\,". */
const optionsIn = (text: string): readonly string[] =>
  (text.match(/(?:\\.|[^,\\])+/g) ?? []).map((option) => option.replace(/\\([,:\\])/g, '$1'))

const linesOf = (table: string) => table.split('\n').filter((line) => line !== '')

export const mountLines = (table: string): readonly MountLine[] | null => {
  const lines: MountLine[] = []
  for (const line of linesOf(table)) {
    const fields = line.split(' ')
    const dash = fields.indexOf('-', 6)
    const [, , numbers, root, point] = fields
    const [kind, source, options] = dash < 0 ? [] : fields.slice(dash + 1)
    if (numbers === undefined || !/^\d+:\d+$/.test(numbers)) return null
    if (root === undefined || point === undefined || kind === undefined || kind === '') return null
    lines.push({
      numbers,
      point: unescape(point),
      root: unescape(root),
      kind,
      source: unescape(source ?? ''),
      options: optionsIn(unescape(options ?? '')),
    })
  }
  // Somewhere this program runs from: an empty table is one that could not be read.
  return lines.length === 0 ? null : lines
}

export const swapLines = (table: string): readonly SwapLine[] | null => {
  const [heading, ...rest] = linesOf(table)
  if (heading === undefined || !heading.startsWith('Filename')) return null
  const lines: SwapLine[] = []
  for (const line of rest) {
    const [path, kind] = line.split(/\s+/)
    if (path === undefined || (kind !== 'partition' && kind !== 'file')) return null
    lines.push({ path: unescape(path), kind })
  }
  return lines
}
