// The conformance suite of BagIt, beside the repository where it was collected. Nothing of it is copied here; without it these
// tests say that they were skipped. Only version 1.0 is taken: bags of 0.97 are refused as such, whatever else they hold.
import { existsSync, readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type BagSource, openBag } from '../../../electron/batches/open-bag.ts'
import { StationError } from '../../../electron/failure.ts'

const suite = fileURLToPath(new URL('../../../../shared/corpus/bagit/', import.meta.url))
const isThere = existsSync(suite)
if (!isThere) console.warn('The conformance suite of BagIt is not beside this repository: its tests are skipped.')

const bagsIn = (folder: string): readonly string[] =>
  isThere
    ? readdirSync(join(suite, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(folder, name))
    : []

const sourceOf = async (bag: string): Promise<BagSource> => {
  const root = join(suite, bag)
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(root, name))).size })))
  return { files, read: (name) => readFile(join(root, name)) }
}

/** Opened, and every file of its payload read. */
const refusals = async (bag: string): Promise<readonly string[]> => {
  try {
    const opened = await openBag(await sourceOf(bag))
    for (const name of opened.payload) await opened.read(name)
    return []
  } catch (error) {
    if (!(error instanceof StationError) || error.failure.code !== 'refused') throw error
    return error.failure.reasons.map(({ code }) => code)
  }
}

describe.skipIf(!isThere)('bags of version 1.0', () => {
  test.each(bagsIn('v1.0/valid'))('%s holds', async (bag) => {
    expect(await refusals(bag)).toEqual([])
  })
  test.each(bagsIn('v1.0/invalid'))('%s is refused', async (bag) => {
    expect(await refusals(bag)).not.toEqual([])
  })
})

describe.skipIf(!isThere)('bags of version 0.97', () => {
  test.each(['v0.97/valid', 'v0.97/invalid', 'v0.97/linux-only'].flatMap(bagsIn))('%s is refused', async (bag) => {
    expect(await refusals(bag)).not.toEqual([])
  })
})
