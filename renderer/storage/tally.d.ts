import { type EtabliDatabase, type ProjectedTable, type Tally } from './database.ts'
export type ProjectedRow = {
  readonly position: number
}
type Counted = Tally[string]
/** The tally of a table after `rows` replaced what `before` held under their keys. */
export declare const afterPut: (
  counted: Counted | undefined,
  table: ProjectedTable,
  before: readonly (ProjectedRow | undefined)[],
  rows: readonly ProjectedRow[],
) => Counted
/** Counts what really is in the tables. */
export declare const countTally: (database: EtabliDatabase) => Promise<Tally>
export declare const sameTally: (one: Tally, other: Tally) => boolean
export {}
