// The probe as it is carried on a key: the single executable and the plain script, built anew and started.
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReadBackRecord } from '../../domain/erasure/read-back/read-back.ts'
import { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { loopDevices } from '../electron/disks/loop-device.ts'
import { aTarget } from '../electron/probe/a-target.ts'

const run = promisify(execFile)
const build = fileURLToPath(new URL('../../build/build-probe.ts', import.meta.url))
const isLinux64 = process.platform === 'linux' && process.arch === 'x64'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-built-'))
  if (isLinux64) await run(process.execPath, [build, join(folder, 'one')])
}, 120_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** As on a bare system: no Node on PATH, no home, no locale. */
const bare = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }

test.skipIf(!isLinux64)(
  'the executable reads the machine alone in a folder, and both forms read the same',
  async () => {
    const alone = join(folder, 'alone')
    await run('mkdir', [alone])
    await copyFile(join(folder, 'one/etabli-probe'), join(alone, 'etabli-probe'))
    await copyFile(join(folder, 'one/etabli-probe.mjs'), join(alone, 'etabli-probe.mjs'))
    const executable = await run(join(alone, 'etabli-probe'), ['--no-bench', '--out', '-'], {
      env: bare,
      cwd: '/',
      maxBuffer: 2 ** 26,
    })
    const script = await run(process.execPath, [join(alone, 'etabli-probe.mjs'), '--no-bench', '--out', '-'], {
      maxBuffer: 2 ** 26,
    })
    const [one, other] = [executable, script].map(({ stdout }) => HardwareReport.parse(JSON.parse(stdout)))
    expect(executable.stderr).toBe('')
    expect(one?.processor.model).toBe(other?.processor.model)
    expect(one?.tool).toEqual(other?.tool)
    expect(await readdir(alone)).toEqual(['etabli-probe', 'etabli-probe.mjs'])
  },
)

test.skipIf(!isLinux64)('started from a disk of the machine, it leaves that disk alone and says so', async () => {
  const before = await readdir(join(folder, 'one'))
  const { stderr } = await run(join(folder, 'one/etabli-probe'), ['--lang', 'en', '--no-bench'], {
    env: bare,
    maxBuffer: 2 ** 26,
  })
  expect(stderr).toContain('nothing will be written there')
  expect(await readdir(join(folder, 'one'))).toEqual(before)
  const file = /(\/\S+\.etabli\.json)/.exec(stderr)?.[1]
  if (file !== undefined) await rm(file)
})

test.skipIf(!isLinux64 || !loopDevices.had)(
  'measuring and reading back work in both forms, each of which is one file',
  async () => {
    const target = await aTarget(64 * 2 ** 20)
    try {
      const env = { ...bare, PATH: await target.path() }
      const executable = { program: join(folder, 'one/etabli-probe'), first: [] }
      const script = { program: process.execPath, first: [join(folder, 'one/etabli-probe.mjs')] }
      for (const { program, first } of [executable, script]) {
        const out = await mkdtemp(join(folder, 'papers-'))
        await run(program, [...first, '--lang', 'en', '--verify', 'full', '--out', out], { env, maxBuffer: 2 ** 26 })
        const named = async (ending: string) =>
          JSON.parse(
            await readFile(join(out, (await readdir(out)).find((name) => name.endsWith(ending)) ?? ''), 'utf8'),
          ) as unknown
        const report = HardwareReport.parse(await named('.etabli.json'))
        expect(report.measurements?.processor?.singlePoints).toBeGreaterThan(0)
        expect(report.disks[0]?.content?.holds).toBe('nothing-seen')
        const record = ReadBackRecord.parse(await named('.read-back.json'))
        expect(record).toMatchObject({ ended: 'complete', bytesRead: 64 * 2 ** 20 })
      }
    } finally {
      await target.takeAway()
    }
  },
  120_000,
)

test.skipIf(!isLinux64)(
  'the same sources give the same bytes',
  async () => {
    await run(process.execPath, [build, join(folder, 'two')])
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => readFile(join(folder, name, 'SHA256SUMS'), 'utf8')),
    )
    expect(one).toBe(two)
  },
  120_000,
)
