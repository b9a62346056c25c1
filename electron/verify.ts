// `npm run -s verify -- FILE… [--json] [--lang fr|en]`: says of each file, document, evidence or batch, what it is and whether it
// holds; certificates are held against the evidence given with them. Needs no station, no data folder and no network. Ends
// with 0 only if every file holds, 1 if one does not, 2 if asked wrongly.
import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { isNamedAsBatch } from '../domain/batch/layout.ts'
import { type EvidenceAtHand, evidenceNamedBy, withEvidence } from '../domain/documents/evidence-check.ts'
import type { DocumentSet } from '../domain/documents/store.ts'
import { documentLimits } from '../domain/documents/untrusted-json.ts'
import { examineText, unreadable } from '../domain/documents/verify.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { built } from './built.ts'
import { cryptography } from './documents/cryptography.ts'
import { batchAsData, batchInWords, beginsAsBatch, examineBatch, type ExaminedBatch } from './verify-batch.ts'
import { documentAsData, documentInWords, type ExaminedDocument, holding } from './verify-document.ts'
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
import { examineRecord, type ExaminedRecord, longestRecord, recordAsData, recordInWords } from './verify-record.ts'

/** UTF-8 has at most three bytes for one UTF-16 unit. */
const bytesAtMost = Math.max(documentLimits.length, longestRecord) * 3

const usage = reason('documents.verify-usage', {
  command: built === null ? 'npm run -s verify --' : 'etabli-verifier',
})

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
      if (asked !== 'fr' && asked !== 'en') return usage
      language = asked
    } else if (argument.startsWith('-')) return reason('documents.verify-option-unknown', { option: argument })
    else files.push(argument)
  }
  return files.length === 0 ? usage : { files, json, language }
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

type Examined =
  | { readonly kind: 'document'; readonly examined: ExaminedDocument; readonly sha256: string | null }
  | { readonly kind: 'log'; readonly examined: ExaminedLog; readonly text: string }
  | { readonly kind: 'record'; readonly examined: ExaminedRecord; readonly text: string }
  | { readonly kind: 'batch'; readonly examined: ExaminedBatch }

const hashOfBytes = (bytes: Uint8Array) => hash('sha256', bytes)

const examineFile = async (file: string): Promise<Examined> => {
  // A batch may be larger than memory: it is read piece by piece.
  if (isNamedAsBatch(file) || (await beginsAsBatch(file)))
    return { kind: 'batch', examined: await examineBatch(file, new Date().toISOString()) }
  const bytes = await readBounded(file)
  if (!Buffer.isBuffer(bytes)) {
    return isNamedAsLog(file)
      ? { kind: 'log', examined: unreadableLog(file, bytes), text: '' }
      : { kind: 'document', examined: { file, ...unreadable([bytes]) }, sha256: null }
  }
  const now = new Date().toISOString()
  if (isNamedAsLog(file) || beginsAsLog(bytes))
    return { kind: 'log', examined: examineLog(file, bytes, now), text: new TextDecoder('utf-8').decode(bytes) }
  const sha256 = hashOfBytes(bytes)
  const text = textOf(bytes)
  if (typeof text !== 'string') return { kind: 'document', examined: { file, ...unreadable([text]) }, sha256 }
  const record = examineRecord(file, text, sha256, now)
  if (record !== null) return { kind: 'record', examined: record, text }
  return { kind: 'document', examined: { file, ...(await examineText(text, cryptography)) }, sha256 }
}

/** Everything given, under its hash: what a certificate names as evidence and is none is noticed too. */
const atHandOf = (each: Examined): readonly EvidenceAtHand[] => {
  switch (each.kind) {
    case 'log':
      return each.examined.sha256 === null ? [] : [{ hash: each.examined.sha256, form: 'nwipe-log', text: each.text }]
    case 'record':
      return [{ hash: each.examined.sha256, form: each.examined.form, text: each.text }]
    case 'batch':
      return []
    case 'document':
      return each.sha256 === null ? [] : [{ hash: each.sha256, form: null, text: '' }]
  }
}

const heldAgainst = (given: readonly Examined[]): readonly Examined[] => {
  const atHand = given.flatMap(atHandOf)
  return given.map((each) =>
    each.kind === 'document'
      ? { ...each, examined: { ...each.examined, ...withEvidence(each.examined, atHand) } }
      : each,
  )
}

/** Of each hash that certificates given here name, their numbers. */
const namesOf = (given: readonly Examined[]): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>()
  for (const each of given) {
    const document = each.kind === 'document' ? each.examined.document : null
    if (document === null) continue
    for (const named of new Set(evidenceNamedBy(document))) {
      const { number } = document.credentialSubject
      names.set(named, [...(names.get(named) ?? []), number])
    }
  }
  return names
}

type Serving = {
  readonly namedBy: readonly string[]
  /** Given beside certificates whose evidence is missing, it is none of it: it was altered, or is another. */
  readonly isStray: boolean
}

const servingOf = (each: Examined, names: ReadonlyMap<string, readonly string[]>, lacksSome: boolean): Serving => {
  if (each.kind === 'batch') return { namedBy: [], isStray: false }
  const namedBy = each.kind === 'document' ? [] : (names.get(each.examined.sha256 ?? '') ?? [])
  return { namedBy, isStray: each.kind !== 'document' && namedBy.length === 0 && lacksSome }
}

/** A log that serves a certificate counts by what it says of that certificate's disk, which was looked at there. */
const holdsHere = (each: Examined, { namedBy, isStray }: Serving): boolean => {
  if (each.kind === 'document') return each.examined.verification.holds
  return !isStray && (namedBy.length > 0 || each.examined.holds)
}

/** What a stranger wrote may hold control characters; a terminal would obey them. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

const servingInWords = ({ namedBy, isStray }: Serving, language: Language): readonly string[] => {
  const word = (code: string) => say(reason(`documents.${code}`), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  if (isStray) return [`  ✘ ${word('verify-evidence-of-none')}`]
  return namedBy.length === 0 ? [] : [`  ${word('verify-evidence-of')}${colon} ${namedBy.join(', ')}`]
}

const inWords = (each: Examined, all: DocumentSet, language: Language): readonly string[] => {
  switch (each.kind) {
    case 'batch':
      return batchInWords(each.examined, language)
    case 'document':
      return documentInWords(each.examined, all, language)
    case 'log':
      return logInWords(each.examined, language)
    case 'record':
      return recordInWords(each.examined, language)
  }
}

/** Runs the command; answers its exit code. */
export const verifyCommand = async (args: readonly string[], write: (text: string) => void): Promise<0 | 1 | 2> => {
  const request = requestOf(args)
  if ('code' in request) {
    if (request.code !== usage.code) write(`${printable(say(request, 'fr'))}\n`)
    write(`${say(usage, 'fr')}\n`)
    return 2
  }
  const read: Examined[] = []
  for (const file of request.files) read.push(await examineFile(file))
  const given = heldAgainst(read)
  const { language } = request
  const all = holding(given.flatMap((each) => (each.kind === 'document' ? [each.examined] : [])))
  // As they were read: one that its evidence contradicts has named it all the same.
  const names = namesOf(read)
  const atHand = new Set(given.flatMap(atHandOf).map((each) => each.hash))
  const lacksSome = [...names.keys()].some((named) => !atHand.has(named))
  const files = given.map((each) => ({ each, serving: servingOf(each, names, lacksSome) }))
  const holds = files.every(({ each, serving }) => holdsHere(each, serving))
  if (request.json) {
    const data = files.map(({ each, serving }) => {
      if (each.kind === 'document') return documentAsData(each.examined, all, language)
      if (each.kind === 'batch') return batchAsData(each.examined, language)
      const own = each.kind === 'log' ? logAsData(each.examined, language) : recordAsData(each.examined, language)
      return { ...own, namedBy: serving.namedBy, evidenceOfNone: serving.isStray }
    })
    write(`${JSON.stringify({ holds, files: data }, null, 2)}\n`)
  } else {
    const said = files.map(({ each, serving }) => {
      const own = inWords(each, all, language)
      return [...own, ...servingInWords(serving, language)].map(printable).join('\n')
    })
    write(`${said.join('\n\n')}\n`)
  }
  return holds ? 0 : 1
}

// By the loader's word, not by comparing paths: through a link they differ, and a command that does nothing says "good".
if (import.meta.main) {
  process.exitCode = await verifyCommand(process.argv.slice(2), (text) => process.stdout.write(text))
}
