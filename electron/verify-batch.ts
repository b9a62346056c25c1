// What `npm run verify` says of a batch: whether it holds, by the same checks as an import makes, what it carries, what its sender
// left out or lost, and what contradicts what. Whether the sender is believed is asked where there is a station.
import type { BatchPreview } from '../domain/batch/preview.ts'
import { previewOf, refusedPreview } from '../domain/batch/previewing.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { checkBatch, type CheckedBatch } from './batches/check-batch.ts'
import { fingerprintHere } from './batches/fingerprint-here.ts'
import { beginsAsZip, openOutside } from './batches/open-zip.ts'
import { cryptography } from './documents/cryptography.ts'
import { StationError } from './failure.ts'

export type ExaminedBatch = {
  readonly file: string
  readonly holds: boolean
  readonly batch: CheckedBatch | null
  readonly preview: BatchPreview
}

/** By its first bytes; false where it cannot be read, which is said elsewhere. */
export const beginsAsBatch = async (file: string): Promise<boolean> => {
  try {
    const handle = await openOutside(file)
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
      return beginsAsZip(buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}

const whyUnreadable = (error: unknown): readonly Reason[] => {
  if (error instanceof StationError) return error.failure.reasons
  if (!(error instanceof Error && 'code' in error)) throw error
  const errno = String(error.code)
  return [errno === 'ENOENT' ? reason('documents.file-missing') : reason('documents.file-unreadable', { errno })]
}

/** Of trust nothing is known here. */
const isOfTrust = ({ code }: Reason) => code === 'batch.station-not-accepted'

export const examineBatch = async (file: string, now: string): Promise<ExaminedBatch> => {
  const watch = { signal: new AbortController().signal, onProgress: () => undefined }
  try {
    const batch = await checkBatch(file, cryptography, watch)
    const { batch: said, demonstration } = batch.manifest.document.credentialSubject
    const preview = previewOf(
      { fileName: file.slice(-255), bytes: batch.bytes },
      { ...batch, title: said.title, demonstration: demonstration === true },
      {
        documents: [],
        hasFile: () => false,
        trust: { own: new Set(), decisions: new Map() },
        fingerprint: fingerprintHere,
        now,
      },
    )
    return {
      file,
      holds: true,
      batch,
      preview: { ...preview, notes: preview.notes.filter((note) => !isOfTrust(note)) },
    }
  } catch (error) {
    const preview = refusedPreview({ fileName: file.slice(-255), bytes: 0 }, whyUnreadable(error))
    return { file, holds: false, batch: null, preview }
  }
}

/** The lines to print, not yet safe for a terminal. */
export const batchInWords = ({ file, holds, batch, preview }: ExaminedBatch, language: Language): readonly string[] => {
  const word = (code: string, params: Reason['params'] = {}) => say(reason(code, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const line = (label: string, value: string) => `  ${word(label)}${colon} ${value}`
  const head = [
    `${file} — ${word('batch.verify-batch')}`,
    `  ${holds ? '✔' : '✘'} ${word(holds ? 'batch.verify-holds' : 'batch.verify-fails')}`,
  ]
  if (batch === null) return [...head, ...preview.refusals.map((why) => `      – ${say(why, language)}`)]
  const { manifest, documents, files, absent } = batch
  const kinds = new Map<string, number>()
  for (const { columns } of documents) kinds.set(columns.kind, (kinds.get(columns.kind) ?? 0) + 1)
  const conflicts = preview.documents.flatMap(({ reasons }) => reasons)
  return [
    ...head,
    line('documents.verify-number', manifest.columns.number),
    line('documents.verify-issued-at', manifest.columns.issuedAt),
    line('documents.verify-hash', manifest.hash),
    ...(preview.manifest?.title ? [line('batch.verify-title', preview.manifest.title)] : []),
    line('batch.verify-documents', String(documents.length)),
    ...[...kinds].map(([kind, count]) => `    - ${say(reason(`term.${kind}`), language)}${colon} ${String(count)}`),
    line('batch.verify-files', `${String(files.length)} (${word('batch.verify-absent', { count: absent.length })})`),
    ...preview.stations.map(({ name, code, fingerprint, isSender }) =>
      line(isSender ? 'batch.verify-sender' : 'batch.verify-other', `${name} (${code}), ${fingerprint}`),
    ),
    ...preview.gaps.map((gap) => `    - ${word(`batch.verify-gap-${gap.kind}`, { from: gap.from, to: gap.to })}`),
    ...[...conflicts, ...preview.notes].map((each) => `      – ${say(each, language)}`),
    `  ${word('documents.verify-trust')}`,
  ]
}

export const batchAsData = ({ file, holds, batch, preview }: ExaminedBatch, language: Language) => ({
  ...{ file, kind: 'batch', holds },
  manifest: preview.manifest,
  stations: preview.stations.map(({ did, name, code, fingerprint, documents, isSender }) => ({
    ...{ did, name, code, fingerprint, documents, isSender },
  })),
  documents: (batch?.documents ?? []).map(({ hash, columns: { number, kind, issuer, issuedAt } }) => ({
    ...{ hash, number, kind, issuer, issuedAt },
  })),
  files: batch?.files ?? [],
  absent: batch?.absent ?? [],
  gaps: preview.gaps,
  reasons: [...preview.refusals, ...preview.documents.flatMap(({ reasons }) => reasons), ...preview.notes].map(
    (each) => ({ ...each, sentence: say(each, language) }),
  ),
})
