// A good laptop with two batteries, memory on the board and an NVMe drive: the probe's report brings back what was
// configured, in every configured field, and reading it writes to no disk.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtProbe } from '../../build/built-probe.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { boot, type RunningMachine } from './boot.ts'
import { goodLaptop } from './known-machines.ts'
import { libraryFunctions } from './library-fields.ts'
import { type MadeMachine, make } from './made-machine.ts'
import { differing, held, libraryComparison, tableOf } from './side-by-side.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

let made: MadeMachine
/** The probe's, built from these sources; in the repository. */
let executable: string
let machine: RunningMachine
let report: HardwareReport

const traffic = () => Promise.all(goodLaptop.disks.map(({ name }) => machine.traffic(name)))
let untouched: Awaited<ReturnType<typeof traffic>>

beforeAll(async () => {
  executable = relative(repository, (await builtProbe()).executable)
  made = await make(goodLaptop)
  machine = await boot(made.machine)
  untouched = await traffic()
  report = HardwareReport.parse(await machine.ask('probing', 'read'))
})
afterAll(async () => {
  await machine.end()
  await made.remove()
})

describe('a good laptop', () => {
  test('every configured field of it stands in the report as it was configured', () => {
    const compared = held(report, goodLaptop)
    console.log(`laptop: ${String(compared.length)} configured fields, ${String(differing(compared).length)} different`)
    expect(differing(compared)).toEqual([])
  })

  test('the fields that plain systeminformation has wrong in the same place', async () => {
    const answers = await machine.ask('probing', 'askLibraryFor', libraryFunctions)
    const comparison = libraryComparison(answers, goodLaptop)
    console.log(`laptop: of ${String(comparison.compared)} fields, ${String(comparison.wrong.length)} are wrong`)
    console.log(tableOf(comparison, report))
    // Else its answers did not arrive, or are no longer understood here.
    expect(comparison.compared - comparison.wrong.length).toBeGreaterThan(30)
  })

  test('the single executable reports the same', async () => {
    const words = ['--no-bench', '--out', '-'] as const
    const { code, printed, complained } = await machine.ask('probing', 'runBuiltProbe', executable, ...words)
    expect({ code, complained }).toMatchObject({ code: 0 })
    const said = HardwareReport.parse(JSON.parse(printed))
    expect(said.tool.name).toBe('etabli-probe')
    expect(differing(held(said, goodLaptop))).toEqual([])
  })

  test('all of this wrote nothing to any disk', async () => {
    expect(await traffic()).toEqual(untouched)
  })
})
