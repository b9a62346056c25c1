// What a piece of evidence says of each disk: one finding a disk and run, with what speaks against it. A finding knows
// nothing of stays and machines; whether it may count for one is evidence/conclusion.ts' business.
import { type Reason, reason } from '../../words/reason.ts'
import { diskLabel, serialKey, type DiskIdentity } from '../disk-identity.ts'
import type { DiskOwner } from '../disk-job.ts'
import { doubtsOfDrive } from '../running/drive-word.ts'
import { ErasureRecord } from '../running/record.ts'
import type { EvidenceForm, EvidenceSource } from './form.ts'
import { hiddenSectorsOf, hidesSectors } from '../read-back/hidden-area.ts'
import { type ErasureMethod, nistEdition } from '../method.ts'
import { readNwipeLog } from '../nwipe/log.ts'
import { judgeNwipeRuns, lacksOnlyTheSerial, type JudgedRun } from '../nwipe/log-verdict.ts'
import { leavesRandomData } from '../nwipe/method.ts'
import { isOfSerial } from '../nwipe/run.ts'
import { bytesIn } from '../read-back/ranges.ts'
import { type Expectation, judgeReadBack, rangesToRead, ReadBackRecord } from '../read-back/read-back.ts'

/** Evidence as it is held: its bytes as text (UTF-8), under their hash. */
export type HeldEvidence = {
  readonly hash: string
  readonly form: EvidenceForm
  readonly source: EvidenceSource
  readonly text: string
  /** Of its frame in the journal; null where it is in none. */
  readonly position: number | null
  /** For whose disk the station made it; null for what was brought. */
  readonly owner: DiskOwner | null
}

type FindingOf = {
  /** Of the evidence it stands in. */
  readonly hash: string
  readonly source: EvidenceSource
  readonly position: number | null
  readonly owner: DiskOwner | null
  readonly disk: DiskIdentity
  /** Which run and device of a log; null where the evidence is of one disk only. */
  readonly place: { readonly run: number; readonly device: string } | null
  /** Instants (ISO 8601), in the station's own zone where a log names none; null where nobody says. */
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** By how much these may be off either way: a log does not say in which zone its clock was. */
  readonly slackMs: number
  /**
   * `good`: whole, and nothing speaks against it. `unproven`: it proves nothing, and nothing against the disk either. `bad`:
   * it shows that the disk is not as it should be, or was left in the middle.
   */
  readonly outcome: 'good' | 'unproven' | 'bad'
  /** Why it is not good. */
  readonly reasons: readonly Reason[]
  /** All that it lacks is a serial: two people may say which disk it was. */
  readonly needsLink: boolean
  /** Whether the drive kept sectors back (HPA or DCO), which were neither written nor read; null where nobody asked it. */
  readonly hidesSectors: boolean | null
  /** What may count once: the same work in another copy of the file has the same. */
  readonly usage: string
}

export type ErasureFinding = FindingOf & {
  readonly kind: 'erasure'
  readonly method: ErasureMethod | null
  /** As the tool names it: "Fill With Zeros". */
  readonly methodName: string | null
  readonly rounds: number | null
  readonly tool: { readonly name: string; readonly version: string | null }
  readonly bytesWritten: number | null
  readonly bytesRead: number | null
  /** The tool's own verification: of everything, or none. */
  readonly verified: boolean
  readonly leavesRandom: boolean
  /** What a read-back has to find; null where only the method's name tells. */
  readonly leaves: Expectation | null
  /** It counts what was written and verified, against the size of the disk; a drive that erases itself counts nothing. */
  readonly countsBytes: boolean
}

export type ReadBackFinding = FindingOf & {
  readonly kind: 'read-back'
  readonly tool: { readonly name: string; readonly version: string | null }
  readonly mode: 'full' | 'sample'
  readonly expectation: Expectation
  readonly bytesRead: number
  /** Of the whole medium, from 0 to 100. */
  readonly coveragePercent: number
}

export type Finding = ErasureFinding | ReadBackFinding

export type JudgingClock = {
  /** ISO 8601; null where there is no clock to ask. */
  readonly now: string | null
  /** Minutes east of Greenwich, of the station. */
  readonly zoneMinutes: number
}

/** `YYYY-MM-DDThh:mm:ss` on a clock of unknown zone, taken as the station's. */
const instantOf = (local: string | null, { zoneMinutes }: JudgingClock): string | null => {
  if (local === null) return null
  const time = Date.parse(`${local}Z`)
  return Number.isNaN(time) ? null : new Date(time - zoneMinutes * 60_000).toISOString()
}

const overwrite = (): ErasureMethod => ({ category: 'clear', technique: 'overwrite', edition: nistEdition })

const ranToItsEnd = ({ run }: JudgedRun) => run.status === 'Erased' && run.ended === 'completed'

/** A log that lacks something proves nothing; one that shows a failure, or work left in the middle, speaks against the disk. */
const outcomeOfRun = (judged: JudgedRun): Finding['outcome'] => {
  if (judged.judgement.kind === 'complete') return 'good'
  return judged.run.steps.length > 0 && !ranToItsEnd(judged) ? 'bad' : 'unproven'
}

const findingOfRun = (judged: JudgedRun, held: HeldEvidence, clock: JudgingClock): ErasureFinding => {
  const { run, judgement } = judged
  const isComplete = judgement.kind === 'complete'
  const needsLink = lacksOnlyTheSerial(judgement)
  const sum = (kind: 'written' | 'read') =>
    run.steps.reduce((total, { step }) => (step.kind === kind ? total + step.bytes : total), 0)
  const serial = run.serial === '' ? null : run.serial
  return {
    kind: 'erasure',
    hash: held.hash,
    source: held.source,
    position: held.position,
    owner: held.owner,
    disk: {
      serial: serial?.slice(0, 200) ?? null,
      wwn: null,
      model: run.model?.slice(0, 200) ?? null,
      sizeBytes:
        run.sizeBytes !== null && Number.isSafeInteger(run.sizeBytes) && run.sizeBytes > 0 ? run.sizeBytes : null,
    },
    place: { run: run.run, device: run.device },
    startedAt: instantOf(run.startedAt, clock),
    endedAt: instantOf(run.endedAt, clock),
    // Live systems run on universal time, installed ones on that of the workshop.
    slackMs: Math.abs(clock.zoneMinutes) * 60_000,
    outcome: outcomeOfRun(judged),
    reasons: isComplete ? [] : judgement.reasons,
    needsLink,
    usage: `nwipe ${serialKey({ serial, wwn: null, model: null, sizeBytes: null }) ?? run.device} ${run.startedAt ?? ''} ${run.endedAt ?? ''}`,
    method: run.method === null ? null : overwrite(),
    methodName: run.method,
    rounds: run.rounds,
    tool: { name: 'nwipe', version: run.banner?.replace(/^nwipe\s*/i, '') ?? null },
    bytesWritten: sum('written'),
    bytesRead: sum('read'),
    verified: run.passes.some(({ verified }) => verified) || run.finalFill?.verified === true,
    leavesRandom: run.method !== null && leavesRandomData(run.method, run.blank ?? true),
    leaves: null,
    hidesSectors: run.hiddenSectors,
    countsBytes: true,
  }
}

const logFindings = (held: HeldEvidence, clock: JudgingClock): readonly Finding[] => {
  const log = readNwipeLog(held.text)
  return log.kind === 'refused' ? [] : judgeNwipeRuns(log.runs, clock.now).map((run) => findingOfRun(run, held, clock))
}

/** As the drive was asked when the medium was found. */
const hidden = ({ medium }: Pick<ReadBackRecord, 'medium'>) =>
  medium.hiddenBytes == null ? null : hidesSectors({ medium })

const readBackFindings = (record: ReadBackRecord, held: HeldEvidence): readonly Finding[] => {
  const { outcome, reasons } = judgeReadBack(record)
  const speaksAgainst = outcome === 'fails' || record.unreadable.bytes > 0
  const isImage = record.medium.kind === 'file'
  return [
    {
      kind: 'read-back',
      hash: held.hash,
      source: held.source,
      position: held.position,
      owner: held.owner,
      disk: record.medium.identity,
      place: null,
      startedAt: record.startedAt,
      endedAt: record.endedAt,
      slackMs: 0,
      outcome: isImage ? 'unproven' : speaksAgainst ? 'bad' : outcome === 'holds' ? 'good' : 'unproven',
      reasons: isImage ? [reason('erasure.read-back-of-image'), ...reasons] : reasons,
      needsLink: false,
      usage: held.source === 'station' ? held.hash : `read-back ${record.medium.instance} ${record.startedAt}`,
      tool: record.tool,
      mode: record.plan.mode,
      expectation: record.expectation,
      hidesSectors: hidden(record),
      bytesRead: record.bytesRead,
      coveragePercent: Math.min(
        100,
        (100 * bytesIn(rangesToRead(record.plan, record.medium.sizeBytes))) / record.medium.sizeBytes,
      ),
    },
  ]
}

/** The one disk of the one run that the station began, held against the medium that it began it on. */
const nwipeReasons = (record: ErasureRecord, runs: readonly JudgedRun[]): readonly Reason[] => {
  const disk = diskLabel(record.medium.identity)
  const [only] = runs
  if (only === undefined || runs.length !== 1) return [reason('erasure.record-without-log', { disk })]
  const { run, judgement } = only
  return [
    ...(judgement.kind === 'complete' || lacksOnlyTheSerial(judgement) ? [] : judgement.reasons),
    ...(run.sizeBytes === record.medium.sizeBytes ? [] : [reason('erasure.record-of-another-size', { disk })]),
    ...(isOfSerial(run.serial ?? '', record.medium) ? [] : [reason('erasure.record-of-another-disk', { disk })]),
  ]
}

const recordFindings = (record: ErasureRecord, held: HeldEvidence, clock: JudgingClock): readonly Finding[] => {
  const { medium, method, program } = record
  const isNwipe = program.name === 'nwipe'
  const log = isNwipe ? readNwipeLog(record.output) : null
  const runs = log?.kind === 'log' ? judgeNwipeRuns(log.runs, clock.now) : []
  const disk = diskLabel(medium.identity)
  const doubts: readonly Reason[] = [
    ...record.reasons,
    ...(record.ended === 'complete' ? [] : [reason('erasure.record-not-complete', { disk })]),
    ...(isNwipe ? nwipeReasons(record, runs) : []),
    ...doubtsOfDrive(record),
    ...hiddenSectorsOf(record, disk),
  ]
  const [only] = runs
  const steps = only?.run.steps ?? []
  const sum = (kind: 'written' | 'read') =>
    steps.reduce((total, { step }) => (step.kind === kind ? total + step.bytes : total), 0)
  return [
    {
      kind: 'erasure',
      hash: held.hash,
      source: held.source,
      position: held.position,
      owner: held.owner,
      disk: medium.identity,
      place: null,
      startedAt: record.startedAt,
      endedAt: record.endedAt,
      slackMs: 0,
      // Begun on the disk and not gone to its end: whatever stood on it before may still be there in parts.
      outcome: doubts.length === 0 ? 'good' : 'bad',
      reasons: doubts,
      needsLink: false,
      usage: `erasure ${record.job}`,
      method,
      methodName: only?.run.method ?? null,
      rounds: only?.run.rounds ?? null,
      tool: { name: program.name, version: program.version },
      bytesWritten: isNwipe ? sum('written') : null,
      bytesRead: isNwipe ? sum('read') : null,
      verified: only?.judgement.kind === 'complete' || (only !== undefined && lacksOnlyTheSerial(only.judgement)),
      leavesRandom: record.leaves.kind === 'random',
      leaves: record.leaves,
      hidesSectors: hidden(record),
      countsBytes: isNwipe,
    },
  ]
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The record that a command prints stands beside its verdict; the verdict is derived again, and not believed. */
const recordIn = (text: string): unknown => {
  const value = parsed(text)
  return typeof value === 'object' && value !== null && 'record' in value ? value.record : value
}

/** Every finding in a piece of evidence, in its order; empty where it is not of its form. Never throws. */
export const findingsOf = (held: HeldEvidence, clock: JudgingClock): readonly Finding[] => {
  switch (held.form) {
    case 'nwipe-log':
      return logFindings(held, clock)
    case 'read-back': {
      const record = ReadBackRecord.safeParse(recordIn(held.text))
      return record.success ? readBackFindings(record.data, held) : []
    }
    case 'erasure': {
      const record = ErasureRecord.safeParse(parsed(held.text))
      return record.success ? recordFindings(record.data, held, clock) : []
    }
  }
}

/**
 * For evidence whose bytes are gone: what it said is not known, and may have been against the disk. Its names come from the
 * journal's index.
 */
export const lostFindings = (
  { hash, source, position, owner }: Omit<HeldEvidence, 'text' | 'form'>,
  disks: readonly DiskIdentity[],
): readonly Finding[] =>
  disks.map((disk) => ({
    kind: 'read-back',
    hash,
    source,
    position,
    owner,
    disk,
    place: null,
    startedAt: null,
    endedAt: null,
    slackMs: 0,
    outcome: 'bad',
    reasons: [reason('erasure.evidence-lost', { disk: diskLabel(disk) })],
    needsLink: false,
    hidesSectors: null,
    usage: `lost ${hash}`,
    tool: { name: '?', version: null },
    mode: 'sample',
    expectation: { kind: 'zero' },
    bytesRead: 0,
    coveragePercent: 0,
  }))

/** The form of a file that was brought, by what it holds; or why it is no evidence. */
export const formOfFile = (text: string): EvidenceForm | readonly Reason[] => {
  if (ReadBackRecord.safeParse(recordIn(text)).success) return 'read-back'
  if (ErasureRecord.safeParse(parsed(text)).success) return 'erasure'
  const log = readNwipeLog(text)
  return log.kind === 'log' ? 'nwipe-log' : log.reasons
}
