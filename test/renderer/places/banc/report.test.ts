// What a technician reads of a report: values, and for each that is missing the reason.
import { expect, test } from 'vitest'
import type { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import ReportDetails from '../../../../renderer/places/banc/report/ReportDetails.vue'
import ReportGlance from '../../../../renderer/places/banc/report/ReportGlance.vue'
import { absencesOf, whyMissing } from '../../../../renderer/places/banc/report/missing.ts'
import { laptopReport } from '../../laptop-report.ts'
import { mount } from '../../components/mount.ts'

const withSections = (sections: Partial<HardwareReport['sections']>, rest: Partial<HardwareReport> = {}) => {
  const report = laptopReport()
  return { ...report, ...rest, sections: { ...report.sections, ...sections } }
}

test('a machine without a battery is said to have none; one that could not be asked is not', async () => {
  const none = withSections({ batteries: { state: 'unavailable', why: 'not-present' } }, { batteries: [] })
  const unknown = withSections({ batteries: { state: 'unavailable', why: 'needs-root' } }, { batteries: [] })
  expect((await mount(ReportGlance, { report: none })).main.textContent).toContain('Pas de batterie')
  const { main } = await mount(ReportGlance, { report: unknown })
  expect(main.textContent).not.toContain('Pas de batterie')
  expect(main.textContent).toContain('il faut les droits d’administrateur')
})

test('a missing value says why where it would stand', async () => {
  const report = laptopReport()
  const silent = withSections(
    { identity: { state: 'partly', missing: [{ field: 'serial', why: 'placeholder' }] } },
    { identity: { ...report.identity, serial: null } },
  )
  expect(whyMissing(silent, 'identity', 'serial')).toBe('placeholder')
  const { main } = await mount(ReportDetails, { report: silent })
  expect(main.textContent).toContain('le fabricant ne l’a pas rempli')
})

test('the reasons of a section are told once each, the most frequent first', () => {
  expect(
    absencesOf({
      state: 'partly',
      missing: [
        { field: '0.serial', why: 'device-silent' },
        { field: '1.serial', why: 'needs-root' },
        { field: '1.wwn', why: 'needs-root' },
      ],
    }),
  ).toEqual(['needs-root', 'device-silent'])
})

test('what lies on a disk and how fast it is read stand with the disk, and its encryption in a word', async () => {
  const report = laptopReport()
  const volume = { partition: '/dev/sda2', label: null, sizeBytes: 499e9, usedBytes: null }
  const content = {
    partitionTable: 'gpt',
    partitions: 1,
    volumes: [{ ...volume, kind: 'BitLocker', encryption: 'bitlocker' }],
    sampled: { read: 64, blank: 20, random: 44, filled: 0, unreadable: 0 },
    holds: 'data',
  } as const
  const speed = { bytesPerSecond: 104_000_000, slowestBytesPerSecond: 61e6, accessMilliseconds: 14.2, direct: true }
  const disks = report.disks.map((disk) => ({ ...disk, content, speed }))
  const glance = (await mount(ReportGlance, { report: { ...report, disks } })).main.textContent
  expect(glance).toContain('BitLocker 499')
  expect(glance).toContain('Chiffré')
  expect(glance).toContain('Lu à 104 Mo/s, accès en 14,2 ms')
  const details = (await mount(ReportDetails, { report: { ...report, disks } })).main.textContent
  expect(details).toContain('Table de partitionsGPT')
  expect(details).toContain('Endroits lus64')
  expect(details).not.toMatch(/report\.|undefined|content/)
})

test('what the processor was measured at stands with it, and that it slows itself down', async () => {
  const processor = {
    kernel: 'etabli-mix-1',
    runtime: 'node',
    seconds: 8,
    threads: 4,
    singlePoints: 231.4,
    allCoresPoints: 612,
    undisturbed: 0.98,
    endOverStart: 0.7,
    frequencyOverMaximum: null,
    heatEvents: 4,
    throttled: true,
  } as const
  const report = { ...laptopReport(), measurements: { processor } }
  const glance = (await mount(ReportGlance, { report })).main.textContent
  expect(glance).toContain('231 points sur un cœur, 612 sur tous')
  expect(glance).toContain('Il se ralentit tout seul')
  const details = (await mount(ReportDetails, { report })).main.textContent
  expect(details).toContain('Ralentissements par la chaleur4')
  expect(details).not.toMatch(/report\.|undefined|measurement/)
})
