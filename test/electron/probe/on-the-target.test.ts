// The probe at work on a machine with one disk, and its ways that need no disk.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formOfFile } from '../../../domain/erasure/evidence/findings.ts'
import { ReadBackRecord } from '../../../domain/erasure/read-back/read-back.ts'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { say } from '../../../domain/words/sentences.ts'
import { collectLogs, inWords, type CollectedLogs } from '../../../electron/probe/collect-logs.ts'
import { aDisk, aReport } from '../../domain/erasure/a-report.ts'
import { loopDevices } from '../disks/loop-device.ts'
import { aTarget, type Target } from './a-target.ts'

const run = promisify(execFile)
const probe = fileURLToPath(new URL('../../../electron/probe.ts', import.meta.url))
const someLog = fileURLToPath(new URL('../../fixtures/nwipe/by-hand-0.42-two-disks.log', import.meta.url))

type Ended = { readonly stdout: string; readonly stderr: string; readonly code: number }
let target: Target | null = null
let folder = ''

/** Runs the probe on the machine that has this one disk, or on this one where there is none. */
const start = async (args: readonly string[], smartctl = 'echo {}'): Promise<Ended> => {
  const PATH = (await target?.path(smartctl)) ?? process.env['PATH']
  try {
    const env = { ...process.env, PATH, LANG: 'fr_FR.UTF-8', LC_ALL: '' }
    return { ...(await run(process.execPath, [probe, '--no-bench', ...args], { maxBuffer: 2 ** 26, env })), code: 0 }
  } catch (error) {
    return error as Ended // execFile's error carries these three
  }
}
const filesOf = async (ending: string) => (await readdir(folder)).filter((file) => file.endsWith(ending))
const textOf = async (ending: string) => readFile(join(folder, (await filesOf(ending))[0] ?? 'none'), 'utf8')

describe.skipIf(!loopDevices.had)(`The probe on the target ${loopDevices.why}`, () => {
  beforeEach(async () => {
    target = await aTarget(64 * 2 ** 20)
    folder = await mkdtemp(join(tmpdir(), 'etabli-target-'))
  })
  afterEach(async () => {
    await target?.takeAway()
    target = null
    await rm(folder, { recursive: true, force: true })
  })

  test('sees that a disk has nothing on it, and how fast it is read', async () => {
    expect((await start(['--out', folder])).code).toBe(0)
    const [found] = HardwareReport.parse(JSON.parse(await textOf('.etabli.json'))).disks
    expect(found).toMatchObject({ serial: 'S3YJNF0K', content: { partitionTable: 'none', holds: 'nothing-seen' } })
    expect(found?.speed?.bytesPerSecond).toBeGreaterThan(0)
  })

  test('goes on without a disk that hangs, and does not ask it again', async () => {
    const { code } = await start(['--out', folder], 'case "$1" in --version) echo "smartctl 7.3";; *) sleep 100;; esac')
    expect(code).toBe(0)
    const report = HardwareReport.parse(JSON.parse(await textOf('.etabli.json')))
    expect(report.disks[0]).toMatchObject({ serial: 'S3YJNF0K', health: null, content: { sampled: null, holds: null } })
    expect(report.processor.threads).not.toBeNull()
  }, 60_000)

  test('reads an erased disk back, and writes a record that the station takes as evidence', async () => {
    const { code, stderr } = await start(['--out', folder, '--verify', 'full'])
    expect(code).toBe(0)
    expect(stderr).toContain('ce qui a été relu est comme attendu')
    const text = await textOf('.read-back.json')
    expect(formOfFile(text)).toBe('read-back')
    expect(ReadBackRecord.parse(JSON.parse(text))).toMatchObject({
      plan: { mode: 'full' },
      ended: 'complete',
      bytesRead: 64 * 2 ** 20,
      tool: { name: 'etabli-probe' },
    })
  })

  test('finds what an erasure left, and does not end well then', async () => {
    target?.disk.write(33 * 2 ** 20 + 5, Buffer.from('Monsieur Durand'))
    const { code, stderr } = await start(['--out', folder, '--verify', 'full'])
    expect(code).toBe(1)
    expect(stderr).toContain('des données sont encore là')
    expect(ReadBackRecord.parse(JSON.parse(await textOf('.read-back.json'))).spoiled.bytes).toBe(15)
  })

  test('reads by samples too, against another pattern', async () => {
    const { code } = await start(['--out', folder, '--verify', 'sample', '--expect', 'pattern:ff'])
    expect(code).toBe(1)
    expect(ReadBackRecord.parse(JSON.parse(await textOf('.read-back.json')))).toMatchObject({
      plan: { mode: 'sample' },
      expectation: { kind: 'pattern', hex: 'ff' },
    })
  })
})

test.skipIf(!loopDevices.had)(
  'a bare machine, without any of the field’s tools and an empty /sys, is reported on',
  async () => {
    const bare = 'mount -t tmpfs none /usr/sbin && mount -t tmpfs none /sys && PATH=/nowhere exec "$@"'
    const place = await mkdtemp(join(tmpdir(), 'etabli-bare-'))
    const words = [process.execPath, probe, '--no-bench', '--lang', 'en', '--out', join(place, 'bare.json')]
    const { stderr } = await run('unshare', ['-m', 'sh', '-c', bare, 'sh', ...words], { maxBuffer: 2 ** 26 })
    const report = HardwareReport.parse(JSON.parse(await readFile(join(place, 'bare.json'), 'utf8')))
    await rm(place, { recursive: true, force: true })
    expect(report.fieldTools).toEqual([])
    expect(report.sections.identity).toEqual({ state: 'unavailable', why: 'tool-missing' })
    expect(report.sections.disks).toEqual({ state: 'unavailable', why: 'tool-missing' })
    expect(report.memory.visibleBytes).toBeGreaterThan(0)
    expect(stderr).toContain('Tools are missing here: dmidecode, smartctl, lsblk, lscpu, lspci.')
  },
)

test('an option of reading back alone, or a mode that is none, is not understood', async () => {
  expect(await start(['--expect', 'zero'])).toMatchObject({ code: 2 })
  expect(await start(['--verify', 'quickly'])).toMatchObject({ code: 2 })
  expect(await start(['--verify', 'full', '--expect', 'pattern:'])).toMatchObject({ code: 2 })
})

test('another tool’s report becomes ours, and what is none is refused with a reason', async () => {
  const place = await mkdtemp(join(tmpdir(), 'etabli-from-'))
  const lshw = join(place, 'lshw.json')
  const computer = { id: 'pc', class: 'system', product: 'OptiPlex 3060', vendor: 'Dell Inc.', serial: 'ABC1234' }
  const cpu = { id: 'cpu', class: 'processor', product: 'Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz' }
  await writeFile(lshw, JSON.stringify({ ...computer, children: [cpu] }))
  const { stdout, stderr, code } = await start(['--from', lshw])
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  expect(HardwareReport.parse(JSON.parse(stdout)).identity).toMatchObject({ model: 'OptiPlex 3060', serial: 'ABC1234' })
  await writeFile(join(place, 'letter.txt'), 'Chère Madame')
  const letter = await start(['--from', join(place, 'letter.txt')])
  expect(letter).toMatchObject({ code: 1, stdout: '' })
  expect(letter.stderr.length).toBeGreaterThan(20)
  expect(await start(['--from', join(place, 'missing.json')])).toMatchObject({ code: 1, stdout: '' })
  await rm(place, { recursive: true, force: true })
})

test('logs of nwipe in any folder of the key are listed beside the report, and other texts are not', async () => {
  const place = await mkdtemp(join(tmpdir(), 'etabli-logs-'))
  await mkdir(join(place, 'nwipe/october'), { recursive: true })
  await copyFile(someLog, join(place, 'nwipe/october/nwipe_log_1.txt'))
  await writeFile(join(place, 'notes.txt'), 'Acheter du café')
  await symlink('/', join(place, 'everything.log'))
  const report = aReport({ disks: [aDisk({ serial: 'WD-WCC2E5XK1234' })] })
  const found: CollectedLogs = await collectLogs(place, report, '2026-12-01T08:00:00Z')
  expect(found.logs.map(({ file }) => file)).toEqual(['nwipe/october/nwipe_log_1.txt'])
  expect(found.logs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(found.logs[0]?.disks.map(({ complete, ofThisMachine }) => [complete, ofThisMachine])).toEqual([
    [true, true],
    [true, false],
  ])
  expect(inWords(found).map((each) => say(each, 'fr').replace(/[\u202f\u00a0]/g, ' '))).toEqual([
    'Journal de nwipe : nwipe/october/nwipe_log_1.txt (1 disque de cette machine, 1 effacement complet).',
  ])
  expect(found.cut).toBe(false)
  await rm(place, { recursive: true, force: true })
})
