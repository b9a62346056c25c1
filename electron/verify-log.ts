// What `npm run verify` says of an nwipe log: each disk of each run, whether the log is complete for it, and always that a
// log is less than a read-back. The rules are domain/erasure/nwipe/log-verdict.ts'.
import { hash } from 'node:crypto'
import { type NwipeLog, nwipeLogLengthAtMost, readNwipeLog } from '../domain/erasure/nwipe/log.ts'
import { type JudgedRun, judgeNwipeRuns } from '../domain/erasure/nwipe/log-verdict.ts'
import type { Language, Reason } from '../domain/words/reason.ts'
import { reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'

export type ExaminedLog = {
  readonly file: string
  readonly sha256: string | null
  readonly log: NwipeLog
  readonly judged: readonly JudgedRun[]
  /** Only if every disk of every run is complete; a run that failed is not made good by a later one. */
  readonly holds: boolean
}

/** UTF-8 has at least one byte for one UTF-16 unit. */
export const isTooLongForLog = (bytes: number): boolean => bytes > nwipeLogLengthAtMost * 3

export const isNamedAsLog = (file: string): boolean => /\.log$/i.test(file)

/** ShredOS names its logs ".txt": the first dated line tells. A document begins with a brace, and is never taken for a log. */
export const beginsAsLog = (bytes: Uint8Array): boolean => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8192))
  return !/^\s*\{/.test(head) && /(?:^|\n)\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\] /.test(head)
}

/** Reads bytes that are not UTF-8 too: what cannot be decoded is held against the disks of its line. */
export const examineLog = (file: string, bytes: Uint8Array, now: string): ExaminedLog => {
  const log = readNwipeLog(new TextDecoder('utf-8').decode(bytes))
  const judged = log.kind === 'log' ? judgeNwipeRuns(log.runs, now) : []
  return {
    file,
    sha256: hash('sha256', bytes),
    log,
    judged,
    holds: judged.length > 0 && judged.every(({ judgement }) => judgement.kind === 'complete'),
  }
}

/** A file that is named as a log and could not be read. */
export const unreadableLog = (file: string, why: Reason): ExaminedLog => ({
  file,
  sha256: null,
  log: { kind: 'refused', reasons: [why] },
  judged: [],
  holds: false,
})

const sumOf = ({ run }: JudgedRun, kind: 'written' | 'read') =>
  run.steps.reduce((sum, { step }) => (step.kind === kind ? sum + step.bytes : sum), 0)

const inTime = (local: string | null) => local?.replace('T', ' ') ?? '?'

/** The lines to print, not yet safe for a terminal. */
export const logInWords = (examined: ExaminedLog, language: Language): readonly string[] => {
  const { file, log, judged, holds } = examined
  const word = (code: string, params: Reason['params'] = {}) => say(reason(`erasure.log-${code}`, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const lines = [`${file} — ${word('is')}`, `  ${holds ? '✔' : '✘'} ${word(holds ? 'holds' : 'fails')}`]
  if (log.kind === 'refused') lines.push(...log.reasons.map((each) => `      ${say(each, language)}`))
  for (const each of judged) {
    const { run, judgement } = each
    const isComplete = judgement.kind === 'complete'
    const name = [run.device, run.model].filter((part) => part !== null && part !== '').join(' · ')
    lines.push(
      `  [${word(isComplete ? 'disk-complete' : 'disk-refused')}] ${name} (${word('run', { run: run.run })})`,
      `      ${word('word-serial')}${colon} ${run.serial === null || run.serial === '' ? word('unknown') : run.serial}`,
    )
    if (run.sizeBytes !== null)
      lines.push(`      ${word('word-size')}${colon} ${word('bytes', { bytes: run.sizeBytes })}`)
    if (run.method !== null && run.rounds !== null)
      lines.push(
        `      ${word('word-method')}${colon} ${word('method-in-words', { method: run.method, rounds: run.rounds })}`,
      )
    if (run.durationSeconds !== null) {
      const figures = { written: sumOf(each, 'written'), read: sumOf(each, 'read'), seconds: run.durationSeconds }
      lines.push(
        `      ${word('word-work')}${colon} ${word('work-in-words', figures)}`,
        `      ${word('word-time')}${colon} ${inTime(run.startedAt)} → ${inTime(run.endedAt)}`,
      )
    }
    if (run.banner !== null) lines.push(`      ${word('word-tool')}${colon} ${run.banner}`)
    if (judgement.kind === 'not-evidence')
      lines.push(...judgement.reasons.map((why) => `      – ${say(why, language)}`))
  }
  lines.push(`  ${word('origin')}`)
  return lines
}

/** For programs: what the log says of each disk, the judgement with its reasons, and that its origin is unproven. */
export const logAsData = ({ file, sha256, log, judged, holds }: ExaminedLog, language: Language) => {
  const withSentences = (reasons: readonly Reason[]) =>
    reasons.map((each) => ({ ...each, sentence: say(each, language) }))
  return {
    file,
    kind: 'nwipe-log',
    holds,
    origin: 'unproven',
    originSentence: say(reason('erasure.log-origin'), language),
    sha256,
    reasons: log.kind === 'refused' ? withSentences(log.reasons) : [],
    disks: judged.map(({ run, judgement }) => {
      const { steps: _steps, places: _places, contradictoryOptions: _options, ...shown } = run
      return {
        ...shown,
        verdict: judgement.kind,
        reasons: judgement.kind === 'not-evidence' ? withSentences(judgement.reasons) : [],
      }
    }),
  }
}
