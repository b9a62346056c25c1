// Never the wrong disk: each situation in which a disk must not be written, and the rule that says so. The layers that
// this machine's kernel lacks are told by builders; the real ones are asked in inventory.test.ts and the virtual target.
import { describe, expect, test } from 'vitest'
import { say, sentences } from '../../../../domain/words/sentences.ts'
import type { BlockSnapshot } from '../../../../electron/disks/kernel/block-devices.ts'
import { GUARDS, refusalsOf } from '../../../../electron/disks/guards/guards.ts'
import { generalRefusals } from '../../../../electron/disks/guards/of-all.ts'
import { aComputer, aDevice, aLoop, aMount, aPartition, aPlace, mountOf, numbersFor } from '../kernel/a-snapshot.ts'
import { anonymous, situations, strict, withLoops } from './situations.ts'

const codesOf = (name: string, snapshot: BlockSnapshot, options = strict): readonly string[] =>
  refusalsOf(name, snapshot, options).map(({ code }) => code)

describe('A disk that must not be written', () => {
  test('is told by more than forty situations, no two of them the same', () => {
    expect(new Set(situations.map(([what]) => what)).size).toBe(situations.length)
    expect(situations.length).toBeGreaterThan(80)
  })
  const told = situations.map(([what, rule, disk, snapshot, options = strict]) => ({
    what,
    rule,
    disk,
    snapshot,
    options,
  }))
  test.each(told)('$what: $rule', ({ rule, disk, snapshot, options }) => {
    const refusals = refusalsOf(disk, snapshot, options)
    expect(refusals.map(({ code }) => code)).toContain(rule)
    for (const refusal of refusals) {
      for (const language of ['fr', 'en'] as const) {
        expect(Object.hasOwn(sentences[language], refusal.code)).toBe(true)
        expect(say(refusal, language)).not.toMatch(/[{}]|\bterm\b|undefined/)
      }
    }
  })
  test('has every rule speak in at least one situation', () => {
    const spoken = new Set(situations.flatMap(([, , disk, snapshot, options]) => codesOf(disk, snapshot, options)))
    const rooms = Object.keys(sentences.fr).filter((key) => key.startsWith('guard.'))
    const elsewhere = /^guard\.(gone|another-disk|removable-usb|hidden-sectors|bridge-.*|needs-root|program-missing)$/
    expect(rooms.filter((code) => !elsewhere.test(code) && !spoken.has(code))).toEqual([])
  })
})

describe('A disk against which nothing speaks', () => {
  test.each([
    ['a second disk', 'sdb', aComputer([aDevice('sdb')])],
    ['an NVMe disk', 'nvme1n1', aComputer([aDevice('nvme1n1')])],
    [
      'a disk with partitions that nobody uses',
      'sdb',
      aComputer([aDevice('sdb'), aPartition('sdb1', 'sdb'), aPartition('sdb2', 'sdb')]),
    ],
    [
      'an eMMC beside its boot areas',
      'mmcblk0',
      aComputer([aDevice('mmcblk0'), aDevice('mmcblk0boot0', { sightings: null, hold: null })]),
    ],
    [
      'a disk known by its WWN alone',
      'sdb',
      aComputer([
        aDevice('sdb', { sightings: [{ serial: '0000', wwn: '0x5000c500a1b2c3d4', model: null, sizeBytes: 1 }] }),
      ]),
    ],
    [
      'a disk beside one that has no name',
      'sdb',
      aComputer([
        aDevice('sdb'),
        aDevice('sdc', { sightings: [{ serial: null, wwn: null, model: null, sizeBytes: 1 }] }),
      ]),
    ],
    [
      'a disk beside a busy desktop',
      'sdb',
      aComputer([aDevice('sdb')], {
        mounts: [
          aMount('/run/user/1000/doc', anonymous, { kind: 'fuse.portal' }),
          aMount('/srv', '0:52', { kind: 'nfs4', source: 'nas:/srv' }),
        ],
      }),
    ],
    [
      'a disk of a system that runs from memory',
      'sdb',
      aComputer([aDevice('sdb')], {
        mounts: [aMount('/', '0:2', { kind: 'rootfs' })],
        places: [aPlace('system', '/', '0:2')],
        namedAtStart: [],
      }),
    ],
    [
      'a disk beside a card reader without a card',
      'sdb',
      aComputer([aDevice('sdb'), aDevice('sdc', { sizeBytes: 0, removable: true, sightings: null, hold: null })]),
    ],
    [
      'a path of an NVMe disk that the kernel hides',
      'nvme0n1',
      aComputer([aDevice('nvme0n1'), aDevice('nvme0c0n1', { hidden: true, numbers: null, sightings: null })]),
    ],
  ] as const)('%s is free', (_, disk, snapshot) => {
    expect(codesOf(disk, snapshot)).toEqual([])
  })
  test('a loop device is free in tests, and there alone', () => {
    const snapshot = aComputer([aLoop('loop0', { path: '/a', numbers: numbersFor('sda1') })])
    expect(codesOf('loop0', snapshot, withLoops)).toEqual([])
    expect(codesOf('loop0', snapshot)).toEqual(['guard.no-disk', 'guard.virtual'])
  })
})

describe('A name that came from a disk or a path', () => {
  test.each([
    ['a command in it', 'X;$(reboot)`id`', /^[^\n]*X;\$\(reboot\)`id`[^\n]*$/],
    ['a line end', 'X\nDisk sda is free', /^[^\n]*X\ufffdDisk sda is free[^\n]*$/],
    [
      'marks that turn the writing around',
      'X\u202egpj.exe\u2066',
      /^[^\u202e\u2066]*X\ufffdgpj\.exe\ufffd[^\u202e\u2066]*$/,
    ],
    ['marks without width', 'X\u200bY\ufeff', /X\ufffdY\ufffd/],
  ])('with %s is said on one line, from left to right', (_, text, expected) => {
    const snapshot = aComputer([aDevice('sdb')], { mounts: [mountOf('sdb', `/media/${text}`)] })
    const [refusal] = refusalsOf('sdb', snapshot, strict)
    expect(refusal?.code).toBe('guard.mounted')
    expect(refusal === undefined ? '' : say(refusal, 'fr')).toMatch(expected)
  })
})

test('No guard is needless: left out, a situation would go without its reason', () => {
  const isMissed = (left: string) =>
    situations.some(([, rule, disk, snapshot, options = strict]) => {
      const device = snapshot.devices?.find(({ name }) => name === disk)
      if (device === undefined) return false
      const spoken = Object.entries(GUARDS)
        .filter(([name]) => name !== left)
        .map(([, guard]) => guard({ device, snapshot, options }))
      return ![...spoken, ...generalRefusals(snapshot)].some((one) => one?.code === rule)
    })
  expect(Object.keys(GUARDS).filter((left) => !isMissed(left))).toEqual([])
})
