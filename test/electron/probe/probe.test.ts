import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { languageOf } from '../../../electron/probe/options.ts'
import { Readings } from '../../../domain/machine/readings.ts'

const run = promisify(execFile)
const probe = fileURLToPath(new URL('../../../electron/probe.ts', import.meta.url))
const start = (...args: readonly string[]) =>
  run(process.execPath, [probe, '--no-bench', ...args], { maxBuffer: 64 * 1024 * 1024 })

test('the probe prints this machine’s report and nothing else', async () => {
  const { stdout, stderr } = await start()
  expect(HardwareReport.parse(JSON.parse(stdout)).kind).toBe('hardware-report')
  expect(stderr).toBe('')
})

test('the probe writes the report with the raw readings to a file', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'etabli-probe-')), 'report.json')
  const { stdout } = await start('--readings', '--out', file)
  expect(stdout).toBe('')
  const { report, readings } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  expect(HardwareReport.safeParse(report).success).toBe(true)
  expect(Readings.safeParse(readings).success).toBe(true)
})

test('the probe explains itself, and says what it does not understand', async () => {
  expect((await start('--help')).stdout).toContain('--readings')
  await expect(start('--everything')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--everything') as string,
  })
  await expect(start('--out', '/no/such/folder/report.json')).rejects.toMatchObject({ code: 2 })
})

test.each([
  [{}, 'fr'],
  [{ LANG: 'C.UTF-8' }, 'fr'],
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'fr_FR.UTF-8', LC_ALL: '' }, 'fr'],
  [{ LANG: 'fr_FR.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'fry_NL' }, 'en'],
] as const)('speaks the language of the system: %j', (env, language) => {
  expect(languageOf(env)).toBe(language)
})
