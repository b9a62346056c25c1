// On what a folder lies, by the kernel's word: the key is told from the disks of the machine.
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { numbersOf } from '../../../electron/disks/kernel/device-numbers.ts'
import { groundOf } from '../../../electron/probe/ground.ts'

let root = ''
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

/** A kernel that says that this folder's file system lies on `device`, with the files that the device has there. */
const having = async (device: string, files: Readonly<Record<string, string>> = {}, isPartition = true) => {
  root = await mkdtemp(join(tmpdir(), 'etabli-ground-'))
  const kernel = join(root, 'sys/devices', device)
  const partition = isPartition ? `${kernel}/${device.split('/').at(-1) ?? ''}1` : kernel
  await mkdir(partition, { recursive: true })
  if (isPartition) await writeFile(`${partition}/partition`, '1\n')
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(kernel, name)), { recursive: true })
    await writeFile(join(kernel, name), content)
  }
  const { dev } = await stat(root, { bigint: true })
  await mkdir(join(root, 'sys/dev/block'), { recursive: true })
  await symlink(partition, join(root, 'sys/dev/block', numbersOf(dev)))
  return groundOf(root, root)
}

// The tests' own folder has to lie on a numbered device for the kernel above to be asked.
const isNumbered = !numbersOf((await stat(tmpdir(), { bigint: true })).dev).startsWith('0:')

test.skipIf(!isNumbered).each([
  ['a memory stick', 'pci0/usb2/2-1/host6/block/sdb', { removable: '1\n' }, 'key'],
  ['a USB disk that does not say that it is removable', 'pci0/usb2/2-1/host6/block/sdb', { removable: '0\n' }, 'key'],
  ['an SD card', 'pci0/mmc_host/mmc0/block/mmcblk0', { removable: '0\n', 'device/type': 'SD\n' }, 'key'],
  ['the eMMC of the machine', 'pci0/mmc_host/mmc0/block/mmcblk0', { removable: '0\n', 'device/type': 'MMC\n' }, 'disk'],
  ['an internal disk', 'pci0/ata1/host0/block/sda', { removable: '0\n' }, 'disk'],
] as const)('%s', async (_, device, files, ground) => {
  expect(await having(device, files)).toBe(ground)
})

test.skipIf(!isNumbered)('a device of which the kernel knows nothing counts as a disk of the machine', async () => {
  root = await mkdtemp(join(tmpdir(), 'etabli-ground-'))
  expect(await groundOf(root, root)).toBe('disk')
})

test.skipIf(process.platform !== 'linux')('a folder in memory, and one that is not there', async () => {
  root = await mkdtemp(join(tmpdir(), 'etabli-ground-'))
  expect(await groundOf('/dev')).toBe('memory')
  expect(await groundOf('/no/such/folder')).toBe('disk')
})
