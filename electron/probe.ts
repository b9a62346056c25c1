// The probe: reads the machine it runs on and writes the hardware report. It needs no window, no station, no installation
// and no network; without root it reads what it may and says what it lacks. Here its parts are put in order; what it is
// told, what it shows and where it writes are in electron/probe/.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { reportFileStem, REPORT_FILE_ENDING } from '../domain/machine/report-file-name.ts'
import { reportFromReadings } from '../domain/machine/from-readings.ts'
import { type Absence, type HardwareReport, SECTIONS } from '../domain/machine/hardware-report.ts'
import type { ProcessorMeasurement } from '../domain/machine/processor-measurement.ts'
import type { Readings } from '../domain/machine/readings.ts'
import { type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { gather } from './hardware/gather.ts'
import { measureProcessor } from './hardware/measure-processor.ts'
import {
  aimOf,
  besideReport,
  deliver,
  type Destination,
  nothingDelivered,
  type Paper,
  print,
} from './probe/destination.ts'
import { askForLook, lookCommand } from './probe/look.ts'
import { languageOf, type ProbeOptions, probeOptions } from './probe/options.ts'
import { type Screen, screenOf, sectionLine } from './probe/terminal.ts'
import { folderOfKey, LOOK, MENU, thisProgram, type ThisProgram } from './probe/this-program.ts'

/** `asMeant`: everything was read and lies where it should. */
type ExitCode = 0 | 1 | 2
const EXIT = { asMeant: 0, notAsMeant: 1, askedWrongly: 2 } as const satisfies Record<string, ExitCode>

const absencesIn = (report: HardwareReport): ReadonlySet<Absence> =>
  new Set(
    SECTIONS.flatMap((name) => {
      const state = report.sections[name]
      return state.state === 'read' ? [] : state.state === 'partly' ? state.missing.map(({ why }) => why) : [state.why]
    }),
  )

/** What was lacking here, and what to do about it. */
const lacksOf = (report: HardwareReport, { fieldTools }: Readings): readonly Reason[] => {
  const missing = WANTED_TOOLS.filter((tool) => !fieldTools.some(({ name }) => name === tool))
  return [
    ...(absencesIn(report).has('needs-root') ? [reason('probe.lacks-root')] : []),
    ...(missing.length > 0 ? [reason('probe.lacks-tools', { tools: missing.join(', ') })] : []),
  ]
}

/** The programs without which a section is poorer; the others are only asked where they are. */
const WANTED_TOOLS = process.platform === 'linux' ? ['dmidecode', 'smartctl', 'lsblk', 'lscpu', 'lspci'] : []

/** A machine that cannot be measured is reported on all the same. */
const measured = async (screen: Screen): Promise<ProcessorMeasurement | null> => {
  if (screen.watch !== null) screen.tell(reason('probe.measuring'))
  try {
    const processor = await measureProcessor()
    const { singlePoints: single, allCoresPoints: all, throttled } = processor
    if (screen.watch !== null) {
      screen.tell(reason('probe.measured', { single, all }))
      if (throttled === true) screen.tell(reason('probe.throttled'))
    }
    return processor
  } catch (error) {
    screen.tell(reason('probe.not-measured', { message: error instanceof Error ? error.message : String(error) }))
    return null
  }
}

/** Another tool's report as ours; null where it cannot be read, which was said. */
const convert = async (file: string, screen: Screen): Promise<HardwareReport | null> => {
  let bytes
  try {
    bytes = await readFile(file)
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    screen.tell(reason('probe.from-unreadable', { file, errno }))
    return null
  }
  const { reportFromFile } = await import('./hardware/report-from-file.ts')
  const converted = reportFromFile(basename(file), bytes)
  if (!converted.ok) {
    screen.tell(...converted.reasons)
    return null
  }
  const { name, version } = converted.report.tool
  const tool = [name, version].filter((part) => part !== null).join(' ')
  if (screen.watch !== null) screen.tell(reason('probe.converted', { tool }))
  return converted.report
}

/** The whole reading is to take less than ten seconds. */
const OS_PROBER_LIMIT_MS = 8000

type Read = { readonly readings: Readings; readonly report: HardwareReport }

const readMachine = async (options: ProbeOptions, program: ThisProgram, screen: Screen): Promise<Read> => {
  screen.watch?.(say(reason('probe.reading'), options.language))
  const { readings } = await gather({
    tool: { name: 'etabli-probe', version: program.version },
    now: () => new Date(),
    lookAtDisk: askForLook(program),
    // It mounts every partition, and only names what lsblk tells the kind of.
    limits: { 'os-prober': OS_PROBER_LIMIT_MS },
    onSection: (arrival) => {
      // Who wants only the disks read back has seen the rest before.
      if (arrival.complete && options.writeReport) screen.watch?.(sectionLine(arrival, options.language))
    },
  })
  const all = options.bench ? { ...readings, measurements: { processor: await measured(screen) } } : readings
  return { readings: all, report: reportFromReadings(all) }
}

/** What a person asked for besides the report; false where not all of it is as it should be. */
const readMore = async (
  { verify, collect, language }: ProbeOptions,
  { report, program, beside }: { report: HardwareReport; program: ThisProgram; beside: Destination },
  screen: Screen,
): Promise<boolean> => {
  const stem = reportFileStem(report)
  let isGood = true
  const give = async (paper: Paper) => {
    const { asMeant, remarks } = await deliver(beside, paper)
    screen.tell(...remarks)
    isGood &&= asMeant
  }
  // Fetched where they are asked for: most readings do without, and are the quicker.
  if (collect) {
    const { collectLogs, inWords, topOf } = await import('./probe/collect-logs.ts')
    const folder = await topOf(folderOfKey(program) ?? (beside.kind === 'folder' ? beside.folder : process.cwd()))
    const found = await collectLogs(folder, report, new Date().toISOString())
    screen.tell(...inWords(found))
    const text = `${JSON.stringify(found, null, 2)}\n`
    if (found.logs.length > 0) await give({ what: 'logs', stem, ending: '.logs.json', text })
  }
  if (verify !== null) {
    const { verifyDisks } = await import('./probe/verify-disks.ts')
    const stop = new AbortController()
    // Once: what was read by then is kept. A second Ctrl-C ends it at once, as everywhere.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    const tool = { name: 'etabli-probe', version: program.version }
    const hold = await verifyDisks({ report, verify, tool, language, signal: stop.signal }, stem, screen, give)
    isGood &&= hold
  }
  return isGood
}

const answer = async (options: ProbeOptions, screen: Screen): Promise<ExitCode> => {
  if (options.help) {
    await print(`${say(reason('probe.usage'), options.language)}\n`)
    return EXIT.asMeant
  }
  const program = thisProgram()
  const aim = await aimOf(options.out, folderOfKey(program))
  if ('code' in aim) {
    screen.tell(aim)
    return EXIT.askedWrongly
  }
  const { destination, remarks } = aim
  // A report on standard output that nobody watches is read by a program: no word beside it.
  const isSilent = destination.kind === 'output' && screen.watch === null
  screen.tell(...remarks)

  const converted = options.from === null ? null : await convert(options.from, screen)
  if (options.from !== null && converted === null) return EXIT.notAsMeant
  const read = converted === null ? await readMachine(options, program, screen) : { report: converted, readings: null }
  const { report, readings } = read

  const delivered = options.writeReport
    ? await deliver(destination, {
        what: 'report',
        stem: reportFileStem(report),
        ending: REPORT_FILE_ENDING,
        text: `${JSON.stringify(options.readings && readings !== null ? { report, readings } : report, null, 2)}\n`,
      })
    : nothingDelivered(destination)
  if (!isSilent) screen.tell(...(readings === null ? [] : lacksOf(report, readings)), ...delivered.remarks)
  if (readings === null) return delivered.asMeant ? EXIT.asMeant : EXIT.notAsMeant
  const isGood = await readMore(options, { report, program, beside: besideReport(destination, delivered) }, screen)
  return isGood && delivered.asMeant ? EXIT.asMeant : EXIT.notAsMeant
}

const main = async (): Promise<ExitCode> => {
  const args = process.argv.slice(2)
  const [verb, path] = args
  if (verb === LOOK && path !== undefined) {
    await print(await lookCommand(path))
    return EXIT.asMeant
  }
  if (verb === MENU) {
    const { isLiveKey, runMenu } = await import('./live-key/menu.ts')
    if (await isLiveKey()) return runMenu(thisProgram().again)
    screenOf(process.stderr, languageOf(process.env)).tell(reason('live-key.elsewhere'))
    return EXIT.askedWrongly
  }
  const told = probeOptions(args, process.env)
  const screen = screenOf(process.stderr, 'code' in told ? languageOf(process.env) : told.language)
  if ('code' in told) {
    screen.tell(told)
    return EXIT.askedWrongly
  }
  try {
    return await answer(told, screen)
  } catch (error) {
    screen.tell(reason('probe.failed', { message: error instanceof Error ? error.message : String(error) }))
    return EXIT.notAsMeant
  }
}

// A file of /sys that never answers would hold the process for as long as it likes.
void main().then((code) => process.exit(code))
