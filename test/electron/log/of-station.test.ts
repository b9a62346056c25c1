// What the log tells of a station's life: how it was found, why it did not start, that it ended.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastLines } from '../../../electron/log/last-lines.ts'
import { createLog } from '../../../electron/log/log.ts'
import { openStation, type OpenStation } from '../../../electron/open-station.ts'
import { journalPath } from '../../../electron/vault/journal.ts'
import { newFolder, setUpForm } from '../vault/samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let data: string
beforeEach(async () => {
  folder = await newFolder()
  data = join(folder.path, 'data')
})
afterEach(() => folder.remove())

const open = async (builtAt = '2026-01-01T00:00:00.000Z'): Promise<OpenStation> => {
  const build = join(folder.path, 'build.json')
  await writeFile(build, JSON.stringify({ version: '0.1.0', builtAt }))
  return openStation({
    dataFolder: data,
    shell: 'memory',
    demo: false,
    testLoopDevices: false,
    print: () => Promise.resolve(new Uint8Array()),
    build: pathToFileURL(build),
    log: createLog({ now: () => new Date() }),
    report: () => undefined,
  })
}
const told = () => lastLines(data, 100).lines.map(({ at: _, ...event }) => event)
const options = { onProgress: () => undefined, signal: new AbortController().signal }

test('a station is told of from its start to its end', async () => {
  const station = await open()
  await station.answer('station.setUp', setUpForm, options)
  await station.close()
  expect(told()).toMatchObject([
    { event: 'started', version: '0.1.0', shell: 'memory', setUp: false, frames: 0, writable: true },
    { event: 'set-up' },
    { event: 'ended' },
  ])
})

test('a clock in doubt and a damaged journal are told by their codes', async () => {
  const first = await open()
  await first.answer('station.setUp', setUpForm, options)
  await first.close()
  const bytes = await readFile(journalPath(data))
  bytes.write('X', Math.floor(bytes.length / 2))
  await writeFile(journalPath(data), bytes)
  const second = await open('2099-01-01T00:00:00.000Z')
  await second.close()
  const events = told().slice(3)
  expect(events).toContainEqual({ event: 'clock-in-doubt', why: 'before-build' })
  expect(events).toContainEqual({ event: 'notice', reason: 'journal.damaged' })
  expect(events[0]).toMatchObject({ event: 'started', writable: false })
})

test('a second station on the folder is refused, and writes nothing into the log of the first', async () => {
  const station = await open()
  const before = told()
  await expect(open()).rejects.toThrow()
  expect(told()).toEqual(before)
  await station.close()
})

test('a station that could not start tells why', async () => {
  const first = await open()
  await first.answer('station.setUp', setUpForm, options)
  await first.close()
  // The table of people cannot be read: a fault that nobody at the bench made.
  await writeFile(join(data, 'people.json'), '{"Amina": ')
  await expect(open()).rejects.toThrow()
  expect(told().slice(3)).toMatchObject([{ event: 'fault' }, { event: 'not-started' }])
  expect(JSON.stringify(told())).not.toContain('Amina')
})
