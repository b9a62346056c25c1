// What is read out of a log, disk by disk, before anybody judges it.
import { describe, expect, test } from 'vitest'
import { judgeNwipeRun, judgeNwipeRuns, lacksOnlyTheSerial } from '../../../../domain/erasure/nwipe/log-verdict.ts'
import type { NwipeRun } from '../../../../domain/erasure/nwipe/log-account.ts'
import { readNwipeLog } from '../../../../domain/erasure/nwipe/log.ts'
import { sentences } from '../../../../domain/words/sentences.ts'
import { apply, logOf, replaced, withSerial } from './logs.ts'

const runsOf = (log: string): readonly NwipeRun[] => {
  const read = readNwipeLog(log)
  if (read.kind === 'refused') throw new Error('this log was refused')
  return read.runs
}

describe('The account of a disk', () => {
  test('says what the log claims: name, size, method, passes, verification, times', () => {
    const [sata, nvme] = runsOf(logOf('by-hand-0.42-two-disks'))
    expect(sata).toMatchObject({
      run: 1,
      device: '/dev/sda',
      bus: 'ATA',
      model: 'WDC WD5000AAKX-00ERMA0',
      serial: 'WD-WCC2E5XK1234',
      sizeText: '500 GB',
      sizeBytes: 500_107_862_016,
      banner: 'nwipe 0.42',
      method: 'PRNG Stream',
      prng: 'XORoshiro-256',
      rounds: 1,
      passesPerRound: 1,
      verify: 'last',
      blank: true,
      quiet: false,
      passes: [{ round: 1, pass: 1, bytesWritten: 500_107_862_016, bytesRead: null, verified: false }],
      finalFill: { kind: 'blank', bytesWritten: 500_107_862_016, bytesRead: 500_107_862_016, verified: true },
      errors: { pass: 0, verification: 0, fdatasync: 0 },
      complaints: [],
      hiddenSectors: false,
      status: 'Erased',
      ended: 'completed',
      startedAt: '2026-11-20T08:01:16',
      endedAt: '2026-11-20T12:59:47',
    })
    // By its own lines: the table gives this disk the other one's hours too.
    expect(nvme?.durationSeconds).toBe(17 * 60 + 43)
  })
  test('counts the passes of each round and the reading of each', () => {
    const [run] = runsOf(logOf('dodshort-two-rounds-all'))
    expect(
      run?.passes.map(({ round, pass, bytesWritten, bytesRead, verified }) => [
        round,
        pass,
        bytesWritten,
        bytesRead,
        verified,
      ]),
    ).toEqual([1, 2].flatMap((round) => [1, 2, 3].map((pass) => [round, pass, 8_388_608, 8_388_608, true])))
  })
  test('keeps what a stopped run had begun', () => {
    const [run] = runsOf(logOf('abort-sigint'))
    expect(run).toMatchObject({ status: 'UABORTED', ended: 'aborted', finalFill: null })
    expect(run?.passes).toEqual([{ round: 1, pass: 1, bytesWritten: null, bytesRead: null, verified: false }])
  })
  test('names the errors that nwipe counted and its complaints with their lines', () => {
    const [run] = runsOf(logOf('write-fault-blank'))
    expect(run?.errors).toEqual({ pass: 0, verification: 0, fdatasync: 2 })
    expect(run?.complaints.map(({ value }) => value)).toContain('nwipe_static_pass: fdatasync: Input/output error')
  })
  test('keeps the runs of one file apart', () => {
    expect(runsOf(logOf('two-runs')).map(({ run, method, status }) => [run, method, status])).toEqual([
      [1, 'Verify Ones  (0xFF)', '-FAILED-'],
      [2, 'Fill With Ones', 'Erased'],
    ])
  })
})

describe('The judgement', () => {
  const [nameless] = runsOf(logOf('random-all-noblank'))
  const [run] = runsOf(apply(logOf('random-all-noblank'), withSerial('LOOP0001')))
  if (run === undefined || nameless === undefined) throw new Error('the fixture has no run')

  test('of a complete log says what was written and read in all', () => {
    expect(judgeNwipeRun(run)).toMatchObject({
      kind: 'complete',
      serial: 'LOOP0001',
      sizeBytes: 8_388_608,
      bytesWritten: 8_388_608,
      bytesRead: 8_388_608,
      method: 'PRNG Stream',
    })
  })
  test('tells a log that lacks only the serial from one with more doubts', () => {
    expect(lacksOnlyTheSerial(judgeNwipeRun(nameless))).toBe(true)
    expect(lacksOnlyTheSerial(judgeNwipeRun({ ...nameless, status: '-FAILED-' }))).toBe(false)
    expect(lacksOnlyTheSerial(judgeNwipeRun(run))).toBe(false)
  })
  test('refuses a log from the future, whatever the zone', () => {
    expect(judgeNwipeRun(run, '2026-11-23T00:00:00Z').kind).toBe('complete')
    expect(judgeNwipeRun(run, '2026-11-22T00:00:00Z')).toMatchObject({ reasons: [{ code: 'erasure.log-clock-ahead' }] })
  })
  test('does not depend on what the banner says of the version', () => {
    const log = apply(logOf('zero-last-blank'), withSerial('LOOP0001'), replaced('nwipe 0.33', 'ShredOS 99.9'))
    expect(judgeNwipeRuns(runsOf(log)).map(({ judgement }) => judgement.kind)).toEqual(['complete'])
  })
  test('has a sentence for each reason, that promises nothing', () => {
    const log = Object.keys(sentences.fr).filter((code) => code.startsWith('erasure.log-'))
    expect(log.length).toBeGreaterThan(40)
    for (const code of log)
      expect(`${sentences.fr[code] ?? ''} ${sentences.en[code] ?? ''}`).not.toMatch(/irrécup|prouvé que|guarantee/i)
  })
})
