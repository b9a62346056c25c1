// The logs of test/fixtures/nwipe, and the ways in which the tests change them. Each change says what it does and fails
// where it finds nothing to change: a case that edits nothing would test nothing.
import { readFileSync } from 'node:fs'
import { judgeNwipeRuns } from '../../../../domain/erasure/nwipe/log-verdict.ts'
import { readNwipeLog } from '../../../../domain/erasure/nwipe/log.ts'

export type Change = (log: string) => string

export const logOf = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/nwipe/${name}.log`, import.meta.url), 'utf8')

export const apply = (log: string, ...changes: readonly Change[]): string =>
  changes.reduce((text, change) => {
    const changed = change(text)
    if (changed === text) throw new Error('this change changes nothing')
    return changed
  }, log)

/** Everywhere. */
export const replaced =
  (what: string | RegExp, by: string): Change =>
  (log) =>
    log.replaceAll(typeof what === 'string' ? what : new RegExp(what.source, `${what.flags.replace('g', '')}g`), by)

/** Only the first, or the `nth` from 1. */
export const replacedOnce =
  (what: string, by: string, nth = 1): Change =>
  (log) => {
    const parts = log.split(what)
    return parts.length <= nth ? log : `${parts.slice(0, nth).join(what)}${by}${parts.slice(nth).join(what)}`
  }

/** Without the first line that contains it. */
export const without =
  (what: string): Change =>
  (log) => {
    const lines = log.split('\n')
    const index = lines.findIndex((line) => line.includes(what))
    return lines.filter((_, each) => each !== index).join('\n')
  }

export const doubled =
  (what: string): Change =>
  (log) => {
    const lines = log.split('\n')
    const index = lines.findIndex((line) => line.includes(what))
    return index < 0 ? log : [...lines.slice(0, index), lines[index] ?? '', ...lines.slice(index)].join('\n')
  }

/** The first line that contains the one changes places with the first that contains the other. */
export const swapped =
  (one: string, other: string): Change =>
  (log) => {
    const lines = log.split('\n')
    const [first, second] = [one, other].map((what) => lines.findIndex((line) => line.includes(what)))
    if (first === undefined || second === undefined || first < 0 || second < 0) return log
    return lines
      .map((line, index) => (index === first ? lines[second] : index === second ? lines[first] : line))
      .join('\n')
  }

/** A line of nwipe's put before the first that contains `what`, at its time. */
export const inserted =
  (before: string, level: string, text: string): Change =>
  (log) => {
    const lines = log.split('\n')
    const index = lines.findIndex((line) => line.includes(before))
    if (index < 0) return log
    const time = /^\[.*?\]/.exec(lines[index] ?? '')?.[0] ?? ''
    return [...lines.slice(0, index), `${time} ${level.padStart(7)}: ${text}`, ...lines.slice(index)].join('\n')
  }

export const cutBefore =
  (what: string): Change =>
  (log) =>
    log.includes(what) ? log.slice(0, log.indexOf(what)) : log

/** A loop device has no serial; here it gets one, in both places where nwipe would print it. */
export const withSerial =
  (serial: string, device = 'loop0'): Change =>
  (log) =>
    log
      .replace(new RegExp(`(Found /dev/${device}, .*S/N=)$`, 'gm'), `$1${serial}`)
      .replace(new RegExp(`(^[! ] +${device} \\|[^|]*\\|[^|]*/s \\|.*/)$`, 'gm'), `$1${serial}`)

/** As nwipe 0.41 and later print options and geometry. */
export const inFormOf041: Change = (log) =>
  log
    .replace(
      /^(\[.*\]  notice:   )(autonuke|banner|prng|method|quiet|rounds|sync|verify) +=/gm,
      (_, start: string, name: string) => `${start}${name.padEnd(12)} =`,
    )
    .replace(
      /^(\[.*\]  notice: )(\/dev\/\S+), sect\/blk\/dev (\d+)\/(\d+)\/(\d+)$/gm,
      '$1$2: Device geometry is as follows...\n$1  Logical sector size  = $3\n$1  Physical sector size = $4\n$1  Total device bytes   = $5',
    )

/** Each disk of each run in a word: "complete", or the reasons of the refusal without their "erasure.log-". */
export const judged = (log: string, now: string | null = null): readonly string[] => {
  const read = readNwipeLog(log)
  if (read.kind === 'refused') return read.reasons.map(({ code }) => code.replace('erasure.log-', 'file:'))
  return judgeNwipeRuns(read.runs, now).map(({ judgement }) =>
    judgement.kind === 'complete'
      ? 'complete'
      : judgement.reasons.map(({ code }) => code.replace('erasure.log-', '')).join(' '),
  )
}
