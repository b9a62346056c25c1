// Making a batch: gathered into a zip that nobody sees, then numbered, signed and finished in the journal's turn, so that the
// chain it lists is the station's whole chain at that moment. A batch is made when its manifest is journalled; it is shown when
// it has been read again by the checks of an import.
import { hash as digest } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  declarationText,
  DECLARATION_FILE,
  informationText,
  INFORMATION_FILE,
  type ManifestLine,
  manifestText,
  payloadManifestFile,
  tagManifestFile,
} from '../../domain/batch/bag.ts'
import {
  batchFolder,
  SIGNED_MANIFEST_FILE,
  STATION_CHAIN_FILE,
  SUMMARY_FILE,
  TABLE_FILE,
} from '../../domain/batch/layout.ts'
import type { BatchProgress, HeldBatch } from '../../domain/batch/operations.ts'
import { stationChain, stationChainText } from '../../domain/batch/station-chain.ts'
import { type BatchSummary, summaryPage } from '../../domain/batch/summary.ts'
import { batchTable, type TableRow } from '../../domain/batch/table.ts'
import { type BatchManifestSubject, MAXIMUM_BATCH_DOCUMENTS } from '../../domain/documents/batch-manifest.ts'
import { canonical } from '../../domain/documents/canonical.ts'
import { commonMembersOf, operatorFor } from '../../domain/documents/certificate-parts.ts'
import { DocumentKind } from '../../domain/documents/document.ts'
import type { JournalHead } from '../../domain/journal/frame.ts'
import { fingerprintOfDigest } from '../../domain/trust/fingerprint.ts'
import { publicKeyOf } from '../../domain/documents/did-key.ts'
import { dayOf } from '../../domain/words/day.ts'
import { reason } from '../../domain/words/reason.ts'
import type { DocumentEntry, IssueDeps } from '../documents/issuing-vault.ts'
import { chainFor, clockOf, clockReasons, sealed } from '../documents/sealing.ts'
import { failureOfFile, refuse, StationError } from '../failure.ts'
import { zoneMinutes } from '../local-zone.ts'
import { headOf } from '../station-rules.ts'
import { makeFolder, syncFolder } from '../vault/durable-files.ts'
import { keyOfJournal } from '../vault/issuing.ts'
import type { Appended } from '../vault/journal.ts'
import type { Vault } from '../vault/vault.ts'
import { BagWriter, type WrittenZip } from './bag-writer.ts'
import { checkBatch } from './check-batch.ts'
import { gather, type Gathered } from './gather.ts'
import { discard, noteSum, outgoingFile, outgoingFolder, papersFolder, requireHeld } from './held.ts'

export type BatchOrder = {
  readonly batchId: string
  readonly title: string
  readonly documents: readonly string[]
  readonly operator: string
}
export type MakeWatch = { readonly onProgress: (event: BatchProgress) => void; readonly signal: AbortSignal }
export type MadeBatch = {
  readonly batch: HeldBatch
  readonly documents: number
  /** Evidence, reports, work files and papers. */
  readonly files: number
  readonly head: JournalHead
}

/** What explains and ends other documents, whoever issued it, travels in every batch. */
const ALWAYS: ReadonlySet<string> = new Set<DocumentKind>(['withdrawal', 'succession'])

/** In the order of their hashes, each once. */
const chosenDocuments = ({ ledger }: Vault, { documents }: BatchOrder): readonly string[] => {
  const always = ledger.documents.filter(({ kind }) => ALWAYS.has(kind)).map(({ hash }) => hash)
  const all = [...new Set([...documents, ...always])].toSorted()
  return all.length <= MAXIMUM_BATCH_DOCUMENTS
    ? all
    : refuse(reason('batch.too-many-documents', { count: all.length, limit: MAXIMUM_BATCH_DOCUMENTS }))
}

const dayHere = (instant: string): string => dayOf(instant, zoneMinutes(new Date(instant)))

/** Many small steps are said some times a second only. */
const EVERY_MS = 100

const saying = ({ onProgress }: MakeWatch) => {
  let lastSaid = -Infinity
  return (event: BatchProgress): void => {
    const now = performance.now()
    if (now - lastSaid < EVERY_MS && event.done !== event.total) return
    lastSaid = now
    onProgress(event)
  }
}

const counted = <K>(keys: Iterable<K>): ReadonlyMap<K, number> => {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

type Numbered = { readonly number: string; readonly issuedAt: string; readonly did: string }

const summaryOf = (
  { title }: BatchOrder,
  { rows, attached, papers }: Gathered,
  { number, issuedAt, did }: Numbered,
  { vault, demonstration }: IssueDeps,
): BatchSummary => {
  const { settings } = vault
  const key = publicKeyOf(did)
  const days = rows.map(({ columns }) => columns.issuedAt).toSorted()
  const kinds = counted(rows.flatMap(({ columns }) => DocumentKind.safeParse(columns.kind).data ?? []))
  return {
    ...{ language: settings.language, number, title, issuedAt, demonstration, attached, papers },
    ...{ organisation: settings.organisation, station: `${settings.name} (${settings.code})` },
    fingerprint: key === null ? null : fingerprintOfDigest(digest('sha256', key)),
    kinds: new Map(DocumentKind.options.flatMap((kind) => (kinds.has(kind) ? [[kind, kinds.get(kind) ?? 0]] : []))),
    machines: new Set(rows.flatMap(({ columns }) => columns.machineId ?? [])).size,
    others: counted(rows.filter(({ columns }) => columns.issuer !== did).map(({ issuer }) => issuer)),
    firstDay: days[0] ?? issuedAt,
    lastDay: days.at(-1) ?? issuedAt,
  }
}

const byPath = (one: ManifestLine, other: ManifestLine) => (one.path < other.path ? -1 : 1)
const byNumber = (one: TableRow, other: TableRow) =>
  one.issuer === other.issuer ? one.columns.sequence - other.columns.sequence : one.issuer < other.issuer ? -1 : 1

/** The end of the bag, under the number that the journal gives in its turn. */
const finished = async (order: BatchOrder, gathered: Gathered, bag: BagWriter, deps: IssueDeps) => {
  const { vault } = deps
  const { did, settings } = vault
  const reasons = clockReasons(vault.clock)
  if (reasons.length > 0) refuse(...reasons)
  const chain = chainFor(vault, null, null)
  const common = commonMembersOf({ settings, clock: clockOf(vault.clock), chain })
  const issuedAt = vault.now()
  const { language } = settings
  const utf8 = (text: string) => Buffer.from(text, 'utf8')

  const own = vault.documents.filter(({ issuer }) => issuer === did)
  const links = stationChainText(stationChain(own, common.sequence - 1))
  const table = batchTable([...gathered.rows].sort(byNumber), { language, dayOf: dayHere })
  const summary = summaryPage(summaryOf(order, gathered, { number: common.number, issuedAt, did }, deps))
  const lines = [
    ...gathered.lines,
    await bag.add(STATION_CHAIN_FILE, utf8(links)),
    await bag.add(TABLE_FILE, utf8(table)),
    await bag.add(SUMMARY_FILE, utf8(summary)),
  ].sort(byPath)
  const payloadBytes = bag.bytesAdded

  const manifest = manifestText(lines)
  const information = informationText([
    ['Source-Organization', settings.organisation.name],
    ['Bagging-Date', dayHere(issuedAt)],
    ['External-Identifier', common.number],
    ['Bag-Software-Agent', 'Établi'],
    ['Payload-Oxum', `${String(payloadBytes)}.${String(lines.length)}`],
  ])
  const subject: BatchManifestSubject = {
    kind: 'batch-manifest',
    version: 1,
    machineId: null,
    ...common,
    batch: {
      batchId: order.batchId,
      title: order.title,
      payloadManifest: digest('sha256', manifest),
      information: digest('sha256', information),
      payloadFiles: lines.length,
      payloadBytes,
      documents: gathered.rows.map(({ hash }) => hash),
    },
    stationChain: { last: common.sequence - 1, list: digest('sha256', links) },
    issuedBy: operatorFor(order.operator, settings),
  }
  const entry = await sealed({ kind: 'batch-manifest', draftId: order.batchId }, subject, [], deps)
  const tagLines = [
    await bag.add(DECLARATION_FILE, utf8(declarationText())),
    await bag.add(INFORMATION_FILE, utf8(information)),
    await bag.add(payloadManifestFile(), utf8(manifest)),
    await bag.add(SIGNED_MANIFEST_FILE, utf8(canonical(entry.document))),
  ]
  await bag.add(tagManifestFile(), utf8(manifestText(tagLines.sort(byPath))))
  return { entry, zip: await bag.finish() }
}

type Finished = { readonly entry: DocumentEntry; readonly zip: WrittenZip; readonly gathered: Gathered }

/** Into the folder of what is held, under its manifest's hash; the journal's frame makes it a batch. */
const journalled = async (
  vault: Vault,
  order: BatchOrder,
  { bag, path, gathered, deps }: { bag: BagWriter; path: string; gathered: Gathered; deps: IssueDeps },
): Promise<Finished & { readonly appended: Appended }> => {
  let done: Omit<Finished, 'gathered'> | null = null
  try {
    const appended = await vault.journal.append(order.batchId, async () => {
      done = await finished(order, gathered, bag, deps)
      await noteSum(vault, done.entry.hash, done.zip)
      await rename(path, outgoingFile(vault, done.entry.hash))
      await syncFolder(outgoingFolder(vault))
      return done.entry
    })
    // It was asked twice at once, and the other one was first.
    if (done === null) throw new StationError('conflict', 'made already', [reason('batch.being-made')])
    return { ...(done as Omit<Finished, 'gathered'>), gathered, appended }
  } catch (error) {
    const made = done as Omit<Finished, 'gathered'> | null
    if (made !== null) await discard(vault, made.entry.hash)
    throw error
  }
}

/**
 * A batch that does not read again as it should is no batch, though its number is used. A disk that fails while it is read says
 * nothing of the batch: it is kept, and its sum tells later whether it is what was written.
 */
const readAgain = async (vault: Vault, manifest: string, deps: IssueDeps, watch: MakeWatch): Promise<void> => {
  const say = saying(watch)
  try {
    // Made and journalled: cancelling comes too late to spare anything.
    await checkBatch(outgoingFile(vault, manifest), deps, {
      signal: new AbortController().signal,
      onProgress: ({ done, total }) => {
        say({ step: 'checking', done, total, of: 'files' })
      },
    })
  } catch (error) {
    if (!(error instanceof StationError) || error.failure.code !== 'refused') throw error
    await discard(vault, manifest)
    refuse(reason('batch.not-read-again'), ...error.failure.reasons)
  }
}

const made = async (vault: Vault, order: BatchOrder, deps: IssueDeps, watch: MakeWatch): Promise<MadeBatch> => {
  const documents = chosenDocuments(vault, order)
  const folder = outgoingFolder(vault)
  await makeFolder(folder)
  const path = join(folder, `${order.batchId}.new`)
  await rm(path, { force: true })
  const bag = await BagWriter.begin(path, batchFolder(order.batchId))
  const say = saying(watch)
  try {
    const gathered = await gather(vault, { ...order, documents }, bag, {
      signal: watch.signal,
      onDocument: (done) => {
        say({ step: 'gathering', done, total: documents.length, of: 'documents' })
      },
      onFile: (done, total) => {
        say({ step: 'writing', done, total, of: 'files' })
      },
    })
    watch.onProgress({ step: 'syncing', done: 0, total: null, of: 'bytes' })
    await bag.sync()
    watch.signal.throwIfAborted()
    const { entry, appended } = await journalled(vault, order, { bag, path, gathered, deps })
    await readAgain(vault, entry.hash, deps, watch)
    await rm(papersFolder(vault, order.batchId), { recursive: true, force: true })
    const batch = await requireHeld(vault, entry.hash)
    return { batch, documents: documents.length, files: gathered.attached + gathered.papers, head: headOf(appended) }
  } catch (error) {
    await bag.abandon()
    await rm(path, { force: true })
    throw error
  }
}

/** The chain, the table, the summary. */
const OF_ITS_OWN = 3

/** A batch that was made already, asked for again: after a crash, or an answer that got lost. */
const madeBefore = async (vault: Vault, { batchId }: BatchOrder): Promise<MadeBatch | null> => {
  const manifest = vault.ledger.ownDocuments.find(({ draftId }) => draftId === batchId)
  const read = manifest === undefined ? null : await vault.journal.at(manifest.position)
  if (manifest === undefined || read === null) return null
  if (manifest.kind !== 'batch-manifest' || read.frame.entry.kind !== 'document') {
    throw new StationError('conflict', 'Another draft had this identifier', [reason('documents.draft-used')])
  }
  // Our own journal: a batch manifest that was issued here has this subject.
  const { batch } = read.frame.entry.document['credentialSubject'] as BatchManifestSubject
  return {
    batch: await requireHeld(vault, manifest.hash),
    documents: batch.documents.length,
    files: batch.payloadFiles - batch.documents.length - OF_ITS_OWN,
    head: { position: read.frame.position, hash: read.hash },
  }
}

/** What would refuse the signature is said before thousands of files are gathered. */
const requireSigning = (vault: Vault): void => {
  const reasons = clockReasons(vault.clock.state)
  if (reasons.length > 0) refuse(...reasons)
  if (keyOfJournal(vault).locked) {
    throw new StationError('locked', 'The station key is locked', [reason('station.key-locked')])
  }
}

const underWay = new WeakMap<Vault, Set<string>>()

/** Fails with a StationError, or as aborted; then nothing of it is left but, at worst, a number that was used. */
export const makeBatch = async (
  vault: Vault,
  order: BatchOrder,
  deps: IssueDeps,
  watch: MakeWatch,
): Promise<MadeBatch> => {
  const before = await madeBefore(vault, order)
  if (before !== null) return before
  requireSigning(vault)
  const now = underWay.get(vault) ?? new Set()
  underWay.set(vault, now)
  if (now.has(order.batchId)) throw new StationError('conflict', 'under way', [reason('batch.being-made')])
  now.add(order.batchId)
  try {
    return await made(vault, order, deps, watch)
  } catch (error) {
    // The data folder's own disk is full, or fails.
    const isOfFile = !watch.signal.aborted && error instanceof Error && 'code' in error
    throw isOfFile ? failureOfFile(error, 'outgoing') : error
  } finally {
    now.delete(order.batchId)
  }
}
