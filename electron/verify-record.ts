// What `npm run verify` says of a record of this program's, a reading of a disk or an erasure that the station ran: what it
// shows of which disk. The rules are domain/erasure/evidence/findings.ts'; its origin a file alone does not prove.
import { diskLabel } from '../domain/erasure/disk-identity.ts'
import { type Finding, findingsOf, formOfFile } from '../domain/erasure/evidence/findings.ts'
import { nwipeLogLengthAtMost } from '../domain/erasure/nwipe/log.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'

/** In UTF-16 units: an erasure holds the whole output of its program, with its marks escaped. */
export const longestRecord = nwipeLogLengthAtMost

export type ExaminedRecord = {
  readonly file: string
  readonly sha256: string
  readonly form: 'read-back' | 'erasure'
  readonly finding: Finding
  readonly holds: boolean
}

/** null: it is no record of ours. */
export const examineRecord = (file: string, text: string, sha256: string, now: string): ExaminedRecord | null => {
  if (!/^\s*\{/.test(text) || text.length > longestRecord) return null
  const form = formOfFile(text)
  if (form !== 'read-back' && form !== 'erasure') return null
  const [finding] = findingsOf(
    { hash: sha256, form, source: 'file', position: null, owner: null, text },
    { now, zoneMinutes: 0 },
  )
  return finding === undefined ? null : { file, sha256, form, finding, holds: finding.outcome === 'good' }
}

/** The lines to print, not yet safe for a terminal. */
export const recordInWords = (
  { file, form, finding, sha256 }: ExaminedRecord,
  language: Language,
): readonly string[] => {
  const word = (code: string, params: Reason['params'] = {}) =>
    say(reason(`documents.verify-${code}`, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const line = (label: string, value: string) => `  ${word(label)}${colon} ${value}`
  const { outcome, disk, startedAt, endedAt } = finding
  const lines = [
    `${file} — ${word(`is-${form}`)}`,
    `  ${outcome === 'good' ? '✔' : '✘'} ${word(`record-${outcome}`)}`,
    line('record-disk', diskLabel(disk)),
    line('record-time', `${startedAt ?? '?'} → ${endedAt ?? '?'}`),
  ]
  if (finding.kind === 'erasure' && finding.bytesWritten !== null)
    lines.push(line('record-written', String(finding.bytesWritten)))
  if (finding.bytesRead !== null) lines.push(line('record-read', String(finding.bytesRead)))
  lines.push(line('hash', sha256), ...finding.reasons.map((why) => `      – ${say(why, language)}`))
  lines.push(`  ${word('record-origin')}`)
  return lines
}

export const recordAsData = ({ file, form, sha256, finding, holds }: ExaminedRecord, language: Language) => ({
  file,
  kind: form,
  holds,
  origin: 'unproven',
  sha256,
  disk: finding.disk,
  startedAt: finding.startedAt,
  endedAt: finding.endedAt,
  outcome: finding.outcome,
  reasons: finding.reasons.map((each) => ({ ...each, sentence: say(each, language) })),
})
