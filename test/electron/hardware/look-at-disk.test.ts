// A look at real disks: loop devices with nothing, with files, and with random bytes; none of them is changed by it.
import { createHash, randomFillSync } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { DiskLook } from '../../../domain/machine/disk-look.ts'
import { lookAtDisk } from '../../../electron/hardware/look-at-disk.ts'
import { loopDevice, loopDevices, run, type LoopDevice } from '../disks/loop-device.ts'

const MEBI = 2 ** 20
const SIZE = 128 * MEBI

let disk: LoopDevice | null = null
afterEach(async () => {
  await disk?.detach()
  disk = null
})

const fill = (device: string, piece: (buffer: Buffer) => void) => {
  const file = openSync(device, 'r+')
  const buffer = Buffer.alloc(MEBI)
  for (let address = 0; address < SIZE; address += MEBI) {
    piece(buffer)
    writeSync(file, buffer, 0, MEBI, address)
  }
  closeSync(file)
}

describe.skipIf(!loopDevices.had)(`A look at a disk ${loopDevices.why}`, () => {
  test('that is blank finds nothing, and how fast it is', async () => {
    disk = await loopDevice(SIZE)
    const look = DiskLook.parse(await lookAtDisk(disk.device))
    expect(look.structures).toEqual([])
    expect(look.places).toEqual({ read: 64, blank: 64, random: 0, filled: 0, unreadable: 0 })
    expect(look.speed?.bytesPerSecond).toBeGreaterThan(0)
    expect(look.speed?.slowestBytesPerSecond).toBeLessThanOrEqual(look.speed?.bytesPerSecond ?? 0)
  })

  test('with a file system on it finds that, and changes no byte', async () => {
    disk = await loopDevice(SIZE)
    fill(disk.device, (buffer) => buffer.fill('Monsieur Durand, 12 rue des Lilas\n'))
    await run('mkfs.ext4', ['-q', '-E', 'nodiscard', disk.device])
    const hash = () =>
      createHash('sha256')
        .update(readFileSync(disk?.image ?? ''))
        .digest('hex')
    const before = hash()
    const look = await lookAtDisk(disk.device)
    expect(look.structures).toContain('ext2/3/4')
    expect(look.places.filled).toBeGreaterThan(50)
    expect(hash()).toBe(before)
  })

  test('filled with random bytes does not take them for files', async () => {
    disk = await loopDevice(SIZE)
    fill(disk.device, (buffer) => randomFillSync(buffer))
    expect((await lookAtDisk(disk.device)).places).toEqual({ read: 64, blank: 0, random: 64, filled: 0, unreadable: 0 })
  })

  test('too small to be measured is still looked at', async () => {
    disk = await loopDevice(MEBI)
    const look = DiskLook.parse(await lookAtDisk(disk.device))
    expect(look.speed).toBeNull()
    expect(look.places.blank).toBe(64)
  })
})

test('what is no disk is refused', async () => {
  await expect(lookAtDisk('/dev/null')).rejects.toMatchObject({ code: 'ENOTBLK' })
})
