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
