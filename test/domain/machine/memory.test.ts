import { expect, test } from 'vitest'
import { memoryMaker } from '../../../domain/machine/memory-makers.ts'
import { dmi, files, memoryOf, reportOf, whyMissing } from './readings-of.ts'

const GiB = 2 ** 30
const board = [16, { Use: 'System Memory', 'Maximum Capacity': '16 GB' }, '0x0010'] as const
const device = (fields: Readonly<Record<string, string>>, array = '0x0010') =>
  [17, { 'Array Handle': array, Size: '8 GB', 'Form Factor': 'SODIMM', ...fields }] as const

test('flash described like memory is not memory: a Panasonic of 6 GB has 6, not 14', () => {
  const memory = memoryOf(
    [16, { Use: 'System Memory', 'Maximum Capacity': '8 GB' }, '0x0010'],
    device({ Size: '4 GB' }),
    device({ Size: '2 GB' }),
    [16, { Use: 'Flash Memory', 'Maximum Capacity': '8 MB' }, '0x0020'],
    device({ Size: '8192 MB', Type: 'Flash' }, '0x0020'),
  )
  expect(memory.totalBytes).toBe(6 * GiB)
  expect(memory.maximumBytes).toBe(8 * GiB)
  expect(memory.slots).toEqual({ total: 2, used: 2 })
})

test('maximum and slots are those of all memory arrays, whatever unit each uses', () => {
  const memory = memoryOf(
    [16, { Use: 'System Memory', 'Maximum Capacity': '1 TB' }, '0x0010'],
    [16, { Use: 'System Memory', 'Maximum Capacity': '4608 MB' }, '0x0011'],
    device({}),
    device({}, '0x0011'),
    device({ Size: 'No Module Installed' }, '0x0011'),
  )
  expect(memory.maximumBytes).toBe(1024 * GiB + 4608 * 2 ** 20)
  expect(memory.slots).toEqual({ total: 3, used: 2 })
})

test('a slot whose size nobody could read is occupied, and the total is then unknown', () => {
  const report = reportOf({ programs: { dmidecode: dmi(board, device({}), device({ Size: 'Unknown' })) } })
  expect(report.memory.slots).toEqual({ total: 2, used: 2 })
  expect(report.memory.modules[1]?.sizeBytes).toBeNull()
  expect(report.memory.totalBytes).toBeNull()
  expect(whyMissing(report, 'memory', 'modules.1.sizeBytes')).toBe('device-silent')
})

test('error correction shows in a module wider than its data', () => {
  const [module] = memoryOf(board, device({ 'Total Width': '72 bits', 'Data Width': '64 bits' })).modules
  const [plain] = memoryOf(board, device({ 'Total Width': '64 bits', 'Data Width': '64 bits' })).modules
  const [mute] = memoryOf(board, device({ 'Total Width': 'Unknown', 'Data Width': '64 bits' })).modules
  expect([module?.ecc, plain?.ecc, mute?.ecc]).toEqual([true, false, null])
})

test('without root no module is invented: the reason is given, and what the system sees of memory', () => {
  const report = reportOf({
    root: false,
    programs: { dmidecode: { state: 'mute', why: 'needs-root' } },
    corners: { memory: files({ meminfo: 'MemTotal:       16112400 kB\n' }) },
  })
  expect(report.memory.modules).toEqual([])
  expect(report.memory.totalBytes).toBeNull()
  expect(report.memory.visibleBytes).toBe(16_112_400 * 1024)
  expect(whyMissing(report, 'memory', 'modules')).toBe('needs-root')
})

test('a module carries its slot, and its placeholders are absent', () => {
  const report = reportOf({
    programs: {
      dmidecode: dmi(
        board,
        device({
          Locator: 'ChannelA-DIMM0',
          Manufacturer: 'ABCD',
          'Part Number': '123456789012345678',
          'Serial Number': '00000000',
        }),
      ),
    },
  })
  expect(report.memory.modules[0]).toMatchObject({
    locator: 'ChannelA-DIMM0',
    maker: null,
    partNumber: null,
    serial: null,
  })
  expect(whyMissing(report, 'memory', 'modules.0.maker')).toBe('placeholder')
})

test('memory in rows of chips is soldered', () => {
  const soldered = (form: string) => memoryOf(board, device({ 'Form Factor': form })).modules[0]?.soldered
  expect([soldered('Row Of Chips'), soldered('SODIMM'), soldered('Unknown')]).toEqual([true, false, null])
})

test('a maximum that no board has is not repeated', () => {
  const report = reportOf({
    programs: { dmidecode: dmi([16, { Use: 'System Memory', 'Maximum Capacity': '4095 PB' }, '0x0010'], device({})) },
  })
  expect(report.memory.maximumBytes).toBeNull()
  expect(whyMissing(report, 'memory', 'maximumBytes')).toBe('malformed')
})

test.each([
  ['80CE', 'Samsung'],
  ['0x80CE', 'Samsung'],
  ['CE00000000000000', 'Samsung'],
  ['80AD', 'SK hynix'],
  ['AD00000000000000', 'SK hynix'],
  ['00AD00B300AD', 'SK hynix'],
  ['802C7FB3802C', 'Micron'],
  ['2C00000000000000', 'Micron'],
  ['0198', 'Kingston'],
  ['9801', 'Kingston'],
  ['7F98000000000000', 'Kingston'],
  ['01980000802C', 'Kingston'],
  ['029E', 'Corsair'],
  ['7F7F9E0000000000', 'Corsair'],
  ['0x02FE', 'Elpida'],
  ['JEDEC ID:83 0B', 'Nanya'],
  ['0x859B', 'Crucial'],
  ['04CD', 'G.Skill'],
  ['04EF', 'Team Group'],
  ['Unknown - [0x0285]', 'Patriot'],
  ['Kingston', 'Kingston'],
  ['SK Hynix', 'SK Hynix'],
])('the maker written %s is %s', (code, maker) => {
  expect(memoryMaker(code)).toEqual({ value: maker })
})

test.each(['0000', '0x0000', 'ABCD', 'FFFFFFFFFFFFFFFF', 'Undefined', 'JEDEC ID:', '0420'])(
  '%s names no maker',
  (code) => {
    expect(memoryMaker(code)).toHaveProperty('why')
  },
)
