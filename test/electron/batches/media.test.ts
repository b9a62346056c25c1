// Media against the real thing: file systems on loop devices, mounted where a desktop would, full, locked and pulled out. Needs
// root for those; the rest works anywhere.
import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Medium } from '../../../domain/batch/operations.ts'
import { fileOn, listMedia, mountedMedia, requireMedium } from '../../../electron/batches/media.ts'
import { writeToMedium } from '../../../electron/batches/write-to-medium.ts'
import { StationError } from '../../../electron/failure.ts'
import { type LoopDevice, loopDevice, loopDevices, run } from '../disks/loop-device.ts'
import { settings } from '../vault/samples.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'etabli-media-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const vaultWith = (exchangeFolder: string | null) => ({
  folder: join(folder, 'data'),
  ledger: { settings: { ...settings, exchange: { folder: exchangeFolder, dailyBackup: false } } },
})

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'nothing went wrong'
  } catch (error) {
    return error instanceof StationError ? (error.failure.reasons[0]?.code ?? '') : String(error)
  }
}

const watch = (onCopied: (done: number) => void = () => undefined) => ({
  onProgress: (event: { readonly step: string; readonly done: number }) => {
    if (event.step === 'copying') onCopied(event.done)
  },
  signal: new AbortController().signal,
})

const fileOf = async (bytes: Buffer) => {
  const path = join(folder, 'held.zip')
  await writeFile(path, bytes)
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

describe('The list of media', () => {
  test('names whole file systems of devices where sticks are mounted, and nothing else', () => {
    const line = (numbers: string, root: string, point: string, source: string) =>
      `40 30 ${numbers} ${root} ${point} rw,nosuid shared:1 - vfat ${source} rw`
    const mountinfo = [
      line('8:1', '/', '/', '/dev/sda1'),
      line('8:17', '/', '/media/claire/CL\\303\\211\\040USB', '/dev/sdb1'),
      line('8:33', '/', '/run/media/claire/B', '/dev/sdc1'),
      line('8:1', '/home', '/mnt/home', '/dev/sda1'),
      line('0:55', '/', '/mnt/share', '//server/share'),
      line('0:56', '/', '/mnt/memory', 'tmpfs'),
      line('8:49', '/', '/mntx', '/dev/sdd1'),
      line('8:50', '/', '/mnt/over', '/dev/sde1'),
      line('0:57', '/', '/mnt/over', 'tmpfs'),
    ].join('\n')
    expect(mountedMedia(mountinfo).map(({ point }) => point)).toEqual([
      expect.stringContaining('/media/claire/CL'),
      '/run/media/claire/B',
    ])
    expect(mountedMedia('not a table')).toEqual([])
  })
  test('has the folder of the settings where it is there, and never the station’s own data', async () => {
    await mkdir(join(folder, 'exchange'))
    await mkdir(join(folder, 'data', 'inside'), { recursive: true })
    const own = (await listMedia(vaultWith(join(folder, 'exchange')))).filter(({ kind }) => kind === 'folder')
    expect(own).toEqual([
      {
        ...{ path: join(folder, 'exchange'), label: 'exchange', kind: 'folder', readOnly: false },
        ...{ freeBytes: expect.any(Number) as number, totalBytes: expect.any(Number) as number },
      },
    ])
    for (const other of [join(folder, 'missing'), join(folder, 'data'), join(folder, 'data', 'inside'), null]) {
      expect((await listMedia(vaultWith(other))).filter(({ kind }) => kind === 'folder')).toEqual([])
    }
  })
  test('is all that may be asked for: another path, or one that a link leads to, is refused', async () => {
    const exchange = join(folder, 'exchange')
    await mkdir(exchange)
    await symlink(exchange, join(folder, 'link'))
    expect((await requireMedium(vaultWith(exchange), exchange)).path).toBe(exchange)
    for (const other of [folder, join(folder, 'link'), `${exchange}/`, `${exchange}/..`, '/', '/etc']) {
      expect(await codeOf(requireMedium(vaultWith(exchange), other))).toBe('medium.gone')
    }
    // What the settings name by a link is listed under its own name.
    expect((await listMedia(vaultWith(join(folder, 'link')))).map(({ path }) => path)).toContain(exchange)
  })
  test('gives files of its own folder only', async () => {
    const exchange = join(folder, 'exchange')
    await mkdir(exchange)
    const medium = await requireMedium(vaultWith(exchange), exchange)
    expect(fileOn(medium, 'lot.zip')).toBe(join(exchange, 'lot.zip'))
    for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', '/x', 'C:x', 'x\0'])
      expect(() => fileOn(medium, name)).toThrow('medium.name-not-allowed')
  })
})

describe('Writing to a folder', () => {
  let medium: Medium
  beforeEach(async () => {
    const exchange = join(folder, 'exchange')
    await mkdir(exchange)
    medium = await requireMedium(vaultWith(exchange), exchange)
  })
  test('puts the file there whole, once however often it is asked, and beside another of the same name', async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 5)
    const file = await fileOf(bytes)
    expect(await writeToMedium(file, { medium, name: 'lot.zip' }, watch())).toBe('lot.zip')
    expect((await readFile(join(medium.path, 'lot.zip'))).equals(bytes)).toBe(true)
    expect(await writeToMedium(file, { medium, name: 'lot.zip' }, watch())).toBe('lot.zip')
    const other = await fileOf(randomBytes(bytes.length))
    expect(await writeToMedium(other, { medium, name: 'lot.zip' }, watch())).toBe('lot-2.zip')
    expect((await readdir(medium.path)).toSorted()).toEqual(['lot-2.zip', 'lot.zip'])
    expect((await readFile(join(medium.path, 'lot.zip'))).equals(bytes)).toBe(true)
  })
  test('refuses a file that is no longer what it was, and leaves nothing', async () => {
    const file = await fileOf(randomBytes(100_000))
    await writeFile(file.path, randomBytes(100_000))
    expect(await codeOf(writeToMedium(file, { medium, name: 'lot.zip' }, watch()))).toBe('batch.held-damaged')
    expect(await readdir(medium.path)).toEqual([])
  })
  test('follows no link that somebody laid there, neither to read nor to write', async () => {
    const bytes = randomBytes(10_000)
    const file = await fileOf(bytes)
    const own = join(folder, 'own-file')
    await writeFile(own, bytes)
    for (const name of ['lot.zip', '.lot-2.zip.part']) await symlink(own, join(medium.path, name))
    expect(await writeToMedium(file, { medium, name: 'lot.zip' }, watch())).toBe('lot-2.zip')
    expect((await readdir(medium.path)).toSorted()).toEqual(['lot-2.zip', 'lot.zip'])
    expect((await readFile(own)).equals(bytes)).toBe(true)
    expect((await lstat(join(medium.path, 'lot-2.zip'))).isFile()).toBe(true)
  })
  test('can be cancelled in the middle, and leaves nothing', async () => {
    const file = await fileOf(randomBytes(5 * 1024 * 1024))
    const controller = new AbortController()
    const { onProgress } = watch((done) => {
      if (done >= 2 * 1024 * 1024) controller.abort()
    })
    const writing = writeToMedium(file, { medium, name: 'lot.zip' }, { onProgress, signal: controller.signal })
    await expect(writing).rejects.toThrow(/abort/i)
    expect(await readdir(medium.path)).toEqual([])
  })
})

describe.skipIf(!loopDevices.had)(`Writing to a stick ${loopDevices.why}`, () => {
  const MIB = 1024 * 1024
  let stick: LoopDevice
  let point: string
  beforeAll(async () => {
    stick = await loopDevice(24 * MIB)
    // This kernel may know no FAT.
    await run('mkfs.ext2', ['-q', '-m', '0', '-L', 'CLE_TEST', stick.device])
    point = await mkdtemp('/mnt/etabli-test-')
  })
  afterAll(async () => {
    await run('umount', [point]).catch(() => undefined)
    await rm(point, { recursive: true, force: true })
    await stick.detach()
  })
  afterEach(async () => {
    await run('umount', [point]).catch(() => undefined)
  })
  const mounted = async (options = 'rw'): Promise<Medium> => {
    await run('mount', ['-o', options, stick.device, point])
    return requireMedium(vaultWith(null), point)
  }

  test('the list says its name and its room; what is written is there, also after it was taken out', async () => {
    const medium = await mounted()
    expect(medium).toMatchObject({ kind: 'removable', readOnly: false })
    // Its own name where udev runs, that of its folder where it does not.
    expect(['CLE_TEST', basename(point)]).toContain(medium.label)
    expect(medium.freeBytes).toBeGreaterThan(20 * MIB)
    expect(medium.totalBytes).toBeLessThanOrEqual(24 * MIB)
    const bytes = randomBytes(5 * MIB + 17)
    await writeToMedium(await fileOf(bytes), { medium, name: 'lot.zip' }, watch())
    await run('umount', [point])
    await mounted('ro')
    expect(await readdir(point)).toEqual(['lost+found', 'lot.zip'])
    expect((await readFile(join(point, 'lot.zip'))).equals(bytes)).toBe(true)
  })
  test('one without room is refused beforehand; one that is full sooner than it said leaves nothing half written', async () => {
    const medium = await mounted()
    const before = await readdir(point)
    const file = await fileOf(randomBytes((medium.freeBytes ?? 0) + MIB))
    expect(await codeOf(writeToMedium(file, { medium, name: 'gros.zip' }, watch()))).toBe('medium.no-room')
    const wrong = { ...medium, freeBytes: null }
    expect(await codeOf(writeToMedium(file, { medium: wrong, name: 'gros.zip' }, watch()))).toBe('medium.full')
    expect(await readdir(point)).toEqual(before)
  })
  test('one that is locked says so', async () => {
    const medium = await mounted('ro')
    expect(medium.readOnly).toBe(true)
    const file = await fileOf(randomBytes(1000))
    expect(await codeOf(writeToMedium(file, { medium, name: 'x.zip' }, watch()))).toBe('medium.read-only')
  })
  test('one that is pulled out in the middle says so, and nothing lands in the folder behind it', async () => {
    const medium = await mounted()
    const file = await fileOf(randomBytes(4 * MIB))
    let isOut: Promise<unknown> | null = null
    const writing = writeToMedium(
      file,
      { medium, name: 'perdu.zip' },
      watch(() => {
        isOut ??= run('umount', ['-l', point])
      }),
    )
    expect(await codeOf(writing)).toBe('medium.gone')
    await isOut
    expect(await readdir(point)).toEqual([])
    expect(await codeOf(requireMedium(vaultWith(null), point))).toBe('medium.gone')
  })
})
