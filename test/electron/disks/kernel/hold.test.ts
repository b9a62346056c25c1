// Asking to have a device alone: answered at once, or given up. A pipe that nobody writes to is opened as a disk is that
// never answers.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tryToHold } from '../../../../electron/disks/kernel/hold.ts'
import { loopDevice, loopDevices, run } from '../loop-device.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-hold-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Lets the open end that was given up on: threads that wait for it would hold up the test's end. */
const release = (pipe: string) =>
  new Promise((resolve) => spawn('sh', ['-c', 'exec 3<>"$1"', 'sh', pipe]).once('exit', resolve))

const isLinux = process.platform === 'linux'
describe.skipIf(!isLinux)('A device that does not answer', () => {
  test(
    'is given up on, is not asked a second time meanwhile, and takes not every thread',
    { timeout: 30_000 },
    async () => {
      const pipes = [join(folder, 'one'), join(folder, 'two')] as const
      await run('mkfifo', [...pipes])
      try {
        expect(await Promise.all(pipes.map(tryToHold))).toEqual([{ state: 'silent' }, { state: 'silent' }])
        const before = performance.now()
        expect(await Promise.all(pipes.map(tryToHold))).toEqual([{ state: 'silent' }, { state: 'silent' }])
        expect(performance.now() - before).toBeLessThan(4_000) // answered from what is known, and not by waiting again
        // Two threads are lost to them; the others are left to whoever has to read a file.
        await writeFile(join(folder, 'file'), '')
        expect(await tryToHold(join(folder, 'file'))).toEqual({ state: 'not-asked' })
      } finally {
        await Promise.all(pipes.map(release))
      }
    },
  )
  test('is asked again once it has answered', { timeout: 30_000 }, async () => {
    const pipe = join(folder, 'slow')
    await run('mkfifo', [pipe])
    const asked = tryToHold(pipe)
    await release(pipe)
    expect(await asked).toEqual({ state: 'free' })
    const again = tryToHold(pipe)
    await release(pipe)
    expect(await again).toEqual({ state: 'free' })
  })
})

test('What is not there, or is a link, is not held', async () => {
  expect(await tryToHold(join(folder, 'nothing'))).toEqual({ state: 'failed', errno: 'ENOENT' })
  await run('ln', ['-s', '/dev/null', join(folder, 'link')])
  expect(await tryToHold(join(folder, 'link'))).toEqual({ state: 'failed', errno: 'ELOOP' })
})

describe.skipIf(!loopDevices.had)(`A free device${loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`}`, () => {
  test('is held and given back at once, by two who ask at the same time too', async () => {
    const loop = await loopDevice(2 ** 20)
    try {
      const asked = Array.from({ length: 8 }, () => tryToHold(loop.device))
      expect(new Set((await Promise.all(asked)).map(({ state }) => state))).toEqual(new Set(['free']))
    } finally {
      await loop.detach()
    }
  })
})
