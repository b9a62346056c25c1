// The situations in which a disk must not be written, each with the rule that has to say so.
import type { BlockSnapshot } from '../../../../electron/disks/kernel/block-devices.ts'
import {
  aComputer,
  aDevice,
  aLoop,
  aMapping,
  aMount,
  aPartition,
  aPlace,
  mountOf,
  numbersFor,
} from '../kernel/a-snapshot.ts'

export const strict = { testLoopDevices: false }
export const withLoops = { testLoopDevices: true }

export type Situation = readonly [
  what: string,
  rule: string,
  disk: string,
  snapshot: BlockSnapshot,
  options?: typeof strict,
]

/** What the kernel numbers a file system that lies on no single device. */
export const anonymous = '0:47'
const btrfsMount = (point: string, source: string) =>
  aMount(point, anonymous, { kind: 'btrfs', sources: [{ path: source, numbers: numbersFor(source.slice(5)) }] })

export const situations: readonly Situation[] = [
  // What is no disk
  ['a name that no disk has', 'guard.name', 'sdb;reboot', aComputer([aDevice('sdb;reboot')])],
  ['a name that climbs out of /dev', 'guard.name', '../sdb', aComputer([aDevice('../sdb')])],
  ['a device that is not attached', 'guard.not-there', 'sdz', aComputer()],
  ['a partition', 'guard.partition', 'sdb1', aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')])],
  [
    'a partition that bears a disk’s name',
    'guard.partition',
    'sdc',
    aComputer([aDevice('sdb'), aPartition('sdc', 'sdb')]),
  ],
  ['a mapping of device-mapper', 'guard.no-disk', 'dm-0', aComputer([aDevice('sdb'), aMapping('dm-0', ['sdb'])])],
  ['a RAID array', 'guard.no-disk', 'md127', aComputer([aDevice('sdb'), aMapping('md127', ['sdb'])])],
  ['an array under a disk’s name', 'guard.put-together', 'sdm', aComputer([aDevice('sdb'), aMapping('sdm', ['sdb'])])],
  ['compressed memory', 'guard.no-disk', 'zram0', aComputer([aDevice('zram0', { hasDrive: false })])],
  ['a RAM disk', 'guard.no-disk', 'ram3', aComputer([aDevice('ram3', { hasDrive: false })])],
  ['a disk of the network', 'guard.no-disk', 'nbd0', aComputer([aDevice('nbd0', { hasDrive: false })])],
  ['a server’s disk, by iSCSI', 'guard.no-disk', 'sdb', aComputer([aDevice('sdb', { isRemote: true })])],
  ['an optical drive', 'guard.no-disk', 'sr0', aComputer([aDevice('sr0')])],
  ['a floppy', 'guard.no-disk', 'fd0', aComputer([aDevice('fd0')])],
  ['the boot area of an eMMC', 'guard.no-disk', 'mmcblk0boot0', aComputer([aDevice('mmcblk0boot0')])],
  ['a ZFS volume', 'guard.no-disk', 'zd16', aComputer([aDevice('zd16', { hasDrive: false })])],
  ['a cached device of bcache', 'guard.no-disk', 'bcache0', aComputer([aMapping('bcache0', [])])],
  ['a device with no drive behind it', 'guard.virtual', 'sdb', aComputer([aDevice('sdb', { hasDrive: false })])],
  ['a device that the kernel hides', 'guard.hidden', 'sdb', aComputer([aDevice('sdb', { hidden: true })])],
  [
    'a loop device, outside of tests',
    'guard.no-disk',
    'loop0',
    aComputer([aLoop('loop0', { path: '/a', numbers: numbersFor('sda1') })]),
  ],
  [
    'a loop device whose file was deleted',
    'guard.loop-file',
    'loop0',
    aComputer([aLoop('loop0', { path: '/a', numbers: numbersFor('sda1'), isDeleted: true })]),
    withLoops,
  ],
  [
    'a loop device whose file nobody finds',
    'guard.loop-file',
    'loop0',
    aComputer([aLoop('loop0', { path: '/a', numbers: null })]),
    withLoops,
  ],
  [
    'a loop device without a file',
    'guard.loop-file',
    'loop0',
    aComputer([aDevice('loop0', { hasDrive: false })]),
    withLoops,
  ],
  [
    'a name in /dev that is a plain file',
    'guard.node',
    'sdb',
    aComputer([aDevice('sdb', { node: { isBlock: false, numbers: '0:0' } })]),
  ],
  [
    'a name in /dev that is another disk',
    'guard.node',
    'sdb',
    aComputer([aDevice('sdb', { node: { isBlock: true, numbers: numbersFor('sda') } })]),
  ],
  ['a name in /dev that is missing', 'guard.node', 'sdb', aComputer([aDevice('sdb', { node: null })])],
  ['a disk with its lock on', 'guard.read-only', 'sdb', aComputer([aDevice('sdb', { readOnly: true })])],
  ['a disk of unknown lock', 'guard.read-only', 'sdb', aComputer([aDevice('sdb', { readOnly: null })])],
  ['an empty card reader', 'guard.no-medium', 'sdb', aComputer([aDevice('sdb', { sizeBytes: 0, removable: true })])],
  [
    'a reader that says so when opened',
    'guard.no-medium',
    'sdb',
    aComputer([aDevice('sdb', { hold: { state: 'no-medium' } })]),
  ],
  ['a disk of unknown size', 'guard.no-medium', 'sdb', aComputer([aDevice('sdb', { sizeBytes: null })])],
  [
    'a kernel that does not count attachments',
    'guard.no-sequence',
    'sdb',
    aComputer([aDevice('sdb', { sequence: null })]),
  ],

  // Which disk it is
  [
    'no serial and no WWN',
    'guard.no-identity',
    'sdb',
    aComputer([aDevice('sdb', { sightings: [{ serial: null, wwn: null, model: 'X', sizeBytes: 1 }] })]),
  ],
  [
    'a serial of zeros',
    'guard.no-identity',
    'sdb',
    aComputer([aDevice('sdb', { sightings: [{ serial: '0000000000', wwn: null, model: 'X', sizeBytes: 1 }] })]),
  ],
  [
    'a serial that counts',
    'guard.no-identity',
    'sdb',
    aComputer([
      aDevice('sdb', {
        sightings: [{ serial: '0123456789ABCDEF', wwn: '0x0000000000000000', model: 'X', sizeBytes: 1 }],
      }),
    ]),
  ],
  [
    'a drive that takes back the kernel’s serial',
    'guard.no-identity',
    'sdb',
    aComputer([
      aDevice('sdb', {
        sightings: [
          { serial: 'WX7K', wwn: null, model: null, sizeBytes: 1 },
          { serial: null, wwn: null, model: null, sizeBytes: 1 },
        ],
      }),
    ]),
  ],
  ['a disk that could not be asked', 'guard.no-identity', 'sdb', aComputer([aDevice('sdb', { sightings: null })])],
  [
    'two disks with one serial, the first',
    'guard.same-identity',
    'sdb',
    aComputer([
      aDevice('sdb', { sightings: [{ serial: 'dock 1', wwn: null, model: 'A', sizeBytes: 1 }] }),
      aDevice('sdc', { sightings: [{ serial: 'DOCK1', wwn: null, model: 'B', sizeBytes: 2 }] }),
    ]),
  ],
  [
    'two disks with one serial, the second',
    'guard.same-identity',
    'sdc',
    aComputer([
      aDevice('sdb', { sightings: [{ serial: 'dock 1', wwn: null, model: 'A', sizeBytes: 1 }] }),
      aDevice('sdc', { sightings: [{ serial: 'DOCK1', wwn: null, model: 'B', sizeBytes: 2 }] }),
    ]),
  ],
  [
    'one disk seen by two ways (multipath)',
    'guard.same-identity',
    'sdb',
    aComputer([
      aDevice('sdb', { sightings: [{ serial: 'a71', wwn: 'naa.5000c500a1b2c3d4', model: null, sizeBytes: 1 }] }),
      aDevice('sdc', { sightings: [{ serial: 'b82', wwn: '0x5000c500a1b2c3d4', model: null, sizeBytes: 1 }] }),
    ]),
  ],
  [
    'a twin that only its drive gives away',
    'guard.same-identity',
    'sdb',
    aComputer([
      aDevice('sdb', {
        sightings: [
          { serial: 'dock 1', wwn: null, model: null, sizeBytes: 1 },
          { serial: 'S2R5', wwn: null, model: null, sizeBytes: 1 },
        ],
      }),
      aDevice('sdc', { sightings: [{ serial: 'S2R5', wwn: null, model: null, sizeBytes: 1 }] }),
    ]),
  ],
  [
    'another disk that could not be asked',
    'guard.other-unasked',
    'sdb',
    aComputer([aDevice('sdb'), aDevice('sdc', { sightings: null })]),
  ],

  // What uses it
  ['the system’s disk, through a partition', 'guard.system', 'sda', aComputer()],
  [
    'the disk of the data folder',
    'guard.data-folder',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], { places: [aPlace('data', '/srv', numbersFor('sdb1'))] }),
  ],
  [
    'the disk of the application',
    'guard.application',
    'sdb',
    aComputer([aDevice('sdb')], { places: [aPlace('application', '/opt', numbersFor('sdb'))] }),
  ],
  [
    'the live medium',
    'guard.live-medium',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], {
      places: [aPlace('live-medium', '/run/live/medium', numbersFor('sdb1'))],
    }),
  ],
  [
    'the boot partition’s own disk',
    'guard.system',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], {
      places: [aPlace('system', '/boot/efi', numbersFor('sdb1'))],
    }),
  ],
  [
    'the system through dm',
    'guard.system',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb2', 'sdb'), aMapping('dm-0', ['sdb2'])], {
      places: [aPlace('system', '/', numbersFor('dm-0'))],
    }),
  ],
  [
    'the system through LUKS on LVM on md',
    'guard.system',
    'sdc',
    aComputer(
      [
        aDevice('sdb'),
        aDevice('sdc'),
        aPartition('sdb1', 'sdb'),
        aPartition('sdc1', 'sdc'),
        aMapping('md0', ['sdb1', 'sdc1']),
        aMapping('dm-0', ['md0']),
        aMapping('dm-1', ['dm-0']),
      ],
      { places: [aPlace('system', '/', numbersFor('dm-1'))] },
    ),
  ],
  [
    'the system through a loop device (file on the disk)',
    'guard.system',
    'sdb',
    aComputer(
      [aDevice('sdb'), aPartition('sdb1', 'sdb'), aLoop('loop0', { path: '/m/root.img', numbers: numbersFor('sdb1') })],
      { places: [aPlace('system', '/', numbersFor('loop0'))] },
    ),
  ],
  [
    'the system through loops within loops',
    'guard.system',
    'sdb',
    aComputer(
      [
        aDevice('sdb'),
        aLoop('loop0', { path: '/m/a', numbers: numbersFor('sdb') }),
        aLoop('loop1', { path: '/n/b', numbers: numbersFor('loop0') }),
      ],
      { places: [aPlace('system', '/', numbersFor('loop1'))] },
    ),
  ],
  [
    'a live system’s overlay: medium, loop, squashfs',
    'guard.system',
    'sdb',
    aComputer(
      [
        aDevice('sdb'),
        aPartition('sdb1', 'sdb'),
        aLoop('loop0', { path: '/run/live/medium/live/filesystem.squashfs', numbers: numbersFor('sdb1') }),
      ],
      {
        mounts: [
          mountOf('loop0', '/run/live/rootfs', { kind: 'squashfs' }),
          aMount('/', anonymous, {
            kind: 'overlay',
            layers: [{ path: '/run/live/rootfs', numbers: numbersFor('loop0') }],
          }),
        ],
        places: [aPlace('system', '/', anonymous)],
      },
    ),
  ],
  [
    'one of two disks of the system’s btrfs',
    'guard.system',
    'sdc',
    aComputer([aDevice('sdb'), aDevice('sdc')], {
      mounts: [btrfsMount('/data', '/dev/sdb')],
      btrfs: [['sdb', 'sdc']],
      places: [aPlace('system', '/data', anonymous)],
    }),
  ],
  [
    'a btrfs subvolume, which has numbers of its own',
    'guard.data-folder',
    'sdc',
    aComputer([aDevice('sdb'), aDevice('sdc')], {
      mounts: [btrfsMount('/data', '/dev/sdb')],
      btrfs: [['sdb', 'sdc']],
      places: [aPlace('data', '/data/sub/etabli', '0:99')],
    }),
  ],
  [
    'the system’s ZFS pool',
    'guard.system',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb3', 'sdb')], {
      mounts: [aMount('/z', anonymous, { kind: 'zfs', source: 'rpool/root' })],
      zfs: [{ path: '/dev/sdb3', numbers: numbersFor('sdb3') }],
      places: [aPlace('system', '/z', anonymous)],
    }),
  ],
  [
    'a disk named by root=',
    'guard.named-at-start',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb2', 'sdb')], {
      namedAtStart: [{ path: '/dev/disk/by-uuid/x', numbers: numbersFor('sdb2'), by: 'crypttab' }],
    }),
  ],
  [
    'a mounted disk without partitions',
    'guard.mounted',
    'sdb',
    aComputer([aDevice('sdb')], { mounts: [mountOf('sdb', '/mnt')] }),
  ],
  [
    'a mounted partition',
    'guard.mounted',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], { mounts: [mountOf('sdb1', '/mnt')] }),
  ],
  [
    'the batch’s USB key',
    'guard.mounted',
    'sdb',
    aComputer([aDevice('sdb', { isUsb: true, removable: true }), aPartition('sdb1', 'sdb')], {
      mounts: [mountOf('sdb1', '/media/cle', { kind: 'vfat' })],
    }),
  ],
  [
    'a mounted logical volume',
    'guard.mounted',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb'), aMapping('dm-3', ['sdb1'])], {
      mounts: [mountOf('dm-3', '/mnt')],
    }),
  ],
  [
    'a mounted image that lies on the disk',
    'guard.mounted',
    'sdb',
    aComputer([aDevice('sdb'), aLoop('loop4', { path: '/m/i', numbers: numbersFor('sdb') })], {
      mounts: [mountOf('loop4', '/mnt')],
    }),
  ],
  [
    'the second disk of a mounted btrfs',
    'guard.mounted',
    'sdc',
    aComputer([aDevice('sdb'), aDevice('sdc')], { mounts: [btrfsMount('/data', '/dev/sdb')], btrfs: [['sdb', 'sdc']] }),
  ],
  [
    'the second disk of a mounted bcachefs',
    'guard.mounted',
    'sdc',
    aComputer([aDevice('sdb'), aDevice('sdc')], {
      mounts: [
        aMount('/b', anonymous, {
          kind: 'bcachefs',
          sources: [
            { path: '/dev/sdb', numbers: numbersFor('sdb') },
            { path: '/dev/sdc', numbers: numbersFor('sdc') },
          ],
        }),
      ],
    }),
  ],
  [
    'a member of an imported pool that is not mounted',
    'guard.pool',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], {
      zfs: [{ path: '/dev/sdb1', numbers: numbersFor('sdb1') }],
    }),
  ],
  [
    'a pool in a file on the disk',
    'guard.pool',
    'sdb',
    aComputer([aDevice('sdb')], { zfs: [{ path: '/m/vdev', numbers: numbersFor('sdb') }] }),
  ],
  [
    'swap on a partition',
    'guard.swap',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb5', 'sdb')], {
      swaps: [{ path: '/dev/sdb5', numbers: numbersFor('sdb5') }],
    }),
  ],
  [
    'swap on a logical volume',
    'guard.swap',
    'sdb',
    aComputer([aDevice('sdb'), aMapping('dm-1', ['sdb'])], {
      swaps: [{ path: '/dev/dm-1', numbers: numbersFor('dm-1') }],
    }),
  ],
  [
    'a swap file',
    'guard.swap',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb')], {
      mounts: [mountOf('sdb1', '/mnt')],
      swaps: [{ path: '/mnt/swapfile', numbers: numbersFor('sdb1') }],
    }),
  ],
  [
    'a swap file on btrfs',
    'guard.swap',
    'sdb',
    aComputer([aDevice('sdb')], {
      mounts: [btrfsMount('/data', '/dev/sdb')],
      btrfs: [['sdb']],
      swaps: [{ path: '/data/swap/file', numbers: '0:98' }],
    }),
  ],
  [
    'a member of a RAID that is not mounted',
    'guard.held',
    'sdb',
    aComputer([aDevice('sdb'), aMapping('md0', ['sdb'])]),
  ],
  [
    'a partition in LVM',
    'guard.held',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb'), aMapping('dm-0', ['sdb1'])]),
  ],
  [
    'an opened LUKS volume',
    'guard.held',
    'nvme0n1',
    aComputer([aDevice('nvme0n1'), aPartition('nvme0n1p3', 'nvme0n1'), aMapping('dm-0', ['nvme0n1p3'])]),
  ],
  ['a path of a multipath disk', 'guard.held', 'sdb', aComputer([aDevice('sdb', { holders: ['dm-9'] })])],
  [
    'a mapping that only the mapping itself tells of',
    'guard.held',
    'sdb',
    { ...aComputer(), devices: [aDevice('sdb'), aMapping('dm-0', ['sdb'])] },
  ],
  [
    'a member of a cache',
    'guard.held',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb', { isCacheMember: true })]),
  ],
  [
    'a loop device’s file on the disk',
    'guard.under-loop',
    'sdb',
    aComputer([aDevice('sdb'), aLoop('loop4', { path: '/m/i', numbers: numbersFor('sdb') })]),
  ],
  [
    'a loop device on a file of its own file system',
    'guard.under-loop',
    'loop0',
    aComputer(
      [
        aLoop('loop0', { path: '/a', numbers: numbersFor('sda1') }),
        aLoop('loop1', { path: '/mnt/b', numbers: numbersFor('loop0') }),
      ],
      { mounts: [mountOf('loop0', '/mnt')] },
    ),
    withLoops,
  ],
  ['a disk that somebody holds', 'guard.busy', 'sdb', aComputer([aDevice('sdb', { hold: { state: 'busy' } })])],
  [
    'a disk that may not be opened',
    'guard.forbidden',
    'sdb',
    aComputer([aDevice('sdb', { hold: { state: 'forbidden' } })]),
  ],
  ['a disk that does not answer', 'guard.silent', 'sdb', aComputer([aDevice('sdb', { hold: { state: 'silent' } })])],
  [
    'a disk that cannot be opened',
    'guard.cannot-open',
    'sdb',
    aComputer([aDevice('sdb', { hold: { state: 'failed', errno: 'EIO' } })]),
  ],
  ['a disk that nobody tried to hold', 'guard.not-tried', 'sdb', aComputer([aDevice('sdb', { hold: null })])],
  [
    'a rescue of its data',
    'guard.open',
    'sdb',
    aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb', { openers: ['ddrescue'] })]),
  ],

  // What nobody knows
  ['no list of devices', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { devices: null })],
  ['no list of mounts', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { mounts: null })],
  ['no list of swap', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { swaps: null })],
  ['no command line', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { namedAtStart: null })],
  ['no answer from zpool', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { zfs: null })],
  ['btrfs without its list of devices', 'guard.unread', 'sdb', aComputer([aDevice('sdb')], { btrfs: null })],
  [
    'a btrfs that is mounted and not listed',
    'guard.mount-unknown',
    'sdb',
    aComputer([aDevice('sdb'), aDevice('sdc')], { mounts: [btrfsMount('/data', '/dev/sdc')] }),
  ],
  [
    'ZFS mounted, and no pool found',
    'guard.mount-unknown',
    'sdb',
    aComputer([aDevice('sdb')], { mounts: [aMount('/z', anonymous, { kind: 'zfs' })] }),
  ],
  [
    'something mounted from a device that is not listed',
    'guard.mount-unknown',
    'sdb',
    aComputer([aDevice('sdb')], { mounts: [aMount('/mnt', '8:999')] }),
  ],
  [
    'swap on a device that is not listed',
    'guard.swap-unknown',
    'sdb',
    aComputer([aDevice('sdb')], { swaps: [{ path: '/dev/sdq', numbers: '8:999' }] }),
  ],
  [
    'a root that cannot be followed (a container)',
    'guard.place-unknown',
    'sdb',
    aComputer([aDevice('sdb')], {
      mounts: [aMount('/', anonymous, { kind: 'overlay', layers: [{ path: '/var/lib/x', numbers: null }] })],
      places: [aPlace('system', '/', anonymous)],
    }),
  ],
  [
    'a root on an unknown kind of file system',
    'guard.place-unknown',
    'sdb',
    aComputer([aDevice('sdb')], {
      mounts: [aMount('/', anonymous, { kind: 'fuse.thing' })],
      places: [aPlace('system', '/', anonymous)],
    }),
  ],
  [
    'a data folder that cannot be asked',
    'guard.place-unknown',
    'sdb',
    aComputer([aDevice('sdb')], { places: [aPlace('data', '/gone', null)] }),
  ],
  [
    'a member of a pool on an unknown device',
    'guard.pool-unknown',
    'sdb',
    aComputer([aDevice('sdb')], { zfs: [{ path: '/dev/sdq', numbers: null }] }),
  ],
  [
    'a device whose connections are unknown',
    'guard.half-read',
    'sdb',
    aComputer([aDevice('sdb'), aMapping('dm-0', [], { slaves: null })]),
  ],
  [
    'a device whose holders are unknown',
    'guard.half-read',
    'sdb',
    aComputer([aDevice('sdb'), aDevice('sdc', { holders: null })]),
  ],
  [
    'a device without numbers',
    'guard.half-read',
    'sdb',
    aComputer([aDevice('sdb'), aDevice('sdc', { numbers: null })]),
  ],
  [
    'a loop device whose file may lie anywhere',
    'guard.loop-unknown',
    'sdb',
    aComputer([aDevice('sdb'), aLoop('loop3', { path: '/gone', numbers: null })]),
  ],
]
