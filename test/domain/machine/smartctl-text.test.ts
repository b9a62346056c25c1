import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSmart } from '../../../domain/machine/smart.ts'
import { smartctlTextMembers } from '../../../domain/machine/smartctl-text.ts'
import { OLD_SMARTCTL_BANNER, OLD_SMARTCTL_OF_A_WORN_DISK } from './an-old-smartctl.ts'
import { reportOf, said, saidJson } from './readings-of.ts'

const figures = (text: string) => {
  const smart = readSmart(said(text))
  return 'why' in smart ? smart.why : smart.value
}

test('a hard disk that an old smartctl tells of in text is read as one told of in JSON', () => {
  expect(figures(OLD_SMARTCTL_OF_A_WORN_DISK)).toMatchObject({
    protocol: 'ata',
    sata: true,
    model: 'DEMO DESKSTAR 500',
    serial: 'DEMO-0042',
    firmware: 'DM01',
    wwn: '0x5000cca0a1b2c3d4',
    sizeBytes: 500_107_862_016,
    logicalSectorBytes: 512,
    physicalSectorBytes: 4096,
    rotationRpm: 7200,
    selfAssessmentPassed: true,
    attributeFailing: false,
    powerOnHours: 23_456,
    powerCycles: 1204,
    reallocatedSectors: 8,
    pendingSectors: 3,
    uncorrectableSectors: 0,
    temperatureCelsius: 31,
  })
})

test('its table gives each attribute with its threshold, and whether it failed once', () => {
  const table = smartctlTextMembers(OLD_SMARTCTL_OF_A_WORN_DISK)?.ata_smart_attributes?.table ?? []
  expect(table.find(({ id }) => id === 190)).toEqual({
    id: 190,
    name: 'Airflow_Temperature_Cel',
    value: 69,
    worst: 40,
    thresh: 45,
    when_failed: 'past',
    raw: { value: undefined, string: '31 (Min/Max 21/44)' },
  })
})

test('a disk that says in text that it fails is failing', () => {
  const failing = OLD_SMARTCTL_OF_A_WORN_DISK.replace('result: PASSED', 'result: FAILED!').replace(
    'Pre-fail  Always       -       8',
    'Pre-fail  Always   FAILING_NOW 8',
  )
  expect(figures(failing)).toMatchObject({ selfAssessmentPassed: false, attributeFailing: true })
  const { disks } = reportOf({
    programs: {
      lsblk: saidJson({ blockdevices: [{ name: 'sda', type: 'disk', tran: 'sata' }] }),
      smartctl: { '/dev/sda': said(failing) },
    },
  })
  expect(disks[0]?.health).toBe('failing')
})

test('hours that smartctl prints with their minutes are hours; what it did not make hours of is no figure', () => {
  const withHours = (line: string) => figures(OLD_SMARTCTL_OF_A_WORN_DISK.replace(/^ {2}9 .*$/m, line))
  expect(
    withHours('  9 Power_On_Minutes        0x0032   243   243   000    Old_age   Always       -       301h+29m'),
  ).toMatchObject({ powerOnHours: 301 })
  expect(
    withHours('  9 Power_On_Minutes        0x0032   243   243   000    Old_age   Always       -       18089'),
  ).toMatchObject({ powerOnHours: undefined })
})

test('a SAS disk is read from its own words', () => {
  const text = `${OLD_SMARTCTL_BANNER}
=== START OF INFORMATION SECTION ===
Vendor:               DEMO
Product:              SAS300
Revision:             D350
User Capacity:        300,000,000,000 bytes [300 GB]
Logical block size:   512 bytes
Rotation Rate:        10020 rpm
Serial number:        DEMO9GE
Transport protocol:   SAS (SPL-3)

=== START OF READ SMART DATA SECTION ===
SMART Health Status: OK

Current Drive Temperature:     36 C
Drive Trip Temperature:        85 C

Elements in grown defect list: 4

Error counter log:
           Errors Corrected by           Total   Correction     Gigabytes    Total
               ECC          rereads/    errors   algorithm      processed    uncorrected
           fast | delayed   rewrites  corrected  invocations   [10^9 bytes]  errors
read:          0       12         0        12      40152       1204.180           2
write:         0        0         0         0       8011        310.027           1

  number of hours powered up = 3632.21
`
  expect(figures(text)).toMatchObject({
    protocol: 'scsi',
    model: 'DEMO SAS300',
    serial: 'DEMO9GE',
    firmware: 'D350',
    sizeBytes: 300_000_000_000,
    rotationRpm: 10_020,
    selfAssessmentPassed: true,
    powerOnHours: 3632,
    temperatureCelsius: 36,
    reallocatedSectors: 4,
    uncorrectableSectors: 3,
  })
  expect(figures(text.replace('Status: OK', 'Status: DATA CHANNEL IMPENDING FAILURE'))).toMatchObject({
    selfAssessmentPassed: false,
  })
})

test('a number taken out of a saved text, and one that smartctl did not find, are no serial numbers', () => {
  for (const nothing of ['--', '[No Information Found]', ''])
    expect(figures(OLD_SMARTCTL_OF_A_WORN_DISK.replace('DEMO-0042', nothing))).toMatchObject({ serial: undefined })
})

test('thousands are read however the country parts them', () => {
  for (const size of ['500 107 862 016', '500.107.862.016', '500’107’862’016', '500\u202f107\u202f862\u202f016'])
    expect(figures(OLD_SMARTCTL_OF_A_WORN_DISK.replace('500,107,862,016', size))).toMatchObject({
      sizeBytes: 500_107_862_016,
    })
})

test('what an old smartctl may not do, or cannot speak with, is told apart', () => {
  expect(figures(`${OLD_SMARTCTL_BANNER}\nSmartctl open device: /dev/sda failed: Permission denied\n`)).toBe(
    'needs-root',
  )
  expect(
    figures(
      `${OLD_SMARTCTL_BANNER}\n/dev/sdb: Unknown USB bridge [0x1234:0x5678 (0x100)]\nPlease specify device type with the -d option.\n`,
    ),
  ).toBe('unsupported')
  expect(figures(`${OLD_SMARTCTL_BANNER}\n=======> UNRECOGNIZED OPTION: j\n`)).toBe('device-silent')
})

test('no text is ever more than unread', () => {
  const lines = OLD_SMARTCTL_OF_A_WORN_DISK.split('\n')
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ maxLength: 80 })), { maxLength: 60 }),
      (some) => {
        const smart = readSmart(said([OLD_SMARTCTL_BANNER, ...some].join('\n')))
        expect('why' in smart || typeof smart.value === 'object').toBe(true)
      },
    ),
  )
  expect(figures(`${OLD_SMARTCTL_BANNER}\n${'Serial Number: x\n'.repeat(100_000)}`)).toBe('malformed')
  expect(figures('not of smartctl at all')).toBe('malformed')
})
