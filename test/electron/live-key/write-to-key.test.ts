// Papers and a key: what is on the key when the menu says so, and what stays in memory when it cannot be there.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Desk, deskIn } from '../../../electron/live-key/papers.ts'
import type { UsbKey } from '../../../electron/live-key/usb-keys.ts'
import { FOLDER_ON_KEY, isOurs, writeToKey } from '../../../electron/live-key/write-to-key.ts'
import { aReport } from '../../domain/erasure/a-report.ts'
import { type LoopDevice, loopDevice, loopDevices, run } from '../disks/loop-device.ts'

const latitude = 'Dell-Latitude-7490-ABC1234-2026-03-02'

describe.skipIf(!loopDevices.had)(`what was made on a machine, and a key to put it on ${loopDevices.why}`, () => {
  let folder: string
  let desk: Desk
  let loop: LoopDevice
  let key: UsbKey
  const at = () => join(folder, 'mounted')

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etabli-desk-'))
    desk = await deskIn(join(folder, 'desk'))
    loop = await loopDevice(2 ** 20)
    // Without reserved blocks: full is full for root too.
    await run('mkfs.ext2', ['-q', '-m', '0', loop.device])
    key = {
      path: loop.device,
      disk: loop.device,
      fileSystem: 'ext4',
      hasOurLabel: false,
      name: 'Ultra',
      sizeBytes: 2 ** 20,
    }
  })
  afterEach(async () => {
    await run('umount', [at()]).catch(() => undefined)
    await loop.detach()
    await rm(folder, { recursive: true, force: true })
  })
  const make = (name: string, text: string | Uint8Array) => writeFile(join(desk.folder, name), text)
  const onTheKey = async (): Promise<Readonly<Record<string, string>>> => {
    await run('mkdir', ['-p', at()])
    await run('mount', ['-o', 'ro', loop.device, at()])
    try {
      const names = await readdir(join(at(), FOLDER_ON_KEY)).catch(() => [])
      const texts = await Promise.all(names.map((name) => readFile(join(at(), FOLDER_ON_KEY, name), 'latin1')))
      return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
    } finally {
      await run('umount', [at()])
    }
  }

  test('all of it lies on the key, byte for byte, and is to be written no more', async () => {
    await make(`${latitude}.etabli.json`, JSON.stringify(aReport()))
    await make(`${latitude}-120000.nwipe.log`, Uint8Array.from([0xe9, 0x0a]))
    const { written, reasons } = await writeToKey(desk, key, at())
    expect(reasons).toEqual([])
    expect(written).toHaveLength(2)
    expect(await onTheKey()).toEqual({
      [`${latitude}.etabli.json`]: JSON.stringify(aReport()),
      [`${latitude}-120000.nwipe.log`]: '\u00e9\n',
    })
    expect(await desk.look()).toMatchObject({ unwritten: [], written: 2, logs: 1, report: aReport() })
  })

  test('what lies there of another day is not written over', async () => {
    await make('a.etabli.json', 'the morning’s')
    await writeToKey(desk, key, at())
    await make('a.etabli.json', 'the evening’s')
    expect((await writeToKey(desk, key, at())).written).toEqual(['a-2.etabli.json'])
    expect(Object.keys(await onTheKey()).sort()).toEqual(['a-2.etabli.json', 'a.etabli.json'])
  })

  test('a key that becomes full keeps what fitted, and the rest stays here with the reason', async () => {
    await make('a.etabli.json', 'small')
    await make('b.read-back.json', 'x'.repeat(2 ** 21))
    const { written, reasons } = await writeToKey(desk, key, at())
    expect(written).toEqual(['a.etabli.json'])
    expect(reasons.map(({ code }) => code)).toEqual(['live-key.full'])
    expect((await desk.look()).unwritten).toEqual(['b.read-back.json'])
    expect(Object.keys(await onTheKey())).toEqual(['a.etabli.json'])
  })

  test('a key that is locked is said to be', async () => {
    await make('a.etabli.json', 'small')
    const locked = (await run('losetup', ['--find', '--show', '--read-only', loop.image])).stdout.trim()
    try {
      const { written, reasons } = await writeToKey(desk, { ...key, path: locked }, at())
      expect(written).toEqual([])
      expect(reasons.map(({ code }) => code)).toEqual(['live-key.read-only'])
    } finally {
      await run('losetup', ['--detach', locked])
    }
    expect((await desk.look()).unwritten).toEqual(['a.etabli.json'])
  })

  test('a key that is gone, or holds nothing that can be read, loses nothing', async () => {
    await make('a.etabli.json', 'small')
    loop.write(0, new Uint8Array(65_536))
    for (const path of [loop.device, '/dev/etabli-no-such-key']) {
      const { written, reasons } = await writeToKey(desk, { ...key, path }, at())
      expect(written).toEqual([])
      expect(reasons.map(({ code }) => code)).toEqual(['live-key.cannot-open'])
    }
    expect((await desk.look()).unwritten).toEqual(['a.etabli.json'])
  })

  test('a key is Établi’s own by its name and by its file, and not by one of them', async () => {
    const named = { ...key, hasOurLabel: true }
    expect(await isOurs(named, at())).toBe(false)
    await run('mkdir', ['-p', at()])
    await run('mount', [loop.device, at()])
    await run('mkdir', [join(at(), 'live')])
    await writeFile(join(at(), 'live/etabli-key'), '')
    await run('umount', [at()])
    expect(await isOurs(named, at())).toBe(true)
    expect(await isOurs(key, at())).toBe(false)
  })
})

test('what is cut short counts as a paper to write, and tells nothing of the machine', async () => {
  const root = await mkdtemp(join(tmpdir(), 'etabli-desk-'))
  try {
    const desk = await deskIn(root)
    await writeFile(join(desk.folder, 'a.etabli.json'), '{"kind":')
    await writeFile(join(desk.folder, 'b.read-back.json'), '')
    expect(await desk.look()).toEqual({
      ...{ report: null, outcomes: [], logs: 0, unwritten: ['a.etabli.json', 'b.read-back.json'], written: 0 },
    })
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
