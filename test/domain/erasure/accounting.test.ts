// No disk escapes (DESIGN §4): told by examples of the bench, then held against any set of reports.
import { fc, test as property } from './with-fast-check.ts'
import { describe, expect, test } from 'vitest'
import { accountForDisks, type AccountingQuestion } from '../../../domain/erasure/accounting.ts'
import type { Disk } from '../../../domain/machine/hardware-report.ts'
import { aLogFinding, aReadBackFinding } from './evidence/some-findings.ts'
import { say } from '../../../domain/words/sentences.ts'
import {
  aDisk,
  anAttestation,
  anIdentity,
  aReport,
  aSettlement,
  declared,
  hashOf,
  machineId,
  now,
  removed,
  stay,
  uuidOf,
} from './a-report.ts'

const reportOf = (
  name: string,
  disks: readonly Disk[],
  rest: Parameters<typeof aReport>[0] = {},
  takenAt = '2026-11-03T09:00:00Z',
) => ({
  hash: hashOf(name),
  report: aReport({ ...rest, disks: [...disks], takenAt }),
})

const account = (changes: Partial<AccountingQuestion>) =>
  accountForDisks({
    machineId,
    stay,
    now,
    minimum: 'declared',
    reports: [],
    evidence: [],
    uses: [],
    unfinished: [],
    attestations: [],
    settlements: [],
    ...changes,
  })

const codes = (changes: Partial<AccountingQuestion>) => account(changes).blocking.map(({ code }) => code)

const ssd = aDisk()
const secondM2 = aDisk({ path: '/dev/nvme0n1', model: 'KIOXIA', serial: 'Z0PB', kind: 'nvme', interface: 'nvme' })
const usbKey = aDisk({
  path: '/dev/sdb',
  model: 'DataTraveler',
  serial: '60A4',
  kind: 'usb',
  interface: 'usb',
  removable: true,
  sizeBytes: 15_728_640_000,
})

describe('A machine is settled', () => {
  test('once its only disk is declared erased and the workshop accepts declarations', () => {
    const accounting = account({ reports: [reportOf('first', [ssd])], settlements: [aSettlement()] })
    expect(accounting.settled).toBe(true)
    expect(accounting.blocking).toEqual([])
    expect(accounting.disks.map(({ verdict }) => verdict?.kind)).toEqual(['declared'])
  })

  test('not while the workshop asks for evidence', () => {
    expect(codes({ reports: [reportOf('first', [ssd])], settlements: [aSettlement()], minimum: 'log' })).toEqual([
      'erasure.declared-not-accepted',
    ])
  })

  test('not while the second M.2 has no settlement', () => {
    expect(codes({ reports: [reportOf('first', [ssd, secondM2])], settlements: [aSettlement()] })).toEqual([
      'erasure.disk-unsettled',
    ])
  })

  test.each(['emmc', 'sd', 'usb'] as const)('not while a disk of the kind %s has no settlement', (kind) => {
    const other = aDisk({ serial: 'W4Z0H9', model: 'Other', kind })
    expect(codes({ reports: [reportOf('first', [ssd, other])], settlements: [aSettlement()] })).toContain(
      'erasure.disk-unsettled',
    )
  })

  test('with evidence that was judged as witnessed, at any minimum', () => {
    const evidence = [aReadBackFinding({ hash: hashOf('proof'), disk: anIdentity() })]
    const outcome = {
      kind: 'evidence' as const,
      via: 'witnessed' as const,
      evidence: [hashOf('proof')],
      link: null,
      notes: '',
    }
    const settlements = [aSettlement({ outcome })]
    const reports = [reportOf('first', [ssd])]
    expect(account({ reports, settlements, evidence, minimum: 'witnessed' }).settled).toBe(true)
    expect(codes({ reports, settlements, minimum: 'declared' })).toEqual(['erasure.evidence-unknown'])
    expect(
      codes({
        reports,
        settlements,
        evidence: [aReadBackFinding({ hash: hashOf('proof'), disk: anIdentity(), source: 'file' })],
        minimum: 'log',
      }),
    ).toEqual(['erasure.evidence-only-a-log'])
  })
})

describe('Evidence of a disk', () => {
  const reports = [reportOf('first', [ssd])]
  test('that is whole and began before the machine came says so, and is not shown as counting', () => {
    const early = aLogFinding({ startedAt: '2026-10-01T08:00:00Z', endedAt: '2026-10-01T11:00:00Z' })
    const [disk] = account({ reports, evidence: [early] }).disks
    expect(disk?.evidence).toMatchObject([{ outcome: 'unproven', reasons: [{ code: 'erasure.evidence-before-stay' }] }])
    expect(disk?.provable).toBeNull()
  })
  test('that counts is shown as it is', () => {
    const [disk] = account({ reports, evidence: [aLogFinding()] }).disks
    expect(disk?.evidence).toMatchObject([{ outcome: 'good', reasons: [] }])
    expect(disk?.provable?.conclusion.via).toBe('log')
  })
})

describe('A disk that goes missing', () => {
  const reports = [reportOf('first', [ssd, secondM2]), reportOf('second', [ssd], {}, '2026-11-05T09:00:00Z')]
  test('blocks, even when it was declared erased', () => {
    const settlements = [
      aSettlement(),
      aSettlement({
        id: uuidOf(2),
        disk: anIdentity({ serial: 'Z0PB', model: 'KIOXIA' }),
        outcome: declared,
      }),
    ]
    expect(codes({ reports, settlements })).toEqual(['erasure.disk-missing'])
  })
  test.each([
    removed(),
    { kind: 'destroyed' as const, technique: 'shred' as const, performedAt: '2026-11-04T10:00:00Z', notes: '' },
  ])('no longer blocks once it is $kind', (outcome) => {
    const settlements = [
      aSettlement(),
      aSettlement({ id: uuidOf(2), disk: anIdentity({ serial: 'Z0PB', model: 'KIOXIA' }), outcome }),
    ]
    expect(account({ reports, settlements }).settled).toBe(true)
  })
  test('and was removed, then comes back in a later report, blocks again', () => {
    const settlements = [aSettlement({ outcome: removed(), at: '2026-11-04T11:00:00Z' })]
    const again = [reportOf('first', [ssd]), reportOf('later', [ssd], {}, '2026-11-06T09:00:00Z')]
    expect(codes({ reports: again, settlements })).toEqual(['erasure.disk-back'])
  })

  test('and was removed, then is found inside by whoever opens the machine, blocks again', () => {
    const settlements = [aSettlement({ outcome: removed(), at: '2026-11-04T11:00:00Z' })]
    const reports = [reportOf('first', [ssd])]
    const opened = (at: string) => [anAttestation({ found: [anIdentity()], at })]
    expect(codes({ reports, settlements, attestations: opened('2026-11-04T10:30:00Z') })).toEqual([])
    expect(codes({ reports, settlements, attestations: opened('2026-11-05T08:00:00Z') })).toEqual(['erasure.disk-back'])
  })
})

test('A disk that was put back and declared erased still blocks when it goes missing again', () => {
  const reports = [
    reportOf('first', [ssd, secondM2]),
    reportOf('back', [ssd, secondM2], {}, '2026-11-06T09:00:00Z'),
    reportOf('gone', [ssd], {}, '2026-11-08T09:00:00Z'),
  ]
  const m2 = anIdentity({ serial: 'Z0PB', model: 'KIOXIA' })
  const settlements = [
    aSettlement(),
    aSettlement({ id: uuidOf(2), disk: m2, outcome: removed(), at: '2026-11-05T09:00:00Z' }),
    aSettlement({ id: uuidOf(3), disk: m2, outcome: declared, at: '2026-11-07T09:00:00Z' }),
  ]
  expect(codes({ reports, settlements })).toEqual(['erasure.disk-missing'])
})

describe('A report that settles nothing', () => {
  test.each([
    ['shows no disk', reportOf('first', []), 'no-disk'],
    ['shows only the key it was read from', reportOf('first', [usbKey]), 'no-disk'],
    [
      'could not read the disks',
      reportOf('first', [ssd], { sections: { disks: { state: 'unavailable', why: 'tool-missing' } } }),
      'incomplete',
    ],
    [
      'read the list of disks only in part',
      reportOf('first', [ssd], {
        sections: { disks: { state: 'partly', missing: [{ field: 'list', why: 'timed-out' }] } },
      }),
      'incomplete',
    ],
    [
      'sees a RAID controller',
      reportOf('first', [ssd], { storageControllers: [{ name: 'RST', driver: null, kind: 'raid', hidesDisks: true }] }),
      'controller',
    ],
    [
      'sees a VMD controller',
      reportOf('first', [ssd], {
        storageControllers: [{ name: 'VMD', driver: 'vmd', kind: 'vmd', hidesDisks: false }],
      }),
      'controller',
    ],
    [
      'could not read the controllers',
      reportOf('first', [ssd], { sections: { storageControllers: { state: 'unavailable', why: 'tool-missing' } } }),
      'controller',
    ],
    ['is older than the stay', reportOf('first', [ssd], {}, '2024-01-01T09:00:00Z'), 'report-date'],
    ['comes from the future', reportOf('first', [ssd], {}, '2031-01-01T09:00:00Z'), 'report-date'],
  ])('when it %s', (_, report, why) => {
    const settlements = [
      aSettlement(),
      aSettlement({
        id: uuidOf(2),
        disk: anIdentity({ serial: '60A4', model: 'DataTraveler' }),
        outcome: { kind: 'foreign', notes: 'clé de l’atelier' },
      }),
    ].slice(0, report.report.disks.includes(usbKey) ? 2 : 1)
    const accounting = account({ reports: [report], settlements })
    expect(accounting.attestationNeeded).toEqual({ why, reportHash: hashOf('first') })
    expect(accounting.settled).toBe(false)
    const attestations = [anAttestation({ why: why as never, found: [anIdentity()] })]
    expect(account({ reports: [report], settlements, attestations }).attestationNeeded).toBeNull()
  })

  test('lacks only a detail of a disk, such as its wear: that settles well', () => {
    const report = reportOf('first', [ssd], {
      sections: { disks: { state: 'partly', missing: [{ field: '0.wearPercent', why: 'needs-root' }] } },
    })
    expect(account({ reports: [report], settlements: [aSettlement()] }).settled).toBe(true)
  })

  test('is not made up for by an attestation of an earlier report', () => {
    const reports = [reportOf('first', []), reportOf('second', [], {}, '2026-11-05T09:00:00Z')]
    expect(codes({ reports, attestations: [anAttestation()] })).toEqual(['erasure.attest-no-disk'])
  })

  test('is made up for by an attestation, whose found disks then have to be settled', () => {
    const reports = [reportOf('first', [])]
    expect(account({ reports, attestations: [anAttestation()] }).settled).toBe(true)
    const attestations = [anAttestation({ found: [anIdentity()] })]
    expect(codes({ reports, attestations })).toEqual(['erasure.disk-unsettled'])
    expect(account({ reports, attestations, settlements: [aSettlement()] }).settled).toBe(true)
  })

  test('is not there at all: somebody has to look', () => {
    expect(account({}).attestationNeeded).toEqual({ why: 'no-report', reportHash: null })
    expect(account({ attestations: [anAttestation({ reportHash: null, why: 'no-report' })] }).settled).toBe(true)
  })

  test('is not made up for by an attestation of another stay', () => {
    const attestations = [anAttestation({ stayId: uuidOf(77) })]
    expect(codes({ reports: [reportOf('first', [])], attestations })).toEqual(['erasure.attest-no-disk'])
  })
})

describe('One disk or two?', () => {
  test('a serial written with other blanks and letters is one disk', () => {
    const accounting = account({
      reports: [
        reportOf('first', [aDisk({ serial: 'wd-wx21 a' })]),
        reportOf('second', [aDisk({ serial: 'WD-WX21A' })]),
      ],
    })
    expect(accounting.disks).toHaveLength(1)
  })

  test('a disk without a serial is known again by its WWN', () => {
    const reports = [
      reportOf('first', [aDisk({ wwn: '0x5002538d' })]),
      reportOf('second', [aDisk({ serial: null, wwn: 'naa.5002538D' })], {}, '2026-11-05T09:00:00Z'),
    ]
    expect(account({ reports, settlements: [aSettlement()] }).settled).toBe(true)
  })

  test('a first reading without root is matched by model and size when only one disk fits', () => {
    const reports = [
      reportOf('first', [aDisk({ serial: null })]),
      reportOf('second', [ssd], {}, '2026-11-05T09:00:00Z'),
    ]
    const accounting = account({ reports, settlements: [aSettlement()] })
    expect(accounting.disks).toHaveLength(1)
    expect(accounting.settled).toBe(true)
  })

  test('two alike disks without serials are a doubt, until the machine is opened', () => {
    const twins = [aDisk({ serial: null }), aDisk({ serial: null, path: '/dev/sdb' })]
    const accounting = account({ reports: [reportOf('first', twins)] })
    expect(accounting.disks).toHaveLength(2)
    expect(accounting.attestationNeeded?.why).toBe('unidentified')

    const names = ['ONE', 'TWO']
    const found = names.map((serial) => anIdentity({ serial, model: 'Toshiba' }))
    const attestations = [anAttestation({ why: 'unidentified', found })]
    const opened = account({ reports: [reportOf('first', twins)], attestations })
    expect(opened.attestationNeeded).toBeNull()
    expect(opened.disks).toHaveLength(4)
    expect(opened.blocking.map(({ code }) => code)).toEqual(['erasure.disk-unsettled', 'erasure.disk-unsettled'])
    const settlements = names.map((serial, position) =>
      aSettlement({ id: uuidOf(position), disk: anIdentity({ serial, model: 'Toshiba' }) }),
    )
    expect(account({ reports: [reportOf('first', twins)], attestations, settlements }).settled).toBe(true)
  })

  test('an attestation that names fewer disks than the report shows explains nothing', () => {
    const twins = [aDisk({ serial: null }), aDisk({ serial: null, path: '/dev/sdb' })]
    const attestations = [
      anAttestation({ why: 'unidentified', found: [anIdentity({ serial: 'ONE', model: 'Toshiba' })] }),
    ]
    const settlements = [aSettlement({ disk: anIdentity({ serial: 'ONE', model: 'Toshiba' }) })]
    expect(account({ reports: [reportOf('first', twins)], attestations, settlements }).settled).toBe(false)
  })

  test('a single disk inside that has neither serial nor WWN is a doubt, until a person reads its label', () => {
    const reports = [reportOf('first', [aDisk({ serial: null })])]
    const settlements = [aSettlement({ disk: anIdentity({ serial: null }) })]
    expect(account({ reports, settlements }).attestationNeeded?.why).toBe('unidentified')
    const attestations = [anAttestation({ why: 'unidentified', found: [anIdentity()] })]
    expect(account({ reports, attestations, settlements: [aSettlement()] }).settled).toBe(true)
  })

  test('an attestation that names only a disk that the report names too does not explain the nameless one beside it', () => {
    const reports = [reportOf('first', [ssd, aDisk({ serial: null, model: 'Toshiba', path: '/dev/sdb' })])]
    const known = anAttestation({ why: 'unidentified', found: [anIdentity()] })
    expect(account({ reports, attestations: [known], settlements: [aSettlement()] }).settled).toBe(false)
    const label = anIdentity({ serial: 'T0SH', model: 'Toshiba' })
    const both = anAttestation({ why: 'unidentified', found: [anIdentity(), label] })
    const settlements = [aSettlement(), aSettlement({ id: uuidOf(2), disk: label })]
    expect(account({ reports, attestations: [both], settlements: [aSettlement()] }).settled).toBe(false)
    expect(account({ reports, attestations: [both], settlements }).settled).toBe(true)
  })

  test('one settlement with the serial of one disk and the WWN of another does not make them one', () => {
    const reports = [
      reportOf('first', [aDisk({ serial: 'K7X42' })]),
      reportOf('second', [aDisk({ serial: null, wwn: '0x5000c500a1b2c3d4' })], {}, '2026-11-04T09:00:00Z'),
    ]
    const settlements = [aSettlement({ disk: anIdentity({ serial: 'K7X42', wwn: '0x5000c500a1b2c3d4' }) })]
    expect(codes({ reports, settlements })).toContain('erasure.disk-missing')
  })

  test('a disk that a person found inside is not foreign, until a new attestation leaves it out', () => {
    const reports = [reportOf('first', [])]
    const settlements = [aSettlement({ outcome: { kind: 'foreign', notes: 'pas à nous' } })]
    const found = anAttestation({ found: [anIdentity()] })
    expect(codes({ reports, attestations: [found], settlements })).toEqual(['erasure.foreign-but-internal'])
    const corrected = anAttestation({ id: uuidOf(501), found: [] })
    expect(codes({ reports, attestations: [found, corrected], settlements })).toEqual([])
  })

  test('reports of two machines in one file settle nothing until somebody opens the machine', () => {
    const named = (name: string, identity: { serial?: string | null; uuid?: string | null }) =>
      reportOf(name, [ssd], { identity: { ...aReport().identity, serial: null, ...identity } })
    const settlements = [aSettlement()]
    const why = (...reports: ReturnType<typeof named>[]) => account({ reports, settlements }).attestationNeeded?.why
    expect(why(named('first', { serial: 'ONE' }), named('second', { serial: 'TWO' }))).toBe('other-machine')
    expect(why(named('first', { uuid: uuidOf(1) }), named('second', { uuid: uuidOf(2) }))).toBe('other-machine')
    expect(why(named('first', { serial: 'one 1' }), named('second', { serial: 'ONE1' }))).toBeUndefined()
    expect(why(named('first', { serial: 'ONE' }), named('second', { uuid: uuidOf(2) }))).toBeUndefined()
    const attestations = [anAttestation({ reportHash: hashOf('second'), why: 'other-machine', found: [anIdentity()] })]
    const reports = [named('first', { serial: 'ONE' }), named('second', { serial: 'TWO' })]
    expect(account({ reports, settlements, attestations }).settled).toBe(true)
  })

  test('a USB key without a serial is known by model and size, if it is the only one of its sort', () => {
    const nameless = { ...usbKey, serial: null }
    const foreign = aSettlement({
      id: uuidOf(2),
      disk: anIdentity({ serial: null, model: usbKey.model, sizeBytes: usbKey.sizeBytes }),
      outcome: { kind: 'foreign', notes: 'clé de l’atelier' },
    })
    const settlements = [aSettlement(), foreign]
    expect(account({ reports: [reportOf('first', [ssd, nameless])], settlements }).settled).toBe(true)
    const two = [reportOf('first', [ssd, nameless, { ...nameless, path: '/dev/sdc' }])]
    expect(account({ reports: two, settlements }).settled).toBe(false)
  })

  test('a disk that the kernel calls removable is still inside the machine', () => {
    const settlements = [aSettlement({ outcome: { kind: 'foreign', notes: 'pas à nous' } })]
    expect(codes({ reports: [reportOf('first', [aDisk({ removable: true })])], settlements })).toEqual([
      'erasure.foreign-but-internal',
    ])
  })

  test('two disks under one serial are refused both', () => {
    const accounting = account({
      reports: [reportOf('first', [ssd, aDisk({ path: '/dev/sdb' })])],
      settlements: [aSettlement()],
    })
    expect(accounting.disks.map(({ verdict }) => verdict)).toEqual([null, null])
    expect(accounting.blocking.map(({ code }) => code)).toEqual([
      'erasure.attest-unidentified',
      'erasure.disk-duplicate',
      'erasure.disk-duplicate',
    ])
  })

  test('two namespaces of one NVMe device are told apart by their WWN', () => {
    const namespaces = ['eui.01', 'eui.02'].map((wwn) => aDisk({ wwn, kind: 'nvme', interface: 'nvme' }))
    const settlements = ['eui.01', 'eui.02'].map((wwn, position) =>
      aSettlement({ id: uuidOf(position), disk: anIdentity({ wwn }) }),
    )
    expect(account({ reports: [reportOf('first', namespaces)], settlements }).settled).toBe(true)
  })

  test('one serial with two sizes may be the serial of a dock: refused', () => {
    const reports = [reportOf('first', [ssd]), reportOf('second', [aDisk({ sizeBytes: 1_000_204_886_016 })])]
    expect(codes({ reports, settlements: [aSettlement()] })).toContain('erasure.disk-contradiction')
  })

  test.each(['   ', '00000000', 'Not Specified'])('a serial that says %j names nothing', (serial) => {
    const twins = [aDisk({ serial }), aDisk({ serial, path: '/dev/sdb' })]
    const settlements = [aSettlement({ disk: anIdentity({ serial }) })]
    expect(account({ reports: [reportOf('first', twins)], settlements }).settled).toBe(false)
  })
})

describe('A settlement', () => {
  const reports = [reportOf('first', [ssd])]
  test('that was journalled later replaces the earlier one, whatever a clock that was set back dated it', () => {
    const failed = (at: string) => aSettlement({ id: uuidOf(2), at, outcome: { kind: 'failed', notes: 'bloqué' } })
    for (const at of ['2026-11-04T10:30:00Z', '2026-11-05T11:00:00Z']) {
      expect(codes({ reports, settlements: [aSettlement(), failed(at)] })).toEqual(['erasure.failed'])
      expect(codes({ reports, settlements: [failed(at), aSettlement()] })).toEqual([])
    }
  })
  test.each([
    ['is dated before the stay', { at: '2026-11-01T11:00:00Z' }, 'erasure.settled-before-stay'],
    ['is dated after now', { at: '2026-12-24T11:00:00Z' }, 'erasure.settled-in-future'],
    [
      'tells of work before the stay',
      { outcome: { ...declared, performedAt: '2025-01-01T10:00:00Z' } },
      'erasure.performed-before-stay',
    ],
    [
      'tells of work not yet done',
      { outcome: { ...declared, performedAt: '2026-11-19T10:00:00Z' } },
      'erasure.performed-in-future',
    ],
    [
      'names a technique of another medium',
      { outcome: { ...declared, method: { ...declared.method, technique: 'degauss' as const } } },
      'erasure.technique-not-for-medium',
    ],
    [
      'calls an overwrite a purge',
      { outcome: { ...declared, method: { ...declared.method, category: 'purge' as const } } },
      'erasure.category-too-high',
    ],
    [
      'calls an internal disk foreign',
      { outcome: { kind: 'foreign' as const, notes: 'pas à nous' } },
      'erasure.foreign-but-internal',
    ],
  ])('that %s is refused', (_, changes, code) => {
    const accounting = account({ reports, settlements: [aSettlement(changes as never)] })
    expect(accounting.blocking.map((each) => each.code)).toContain(code)
    expect(accounting.disks[0]?.verdict).toBeNull()
  })
  test('of another stay counts for nothing', () => {
    expect(codes({ reports, settlements: [aSettlement({ stayId: uuidOf(99) })] })).toEqual(['erasure.disk-unsettled'])
  })
  test('of a disk that nobody saw blocks until it is put right as foreign', () => {
    const typo = aSettlement({ id: uuidOf(2), disk: anIdentity({ serial: 'TYPO' }) })
    expect(codes({ reports, settlements: [aSettlement(), typo] })).toContain('erasure.disk-never-seen')
    const right = {
      ...typo,
      id: uuidOf(3),
      at: '2026-11-06T10:00:00Z',
      outcome: { kind: 'foreign' as const, notes: 'faute de frappe' },
    }
    expect(account({ reports, settlements: [aSettlement(), typo, right] }).settled).toBe(true)
  })
  test('as foreign answers for the USB key that the machine was read from, even once it is unplugged', () => {
    const both = [reportOf('first', [ssd, usbKey]), reportOf('second', [ssd], {}, '2026-11-05T09:00:00Z')]
    expect(codes({ reports: both, settlements: [aSettlement()] })).toContain('erasure.disk-missing')
    const key = aSettlement({
      id: uuidOf(2),
      disk: anIdentity({ serial: '60A4', model: 'DataTraveler' }),
      outcome: { kind: 'foreign', notes: 'clé de l’atelier' },
    })
    expect(account({ reports: both, settlements: [aSettlement(), key] }).settled).toBe(true)
  })
})

describe('Whatever the reports show', () => {
  // Few values, so that clashes of serials, WWNs, models and sizes are common.
  const anyDisk = fc.record({
    serial: fc.constantFrom(null, '', '000000', 'S1', 'S2', 'S3'),
    wwn: fc.constantFrom(null, null, '0x5001', 'eui.5002'),
    model: fc.constantFrom(null, 'M1', 'M2'),
    sizeBytes: fc.constantFrom(null, 500, 1000),
    kind: fc.constantFrom('hdd' as const, 'nvme' as const, 'usb' as const, null),
  })
  const anyReports = fc.array(fc.array(anyDisk, { maxLength: 4 }), { maxLength: 4 }).map((all) =>
    all.map((disks, position) =>
      reportOf(
        `r${String(position)}`,
        disks.map((disk) => aDisk({ ...disk, serial: disk.serial === '' ? null : disk.serial })),
        {},
        `2026-11-0${String(position + 3)}T09:00:00Z`,
      ),
    ),
  )
  const outcome = fc.constantFrom(
    declared,
    removed(),
    { kind: 'failed' as const, notes: 'x' },
    { kind: 'foreign' as const, notes: 'x' },
  )
  const anySettlements = fc
    .array(fc.record({ disk: anyDisk, outcome, day: fc.integer({ min: 1, max: 19 }) }), { maxLength: 6 })
    .map((all) =>
      all.map(({ disk: { kind: _, ...disk }, outcome: given, day }, position) =>
        aSettlement({
          id: uuidOf(position),
          disk,
          outcome: given,
          at: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`,
        }),
      ),
    )
  const anyFound = fc.array(anyDisk, { maxLength: 3 }).map((all) => all.map(({ kind: _, ...disk }) => disk))
  const anyQuestion = fc
    .record({ reports: anyReports, settlements: anySettlements, found: anyFound, of: fc.nat(4) })
    .map(({ reports, settlements, found, of }) => ({
      reports,
      settlements,
      attestations: [anAttestation({ reportHash: reports[of]?.hash ?? null, found })],
    }))

  property('every disk of every report is in exactly one account', anyQuestion, (question) => {
    const { disks } = account(question)
    for (const { hash, report } of question.reports) {
      const seen = disks
        .flatMap(({ seenIn }) => seenIn)
        .filter((source) => source.kind === 'report' && source.hash === hash)
      expect(seen).toHaveLength(report.disks.length)
    }
    for (const { seenIn } of disks) {
      const reports = seenIn
        .filter(({ kind }) => kind === 'report')
        .map((source) => ('hash' in source ? source.hash : ''))
      expect(new Set(reports).size).toBe(reports.length)
    }
  })

  property(
    'settled means an acceptable verdict, or an attestation, for each disk, and no reason left',
    anyQuestion,
    (question) => {
      const { disks, settled, blocking, attestationNeeded } = account(question)
      const isFine = disks.every(
        ({ verdict, explainedBy }) => explainedBy !== null || (verdict !== null && verdict.kind !== 'failed'),
      )
      if (settled) expect([isFine, blocking.length, attestationNeeded]).toEqual([true, 0, null])
      else expect(blocking.length).toBeGreaterThan(0)
    },
  )

  property('one more report with one more disk never settles a machine', anyQuestion, (question) => {
    const more = reportOf('more', [aDisk({ serial: 'NEW', model: 'NEW' })], {}, '2026-11-10T09:00:00Z')
    expect(account({ ...question, reports: [...question.reports, more] }).settled).toBe(false)
  })

  property('a disk on which nothing was settled is still unsettled after one more report', anyQuestion, (question) => {
    const unsettled = account({ ...question, settlements: [], attestations: [] }).disks.length
    const [first] = question.reports
    if (first === undefined) return
    const again = { hash: hashOf('again'), report: { ...first.report, takenAt: '2026-11-10T09:00:00Z' } }
    const after = account({ ...question, settlements: [], attestations: [], reports: [...question.reports, again] })
    expect(after.disks.filter(({ settled }) => settled)).toEqual([])
    expect(after.disks.length).toBeGreaterThanOrEqual(Math.min(unsettled, first.report.disks.length))
  })

  test('fifty reports of two hundred and fifty-six nameless disks are judged in a moment', () => {
    const many = Array.from({ length: 256 }, () => aDisk({ serial: null, model: null }))
    const report = aReport({ disks: many })
    const reports = Array.from({ length: 50 }, (_, position) => ({
      hash: hashOf(`m${String(position)}`),
      report,
    }))
    const begun = performance.now()
    expect(account({ reports }).disks).toHaveLength(256)
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  property('every reason has its sentence in both languages', anyQuestion, (question) => {
    for (const why of account(question).blocking)
      for (const language of ['fr', 'en'] as const) expect(say(why, language)).not.toMatch(/\{|^erasure\./)
  })
})
