// A file that somebody opens as the report of a machine: Établi's own report or recorded readings, or what another tool wrote.
// Whatever the file holds, the answer is a report or the reasons why there is none; nothing throws.
import { readUntrustedJson } from '../documents/untrusted-json.ts'
import { reason, type Reason } from '../words/reason.ts'
import { z } from 'zod'
import { beginsAsDmidecode, reportFromDmidecode } from './from-other-tools/dmidecode-text.ts'
import { reportFromEreuseSnapshot } from './from-other-tools/ereuse-snapshot.ts'
import { reportFromWorkbench11 } from './from-other-tools/ereuse-workbench-11.ts'
import { reportFromGlpi } from './from-other-tools/glpi.ts'
import { foreignLimits } from './from-other-tools/json-in-text.ts'
import { lshwTextMended } from './from-other-tools/lshw-text.ts'
import { reportFromLshw } from './from-other-tools/lshw.ts'
import { foreignForm, jsonSeems, textSeems } from './from-other-tools/what-it-is.ts'
import { reportFromReadings } from './from-readings.ts'
import { HardwareReport } from './hardware-report.ts'
import { Readings } from './readings.ts'

/** Of the text, in UTF-16 units. Recorded readings hold whole answers of tools: a server with 60 disks says some megabytes. */
export const LONGEST_REPORT_FILE = foreignLimits.length

export type ReportFromFile =
  | { readonly ok: true; readonly report: HardwareReport; readonly readings: Readings | null }
  | { readonly ok: false; readonly reasons: readonly Reason[] }

const refused = (...reasons: readonly (Reason | null)[]): ReportFromFile => ({
  ok: false,
  reasons: reasons.filter((one) => one !== null),
})

const seems = (code: string, what: string | null) => (what === null ? null : reason(code, { what }))

const ProbeFile = z.strictObject({ report: z.unknown(), readings: Readings })

/** Readings by themselves, or beside their report as the probe writes them; a report made again from them is the newer. */
const readingsIn = (value: unknown): Readings | null =>
  Readings.safeParse(value).data ?? ProbeFile.safeParse(value).data?.readings ?? null

const foreignReport = (json: unknown, openedAt: string): HardwareReport | null => {
  switch (foreignForm(json)) {
    case 'glpi':
      return reportFromGlpi(json, openedAt)
    case 'ereuse-snapshot':
      return reportFromEreuseSnapshot(json, openedAt)
    case 'ereuse-workbench-11':
      return reportFromWorkbench11(json, openedAt)
    case 'lshw':
      return reportFromLshw(json, openedAt)
    default:
      return null
  }
}

/** A log's line begins with a date in brackets. */
const isJsonLike = (text: string) => /^\ufeff?\s*(\{|\[(?!\d{4}\/))/.test(text.slice(0, 1000))

/** Every value of a foreign file has passed somebody's hands: what does not make a report after all is no report. */
const checked = (report: HardwareReport | null): HardwareReport | null => HardwareReport.safeParse(report).data ?? null

/** `openedAt` is now, as an ISO instant: the date of files that do not say theirs. */
export const reportFromText = (name: string, text: string, openedAt: string): ReportFromFile => {
  const shown = name.slice(0, 255)
  if (text.length > LONGEST_REPORT_FILE) {
    return refused(
      reason('station.file-unreadable', { name: shown }),
      reason('documents.too-long', { length: text.length, limit: LONGEST_REPORT_FILE }),
    )
  }
  // No line of a JSON text can begin as a structure of dmidecode's does.
  if (beginsAsDmidecode(text)) {
    const report = checked(reportFromDmidecode(text, openedAt))
    return report === null
      ? refused(reason('station.file-unreadable', { name: shown }), seems('foreign.file-damaged', 'file-dmidecode'))
      : { ok: true, report, readings: null }
  }
  const read = readUntrustedJson(text, foreignLimits)
  const json = read.ok ? read : readUntrustedJson(lshwTextMended(text), foreignLimits)
  if (!json.ok) {
    const what = textSeems(text)
    if (!isJsonLike(text) && what !== null) {
      return refused(reason('station.file-not-hardware', { name: shown }), seems('foreign.file-seems', what))
    }
    return refused(
      reason('station.file-unreadable', { name: shown }),
      read.ok ? null : read.reason,
      seems('foreign.file-damaged', what),
    )
  }
  const own = HardwareReport.safeParse(json.value)
  if (own.success) return { ok: true, report: own.data, readings: null }
  const readings = readingsIn(json.value)
  if (readings !== null) return { ok: true, report: reportFromReadings(readings), readings }
  const report = checked(foreignReport(json.value, openedAt))
  if (report !== null) return { ok: true, report, readings: null }
  return refused(
    reason('station.file-not-hardware', { name: shown }),
    seems('foreign.file-seems', jsonSeems(json.value)),
  )
}
