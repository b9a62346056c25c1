// What a person at the bench sees of a report that another tool made.
import { describe, expect, test } from 'vitest'
import { deservesAttention } from '../../../../domain/machine/attention.ts'
import { say } from '../../../../domain/words/sentences.ts'
import { dmidecode, glpi, lshw, opened, snapshot, workbench11 } from './foreign-files.ts'

const codes = (file: unknown) => deservesAttention(opened(file)).map(({ code }) => code)

describe('a report of another tool', () => {
  test.each([
    ['GLPI', glpi, 'glpi-inventory'],
    ['eReuse', snapshot, 'ereuse-snapshot'],
    ['Workbench 11', workbench11, 'ereuse-workbench'],
    ['lshw', lshw, 'lshw'],
    ['dmidecode', dmidecode, 'dmidecode'],
  ])('of %s says what it was made from, who made it and that disks may be missing', (_tool, file, form) => {
    const report = opened(file)
    expect(report.madeFrom).toBe(form)
    const sentence = deservesAttention(report).find(({ code }) => code === 'foreign.report-of-tool')
    expect(sentence === undefined ? '' : say(sentence, 'fr')).toMatch(
      new RegExp(`^Relevé fait par ${report.tool.name}.*rubriques? n’y (est|sont) pas, et des disques peuvent manquer`),
    )
  })

  test('says that it is without a date, or by a clock of unknown zone, where it is', () => {
    expect(codes(lshw)).toContain('foreign.report-undated')
    expect(codes({ ...snapshot, data: { ...snapshot.data, smartctl: '[]' } })).toContain('foreign.report-local-clock')
    expect(codes(glpi)).not.toContain('foreign.report-undated')
  })

  test('never says that there is no disk: it only does not know', () => {
    expect(codes(dmidecode)).not.toContain('machine.no-disk')
    expect(codes({ ...glpi, content: { ...glpi.content, storages: [] } })).not.toContain('machine.no-disk')
  })

  test('never says that a battery is missing: it only does not know', () => {
    expect(codes(dmidecode)).not.toContain('machine.battery-missing')
    expect(codes(lshw)).not.toContain('machine.battery-missing')
  })
})
