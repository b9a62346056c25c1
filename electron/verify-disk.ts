// `npm run -s verify-disk -- DISK --mode full|sample --expect zero|pattern:HEX|random`: reads a disk back and says whether it
// holds what is expected. Opens it for reading only; needs no station. Ends with 0 only if it holds, 1 if it does not or
// cannot be told, 2 if asked wrongly or refused.
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { diskLabel } from '../domain/erasure/disk-identity.ts'
import { bytesIn, type RangeList } from '../domain/erasure/read-back/ranges.ts'
import {
  expectationOf,
  type Expectation,
  judgeReadBack,
  rangesToRead,
  type ReadBackPlan,
  ReadBackRecord,
} from '../domain/erasure/read-back/read-back.ts'
import { detectionOf, samplingPlan } from '../domain/erasure/read-back/sampling.ts'
import { type Language, type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { findMedium } from './disks/listing/medium.ts'
import { readBack } from './disks/reading/read-back.ts'
import type { ReadBackProgress } from './disks/reading/read-through.ts'

type Request = {
  readonly device: string
  readonly asFile: boolean
  readonly mode: 'full' | 'sample'
  readonly expectation: Expectation
  readonly seed: number | null
  readonly resume: string | null
  readonly json: boolean
  readonly language: Language
}

const usage = reason('read-back.usage')

const requestOf = (args: readonly string[]): Request | Reason => {
  const option = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = {
    ...{ mode: option, expect: option, seed: option, resume: option, lang: option },
    ...{ json: flag, file: flag, help: flag },
  }
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    const known = Object.keys(options).map((name) => `--${name}`)
    const strange = args.find((each) => each.startsWith('-') && !known.includes(each.split('=')[0] ?? ''))
    return strange === undefined ? usage : reason('read-back.option-unknown', { option: strange.slice(0, 100) })
  }
  const { values, positionals } = parsed
  const [device] = positionals
  const { mode, expect, lang = 'fr' } = values
  if (device === undefined || positionals.length > 1 || values.help || expect === undefined) return usage
  if ((mode !== 'full' && mode !== 'sample') || (lang !== 'fr' && lang !== 'en')) return usage
  const expectation = expectationOf(expect)
  if (expectation === null) return reason('read-back.expectation-wrong', { expect: expect.slice(0, 100) })
  const seed = values.seed === undefined ? null : Number(values.seed)
  const isSeed = seed === null || (/^\d+$/.test(values.seed ?? '') && Number.isSafeInteger(seed))
  if (!isSeed || (seed !== null && mode === 'full')) return reason('read-back.seed-wrong')
  if (seed !== null && values.resume !== undefined) return reason('read-back.seed-of-record')
  const { file: asFile, json } = values
  return { device, asFile, mode, expectation, seed, resume: values.resume ?? null, json, language: lang }
}

/** A record is some hundred kilobytes at most. */
const recordBytesAtMost = 4 * 1024 * 1024

const recordIn = async (file: string): Promise<ReadBackRecord | Reason> => {
  try {
    const { size } = await stat(file)
    if (size > recordBytesAtMost) return reason('read-back.record-wrong', { file })
    const said: unknown = JSON.parse(await readFile(file, 'utf8'))
    const record = ReadBackRecord.safeParse(
      typeof said === 'object' && said !== null && 'record' in said && said.record,
    )
    return record.success ? record.data : reason('read-back.record-wrong', { file })
  } catch {
    return reason('read-back.record-wrong', { file })
  }
}

const tool = (): ReadBackRecord['tool'] => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return { name: 'etabli-verify-disk', version: (JSON.parse(text) as { version: string }).version } // our own file
}

/** What a disk calls itself may hold control characters; a terminal would obey them. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

const megabytes = (bytes: number, milliseconds: number) => (milliseconds > 0 ? bytes / 1000 / milliseconds : 0)

/** The size of region that a plan is described by besides the one it always finds. */
const halfOfSubsection = ({ sampling }: ReadBackPlan & { readonly mode: 'sample' }) =>
  Math.max(sampling.sectorBytes, Math.round(sampling.sizeBytes / sampling.subsections / 2))

const coverage = (record: ReadBackRecord) => (100 * record.bytesRead) / record.medium.sizeBytes

const holdsInWords = (record: ReadBackRecord): readonly Reason[] => {
  const percent = coverage(record)
  if (record.expectation.kind === 'random') {
    return [reason('read-back.holds-random', { percent }), reason('read-back.random-limits')]
  }
  return [record.plan.mode === 'full' ? reason('read-back.holds-full') : reason('read-back.holds-sample', { percent })]
}

const planInWords = (plan: ReadBackPlan): Reason => {
  if (plan.mode === 'full') return reason('read-back.plan-full')
  const half = detectionOf(plan.sampling, halfOfSubsection(plan))
  return reason('read-back.plan-sample', {
    seed: String(plan.sampling.seed),
    subsections: plan.sampling.subsections,
    region: half.certainFromBytes,
    half: half.regionBytes,
    percent: half.average * 100,
  })
}

const rangesShown = 20

const inWords = (device: string, record: ReadBackRecord, language: Language): string => {
  const word = (code: string, params: Reason['params'] = {}) => say(reason(`read-back.${code}`, params), language)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const line = (label: string, value: string) => `  ${word(label)}${colon} ${value}`
  const list = (label: string, { ranges, joined }: RangeList) => {
    if (ranges.length === 0) return []
    const note = joined > 0 ? word('joined', { bytes: joined }) : ''
    const more = ranges.length - rangesShown
    return [
      `  ${word(label)}${colon}${note === '' ? '' : ` (${note})`}`,
      ...ranges.slice(0, rangesShown).map(({ start, end }) => `    ${String(start)}-${String(end - 1)}`),
      ...(more > 0 ? [`    ${word('more', { count: more })}`] : []),
    ]
  }
  const { outcome, reasons } = judgeReadBack(record)
  const mark = { holds: '✔', fails: '✘', unknown: '?' }[outcome]
  const planned = bytesIn(rangesToRead(record.plan, record.medium.sizeBytes))
  const { identity, sizeBytes } = record.medium
  const read = word('read-bytes', {
    bytes: record.bytesRead,
    planned,
    seconds: record.milliseconds / 1000,
    speed: megabytes(record.bytesRead, record.milliseconds),
  })
  return [
    `${device} — ${mark} ${word(`outcome-${outcome}`)}`,
    ...(outcome === 'holds' ? holdsInWords(record) : reasons).map((each) => `  ${say(each, language)}`),
    line('line-medium', `${diskLabel(identity)} · ${String(sizeBytes)}`),
    line('line-plan', say(planInWords(record.plan), language)),
    line('line-read', read),
    line('line-way', word(`way-${record.directness}`)),
    ...(record.entropy === null
      ? []
      : [
          line(
            'line-entropy',
            word('entropy', { mean: record.entropy.mean.toFixed(3), least: record.entropy.least.toFixed(3) }),
          ),
        ]),
    ...list('line-spoiled', record.spoiled),
    ...list('line-unreadable', record.unreadable),
    ...(record.structures.length === 0 ? [] : [`  ${word('line-structures')}${colon}`]),
    ...record.structures.map(({ name, address }) => `    ${name} (${String(address)})`),
  ]
    .map(printable)
    .join('\n')
}

/** As data: the record, which `--resume` takes, its verdict in words, and what the plan can be expected to find. */
const asData = (device: string, record: ReadBackRecord, language: Language) => {
  const { outcome, reasons } = judgeReadBack(record)
  const said = outcome === 'holds' ? holdsInWords(record) : reasons
  const { plan } = record
  return {
    device,
    holds: outcome === 'holds',
    outcome,
    reasons: said.map((each) => ({ ...each, sentence: say(each, language) })),
    coveragePercent: coverage(record),
    detection:
      plan.mode === 'full'
        ? null
        : [plan.sampling.sectorBytes, 2 ** 20, halfOfSubsection(plan), 2 * halfOfSubsection(plan)].map((bytes) =>
            detectionOf(plan.sampling, bytes),
          ),
    record,
  }
}

const leftInWords = (seconds: number | null, language: Language): string => {
  if (seconds === null) return say(reason('read-back.left-unknown'), language)
  return seconds < 90
    ? say(reason('read-back.left-seconds', { count: Math.round(seconds) }), language)
    : say(reason('read-back.left-minutes', { count: Math.round(seconds / 60) }), language)
}

const progressInWords = (progress: ReadBackProgress, language: Language): string =>
  say(
    reason('read-back.progress', {
      percent: Math.floor((100 * progress.bytesDone) / progress.bytesPlanned),
      speed: Math.round(progress.bytesPerSecond / 1e6),
      left: leftInWords(progress.secondsLeft, language),
    }),
    language,
  )

export type Surroundings = {
  readonly write: (text: string) => void
  /** Where a person watches; null where nobody does. */
  readonly watch: ((text: string) => void) | null
  readonly signal?: AbortSignal | undefined
}

/** Runs the command; answers its exit code. */
export const verifyDiskCommand = async (
  args: readonly string[],
  { write, watch, signal }: Surroundings,
): Promise<0 | 1 | 2> => {
  const request = requestOf(args)
  if ('code' in request) {
    if (request.code !== usage.code) write(`${printable(say(request, 'fr'))}\n`)
    write(`${say(usage, 'fr')}\n`)
    return 2
  }
  const { language, device } = request
  const refuse = (reasons: readonly Reason[]): 2 => {
    const said = [...reasons, reason('read-back.refused')].map((each) => ({ ...each, sentence: say(each, language) }))
    if (request.json) {
      write(`${JSON.stringify({ device, holds: false, outcome: 'refused', reasons: said }, null, 2)}\n`)
    } else write(`${said.map(({ sentence }) => printable(sentence)).join('\n')}\n`)
    return 2
  }

  const resume = request.resume === null ? undefined : await recordIn(request.resume)
  if (resume !== undefined && 'code' in resume) return refuse([resume])
  const found = await findMedium(device, request.asFile)
  if ('code' in found) return refuse([found])
  const { sizeBytes, sectorBytes } = found.medium
  const resumedSeed = resume?.plan.mode === 'sample' ? resume.plan.sampling.seed : null
  // Drawn, so that nobody can know before which places will be read.
  const seed = request.seed ?? resumedSeed ?? randomInt(2 ** 48 - 1)
  const plan: ReadBackPlan =
    request.mode === 'full'
      ? { mode: 'full' }
      : { mode: 'sample', sampling: samplingPlan({ sizeBytes, sectorBytes, seed }) }

  const record = await readBack(
    { found, plan, expectation: request.expectation, tool: tool(), resume, evenInUse: true },
    {
      now: () => new Date(),
      signal,
      onProgress: watch === null ? undefined : (progress) => watch(`\r\u001b[K${progressInWords(progress, language)}`),
    },
  )
  watch?.('\r\u001b[K')
  if ('refused' in record) return refuse(record.refused)
  write(
    request.json
      ? `${JSON.stringify(asData(device, record, language), null, 2)}\n`
      : `${inWords(device, record, language)}\n`,
  )
  return judgeReadBack(record).outcome === 'holds' ? 0 : 1
}

// By the loader's word, not by comparing paths: through a link they differ, and a command that does nothing says "good".
if (import.meta.main) {
  const stop = new AbortController()
  // Once: a second Ctrl-C ends it at once, as everywhere.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  process.exitCode = await verifyDiskCommand(process.argv.slice(2), {
    write: (text) => process.stdout.write(text),
    watch: process.stderr.isTTY ? (text) => process.stderr.write(text) : null,
    signal: stop.signal,
  })
}
