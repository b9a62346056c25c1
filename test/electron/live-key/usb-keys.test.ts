// Which file systems may be written to: those of sticks and cards, and none of the machine's.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keysAmong, type Row } from '../../../electron/live-key/usb-keys.ts'

const row = (name: string, given: Partial<Row> = {}): Row => ({
  ...{ name, path: `/dev/${name}`, pkname: null, type: 'disk', fstype: null, label: null, size: 32_000_000_000 },
  ...{ vendor: 'SanDisk ', model: 'Ultra           ' },
  ...given,
})
const part = (disk: string, number: number, given: Partial<Row>): Row =>
  row(`${disk}${String(number)}`, { pkname: disk, type: 'part', vendor: null, model: null, ...given })

const machine = [row('sda'), part('sda', 1, { fstype: 'vfat', label: 'ETABLI' }), part('sda', 2, { fstype: 'ext4' })]
const ourKey = [row('sdb'), part('sdb', 1, { fstype: 'vfat', label: 'ETABLI' })]
const isOutside = (disk: string) => disk === 'sdb' || disk === 'sdc'

test('the key is found by its name, and a disk of the machine is none, whatever it is called', () => {
  expect(keysAmong([...machine, ...ourKey], isOutside)).toEqual([
    {
      ...{ path: '/dev/sdb1', disk: '/dev/sdb', fileSystem: 'vfat', hasOurLabel: true },
      ...{ name: 'SanDisk Ultra ETABLI', sizeBytes: 32_000_000_000 },
    },
  ])
})

test('another key is offered with FAT, exFAT or ext4, with partitions or without, and with nothing else', () => {
  const stick = (fstype: string | null) => keysAmong([row('sdc', { fstype })], isOutside).map(({ path }) => path)
  for (const fileSystem of ['vfat', 'exfat', 'ext4']) expect(stick(fileSystem)).toEqual(['/dev/sdc'])
  for (const fileSystem of [null, 'ntfs', 'crypto_LUKS', 'iso9660', 'swap', 'LVM2_member'])
    expect(stick(fileSystem)).toEqual([])
})

test('what is put together from a key (a volume, an array, an encrypted one) is no key', () => {
  const volume = row('dm-0', { type: 'crypt', pkname: 'sdb1', fstype: 'ext4', label: 'ETABLI' })
  expect(keysAmong([...ourKey, volume], isOutside).map(({ path }) => path)).toEqual(['/dev/sdb1'])
})

test('however the disks are called, nothing that is not attached from outside is ever a key', () => {
  const rows = fc.array(
    fc.record({
      ...{ name: fc.constantFrom('sda', 'sdb', 'sda1', 'nvme0n1', 'nvme0n1p1', 'mmcblk0', 'sdb1') },
      ...{ path: fc.string(), pkname: fc.constantFrom(null, 'sda', 'sdb', 'nvme0n1', 'sda1') },
      ...{ type: fc.constantFrom('disk', 'part', 'lvm', 'crypt'), fstype: fc.constantFrom(null, 'vfat', 'ext4') },
      ...{ label: fc.constantFrom(null, 'ETABLI'), size: fc.constant(null) },
      ...{ vendor: fc.constant(null), model: fc.constant(null) },
    }),
  )
  fc.assert(
    fc.property(rows, (given) => {
      expect(keysAmong(given, () => false)).toEqual([])
    }),
  )
})
