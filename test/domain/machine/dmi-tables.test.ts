import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dmiTablesFrom, parseDmiTables } from '../../../domain/machine/dmi-tables.ts'
import { dmi, reportOf, said } from './readings-of.ts'

const dump = dmi(
  [1, { Manufacturer: 'LENOVO', 'Product Name': '20W1S0DEMO', 'Serial Number': 'PF3DEM01' }],
  [16, { Use: 'System Memory', 'Maximum Capacity': '16 GB' }, '0x0010'],
  [17, { 'Array Handle': '0x0010', Size: '8 GB', Locator: 'DIMM 0', Manufacturer: '80CE' }],
)
const text = dump.state === 'said' ? dump.text : ''

test('lists under a field and lines that firmware broke are not fields', () => {
  const tables = parseDmiTables(
    'Handle 0x0001, DMI type 0, 24 bytes\nBIOS\n\tCharacteristics:\n\t\tPCI: yes\n\t3D15\n\tVendor: X',
  )
  expect([...(tables[0]?.fields ?? [])]).toEqual([
    ['Characteristics', ''],
    ['Vendor', 'X'],
  ])
})

test('lines may end as on Windows', () => {
  expect(parseDmiTables(text.replaceAll('\n', '\r\n'))).toEqual(parseDmiTables(text))
})

test('a dump cut at any place gives what was before the cut, and a report', () => {
  for (let end = 0; end <= text.length; end += 1) {
    const report = reportOf({ programs: { dmidecode: said(text.slice(0, end)) } })
    expect(
      [null, '20W1S0DEMO'].includes(report.identity.model) || '20W1S0DEMO'.startsWith(report.identity.model ?? ''),
    ).toBe(true)
  }
})

test('no text at all makes the parser stumble', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (anything) => {
      parseDmiTables(anything)
    }),
  )
})

test('an ordinary user’s dmidecode is told from one that found nothing', () => {
  const header = '# dmidecode 3.4\n'
  expect(dmiTablesFrom(said(`${header}/sys/firmware/dmi/tables/smbios_entry_point: Permission denied`, 1))).toEqual({
    why: 'needs-root',
  })
  expect(dmiTablesFrom(said(`${header}# No SMBIOS nor DMI entry point found, sorry.`))).toEqual({ why: 'unsupported' })
  expect(dmiTablesFrom({ state: 'mute', why: 'tool-missing' })).toEqual({ why: 'tool-missing' })
  expect(dmiTablesFrom(undefined)).toEqual({ why: 'not-asked' })
})
