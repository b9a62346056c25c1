// What travels beside documents is what names it says it is, or it does not travel.
import { expect, test } from 'vitest'
import { beginsAsArchive, readAttached } from '../../../domain/batch/attached-form.ts'
import { machineFile, report } from '../documents/bench.ts'
import { log, record } from '../documents/loose-disk-bench.ts'

const hash = 'a'.repeat(64)
const codes = (as: 'evidence' | 'hardware-report' | 'work-file', text: string) => {
  const { form, faults } = readAttached({ hash, as }, text)
  return form ?? faults.map(({ code }) => code)
}
const work = { kind: 'etabli-work', version: 1, what: 'machine', file: machineFile() }

test('evidence, reports and work files are known by what they hold', () => {
  expect(codes('evidence', log)).toBe('nwipe-log')
  expect(codes('evidence', JSON.stringify(record()))).toBe('read-back')
  expect(codes('hardware-report', JSON.stringify(report()))).toBe('hardware-report')
  expect(codes('work-file', JSON.stringify(work))).toBe('work-file')
})

test('each is refused where another is named', () => {
  expect(codes('evidence', JSON.stringify(report()))).toContain('batch.not-evidence')
  expect(codes('evidence', 'bonjour')).toContain('batch.not-evidence')
  expect(codes('hardware-report', JSON.stringify(work))).toEqual(['batch.not-a-report'])
  expect(codes('work-file', JSON.stringify(report()))).toEqual(['batch.not-a-work-file'])
})

test('what is no text, says a name twice or names that JavaScript takes for its own is not read', () => {
  expect(codes('hardware-report', 'PK\u0003\u0004')).toContain('batch.attached-unreadable')
  expect(codes('work-file', '{"kind":1,"kind":2}')).toContain('documents.name-twice')
  expect(codes('work-file', '{"__proto__":{}}')).toContain('documents.forbidden-name')
})

test('archives are known by their first bytes', () => {
  expect(['PK\u0003\u0004…', '\u001f\u008b…', 'Rar!…'].every(beginsAsArchive)).toBe(true)
  expect(beginsAsArchive('{"kind":')).toBe(false)
})
