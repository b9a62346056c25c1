import { expect, test } from 'vitest'
import { dmi, files, reportOf, whyMissing } from './readings-of.ts'

test('placeholders are absent from the identity, with the reason', () => {
  const report = reportOf({
    programs: {
      dmidecode: dmi(
        [
          1,
          {
            Manufacturer: 'To Be Filled By O.E.M.',
            'Product Name': 'System Product Name',
            Version: 'x.x',
            'Serial Number': '0123456789',
            UUID: '03000200-0400-0500-0006-000700080009',
            'SKU Number': 'Default string',
          },
        ],
        [2, { Manufacturer: 'ASRock', 'Product Name': 'H81M-VG4' }],
      ),
    },
  })
  const { manufacturer, model, version, serial, uuid, sku } = report.identity
  expect({ manufacturer, model, version, serial, uuid, sku }).toEqual({
    manufacturer: null,
    model: null,
    version: null,
    serial: null,
    uuid: null,
    sku: null,
  })
  for (const field of ['manufacturer', 'model', 'version', 'serial', 'uuid', 'sku'])
    expect(whyMissing(report, 'identity', field)).toBe('placeholder')
  expect(report.identity.board.model).toBe('H81M-VG4')
})

test('without root the model is known and the serial needs root', () => {
  const report = reportOf({
    root: false,
    programs: { dmidecode: { state: 'mute', why: 'needs-root' } },
    corners: { dmi: files({ sys_vendor: 'LENOVO\n', product_name: '20W1S0DEMO\n', chassis_type: '10\n' }) },
  })
  expect(report.identity.model).toBe('20W1S0DEMO')
  expect(report.identity.chassis).toBe('Notebook')
  expect(whyMissing(report, 'identity', 'serial')).toBe('needs-root')
  expect(whyMissing(report, 'identity', 'uuid')).toBe('needs-root')
})

test.each([
  ['03/12/2015', '2015-03-12'],
  ['12/21/2009', '2009-12-21'],
  ['04/29/09', '2009-04-29'],
  ['12/05/98', '1998-12-05'],
  ['2021-11-25', '2021-11-25'],
])('the firmware date %s is month first: %s', (date, iso) => {
  const report = reportOf({ programs: { dmidecode: dmi([0, { Vendor: 'X', 'Release Date': date }]) } })
  expect(report.firmware.date).toBe(iso)
})

test.each(['Feb', '13/45/2010', '02/30/2012', ''])('%j is no date', (date) => {
  const report = reportOf({ programs: { dmidecode: dmi([0, { Vendor: 'X', 'Release Date': date }]) } })
  expect(report.firmware.date).toBeNull()
})

const secureBootVariable = 'efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'

test('Secure Boot is the fifth byte of its variable', () => {
  const firmware = (value: string) =>
    reportOf({ corners: { efi: files({ 'efi/fw_platform_size': '64', [secureBootVariable]: value }) } }).firmware
  expect(firmware('0600000001')).toMatchObject({ mode: 'uefi', secureBoot: true })
  expect(firmware('0600000000')).toMatchObject({ mode: 'uefi', secureBoot: false })
  expect(firmware('06000000')).toMatchObject({ mode: 'uefi', secureBoot: null })
})

test('a system started without UEFI has no Secure Boot; one that hides /sys/firmware is not called legacy', () => {
  expect(reportOf({ corners: { efi: files({}) } }).firmware).toMatchObject({ mode: 'legacy', secureBoot: false })
  const hidden = reportOf({ corners: { efi: { state: 'mute', why: 'unsupported' } } })
  expect(hidden.firmware).toMatchObject({ mode: null, secureBoot: null })
})
