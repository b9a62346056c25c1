// Reads an nwipe log: one file, maybe several runs, each of one disk or several. Lines, runs and accounts are the business
// of the files named so; here are the limits, and what is no log at all.
import { reason, type Reason } from '../../words/reason.ts'
import { accountsOf, type NwipeRun } from './log-account.ts'
import { readLines, type LogLine } from './log-lines.ts'
import { devicesOf, splitIntoRuns } from './log-runs.ts'

/** In UTF-16 units. 30 disks under Gutmann's 35 passes make less than 1 MB. */
export const nwipeLogLengthAtMost = 16 * 1024 * 1024
/** In one run: no workshop has a machine with more. */
const DISKS_AT_MOST = 64

export type NwipeLog =
  | { readonly kind: 'log'; readonly runs: readonly NwipeRun[] }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }

/** Lines that only nwipe writes: enough to tell its log from any other text. */
const isNwipe = ({ message, level }: LogLine) => level !== null && message.kind !== 'other'

/**
 * Every disk of every run in the text of a log, or why it is none. Never throws. What could not be decoded in it should be
 * U+FFFD, and is then held against the disks that it may concern.
 */
export const readNwipeLog = (text: string): NwipeLog => {
  if (text.length > nwipeLogLengthAtMost)
    return { kind: 'refused', reasons: [reason('erasure.log-too-large', { limit: nwipeLogLengthAtMost / 1024 ** 2 })] }
  const lines = readLines(text)
  if (!lines.some(isNwipe)) return { kind: 'refused', reasons: [reason('erasure.log-not-nwipe')] }
  const split = splitIntoRuns(lines)
  if (split.some((run) => devicesOf(run).length > DISKS_AT_MOST))
    return { kind: 'refused', reasons: [reason('erasure.log-too-many-disks', { limit: DISKS_AT_MOST })] }
  const runs = split.flatMap((run, index) => accountsOf(run, index + 1))
  return runs.length === 0 ? { kind: 'refused', reasons: [reason('erasure.log-no-erasure')] } : { kind: 'log', runs }
}
