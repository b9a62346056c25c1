// Whether what an nwipe log says of one disk in one run may count as evidence of its erasure. It is complete only where
// everything agrees; every doubt is a refusal with its reason. That the log is of this stay, of a disk of this machine
// and was never used is asked elsewhere; and that nobody wrote it by hand, no rule can tell.
import { isPlaceholder } from '../../machine/placeholders.ts'
import { reason, type Reason } from '../../words/reason.ts'
import type { NwipeRun } from './log-account.ts'
import { departure, onlyVerifies, passesOf, roundsAtMost, stepsOf } from './method.ts'

export type NwipeJudgement =
  | {
      readonly kind: 'complete'
      readonly serial: string
      readonly model: string
      readonly sizeBytes: number
      readonly method: string
      readonly rounds: number
      /** Bytes written over all passes of all rounds, and over the final fill. */
      readonly bytesWritten: number
      readonly bytesRead: number
      /** Local times of the machine, without a zone. */
      readonly startedAt: string
      readonly endedAt: string
      readonly durationSeconds: number
    }
  | { readonly kind: 'not-evidence'; readonly reasons: readonly Reason[] }

/** nwipe 0.32 is of 2021: a clock that says less was never set. */
const EARLIEST = '2021-01-01T00:00:00'
/** Faster than any single disk writes. */
const BYTES_PER_SECOND_AT_MOST = 20e9

/** A part of a disk: the rest of it was not written. */
const isPartition = (device: string) =>
  /^\/dev\/(?:[shv]d[a-z]+\d+|xvd[a-z]+\d+|(?:nvme\d+n\d+|mmcblk\d+|loop\d+|md\d+|nbd\d+)p\d+|mmcblk\d+(?:boot|rpmb)\d*)$/.test(
    device,
  )

const isHidden = (serial: string) => /^(?:X{3,}|\?{3,})$/.test(serial)

const serialDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device } = run
  if (run.places.found.length === 0) return [reason('erasure.log-found-missing', { device })]
  const serial = run.serial ?? ''
  return [
    ...(run.places.found.length > 1 ? [reason('erasure.log-found-twice', { device })] : []),
    ...(run.quiet !== false || isHidden(serial)
      ? [reason('erasure.log-anonymised', { device })]
      : serial === '' || isPlaceholder(serial)
        ? [reason('erasure.log-needs-link', { device })]
        : []),
    ...(run.ambiguousName ? [reason('erasure.log-name-ambiguous', { device })] : []),
    ...(run.namesakes.length > 0
      ? [reason('erasure.log-serial-twice', { device, other: run.namesakes.join(', ').slice(0, 200) })]
      : []),
    ...(isPartition(device) ? [reason('erasure.log-partition', { device })] : []),
  ]
}

const UNITS: Readonly<Record<string, number>> = { B: 0, KB: 1, MB: 2, GB: 3, TB: 4 }

/** nwipe cuts the size to a whole number of its unit; some versions count in 1,000, some in 1,024. */
const isRoundedFrom = (text: string, bytes: number) => {
  const [, digits, unit] = /^(\d+) *([KMGT]?B)$/.exec(text) ?? []
  const power = UNITS[unit ?? '']
  if (digits === undefined || power === undefined) return false
  return [1000, 1024].some((base) => Math.abs(bytes / base ** power - Number(digits)) <= 1)
}

const sizeDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device, sizeBytes: bytes, sizeText } = run
  if (bytes === null || bytes < 1 || !Number.isSafeInteger(bytes))
    return [reason('erasure.log-size-missing', { device })]
  const isContradicted = run.places.size.length > 1 || (sizeText !== null && !isRoundedFrom(sizeText, bytes))
  return isContradicted ? [reason('erasure.log-size-contradicts', { device, shown: sizeText ?? '', bytes })] : []
}

const optionDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device, method, rounds, verify } = run
  if (run.contradictoryOptions.length > 0)
    return [reason('erasure.log-options-contradict', { device, options: run.contradictoryOptions.join(', ') })]
  if (method === null || rounds === null || verify === null || run.blank === null || run.quiet === null)
    return [reason('erasure.log-options-missing', { device })]
  if (onlyVerifies(method)) return [reason('erasure.log-only-verifies', { device, method })]
  if (passesOf(method) === null) return [reason('erasure.log-method-unknown', { device, method: method.slice(0, 80) })]
  return [
    ...(rounds < 1 || rounds > roundsAtMost ? [reason('erasure.log-rounds', { device, rounds })] : []),
    ...(verify === 'off' ? [reason('erasure.log-verification-off', { device })] : []),
  ]
}

const stepDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device, method, rounds, verify, blank, sizeBytes } = run
  if (method === null || rounds === null || verify === null || blank === null || sizeBytes === null) return []
  if (passesOf(method) === null || rounds > roundsAtMost) return []
  const plan = { method, rounds, verify, blank, sizeBytes }
  const found = departure(
    run.steps.map(({ step }) => step),
    stepsOf(plan),
  )
  if (found === null) return []
  if (found.found === null) return [reason('erasure.log-interrupted', { device })]
  const line = run.steps[found.index]?.line ?? 0
  if (found.expected?.kind === 'written' && found.found.kind === 'written')
    return [
      reason('erasure.log-bytes-written', { device, line, bytes: found.found.bytes, expected: found.expected.bytes }),
    ]
  if (found.expected?.kind === 'read' && found.found.kind === 'read')
    return [
      reason('erasure.log-bytes-read', { device, line, bytes: found.found.bytes, expected: found.expected.bytes }),
    ]
  return [reason('erasure.log-order', { device, line })]
}

const errorDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device, errors, complaints } = run
  const [complaint] = complaints
  return [
    ...(complaint === undefined
      ? []
      : [reason('erasure.log-complaint', { device, line: complaint.line, text: complaint.value.slice(0, 300) })]),
    ...(errors !== null && (errors.pass > 0 || errors.verification > 0 || errors.fdatasync > 0)
      ? [reason('erasure.log-errors', { device, ...errors })]
      : []),
    ...(run.hiddenSectors === true ? [reason('erasure.log-hidden-sectors', { device })] : []),
    ...(run.coverage !== null && run.coverage !== 100
      ? [reason('erasure.log-coverage', { device, percent: run.coverage })]
      : []),
  ]
}

/** The table cuts the model to 17 characters, and some versions cut the serial too: a part of it agrees, another does not. */
const isNamedAlike = (run: NwipeRun, shown: string): boolean => {
  const model = (run.model ?? '').slice(0, 17).trim()
  const serial = run.serial ?? ''
  const afterModel = shown.trim().startsWith(model) ? shown.trim().slice(model.length).trimStart() : ''
  if (!afterModel.startsWith('/')) return false
  const shownSerial = afterModel.slice(1).trim()
  if (serial === shownSerial) return true
  const isPart = serial.includes(shownSerial) || shownSerial.includes(serial)
  return isPart && Math.min(serial.length, shownSerial.length) >= 4
}

const summaryDoubts = (run: NwipeRun): readonly Reason[] => {
  const { device, footer, places } = run
  if (run.errors === null || run.status === null || footer === null)
    return [reason('erasure.log-summary-missing', { device })]
  const isOnce = places.errors.length === 1 && places.status.length === 1 && places.footer.length === 1
  const agrees =
    footer.method === run.method &&
    footer.rounds === run.rounds &&
    footer.verify === run.verify &&
    footer.blank === run.blank &&
    run.strayRows.length === 0
  return [
    ...(isOnce && agrees ? [] : [reason('erasure.log-summary-contradicts', { device })]),
    ...(run.status === 'Erased' ? [] : [reason('erasure.log-status', { device, status: run.status })]),
    ...(run.statusName !== null && run.places.found.length > 0 && !isNamedAlike(run, run.statusName)
      ? [reason('erasure.log-name-contradicts', { device, shown: run.statusName.slice(0, 80) })]
      : []),
  ]
}

const endingDoubts = ({ device, ended }: NwipeRun): readonly Reason[] => {
  switch (ended) {
    case 'completed':
      return []
    case 'errors':
      return [reason('erasure.log-ended-with-errors', { device })]
    case 'aborted':
      return [reason('erasure.log-aborted', { device })]
    case null:
      return [reason('erasure.log-end-missing', { device })]
  }
}

/** The disk and the options, the size, the work, the tables, the last word: each part of a log stands after the one before. */
const placeDoubts = ({ device, places, steps }: NwipeRun): readonly Reason[] => {
  const work = steps.map(({ line }) => line)
  const parts = [
    places.found,
    places.options,
    places.size,
    work,
    places.errors,
    places.status,
    places.footer,
    places.ended,
  ]
  const isAfter = (later: readonly number[], earlier: readonly number[]) =>
    later.reduce((least, line) => Math.min(least, line), Infinity) >
    earlier.reduce((most, line) => Math.max(most, line), -Infinity)
  const isInOrder = parts.slice(1).every((part, index) => isAfter(part, parts[index] ?? []))
  return isInOrder ? [] : [reason('erasure.log-parts-out-of-order', { device })]
}

const clockDoubts = (run: NwipeRun, now: string | null): readonly Reason[] => {
  const { device, startedAt, endedAt, durationSeconds, sizeBytes } = run
  const bytes = run.steps.reduce((sum, { step }) => ('bytes' in step ? sum + step.bytes : sum), 0)
  const isWithoutTime = run.steps.some(({ seconds }) => seconds === null)
  if (isWithoutTime || startedAt === null || endedAt === null || durationSeconds === null)
    return [reason('erasure.log-clock-missing', { device })]
  // Zones differ by 14 hours at most; the log does not name its own.
  const ahead = now === null ? -1 : Date.parse(`${endedAt}Z`) - Date.parse(now) - 14 * 3600 * 1000
  return [
    ...(run.clockWentBack.length > 0
      ? [reason('erasure.log-clock-back', { device, line: run.clockWentBack[0] ?? 0 })]
      : []),
    ...(startedAt < EARLIEST ? [reason('erasure.log-clock-early', { device, at: startedAt })] : []),
    ...(ahead > 0 ? [reason('erasure.log-clock-ahead', { device, at: endedAt })] : []),
    // A second each way, since times are whole seconds.
    ...(sizeBytes !== null && bytes / (Math.max(durationSeconds, 0) + 2) > BYTES_PER_SECOND_AT_MOST
      ? [reason('erasure.log-too-fast', { device })]
      : []),
  ]
}

const sumOf = (run: NwipeRun, kind: 'written' | 'read') =>
  run.steps.reduce((sum, { step }) => (step.kind === kind ? sum + step.bytes : sum), 0)

/** Judges one disk of one run. `now` (ISO 8601) refuses what lies in the future; null where there is no clock to ask. */
export const judgeNwipeRun = (run: NwipeRun, now: string | null = null): NwipeJudgement => {
  const reasons: readonly Reason[] = [
    ...serialDoubts(run),
    ...sizeDoubts(run),
    ...optionDoubts(run),
    ...stepDoubts(run),
    ...errorDoubts(run),
    ...summaryDoubts(run),
    ...endingDoubts(run),
    ...placeDoubts(run),
    ...clockDoubts(run, now),
    ...(run.garbled.length > 0
      ? [reason('erasure.log-garbled', { device: run.device, line: run.garbled[0] ?? 0 })]
      : []),
  ]
  const { serial, model, sizeBytes, method, rounds, startedAt, endedAt, durationSeconds } = run
  const isSaid =
    serial !== null &&
    model !== null &&
    sizeBytes !== null &&
    method !== null &&
    rounds !== null &&
    startedAt !== null &&
    endedAt !== null &&
    durationSeconds !== null
  if (reasons.length > 0 || !isSaid) return { kind: 'not-evidence', reasons }
  return {
    kind: 'complete',
    serial,
    model,
    sizeBytes,
    method,
    rounds,
    bytesWritten: sumOf(run, 'written'),
    bytesRead: sumOf(run, 'read'),
    startedAt,
    endedAt,
    durationSeconds,
  }
}

/** Nothing speaks against the log but that it names no serial: two people may say which disk it was. */
export const lacksOnlyTheSerial = (judgement: NwipeJudgement): boolean =>
  judgement.kind === 'not-evidence' &&
  judgement.reasons.length === 1 &&
  judgement.reasons[0]?.code === 'erasure.log-needs-link'

export type JudgedRun = { readonly run: NwipeRun; readonly judgement: NwipeJudgement }

/** Where one of the two has no serial, or no size, the device's name has to do: rather one doubt too many. */
const isSameDisk = (one: NwipeRun, other: NwipeRun) => {
  const serials = [one.serial, other.serial].filter((serial) => serial !== null && serial !== '')
  const isOneName = serials.length === 2 ? serials[0] === serials[1] : one.device === other.device
  const isOneSize = one.sizeBytes === null || other.sizeBytes === null || one.sizeBytes === other.sizeBytes
  return isOneName && isOneSize
}

const wentBadly = ({ complaints, status, ended }: NwipeRun) =>
  complaints.length > 0 || status !== 'Erased' || ended !== 'completed'

/**
 * Judges every disk of every run of one log. A run after which the same disk failed, was refused by a verification or was
 * left in the middle no longer counts: its own verification may have read memory instead of the disk.
 */
export const judgeNwipeRuns = (runs: readonly NwipeRun[], now: string | null = null): readonly JudgedRun[] =>
  runs.map((run) => {
    const judgement = judgeNwipeRun(run, now)
    const later = runs.find((other) => other.run > run.run && isSameDisk(run, other) && wentBadly(other))
    if (later === undefined) return { run, judgement }
    const refuted = reason('erasure.log-refuted-later', { device: run.device, run: later.run })
    const before = judgement.kind === 'not-evidence' ? judgement.reasons : []
    return { run, judgement: { kind: 'not-evidence', reasons: [...before, refuted] } }
  })
