// Which documents may go into a batch, and which a person has chosen: by intake, period, kind, station, those that have not left
// yet, or one by one. Withdrawals and successions need no choosing: the station puts them into every batch, and batches never
// travel in batches.
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import type { DocumentKind } from '../../domain/documents/document.ts'
import { wordsOf } from '../../domain/documents/columns.ts'
import type { DocumentItemRow, DocumentRow } from '../storage/database.ts'
import { live } from './live.ts'

/** `own-with-history`: also what other stations signed about the same machines, so that their passports arrive whole. */
export type Signers = 'own-with-history' | 'own' | 'all'

export type ChoiceFilter = {
  readonly signers: Signers
  readonly kind: DocumentKind | 'any'
  /** An intake's machines; null: all. */
  readonly machines: ReadonlySet<string> | null
  /** Days of the station's own time zone, both included; empty: open. */
  readonly from: string
  readonly to: string
  readonly onlyNotLeft: boolean
  readonly text: string
}

export const NEVER_CHOSEN: ReadonlySet<string> = new Set<DocumentKind>(['withdrawal', 'batch-manifest', 'succession'])
export const CHOSEN_KINDS = [
  'refurbishment-certificate',
  'erasure-certificate',
  'dismantling-sheet',
  'transfer-slip',
  'handover-slip',
] as const satisfies readonly DocumentKind[]

export type Choosable = DocumentRow & {
  /** Machines, disks and parts that it is about. */
  readonly about: readonly string[]
  readonly leftAt: string | null
}

/** Newest first. */
export const choosable = (
  rows: readonly DocumentRow[],
  items: readonly DocumentItemRow[],
  leftAt: ReadonlyMap<string, string>,
): readonly Choosable[] => {
  const listed = new Map<string, string[]>()
  for (const { document, itemId } of items) listed.set(document, [...(listed.get(document) ?? []), itemId])
  return rows
    .filter(({ kind }) => !NEVER_CHOSEN.has(kind))
    .map((row) => ({
      ...row,
      about: [...(row.machineId === null ? [] : [row.machineId]), ...(listed.get(row.hash) ?? [])],
      leftAt: leftAt.get(row.hash) ?? null,
    }))
    .toSorted((one, other) =>
      one.issuedAt === other.issuedAt ? other.position - one.position : one.issuedAt < other.issuedAt ? 1 : -1,
    )
}

const isWithin = ({ issuedAt }: DocumentRow, { from, to }: ChoiceFilter) =>
  (from === '' || Date.parse(issuedAt) >= Date.parse(`${from}T00:00`)) &&
  (to === '' || Date.parse(issuedAt) < Date.parse(`${to}T24:00`))

const isAbout = ({ about }: Choosable, machines: ReadonlySet<string> | null) =>
  machines === null || about.some((id) => machines.has(id))

const says = ({ words }: DocumentRow, asked: readonly string[]) =>
  asked.every((word) => words.some((known) => known.startsWith(word)))

/** What the filter shows, in the order of `documents`. */
export const matching = (
  documents: readonly Choosable[],
  filter: ChoiceFilter,
  isOwn: (did: string) => boolean,
): readonly Choosable[] => {
  const asked = wordsOf(filter.text)
  const isMeant = (document: Choosable) =>
    (filter.kind === 'any' || document.kind === filter.kind) &&
    (!filter.onlyNotLeft || document.leftAt === null) &&
    isWithin(document, filter) &&
    isAbout(document, filter.machines) &&
    says(document, asked)
  if (filter.signers === 'all') return documents.filter(isMeant)
  const own = new Set(documents.filter((document) => isOwn(document.issuer) && isMeant(document)))
  if (filter.signers === 'own') return documents.filter((document) => own.has(document))
  const machines = new Set([...own].flatMap(({ about }) => about))
  return documents.filter(
    (document) =>
      own.has(document) ||
      (!isOwn(document.issuer) && isAbout(document, machines) && (!filter.onlyNotLeft || document.leftAt === null)),
  )
}

/** A document, and all that is known here of what it is about: what came before it, by whomever, goes along. */
export const withHistoryOf = (documents: readonly Choosable[], hash: string): readonly Choosable[] => {
  const about = new Set(documents.find((document) => document.hash === hash)?.about)
  return documents.filter((document) => document.hash === hash || isAbout(document, about))
}

export type Mode = 'matching' | 'by-hand'

/** For one screen. `all` follows the working data; `chosen` what the person ticks. */
export const useBatchChoice = (
  filter: MaybeRefOrGetter<ChoiceFilter>,
  mode: MaybeRefOrGetter<Mode>,
  { isOwn, leftAt }: { readonly isOwn: (did: string) => boolean; readonly leftAt: () => ReadonlyMap<string, string> },
) => {
  const read = live(
    async ({ documents, documentItems }) => ({ rows: await documents.toArray(), items: await documentItems.toArray() }),
    { rows: [], items: [] } as { rows: readonly DocumentRow[]; items: readonly DocumentItemRow[] },
    { keepWhileReading: true },
  )
  const all = computed(() => choosable(read.value.value.rows, read.value.value.items, leftAt()))
  const shown = computed(() => matching(all.value, toValue(filter), isOwn))
  /** Ticked by hand, whatever is shown; and taken out of what matches. */
  const ticked = ref<ReadonlySet<string>>(new Set())
  const unticked = ref<ReadonlySet<string>>(new Set())

  const isChosen = (hash: string) => (toValue(mode) === 'matching' ? !unticked.value.has(hash) : ticked.value.has(hash))
  const chosen = computed<readonly Choosable[]>(() =>
    toValue(mode) === 'matching'
      ? shown.value.filter(({ hash }) => !unticked.value.has(hash))
      : all.value.filter(({ hash }) => ticked.value.has(hash)),
  )
  const put = (hashes: readonly string[], choose: boolean) => {
    const set = toValue(mode) === 'matching' ? unticked : ticked
    const holds = toValue(mode) === 'matching' ? !choose : choose
    const next = new Set(set.value)
    for (const hash of hashes) {
      if (holds) next.add(hash)
      else next.delete(hash)
    }
    set.value = next
  }

  return {
    all,
    shown,
    chosen,
    loaded: read.loaded,
    isChosen,
    put,
    reset: () => {
      ticked.value = new Set()
      unticked.value = new Set()
    },
    /** Withdrawals that travel along. */
    withdrawals: computed(() => read.value.value.rows.filter(({ kind }) => kind === 'withdrawal').length),
  }
}
