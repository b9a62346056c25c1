// What a file that travels with documents is, judged by what it holds against what names it: evidence, a hardware report, a
// work file. What is none of these does not travel: an archive, a program, a picture.
import { readUntrustedJson } from '../documents/untrusted-json.ts'
import { formOfFile } from '../erasure/evidence/findings.ts'
import { HardwareReport } from '../machine/hardware-report.ts'
import { WorkFile } from '../transfer/work-file.ts'
import { type Reason, reason } from '../words/reason.ts'
import type { AttachedName } from './attached.ts'
import type { AttachedForm } from './imported.ts'

type Read =
  | { readonly form: AttachedForm; readonly work: WorkFile | null; readonly faults: readonly [] }
  | { readonly form: null; readonly work: null; readonly faults: readonly Reason[] }

const faulty = (...faults: readonly Reason[]): Read => ({ form: null, work: null, faults })
const is = (form: AttachedForm, work: WorkFile | null = null): Read => ({ form, work, faults: [] })

/** What archives begin with: zip, gzip, 7-Zip, xz, RAR, zstd. */
const ARCHIVES = ['PK\u0003\u0004', '\u001f\u008b', '7z\u00bc\u00af', '\u00fd7zXZ', 'Rar!', '(\u00b5/\u00fd'] as const

/** By its first bytes, each as one sign. */
export const beginsAsArchive = (beginning: string): boolean => ARCHIVES.some((archive) => beginning.startsWith(archive))

/** A work file names its own reports; nothing of it is relied upon but its form. */
const readWork = (value: unknown, hash: string): Read => {
  const work = WorkFile.safeParse(value)
  return work.success ? is('work-file', work.data) : faulty(reason('batch.not-a-work-file', { hash }))
}

export const readAttached = ({ hash, as }: AttachedName, text: string): Read => {
  if (as === 'evidence') {
    const form = formOfFile(text)
    return typeof form === 'string' ? is(form) : faulty(reason('batch.not-evidence', { hash }), ...form)
  }
  const json = readUntrustedJson(text)
  if (!json.ok) return faulty(reason('batch.attached-unreadable', { hash }), json.reason)
  if (as === 'work-file') return readWork(json.value, hash)
  const report = HardwareReport.safeParse(json.value)
  return report.success ? is('hardware-report') : faulty(reason('batch.not-a-report', { hash }))
}
