import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  hardwareReportJsonSchema,
  HARDWARE_REPORT_SCHEMA_FILE,
} from '../../../domain/machine/hardware-report-json-schema.ts'
import { HardwareReport, SECTIONS } from '../../../domain/machine/hardware-report.ts'
import { reportFromReadings } from '../../../domain/machine/from-readings.ts'
import { Readings } from '../../../domain/machine/readings.ts'
import { RECORDED_MACHINES } from '../../../electron/demo/machines.ts'
import { readingsOf, reportOf } from './readings-of.ts'

const json = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'))
const published = json(new URL(`../../../${HARDWARE_REPORT_SCHEMA_FILE}`, import.meta.url))
const recorded = RECORDED_MACHINES.map(({ name, file }) => ({ name, file, readings: Readings.parse(json(file)) }))

test('the published JSON Schema is the one the reports follow', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(hardwareReportJsonSchema())))
})

test('another program’s validator accepts the reports of all recorded machines', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(published as object)
  for (const { readings } of recorded) {
    validate(JSON.parse(JSON.stringify(reportFromReadings(readings))))
    expect(validate.errors).toBeNull()
  }
})

test.each(recorded)('$name gives a report with every section', ({ readings }) => {
  const report = HardwareReport.parse(reportFromReadings(readings))
  expect(Object.keys(report.sections)).toEqual([...SECTIONS])
})

test('the recorded machines show what they are there to show', () => {
  const [recent, old, twoDisks, nameless, failing, soldered] = recorded.map(({ readings }) =>
    reportFromReadings(readings),
  )
  for (const { healthPercent } of recent?.batteries ?? []) expect(healthPercent).toBeGreaterThan(90)
  expect(old?.batteries[0]?.healthPercent).toBeLessThan(40)
  expect(old?.memory.totalBytes).toBe(4 * 2 ** 30)
  expect(twoDisks?.disks.map(({ kind }) => kind)).toEqual(['sata-ssd', 'hdd'])
  expect([nameless?.identity.serial, nameless?.identity.model]).toEqual([null, null])
  expect(failing?.disks[0]?.health).toBe('failing')
  expect(soldered?.memory.modules.map((module) => module.soldered)).toEqual([true, true])
  expect(soldered?.memory.slots).toEqual({ total: 2, used: 2 })
})

test('nothing gathered is a report all the same, and every section says why it is empty', () => {
  const report = HardwareReport.parse(reportOf({}))
  for (const section of SECTIONS) expect(report.sections[section].state).not.toBe('read')
})

test('no missing reading is an empty text, and no null goes without a reason or a meaning', () => {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.values(value).flatMap(texts)
        : []
  for (const { readings } of recorded) expect(texts(reportFromReadings(readings))).not.toContain('')
})

const report = reportOf({})
test.each([
  ['an unknown member', { ...report, extra: true }],
  ['another kind', { ...report, kind: 'hardware-readings' }],
  ['another version', { ...report, version: 2 }],
  ['an endless name', { ...report, identity: { ...report.identity, model: 'x'.repeat(501) } }],
  ['an empty text for a missing one', { ...report, identity: { ...report.identity, serial: '' } }],
  ['too many disks', { ...report, disks: Array.from({ length: 257 }, () => ({})) }],
  ['a date that is none', { ...report, takenAt: 'yesterday' }],
])('a report from outside with %s is refused', (_, hostile) => {
  expect(HardwareReport.safeParse(hostile).success).toBe(false)
})

const programNames = ['dmidecode', 'lscpu', 'lsblk', 'lspci', 'lsusb', 'iw', 'os-prober'] as const
const cornerNames = [
  'dmi',
  'powerSupply',
  'efi',
  'tpm',
  'drm',
  'net',
  'bluetooth',
  'video4linux',
  'sound',
  'pci',
  'memory',
] as const

/** Real answers with pieces cut out, doubled and overwritten: closer to what goes wrong than noise. */
const damaged = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([a, b, noise]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      return text.slice(0, from) + noise + text.slice(to)
    })

test('whatever the sources say, there is a report and it keeps its own rules', () => {
  const answer = (name: (typeof programNames)[number]) =>
    fc.constantFrom(...recorded).chain(({ readings }) => {
      const told = readings.programs[name]
      return told?.state === 'said' ? damaged(told.text) : fc.string({ unit: 'binary' })
    })
  const program = (name: (typeof programNames)[number]) =>
    answer(name).map((text) => [name, { state: 'said', text, exitCode: 0, milliseconds: 1 }] as const)
  const corner = (name: (typeof cornerNames)[number]) =>
    fc
      .dictionary(
        fc.constantFrom(
          'BAT0/uevent',
          'card0-eDP-1/edid',
          'eth0/device/uevent',
          'tpm0/tpm_version_major',
          'cards',
          'meminfo',
        ),
        fc.string({ unit: 'binary' }),
      )
      .map((content) => [name, { state: 'files', files: content }] as const)
  fc.assert(
    fc.property(
      fc.tuple(...programNames.map(program)),
      fc.tuple(...cornerNames.map(corner)),
      fc.constantFrom(...recorded).chain(({ readings }) => {
        const told = Object.values(readings.programs.smartctl ?? {})[0]
        return damaged(told?.state === 'said' ? told.text : '')
      }),
      (programs, corners, smartctl) => {
        const readings = readingsOf({
          programs: {
            ...Object.fromEntries(programs),
            smartctl: { '/dev/sda': { state: 'said', text: smartctl, exitCode: 0, milliseconds: 1 } },
          },
          corners: Object.fromEntries(corners),
        })
        const parsed = HardwareReport.safeParse(reportFromReadings(readings))
        expect(parsed.error?.issues).toBeUndefined()
      },
    ),
    { numRuns: 150 },
  )
})
