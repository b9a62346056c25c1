// A saved output of dmidecode is the firmware's tables and nothing more; a cut one is less, and says so.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECTIONS } from '../../../../domain/machine/hardware-report.ts'
import { whyMissing } from '../readings-of.ts'
import { dmidecode, opened, refusal } from './foreign-files.ts'

test('gives who the machine is, its processor and its memory, and says that nothing else was asked', () => {
  const report = opened(dmidecode)
  expect(report.tool).toEqual({ name: 'dmidecode', version: '3.4' })
  expect(report.identity).toMatchObject({ manufacturer: 'Demo', model: 'Rabot 14', version: null, serial: 'RB14-0007' })
  expect(whyMissing(report, 'identity', 'version')).toBe('placeholder')
  expect(report.firmware).toMatchObject({ vendor: 'Démo', date: '2021-03-09' })
  expect(report.processor).toMatchObject({ cores: 4, threads: 8, baseMhz: 1600, maxMhz: 3400 })
  expect(report.memory).toMatchObject({ totalBytes: 16 * 2 ** 30, slots: { total: 2, used: 2 } })
  expect(report.memory.modules[0]?.maker).toBe('Samsung')
  const told = new Set(['identity', 'firmware', 'processor', 'memory', 'tpm'])
  for (const section of SECTIONS.filter((name) => !told.has(name)))
    expect(report.sections[section]).toEqual({ state: 'unavailable', why: 'not-asked' })
})

test('does not say when the machine was read: the report says that its date is that of the opening', () => {
  expect(opened(dmidecode)).toMatchObject({ takenAt: '2026-03-02T08:00:00.000Z', takenAtFrom: 'opening' })
})

test.each([
  ['Windows line ends', dmidecode.replaceAll('\n', '\r\n')],
  ['a byte-order mark', `\ufeff${dmidecode}`],
  ['the line ends of an old Mac', dmidecode.replaceAll('\n', '\r')],
  ['no header, as when somebody copied the tables alone', dmidecode.slice(dmidecode.indexOf('Handle'))],
])('%s change nothing', (_what, text) => {
  const { takenAt: _taken, tool: _tool, ...report } = opened(text)
  const { takenAt: _theirs, tool: _other, ...plain } = opened(dmidecode)
  expect(report).toEqual(plain)
})

test('cut anywhere, no value in it is half a value, and no sum is of half the modules', () => {
  const whole = opened(dmidecode)
  fc.assert(
    fc.property(fc.integer({ min: 200, max: dmidecode.length - 60 }), (length) => {
      const { identity, memory, processor } = opened(dmidecode.slice(0, length))
      for (const [field, value] of Object.entries(identity))
        if (typeof value === 'string')
          expect(value).toBe(Object.entries(whole.identity).find(([name]) => name === field)?.[1])
      for (const { serial } of memory.modules) expect([null, '11AA22BB', '33CC44DD']).toContain(serial)
      expect([memory.totalBytes, memory.slots.total, processor.cores]).toEqual([null, null, null])
    }),
  )
})

test('a cut dump says of what counts over the whole table that it was not readable', () => {
  const report = opened(dmidecode.slice(0, dmidecode.indexOf('Handle 0x1101')))
  expect(whyMissing(report, 'memory', 'totalBytes')).toBe('malformed')
  expect(whyMissing(report, 'memory', 'modules')).toBe('malformed')
  expect(report.memory.modules).toHaveLength(1)
})

test('a firmware that announces one structure too many, or ends its table wrongly, has not cut the dump', () => {
  expect(opened(dmidecode.replace('8 structures', '9 structures')).memory.totalBytes).toBe(16 * 2 ** 30)
  const unended = dmidecode.replace(
    /Handle 0x007F[^]*$/,
    'Wrong DMI structures length: 900 bytes announced, structures occupy 920 bytes.\n',
  )
  expect(opened(unended).memory.totalBytes).toBe(16 * 2 ** 30)
})

test('a line that another program left before it does not hide it', () => {
  expect(opened(`[proxychains] DLL init\n${dmidecode}`).identity.serial).toBe('RB14-0007')
})

test('an output without handles cannot be taken apart, and is refused with what to do', () => {
  expect(
    refusal(
      dmidecode
        .replace(/^Handle.*\n/gm, '')
        .replace(/^# dmidecode.*\n/m, '')
        .slice(115),
    ),
  ).toEqual(['station.file-not-hardware', 'foreign.file-seems file-dmidecode-quiet'])
})

test('a header alone, as an ordinary user gets it, is no report', () => {
  expect(refusal('# dmidecode 3.4\n/sys/firmware/dmi/tables/smbios_entry_point: Permission denied\n')).toEqual([
    'station.file-unreadable',
    'foreign.file-damaged file-dmidecode',
  ])
})
