// What a person who watches sees of each section, in a line that no firmware can use against the terminal.
import { expect, test } from 'vitest'
import { sectionLine } from '../../../electron/probe/terminal.ts'
import { aDisk, aReport } from '../../domain/erasure/a-report.ts'

const lineOf = (
  section: Parameters<typeof sectionLine>[0]['section'],
  report = aReport(),
  language: 'fr' | 'en' = 'fr',
) => sectionLine({ section, complete: true, report }, language).replace(/[\u202f\u00a0]/g, ' ')

test('a section that was read has its mark, its name and what matters of it', () => {
  expect(lineOf('identity')).toBe('✔ Identité                 Dell Latitude 7490 · ABC1234')
  expect(lineOf('memory')).toBe('✔ Mémoire                  8 Go')
  expect(lineOf('batteries')).toBe('✔ Batteries                95 %')
  expect(lineOf('webcams')).toBe('✔ Webcam                   rien')
  expect(lineOf('disks', aReport(), 'en')).toBe('✔ Disks                    Samsung SSD 860 · S3Z8NB0K · 500 GB')
})

test('one that was not read says why, in the person’s language', () => {
  const report = aReport({ sections: { memory: { state: 'unavailable', why: 'needs-root' } } })
  expect(lineOf('memory', report)).toMatch(/^– .*il faut root\)$/)
  expect(lineOf('memory', report, 'en')).toMatch(/^– .*needs root\)$/)
})

test('a disk that calls itself by control characters does not command the terminal', () => {
  const report = aReport({ disks: [aDisk({ model: '\u001b]0;pwned\u0007\u001b[2J\nSSD' })] })
  expect(lineOf('disks', report)).not.toMatch(/[\u0000-\u001f]/)
})
