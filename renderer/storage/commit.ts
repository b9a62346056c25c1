// What the journal holds, brought to Dexie: frames are applied a page at a time, each page in one strict transaction
// together with the position it leads to. A crash in between leaves the projection behind, and the next catch-up makes
// it up.
import type { Failure, Send } from '../../domain/contract.ts'
import type { ReadFrame } from '../../domain/journal/frame.ts'
import { PROJECTED_TABLES, NOT_STARTED, type EtabliDatabase, type JournalRow } from './database.ts'
import { apply, keyOf, type Change } from './projection.ts'
import { withReopening } from './reopening.ts'
import { afterPut, type ProjectedRow } from './tally.ts'

/** Frames asked for at a time: a page is one answer and one transaction. */
export const PAGE = 250

/** The station refused or could not be reached while the projection was reading from it. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The journal's frames do not follow on what is projected here: reconcile.ts has to look at both. */
export class NotThisJournal extends Error {
  override readonly name = 'NotThisJournal'
  readonly position: number

  constructor(position: number) {
    super(`Frame ${String(position)} does not follow on the projection`)
    this.position = position
  }
}

export type Progress = { readonly applied: number; readonly of: number }
export type CatchUpOptions = { readonly onProgress?: (progress: Progress) => void }

export type Commit = {
  /** Applies every frame after the projection's own position. Answers how many. Calls are served one after another. */
  readonly catchUp: (options?: CatchUpOptions) => Promise<number>
}

export const readPosition = async (database: EtabliDatabase): Promise<JournalRow> =>
  (await database.meta.get('journal')) ?? NOT_STARTED

/** Frames in a row, the first of which follows on `position` and `hash`. Hashes are the station's to compute. */
const followOn = (frames: readonly ReadFrame[], from: JournalRow) => {
  let { position, hash } = from
  for (const read of frames) {
    if (read.frame.position !== position + 1 || read.frame.previous !== hash)
      throw new NotThisJournal(read.frame.position)
    position = read.frame.position
    hash = read.hash
  }
  return { position, hash }
}

/** Only the last row under each key: a machine saved forty times in a page is written once. */
const lastOfEach = (changes: readonly Change[]) => {
  const byTable = new Map<Change['table'], Map<string, Change['row']>>()
  for (const change of changes) {
    const rows = byTable.get(change.table) ?? new Map<string, Change['row']>()
    rows.set(keyOf(change), change.row)
    byTable.set(change.table, rows)
  }
  return byTable
}

/** Applies one page in one transaction. Frames that were already applied (by another page in flight) are left out. */
export const applyPage = async (database: EtabliDatabase, frames: readonly ReadFrame[]): Promise<JournalRow> =>
  database.transaction('rw', [...PROJECTED_TABLES, 'meta'], async () => {
    const from = await readPosition(database)
    const fresh = frames.filter((read) => read.frame.position > from.position)
    const head = followOn(fresh, from)
    const tally = { ...from.tally }
    for (const [name, rows] of lastOfEach(fresh.flatMap(apply))) {
      const table = database.table<ProjectedRow, string>(name)
      const before = await table.bulkGet([...rows.keys()])
      await table.bulkPut([...rows.values()])
      tally[name] = afterPut(tally[name], name, before, [...rows.values()])
    }
    const row: JournalRow = { key: 'journal', ...head, tally }
    await database.meta.put(row)
    return row
  })

export const createCommit = (
  database: EtabliDatabase,
  send: Send,
  refused: (failure: Failure) => Error = (failure) => new ReadingFailed(failure),
): Commit => {
  const catchUpNow = async ({ onProgress }: CatchUpOptions) => {
    let { position } = await withReopening(database, () => readPosition(database))
    const start = position
    for (;;) {
      const reply = await send('journal.read', { after: position, limit: PAGE })
      if (!reply.ok) throw refused(reply.error)
      const { frames, head } = reply.value
      if (frames.length === 0) return position - start
      const row = await withReopening(database, () => applyPage(database, frames))
      position = row.position
      onProgress?.({ applied: position - start, of: Math.max(head.position, position) - start })
      if (position >= head.position) return position - start
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  return { catchUp: (options = {}) => inTurn(() => catchUpNow(options)) }
}
