// A file of a machine's report, as it lies on a disk or a key, for the commands: Établi's own or another tool's. What the file
// means is domain's business; here its bytes become text, and too many of them are refused before that.
import { fileText, type Decode } from '../../domain/machine/file-text.ts'
import { LONGEST_REPORT_FILE, reportFromText, type ReportFromFile } from '../../domain/machine/report-from-file.ts'
import { reason } from '../../domain/words/reason.ts'

const decode: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-16 has two bytes a letter. */
const MOST_BYTES = 2 * LONGEST_REPORT_FILE

/** Never throws; `reasons` are to be said by `say` of domain/words/sentences.ts. */
export const reportFromFile = (name: string, content: string | Uint8Array, now: Date = new Date()): ReportFromFile => {
  if (typeof content === 'string') return reportFromText(name, content, now.toISOString())
  if (content.length > MOST_BYTES) {
    const reasons = [
      reason('station.file-unreadable', { name: name.slice(0, 255) }),
      reason('documents.too-long', { length: content.length, limit: LONGEST_REPORT_FILE }),
    ]
    return { ok: false, reasons }
  }
  return reportFromText(name, fileText(content, decode), now.toISOString())
}
