// What a report says of real files held against what each file says, leaf by leaf, and the table of it. A difference has its
// reason, and stands only with the two values that the reason is about.
import { afterAll, expect } from 'vitest'

export type Difference = {
  readonly path: RegExp
  readonly files: unknown
  readonly ours: unknown
  readonly why: string
}

type Row = {
  readonly kind: string
  readonly fields: number
  readonly equal: number
  readonly different: readonly string[]
}

/** Every value that is no list and no record, by its path; an empty list has none. */
const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, path === '' ? name : `${path}.${name}`))
    : [[path, value]]

/** Comparing for one file of tests, which prints its table when it has ended. */
export const comparing = () => {
  const table: Row[] = []

  afterAll(() => {
    if (table.length === 0) return
    const sum = (rows: readonly Row[], count: (row: Row) => number) => rows.reduce((all, row) => all + count(row), 0)
    const lines = [...new Set(table.map(({ kind }) => kind))].map((kind) => {
      const rows = table.filter((row) => row.kind === kind)
      const different = rows.flatMap((row) => row.different)
      return [
        kind,
        rows.length,
        sum(rows, ({ fields }) => fields),
        sum(rows, ({ equal }) => equal),
        different.length === 0 ? 'none' : `${String(different.length)}\n    ${different.join('\n    ')}`,
      ].join(' | ')
    })
    console.log(['kind | files | fields compared | equal | different, with reason', ...lines].join('\n'))
  })

  return (kind: string, file: string, ours: unknown, files: unknown, differences: readonly Difference[] = []) => {
    const [own, said] = [new Map(leavesOf(ours)), new Map(leavesOf(files))]
    const paths = [...new Set([...own.keys(), ...said.keys()])]
    const others = paths.filter((path) => own.has(path) !== said.has(path) || !Object.is(own.get(path), said.get(path)))
    const explained = others.map((path) => ({
      path,
      difference: differences.find(
        (one) => one.path.test(path) && Object.is(one.ours, own.get(path)) && Object.is(one.files, said.get(path)),
      ),
    }))
    table.push({
      kind,
      fields: paths.length,
      equal: paths.length - others.length,
      different: explained.map(
        ({ path, difference }) =>
          `${file} ${path}: ${JSON.stringify(said.get(path))} → ${JSON.stringify(own.get(path))} (${difference?.why ?? '?'})`,
      ),
    })
    expect(
      explained
        .filter(({ difference }) => difference === undefined)
        .map(({ path }) => ({ path, ours: own.get(path), file: said.get(path) })),
    ).toEqual([])
  }
}
