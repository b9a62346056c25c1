// The probe: reads the machine it runs on and writes the hardware report. It needs no window, no station, no installation
// and no network; without root it reads what it may and says what it lacks. Here its parts are put in order; what it is
// told, what it shows and where it writes are in electron/probe/.
import { reportFileStem, REPORT_FILE_ENDING } from '../domain/machine/report-file-name.ts'
import { type Absence, type HardwareReport, SECTIONS } from '../domain/machine/hardware-report.ts'
import { type Reason, reason } from '../domain/words/reason.ts'
import { say } from '../domain/words/sentences.ts'
import { reportFromReadings } from '../domain/machine/from-readings.ts'
import type { ProcessorMeasurement } from '../domain/machine/processor-measurement.ts'
import { gather } from './hardware/gather.ts'
import { measureProcessor } from './hardware/measure-processor.ts'
import { aimOf, deliver, print } from './probe/destination.ts'
import { askForLook, LOOK, lookCommand } from './probe/look.ts'
import { languageOf, probeOptions } from './probe/options.ts'
import { type Screen, screenOf, sectionLine } from './probe/terminal.ts'
import { folderOfKey, thisProgram } from './probe/this-program.ts'

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
const lacksOf = (report: HardwareReport, missingTools: readonly string[]): readonly Reason[] => [
  ...(absencesIn(report).has('needs-root') ? [reason('probe.lacks-root')] : []),
  ...(missingTools.length > 0 ? [reason('probe.lacks-tools', { tools: missingTools.join(', ') })] : []),
]

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

const read = async (args: readonly string[], screen: Screen): Promise<ExitCode> => {
  const options = probeOptions(args, process.env)
  if ('code' in options) {
    screen.tell(options)
    return EXIT.askedWrongly
  }
  const { language } = options
  if (options.help) {
    await print(`${say(reason('probe.usage'), language)}\n`)
    return EXIT.asMeant
  }
  const program = thisProgram()
  const aim = await aimOf(options.out, folderOfKey(program))
  if ('code' in aim) {
    screen.tell(aim)
    return EXIT.askedWrongly
  }
  screen.tell(...aim.remarks)

  screen.watch?.(say(reason('probe.reading'), language))
  const { readings } = await gather({
    tool: { name: 'etabli-probe', version: program.version },
    now: () => new Date(),
    lookAtDisk: askForLook(program),
    onSection: (arrival) => {
      if (arrival.complete) screen.watch?.(sectionLine(arrival, language))
    },
  })
  const measurements = options.bench ? { processor: await measured(screen) } : undefined
  const report = reportFromReadings(measurements === undefined ? readings : { ...readings, measurements })
  const missingTools = WANTED_TOOLS.filter((tool) => !readings.fieldTools.some(({ name }) => name === tool))

  const delivered = await deliver(aim.destination, {
    stem: reportFileStem(report),
    ending: REPORT_FILE_ENDING,
    text: `${JSON.stringify(options.readings ? { report, readings: { ...readings, ...(measurements === undefined ? {} : { measurements }) } } : report, null, 2)}\n`,
  })
  // A report on standard output that nobody watches is read by a program: no word beside it.
  const isSilent = aim.destination.kind === 'output' && screen.watch === null
  if (!isSilent) screen.tell(...lacksOf(report, missingTools), ...delivered.remarks)
  return delivered.asMeant ? EXIT.asMeant : EXIT.notAsMeant
}

const main = async (): Promise<ExitCode> => {
  const args = process.argv.slice(2)
  const [verb, path] = args
  if (verb === LOOK && path !== undefined) {
    await print(await lookCommand(path))
    return EXIT.asMeant
  }
  const told = probeOptions(args, process.env)
  const screen = screenOf(process.stderr, 'code' in told ? languageOf(process.env) : told.language)
  try {
    return await read(args, screen)
  } catch (error) {
    screen.tell(reason('probe.failed', { message: error instanceof Error ? error.message : String(error) }))
    return EXIT.notAsMeant
  }
}

// A file of /sys that never answers would hold the process for as long as it likes.
void main().then((code) => process.exit(code))
