// The disks of this very computer: loop devices in every use that this kernel knows, each refused while it is in use and
// free again afterwards; and what the kernel sees of the looking (strace).
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DiskInventory, StationDisk } from '../../../../domain/erasure/station-disk.ts'
import { DiskInventory as Schema } from '../../../../domain/erasure/station-disk.ts'
import { numbersOf } from '../../../../electron/disks/kernel/device-numbers.ts'
import { isDiskName } from '../../../../electron/disks/kernel/disk-names.ts'
import {
  findErasable,
  findReadable,
  type InventoryOptions,
  takeInventory,
} from '../../../../electron/disks/listing/inventory.ts'
import { loopDevice, type LoopDevice, loopDevices, run } from '../loop-device.ts'

const options = { dataFolder: null, testLoopDevices: true } satisfies InventoryOptions
const why = loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`
const sizeBytes = 16 * 2 ** 20

let folder: string
const undo: (() => Promise<unknown>)[] = []
const later = (step: () => Promise<unknown>) => undo.push(step)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-inventory-'))
})
afterEach(async () => {
  // Every step is gone back, whatever became of the others: what stays attached would be there for all later tests.
  const failed: unknown[] = []
  for (const step of undo.splice(0).reverse()) await step().catch((fault: unknown) => failed.push(fault))
  await rm(folder, { recursive: true, force: true })
  expect(failed).toEqual([])
})

const attach = async (lossetup: readonly string[] = []): Promise<LoopDevice> => {
  const loop = await loopDevice(sizeBytes, lossetup)
  later(loop.detach)
  return loop
}
/** A list of disks that is taken beside this test holds each of them for a moment: then a program is asked again. */
const patiently = async (program: string, ...args: readonly string[]) => {
  for (let tries = 0; tries < 20; tries++) {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status === 0) return
    if (!/busy/i.test(stderr)) throw new Error(stderr)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${program} found the device busy`)
}
const mount = async (device: string, ...more: readonly string[]): Promise<string> => {
  const point = await mkdtemp(join(folder, 'mount-'))
  await patiently('mount', ...more, device, point)
  later(() => run('umount', ['-l', point]).catch(() => null)) // some cases unmount it themselves
  return point
}
const withFileSystem = async (): Promise<{ readonly loop: LoopDevice; readonly point: string }> => {
  const loop = await attach()
  await run('mkfs.ext4', ['-q', loop.device])
  return { loop, point: await mount(loop.device) }
}

const diskIn = (inventory: DiskInventory, device: string): StationDisk => {
  const disk = inventory.disks.find(({ name }) => `/dev/${name}` === device)
  if (disk === undefined) throw new Error(`${device} is not in the inventory`)
  return disk
}
const disk = async (device: string, asked: InventoryOptions = options) => diskIn(await takeInventory(asked), device)
const refusals = async (device: string, asked?: InventoryOptions) =>
  (await disk(device, asked)).refusals.map(({ code }) => code)
const codes = (answer: object) =>
  'refused' in answer ? (answer.refused as { code: string }[]).map(({ code }) => code) : [] // as findErasable's

describe.skipIf(!loopDevices.had)(`A loop device in tests${why}`, () => {
  test('is offered, called the same everywhere, and found again as what it is', async () => {
    const loop = await attach()
    const inventory = await takeInventory(options)
    expect(() => Schema.parse(inventory)).not.toThrow()
    const seen = diskIn(inventory, loop.device)
    const serial = `LOOP-${basename(loop.image)
      .toUpperCase()
      .replace(/[^A-Z0-9-]/g, '-')}`
    expect(seen).toMatchObject({
      handle: { identity: { serial, model: 'Loop device', wwn: null, sizeBytes } },
      refusals: [],
      attentions: [],
    })
    const erasable = await findErasable(seen.handle, options)
    expect(erasable).toMatchObject({
      path: loop.device,
      medium: { identity: seen.handle.identity, instance: seen.handle.instance, sizeBytes },
    })
    expect(await findReadable(seen.handle, options)).toMatchObject({ path: loop.device, medium: { sizeBytes } })
  })
  test('is not offered otherwise, nor found by its handle', async () => {
    const loop = await attach()
    const { handle } = await disk(loop.device)
    const strict = { ...options, testLoopDevices: false }
    expect((await takeInventory(strict)).disks.some(({ name }) => name.startsWith('loop'))).toBe(false)
    expect(codes(await findErasable(handle, strict))).toContain('guard.no-disk')
    expect(codes(await findReadable(handle, strict))).toEqual(['guard.name'])
  })
  test('with a strange name for its file is called without the strangeness', async () => {
    const image = join(folder, `${basename(folder)} b;$(reboot)\n\u202e.img`)
    await writeFile(image, '')
    await truncate(image, sizeBytes)
    const device = (await run('losetup', ['--find', '--show', image])).stdout.trim()
    later(() => run('losetup', ['--detach', device]))
    expect((await disk(device)).handle.identity.serial).toMatch(/^LOOP-ETABLI-INVENTORY-\w{6}-B---REBOOT---+IMG$/)
    expect(await refusals(device)).toEqual([])
  })
})

describe.skipIf(!loopDevices.had)(`A loop device that is in use${why}`, () => {
  test('is refused while it is mounted, and free afterwards', async () => {
    const { loop, point } = await withFileSystem()
    const { handle } = await disk(loop.device)
    expect(await refusals(loop.device)).toEqual(['guard.mounted', 'guard.busy'])
    expect(codes(await findErasable(handle, options))).toContain('guard.mounted')
    expect(await findReadable(handle, options)).toMatchObject({ path: loop.device })
    await run('umount', [point])
    expect(await refusals(loop.device)).toEqual([])
    expect(await findErasable(handle, options)).toMatchObject({ path: loop.device })
  })
  test('is refused while one of its partitions is mounted', async () => {
    const loop = await attach()
    await run('addpart', [loop.device, '1', '2048', '16384']) // told to the kernel alone: not every kernel reads tables
    later(() => patiently('delpart', loop.device, '1'))
    const partition = `${loop.device}p1`
    await run('mkfs.ext4', ['-q', partition])
    expect(await refusals(loop.device)).toEqual([])
    await mount(partition)
    expect(await refusals(loop.device)).toEqual(['guard.mounted', 'guard.busy'])
    expect((await takeInventory(options)).disks.some(({ name }) => `/dev/${name}` === partition)).toBe(false)
  })
  test('is refused while it is swapped to', async () => {
    const loop = await attach()
    await run('mkswap', [loop.device])
    await patiently('swapon', loop.device)
    later(() => run('swapoff', [loop.device]))
    expect(await refusals(loop.device)).toEqual(['guard.swap', 'guard.busy'])
  })
  test('is refused while a file on it is swapped to', async () => {
    const { loop, point } = await withFileSystem()
    const file = join(point, 'swap file')
    await writeFile(file, Buffer.alloc(2 ** 20), { mode: 0o600 })
    await run('mkswap', [file])
    await run('swapon', [file])
    later(() => run('swapoff', [file]))
    expect(await refusals(loop.device)).toContain('guard.swap')
  })
  test('is refused while it is mounted where this process cannot see it', async () => {
    const loop = await attach()
    await run('mkfs.ext4', ['-q', loop.device])
    const elsewhere = spawn(
      'unshare',
      ['-m', 'sh', '-c', 'mount "$1" "$2" && echo ready && exec sleep 600', 'sh', loop.device, folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const ended = new Promise((resolve) => elsewhere.once('exit', resolve))
    later(async () => {
      elsewhere.kill('SIGKILL')
      await ended
    })
    await new Promise((resolve) => elsewhere.stdout.once('data', resolve))
    expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(loop.device)
    expect(await refusals(loop.device)).toEqual(['guard.busy'])
  })
  test('is refused while it is unmounted by half, with a file of it still in use', async () => {
    const { loop, point } = await withFileSystem()
    const file = openSync(join(point, 'in use'), 'w')
    later(() => Promise.resolve(closeSync(file)))
    await run('umount', ['-l', point])
    expect(await refusals(loop.device)).toEqual(['guard.busy'])
  })
  test('is refused while somebody holds it', async () => {
    const loop = await attach()
    const file = openSync(loop.device, constants.O_RDONLY | constants.O_EXCL)
    later(() => Promise.resolve(closeSync(file)))
    expect(await refusals(loop.device)).toEqual(['guard.busy', 'guard.open'])
  })
  test('is refused while a program reads it without asking to be alone, and the program is named', async () => {
    const loop = await attach()
    const file = openSync(loop.device, 'r')
    const rescue = spawn('sleep', ['600'], { stdio: [file, 'ignore', 'ignore'] })
    closeSync(file)
    const ended = new Promise((resolve) => rescue.once('exit', resolve))
    const stop = async () => {
      rescue.kill('SIGKILL')
      await ended
    }
    later(stop)
    const seen = await disk(loop.device)
    expect(seen.refusals).toMatchObject([{ code: 'guard.open', params: { program: 'sleep' } }])
    await stop()
    expect(await refusals(loop.device)).toEqual([])
  })
  test('is refused when it is read-only', async () => {
    const loop = await attach(['--read-only'])
    expect(await refusals(loop.device)).toEqual(['guard.read-only'])
  })
  test('is refused with a loop device on a file of its own file system', async () => {
    const { loop, point } = await withFileSystem()
    const image = join(point, `${basename(folder)}.img`)
    await writeFile(image, '')
    await truncate(image, 2 ** 20)
    const inner = (await run('losetup', ['--find', '--show', image])).stdout.trim()
    later(() => run('losetup', ['--detach', inner]))
    expect(await refusals(loop.device)).toEqual(['guard.mounted', 'guard.under-loop', 'guard.busy'])
    expect(await refusals(inner)).toEqual([])
    // The file has no path any more, and its disk is known all the same.
    await run('umount', ['-l', point])
    expect(await refusals(loop.device)).toEqual(['guard.under-loop', 'guard.busy'])
  })
  test('is refused with a loop device over itself, as one looks into a partition without a driver for its table', async () => {
    const loop = await attach()
    const over = (
      await run('losetup', ['--find', '--show', '--read-only', '--offset', '512', loop.device])
    ).stdout.trim()
    later(() => run('losetup', ['--detach', over]))
    expect(await refusals(loop.device)).toEqual(['guard.under-loop'])
  })
  test('is refused when it carries the data folder, also one that is yet to be made', async () => {
    const { loop, point } = await withFileSystem()
    await mkdir(join(point, 'etabli'))
    for (const dataFolder of [point, join(point, 'etabli'), join(point, 'etabli', 'not', 'yet')]) {
      expect(await refusals(loop.device, { ...options, dataFolder })).toContain('guard.data-folder')
    }
  })
  test('is refused when its file is deleted', async () => {
    const loop = await attach()
    await rm(loop.image)
    expect(await refusals(loop.device)).toEqual(['guard.loop-file'])
  })
  test('is refused, with its twin, when two of them bear one serial', async () => {
    const loop = await attach()
    const twin = join(folder, basename(loop.image))
    await copyFile(loop.image, twin)
    const device = (await run('losetup', ['--find', '--show', twin])).stdout.trim()
    later(() => run('losetup', ['--detach', device]))
    expect(await refusals(loop.device)).toEqual(['guard.same-identity'])
    expect(await refusals(device)).toEqual(['guard.same-identity'])
  })
})

/** Far above what `losetup --find` gives: another test would take the place between pulling out and putting back. */
const farDevice = `/dev/loop${String(200 + (process.pid % 8))}`
const attachFar = async (image: string) => {
  await writeFile(image, '')
  await truncate(image, sizeBytes)
  await run('losetup', [farDevice, image])
  later(() => run('losetup', ['--detach', farDevice]).catch(() => null)) // some cases leave it detached
  return { device: farDevice, image }
}

describe.skipIf(!loopDevices.had)(`Between the choice and the start${why}`, () => {
  test('a disk that was put in the place of the chosen one is refused', async () => {
    const loop = await attachFar(join(folder, `${basename(folder)}.img`))
    const { handle } = await disk(loop.device)
    const other = join(folder, `${basename(folder)}-other.img`)
    await writeFile(other, '')
    await truncate(other, sizeBytes)
    await run('losetup', ['--detach', loop.device])
    await run('losetup', [loop.device, other])
    expect(codes(await findErasable(handle, options))).toEqual(['guard.gone'])
    expect(codes(await findReadable(handle, options))).toEqual(['guard.gone'])
    // A kernel that would not notice: the same attachment, another disk.
    const { instance } = (await disk(loop.device)).handle
    expect(codes(await findErasable({ ...handle, instance }, options))).toEqual(['guard.another-disk'])
    expect(codes(await findReadable({ ...handle, instance }, options))).toEqual(['guard.another-disk'])
  })
  test('the chosen disk, pulled out and put back, is to be chosen again', async () => {
    const loop = await attachFar(join(folder, `${basename(folder)}.img`))
    const { handle } = await disk(loop.device)
    await run('losetup', ['--detach', loop.device])
    expect(codes(await findErasable(handle, options))).toEqual(['guard.gone'])
    await run('losetup', [loop.device, loop.image])
    expect(codes(await findErasable(handle, options))).toEqual(['guard.gone'])
    expect(await findErasable((await disk(loop.device)).handle, options)).toMatchObject({ path: loop.device })
  })
  test('a disk that grew is another disk', async () => {
    const loop = await attach()
    const { handle } = await disk(loop.device)
    await truncate(loop.image, 2 * sizeBytes)
    await run('losetup', ['--set-capacity', loop.device])
    expect(codes(await findErasable(handle, options))).toEqual(['guard.another-disk'])
  })
  test.each(['', 'x', '7:0', '7:0 1 boot', '../../8:0 1 b', '999:0 1 b', '8:0\n1'])(
    'a handle that names nothing is refused: %j',
    async (instance) => {
      const identity = { serial: 'X7', wwn: null, model: null, sizeBytes }
      expect(codes(await findErasable({ identity, instance }, options))).toEqual(['guard.gone'])
      expect(codes(await findReadable({ identity, instance }, options))).toEqual(['guard.gone'])
    },
  )
})

/** The whole disk on which the system lies, by the kernel's name; null where it lies on none: an overlay, a volume. */
const systemDisk = async (): Promise<string | null> => {
  const numbers = numbersOf((await stat('/', { bigint: true })).dev)
  const kernel = await realpath(`/sys/dev/block/${numbers}`).catch(() => null)
  if (kernel === null) return null
  const isPartition = await stat(`${kernel}/partition`).catch(() => null)
  const name = basename(isPartition === null ? kernel : dirname(kernel))
  return isDiskName(name) ? name : null
}

const isLinux = process.platform === 'linux'
const rootDisk = isLinux ? await systemDisk() : null
const onNoDisk = rootDisk === null ? ' (skipped: / lies on no disk of its own here)' : ''
describe.skipIf(!isLinux)('The disk from which this computer runs', () => {
  test.skipIf(rootDisk === null)(`is listed, and refused as such${onNoDisk}`, async () => {
    const { disks } = await takeInventory({ dataFolder: tmpdir(), testLoopDevices: false })
    const own = disks.filter(({ name }) => name === rootDisk)
    expect(own).toHaveLength(1)
    for (const { refusals } of own) expect(refusals.map(({ code }) => code)).toContain('guard.system')
  })
  test('is listed among whole disks and nothing else', async () => {
    const { disks } = await takeInventory({ dataFolder: tmpdir(), testLoopDevices: false })
    expect(disks.map(({ name }) => name).filter((name) => !isDiskName(name))).toEqual([])
  })
})

const lister = fileURLToPath(new URL('./list-disks.ts', import.meta.url))
const straceWorks = spawnSync('strace', ['-V']).status === 0
describe.skipIf(!loopDevices.had || !straceWorks)(
  `What the kernel sees of the looking${loopDevices.had && !straceWorks ? ' (skipped: strace is missing)' : why}`,
  () => {
    test(
      'no block device is opened for writing, by Établi or by the programs that it asks',
      { timeout: 120_000 },
      async () => {
        const free = await attach()
        const { loop: used } = await withFileSystem()
        const trace = join(folder, 'trace')
        const traced = spawnSync(
          'strace',
          [
            '-f',
            '-qq',
            '-y',
            '-e',
            'trace=open,openat,openat2,creat,mknod,mknodat',
            '-o',
            trace,
            process.execPath,
            lister,
          ],
          { encoding: 'utf8', maxBuffer: 2 ** 26 },
        )
        const answer = JSON.parse(traced.stdout) as { inventory: DiskInventory; erasable: readonly string[] } // list-disks.ts'
        expect(answer.erasable).toContain(free.device)
        expect(answer.erasable).not.toContain(used.device)
        const opened = (await readFile(trace, 'utf8')).split('\n')
        const devices = opened.filter((line) => /"\/dev\/(?!null|tty|pts|urandom|random|shm)/.test(line))
        for (const device of [free.device, used.device]) {
          expect(devices.some((line) => line.includes(`"${device}"`))).toBe(true)
        }
        expect(devices.filter((line) => /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|creat\(|mknod/.test(line))).toEqual([])
        expect(devices.filter((line) => !line.includes('O_RDONLY'))).toEqual([])
      },
    )
    test('without root’s rights everything is listed and nothing is erasable', { timeout: 60_000 }, async () => {
      const loop = await attach()
      const asked = spawnSync(process.execPath, [lister], { encoding: 'utf8', uid: 65_534, gid: 65_534 })
      const answer = JSON.parse(asked.stdout) as { inventory: DiskInventory; erasable: readonly string[] } // list-disks.ts'
      expect(answer.erasable).toEqual([])
      expect(answer.inventory.gaps.map(({ code }) => code)).toContain('guard.needs-root')
      expect(diskIn(answer.inventory, loop.device).refusals.map(({ code }) => code)).toContain('guard.forbidden')
    })
  },
)
