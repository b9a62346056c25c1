import { afterEach, expect, test, vi } from 'vitest'
import { HardwareReport, SECTIONS } from '../../../domain/machine/hardware-report.ts'
import { Readings } from '../../../domain/machine/readings.ts'
import { gather, type SectionArrival } from '../../../electron/hardware/gather.ts'
import type { RecordedMachineName } from '../../machine/recorded-machines/recorded-machines.ts'
import { recordingOf } from '../../machine/recordings.ts'
import { OLD_SMARTCTL_BANNER, OLD_SMARTCTL_OF_A_WORN_DISK } from '../../domain/machine/an-old-smartctl.ts'
import { pathWith, printing } from './recorded-programs.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const told = async (machine: RecordedMachineName, program: 'dmidecode' | 'lscpu' | 'lsblk' | 'lspci') => {
  const answer = (await recordingOf(machine)).programs[program]
  return printing(answer?.state === 'said' ? answer.text : '')
}
const toldOf = async (machine: RecordedMachineName, disk: string) => {
  const answer = (await recordingOf(machine)).programs.smartctl?.[disk]
  return printing(answer?.state === 'said' ? answer.text : '{}')
}

const recorded = async (machine: RecordedMachineName, smartctl: string) =>
  pathWith({
    dmidecode: await told(machine, 'dmidecode'),
    lscpu: await told(machine, 'lscpu'),
    lsblk: await told(machine, 'lsblk'),
    lspci: await told(machine, 'lspci'),
    lsusb: 'exit 0',
    iw: 'exit 0',
    'os-prober': 'exit 0',
    smartctl,
  })

const run = async (path: string) => {
  vi.stubEnv('PATH', path)
  const arrivals: SectionArrival[] = []
  const gathered = await gather({
    tool: { name: 'test', version: '1' },
    now: () => new Date('2026-03-02T08:00:00Z'),
    onSection: (arrival) => arrivals.push(arrival),
  })
  return { ...gathered, arrivals }
}

/** `case` on the last argument: which disk is asked for. */
const perDisk = (answers: Readonly<Record<string, string>>) =>
  `for last; do :; done\ncase "$last" in\n${Object.entries(answers)
    .map(([disk, body]) => `${disk}) ${body}\n;;`)
    .join('\n')}\nesac`

test.skipIf(process.platform !== 'linux')('a recorded machine is read through its programs first on PATH', async () => {
  const machine = 'two-disk-desktop'
  const smartctl = perDisk({
    '/dev/sda': await toldOf(machine, '/dev/sda'),
    '/dev/sdb': await toldOf(machine, '/dev/sdb'),
  })
  const { report, readings } = await run(await recorded(machine, smartctl))
  expect(report.identity.model).toBe('OptiPlex 3060')
  expect(report.memory.slots).toEqual({ total: 2, used: 1 })
  expect(report.disks.map(({ serial, kind, health }) => [serial, kind, health])).toEqual([
    ['S3YJDEM0417883', 'sata-ssd', 'good'],
    ['58DEM0PNS', 'hdd', 'good'],
  ])
  expect(HardwareReport.safeParse(report).success).toBe(true)
  expect(Readings.safeParse(JSON.parse(JSON.stringify(readings))).success).toBe(true)
})

test.skipIf(process.platform !== 'linux')(
  'a smartctl without JSON is asked again for its text, which is kept',
  async () => {
    const old = `case " $* " in\n*" -j "*) ${printing(`${OLD_SMARTCTL_BANNER}\n=======> UNRECOGNIZED OPTION: j\n`)}\nexit 1;;\nesac\n${printing(OLD_SMARTCTL_OF_A_WORN_DISK)}`
    const { report, readings } = await run(await recorded('two-disk-desktop', old))
    expect(report.disks[1]).toMatchObject({
      health: 'failing',
      selfAssessmentPassed: true,
      powerOnHours: 23_456,
      pendingSectors: 3,
    })
    expect(readings.programs.smartctl?.['/dev/sdb']).toMatchObject({ state: 'said', exitCode: 0 })
    expect(readings.fieldTools).toContainEqual({ name: 'smartctl', version: '6.6' })
    expect(Readings.safeParse(JSON.parse(JSON.stringify(readings))).success).toBe(true)
  },
)

test.skipIf(process.platform !== 'linux')('a disk that hangs holds nothing but itself', async () => {
  const machine = 'two-disk-desktop'
  const smartctl = perDisk({ '/dev/sda': 'sleep 2', '/dev/sdb': await toldOf(machine, '/dev/sdb') })
  const { arrivals, report } = await run(await recorded(machine, smartctl))
  const beforeTheSlowOne = arrivals.find(
    ({ section, report: { disks } }) => section === 'disks' && disks[1]?.health === 'good',
  )
  expect(beforeTheSlowOne?.complete).toBe(false)
  expect(beforeTheSlowOne?.report.disks[0]?.health).toBeNull()
  expect(arrivals.findIndex(({ section, complete }) => section === 'memory' && complete)).toBeLessThan(
    arrivals.length - 1,
  )
  expect(report.disks[0]).toMatchObject({ serial: 'S3YJDEM0417883', serialFrom: 'kernel', health: null })
})

test.skipIf(process.platform !== 'linux')('every section arrives, and is complete once', async () => {
  const { arrivals } = await run(await recorded('recent-laptop', 'exit 1'))
  const complete = arrivals.filter((arrival) => arrival.complete).map(({ section }) => section)
  expect([...complete].sort()).toEqual([...SECTIONS].sort())
})

test.skipIf(process.platform !== 'linux')('a machine without a single program is still reported on', async () => {
  vi.stubEnv('PATH', '')
  const { report } = await run(await pathWith({ dmidecode: 'exit 1', lsblk: 'echo nonsense', lscpu: 'exit 3' }))
  expect(report.sections.disks.state).not.toBe('read')
  expect(HardwareReport.safeParse(report).success).toBe(true)
})

test.skipIf(process.platform !== 'linux')('a cancelled reading ends and says so', async () => {
  vi.stubEnv('PATH', await recorded('recent-laptop', 'sleep 60'))
  const reading = gather({
    tool: { name: 'test', version: null },
    now: () => new Date(),
    signal: AbortSignal.timeout(300),
  })
  await expect(reading).rejects.toThrow()
})
