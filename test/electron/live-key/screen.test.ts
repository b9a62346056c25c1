// The menu fits on the smallest console, in both languages, and says what a person would do next.
import { describe, expect, test } from 'vitest'
import type { Papers } from '../../../electron/live-key/papers.ts'
import { COLUMNS, LINES, menuScreen, nextStep, titleBar } from '../../../electron/live-key/screen.ts'
import { aReport } from '../../domain/erasure/a-report.ts'

const nothing: Papers = { report: null, outcomes: [], logs: 0, unwritten: [], written: 0 }
const read: Papers = { ...nothing, report: aReport(), unwritten: ['a.etabli.json'] }
const erased: Papers = { ...read, logs: 1 }
const verified: Papers = { ...erased, outcomes: ['holds', 'holds'] }
const spoiled: Papers = { ...erased, outcomes: ['holds', 'fails'] }
const onTheKey: Papers = { ...verified, unwritten: [], written: 4 }

/** What a console shows: without the signs that colour it. */
const shown = (line: string) => line.replaceAll(/\u001b\[[0-9;]*m/g, '')

test('the machine comes first, then its disks, then the key, and then one may switch off', () => {
  expect([nothing, read, erased, verified, onTheKey].map(nextStep)).toEqual([
    ...['read', 'erase-or-verify', 'verify', 'write', 'power-off'],
  ])
})

test('a disk that is not as expected is to be erased before anything else, also where nobody could tell', () => {
  expect(nextStep(spoiled)).toBe('erase')
  expect(nextStep({ ...verified, outcomes: ['unknown'] })).toBe('erase')
  expect(nextStep({ ...spoiled, unwritten: [] })).toBe('erase')
})

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test.each(Object.entries({ nothing, read, erased, verified, spoiled, onTheKey }))(
    'the menu fits on a console of 80 columns and 25 lines: %s',
    (_, papers) => {
      const lines = menuScreen({ papers, language, clock: '25/11/2026 21:40' }).map(shown)
      expect(lines.length).toBeLessThan(LINES)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(COLUMNS)
      for (const digit of [1, 2, 3, 4, 5, 6])
        expect(lines.some((line) => line.includes(` ${String(digit)} `))).toBe(true)
    },
  )

  test('no sentence is missing', () => {
    for (const papers of [nothing, read, erased, verified, spoiled, onTheKey]) {
      expect(menuScreen({ papers, language, clock: '' }).join('\n')).not.toMatch(/live-key\.|[{}]/)
    }
  })
})

test('a machine that calls itself by more than fits, or by control characters, leaves the screen as it is', () => {
  const report = aReport()
  const identity = { ...report.identity, model: `${'Latitude '.repeat(20)}\u001b[2J`, serial: 'A\nB' }
  const lines = menuScreen({ papers: { ...read, report: { ...report, identity } }, language: 'fr', clock: '' }).map(
    shown,
  )
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(COLUMNS)
    expect(line).not.toMatch(/[\u0000-\u001f]/)
  }
  expect(shown(titleBar('x'.repeat(200), '25/11/2026'))).toHaveLength(COLUMNS)
})
