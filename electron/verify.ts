// `npm run -s verify -- FILE… [--json] [--lang fr|en]`: says of each file, document or erasure log, what it is and whether
// it holds. Needs no station, no data folder and no network. Ends with 0 only if every file holds, 1 if one does not, 2 if
// asked wrongly.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { fingerprintOf } from '../domain/documents/did-key.ts'
import type { CertifiedDisk } from '../domain/documents/certified-disk.ts'
import { documentSet, standingOf, type DocumentSet, type Standing } from '../domain/documents/store.ts'
import { documentLimits } from '../domain/documents/untrusted-json.ts'
import type { Verification } from '../domain/documents/verification.ts'
import { type Examination, examineText, unreadable } from '../domain/documents/verify.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { cryptography } from './documents/cryptography.ts'
import {
  beginsAsLog,
  examineLog,
  type ExaminedLog,
  isNamedAsLog,
  isTooLongForLog,
  logAsData,
  logInWords,
  unreadableLog,
} from './verify-log.ts'

/** UTF-8 has at most three bytes for one UTF-16 unit. */
const bytesAtMost = documentLimits.length * 3

type Request = { readonly files: readonly string[]; readonly json: boolean; readonly language: Language }

/** The request, or the reason why the arguments make none. */
const requestOf = (args: readonly string[]): Request | Reason => {
  const files: string[] = []
  let json = false
  let language: Language = 'fr'
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (argument === '--') {
      files.push(...args.slice(index + 1))
      break
    }
    if (argument === '--json') json = true
    else if (argument === '--lang') {
      const asked = args[++index]
      if (asked !== 'fr' && asked !== 'en') return reason('documents.verify-usage')
      language = asked
    } else if (argument.startsWith('-')) return reason('documents.verify-option-unknown', { option: argument })
    else files.push(argument)
  }
  return files.length === 0 ? reason('documents.verify-usage') : { files, json, language }
}

/** The bytes of a regular file within the limit; a pipe or device could go on for ever. */
const readBounded = async (path: string): Promise<Buffer | Reason> => {
  let file
  try {
    // Not waiting: a pipe that nobody writes into would hold the command for ever. Windows has no such flag, nor such files.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = await file.stat()
    if (stat.isDirectory()) return reason('documents.file-is-folder')
    if (!stat.isFile()) return reason('documents.file-unreadable', { errno: 'EINVAL' })
    if (stat.size > bytesAtMost || (isNamedAsLog(path) && isTooLongForLog(stat.size)))
      return reason('documents.file-too-large', { size: stat.size })
    const bytes = Buffer.alloc(stat.size)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return errno === 'ENOENT' ? reason('documents.file-missing') : reason('documents.file-unreadable', { errno })
  } finally {
    await file?.close()
  }
}

/** A document is UTF-8 to the last byte, or it is none. */
const textOf = (bytes: Buffer): string | Reason => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return reason('documents.not-utf8')
  }
}

type Examined = Examination & { readonly file: string }

const isLog = (examined: Examined | ExaminedLog): examined is ExaminedLog => 'log' in examined
const isDocument = (examined: Examined | ExaminedLog): examined is Examined => !isLog(examined)

const examineFile = async (file: string): Promise<Examined | ExaminedLog> => {
  const bytes = await readBounded(file)
  if (!Buffer.isBuffer(bytes)) return isNamedAsLog(file) ? unreadableLog(file, bytes) : { file, ...unreadable([bytes]) }
  if (isNamedAsLog(file) || beginsAsLog(bytes)) return examineLog(file, bytes, new Date().toISOString())
  const text = textOf(bytes)
  return { file, ...(typeof text === 'string' ? await examineText(text, cryptography) : unreadable([text])) }
}

/** Those that hold, so that a withdrawal given beside the document it withdraws is noticed. */
const holding = (examined: readonly Examined[]): DocumentSet =>
  documentSet(
    examined.flatMap(({ document, verification }) =>
      document !== null && verification.hash !== null ? [{ hash: verification.hash, document }] : [],
    ),
  )

const standingAmong = ({ verification }: Examined, all: DocumentSet): Standing | null => {
  const stored = verification.hash === null ? undefined : all.get(verification.hash)
  return stored === undefined ? null : standingOf(stored, all)
}

const verdictWord = ({ verdict, how }: CertifiedDisk): string =>
  verdict === 'verified' ? `disk-is-verified-${how ?? 'log'}` : `disk-is-${verdict}`

const diskName = ({ make, model, serial }: CertifiedDisk): string =>
  [make, model, serial].filter((part) => part !== null).join(' ') || '?'

/** What a stranger wrote may hold control characters; a terminal would obey them. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

const inWords = (examined: Examined, all: DocumentSet, language: Language): string => {
  const { verification, document, file } = examined
  const word = (code: string, params: Reason['params'] = {}) => say(reason(`documents.${code}`, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const quoted = (text: string) => (language === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`)
  const line = (label: string, value: string) => `  ${word(label)}${colon} ${value}`
  const kind = say(reason(`term.${verification.kind}`), language)
  const lines = [`${file} — ${kind}`]
  lines.push(`  ${verification.holds ? '✔' : '✘'} ${word(verification.holds ? 'verify-holds' : 'verify-fails')}`)

  if (verification.number !== null) lines.push(line('verify-number', verification.number))
  if (verification.issuedAt !== null) {
    const declared = document?.credentialSubject.clock === 'declared' ? ` (${word('verify-clock-declared')})` : ''
    lines.push(line('verify-issued-at', verification.issuedAt + declared))
  }
  if (verification.issuer !== null) {
    lines.push(line('verify-issuer', verification.issuer.name ?? '?'))
    lines.push(line('verify-key', fingerprintOf(verification.issuer.did)))
  }
  if (verification.hash !== null) lines.push(line('verify-hash', verification.hash))
  const subject = document?.credentialSubject
  if (subject?.kind === 'refurbishment-certificate') {
    const identity = subject.machine.measurement?.identity
    const name = [subject.machine.inventoryNumber, identity?.manufacturer, identity?.model, identity?.serial]
    lines.push(line('verify-machine', name.filter((part) => part != null).join(' · ')))
    lines.push(line('verify-disks', word(`face-${subject.erasure.statement}`)))
    for (const disk of subject.disks) lines.push(`    - ${diskName(disk)}${colon} ${word(verdictWord(disk))}`)
    if (subject.replaces !== null) lines.push(line('verify-replaces', subject.replaces))
  }
  if (subject?.kind === 'withdrawal') {
    lines.push(line('verify-withdraws', `${subject.withdraws.number} (${subject.withdraws.document})`))
    lines.push(`    ${quoted(subject.reason.text)}`)
  }

  for (const check of verification.checks) {
    lines.push(`  [${word(`outcome-${check.outcome}`)}] ${word(`check-${check.name}`)}`)
    for (const each of check.reasons) lines.push(`      ${say(each, language)}`)
  }
  const standing = standingAmong(examined, all)
  if (standing?.state === 'withdrawn' || standing?.state === 'replaced') {
    const { number } = standing.by.document.credentialSubject
    lines.push(`  ${word(standing.state === 'withdrawn' ? 'verify-withdrawn-by' : 'verify-replaced-by', { number })}`)
  }
  if (verification.holds) lines.push(`  ${word('verify-trust')}`)
  return lines.map(printable).join('\n')
}

/** As data: the verification, the verdict of each disk, how the document stands among those given, reasons in words. */
const asData = (examined: Examined, all: DocumentSet, language: Language) => {
  const { file, verification, document } = examined
  const standing = standingAmong(examined, all)
  const subject = document?.credentialSubject
  const withSentences = (checks: Verification['checks']) =>
    checks.map((check) => ({
      ...check,
      reasons: check.reasons.map((each) => ({ ...each, sentence: say(each, language) })),
    }))
  return {
    file,
    ...verification,
    checks: withSentences(verification.checks),
    clock: subject?.clock ?? null,
    erasure: subject?.kind === 'refurbishment-certificate' ? subject.erasure.statement : null,
    disks:
      subject?.kind === 'refurbishment-certificate'
        ? subject.disks.map(({ model, serial, sizeBytes, verdict, how }) => ({
            model,
            serial,
            sizeBytes,
            verdict,
            how,
          }))
        : null,
    standing:
      standing === null
        ? null
        : standing.state === 'valid'
          ? { state: standing.state }
          : { state: standing.state, by: standing.by.document.credentialSubject.number, hash: standing.by.hash },
  }
}

/** Runs the command; answers its exit code. */
export const verifyCommand = async (args: readonly string[], write: (text: string) => void): Promise<0 | 1 | 2> => {
  const request = requestOf(args)
  if ('code' in request) {
    const usage = reason('documents.verify-usage')
    if (request.code !== usage.code) write(`${printable(say(request, 'fr'))}\n`)
    write(`${say(usage, 'fr')}\n`)
    return 2
  }
  const examined: (Examined | ExaminedLog)[] = []
  for (const file of request.files) examined.push(await examineFile(file))
  const all = holding(examined.filter(isDocument))
  const holds = examined.every((each) => (isLog(each) ? each.holds : each.verification.holds))
  if (request.json) {
    const files = examined.map((each) =>
      isLog(each) ? logAsData(each, request.language) : asData(each, all, request.language),
    )
    write(`${JSON.stringify({ holds, files }, null, 2)}\n`)
  } else {
    const said = examined.map((each) =>
      isLog(each) ? logInWords(each, request.language).map(printable).join('\n') : inWords(each, all, request.language),
    )
    write(`${said.join('\n\n')}\n`)
  }
  return holds ? 0 : 1
}

// By the loader's word, not by comparing paths: through a link they differ, and a command that does nothing says "good".
if (import.meta.main) {
  process.exitCode = await verifyCommand(process.argv.slice(2), (text) => process.stdout.write(text))
}
