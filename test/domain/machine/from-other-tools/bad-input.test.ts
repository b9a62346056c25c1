// What comes from elsewhere may be cut, damaged, huge or hostile: the answer is a report that keeps its own rules, or a
// sentence; never an exception, and never a disk list that claims to be whole.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listMayBeShort } from '../../../../domain/machine/completeness.ts'
import { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import { LONGEST_REPORT_FILE, reportFromText } from '../../../../domain/machine/report-from-file.ts'
import { foreignForm } from '../../../../domain/machine/from-other-tools/what-it-is.ts'
import { say } from '../../../../domain/words/sentences.ts'
import { FILES, glpi, legacySnapshot, OPENED_AT, opened, refusal, snapshot } from './foreign-files.ts'

const files = [...FILES, ['workbench-script, older form', JSON.stringify(legacySnapshot)]] as const

/** Opens it and holds the answer against what must be true of every answer. */
const keepsTheRules = (text: string) => {
  const file = reportFromText('machine', text, OPENED_AT)
  if (!file.ok) {
    expect(file.reasons.length).toBeGreaterThan(0)
    for (const why of file.reasons) expect(say(why, 'fr')).not.toContain('foreign.')
    return
  }
  expect(HardwareReport.safeParse(file.report).error).toBeUndefined()
  if (file.report.tool.name !== 'etabli') expect(listMayBeShort(file.report.sections.disks)).toBe(true)
}

describe.each(files)('a file of %s', (_tool, text) => {
  test('opens', () => {
    keepsTheRules(text)
    expect(opened(text).identity.serial).toBe('RB14-0007')
  })

  test('cut anywhere is a report or a refusal', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        keepsTheRules(text.slice(0, length))
      }),
      { numRuns: 60 },
    )
  })

  test('with bytes changed anywhere is a report or a refusal', () => {
    const change = fc.record({
      at: fc.nat(text.length - 1),
      to: fc.constantFrom('\u0000', '9', '-', '"', '{', ']', '\n', 'é', '\ufffd', '\ud800', 'Z', ':'),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const letters = [...text]
        for (const { at, to } of changes) letters[at] = to
        keepsTheRules(letters.join(''))
      }),
      { numRuns: 80 },
    )
  })

  test('in Latin-1 read as UTF-8, with Windows line ends and a mark before it, is still read', () => {
    keepsTheRules(`\ufeff${text.replaceAll('\n', '\r\n')}`)
    expect(opened(`\ufeff${text.replaceAll('é', '\ufffd').replaceAll('\n', '\r\n')}`).identity.serial).toBe('RB14-0007')
  })
})

describe('members of any type', () => {
  const hostile = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      -1,
      1e308,
      0.5,
      '',
      ' ',
      'x'.repeat(5000),
      [],
      {},
      [[]],
      Number.MAX_SAFE_INTEGER,
      '9'.repeat(15),
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )

  /** Every member of the file, one after the other, becomes something else. */
  const changedAt = (value: unknown, steps: readonly number[], to: unknown): unknown => {
    if (typeof value !== 'object' || value === null || steps.length === 0) return to
    const keys = Object.keys(value)
    if (keys.length === 0) return to
    const key = keys[(steps[0] ?? 0) % keys.length] ?? ''
    const held: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
    const changed = changedAt(held, steps.slice(1), to)
    return Array.isArray(value)
      ? value.map((item: unknown, index) => (String(index) === key ? changed : item))
      : { ...value, [key]: changed }
  }

  test.each(files.slice(1))('in a file of %s keep the report’s rules', (_tool, text) => {
    const json: unknown = JSON.parse(text)
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }), hostile, (steps, to) => {
        keepsTheRules(JSON.stringify(changedAt(json, steps, to)))
      }),
      { numRuns: 250 },
    )
  })
})

test('a member called __proto__ is refused, within the file and within an answer inside it', () => {
  expect(refusal(`{"deviceid":"x","content":{"__proto__":{"bios":{}}}}`)).toContain('documents.forbidden-name')
  const report = opened({ ...snapshot, data: { ...snapshot.data, inxi: '[{"__proto__":[{"x":1}]}]' } })
  expect(report.sections.network).toEqual({ state: 'unavailable', why: 'not-asked' })
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
})

test('a name that every object has is no member of a file', () => {
  expect(foreignForm({ id: 'toString', class: 'constructor' })).toBeNull()
  expect(
    opened({ ...glpi, content: { ...glpi.content, hardware: { chassis_type: 'valueOf' } } }).identity.chassis,
  ).toBe('valueOf')
})

test('a file as long as allowed is looked through; a longer one is refused by its length alone', () => {
  const long = `${' '.repeat(LONGEST_REPORT_FILE)}{}`
  expect(refusal(long)).toEqual(['station.file-unreadable', 'documents.too-long'])
})

test.each([
  ['deep arrays', '['.repeat(100_000)],
  ['deep objects', '{"a":'.repeat(100_000)],
  ['a deep lshw tree', '{"id":"pci","class":"bridge","children":['.repeat(50_000)],
  ['a long run of braces', `{"id":"pci","class":"bridge"}${'}{'.repeat(200_000)}`],
])('%s are refused without falling', (_what, text) => {
  expect(refusal(text)[0]).toBe('station.file-unreadable')
})

test('more disks than a report holds are cut, and the list says that it is short', () => {
  const storages = Array.from({ length: 2000 }, (_, index) => ({
    name: `sd${String(index)}`,
    serial: `SN-${String(index)}`,
  }))
  const report = opened({ ...glpi, content: { ...glpi.content, storages } })
  expect(report.disks).toHaveLength(256)
  expect(listMayBeShort(report.sections.disks)).toBe(true)
})

describe('a file of another kind is refused with what it seems to be', () => {
  test.each([
    ['a certificate', { '@context': [], proof: {} }, 'file-document'],
    ['one disk’s smartctl', { smartctl: {}, device: {} }, 'file-smartctl'],
    ['lsblk’s list', { blockdevices: [] }, 'file-lsblk'],
    ['a log of nwipe', '[2026/03/02 08:00:00]  notice: Opened entropy source\n', 'file-nwipe-log'],
    ['an OCS inventory', '<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT/></REQUEST>', 'file-glpi-xml'],
    ['lshw for people', 'poste\n    description: Notebook\n    product: Rabot\n', 'file-lshw-other'],
    ['a page that a network’s gate sent instead', '<!DOCTYPE html><html></html>', 'file-web-page'],
    ['an archive', 'PK\u0003\u0004…', 'file-zip'],
    ['a PDF', '%PDF-1.7 …', 'file-pdf'],
    ['lspci’s list', '00:00.0 Host bridge: Intel Corporation\n', 'file-lspci'],
    ['inxi’s JSON alone', [{ '000#1#0#Machine': [] }], 'file-inxi'],
  ])('%s', (_what, content, term) => {
    expect(refusal(content)).toEqual(['station.file-not-hardware', `foreign.file-seems ${term}`])
    expect(say({ code: 'foreign.file-seems', params: { what: term } }, 'fr')).not.toContain('file-')
  })

  test('what nobody knows is refused without a guess', () => {
    expect(refusal({ shopping: ['list'] })).toEqual(['station.file-not-hardware'])
    expect(refusal('bonjour')).toEqual(['station.file-unreadable', 'documents.not-json'])
  })
})
