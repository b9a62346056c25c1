// How long the probe's whole report takes, beside the tools it replaces one after the other, and beside systeminformation's
// getStaticData(), in turns on the same machine. Run by hand, as root:
//   node test/bench/probe.ts [rounds]
// It prints figures and ratios and judges none of them: clocks belong to machines. What is not installed is left out.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gather } from '../../electron/hardware/gather.ts'
import { findProgram } from '../../electron/hardware/find-program.ts'
import { askForLook } from '../../electron/probe/look.ts'
import { thisProgram } from '../../electron/probe/this-program.ts'

const rounds = Number(process.argv[2] ?? 5)
const probe = fileURLToPath(new URL('../../electron/probe.ts', import.meta.url))

const executable = fileURLToPath(new URL('../../dist/probe/etabli-probe', import.meta.url))
if (!existsSync(executable))
  console.log('dist/probe/ is not built (npm run build:probe): the probe is run from its sources alone')

const run = (program: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'] })
    child.once('error', reject)
    child.once('close', () => {
      resolve(performance.now() - begun)
    })
  })

/** The disks that there are, as the probe finds them. */
const { report } = await gather({ tool: { name: 'bench', version: null }, now: () => new Date() })
const disks = report.disks.flatMap(({ path }) => path ?? [])
const wanted: readonly (readonly string[])[] = [
  ['inxi', '-Fxxx'],
  ['lshw', '-json'],
  ['dmidecode'],
  ...disks.map((disk) => ['smartctl', '-a', '-j', disk]),
]
const tools: string[][] = []
for (const [program = '', ...args] of wanted) {
  const path = await findProgram(program)
  if (path === null) console.log(`${program} is not installed and left out`)
  else tools.push([path, ...args])
}

const library = "const si = await import('systeminformation'); await si.getStaticData()"
type Contender = { readonly name: string; readonly once: () => Promise<number> }
const contenders: readonly Contender[] = [
  ...(existsSync(executable)
    ? [{ name: 'probe', once: () => run(executable, ['--no-bench', '--out', '/dev/null']) }]
    : []),
  { name: 'sources', once: () => run(process.execPath, [probe, '--no-bench', '--out', '/dev/null']) },
  {
    name: 'tools',
    once: async () => {
      let sum = 0
      for (const [program = '', ...args] of tools) sum += await run(program, args)
      return sum
    },
  },
  {
    name: 'systeminformation',
    once: () => run(process.execPath, ['--input-type=module', '-e', library]),
  },
]

/** From the start of reading, in a process that is running already: what a person waits for at the bench. */
const firstSection = async (): Promise<{ readonly first: number; readonly all: number; readonly looks: number }> => {
  const times = async (lookAtDisk?: Parameters<typeof gather>[0]['lookAtDisk']) => {
    let first = Infinity
    const begun = performance.now()
    await gather({
      tool: { name: 'bench', version: null },
      now: () => new Date(),
      lookAtDisk,
      onSection: ({ complete }) => {
        if (complete) first = Math.min(first, performance.now() - begun)
      },
    })
    return { first, all: performance.now() - begun }
  }
  const plain = await times()
  const looking = await times(askForLook(thisProgram()))
  return { ...plain, looks: looking.all }
}

const measured = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
const gathered: Awaited<ReturnType<typeof firstSection>>[] = []
for (let round = 0; round < rounds; round++) {
  // In turns that go round, so that none is always first.
  for (let turn = 0; turn < contenders.length; turn++) {
    const contender = contenders[(turn + round) % contenders.length]
    if (contender !== undefined) measured.get(contender.name)?.push(await contender.once())
  }
  gathered.push(await firstSection())
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const line = (name: string, values: readonly number[]) => {
  const each = values.map((value) => value.toFixed(0)).join(' ')
  console.log(`  ${name.padEnd(44)} ${median(values).toFixed(0).padStart(6)} ms   (${each})`)
}
const of = (name: string) => measured.get(name) ?? []
console.log(
  `${String(rounds)} rounds, medians, on ${report.processor.model ?? 'a processor'} with ${String(disks.length)} disk(s)`,
)
if (of('probe').length > 0) line('probe, the executable: whole report and looks', of('probe'))
line('probe, from its sources: the same', of('sources'))
line(`${tools.map(([program = '']) => program.split('/').at(-1)).join(' + ')}`, of('tools'))
line('systeminformation.getStaticData()', of('systeminformation'))
line(
  'gather: first section',
  gathered.map(({ first }) => first),
)
line(
  'gather: whole report',
  gathered.map(({ all }) => all),
)
line(
  'gather: whole report with looks at the disks',
  gathered.map(({ looks }) => looks),
)
const subject = of('probe').length > 0 ? 'probe' : 'sources'
for (const other of ['tools', 'systeminformation']) {
  console.log(`  ${subject} / ${other}: ${(median(of(subject)) / median(of(other))).toFixed(2)}`)
}
process.exit(0)
