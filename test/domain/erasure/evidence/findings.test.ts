import { describe, expect, test } from 'vitest'
import {
  type ErasureFinding,
  findingsOf,
  formOfFile,
  type HeldEvidence,
} from '../../../../domain/erasure/evidence/findings.ts'
import type { ErasureRecord } from '../../../../domain/erasure/running/record.ts'
import { nistEdition, type ErasureTechnique } from '../../../../domain/erasure/method.ts'
import { noRanges, withRanges } from '../../../../domain/erasure/read-back/ranges.ts'
import type { ReadBackRecord } from '../../../../domain/erasure/read-back/read-back.ts'
import { hashOf, uuidOf } from '../a-report.ts'
import { apply, logOf, replaced, withSerial } from '../nwipe/logs.ts'

const clock = { now: '2026-12-01T00:00:00Z', zoneMinutes: 60 }
const held = (form: HeldEvidence['form'], text: string, source: HeldEvidence['source'] = 'file'): HeldEvidence => ({
  hash: hashOf('evidence'),
  form,
  source,
  text,
  position: null,
  owner: null,
})
const ofLog = (text: string) => findingsOf(held('nwipe-log', text), clock) as readonly ErasureFinding[]
const named = (name: string) => apply(logOf(name), withSerial('LOOP0001'))

describe('A log says of its disk', () => {
  test('what was written and verified, when, and by what', () => {
    expect(ofLog(named('zero-last-noblank'))).toMatchObject([
      {
        kind: 'erasure',
        source: 'file',
        outcome: 'good',
        reasons: [],
        disk: { serial: 'LOOP0001', model: 'Loopback device' },
        methodName: 'Fill With Zeros',
        rounds: 1,
        tool: { name: 'nwipe', version: '0.33' },
        verified: true,
        leavesRandom: false,
        countsBytes: true,
      },
    ])
  })

  test('times of the station’s own zone, off by that zone at most: live systems run on universal time', () => {
    const [finding] = ofLog(named('zero-last-blank'))
    expect(finding?.startedAt).toBe('2026-11-23T12:40:33.000Z')
    expect(finding?.slackMs).toBe(60 * 60 * 1000)
  })

  test('that only a link is lacking, where it names no serial', () => {
    expect(ofLog(logOf('zero-last-noblank'))).toMatchObject([{ outcome: 'unproven', needsLink: true }])
  })

  test.each([
    ['zero-last-blank', false],
    ['random-last-noblank', true],
    ['random-last-blank', false],
    ['dodshort-all-noblank', true],
    ['ops2-all', true],
    ['one-last-noblank', false],
  ])('whether random data is left: %s, %s', (name, leavesRandom) => {
    expect(ofLog(named(name))).toMatchObject([{ outcome: 'good', leavesRandom }])
  })

  test.each(['abort-sigint', 'abort-sigkill', 'abort-sigterm', 'write-fault-blank', 'verify-zero-fails'])(
    'something against it: %s',
    (name) => {
      expect(ofLog(named(name))).toMatchObject([{ outcome: 'bad' }])
    },
  )

  test.each(['zero-off-blank', 'verify-zero-holds', 'quiet'])('nothing either way: %s', (name) => {
    const text = name === 'quiet' ? logOf(name) : named(name)
    expect(ofLog(text)).toMatchObject([{ outcome: 'unproven', needsLink: false }])
  })

  test('the same use in another copy of the file', () => {
    const log = named('zero-last-noblank')
    const copy = apply(log, replaced('\n', '\r\n'))
    expect(ofLog(copy)[0]?.usage).toBe(ofLog(log)[0]?.usage)
    expect(ofLog(named('zero-last-blank'))[0]?.usage).not.toBe(ofLog(log)[0]?.usage)
  })

  test('each disk by itself where there were two', () => {
    const log = apply(logOf('two-disks'), withSerial('LOOP0001'), withSerial('LOOP0002', 'loop1'))
    expect(ofLog(log).map(({ disk, place, outcome }) => [disk.serial, place?.device, outcome])).toEqual([
      ['LOOP0001', '/dev/loop0', 'good'],
      ['LOOP0002', '/dev/loop1', 'good'],
    ])
  })
})

const medium = {
  kind: 'disk' as const,
  identity: { serial: 'LOOP0001', wwn: null, model: 'Loopback device', sizeBytes: 8_388_608 },
  sizeBytes: 8_388_608,
  sectorBytes: 512,
  instance: '7:0 1 boot',
}
const readBack = (changes: Partial<ReadBackRecord> = {}): ReadBackRecord => ({
  kind: 'read-back',
  version: 1,
  tool: { name: 'etabli', version: '1.0.0' },
  medium,
  expectation: { kind: 'zero' },
  plan: { mode: 'full' },
  startedAt: '2026-11-23T13:00:00Z',
  endedAt: '2026-11-23T13:10:00Z',
  milliseconds: 1000,
  directness: 'direct',
  ended: 'complete',
  readTo: 8_388_608,
  bytesRead: 8_388_608,
  spoiled: noRanges(512),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [],
  ...changes,
})
const ofReading = (changes: Partial<ReadBackRecord>, source: HeldEvidence['source'] = 'station') =>
  findingsOf(held('read-back', JSON.stringify(readBack(changes)), source), clock)

describe('A reading says of its disk', () => {
  test('that it is as expected, everywhere', () => {
    expect(ofReading({})).toMatchObject([{ kind: 'read-back', outcome: 'good', mode: 'full', coveragePercent: 100 }])
  })
  test('that it is not, where one byte is', () => {
    const spoiled = withRanges(noRanges(512), [{ start: 4096, end: 4097 }])
    expect(ofReading({ spoiled })).toMatchObject([{ outcome: 'bad', reasons: [{ code: 'read-back.spoiled' }] }])
  })
  test('something against it where sectors cannot be read: what lies on them is not known', () => {
    const unreadable = withRanges(noRanges(0), [{ start: 4096, end: 4608 }])
    expect(ofReading({ unreadable, bytesRead: 8_388_608 - 512 })).toMatchObject([{ outcome: 'bad' }])
  })
  test('nothing where it was cancelled, or read from memory', () => {
    expect(ofReading({ ended: 'cancelled', readTo: 4096, bytesRead: 4096 })).toMatchObject([{ outcome: 'unproven' }])
    expect(ofReading({ directness: 'cached' })).toMatchObject([{ outcome: 'unproven' }])
  })
  test('nothing of any disk where it is of a file', () => {
    expect(ofReading({ medium: { ...medium, kind: 'file' } })).toMatchObject([
      { outcome: 'unproven', reasons: [{ code: 'erasure.read-back-of-image' }] },
    ])
  })
  test('the same whether the command’s answer or the record alone was kept', () => {
    const alone = findingsOf(held('read-back', JSON.stringify(readBack())), clock)
    expect(findingsOf(held('read-back', JSON.stringify({ holds: false, record: readBack() })), clock)).toEqual(alone)
  })
})

const record = (technique: ErasureTechnique, changes: Partial<ErasureRecord> = {}): ErasureRecord => ({
  kind: 'erasure',
  version: 1,
  job: uuidOf(1),
  tool: { name: 'etabli', version: '1.0.0' },
  medium,
  diskKind: 'sata-ssd',
  method: { category: 'clear', technique, edition: nistEdition },
  program: { name: technique === 'overwrite' ? 'nwipe' : 'hdparm', version: null, arguments: [] },
  startedAt: '2026-11-23T12:00:00Z',
  endedAt: '2026-11-23T12:50:00Z',
  ended: 'complete',
  reasons: [],
  exitCode: 0,
  output: technique === 'overwrite' ? logOf('zero-last-blank') : '',
  driveBefore: null,
  driveAfter: null,
  leaves: { kind: 'zero' },
  ...changes,
})
const ofRecord = (technique: ErasureTechnique, changes: Partial<ErasureRecord> = {}) =>
  findingsOf(held('erasure', JSON.stringify(record(technique, changes)), 'station'), clock).map((finding) => [
    finding.outcome,
    ...finding.reasons.map(({ code }) => code),
  ])

const ata = (security: { readonly enabled: boolean; readonly locked: boolean }) => ({
  kind: 'ata' as const,
  security: {
    supported: true,
    frozen: false,
    expired: false,
    enhanced: true,
    eraseMinutes: 2,
    enhancedMinutes: 2,
    ...security,
  },
  sanitize: null,
})

describe('The record of an erasure says of its disk', () => {
  test('that nwipe went to its end, a serial in its log or not: the station knows which disk it was', () => {
    expect(ofRecord('overwrite')).toEqual([['good']])
    expect(ofRecord('overwrite', { output: named('zero-last-blank') })).toEqual([['good']])
  })
  test('something against it where the log within shows another disk, another size, two disks or none', () => {
    const other = apply(logOf('zero-last-blank'), withSerial('LOOP0002'))
    expect(ofRecord('overwrite', { output: other })).toEqual([['bad', 'erasure.record-of-another-disk']])
    const larger = { ...medium, sizeBytes: 16_777_216 }
    expect(ofRecord('overwrite', { medium: larger })).toEqual([['bad', 'erasure.record-of-another-size']])
    expect(ofRecord('overwrite', { output: logOf('two-disks') })).toEqual([['bad', 'erasure.record-without-log']])
    expect(ofRecord('overwrite', { output: '' })).toEqual([['bad', 'erasure.record-without-log']])
  })
  test('something against it where it was left in the middle, whatever the log says', () => {
    expect(ofRecord('overwrite', { ended: 'cancelled' })).toEqual([['bad', 'erasure.record-not-complete']])
  })
  test('what the drive says of itself, and not how the command ended', () => {
    expect(ofRecord('ata-secure-erase', { driveAfter: ata({ enabled: false, locked: false }) })).toEqual([['good']])
    expect(ofRecord('ata-secure-erase', { driveAfter: ata({ enabled: true, locked: true }) })).toEqual([
      ['bad', 'erase.drive-says-failed'],
    ])
    expect(ofRecord('ata-secure-erase', { exitCode: 0 })).toEqual([['bad', 'erase.drive-silent']])
    expect(ofRecord('nvme-sanitize')).toEqual([['bad', 'erase.drive-silent']])
  })
  test('nothing of itself after nvme format, which keeps no status: the reading has to say it', () => {
    const program = { name: 'nvme' as const, version: null, arguments: ['format', '/dev/nvme0n1', '--ses=2'] }
    const [finding] = findingsOf(
      held('erasure', JSON.stringify(record('crypto-erase', { program, leaves: { kind: 'random' } })), 'station'),
      clock,
    )
    expect(finding).toMatchObject({ outcome: 'good', countsBytes: false, leavesRandom: true })
  })
})

describe('A file is taken for what it holds', () => {
  test('a log, a reading or a record', () => {
    expect(formOfFile(logOf('zero-last-blank'))).toBe('nwipe-log')
    expect(formOfFile(JSON.stringify(readBack()))).toBe('read-back')
    expect(formOfFile(JSON.stringify(record('overwrite')))).toBe('erasure')
  })
  test('or refused with the reason', () => {
    expect(formOfFile('Le disque a bien été effacé.')).toMatchObject([{ code: 'erasure.log-not-nwipe' }])
    expect(formOfFile('')).toMatchObject([{ code: 'erasure.log-not-nwipe' }])
    expect(formOfFile(JSON.stringify({ ...readBack(), version: 2 }))).toMatchObject([{ code: 'erasure.log-not-nwipe' }])
  })
})
