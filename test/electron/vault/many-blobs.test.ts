// Many files kept at once: whole, under their hashes, and a failure in words.
import { hash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Blobs } from '../../../electron/vault/blobs.ts'
import { newFolder } from './samples.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

async function* each(all: readonly Buffer[]) {
  yield* all
}

const texts = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(`document ${index}`))

test('every one of them is there afterwards, and nothing else', async () => {
  const all = [...texts(100), Buffer.alloc(20 * 1024 * 1024, 7), ...texts(3)]
  const counts: number[] = []
  const blobs = new Blobs(folder.path)
  await blobs.putMany(each(all), (count) => counts.push(count))
  const hashes = [...new Set(all.map((bytes) => hash('sha256', bytes)))].sort()
  expect((await readdir(join(folder.path, 'blobs'))).sort()).toEqual(hashes)
  for (const bytes of all) expect((await blobs.get(hash('sha256', bytes))).equals(bytes)).toBe(true)
  expect(counts.at(-1)).toBe(all.length)
  expect(counts.length).toBeGreaterThan(2)
})

test('a damaged file that was there is mended, and keeping again changes nothing', async () => {
  const blobs = new Blobs(folder.path)
  const [bytes] = texts(1)
  const name = hash('sha256', bytes ?? '')
  await blobs.putMany(each(texts(2)))
  await writeFile(join(folder.path, 'blobs', name), 'cassé')
  await blobs.putMany(each(texts(2)))
  expect((await blobs.get(name)).toString()).toBe('document 0')
})

test('what stops the source stops the keeping, and is said as it is', async () => {
  const blobs = new Blobs(folder.path)
  const stopped = new Error('la clé a été retirée')
  const failing = async function* () {
    yield Buffer.from('un')
    throw stopped
  }
  await expect(blobs.putMany(failing())).rejects.toBe(stopped)
})
