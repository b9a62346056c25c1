// Établi's own code on real kernel drivers in the virtual target: AHCI, NVMe and USB disks are seen as they are, read errors
// are listed by address, disks that are pulled out are never good, and what nwipe and nvme-cli erased holds when read back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiskHandle, StationDisk } from '../../domain/erasure/station-disk.ts'
import { boot, type RunningMachine } from './boot.ts'
import type { TargetDisk } from './description.ts'
import { type Images, imagesInFolder, isBlank } from './images.ts'

const mebibyte = 2 ** 20
const strangeModel = '"; $(reboot) `id` \\n%s'
const unreadable = [0, 5000, 5001, 20_000, 32_767]

let images: Images
let machine: RunningMachine
let listed: readonly StationDisk[]

const ahci = (serial: string, model = 'ETABLI HDD 7200') => ({ kind: 'ahci', serial, model }) as const

const disksOf = ({ empty, full }: Images): readonly TargetDisk[] => [
  { name: 'hdd', image: full('hdd', 24), attachment: { ...ahci('ETB-HDD-1'), wwn: '5000c500a1b2c3d4' } },
  { name: 'ssd', image: empty('ssd', 16), attachment: { ...ahci('ETB-SSD-1', 'ETABLI SSD'), rotationRate: 1 } },
  { name: 'worn', image: empty('worn', 16), unreadable, attachment: ahci('ETB-WORN-1') },
  { name: 'unwritable', image: full('unwritable', 8), unwritable: [4096], attachment: ahci('ETB-UNWRITABLE-1') },
  { name: 'strange', image: empty('strange', 8), attachment: ahci('ETB-STRANGE-1', strangeModel) },
  { name: 'pulled', image: empty('pulled', 64), bytesPerSecond: 8 * mebibyte, attachment: ahci('ETB-PULLED-1') },
  { name: 'lost', image: empty('lost', 64), bytesPerSecond: 8 * mebibyte, attachment: ahci('ETB-LOST-1') },
  { name: 'nvme', image: full('nvme', 32), attachment: { kind: 'nvme', serial: 'ETB-NVME-1' } },
  {
    name: 'stick',
    image: empty('stick', 64),
    bytesPerSecond: 8 * mebibyte,
    attachment: { kind: 'usb', serial: 'ETB-STICK-1', vendor: 'ACME', product: 'Stick', removable: true },
  },
]

const bySerial = (serial: string): StationDisk => {
  const disk = listed.find(({ handle }) => handle.identity.serial === serial)
  if (disk === undefined) throw new Error(`the target shows no disk ${serial}`)
  return disk
}
const handleOf = (serial: string): DiskHandle => bySerial(serial).handle
const present = <T extends object>(answer: T | { readonly refused: readonly string[] }): T => {
  if ('refused' in answer) throw new Error(answer.refused.join())
  return answer
}
const pathOf = (serial: string) => `/dev/${bySerial(serial).name}`

beforeAll(async () => {
  images = await imagesInFolder()
  machine = await boot({ disks: disksOf(images) })
  const inventory = await machine.ask('guards', 'inventory')
  expect(inventory.gaps).toEqual([])
  listed = inventory.disks
})
afterAll(async () => {
  await machine.end()
  await images.remove()
})

describe('disks on real drivers', () => {
  test('are listed with what they say of themselves: serial, WWN, size, attachment, turning or not', () => {
    const shown = listed.map(({ handle: { identity }, disk }) => ({
      ...identity,
      kind: disk.kind,
      via: disk.interface,
    }))
    expect(shown).toContainEqual({
      ...{ serial: 'ETB-HDD-1', wwn: '0x5000c500a1b2c3d4', model: 'ETABLI HDD 7200', sizeBytes: 24 * mebibyte },
      ...{ kind: 'hdd', via: 'sata' },
    })
    expect(shown).toContainEqual(
      expect.objectContaining({ serial: 'ETB-SSD-1', sizeBytes: 16 * mebibyte, kind: 'sata-ssd', via: 'sata' }),
    )
    expect(shown).toContainEqual(
      expect.objectContaining({ serial: 'ETB-NVME-1', sizeBytes: 32 * mebibyte, kind: 'nvme', via: 'nvme' }),
    )
    expect(shown).toContainEqual(
      expect.objectContaining({ serial: 'ETB-STICK-1', sizeBytes: 64 * mebibyte, via: 'usb' }),
    )
    expect(listed).toHaveLength(9)
  })

  test('are all offered where nothing uses them', () => {
    expect(listed.filter(({ refusals }) => refusals.length > 0)).toEqual([])
  })

  test('a model name full of signs that a shell would obey is a name like any other', () => {
    expect(handleOf('ETB-STRANGE-1').identity.model).toBe(strangeModel)
  })
})

describe('reading a worn disk', () => {
  test('lists exactly the sectors that cannot be read, goes on to the end, and does not call it good', async () => {
    const record = await machine.ask('erasing', 'readWhole', handleOf('ETB-WORN-1'), { kind: 'zero' })
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record.unreadable.ranges).toEqual([
      { start: 0, end: 512 },
      { start: 5000 * 512, end: 5002 * 512 },
      { start: 20_000 * 512, end: 20_001 * 512 },
      { start: 32_767 * 512, end: 16 * mebibyte },
    ])
    expect(record).toMatchObject({ ended: 'complete', readTo: 16 * mebibyte, directness: 'direct' })
    expect(record.bytesRead).toBe(16 * mebibyte - unreadable.length * 512)
  })

  test('npm run verify-disk says so in words, and ends with 1', async () => {
    const { code, said } = await machine.ask(
      ...(['reading', 'verifyDisk', pathOf('ETB-WORN-1')] as const),
      ...(['--mode', 'full', '--expect', 'zero'] as const),
    )
    expect(code).toBe(1)
    for (const address of ['0-511', '2560000-2561023', '10240000-10240511', '16776704-16777215']) {
      expect(said).toContain(address)
    }
  })
})

describe('what is put together from disks is no disk', () => {
  const verify = (device: string) =>
    machine.ask('reading', 'verifyDisk', device, '--mode', 'full', '--expect', 'zero', '--json')

  test('a linear mapping, a mapping with an error segment, an array and a partition are refused for reading', async () => {
    const [a, b] = [pathOf('ETB-SSD-1'), pathOf('ETB-STRANGE-1')]
    await machine.ask(
      ...(['guards', 'script'] as const),
      `echo 'size=4M' | sfdisk -q ${b}
       echo '0 8192 linear ${a} 0' | dmsetup create plain
       printf '0 4096 linear ${a} 8192\\n4096 8 error\\n4104 4088 linear ${a} 12296\\n' | dmsetup create faulty
       mdadm -q --create /dev/md0 --run --assume-clean --metadata=1.2 --level=1 --raid-devices=2 ${b}1 missing
       udevadm settle`,
    )
    for (const device of ['/dev/mapper/plain', '/dev/mapper/faulty', '/dev/md0', `${b}1`]) {
      const { code, said } = await verify(device)
      expect({ device, code }).toEqual({ device, code: 2 })
      expect(said).toMatch(/read-back\.(virtual|partition)/)
    }
  })

  test('behind a loop device, the sectors of an error segment are listed by their addresses', async () => {
    const device = await machine.ask('guards', 'script', 'losetup --find --show --direct-io=on /dev/mapper/faulty')
    const { code, said } = await verify(device.trim())
    expect(code).toBe(1)
    const { record } = JSON.parse(said) as { record: { unreadable: { ranges: unknown }; ended: string } } // ours
    expect(record).toMatchObject({
      ended: 'complete',
      unreadable: { ranges: [{ start: 4096 * 512, end: 4104 * 512 }] },
    })
    await machine.ask(
      ...(['guards', 'script'] as const),
      `losetup --detach ${device.trim()}; mdadm -q --stop /dev/md0; dmsetup remove plain; dmsetup remove faulty
       wipefs -q -a ${pathOf('ETB-STRANGE-1')}1; wipefs -q -a ${pathOf('ETB-STRANGE-1')}`,
    )
  })
})

describe('erasing on real drivers', () => {
  test('nwipe overwrites a SATA disk full of data with zeros, and the read-back of the medium holds', async () => {
    const before = await machine.traffic('hdd')
    const handle = handleOf('ETB-HDD-1')
    const record = await machine.ask('erasing', 'erase', handle, 'overwrite')
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record).toMatchObject({ kind: 'erasure', ended: 'complete', medium: { identity: handle.identity } })
    const after = await machine.traffic('hdd')
    expect(after.writtenBytes - before.writtenBytes).toBeGreaterThanOrEqual(24 * mebibyte)
    const read = await machine.ask('erasing', 'readWhole', handle, { kind: 'zero' })
    expect(read).toMatchObject({ ended: 'complete', bytesRead: 24 * mebibyte, spoiled: { bytes: 0 } })
    // hdparm asked the drive itself what it has beside what it shows.
    for (const { medium } of [record, present(read)]) expect(medium.hiddenBytes).toBe(0)
    expect(await isBlank(images.fileOf('hdd'))).toBe(true)
  })

  test('nvme format leaves zeros, which the read-back and the host both see', async () => {
    const handle = handleOf('ETB-NVME-1')
    const record = await machine.ask('erasing', 'erase', handle, 'nvme-format')
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record).toMatchObject({ kind: 'erasure', ended: 'complete' })
    const read = await machine.ask('erasing', 'readWhole', handle, { kind: 'zero' })
    expect(read).toMatchObject({ ended: 'complete', bytesRead: 32 * mebibyte, spoiled: { bytes: 0 } })
    for (const { medium } of [record, present(read)]) expect(medium).not.toHaveProperty('hiddenBytes')
    expect(await isBlank(images.fileOf('nvme'))).toBe(true)
  })

  test('a disk with a sector that cannot be written is not called erased, and the read-back finds what is left', async () => {
    const handle = handleOf('ETB-UNWRITABLE-1')
    const record = await machine.ask('erasing', 'erase', handle, 'overwrite')
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record.ended).not.toBe('complete')
    const read = await machine.ask('erasing', 'readWhole', handle, { kind: 'zero' })
    if ('refused' in read) throw new Error(read.refused.join())
    const isWithin = read.spoiled.ranges.some(({ start, end }) => start <= 4096 * 512 && end >= 4097 * 512)
    expect(isWithin).toBe(true)
  })
})

describe('a disk that goes away while it is erased', () => {
  test('ends nwipe and is recorded as gone; nothing else is written under its name', async () => {
    const handle = handleOf('ETB-LOST-1')
    const erasing = machine.ask('erasing', 'erase', handle, 'overwrite')
    await machine.ask('erasing', 'untilErasing')
    await machine.ask('disks', 'unplug', bySerial('ETB-LOST-1').name)
    const record = await erasing
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record.ended).toBe('medium-gone')
    expect(record.reasons.map(({ code }) => code)).toContain('erase.medium-gone')
    expect(await machine.ask('erasing', 'erase', handle, 'overwrite')).toEqual({ refused: ['guard.gone'] })
  })
})

describe('a disk that goes away while it is read', () => {
  test('taken from the SATA port: the reading ends as gone, never as good', async () => {
    const reading = machine.ask('erasing', 'readWhole', handleOf('ETB-PULLED-1'), { kind: 'zero' })
    await machine.ask('erasing', 'untilReading')
    await machine.ask('disks', 'unplug', bySerial('ETB-PULLED-1').name)
    const record = await reading
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record.ended).toBe('medium-gone')
    expect(record.readTo).toBeLessThan(64 * mebibyte)
  })

  test('a USB stick pulled out by hand: the same', async () => {
    const reading = machine.ask('erasing', 'readWhole', handleOf('ETB-STICK-1'), { kind: 'zero' })
    await machine.ask('erasing', 'untilReading')
    await machine.pullOut('stick')
    const record = await reading
    if ('refused' in record) throw new Error(record.refused.join())
    expect(record.ended).toBe('medium-gone')
    expect(record.readTo).toBeLessThan(64 * mebibyte)
  })
})
