// Whether a file is a batch that holds: the zip, the bag in it, the signed manifest that covers the bag, every document with its
// signature, form and evidence, every file that documents name. Whoever asks (a preview, an import, the maker of a batch reading
// it again, the command line) gets the same answer; whether the sender is believed and what is here already is asked elsewhere.
import { hash as digest } from 'node:crypto'
import { z } from 'zod'
import { type AttachedName, attachedTo } from '../../domain/batch/attached.ts'
import {
  DECLARATION_FILE,
  declarationText,
  INFORMATION_FILE,
  listingFaults,
  manifestText,
  payloadManifestFile,
  tagManifestFile,
} from '../../domain/batch/bag.ts'
import type { AttachedFile } from '../../domain/batch/imported.ts'
import {
  batchFolder,
  documentFile,
  placeOf,
  SIGNED_MANIFEST_FILE,
  STATION_CHAIN_FILE,
  TAG_FILES,
} from '../../domain/batch/layout.ts'
import { type ChainLink, readStationChain } from '../../domain/batch/station-chain.ts'
import type { BatchManifest } from '../../domain/documents/batch-manifest.ts'
import { DocumentColumns, documentColumns } from '../../domain/documents/columns.ts'
import { type EvidenceAtHand, withEvidence } from '../../domain/documents/evidence-check.ts'
import type { KnownDocument } from '../../domain/documents/known-document.ts'
import { isSuccession } from '../../domain/documents/succession.ts'
import { readUntrustedJson } from '../../domain/documents/untrusted-json.ts'
import { examineText, type Examination, type VerifyDeps } from '../../domain/documents/verify.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import { AttachedFiles } from './attached-files.ts'
import { type Bag, openBag } from './open-bag.ts'
import { openZip, type OpenZip } from './open-zip.ts'

export type CheckedDocument = {
  readonly hash: string
  readonly columns: DocumentColumns
  readonly station: { readonly name: string; readonly code: string }
  readonly succeeds: string | null
  readonly attached: readonly AttachedName[]
}

export type CheckedBatch = {
  readonly bytes: number
  readonly manifest: CheckedDocument & { readonly document: BatchManifest; readonly text: string }
  /** Without the manifest, in the order of their hashes. */
  readonly documents: readonly CheckedDocument[]
  /** In the order of their hashes. */
  readonly files: readonly AttachedFile[]
  /** What documents, or work files that came, name and the batch does not hold. */
  readonly absent: readonly AttachedName[]
  readonly chain: readonly ChainLink[]
  readonly chainHash: string
}

export type CheckWatch = {
  readonly signal: AbortSignal
  /** Of the payload's files. */
  readonly onProgress: (event: { readonly done: number; readonly total: number }) => void
}

const said = (code: string, params: Reason['params'] = {}) => refuse(reason(`batch.${code}`, params))
const shown = (text: string) => text.slice(0, 200)
const byHash = (one: { readonly hash: string }, other: { readonly hash: string }) => (one.hash < other.hash ? -1 : 1)

/** The names inside the one folder of the zip. */
const bagIn = async (zip: OpenZip): Promise<{ readonly bag: Bag; readonly folder: string }> => {
  const [first] = zip.entries
  const folder = first === undefined ? '' : first.name.slice(0, first.name.indexOf('/') + 1)
  if (folder === '') return said('no-folder')
  const files = zip.entries.map(({ name, bytes }) => {
    if (!name.startsWith(folder)) said('no-folder')
    return { name: name.slice(folder.length), bytes }
  })
  const bag = await openBag({ files, read: (name) => zip.read(folder + name) })
  return { bag, folder }
}

/** No tag file but those of a batch, and those that nobody signs exactly as a batch has them. */
const requireTagFiles = async (bag: Bag): Promise<void> => {
  const faults = listingFaults(
    TAG_FILES.map((path) => ({ path, sum: '' })),
    bag.tagFiles,
  )
  if (faults.length > 0) refuse(...faults)
  // These two say nothing that is signed: they are as this program writes them, or somebody else did.
  const lines = await Promise.all(
    TAG_FILES.filter((path) => path !== tagManifestFile()).map(async (path) => ({
      path,
      sum: digest('sha256', await bag.read(path)),
    })),
  )
  const asWritten = new Map([
    [DECLARATION_FILE, declarationText()],
    [tagManifestFile(), manifestText(lines.sort((one, other) => (one.path < other.path ? -1 : 1)))],
  ])
  for (const [file, text] of asWritten) if ((await textIn(bag, file)) !== text) said('tag-file-changed', { file })
}

const textIn = async (bag: Bag, name: string): Promise<string> => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await bag.read(name))
  } catch (error) {
    if (error instanceof TypeError) return said('text-not-utf8', { file: shown(name) })
    throw error
  }
}

const Versioned = z.object({ credentialSubject: z.object({ version: z.int().min(2) }) })

const newerVersion = (text: string): readonly Reason[] => {
  const read = readUntrustedJson(text)
  const said = read.ok ? Versioned.safeParse(read.value).data : undefined
  return said === undefined ? [] : [reason('batch.newer-version', { version: said.credentialSubject.version })]
}

const reasonsOf = ({ verification }: Examination): readonly Reason[] =>
  verification.checks.flatMap(({ reasons }) => reasons).slice(0, 20)

/** A document of a batch, whole and in the form under which its file's hash is its own. */
const requireDocument = (
  file: string,
  text: string,
  examination: Examination,
): { readonly document: KnownDocument; readonly hash: string } => {
  const { document, verification } = examination
  const number = verification.number ?? file
  if (document === null || verification.hash === null) {
    return refuse(
      reason('batch.document-refused', { file, number: shown(number) }),
      ...newerVersion(text),
      ...reasonsOf(examination),
    )
  }
  if (digest('sha256', text) !== verification.hash) return said('not-canonical', { file, number: shown(number) })
  return { document, hash: verification.hash }
}

/** The old key's signature was checked with the document. */
const succeededBy = (document: KnownDocument): string | null => {
  const subject = isSuccession(document) ? document.credentialSubject : null
  return subject?.predecessorSignature == null ? null : subject.predecessor.did
}

const checkedDocument = (document: KnownDocument, hash: string, file: string): CheckedDocument => {
  const columns = DocumentColumns.safeParse(documentColumns(document))
  const { number, station } = document.credentialSubject
  return columns.success
    ? { hash, columns: columns.data, station, succeeds: succeededBy(document), attached: attachedTo(document) }
    : said('document-too-wordy', { file, number })
}

const requireManifest = async (bag: Bag, deps: VerifyDeps) => {
  const text = await textIn(bag, SIGNED_MANIFEST_FILE)
  const examination = await examineText(text, deps)
  const { document, hash } = requireDocument(SIGNED_MANIFEST_FILE, text, examination)
  if (document.credentialSubject.kind !== 'batch-manifest') return said('manifest-of-other-kind')
  // The kind of its subject tells which document it is; the union is not told apart by it.
  const manifest = document as BatchManifest
  return { ...checkedDocument(manifest, hash, SIGNED_MANIFEST_FILE), document: manifest, text }
}

const requireCovered = async (bag: Bag, manifest: BatchManifest, folder: string): Promise<void> => {
  const { batch } = manifest.credentialSubject
  const sum = digest('sha256', await bag.read(payloadManifestFile()))
  if (sum !== batch.payloadManifest) said('payload-not-signed')
  if (digest('sha256', await bag.read(INFORMATION_FILE)) !== batch.information) {
    said('tag-file-changed', { file: INFORMATION_FILE })
  }
  if (bag.payload.length !== batch.payloadFiles || bag.payloadBytes !== batch.payloadBytes) said('payload-not-signed')
  if (folder !== batchFolder(batch.batchId)) said('other-folder', { folder: shown(folder) })
  const here = new Set<string>()
  for (const name of bag.payload) {
    const place = placeOf(name)
    if (place === null) said(isArchiveName(name) ? 'nested-archive' : 'file-unexpected', { path: shown(name) })
    if (place?.is === 'document') here.add(place.hash)
  }
  const missing = batch.documents.find((hash) => !here.has(hash))
  if (missing !== undefined) said('file-missing', { path: documentFile(missing) })
  if (here.size !== batch.documents.length) said('document-not-named')
}

const isArchiveName = (name: string): boolean => /\.(?:zip|gz|tgz|7z|xz|rar|zst|tar|bz2|jar|iso)$/i.test(name)

const requireChain = async (bag: Bag, manifest: BatchManifest) => {
  const { stationChain, previousDocument } = manifest.credentialSubject
  const text = await textIn(bag, STATION_CHAIN_FILE)
  const hash = digest('sha256', text)
  if (hash !== stationChain.list) said('chain-not-signed')
  const read = readStationChain(text, stationChain.last)
  if (!read.ok) return refuse(read.reason)
  const ends = read.value.filter(({ sequence }) => sequence === stationChain.last).map((link) => link.hash)
  const isEnd = stationChain.last === 0 ? previousDocument === null : ends.includes(previousDocument)
  if (!isEnd && !ends.includes(null)) said('chain-ends-elsewhere')
  return { chain: read.value, chainHash: hash }
}

const checkContents = async (bag: Bag, deps: VerifyDeps, { signal, onProgress }: CheckWatch) => {
  const documents: CheckedDocument[] = []
  const attached = new AttachedFiles(bag)
  const total = bag.payload.length
  let done = 0
  const step = () => {
    signal.throwIfAborted()
    onProgress({ done: done++, total })
  }
  const places = bag.payload.map((name) => ({ name, place: placeOf(name) }))
  for (const { name, place } of places) {
    if (place?.is !== 'document') continue
    step()
    const text = await textIn(bag, name)
    const examination = await examineText(text, deps)
    const named = examination.document === null ? [] : attachedTo(examination.document)
    const atHand: EvidenceAtHand[] = []
    for (const each of named) {
      const evidence = await attached.take(each)
      if (evidence !== null) atHand.push(evidence)
    }
    const { document, hash } = requireDocument(name, text, withEvidence(examination, atHand))
    if (hash !== place.hash) said('not-canonical', { file: name, number: document.credentialSubject.number })
    documents.push(checkedDocument(document, hash, name))
  }
  for (const { name, place } of places) {
    if (place === null || place.is === 'document') continue
    step()
    if (place.is !== 'attached') await bag.read(name)
    else if (!attached.has(place.hash)) said('file-of-nothing', { path: name })
  }
  onProgress({ done: total, total })
  return { documents: documents.sort(byHash), attached }
}

const checkedIn = async (zip: OpenZip, deps: VerifyDeps, watch: CheckWatch): Promise<CheckedBatch> => {
  const { bag, folder } = await bagIn(zip)
  await requireTagFiles(bag)
  const manifest = await requireManifest(bag, deps)
  await requireCovered(bag, manifest.document, folder)
  const { chain, chainHash } = await requireChain(bag, manifest.document)
  const { documents, attached } = await checkContents(bag, deps, watch)
  return { bytes: zip.bytes, manifest, documents, files: attached.all, absent: attached.absent, chain, chainHash }
}

/** Fails with `refused` and the reasons where the batch does not hold; whatever else it throws is a failure of the file. */
export const checkBatch = async (path: string, deps: VerifyDeps, watch: CheckWatch): Promise<CheckedBatch> => {
  const zip = await openZip(path)
  try {
    return await checkedIn(zip, deps, watch)
  } finally {
    await zip.close()
  }
}
