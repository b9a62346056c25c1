// Documents as this window finds, shows and asks for them. The station issues; what is here was journalled, and whether
// a document still stands is derived from the whole set, never stored.
import { defineStore } from 'pinia'
import type { MaybeRefOrGetter } from 'vue'
import { toValue } from 'vue'
import type { Output } from '../../domain/contract.ts'
import type { Verification } from '../../domain/documents/verification.ts'
import {
  CertificateDraft,
  type Draft,
  ErasureCertificateDraft,
  type WithdrawalDraft,
} from '../../domain/documents/draft.ts'
import { hashOf } from '../../domain/documents/canonical.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { certificateSubject, withdrawalSubject } from '../../domain/supervision/subject.ts'
import type { DocumentRow, EtabliDatabase } from '../storage/database.ts'
import { wordsOf } from '../../domain/documents/columns.ts'
import { reason } from '../../domain/words/reason.ts'
import { live } from './live.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { openedStorage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export type DocumentQuery = {
  /** Beginnings of words of the number, inventory number, maker, model or a serial; all must be found. */
  readonly text?: string
  readonly kind?: string | null
  /** Days of the station's own time zone, as they are shown: `2026-11-23`, both included. */
  readonly from?: string | null
  readonly to?: string | null
  readonly grade?: string | null
  readonly machineId?: string | null
}

/**
 * How a document stands among those that are here: the rule of domain/documents/store.ts, asked of the columns, so that
 * a list need not read every document.
 */
export type Standing =
  | { readonly kind: 'stands' }
  /** A later document corrects it. */
  | { readonly kind: 'replaced'; readonly by: DocumentRow }
  | { readonly kind: 'withdrawn'; readonly by: DocumentRow }
  /** One key signed two documents of one sequence: a copied key or a restored backup. */
  | { readonly kind: 'forked'; readonly others: readonly DocumentRow[] }
  /** Another key gave the same number: two stations bear one code. */
  | { readonly kind: 'number-clash'; readonly others: readonly DocumentRow[] }
  | { readonly kind: 'unknown' }

export type Issued = Output<'documents.issue'>

const matches = (row: DocumentRow, words: readonly string[], query: DocumentQuery) =>
  words.every((word) => row.words.some((known) => known.startsWith(word))) &&
  (query.kind == null || row.kind === query.kind) &&
  (query.from == null || Date.parse(row.issuedAt) >= Date.parse(`${query.from}T00:00`)) &&
  (query.to == null || Date.parse(row.issuedAt) < Date.parse(`${query.to}T24:00`)) &&
  (query.grade == null || Object.values(row.grades).includes(query.grade)) &&
  (query.machineId == null || row.machineId === query.machineId)

/** Newest first. */
const find = async (database: EtabliDatabase, query: DocumentQuery): Promise<readonly DocumentRow[]> => {
  const words = wordsOf(query.text ?? '')
  const [first] = words
  const { documents } = database
  /** By the index that leaves the fewest to look at. */
  const narrowed = () => {
    if (query.machineId != null) return documents.where('machineId').equals(query.machineId)
    if (first !== undefined) return documents.where('words').startsWith(first).distinct()
    if (query.kind != null) return documents.where('kind').equals(query.kind)
    return documents
  }
  return (await narrowed().toArray())
    .filter((row) => matches(row, words, query))
    .toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt) || b.position - a.position)
}

const bySequence = (one: DocumentRow, other: DocumentRow) =>
  one.sequence - other.sequence || (one.hash < other.hash ? -1 : 1)

const standingIn = async (database: EtabliDatabase, hash: string): Promise<Standing> => {
  const { documents } = database
  const row = await documents.get(hash)
  if (row === undefined) return { kind: 'unknown' }
  // Only its own issuer can withdraw or correct a document.
  const firstOfIssuer = (rows: readonly DocumentRow[]) =>
    rows.filter((other) => other.issuer === row.issuer && other.hash !== hash).toSorted(bySequence)[0]
  const withdrawal = firstOfIssuer(await documents.where('withdraws').equals(hash).toArray())
  if (withdrawal !== undefined) return { kind: 'withdrawn', by: withdrawal }
  const correction = firstOfIssuer(await documents.where('replaces').equals(hash).toArray())
  if (correction !== undefined) return { kind: 'replaced', by: correction }
  const sameSequence = await documents.where('[issuer+sequence]').equals([row.issuer, row.sequence]).toArray()
  const forks = sameSequence.filter((other) => other.hash !== hash)
  if (forks.length > 0) return { kind: 'forked', others: forks }
  const sameNumber = await documents.where('number').equals(row.number).toArray()
  const clashes = sameNumber.filter((other) => other.issuer !== row.issuer)
  return clashes.length > 0 ? { kind: 'number-clash', others: clashes } : { kind: 'stands' }
}

/** Of documents that no longer stand, which one ended them; for lists, all in one reading. */
export type Endings = {
  readonly withdrawn: ReadonlyMap<string, DocumentRow>
  readonly replaced: ReadonlyMap<string, DocumentRow>
  /** The numbers of the documents that were ended, by hash. */
  readonly numbers: ReadonlyMap<string, string>
}

const endingsIn = async ({ documents }: EtabliDatabase): Promise<Endings> => {
  const numbers = new Map<string, string>()
  const endedBy = async (member: 'withdraws' | 'replaces') => {
    // The index holds only documents that have such a member.
    const ending = (await documents.orderBy(member).toArray()).toSorted(bySequence)
    const ended = await documents.bulkGet(ending.map((row) => row[member] ?? ''))
    const found = new Map<string, DocumentRow>()
    for (const [place, by] of ending.entries()) {
      const row = ended[place]
      if (row === undefined) continue
      numbers.set(row.hash, row.number)
      // Only its own issuer can withdraw or correct a document.
      if (row.issuer === by.issuer && !found.has(row.hash)) found.set(row.hash, by)
    }
    return found
  }
  return { withdrawn: await endedBy('withdraws'), replaced: await endedBy('replaces'), numbers }
}

type Body = Readonly<Record<string, unknown>>

export const useDocuments = defineStore('documents', () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()

  const operator = () => {
    if (session.operator === null)
      throw new StationFailure({
        code: 'refused',
        message: 'Nobody is signed in',
        reasons: [reason('supervision.nobody-at-station')],
      })
    return session.operator
  }

  /** A document that came in a batch lies in the station; a copy of it is kept here. */
  const imported = async (hash: string): Promise<Body | null> => {
    const { database } = openedStorage()
    if ((await database.documents.get(hash)) === undefined) return null
    const cached = await database.cachedDocuments.get(hash)
    if (cached !== undefined && (await hashOf(cached.document, sha256)) === hash) return cached.document
    const [read] = await station.call('documents.read', { hashes: [hash] })
    if (read === undefined || (await hashOf(read.document, sha256)) !== hash) return null
    await database.cachedDocuments.put({ hash, document: read.document })
    return read.document
  }

  /**
   * The secured document, whole, and sure to be the one of that hash: a copy here that was altered is taken from the
   * journal again. null where no such document is known.
   */
  const byHash = async (hash: string): Promise<Body | null> => {
    const { database } = openedStorage()
    const row = await database.documentBodies.get(hash)
    if (row === undefined) return imported(hash)
    if ((await hashOf(row.document, sha256)) === hash) return row.document
    const { frames } = await station.call('journal.read', { after: row.position - 1, limit: 1 })
    const entry = frames[0]?.frame.entry
    if (entry === undefined || !('document' in entry) || entry.hash !== hash) return null
    await database.documentBodies.put({ hash, document: entry.document, position: row.position })
    return entry.document
  }

  const issue = (draft: Draft): Promise<Issued> => station.callAndCatchUp('documents.issue', { draft })

  /** A draft of a certificate of the file as it is on screen. Its id makes a second try the same document. */
  const draftCertificate = async (machine: MachineFile, replaces: string | null = null): Promise<CertificateDraft> =>
    CertificateDraft.parse({
      kind: 'refurbishment-certificate',
      draftId: crypto.randomUUID(),
      machineId: machine.id,
      machineFileHash: await hashOf(machine, sha256),
      operator: operator(),
      secondPerson: null,
      replaces,
    } satisfies CertificateDraft)

  /** Of one loose disk, as the journal knows it: the station reads its evidence itself. */
  const draftErasureCertificate = (looseDiskId: string, replaces: string | null = null): ErasureCertificateDraft =>
    ErasureCertificateDraft.parse({
      kind: 'erasure-certificate',
      draftId: crypto.randomUUID(),
      looseDiskId,
      operator: operator(),
      secondPerson: null,
      replaces,
    } satisfies ErasureCertificateDraft)

  /** The same draft with the second person's confirmation; null where the dialog was closed. */
  const withSecondPerson = async <T extends CertificateDraft | ErasureCertificateDraft>(
    draft: T,
    onScreen: { readonly inventoryNumber?: string; readonly details?: readonly string[] } = {},
  ): Promise<T | null> => {
    const subject = await certificateSubject(draft, sha256)
    const machineId = draft.kind === 'erasure-certificate' ? draft.looseDiskId : draft.machineId
    const confirmation = await supervisor.ask({ kind: 'second-person', machineId, subject }, onScreen)
    return confirmation === null ? null : { ...draft, secondPerson: confirmation.id }
  }

  /** Withdraws a document for good; null where the supervisor's dialog was closed. */
  const withdraw = async (document: string, why: string): Promise<Issued | null> => {
    const draft: Omit<WithdrawalDraft, 'confirmation'> = {
      kind: 'withdrawal',
      draftId: crypto.randomUUID(),
      document,
      reason: why.trim(),
      operator: operator(),
    }
    const number = (await openedStorage().database.documents.get(document))?.number
    const confirmation = await supervisor.ask(
      { kind: 'withdraw-document', documentHash: document, subject: await withdrawalSubject(draft, sha256) },
      { details: number === undefined ? [draft.reason] : [number, draft.reason] },
    )
    if (confirmation === null) return null
    return issue({ ...draft, confirmation: confirmation.id })
  }

  return {
    search: (query: DocumentQuery) => find(openedStorage().database, query),
    /** The columns, without the document: for lists. */
    row: async (hash: string): Promise<DocumentRow | null> =>
      (await openedStorage().database.documents.get(hash)) ?? null,
    byHash,
    standing: (hash: string) => standingIn(openedStorage().database, hash),
    draftCertificate,
    draftErasureCertificate,
    withSecondPerson,
    issue,
    withdraw,
    verifyText: (name: string, text: string): Promise<Verification> => station.call('documents.verify', { name, text }),
  }
})

/** A search that follows both what is typed and what is issued. For one screen; ends with it. */
export const useDocumentSearch = (query: MaybeRefOrGetter<DocumentQuery>) =>
  live((database) => find(database, toValue(query)), [], {
    sources: [() => JSON.stringify(toValue(query))],
    keepWhileReading: true,
  })

export const useStanding = (hash: MaybeRefOrGetter<string>) =>
  live<Standing>(
    (database) => standingIn(database, toValue(hash)),
    { kind: 'unknown' },
    { sources: [() => toValue(hash)] },
  )

/** Follows what is withdrawn and corrected; for lists. */
export const useEndings = () =>
  live<Endings>((database) => endingsIn(database), { withdrawn: new Map(), replaced: new Map(), numbers: new Map() })
