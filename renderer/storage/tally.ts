// Whether the tables still hold what was written to them. The tally is kept up in every transaction that applies frames,
// and counted again at each start; it finds accidents (lost, older, altered rows), not people with a purpose.
import { PROJECTED_TABLES, type EtabliDatabase, type ProjectedTable, type Tally } from './database.ts'

export type ProjectedRow = { readonly position: number }
type Counted = Tally[string]

/** FNV-1a over UTF-16 code units, 32 bits: fast enough for every row of a workshop at each start. */
const fnv1a = (text: string) => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Documents are large and are known by their hash, which is checked when one is read: their place is enough here. */
const weigh = (table: ProjectedTable, row: ProjectedRow) =>
  table === 'documentBodies' ? row.position : fnv1a(JSON.stringify(row))

const NONE: Counted = { rows: 0, weight: 0 }
/** Far below 2^53 for any number of rows that fits on a disk. */
const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0)

/** The tally of a table after `rows` replaced what `before` held under their keys. */
export const afterPut = (
  counted: Counted = NONE,
  table: ProjectedTable,
  before: readonly (ProjectedRow | undefined)[],
  rows: readonly ProjectedRow[],
): Counted => {
  const replaced = before.filter((row) => row !== undefined)
  const weights = (all: readonly ProjectedRow[]) => sum(all.map((row) => weigh(table, row)))
  return {
    rows: counted.rows + rows.length - replaced.length,
    weight: counted.weight + weights(rows) - weights(replaced),
  }
}

/** Counts what really is in the tables. */
export const countTally = async (database: EtabliDatabase): Promise<Tally> => {
  const tally: Record<string, Counted> = {}
  for (const table of PROJECTED_TABLES) {
    const weights: number[] = []
    if (table === 'documentBodies')
      for (const position of await database.documentBodies.orderBy('position').keys()) weights.push(Number(position))
    else
      await database.table<ProjectedRow, string>(table).each((row) => {
        weights.push(weigh(table, row))
      })
    if (weights.length > 0) tally[table] = { rows: weights.length, weight: sum(weights) }
  }
  return tally
}

export const sameTally = (one: Tally, other: Tally) =>
  PROJECTED_TABLES.every((table) => {
    const { rows, weight } = one[table] ?? NONE
    const against = other[table] ?? NONE
    return rows === against.rows && weight === against.weight
  })
