// What lies on a disk: seen in lsblk's words, by a look at the disk, or by neither.
import { describe, expect, test } from 'vitest'
import { deservesAttention } from '../../../domain/machine/attention.ts'
import type { DiskLook } from '../../../domain/machine/disk-look.ts'
import { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { say } from '../../../domain/words/sentences.ts'
import { files, readingsOf, reportOf, said, saidJson, whyMissing } from './readings-of.ts'
import { reportFromReadings } from '../../../domain/machine/from-readings.ts'

const disk = { name: 'sda', kname: 'sda', type: 'disk', size: 500e9, tran: 'sata', rm: false, model: 'TOSHIBA MQ01' }
const part = (n: number, more: object) => ({ name: `sda${String(n)}`, kname: `sda${String(n)}`, type: 'part', ...more })
const lsblk = (more: object) => saidJson({ blockdevices: [{ ...disk, ...more }] })

const aLook = (changes: Partial<DiskLook['places']> = {}, structures: readonly string[] = []): DiskLook => ({
  kind: 'disk-look',
  version: 1,
  structures,
  places: { read: 64, blank: 64, random: 0, filled: 0, unreadable: 0, ...changes },
  speed: { bytesPerSecond: 110e6, slowestBytesPerSecond: 70e6, accessMilliseconds: 14.2, direct: true },
})
const looked = (look: unknown, more: object = {}) =>
  reportOf({ programs: { lsblk: lsblk(more), look: { '/dev/sda': saidJson(look) } } })

const windows = {
  pttype: 'gpt',
  children: [
    part(1, { fstype: 'vfat', size: 100e6, parttype: 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b' }),
    part(2, { fstype: 'BitLocker', size: 499e9 }),
  ],
}
const words = (report: HardwareReport) =>
  deservesAttention(report).map((reason) => say(reason, 'fr').replace(/[\u202f\u00a0]/g, ' '))

describe('A disk as lsblk lists it', () => {
  test('has its table, its file systems and its encryption', () => {
    const report = HardwareReport.parse(reportOf({ programs: { lsblk: lsblk(windows) } }))
    expect(report.disks[0]?.content).toEqual({
      partitionTable: 'gpt',
      partitions: 2,
      volumes: [
        { partition: '/dev/sda1', kind: 'vfat', label: null, sizeBytes: 100e6, usedBytes: null, encryption: null },
        {
          partition: '/dev/sda2',
          kind: 'BitLocker',
          label: null,
          sizeBytes: 499e9,
          usedBytes: null,
          encryption: 'bitlocker',
        },
      ],
      sampled: null,
      holds: 'data',
    })
    expect(words(report)).toContain(
      'TOSHIBA MQ01 : à tenir pour encore plein de données (vfat, BitLocker ; ce qui est occupé n’a pas été mesuré).',
    )
    expect(words(report)).toContain('TOSHIBA MQ01 : chiffré (BitLocker).')
    expect(words(report)).toContain('Système installé : Windows (BitLocker) (/dev/sda2).')
  })

  test('tells what is used of a file system that is mounted', () => {
    const mounted = { pttype: 'dos', children: [part(1, { fstype: 'ext4', size: 500e9, fsused: '120000000000' })] }
    const report = reportOf({ programs: { lsblk: lsblk(mounted) } })
    expect(words(report)).toContain('TOSHIBA MQ01 : encore plein de données (ext4, 120 Go occupés).')
  })

  test('has no content at all in an older list that names no file system', () => {
    expect(reportOf({ programs: { lsblk: lsblk({}) } }).disks[0]).not.toHaveProperty('content')
  })

  test('inside LUKS is named once opened, with the container around it', () => {
    const opened = part(1, {
      fstype: 'crypto_LUKS',
      children: [{ name: 'root', kname: 'dm-0', type: 'crypt', fstype: 'ext4', fsused: 7e9 }],
    })
    const report = reportOf({ programs: { lsblk: lsblk({ pttype: 'gpt', children: [opened] }) } })
    expect(report.disks[0]?.content?.volumes.map(({ kind, encryption }) => [kind, encryption])).toEqual([
      ['crypto_LUKS', 'luks'],
      ['ext4', null],
    ])
  })
})

describe('A look at a disk', () => {
  test('that finds nothing anywhere is no proof, and says so', () => {
    const report = looked(aLook())
    expect(report.disks[0]?.content).toMatchObject({ holds: 'nothing-seen', partitionTable: 'none', volumes: [] })
    expect(report.disks[0]?.speed?.accessMilliseconds).toBe(14.2)
    expect(words(report)).toContain(
      'TOSHIBA MQ01 : rien vu aux endroits regardés. Ce n’est pas une preuve d’effacement.',
    )
  })

  test('finds data that no file system announces', () => {
    expect(words(looked(aLook({ blank: 40, filled: 24 })))).toContain(
      'TOSHIBA MQ01 : encore plein de données, sans système de fichiers reconnu (il y en a dans 38 % des endroits regardés).',
    )
  })

  test('finds what announces itself where lsblk knows no file system', () => {
    const report = looked(aLook({ blank: 0, random: 64 }, ['GPT', 'MBR', 'LUKS']))
    expect(report.disks[0]?.content).toMatchObject({
      partitionTable: 'gpt',
      volumes: [{ partition: null, kind: 'LUKS', encryption: 'luks' }],
      holds: 'data',
    })
  })

  test('of nothing but random bytes cannot tell an erased disk from an encrypted one', () => {
    expect(looked(aLook({ blank: 0, random: 64 })).disks[0]?.content?.holds).toBe('random')
  })

  test('of a few places, or with one that could not be read, does not call a disk blank', () => {
    expect(looked(aLook({ read: 9, blank: 9 })).disks[0]?.content?.holds).toBeNull()
    expect(looked(aLook({ read: 63, blank: 63, unreadable: 1 })).disks[0]?.content?.holds).toBeNull()
  })

  test('that came to nothing says why', () => {
    const late = reportOf({
      programs: { lsblk: lsblk({}), look: { '/dev/sda': { state: 'mute', why: 'timed-out' } } },
    })
    expect(whyMissing(late, 'disks', '0.content.sampled')).toBe('timed-out')
    const refused = looked({ kind: 'disk-look-refused', needsRoot: true })
    expect(whyMissing(refused, 'disks', '0.content.sampled')).toBe('needs-root')
    expect(whyMissing(looked('nonsense'), 'disks', '0.content.sampled')).toBe('malformed')
  })

  test('stands for lsblk where that is missing, with the kernel’s bare list', () => {
    const report = reportFromReadings(
      readingsOf({
        corners: { block: files({ 'sda/size': '976773168\n', 'sda/removable': '0\n', 'sda/dev': '8:0\n' }) },
        programs: {
          lsblk: { state: 'mute', why: 'tool-missing' },
          look: { '/dev/sda': saidJson(aLook({ blank: 10, filled: 54 }, ['MBR', 'NTFS'])) },
        },
      }),
    )
    expect(report.disks[0]?.content).toMatchObject({ partitionTable: 'mbr', holds: 'data' })
  })
})

describe('The system that runs while the machine is read', () => {
  const debian = files({ 'os-release': 'PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_ID="12"\n' })
  const onDisk = (tran: string) =>
    reportOf({
      corners: { running: debian },
      programs: {
        'os-prober': said(''),
        lsblk: saidJson({
          blockdevices: [{ ...disk, tran, children: [part(2, { fstype: 'ext4', mountpoint: '/' })] }],
        }),
      },
    })
  test('is installed where its root is on a disk of the machine', () => {
    expect(words(onDisk('sata'))).toContain('Système installé : Debian GNU/Linux 12 (/dev/sda2).')
  })
  test('is not where it runs from a key', () => {
    expect(words(onDisk('usb')).filter((line) => line.startsWith('Système'))).toEqual([])
  })
})
