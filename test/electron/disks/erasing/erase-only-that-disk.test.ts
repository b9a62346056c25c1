// The helper's own last look: a disk that is not the one that was chosen, or is in use by now, is not written, whatever
// the station said; and nothing but the chosen disk is opened for writing while one is erased.
import { closeSync, constants, openSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { DiskHandle } from '../../../../domain/erasure/station-disk.ts'
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
  later,
  nobodyCancels,
  station,
  until,
  nwipesOn,
  whyNot,
  within,
  zero,
  zeros,
} from '../erasing-bench.ts'
import { run } from '../loop-device.ts'

afterEach(cleanUp)

const mounts = (args: readonly string[]): Promise<boolean> =>
  run('mount', args).then(
    () => true,
    () => false,
  )

describe.skipIf(!canErase)(`Refused, and nothing written${whyNot}`, { timeout: 60_000 }, () => {
  const others: readonly (readonly [string, (handle: DiskHandle) => DiskHandle])[] = [
    ['a disk of another serial', (handle) => ({ ...handle, identity: { ...handle.identity, serial: 'WD-OTHER' } })],
    ['a disk of another size', (handle) => ({ ...handle, identity: { ...handle.identity, sizeBytes: 512 } })],
    ['a disk of another model', (handle) => ({ ...handle, identity: { ...handle.identity, model: 'Other' } })],
    ['a disk of another WWN', (handle) => ({ ...handle, identity: { ...handle.identity, wwn: '0x5000c500a1b2c3d4' } })],
    ['another attachment', (handle) => ({ ...handle, instance: handle.instance.replace(/ \d+ /, ' 1 ') })],
    ['another start of the system', (handle) => ({ ...handle, instance: handle.instance.replace(/[^ ]+$/, 'x') })],
    ['numbers that are a path', (handle) => ({ ...handle, instance: '../../block/vda 1 x' })],
  ]
  test.for(others)('%s', async ([, changed]) => {
    const loop = await diskWithData()
    const before = await checksum(loop.image)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    expect(codesOf(await attemptErasure(helper, changed(handle)))[0]).toMatch(/^guard\./)
    expect(await checksum(loop.image)).toBe(before)
  })

  test('another disk in its place, under the same name', async () => {
    const [chosen, other] = [await diskWithData(), await diskWithData()]
    const before = await checksum(other.image)
    const helper = await station()
    const handle = await handleOf(helper, chosen)
    await run('losetup', ['--detach', other.device])
    await run('losetup', ['--detach', chosen.device])
    await run('losetup', [chosen.device, other.image])
    expect(codesOf(await attemptErasure(helper, handle))).toEqual(['guard.gone'])
    // And the same disk, pulled out and put back: somebody may have had a reason.
    await run('losetup', ['--detach', chosen.device])
    await run('losetup', [chosen.device, chosen.image])
    expect(codesOf(await attemptErasure(helper, handle))).toEqual(['guard.gone'])
    expect(await checksum(other.image)).toBe(before)
  })

  test('a disk that was mounted after it was chosen', async () => {
    const loop = await diskWithData()
    const helper = await station()
    const handle = await handleOf(helper, loop)
    await run('mkfs.ext4', ['-q', '-F', loop.device])
    const place = await folder()
    // A list of disks that is taken elsewhere at this moment holds each for an instant.
    while (!(await mounts(['-o', 'ro', loop.device, place]))) await pause(50)
    later(() => run('umount', [place]))
    const before = await checksum(loop.image)
    expect(codesOf(await attemptErasure(helper, handle)).join()).toMatch(/guard\.(mounted|held|in-use|busy)/)
    expect(await checksum(loop.image)).toBe(before)
  })

  test('a disk that is being erased already; and it is not read back meanwhile', async () => {
    const loop = await diskWithData(3 * 2 ** 30)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const stop = new AbortController()
    const erasing = eraseDisk(helper, handle, zeros, { signal: stop.signal })
    await Promise.race([until(() => nwipesOn(loop).length === 1), erasing])
    expect(codesOf(await attemptErasure(helper, handle))).toEqual(['erase.at-work'])
    const read = await helper.readBack(
      { handle, plan: { mode: 'full' }, expectation: zero, resume: null },
      { signal: nobodyCancels(), onProgress: () => undefined },
    )
    expect(codesOf(read)).toEqual(['erase.at-work'])
    // Another station on the same computer knows nothing of it, and is refused by the kernel.
    const other = await station()
    expect(codesOf(await attemptErasure(other, handle))[0]).toMatch(/^guard\./)
    expect(nwipesOn(loop)).toHaveLength(1)
    stop.abort()
    await erasing
  })

  test('a disk for which nwipe is missing, or whose technique no program here knows', async () => {
    const loop = await diskWithData()
    const before = await checksum(loop.image)
    const without = await station(await within('mount --bind /dev/null "$(command -v nwipe)"'))
    expect(await attemptErasure(without, await handleOf(without, loop))).toEqual({
      refused: [{ code: 'erase.program-missing', params: { program: 'nwipe' } }],
    })
    const helper = await station()
    for (const technique of ['degauss', 'nvme-format', 'ata-secure-erase', 'block-erase'] as const) {
      const method = { ...zeros, method: { ...zeros.method, technique } }
      expect(codesOf(await attemptErasure(helper, await handleOf(helper, loop), method))[0]).toMatch(/^erase\./)
    }
    expect(await checksum(loop.image)).toBe(before)
  })
})

describe.skipIf(!canErase)(`While one disk is erased${whyNot}`, { timeout: 120_000 }, () => {
  test('nobody can have it alone, which mounting needs; and afterwards everybody can again', async () => {
    const loop = await diskWithData(3 * 2 ** 30)
    const helper = await station()
    const handle = await handleOf(helper, loop)
    const stop = new AbortController()
    const erasing = eraseDisk(helper, handle, zeros, { signal: stop.signal })
    await Promise.race([until(() => nwipesOn(loop).length === 1), erasing])
    const had = () => {
      try {
        closeSync(openSync(loop.device, constants.O_RDONLY | constants.O_EXCL))
        return true
      } catch {
        return false
      }
    }
    // Longer than a list of disks, taken elsewhere at this moment, would hold it.
    for (let tried = 0; tried < 40; tried++) {
      expect(had()).toBe(false)
      await pause(25)
    }
    stop.abort()
    expect((await erasing).ended).toBe('cancelled')
    await until(had)
  })

  test('no other block device is opened for writing by the helper, nwipe, or anything they start', async () => {
    const [loop, other] = [await diskWithData(), await diskWithData()]
    const before = await checksum(other.image)
    const trace = `${await folder()}/trace`
    const helper = await station(
      await within(
        '',
        `exec strace -f --seccomp-bpf -qq -s 4096 -e trace=open,openat,openat2,creat,execve -o ${trace}`,
      ),
    )
    const record = await eraseDisk(helper, await handleOf(helper, loop))
    expect(record.ended).toBe('complete')
    await helper.close()

    const lines = (await readFile(trace, 'utf8')).split('\n')
    const opened = lines.flatMap((line) => {
      const [, path, flags] = /\bopen(?:at2?)?\((?:[^,"]+, )?"(\/dev\/[^"]*)", (.*)$/.exec(line) ?? []
      return path === undefined || flags === undefined ? [] : [{ path, flags }]
    })
    const blocks = []
    for (const one of opened) {
      const isBlock = await stat(one.path).then(
        (stats) => stats.isBlockDevice(),
        () => false,
      )
      if (isBlock) blocks.push(one)
    }
    const written = blocks.filter(({ flags }) => /O_(WRONLY|RDWR)/.test(flags)).map(({ path }) => path)
    expect(new Set(written)).toEqual(new Set([loop.device]))
    // Held first, alone and for reading.
    const held = blocks.findIndex(({ path, flags }) => path === loop.device && /O_RDONLY.*O_EXCL/.test(flags))
    const wrote = blocks.findIndex(({ flags }) => /O_(WRONLY|RDWR)/.test(flags))
    expect(held).toBeGreaterThanOrEqual(0)
    expect(held).toBeLessThan(wrote)
    // nwipe was started once to erase, with one device, and no shell had a word in it.
    const started = lines.filter((line) => /execve\("[^"]*\/nwipe", .*autonuke/.test(line) && !line.includes('ENOENT'))
    expect(started).toHaveLength(1)
    expect(started[0]?.match(/"\/dev\/[^"]+"/g)).toEqual([`"${loop.device}"`])
    expect(await checksum(other.image)).toBe(before)
  })
})
