// The kernel's tables and the field's answers about what uses a disk, as they are written.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { devicesInTable, devicesNamedAtStart, devicesNamedIn } from '../../../../electron/disks/kernel/block-uses.ts'
import { isDiskName, nodePath, otherKindOf } from '../../../../electron/disks/kernel/disk-names.ts'
import { displayed } from '../../../../electron/disks/kernel/displayed.ts'
import { mountLines, swapLines } from '../../../../electron/disks/kernel/mount-table.ts'
import { pathsInPools } from '../../../../electron/disks/kernel/zfs.ts'
import { loopDevices, run } from '../loop-device.ts'

describe('What is mounted', () => {
  test('is read with its blanks, its optional fields and its options', () => {
    const table = [
      '36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue',
      '41 35 0:40 / / rw - overlay overlay rw,lowerdir=/run/live/rootfs/a\\134:b:/c,upperdir=/run/live/overlay/rw',
      '42 35 0:41 /sub /data rw - btrfs /dev/sdb1 rw,subvol=/sub',
      '43 35 0:42 / /x rw -  tmpfs rw',
    ]
    expect(mountLines(table.slice(0, 3).join('\n'))).toEqual([
      {
        numbers: '98:0',
        point: '/mnt 2',
        root: '/mnt1',
        kind: 'ext3',
        source: '/dev/root',
        options: ['rw', 'errors=continue'],
      },
      {
        numbers: '0:40',
        point: '/',
        root: '/',
        kind: 'overlay',
        source: 'overlay',
        options: ['rw', 'lowerdir=/run/live/rootfs/a:b:/c', 'upperdir=/run/live/overlay/rw'],
      },
      {
        numbers: '0:41',
        point: '/data',
        root: '/sub',
        kind: 'btrfs',
        source: '/dev/sdb1',
        options: ['rw', 'subvol=/sub'],
      },
    ])
    expect(mountLines(table.join('\n'))).toBeNull() // a line without a kind: who knows what it says
  })
  test.each(['', '\n', 'nonsense', '36 35 98:0 /a /b rw', '36 35 x:0 / / rw - ext4 /dev/sda rw'])(
    'is unknown where the table is not understood: %j',
    (table) => {
      expect(mountLines(table)).toBeNull()
    },
  )
  test('is never half known: a table with one broken line says nothing', () => {
    const good = '36 35 8:1 / / rw - ext4 /dev/sda1 rw'
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (line) => {
        const all = mountLines(`${good}\n${line}`)
        expect(all === null || all[0]?.numbers === '8:1').toBe(true)
        if (line.trim() !== '' && !/ - /.test(line) && !line.includes('\n')) expect(all).toBeNull()
      }),
    )
  })
})

describe('What is swapped to', () => {
  const heading = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'
  test('is read, partitions and files', () => {
    expect(swapLines(heading)).toEqual([])
    expect(swapLines(`${heading}/dev/sda5 partition\t8000\t0\t-2\n/mnt/my\\040swap file\t100\t0\t-3\n`)).toEqual([
      { path: '/dev/sda5', kind: 'partition' },
      { path: '/mnt/my swap', kind: 'file' },
    ])
  })
  test.each(['', '/dev/sda5 partition 1 1 1', `${heading}/dev/sda5 other 1`, `${heading}/dev/sda5`])(
    'is unknown where the table is not understood: %j',
    (table) => {
      expect(swapLines(table)).toBeNull()
    },
  )
})

describe('The devices that the start of the system names', () => {
  test.each([
    ['root=/dev/sda2 ro quiet', ['/dev/sda2']],
    ['root=UUID=ab-12 resume=PARTUUID=ff-01', ['/dev/disk/by-uuid/ab-12', '/dev/disk/by-partuuid/ff-01']],
    ['root="LABEL=my root" x', ['/dev/disk/by-label/my\\x20root']],
    ['root=live:CDLABEL=Fedora-WS rd.live.image', ['/dev/disk/by-label/Fedora-WS']],
    ['root=live:/dev/sdb1', ['/dev/sdb1']],
    ['live-media=/dev/disk/by-id/usb-Key bootfrom=/dev/sdc1', ['/dev/disk/by-id/usb-Key', '/dev/sdc1']],
    ['cryptdevice=UUID=77:root root=/dev/mapper/root', ['/dev/disk/by-uuid/77', '/dev/mapper/root']],
    ['quiet console=ttyS0 splash', []],
  ] as const)('%s', (line, named) => {
    expect(devicesNamedIn(line)).toEqual(named)
  })
})

describe('The station’s own table of disks', () => {
  test('names disks whether they are mounted or not, by whatever name', () => {
    const table = [
      '# /etc/fstab',
      '  # indented',
      'UUID=ab-12 / ext4 errors=remount-ro 0 1',
      'LABEL="back up" /srv/backup ext4 noauto,nofail 0 0',
      'LABEL=old\\040one /srv/old ext4 noauto 0 0',
      '/dev/sdb1 /media/usb auto noauto 0 0',
      'tmpfs /tmp tmpfs defaults 0 0',
      'nas:/srv /srv nfs4 defaults 0 0',
      'vault PARTUUID=ff-01 none luks',
    ]
    expect(devicesInTable(table.join('\n'))).toEqual([
      '/dev/disk/by-uuid/ab-12',
      '/dev/disk/by-label/back\\x20up',
      '/dev/disk/by-label/old\\x20one',
      '/dev/sdb1',
      '/dev/disk/by-partuuid/ff-01',
    ])
  })
  test.skipIf(!loopDevices.had)(
    `leads to the device that its name stands for now${loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`}`,
    async () => {
      const root = await mkdtemp(join(tmpdir(), 'etabli-root-'))
      try {
        for (const folder of ['proc', 'etc', 'dev/disk/by-uuid']) await mkdir(join(root, folder), { recursive: true })
        await run('mknod', [join(root, 'dev/sdx2'), 'b', '65', '114'])
        await symlink('../../sdx2', join(root, 'dev/disk/by-uuid/ab-12'))
        await writeFile(join(root, 'proc/cmdline'), 'quiet resume=/dev/sdx2 root=/dev/gone\n')
        await writeFile(join(root, 'etc/fstab'), 'UUID=ab-12 /srv ext4 noauto 0 0\n')
        await writeFile(join(root, 'etc/crypttab'), 'safe /dev/sdy1 none luks\ntwice UUID=ab-12 none luks\n')
        expect(await devicesNamedAtStart(root)).toEqual([
          { path: join(root, 'dev/sdx2'), numbers: '65:114', by: 'cmdline' },
          { path: join(root, 'dev/gone'), numbers: null, by: 'cmdline' },
          { path: join(root, 'dev/disk/by-uuid/ab-12'), numbers: '65:114', by: 'fstab' },
          { path: join(root, 'dev/sdy1'), numbers: null, by: 'crypttab' },
        ])
        await rm(join(root, 'proc/cmdline'))
        expect(await devicesNamedAtStart(root)).toBeNull()
      } finally {
        await rm(root, { recursive: true, force: true })
      }
    },
  )
})

test('Members of ZFS pools are read at every depth, files too', () => {
  const table =
    'rpool\t10G\t1G\n\tmirror-0\t10G\n\t/dev/sda3\t-\t-\n\t  /dev/sdb3\t-\nlogs\t-\n\t/dev/nvme0n1p2\t-\n\t/srv/a vdev\t-\n'
  expect(pathsInPools(table)).toEqual(['/dev/sda3', '/dev/sdb3', '/dev/nvme0n1p2', '/srv/a vdev'])
})

describe('The name of a disk', () => {
  test.each(['sda', 'sdaa', 'hdc', 'vdb', 'xvda', 'nvme0n1', 'nvme12n3', 'mmcblk0'])('%s is one', (name) => {
    expect(isDiskName(name)).toBe(true)
  })
  test.each([
    '',
    'sd',
    'sda1',
    'SDA',
    'sda\n',
    'sda/..',
    'nvme0',
    'nvme0n1p1',
    'nvme0c0n1',
    'mmcblk0p1',
    'mmcblk0boot0',
    'dm-0',
    'md0',
    'loop0',
    'sda;x',
    'sd$(x)',
  ])('%j is none', (name) => {
    expect(isDiskName(name)).toBe(false)
  })
  test('and only names of disks go without a kind of their own', () => {
    expect(
      ['dm-0', 'md127', 'loop7', 'zram0', 'ram1', 'nbd0', 'sr0', 'fd0', 'bcache0', 'zd0', 'mmcblk1rpmb'].map(
        otherKindOf,
      ),
    ).not.toContain(null)
    expect(otherKindOf('sda')).toBeNull()
    expect(nodePath('cciss!c0d0')).toBe('/dev/cciss/c0d0')
  })
})

test('Whatever a maker wrote, what is shown is one line without hidden marks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const shown = displayed(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(shown.length).toBeLessThanOrEqual(200)
      expect(displayed(shown)).toBe(shown)
    }),
  )
})
