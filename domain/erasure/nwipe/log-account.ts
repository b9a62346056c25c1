// What an nwipe log says of each disk in one run: claims, put together and not yet believed (nwipe/log-verdict.ts judges
// them). The lines of several disks are interleaved; each account takes those that name its disk or may concern it.
import type { LogLine, NwipeStep } from './log-lines.ts'
import { devicesOf, nameOf, type Of, rowNamesOf, told } from './log-runs.ts'
import { passesOf, type NwipeVerify } from './method.ts'

export type StepAt = {
  readonly step: NwipeStep
  readonly line: number
  readonly at: string | null
  readonly seconds: number | null
}

/** One thing that the log shows, with the number of its line. */
type Shown<T> = { readonly value: T; readonly line: number }

export type NwipePass = {
  readonly round: number
  readonly pass: number
  /** null: the line is missing. */
  readonly bytesWritten: number | null
  readonly bytesRead: number | null
  readonly verified: boolean
}

/** The last fill: zeros ("blank"), or the random data that OPS-II leaves. null where the log shows none. */
export type NwipeFinalFill = {
  readonly kind: 'blank' | 'random'
  readonly bytesWritten: number | null
  readonly bytesRead: number | null
  readonly verified: boolean
}

/** What the log says of one disk in one run of nwipe. null: it does not say. */
export type NwipeRun = {
  /** From 1, in the order of the file. */
  readonly run: number
  readonly device: string
  readonly bus: string | null
  readonly model: string | null
  /** As nwipe prints it, rounded: "500 GB". */
  readonly sizeText: string | null
  readonly sizeBytes: number | null
  /** As printed: empty where nwipe could not read one, and letters X or question marks where it was told to hide it. */
  readonly serial: string | null
  /** What nwipe says of itself, "nwipe 0.33": Debian's 0.34 and ShredOS show that it proves nothing. */
  readonly banner: string | null
  readonly method: string | null
  readonly prng: string | null
  readonly rounds: number | null
  readonly passesPerRound: number | null
  readonly verify: NwipeVerify | null
  readonly blank: boolean | null
  readonly quiet: boolean | null
  readonly passes: readonly NwipePass[]
  readonly finalFill: NwipeFinalFill | null
  readonly steps: readonly StepAt[]
  /** Counted by nwipe itself, from its table. */
  readonly errors: { readonly pass: number; readonly verification: number; readonly fdatasync: number } | null
  /** Lines in which nwipe complains of this disk, or of no disk in particular while it worked on this one. */
  readonly complaints: readonly Shown<string>[]
  readonly hiddenSectors: boolean | null
  /** `Erased`, `-FAILED-`, `UABORTED` or `INSANITY`; one claim each, of which there should be one. */
  readonly status: string | null
  /** Model and serial, cut and sometimes damaged, as the table shows them. */
  readonly statusName: string | null
  readonly footer: {
    readonly method: string
    readonly rounds: number
    readonly blank: boolean
    readonly verify: NwipeVerify
  } | null
  readonly ended: 'completed' | 'errors' | 'aborted' | null
  /** Numbers of the lines on which this account rests, in the order in which they have to stand. */
  readonly places: {
    readonly found: readonly number[]
    readonly options: readonly number[]
    readonly size: readonly number[]
    readonly errors: readonly number[]
    readonly status: readonly number[]
    readonly footer: readonly number[]
    readonly ended: readonly number[]
  }
  /** Options named twice with two values: which of them nwipe took is unknown. */
  readonly contradictoryOptions: readonly string[]
  readonly ambiguousName: boolean
  /** Names in the run's tables of which nothing else in the run speaks: lines were taken out. */
  readonly strayRows: readonly string[]
  /** Percent of the disk that newer versions say they reached; null in older ones. */
  readonly coverage: number | null
  /** Numbers of lines that are no clean text, and concern this disk or may. */
  readonly garbled: readonly number[]
  /** Numbers of lines at which the clock of the run went back. */
  readonly clockWentBack: readonly number[]
  /** Other disks of this run with the same serial. */
  readonly namesakes: readonly string[]
  /** Local time of the machine, without a zone: of the disk's first and last step. */
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** From the disk's own lines: the durations of nwipe's table add up over disks. */
  readonly durationSeconds: number | null
}

const DEVICE_NAME = /\/dev\/[A-Za-z0-9._/-]*[A-Za-z0-9_]/g

/** Sizes in the form of several lines name the disk only in the first of them. */
const sizesOf = (lines: readonly LogLine[]): ReadonlyMap<string, readonly Shown<number>[]> => {
  const sizes = new Map<string, Shown<number>[]>()
  let named: string | null = null
  for (const { message, number } of lines) {
    if (message.kind === 'geometry') named = message.device
    const device = message.kind === 'size' ? message.device : message.kind === 'geometry-size' ? named : null
    if (device === null || (message.kind !== 'size' && message.kind !== 'geometry-size')) continue
    const known = sizes.get(device)
    const shown = { value: message.bytes, line: number }
    if (known === undefined) sizes.set(device, [shown])
    else known.push(shown)
    named = null
  }
  return sizes
}

const VERIFY: Readonly<Record<string, NwipeVerify>> = { '0': 'off', '1': 'last', '2': 'all' }
const VERIFY_WORDS: Readonly<Record<NwipeVerify, string>> = { off: 'off', last: 'last pass', all: 'all passes' }

/** "1 (last pass)": number and word must agree. */
const verifyOf = (value: string | undefined): NwipeVerify | null => {
  const found = /^(\d) \((.*)\)$/.exec(value ?? '')
  const verify = VERIFY[found?.[1] ?? '']
  return verify !== undefined && VERIFY_WORDS[verify] === found?.[2] ? verify : null
}

const wholeOf = (value: string | undefined): number | null =>
  value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null

const optionsOf = (lines: readonly LogLine[]) => {
  const all = told(lines, 'option')
  const valuesOf = (name: string) => [
    ...new Set(all.filter(({ message }) => message.name === name).map(({ message }) => message.value)),
  ]
  const only = (name: string) => {
    const values = valuesOf(name)
    return values.length === 1 ? values[0] : undefined
  }
  const quiet = only('quiet')
  const isComplete = told(lines, 'options').length > 0
  return {
    banner: only('banner') ?? null,
    method: only('method') ?? null,
    prng: only('prng') ?? null,
    rounds: wholeOf(only('rounds')),
    verify: verifyOf(only('verify')),
    quiet: quiet === undefined ? null : quiet !== '0',
    blank: isComplete ? told(lines, 'no-blanking').length === 0 : null,
    contradictoryOptions: [...new Set(all.map(({ message }) => message.name))].filter(
      (name) => valuesOf(name).length > 1,
    ),
    places: [
      ...told(lines, 'options').map(({ number }) => number),
      ...told(lines, 'no-blanking').map(({ number }) => number),
      ...all.map(({ number }) => number),
    ],
  }
}

const blankPass = (round: number, pass: number): NwipePass => ({
  round,
  pass,
  bytesWritten: null,
  bytesRead: null,
  verified: false,
})

const passesShown = (steps: readonly StepAt[]): readonly NwipePass[] => {
  const passes: NwipePass[] = []
  let open: NwipePass | null = null
  for (const { step } of steps) {
    if (step.kind === 'pass-started') open = blankPass(step.round, step.pass)
    if (open === null) continue
    if (step.kind === 'written') open = { ...open, bytesWritten: open.bytesWritten ?? step.bytes }
    if (step.kind === 'read') open = { ...open, bytesRead: open.bytesRead ?? step.bytes }
    if (step.kind === 'pass-verified') open = { ...open, verified: true }
    if (step.kind === 'pass-finished') {
      passes.push(open)
      open = null
    }
  }
  return open === null ? passes : [...passes, open]
}

const finalFillShown = (steps: readonly StepAt[]): NwipeFinalFill | null => {
  const from = steps.findIndex(({ step }) => step.kind === 'blanking' || step.kind === 'random-writing')
  if (from < 0) return null
  const of = steps.slice(from).map(({ step }) => step)
  return {
    kind: of[0]?.kind === 'blanking' ? 'blank' : 'random',
    bytesWritten: of.find((step) => step.kind === 'written')?.bytes ?? null,
    bytesRead: of.find((step) => step.kind === 'read')?.bytes ?? null,
    verified: of.some(({ kind }) => kind === 'blank-verified' || kind === 'random-verified'),
  }
}

/** Strings of the BIOS and of tools, printed as they come, are often no text. */
const isAside = ({ level, message }: LogLine) => message.kind === 'other' && (level === 'info' || level === 'debug')

/** Notices of the drive's temperature say nothing of the erasure. */
const isAboutHeat = (text: string) => /^hwmon|temperature/i.test(text)

const isComplaint = ({ level, text }: LogLine) =>
  level === 'error' || level === 'fatal' || level === 'sanity' || (level === 'warning' && !isAboutHeat(text))

/** The disk itself, one of its partitions, or the controller of an NVMe namespace. */
const isOfDisk = (named: string, device: string): boolean => {
  if (named === device) return true
  const isController = /^\/dev\/nvme\d+$/.test(named) && device.startsWith(`${named}n`)
  const rest = named.startsWith(device) ? named.slice(device.length) : ''
  return isController || (/\d$/.test(device) ? /^p\d+$/ : /^\d+$/).test(rest)
}

/** Warned of before the work: what is mounted writes to the disk again when it is unmounted. */
const isInUse = ({ level, text }: LogLine) => level === 'warning' && /\bIN USE\b/.test(text)

const footerOf = (message: Of<'footer'> | undefined): NwipeRun['footer'] =>
  message === undefined
    ? null
    : { method: message.method, rounds: message.rounds, blank: message.blank, verify: message.verify }

/** One account for each disk on which the run worked, or should have. `position`: which run of the file, from 1. */
export const accountsOf = (run: readonly LogLine[], position: number): readonly NwipeRun[] => {
  const stepLines = told(run, 'step')
  const found = told(run, 'found')
  const rowNames = rowNamesOf(run)
  const devices = devicesOf(run)
  const strayRows = [...rowNames].filter((name) => !devices.some((device) => nameOf(device) === name))
  const options = optionsOf(run)
  const sizes = sizesOf(run)
  const footers = told(run, 'footer')
  const endings = told(run, 'ended')
  const devicesNamed = (name: string) => devices.filter((device) => nameOf(device) === name)
  const mentions = run.map((line): { readonly line: LogLine; readonly devices: readonly string[] } => ({
    line,
    devices:
      'name' in line.message && line.level === null
        ? devicesNamed(line.message.name)
        : (line.text.match(DEVICE_NAME) ?? []),
  }))
  const dated = run.filter((line) => line.seconds !== null)
  const clockWentBack = dated
    .filter((line, index) => (line.seconds ?? 0) < (dated[index - 1]?.seconds ?? -Infinity))
    .map(({ number }) => number)

  return devices.map((device): NwipeRun => {
    const ofDevice = found.filter(({ message }) => message.device === device)
    const name = nameOf(device)
    const steps = stepLines
      .filter(({ message }) => message.device === device)
      .map(({ message, number, at, seconds }) => ({ step: message.step, line: number, at, seconds }))
    const first = steps[0]
    const last = steps.at(-1)
    const mine = ofDevice[0]?.message
    const size = sizes.get(device) ?? []
    const errorRows = told(run, 'error-row').filter(({ message }) => message.name === name)
    const statusRows = told(run, 'status-row').filter(({ message }) => message.name === name)
    const [passErrors, verificationErrors, fdatasyncErrors] = errorRows[0]?.message.counts ?? []
    const names = (named: readonly string[]) => named.some((each) => isOfDisk(each, device))
    const concerns = (named: readonly string[]) => named.length === 0 || names(named)
    const complaints = mentions
      .filter(({ line, devices: named }) => {
        if (line.message.kind === 'failure') return line.message.device === device
        if (!isComplaint(line)) return false
        // Before it starts, nwipe warns of bridges and missing tools; errors count only where they name the disk.
        const hasStarted = first !== undefined && line.number > first.line
        // When its work is done, nwipe makes its reports, and warns of what it lacks for them.
        const isAtWork = hasStarted && line.number <= (last?.line ?? 0)
        if (hasStarted) return line.level === 'warning' && !isAtWork ? names(named) : concerns(named)
        return names(named) && (line.level !== 'warning' || isInUse(line))
      })
      .map(({ line }) => ({ value: line.text, line: line.number }))
    const hidden = told(run, 'hidden-sectors').filter(({ message }) => message.device === device)
    const coverage = told(run, 'coverage-row').filter(({ message }) => message.name === name)
    return {
      run: position,
      device,
      bus: mine?.bus ?? null,
      model: mine?.model ?? null,
      sizeText: mine?.size ?? null,
      sizeBytes: size[0]?.value ?? null,
      serial: mine?.serial ?? null,
      banner: options.banner,
      method: options.method,
      prng: options.prng,
      rounds: options.rounds,
      passesPerRound: options.method === null ? null : passesOf(options.method),
      verify: options.verify,
      blank: options.blank,
      quiet: options.quiet,
      passes: passesShown(steps),
      finalFill: finalFillShown(steps),
      steps,
      errors:
        passErrors === undefined || verificationErrors === undefined || fdatasyncErrors === undefined
          ? null
          : { pass: passErrors, verification: verificationErrors, fdatasync: fdatasyncErrors },
      complaints,
      hiddenSectors: hidden.some(({ message }) => message.hidden === true) || (hidden[0]?.message.hidden ?? null),
      status: statusRows[0]?.message.status ?? null,
      statusName: statusRows[0]?.message.rest ?? null,
      footer: footerOf(footers[0]?.message),
      ended: endings[0]?.message.how ?? null,
      places: {
        found: ofDevice.map(({ number }) => number),
        options: options.places,
        size: size.map(({ line }) => line),
        errors: errorRows.map(({ number }) => number),
        status: statusRows.map(({ number }) => number),
        footer: footers.map(({ number }) => number),
        ended: endings.map(({ number }) => number),
      },
      contradictoryOptions: options.contradictoryOptions,
      ambiguousName: mine?.ambiguous ?? false,
      strayRows,
      coverage:
        coverage.length === 0 ? null : Math.min(...coverage.slice(0, 100).map(({ message }) => message.percent)),
      garbled: mentions
        .filter(({ line, devices: named }) => line.garbled && (names(named) || (named.length === 0 && !isAside(line))))
        .map(({ line }) => line.number),
      clockWentBack,
      namesakes: found
        .filter(({ message }) => message.device !== device && message.serial !== '' && message.serial === mine?.serial)
        .map(({ message }) => message.device),
      startedAt: first?.at ?? null,
      endedAt: last?.at ?? null,
      durationSeconds:
        typeof first?.seconds === 'number' && typeof last?.seconds === 'number' ? last.seconds - first.seconds : null,
    }
  })
}
