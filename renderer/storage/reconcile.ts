// At every start the working data is compared with the journal, and what one of them lost is brought back from the
// other (DESIGN §3). The journal wins; whatever only IndexedDB holds is given to it, or set aside where it cannot be.
import type { Failure, Send } from '../../domain/contract.ts'
import { hashOf, type Sha256Of } from '../../domain/documents/canonical.ts'
import type { JournalHead } from '../../domain/journal/frame.ts'
import { MachineFile } from '../../domain/machine/machine-file.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { PAGE, readPosition, type CatchUpOptions, type Commit } from './commit.ts'
import { NOT_STARTED, PROJECTED_TABLES, type EtabliDatabase, type SetAsideRow } from './database.ts'
import { apply, keyOf } from './projection.ts'
import { StorageFailure, withReopening } from './reopening.ts'
import { countTally, sameTally } from './tally.ts'

export type CameBack = { readonly machines: number; readonly documents: number }

export type Reconciliation =
  | { readonly kind: 'in-step' }
  /** The projection was behind, as after a crash between journal and IndexedDB. */
  | { readonly kind: 'caught-up'; readonly frames: number }
  /** IndexedDB was new in this browser, or empty, incomplete or unusable, and was made (again) from the journal. */
  | {
      readonly kind: 'restored'
      readonly why: 'new-here' | 'empty' | 'incomplete' | 'unusable'
      readonly cameBack: CameBack
    }
  /** IndexedDB held what the journal does not: given to the journal, or set aside. */
  | {
      readonly kind: 'ahead'
      readonly adopted: CameBack
      readonly setAside: readonly SetAsideRow[]
    }
  /** The two differ and the journal takes nothing at present: nothing was changed on either side. */
  | { readonly kind: 'postponed'; readonly failure: Failure }

export type ReconcileOptions = CatchUpOptions & {
  readonly sha256: Sha256Of
  readonly now: () => string
  readonly newId: () => string
  /** Whether this browser has held the working data before: if so, an empty IndexedDB is a loss. */
  readonly heldBefore: boolean
}

/** Ends the work on both sides without a change; caught in `reconcile`. */
class Postponed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

const asked = async <T>(reply: Promise<{ ok: true; value: T } | { ok: false; error: Failure }>): Promise<T> => {
  const answer = await reply
  if (!answer.ok) throw new Postponed(answer.error)
  return answer.value
}

/** Opens IndexedDB; where it cannot be opened even after a wait, deletes it (the journal has it all) and starts anew. */
const openOrRecreate = async (database: EtabliDatabase): Promise<'opened' | 'recreated'> => {
  try {
    await withReopening(database, () => readPosition(database))
    return 'opened'
  } catch (error) {
    if (error instanceof StorageFailure && error.trouble === 'full') throw error
    database.close({ disableAutoOpen: false })
    await database.delete({ disableAutoOpen: false })
    database.close({ disableAutoOpen: false })
    database.declareVersions()
    await database.open()
    return 'recreated'
  }
}

const headOf = async (send: Send, after: number): Promise<JournalHead> =>
  (await asked(send('journal.read', { after, limit: 1 }))).head

const counted = async (database: EtabliDatabase): Promise<CameBack> => ({
  machines: await database.machines.count(),
  documents: await database.documents.count(),
})

/** Empties the projected tables and the position with them: from here on a crash leads to a plain replay. */
const emptyProjection = (database: EtabliDatabase) =>
  withReopening(database, () =>
    database.transaction('rw', [...PROJECTED_TABLES, 'meta'], async () => {
      for (const name of PROJECTED_TABLES) await database.table(name).clear()
      await database.meta.put(NOT_STARTED)
    }),
  )

/** What the journal says, small enough to hold at once: keys everywhere, the whole file only for machines. */
const summarise = async (send: Send) => {
  const keys = new Map<string, Set<string>>(PROJECTED_TABLES.map((name) => [name, new Set<string>()]))
  const machines = new Map<string, MachineFile>()
  for (let after = 0; ;) {
    const { frames, head } = await asked(send('journal.read', { after, limit: PAGE }))
    for (const change of frames.flatMap(apply)) {
      keys.get(change.table)?.add(keyOf(change))
      if (change.table === 'machines') machines.set(change.row.id, change.row.machine)
    }
    after = frames.at(-1)?.frame.position ?? after
    if (frames.length === 0 || after >= head.position) return { keys, machines }
  }
}
type Summary = Awaited<ReturnType<typeof summarise>>

type SetAside = Omit<SetAsideRow, 'id' | 'at'>

/** Documents that only IndexedDB holds, fifty to a question, in the order in which the lost journal had them. */
const adoptDocuments = async (database: EtabliDatabase, send: Send, journal: Summary) => {
  const known = journal.keys.get('documentBodies') ?? new Set<string>()
  const missing = (await database.documentBodies.orderBy('position').primaryKeys()).filter((hash) => !known.has(hash))
  let adopted = 0
  const setAside: SetAside[] = []
  for (let start = 0; start < missing.length; start += 50) {
    const rows = await database.documentBodies.bulkGet(missing.slice(start, start + 50))
    const documents = rows.filter((row) => row !== undefined).map((row) => ({ ...row.document }))
    const answer = await asked(send('journal.adopt', { documents }))
    adopted += answer.adopted.length
    for (const { index, reasons } of answer.refused)
      setAside.push({ what: 'document', value: documents[index] ?? null, reasons })
  }
  return { adopted, setAside }
}

/**
 * The reports that the journal knows, after those it has lost and that are still cached here were taken in again: a
 * machine file can only be saved with reports that it knows.
 */
const giveBackReports = async (
  database: EtabliDatabase,
  send: Send,
  journal: Summary,
): Promise<ReadonlySet<string>> => {
  const known = new Set(journal.keys.get('reports'))
  for (const { hash } of await database.reports.toArray()) {
    const cached = known.has(hash) ? undefined : await database.cachedReports.get(hash)
    if (cached === undefined) continue
    const reply = await send('hardware.open', { name: `${hash}.json`, text: JSON.stringify(cached.report) })
    if (reply.ok) known.add(reply.value.hash)
  }
  return known
}

/** Refusals of one machine file, for which it is set aside; any other failure concerns the journal as a whole. */
const REFUSES_THIS_ONE: readonly Failure['code'][] = ['bad-input', 'refused', 'conflict']

/**
 * Machine files that the journal does not know, or knows in an older revision, are saved as its next revision. One that
 * names a report which is lost for good is saved without it (the machine has to be read again) and set aside as it was.
 */
const saveMachines = async (
  database: EtabliDatabase,
  send: Send,
  journal: Summary,
  knownReports: ReadonlySet<string>,
  newId: () => string,
) => {
  let adopted = 0
  const setAside: SetAside[] = []
  const put = (value: unknown, reasons: readonly Reason[]) => setAside.push({ what: 'machine', value, reasons })
  for (const row of await database.machines.toArray()) {
    const parsed = MachineFile.safeParse(row.machine)
    const journalled = journal.machines.get(row.id)
    if (!parsed.success) {
      put(row.machine, [reason('storage.machine-unreadable')])
      continue
    }
    const machine = parsed.data
    if (journalled !== undefined && machine.revision < journalled.revision) continue
    if (journalled !== undefined && machine.revision === journalled.revision) {
      if (JSON.stringify(machine) !== JSON.stringify(MachineFile.parse(journalled)))
        put(machine, [reason('storage.machine-differs', { number: machine.inventoryNumber })])
      continue
    }
    const revision = (journalled?.revision ?? 0) + 1
    const reports = machine.reports.filter(({ hash }) => knownReports.has(hash))
    const reply = await send('machines.save', { transaction: newId(), machine: { ...machine, reports, revision } })
    if (reply.ok) {
      adopted++
      if (reports.length < machine.reports.length)
        put(machine, [reason('storage.report-lost', { number: machine.inventoryNumber })])
    } else if (REFUSES_THIS_ONE.includes(reply.error.code)) put(machine, reply.error.reasons)
    else throw new Postponed(reply.error)
  }
  return { adopted, setAside }
}

/** What only the privileged half may journal cannot be given back to it: it is kept for a person to look at. */
const leftovers = async (database: EtabliDatabase, journal: Summary): Promise<readonly SetAside[]> => {
  const found: SetAside[] = []
  const unknown = (table: string, id: string) => journal.keys.get(table)?.has(id) !== true
  const reasons = [reason('storage.not-in-journal')]
  for (const row of await database.settlements.toArray())
    if (unknown('settlements', row.id)) found.push({ what: 'settlement', value: row.settlement, reasons })
  for (const row of await database.attestations.toArray())
    if (unknown('attestations', row.id)) found.push({ what: 'attestation', value: row.attestation, reasons })
  for (const row of await database.overrides.toArray())
    if (unknown('overrides', row.id)) found.push({ what: 'override', value: row.override, reasons })
  for (const row of await database.confirmations.toArray())
    if (unknown('confirmations', row.id)) found.push({ what: 'confirmation', value: row.confirmation, reasons })
  return found
}

/** Gives the journal what only IndexedDB holds, keeps the rest aside, and makes the projection again. */
const bringTogether = async (
  database: EtabliDatabase,
  send: Send,
  commit: Commit,
  { sha256, now, newId, ...options }: Omit<ReconcileOptions, 'heldBefore'>,
) => {
  const journal = await summarise(send)
  const documents = await adoptDocuments(database, send, journal)
  const reports = await giveBackReports(database, send, journal)
  const machines = await saveMachines(database, send, journal, reports, newId)
  const all = [...documents.setAside, ...machines.setAside, ...(await leftovers(database, journal))]
  const at = now()
  const setAside = await Promise.all(
    all.map(async (one) => ({ ...one, id: await hashOf({ what: one.what, value: one.value }, sha256), at })),
  )
  // Kept before anything is emptied: a crash in between sets the same things aside again, under the same ids.
  await withReopening(database, () => database.setAside.bulkPut(setAside))
  await emptyProjection(database)
  await commit.catchUp(options)
  return { adopted: { machines: machines.adopted, documents: documents.adopted }, setAside }
}

/**
 * Compares and repairs. The station must be set up. Throws StorageFailure where IndexedDB cannot be used at all, and
 * what `commit` throws where the station cannot be read.
 */
export const reconcile = async (
  database: EtabliDatabase,
  send: Send,
  commit: Commit,
  options: ReconcileOptions,
): Promise<Reconciliation> => {
  const opened = await openOrRecreate(database)
  const progress: CatchUpOptions = options.onProgress === undefined ? {} : { onProgress: options.onProgress }
  try {
    const position = await readPosition(database)
    const head = await headOf(send, position.position)
    const rows = await countTally(database)
    const complete = sameTally(rows, position.tally)

    if (position.position === 0 && complete) {
      await commit.catchUp(progress)
      const cameBack = await counted(database)
      const nothing = opened === 'opened' && cameBack.machines === 0 && cameBack.documents === 0
      return nothing
        ? { kind: 'in-step' }
        : {
            kind: 'restored',
            why: opened === 'recreated' ? 'unusable' : options.heldBefore ? 'empty' : 'new-here',
            cameBack,
          }
    }

    const follows =
      position.position > 0 &&
      position.position <= head.position &&
      (await asked(send('journal.hashAt', { position: position.position }))).hash === position.hash

    if (follows && complete) {
      const frames = await commit.catchUp(progress)
      return frames === 0 ? { kind: 'in-step' } : { kind: 'caught-up', frames }
    }

    const before = await counted(database)
    const { adopted, setAside } = await bringTogether(database, send, commit, options)
    if (!follows || adopted.machines + adopted.documents + setAside.length > 0)
      return { kind: 'ahead', adopted, setAside }
    const after = await counted(database)
    return {
      kind: 'restored',
      why: 'incomplete',
      cameBack: {
        machines: Math.max(0, after.machines - before.machines),
        documents: Math.max(0, after.documents - before.documents),
      },
    }
  } catch (error) {
    if (error instanceof Postponed) return { kind: 'postponed', failure: error.failure }
    throw error
  }
}
