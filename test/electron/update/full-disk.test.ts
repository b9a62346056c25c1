// A disk without room for an update: said before anything is copied, or in the middle, and nothing of it stays. Needs root.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StationError } from '../../../electron/failure.ts'
import { takeCopy } from '../../../electron/update/taking/copy.ts'
import { newPublisher, publish } from './an-update.ts'

const MIB = 1024 * 1024
let folder: string
let data: string
let mounted: boolean
const small = (megabytes: number) => {
  const size = `size=${String(megabytes)}m`
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'etabli-test', data]).status === 0
  return mounted
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-full-'))
  data = join(folder, 'data')
  await mkdir(data)
  mounted = false
})
afterEach(async () => {
  if (mounted) spawnSync('umount', [data])
  await rm(folder, { recursive: true, force: true })
})

const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
    return 'taken'
  } catch (error) {
    return error instanceof StationError
      ? `${error.failure.code} ${error.failure.reasons[0]?.code ?? ''}`
      : String(error)
  }
}
const leftovers = async () => (await readdir(join(data, 'updates'))).filter((name) => name !== 'state.json')
const bytes = randomBytes(8 * MIB)

it('is told how much is needed before anything is copied', async ({ skip }) => {
  if (!small(60)) skip('only root can mount a small disk')
  const { manifest } = await publish(folder, newPublisher(), { bytes })
  let isFetched = false
  const fetch = () => {
    isFetched = true
    return Promise.resolve()
  }
  expect(await codeOf(takeCopy(data, manifest, fetch, () => undefined))).toBe('disk-full update.no-room')
  expect(isFetched).toBe(false)
  expect(await leftovers()).toEqual([])
})

it('that fills up in the middle says so, and takes it once there is room', async ({ skip }) => {
  if (!small(100)) skip('only root can mount a small disk')
  const { manifest } = await publish(folder, newPublisher(), { bytes })
  /** Somebody else takes all the room once the first bytes are there. */
  const fetching = (isFilling: boolean) => async (copy: { writeFile: (piece: Buffer) => Promise<void> }) => {
    await copy.writeFile(bytes.subarray(0, MIB))
    if (isFilling)
      for (let count = 0; count < 100; count++)
        await writeFile(join(data, `filler-${String(count)}`), Buffer.alloc(MIB, 1)).catch(() => undefined)
    await copy.writeFile(bytes.subarray(MIB))
  }
  expect(await codeOf(takeCopy(data, manifest, fetching(true), () => undefined))).toBe('disk-full station.disk-full')
  expect(await leftovers()).toEqual([])
  for (const name of await readdir(data)) if (name.startsWith('filler')) await unlink(join(data, name))
  expect(await codeOf(takeCopy(data, manifest, fetching(false), () => undefined))).toBe('taken')
  expect(await leftovers()).toEqual([`${manifest.sha256}.AppImage`])
})
