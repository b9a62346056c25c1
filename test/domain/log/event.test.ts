// What a log may hold is decided by the form of each event: there is nowhere to put a name.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codesOf, LINE_BYTES, type LogEvent, logLineOf, readLogLine, sayLogLine } from '../../../domain/log/event.ts'
import { toldAtStart } from '../../../domain/log/past.ts'
import { logFolderOf } from '../../../domain/log/place.ts'
import { type OperationName, operations } from '../../../domain/contract.ts'
import { sentences } from '../../../domain/words/sentences.ts'

const at = '2026-11-26T08:00:00.000Z'
const started = (version: string) =>
  ({
    ...{ event: 'started', version, shell: 'browser', system: 'linux', node: '24.0.0' },
    ...{ demo: false, setUp: true, frames: 12, writable: true },
  }) as const satisfies LogEvent

test('a refusal is told by its operation and the codes of its reasons, without what they say of anybody', () => {
  const reasons = [
    { code: 'disks.busy', params: { disk: 'WD-WCC4N1234567' } },
    { code: 'jean.dupont', params: {} },
  ]
  expect(codesOf(reasons)).toEqual(['disks.busy'])
  const event = { event: 'operation-failed', operation: 'disks.erase', code: 'refused', milliseconds: 4 } as const
  const line = logLineOf({ ...event, reasons: codesOf(reasons) }, at)
  expect(JSON.parse(line ?? '')).toEqual({ at, ...event, reasons: ['disks.busy'] })
})

test.each([
  ['a name beside the figures', { ...started('0.1.0'), operator: 'Amina' }],
  ['a sentence for a version', started('chez Amina')],
  [
    'an operation that nobody has',
    { event: 'operation-failed', operation: 'amina.dupont', code: 'refused', reasons: [], milliseconds: 1 },
  ],
  ['a reason that is none of ours', { event: 'notice', reason: 'jean.dupont' }],
  ['an event that nobody knows', { event: 'amina' }],
])('%s is not written', (_, event) => {
  // Given as only a fault of ours could give it.
  expect(logLineOf(event as LogEvent, at)).toBeNull()
  expect(readLogLine(JSON.stringify({ at, ...event }))).toBeNull()
})

const codes = Object.keys(sentences.fr)
// Of a table that is written out: its keys are its names.
const names = Object.keys(operations) as OperationName[]
const place = fc.constant(`node_modules/${'abcdefghij/'.repeat(7)}${'x'.repeat(40)}.ts:1234567:1234567`)
const cause = fc.record({
  name: fc.constantFrom('TypeError', 'other'),
  word: fc.constantFrom('ENOSPC', null),
  saying: fc.constantFrom('no-json', null),
  places: fc.array(place, { maxLength: 3 }),
})

test('every line that can be written can be read again, and none is longer than a line may be', () => {
  const events: fc.Arbitrary<LogEvent> = fc.oneof(
    fc.record({
      event: fc.constant('operation-failed' as const),
      operation: fc.constantFrom(...names),
      code: fc.constantFrom('refused' as const, 'internal' as const),
      reasons: fc.array(fc.constantFrom(...codes), { maxLength: 8 }),
      milliseconds: fc.nat(),
    }),
    fc.record({
      event: fc.constant('fault' as const),
      where: fc.constantFrom('station' as const, 'window' as const, 'end' as const),
      fault: fc
        .record({ one: cause, places: fc.array(place, { maxLength: 12 }), causes: fc.array(cause, { maxLength: 3 }) })
        .map(({ one, ...rest }) => ({ ...one, ...rest })),
    }),
  )
  fc.assert(
    fc.property(events, (event) => {
      const line = logLineOf(event, at) ?? ''
      expect(line.endsWith('\n')).toBe(true)
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_BYTES)
      expect(readLogLine(line.trimEnd())).toEqual({ at, ...event })
    }),
  )
})

test('a line is said on one line, its instant first', () => {
  const line = readLogLine(JSON.stringify({ at, event: 'ended', seconds: 12 }))
  expect(line === null ? null : sayLogLine(line)).toBe('2026-11-26T08:00:00.000Z  ended  seconds=12')
})

test('a run that left no end was ended by something else, and a newer version says what it came after', () => {
  const before = [{ at, ...started('0.1.0') }, { at: '2026-11-26T09:30:00.000Z', event: 'set-up' } as const]
  expect(toldAtStart([], '0.1.0')).toEqual([])
  expect(toldAtStart([...before, { at, event: 'ended', seconds: 1 }], '0.1.0')).toEqual([])
  expect(toldAtStart(before, '0.1.0')).toEqual([{ event: 'ended-badly-before', lastAt: '2026-11-26T09:30:00.000Z' }])
  expect(toldAtStart([...before, { at, event: 'ended', seconds: 1 }], '0.2.0')).toEqual([
    { event: 'other-version', before: '0.1.0', now: '0.2.0' },
  ])
})

test('so was one so long that its beginning is not among the lines, but a start that failed was no run', () => {
  const long = Array.from({ length: 3 }, () => ({ at, event: 'set-up' }) as const)
  expect(toldAtStart(long, '0.1.0')).toEqual([{ event: 'ended-badly-before', lastAt: at }])
  expect(toldAtStart([...long, { at, event: 'ended', seconds: 1 }], '0.1.0')).toEqual([])
  expect(toldAtStart([{ at, event: 'not-started', code: 'disk-full', reasons: [] }], '0.1.0')).toEqual([])
})

test('where the log lies is said as the system writes it', () => {
  expect(logFolderOf('/home/amina/.local/share/etabli')).toBe('/home/amina/.local/share/etabli/log')
  expect(logFolderOf('C:\\Users\\Amina\\AppData\\Local\\Etabli')).toBe('C:\\Users\\Amina\\AppData\\Local\\Etabli\\log')
})
