// Établi is updated while a station is open: what runs and what lies on the disk are then of two versions, and no disk is
// touched by such a pair.
import { randomUUID } from 'node:crypto'
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { build } from 'vite'
import { browserParts } from '../../../../build/electron.config.ts'
import type { HelperRuntime } from '../../../../electron/disks/helper/program.ts'
import packageJson from '../../../../package.json' with { type: 'json' }
import {
  attemptErasure,
  canErase,
  checksum,
  cleanUp,
  codesOf,
  diskWithData,
  eraseDisk,
  folder,
  handleOf,
  station,
  whyNot,
} from '../erasing-bench.ts'

/** The helper of the package in this version, as it is installed. */
const installed = async (version: string): Promise<HelperRuntime> => {
  const place = await folder()
  const helper = browserParts(place, version).filter(({ build: options }) =>
    /disk-helper|read-back-worker/.test(String(options?.ssr)),
  )
  for (const part of helper) await build(part)
  return { node: process.execPath, script: join(place, 'disk-helper.mjs'), env: {} }
}

afterEach(cleanUp)

describe.skipIf(!canErase)(`A station that was open during an update${whyNot}`, { timeout: 120_000 }, () => {
  test('gets no helper of another version, and says what to do', async () => {
    const disk = await diskWithData()
    const before = await checksum(disk.image)
    const helper = await station(await installed('999.0.0'))
    const { disks, gaps } = await helper.inventory()
    expect(gaps[0]?.code).toBe('erase.other-version')
    const listed = disks.find(({ name }) => `/dev/${name}` === disk.device)
    if (listed === undefined) throw new Error(`${disk.device} is not listed`)
    expect(codesOf(await attemptErasure(helper, listed.handle))).toEqual(['erase.other-version'])
    expect(await checksum(disk.image)).toBe(before)
  })

  test('begins nothing with a helper whose file was replaced under it', async () => {
    const [erased, kept] = [await diskWithData(), await diskWithData()]
    const same = await installed(packageJson.version)
    const helper = await station(same)
    expect((await eraseDisk(helper, await handleOf(helper, erased))).ended).toBe('complete')

    const handle = await handleOf(helper, kept)
    const before = await checksum(kept.image)
    // As dpkg does it: written beside, and renamed into its place.
    const draft = `${same.script}.${randomUUID()}`
    await copyFile(same.script, draft)
    await rename(draft, same.script)
    expect(codesOf(await attemptErasure(helper, handle))).toEqual(['erase.other-version'])
    expect(await checksum(kept.image)).toBe(before)
  })
})
