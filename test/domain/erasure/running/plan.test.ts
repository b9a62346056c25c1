// Which erasure Établi begins on which drive, with which words to which program; and which it does not begin.
import { describe, expect, test as check } from 'vitest'
import { ErasureChoice } from '../../../../domain/erasure/disk-job.ts'
import type { AtaStatus, DriveStatus, NvmeStatus } from '../../../../domain/erasure/running/drive-status.ts'
import {
  type AttachedMedium,
  bytesOfPlan,
  methodsToRun,
  planOf,
  proposedChoice,
} from '../../../../domain/erasure/running/plan.ts'
import { hdparmArguments } from '../../../../domain/erasure/running/hdparm-arguments.ts'
import { ErasureCategory, ErasureTechnique, judgeMethod, nistEdition } from '../../../../domain/erasure/method.ts'
import { nvmeArguments } from '../../../../domain/erasure/running/nvme-arguments.ts'
import { nwipeArguments } from '../../../../domain/erasure/nwipe/run.ts'
import { DiskKind } from '../../../../domain/machine/hardware-report.ts'
import { fc, test } from '../with-fast-check.ts'

const by = (technique: ErasureTechnique, category: ErasureCategory = 'clear'): ErasureChoice => ({
  method: { category, technique, edition: nistEdition },
  fill: 'zeros',
  blank: false,
})

const security = {
  supported: true,
  enabled: false,
  locked: false,
  frozen: false,
  expired: false,
  enhanced: true,
  eraseMinutes: 2,
  enhancedMinutes: 4,
}
const ata = (changes: Partial<AtaStatus> = {}): AtaStatus => ({
  kind: 'ata',
  security,
  sanitize: { techniques: ['overwrite', 'crypto-erase'], state: 'idle', percent: null },
  ...changes,
})
const nvme = (changes: Partial<NvmeStatus> = {}): NvmeStatus => ({
  kind: 'nvme',
  namespaces: 1,
  formatsAll: false,
  formatsCrypto: true,
  lbaFormat: 1,
  deallocatedReads: 'zeros',
  sanitize: { techniques: ['block-erase', 'crypto-erase'], state: 'never', percent: null, globalErased: false },
  ...changes,
})

/** By a bus on which everything is possible that its kind can do. */
const attached = (kind: DiskKind | null): AttachedMedium => ({ kind, interface: kind === 'nvme' ? 'nvme' : 'sata' })
const kinds = fc.constantFrom(...DiskKind.options, null)
const choices = fc.record({
  method: fc.record({
    category: fc.constantFrom(...ErasureCategory.options),
    technique: fc.constantFrom(...ErasureTechnique.options),
    edition: fc.constant(nistEdition),
  }),
  fill: fc.constantFrom('zeros' as const, 'random' as const),
  blank: fc.boolean(),
})
const refusalOf = (choice: ErasureChoice, kind: DiskKind | null, status: DriveStatus | null) => {
  const plan = planOf(choice, attached(kind), status)
  return 'refused' in plan ? plan.refused.map(({ code }) => code) : []
}

describe('What is proposed', () => {
  test('can be run on any medium and read back: zeros, by a way that was tried', kinds, (kind) => {
    const choice = proposedChoice(kind)
    expect(ErasureChoice.parse(choice)).toEqual(choice)
    expect(methodsToRun(attached(kind))).toContainEqual(
      expect.objectContaining({ technique: choice.method.technique, program: 'nwipe', tried: 'virtual-drive' }),
    )
    expect(planOf(choice, attached(kind), null)).toMatchObject({ kind: 'overwrite', leaves: { kind: 'zero' } })
  })

  check('fills flash behind a bridge twice', () => {
    expect(bytesOfPlan({ kind: 'overwrite', ...proposedChoice('usb'), leaves: { kind: 'zero' } }, 1000)).toEqual({
      written: 2000,
      read: 1000,
    })
  })

  check('never says of a way that no drive at hand could show that it was tried', () => {
    const tried = DiskKind.options
      .map(attached)
      .flatMap(methodsToRun)
      .flatMap(({ tried: on, technique }) => (on === 'never' ? [] : [technique]))
    expect(new Set(tried)).toEqual(new Set(['overwrite', 'nvme-format']))
  })

  check('tells what is left to a drive from what a program writes', () => {
    for (const { program, erasedBy } of DiskKind.options.map(attached).flatMap(methodsToRun)) {
      expect(erasedBy).toBe(program === 'nwipe' ? 'program' : 'drive')
    }
  })

  test('is what the station takes: nothing is offered under a name that it would refuse', kinds, (kind) => {
    for (const { technique, category } of methodsToRun(attached(kind))) {
      expect(judgeMethod(kind, { technique, category, edition: nistEdition }, '')).toBe('fits')
    }
  })
})

describe('What is offered of a drive’s own erasing', () => {
  const techniquesOf = (medium: AttachedMedium) => methodsToRun(medium).map(({ technique }) => technique)
  const buses = fc.constantFrom('loop', 'virtio', 'spi', 'fc', 'iscsi', 'mmc')

  test('is nothing where no ATA command passes: a file shown as a disk can only be overwritten', buses, (bus) => {
    for (const kind of ['hdd', 'sata-ssd'] as const) {
      expect(techniquesOf({ kind, interface: bus })).toEqual(['overwrite'])
      expect(planOf(by('ata-secure-erase', 'purge'), { kind: 'hdd', interface: bus }, ata())).toMatchObject({
        refused: [{ code: 'erase.no-program' }],
      })
    }
  })

  check('stays where the bus carries it, or where nobody could tell', () => {
    for (const bus of ['sata', 'ata', 'usb', 'sas', null])
      expect(techniquesOf({ kind: 'hdd', interface: bus })).toContain('ata-secure-erase')
  })
})

describe('What is begun', () => {
  test(
    'is only what fits the medium, and nothing but an overwrite where the drive says nothing',
    fc.tuple(choices, kinds, fc.constantFrom(null, ata(), nvme())),
    ([choice, kind, status]) => {
      const plan = planOf(choice, attached(kind), status)
      if ('refused' in plan) return
      expect(judgeMethod(kind, choice.method, '')).toBe('fits')
      if (status === null) expect(plan.kind).toBe('overwrite')
      if (status?.kind === 'ata') expect(plan.kind).not.toMatch(/^nvme/)
      if (status?.kind === 'nvme') expect(plan.kind).not.toMatch(/^ata/)
    },
  )

  check('leaves zeros, or random data where that was asked for', () => {
    const random = { ...by('overwrite'), fill: 'random' as const }
    expect(planOf(random, attached('hdd'), null)).toMatchObject({ leaves: { kind: 'random' } })
    expect(planOf({ ...random, blank: true }, attached('hdd'), null)).toMatchObject({ leaves: { kind: 'zero' } })
    expect(planOf(by('crypto-erase', 'purge'), attached('hdd'), ata())).toMatchObject({ leaves: { kind: 'random' } })
    const ones = nvme({ deallocatedReads: 'ones' })
    expect(planOf(by('nvme-format'), attached('nvme'), ones)).toMatchObject({ leaves: { kind: 'pattern', hex: 'ff' } })
  })

  check('is the enhanced security erase only for a purge, and only where the drive has it', () => {
    expect(planOf(by('ata-secure-erase', 'purge'), attached('hdd'), ata())).toMatchObject({
      enhanced: true,
      minutes: 4,
    })
    expect(planOf(by('ata-secure-erase'), attached('sata-ssd'), ata())).toMatchObject({ enhanced: false, minutes: 2 })
    const plain = ata({ security: { ...security, enhanced: false } })
    expect(planOf(by('ata-secure-erase', 'purge'), attached('hdd'), plain)).toMatchObject({ enhanced: false })
  })
})

describe('What is not begun', () => {
  check('is a security erase of a drive that is frozen, locked, has a password or none of it', () => {
    const of = (changes: Partial<typeof security>) =>
      refusalOf(by('ata-secure-erase'), 'sata-ssd', ata({ security: { ...security, ...changes } }))
    expect(of({ frozen: true })).toEqual(['erase.drive-frozen'])
    expect(of({ locked: true })).toEqual(['erase.drive-locked'])
    expect(of({ enabled: true })).toEqual(['erase.drive-locked'])
    expect(of({ expired: true })).toEqual(['erase.drive-expired'])
    expect(of({ supported: false })).toEqual(['erase.drive-cannot'])
    expect(refusalOf(by('ata-secure-erase'), 'sata-ssd', ata({ security: null }))).toEqual(['erase.drive-cannot'])
  })

  check('is a sanitize of a drive that cannot, is frozen, is at it, or does not say', () => {
    const of = (sanitize: AtaStatus['sanitize']) => refusalOf(by('ata-sanitize', 'purge'), 'hdd', ata({ sanitize }))
    const techniques = ['overwrite' as const]
    expect(of(null)).toEqual(['erase.drive-cannot'])
    expect(of({ techniques, state: 'frozen', percent: null })).toEqual(['erase.drive-frozen'])
    expect(of({ techniques, state: 'in-progress', percent: 5 })).toEqual(['erase.drive-busy'])
    expect(of({ techniques, state: 'unknown', percent: null })).toEqual(['erase.drive-silent'])
    expect(refusalOf(by('block-erase', 'purge'), 'sata-ssd', ata())).toEqual(['erase.drive-cannot'])
  })

  check('is a command that would erase other namespaces than the chosen one, or might', () => {
    for (const namespaces of [null, 0, 2]) {
      const code = namespaces === 2 ? 'erase.namespaces' : 'erase.namespaces-unknown'
      expect(refusalOf(by('nvme-sanitize', 'purge'), 'nvme', nvme({ namespaces }))).toEqual([code])
      for (const formatsAll of [true, null]) {
        expect(refusalOf(by('nvme-format'), 'nvme', nvme({ namespaces, formatsAll }))).toEqual([code])
      }
      expect(refusalOf(by('nvme-format'), 'nvme', nvme({ namespaces, formatsAll: false }))).toEqual([])
    }
  })

  check('is a format under the name of Purge: nobody has written down why it should be one', () => {
    expect(refusalOf(by('nvme-format', 'purge'), 'nvme', nvme())).toEqual(['erase.needs-note'])
    expect(refusalOf(by('nvme-format'), 'nvme', nvme())).toEqual([])
  })

  check('is a format in the place of the cryptographic erase that was asked for', () => {
    const keyless = {
      techniques: ['block-erase' as const],
      state: 'never' as const,
      percent: null,
      globalErased: false,
    }
    for (const sanitize of [null, keyless]) {
      for (const category of ErasureCategory.options) {
        const crypto = by('crypto-erase', category)
        expect(refusalOf(crypto, 'nvme', nvme({ sanitize }))).toEqual(['erase.crypto-only-by-format'])
        expect(refusalOf(crypto, 'nvme', nvme({ sanitize, formatsCrypto: false }))).toEqual(['erase.drive-cannot'])
      }
    }
    expect(planOf(by('crypto-erase', 'purge'), attached('nvme'), nvme())).toMatchObject({ kind: 'nvme-sanitize' })
  })

  check('is what no program here does: a degausser, an eMMC’s own erase', () => {
    expect(refusalOf(by('degauss', 'purge'), 'hdd', ata())).toEqual(['erase.no-program'])
    expect(refusalOf(by('block-erase'), 'emmc', null)).toEqual(['erase.no-program'])
  })
})

describe('The words to a program', () => {
  const names = fc.oneof(
    fc.constantFrom(
      '/dev/sdb',
      '/dev/nvme0n1',
      '/dev/loop7',
      '',
      ' ',
      '/dev/',
      '/dev/sda1',
      '/dev/nvme0',
      '/dev/nvme0n1p1',
      '--autonuke',
      '/dev/sda /dev/sdb',
    ),
    fc.constantFrom('/dev/../dev/sda', 'sda', '/dev/mapper/x', '/dev/sda\n', '/dev/sd$(reboot)', '/dev/disk/by-id/x'),
    fc.string(),
  )

  test(
    'of nwipe always end with one disk by its name: without one it would erase them all',
    fc.tuple(choices, names),
    ([choice, name]) => {
      let args: readonly string[]
      try {
        args = nwipeArguments(choice, '/tmp/x/nwipe.log', name)
      } catch {
        return
      }
      expect(args.at(-1)).toMatch(/^\/dev\/[a-z0-9]+$/)
      expect(args.filter((each) => !each.startsWith('--'))).toHaveLength(1)
    },
  )

  check('refuse every name that is none of a whole disk', () => {
    const wrong = ['', '/dev/', '/dev/sda1', '/dev/nvme0n1p1', '--exclude=/dev/sda', '/dev/sda /dev/sdb', '/dev/sda\n']
    for (const name of wrong) {
      expect(() => nwipeArguments(by('overwrite'), '/tmp/x/nwipe.log', name)).toThrow()
      expect(() => hdparmArguments({ kind: 'erase', enhanced: false }, name)).toThrow()
      expect(() => nvmeArguments({ kind: 'format', lbaFormat: 0 }, name)).toThrow()
    }
    // A controller is no disk: it may have several.
    expect(() => nvmeArguments({ kind: 'sanitize', technique: 'block-erase' }, '/dev/nvme0')).toThrow()
  })

  check('are these', () => {
    const words = [
      nwipeArguments(by('overwrite'), '/tmp/x/nwipe.log', '/dev/sdb'),
      nwipeArguments({ fill: 'random', blank: true }, '/tmp/x/nwipe.log', '/dev/sdb'),
      hdparmArguments({ kind: 'set-password' }, '/dev/sdb'),
      hdparmArguments({ kind: 'erase', enhanced: true }, '/dev/sdb'),
      hdparmArguments({ kind: 'sanitize', technique: 'overwrite' }, '/dev/sdb'),
      nvmeArguments({ kind: 'format', lbaFormat: 1 }, '/dev/nvme0n1'),
      nvmeArguments({ kind: 'sanitize', technique: 'crypto-erase' }, '/dev/nvme0n1'),
    ]
    expect(words.map((each) => each.join(' '))).toEqual([
      '--autonuke --nogui --nowait --verify=last --rounds=1 --method=zero --noblank --logfile=/tmp/x/nwipe.log /dev/sdb',
      '--autonuke --nogui --nowait --verify=last --rounds=1 --method=random --logfile=/tmp/x/nwipe.log /dev/sdb',
      '--user-master u --security-set-pass etabli /dev/sdb',
      '--user-master u --security-erase-enhanced etabli /dev/sdb',
      '--yes-i-know-what-i-am-doing --sanitize-overwrite-passes 1 --sanitize-overwrite hex:00000000 /dev/sdb',
      'format /dev/nvme0n1 --ses=1 --lbaf=1 --timeout=14400000 --force',
      'sanitize /dev/nvme0n1 --sanact=4',
    ])
  })
})
