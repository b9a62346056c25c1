import { expect, test } from 'vitest'
import { isPlaceholder, said, saidUuid } from '../../../domain/machine/placeholders.ts'

const fillers = [
  'To Be Filled By O.E.M.',
  'To be filled by O.E.M.',
  'Default string',
  'System Product Name',
  'System SKU#',
  'Not Applicable',
  'Not Specified',
  'None',
  'N/A',
  'OEM',
  'x.x',
  'xxxxxxx',
  '0123456789',
  '1234567890',
  '123456789',
  '00000000',
  '0',
  '........',
  '--',
  'FFFFFFFFFFFFFFFF',
  '<BAD INDEX>',
  '<OUT OF SPEC>',
  '[Empty]',
  'NO DIMM',
  'A1_Manufacturer0',
  'Array1_PartNumber3',
  'ModulePartNumber01',
  'SerNum1',
  'Chassis Serial Number',
  'GW-XXXXXX-XXX',
]

test.each(fillers.filter((filler) => filler !== '0'))('the maker’s filler %j is no value', (filler) => {
  expect(isPlaceholder(filler)).toBe(true)
  expect(said(`  ${filler} `)).toEqual({ why: 'placeholder' })
})

test.each([
  'PF2ABCDE',
  'ThinkPad T14 Gen 2i',
  'Latitude 7390',
  '20W1S0DEMO',
  'A00',
  'V1.17',
  '1.0',
  '01',
  '11',
  'DIMM 1',
  'ChannelA-DIMM0',
  'Standard PC (Q35 + ICH9, 2009)',
  'Notebook',
  'X10DRi',
  'S64KNX0R112233',
])('%j is a value', (value) => {
  expect(said(value)).toEqual({ value })
})

test('a field that holds only blanks is silent, not filled', () => {
  expect(said('   ')).toEqual({ why: 'device-silent' })
  expect(said(undefined)).toEqual({ why: 'device-silent' })
})

test('control characters and padding that a firmware leaves do not reach the report', () => {
  expect(said('HP \u0000\u0003 ProBook   6460b   ')).toEqual({ value: 'HP ProBook 6460b' })
})

test('a value is cut to the length that a report accepts, without half a character at its end', () => {
  const cut = said('éàè'.repeat(2000))
  expect('value' in cut && cut.value.length).toBe(500)
})

test.each([
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '03000200-0400-0500-0006-000700080009',
  '--',
])('the UUID %s belongs to no machine in particular', (uuid) => {
  expect(saidUuid(uuid)).toEqual({ why: 'placeholder' })
})

test('a UUID that does not follow RFC 9562 is kept: Dell’s carry the service tag', () => {
  expect(saidUuid('4C4C4544-0044-4510-804D-B7C04F305832')).toEqual({ value: '4c4c4544-0044-4510-804d-b7c04f305832' })
})
