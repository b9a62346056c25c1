// The zip of a bag as it is written: the same bytes for the same files, and no more memory for thousands of them than for one.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BagWriter } from '../../../electron/batches/bag-writer.ts'
import { openZip } from '../../../electron/batches/open-zip.ts'
import { StationError } from '../../../electron/failure.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-bag-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the same files make the same zip, whenever it is written', async () => {
  const files: readonly (readonly [string, Buffer])[] = [
    ['data/a', Buffer.from('one')],
    ['data/empty', Buffer.alloc(0)],
    ['data/é.pdf', randomBytes(100_000)],
  ]
  const write = async (name: string) => {
    const bag = await BagWriter.begin(join(folder, name), 'lot/')
    for (const [path, bytes] of files) await bag.add(path, bytes)
    const { bytes, sha256 } = await bag.finish()
    const written = await readFile(join(folder, name))
    expect(written.length).toBe(bytes)
    return { written, sha256 }
  }
  const one = await write('one.zip')
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const other = await write('other.zip')
  expect(other.sha256).toBe(one.sha256)
  expect(other.written.equals(one.written)).toBe(true)
  const zip = await openZip(join(folder, 'one.zip'))
  expect(zip.entries.map(({ name }) => name)).toEqual(files.map(([path]) => `lot/${path}`))
  for (const [path, bytes] of files) expect((await zip.read(`lot/${path}`)).equals(bytes)).toBe(true)
  await zip.close()
})

test('a log of one line over and over is packed so that no reader takes it for a bomb', async () => {
  const path = join(folder, 'log.zip')
  const bag = await BagWriter.begin(path, 'lot/')
  await bag.add('data/log', Buffer.from('/dev/sda: 100% done\n'.repeat(1_000_000)))
  await bag.finish()
  const zip = await openZip(path)
  expect(zip.entries).toHaveLength(1)
  await zip.close()
})

test('a file that no batch may hold is refused before it is written', async () => {
  const bag = await BagWriter.begin(join(folder, 'large.zip'), 'lot/')
  const adding = bag.add('data/large', Buffer.alloc(64 * 1024 * 1024 + 1))
  await expect(adding).rejects.toBeInstanceOf(StationError)
  await bag.abandon()
})

test('ten times as many files keep no more memory', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const bag = await BagWriter.begin(join(folder, 'many.zip'), 'lot/')
  const add = async (from: number, to: number) => {
    for (let number = from; number < to; number++) {
      await bag.add(
        `data/documents/${String(number).padStart(64, '0')}.json`,
        Buffer.from(randomBytes(4000).toString('hex')),
      )
    }
    collect()
    return process.memoryUsage().arrayBuffers
  }
  const few = await add(0, 100)
  const many = await add(100, 1000)
  await bag.finish()
  // Names alone are a hundred bytes each.
  expect(many - few).toBeLessThan(4 * 1024 * 1024)
})
