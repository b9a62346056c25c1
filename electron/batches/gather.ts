// What goes into a batch, read from the vault one after the other: each document in its JCS form, so that its file's hash is its
// own; the files that the documents name; papers that the window has made. Nothing is kept but names, sums and one line each.
import { readFile } from 'node:fs/promises'
import { hash as digest } from 'node:crypto'
import { join } from 'node:path'
import { type AttachedName, attachedTo, attachedToWork } from '../../domain/batch/attached.ts'
import type { ManifestLine } from '../../domain/batch/bag.ts'
import { attachedFile, documentFile, paperFile } from '../../domain/batch/layout.ts'
import { tableRow, type TableRow } from '../../domain/batch/table.ts'
import { canonical } from '../../domain/documents/canonical.ts'
import type { KnownDocument } from '../../domain/documents/known-document.ts'
import { knownDocument } from '../../domain/documents/verify.ts'
import { WorkFile } from '../../domain/transfer/work-file.ts'
import { reason } from '../../domain/words/reason.ts'
import { isMissing, refuse } from '../failure.ts'
import { heldDocument } from '../vault/issuing.ts'
import type { Vault } from '../vault/vault.ts'
import type { BagWriter } from './bag-writer.ts'
import { papersFolder } from './held.ts'

export type Gathered = {
  readonly lines: ManifestLine[]
  readonly rows: TableRow[]
  readonly attached: number
  readonly papers: number
}

export type GatherWatch = {
  readonly onDocument: (done: number) => void
  readonly onFile: (done: number, total: number) => void
  readonly signal: AbortSignal
}

const bytesOfDocument = async (vault: Vault, hash: string): Promise<{ bytes: Buffer; document: KnownDocument }> => {
  const held = await heldDocument(vault, hash)
  if (held === null) return refuse(reason('batch.document-unknown', { hash: hash.slice(0, 12) }))
  const bytes = Buffer.from(canonical(held), 'utf8')
  const document = knownDocument(held)
  // What the journal and the blobs hold was checked when it came in: this is damage, and no batch carries it on.
  if (document === null || digest('sha256', bytes) !== hash) {
    return refuse(reason('batch.document-damaged', { hash: hash.slice(0, 12) }))
  }
  return { bytes, document }
}

/** Only what the journal knows as such leaves: a document of another station may name any hash at all. */
const isKnown = ({ ledger }: Vault, { hash, as }: AttachedName): boolean => {
  if (ledger.attachedFile(hash) !== null) return true
  switch (as) {
    case 'evidence':
      return ledger.evidence(hash) !== null
    case 'hardware-report':
      return ledger.report(hash) !== null
    case 'work-file':
      return ledger.mediaType(hash) !== null
  }
}

const fileBytes = async (vault: Vault, name: AttachedName): Promise<Buffer | null> =>
  isKnown(vault, name) ? vault.blobs.find(name.hash) : null

/** The names that a work file brings in its turn. */
const namesInWork = (bytes: Buffer): readonly AttachedName[] => {
  try {
    const work = WorkFile.safeParse(JSON.parse(bytes.toString('utf8')))
    return work.success ? attachedToWork(work.data) : []
  } catch {
    return []
  }
}

const withWork = async (vault: Vault, names: ReadonlyMap<string, AttachedName>) => {
  const all = new Map(names)
  for (const name of names.values()) {
    if (name.as !== 'work-file') continue
    const bytes = await fileBytes(vault, name)
    for (const inner of bytes === null ? [] : namesInWork(bytes)) {
      if (!all.has(inner.hash)) all.set(inner.hash, inner)
    }
  }
  return [...all.values()].toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
}

const paperOf = async (vault: Vault, batchId: string, hash: string): Promise<Buffer | null> => {
  try {
    return await readFile(join(papersFolder(vault, batchId), `${hash}.pdf`))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

type Chosen = { readonly batchId: string; readonly documents: readonly string[] }

const addDocuments = async (vault: Vault, { documents }: Chosen, bag: BagWriter, watch: GatherWatch) => {
  const lines: ManifestLine[] = []
  const rows: TableRow[] = []
  const names = new Map<string, AttachedName>()
  for (const [index, hash] of documents.entries()) {
    watch.signal.throwIfAborted()
    const { bytes, document } = await bytesOfDocument(vault, hash)
    lines.push(await bag.add(documentFile(hash), bytes))
    rows.push(tableRow(hash, document))
    for (const name of attachedTo(document)) if (!names.has(name.hash)) names.set(name.hash, name)
    watch.onDocument(index + 1)
  }
  return { lines, rows, names }
}

const addAttached = async (vault: Vault, names: readonly AttachedName[], bag: BagWriter, watch: GatherWatch) => {
  const lines: ManifestLine[] = []
  for (const [index, name] of names.entries()) {
    watch.signal.throwIfAborted()
    const bytes = await fileBytes(vault, name)
    // What did not come with a document of another station is not here either.
    if (bytes !== null) lines.push(await bag.add(attachedFile(name.hash), bytes))
    watch.onFile(index + 1, names.length)
  }
  return lines
}

/** Two stations may have given one number: the second paper of a number bears its document's hash too. */
const addPapers = async (
  vault: Vault,
  { batchId }: Chosen,
  { rows, bag, watch }: { readonly rows: readonly TableRow[]; readonly bag: BagWriter; readonly watch: GatherWatch },
) => {
  const lines: ManifestLine[] = []
  const taken = new Set<string>()
  for (const { hash, columns } of rows) {
    watch.signal.throwIfAborted()
    const bytes = await paperOf(vault, batchId, hash)
    if (bytes === null) continue
    const name = taken.has(columns.number) ? `${columns.number}-${hash.slice(0, 8)}` : columns.number
    taken.add(columns.number)
    lines.push(await bag.add(paperFile(name), bytes))
  }
  return lines
}

/** Documents, then what they name, then papers: into the bag as they are read. */
export const gather = async (vault: Vault, chosen: Chosen, bag: BagWriter, watch: GatherWatch): Promise<Gathered> => {
  const { lines, rows, names } = await addDocuments(vault, chosen, bag, watch)
  const attached = await addAttached(vault, await withWork(vault, names), bag, watch)
  const papers = await addPapers(vault, chosen, { rows, bag, watch })
  return {
    lines: [...lines, ...attached, ...papers],
    rows,
    attached: attached.length,
    papers: papers.length,
  }
}
