// Importing a batch that was checked: its new documents and files are put beside the journal, and one frame makes them all
// visible. Stopped anywhere before that frame, nothing of the batch is there.
import { hash as digest } from 'node:crypto'
import type { BatchImported } from '../../domain/batch/imported.ts'
import { attachedFile, batchFolder, documentFile, STATION_CHAIN_FILE } from '../../domain/batch/layout.ts'
import type { JournalHead } from '../../domain/journal/frame.ts'
import { maySendAway } from '../../domain/transfer/departure.ts'
import { stationStanding } from '../../domain/trust/standing.ts'
import { reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import { headOf, requireSettings } from '../station-rules.ts'
import type { Ledger } from '../vault/ledger.ts'
import type { Vault } from '../vault/vault.ts'
import type { CheckedBatch } from './check-batch.ts'
import { fingerprintHere } from './fingerprint-here.ts'
import { openZip } from './open-zip.ts'

export type ImportWatch = {
  readonly signal: AbortSignal
  readonly onProgress: (event: { readonly done: number; readonly total: number }) => void
}

export type ImportRequest = {
  readonly uploadId: string
  readonly path: string
  readonly fileName: string
  readonly operator: string
}

/** Files that the journal names, whichever way they came. */
export const hasFile = (ledger: Ledger, hash: string): boolean =>
  ledger.attachedFile(hash) !== null || ledger.evidence(hash) !== null || ledger.report(hash) !== null

type New = Pick<BatchImported, 'documents' | 'files'>

const newHere = ({ manifest, documents, files }: CheckedBatch, ledger: Ledger): New => ({
  documents: [...documents, manifest]
    .filter(({ hash }) => ledger.document(hash) === null)
    .map(({ hash, columns }) => ({ hash, columns }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1)),
  files: files.filter(({ hash }) => !hasFile(ledger, hash)),
})

/** Trust is asked here once, at the door: a station that nobody decided about sends nothing in. */
export const requireAcceptedSender = ({ manifest }: CheckedBatch, ledger: Ledger): void => {
  const did = manifest.columns.issuer
  if (stationStanding(did, { own: ledger.ownKeys, decisions: ledger.trust }) !== 'new') return
  refuse(reason('batch.sender-not-accepted', { ...manifest.station, fingerprint: fingerprintHere(did) }))
}

/** The bytes of what was checked, each compared with the hash under which it was. */
async function* bytesOf(batch: CheckedBatch, added: New, { path, signal }: ImportRequest & { signal: AbortSignal }) {
  const folder = batchFolder(batch.manifest.document.credentialSubject.batch.batchId)
  const zip = await openZip(path)
  const read = async (name: string, hash: string): Promise<Buffer> => {
    signal.throwIfAborted()
    const bytes = await zip.read(folder + name)
    return digest('sha256', bytes) === hash ? bytes : refuse(reason('batch.sum-differs', { path: name }))
  }
  try {
    for (const { hash } of added.documents) {
      yield hash === batch.manifest.hash
        ? Buffer.from(batch.manifest.text, 'utf8')
        : await read(documentFile(hash), hash)
    }
    for (const { hash } of added.files) yield await read(attachedFile(hash), hash)
    yield await read(STATION_CHAIN_FILE, batch.chainHash)
  } finally {
    await zip.close()
  }
}

/**
 * Slips by which this station's own key sent something away, and which it lost: it was set back. They stand in the frame whole,
 * since what they sent is away from then on.
 */
const ownSlipsAmong = async ({ documents }: New, { blobs, ledger }: Vault): Promise<BatchImported['ownSlips']> => {
  const own = documents.filter(({ columns }) => ledger.ownKeys.has(columns.issuer) && maySendAway(columns.kind))
  if (own.length === 0) return undefined
  return Promise.all(
    own.map(async ({ hash }) => ({
      hash,
      // Checked with the batch, and put beside the journal under its hash.
      document: JSON.parse((await blobs.get(hash)).toString('utf8')) as Record<string, unknown>,
    })),
  )
}

export type Imported = { readonly documents: number; readonly files: number; readonly head: JournalHead }

/** All or nothing. Asked again after the answer was lost, it answers the same; where all is here already, nothing is written. */
export const importBatch = async (
  batch: CheckedBatch,
  request: ImportRequest,
  vault: Vault,
  { signal, onProgress }: ImportWatch,
): Promise<Imported> => {
  const { blobs, journal, ledger } = vault
  requireSettings(ledger)
  requireAcceptedSender(batch, ledger)
  const added = newHere(batch, ledger)
  const total = added.documents.length + added.files.length
  if (total === 0) return { documents: 0, files: 0, head: journal.head }
  await blobs.putMany(bytesOf(batch, added, { ...request, signal }), (done) => {
    onProgress({ done: Math.min(done, total), total })
  })
  signal.throwIfAborted()
  const appended = await journal.append(request.uploadId, async () => {
    requireAcceptedSender(batch, ledger)
    const now = newHere(batch, ledger)
    const ownSlips = await ownSlipsAmong(now, vault)
    const imported: BatchImported = {
      manifest: batch.manifest.hash,
      sender: batch.manifest.columns.issuer,
      fileName: request.fileName,
      ...now,
      ...(ownSlips === undefined ? {} : { ownSlips }),
      stationChain: batch.chainHash,
      operator: request.operator,
    }
    return { kind: 'batch-imported', v: 1, imported }
  })
  const { entry } = appended.frame
  if (entry.kind !== 'batch-imported') return refuse(reason('journal.other-transaction'))
  return { documents: entry.imported.documents.length, files: entry.imported.files.length, head: headOf(appended) }
}
