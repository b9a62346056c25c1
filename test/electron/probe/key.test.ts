// Where the report of the probe goes: to the key, never over another file, and somewhere else where the key cannot take it.
import { execFile } from 'node:child_process'
import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { loopDevices } from '../disks/loop-device.ts'
import { aKey, type Key } from './a-key.ts'

const run = promisify(execFile)
const probe = fileURLToPath(new URL('../../../electron/probe.ts', import.meta.url))

type Ended = { readonly stdout: string; readonly stderr: string; readonly code: number }
const start = async (...args: readonly string[]): Promise<Ended> => {
  try {
    return {
      ...(await run(process.execPath, [probe, '--lang', 'fr', '--no-bench', ...args], { maxBuffer: 2 ** 26 })),
      code: 0,
    }
  } catch (error) {
    return error as Ended // execFile's error carries these three
  }
}

let key: Key | null = null
const elsewhere: string[] = []
afterEach(async () => {
  await key?.takeAway()
  key = null
  for (const file of elsewhere.splice(0)) await rm(file, { force: true })
})

/** The file that the probe says it wrote, and what is in it. */
const named = (stderr: string) => /(?:\s)(\/\S+\.etabli\.json)/.exec(stderr)?.[1] ?? ''
const reportIn = async (file: string) => HardwareReport.parse(JSON.parse(await readFile(file, 'utf8')))

/** The report wherever it went in place of the key: into memory, or to standard output where no folder is in memory. */
const reportElsewhere = async ({ stdout, stderr }: Ended) => {
  const file = named(stderr)
  if (file === '') return HardwareReport.parse(JSON.parse(stdout))
  elsewhere.push(file)
  return reportIn(file)
}

describe.skipIf(!loopDevices.had)(`A key that the report goes to ${loopDevices.why}`, () => {
  test('gets a file named after the machine, and the probe says which', async () => {
    key = await aKey()
    const { stderr, code } = await start('--out', key.folder)
    expect(code).toBe(0)
    const [file = ''] = (await readdir(key.folder)).filter((name) => name.endsWith('.etabli.json'))
    expect(stderr).toContain(`Relevé écrit et enregistré pour de bon\u202f: ${join(key.folder, file)}`)
    expect((await reportIn(join(key.folder, file))).tool.name).toBe('etabli-probe')
  })

  test('keeps the report of the morning when the machine is read again', async () => {
    key = await aKey()
    await start('--out', key.folder)
    const [first = ''] = (await readdir(key.folder)).filter((name) => name.endsWith('.etabli.json'))
    const before = await readFile(join(key.folder, first), 'utf8')
    const { stderr } = await start('--out', key.folder)
    expect(await readFile(join(key.folder, first), 'utf8')).toBe(before)
    expect(named(stderr)).toMatch(/-2\.etabli\.json$/)
  })

  test('that is full keeps what it has, and the report is somewhere else', async () => {
    key = await aKey([], async (folder) => {
      // Down to the last block, however the file system keeps its books.
      for (const bytes of [65_536, 1024]) {
        const more = () => appendFile(join(folder, `full-${String(bytes)}`), Buffer.alloc(bytes), { flush: true })
        while (
          await more().then(
            () => true,
            () => false,
          )
        );
      }
    })
    const ended = await start('--out', key.folder)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(`Plus de place dans ${key.folder}`)
    expect((await reportElsewhere(ended)).kind).toBe('hardware-report')
    expect((await readdir(key.folder)).filter((name) => name.endsWith('.json'))).toEqual([])
  })

  test('that is read-only is said to be, and the report is somewhere else', async () => {
    key = await aKey(['ro'])
    const ended = await start('--out', key.folder)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(`${key.folder} est en lecture seule`)
    expect((await reportElsewhere(ended)).kind).toBe('hardware-report')
  })

  test('is not meant where a disk is named', async () => {
    key = await aKey()
    const { stderr, code } = await start('--out', key.device)
    expect(code).toBe(2)
    expect(stderr).toContain('la sonde n’écrit sur aucun disque')
  })
})

test('a file that is there already is not written over', async () => {
  const file = join(dirname(process.execPath), '../package.json')
  const before = await stat(file)
  expect(await start('--out', file)).toMatchObject({ code: 2, stdout: '' })
  expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
})

test('a folder that is not there is said before anything is read', async () => {
  expect(await start('--out', '/no/such/folder/report.json')).toMatchObject({
    code: 2,
    stderr: 'Le dossier /no/such/folder n’existe pas.\n',
  })
})

test('a report for a pipe is a report and nothing else', async () => {
  const { stdout, stderr } = await start('--out', '-')
  expect(HardwareReport.parse(JSON.parse(stdout)).kind).toBe('hardware-report')
  expect(stderr).toBe('')
})
