// The probe: reads the machine it runs on and writes the hardware report as JSON. It needs no window, no station and no
// network; without root it reads what it may and says what it lacks.
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { SectionState, ToolVersion } from '../domain/machine/hardware-report.ts'
import { SECTIONS, type HardwareReport } from '../domain/machine/hardware-report.ts'
import { gather, type SectionArrival } from './hardware/gather.ts'

const HELP = `Reads this machine's hardware and prints the report as JSON.

  npm run -s probe -- [--out FILE] [--readings] [--help]

  --out FILE    write to FILE instead of standard output
  --readings    write { "report", "readings" }: the report and what every source said, word for word
  --help        this text

Run it as root (sudo) to read serial numbers, memory modules and disk health.
`

const tool = (): ToolVersion => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return { name: 'etabli-probe', version: (JSON.parse(text) as { version: string }).version }
}

const describe = (state: SectionState): string => {
  switch (state.state) {
    case 'read':
      return 'read'
    case 'partly':
      return `partly (${[...new Set(state.missing.map(({ why }) => why))].join(', ')})`
    case 'unavailable':
      return `unavailable (${state.why})`
  }
}

/** Progress is for a person who watches: on standard error, and only on a terminal. */
const showArrival = ({ section, complete, report }: SectionArrival) => {
  if (process.stderr.isTTY && complete) process.stderr.write(`${section}: ${describe(report.sections[section])}\n`)
}

const lacksRoot = (report: HardwareReport) =>
  SECTIONS.some((name) => {
    const state = report.sections[name]
    return state.state === 'unavailable'
      ? state.why === 'needs-root'
      : state.state === 'partly' && state.missing.some(({ why }) => why === 'needs-root')
  })

const print = (text: string) =>
  new Promise<void>((resolve) => {
    process.stdout.write(text, () => {
      resolve()
    })
  })

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      readings: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    await print(HELP)
    return 0
  }
  const { readings, report } = await gather({ tool: tool(), now: () => new Date(), onSection: showArrival })
  const json = `${JSON.stringify(values.readings ? { report, readings } : report, null, 2)}\n`
  if (values.out === undefined) await print(json)
  else await writeFile(values.out, json)
  if (process.stderr.isTTY && lacksRoot(report)) process.stderr.write('Some of it needs root: run it with sudo.\n')
  return 0
}

const code = await main().catch((error: unknown) => {
  process.stderr.write(`probe: ${error instanceof Error ? error.message : String(error)}\n`)
  return 1
})
// A file of /sys that never answers would hold the process for as long as it likes.
process.exit(code)
