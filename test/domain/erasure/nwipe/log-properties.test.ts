// What holds of every log and every change to one: the reading never throws, taking a line away never makes a refused log
// good, and no figure or outcome can be changed without being refused or reported differently.
import { describe, expect, test as vitest } from 'vitest'
import { judgeNwipeRuns } from '../../../../domain/erasure/nwipe/log-verdict.ts'
import { readNwipeLog } from '../../../../domain/erasure/nwipe/log.ts'
import { fc, test } from '../with-fast-check.ts'
import { apply, judged, logOf, withSerial } from './logs.ts'

const complete = [
  'zero-last-noblank',
  'zero-last-blank',
  'dodshort-two-rounds-all',
  'ops2-all',
  'is5enh-last-blank',
].map((name) => apply(logOf(name), withSerial('LOOP0001')))
const byHand = ['by-hand-0.42-two-disks', 'by-hand-shredos-0.35'].map(logOf)
const refused = [
  'abort-sigint',
  'abort-sigkill',
  'verify-zero-holds',
  'verify-zero-fails',
  'write-fault-blank',
  'write-fault-noblank',
  'zero-off-blank',
  'zero-off-noblank',
  'dod522022m-off',
  'quiet',
].map((name) => apply(logOf(name), name === 'quiet' ? (log) => `${log}\n` : withSerial('LOOP0001')))
/** Good at first, and refuted by a later run. */
const refuted = ['verify-zero-fails', 'abort-sigint', 'write-fault-blank'].map((name) =>
  apply(
    logOf('zero-last-noblank') + logOf(name),
    withSerial('LOOP0001'),
    (log) => `${log.replaceAll('209715200', '8388608').replaceAll('209 MB', '  8 MB')}\n`,
  ),
)

const isAccepted = (log: string) => judged(log).some((said) => said === 'complete')

const withoutLine = (log: string, index: number) =>
  log
    .split('\n')
    .filter((_, each) => each !== index)
    .join('\n')

/** What the log says of each disk, places in the file aside. */
const account = (log: string) => {
  const read = readNwipeLog(log)
  return read.kind === 'refused'
    ? read
    : judgeNwipeRuns(read.runs).map(({ run, judgement }) => ({
        kind: judgement.kind,
        ...run,
        places: null,
        steps: run.steps.map(({ step }) => step),
      }))
}

describe('Reading a log', () => {
  const anyLog = fc.constantFrom(...complete, ...byHand, ...refused)
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc
      .array(
        fc.oneof(
          fc.string(),
          anyLog.chain((log) => fc.constantFrom(...log.split('\n'))),
        ),
        { maxLength: 60 },
      )
      .map((lines) => lines.join('\n')),
  )
  test('never throws, whatever the text', anyText, (text) => {
    expect(() => judged(text)).not.toThrow()
  })
  test(
    'accepts no shuffle of a complete log’s lines, unless it is that log',
    fc.constantFrom(...complete).chain((log) => {
      const lines = log.split('\n')
      return fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
      )
    }),
    ([log, lines]) => {
      const accepted = isAccepted(lines.join('\n'))
      expect(!accepted || lines.join('\n') === log).toBe(true)
    },
    100,
  )
  test(
    'accepts no log put together from the lines of refused ones',
    fc.array(
      fc.constantFrom(...refused).chain((log) => fc.constantFrom(...log.split('\n'))),
      { maxLength: 80 },
    ),
    (lines) => {
      expect(isAccepted(lines.join('\n'))).toBe(false)
    },
  )
  vitest('keeps its pace in the longest file that is read', () => {
    const line = '[2026/11/23 13:41:15]  notice: 8388608 bytes written to /dev/loop0\n'
    const long = `${complete[0] ?? ''}${line.repeat(200_000)}`
    const before = performance.now()
    judged(long)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})

describe('Taking one line away', () => {
  vitest.each([...refused, ...refuted].map((log, index) => [index, log] as const))(
    'never makes refused log %i good',
    (_index, log) => {
      for (const index of log.split('\n').keys()) expect(isAccepted(withoutLine(log, index))).toBe(false)
    },
  )
  vitest.each(complete.map((log, index) => [index, log] as const))(
    'from complete log %i that the account rests on: refused',
    (_index, log) => {
      const needed =
        /Found|Program options|final blank|notice: {3}\w+ +=|sect\/blk|on \/dev|bytes|\/dev\/loop0'|\] Verified|\] Blanked|Blanking|loop0 \||Throughput|successfully/
      const left = log.split('\n').filter((line, index) => needed.test(line) && isAccepted(withoutLine(log, index)))
      // What the judgement does without: settings that say nothing of what was written.
      expect(left.filter((line) => !/autonuke|autopoweroff|banner|prng|sync/.test(line))).toEqual([])
    },
  )
})

describe('Changing a figure or an outcome of a complete log', () => {
  const figures =
    /bytes (?:written|read)|sect\/blk|Total device bytes|method +=|rounds +=|verify +=|quiet +=|pass \d|round \d|Erased|loop0 \||sd[ab] \||nvme0n1 \||Throughput|Nwipe |SUCCESS|S\/N=/
  const edits = fc.constantFrom(...complete, ...byHand).chain((log) => {
    const lines = log.split('\n')
    const places = lines.flatMap((line, index) => (figures.test(line) ? [index] : []))
    return fc.record({
      log: fc.constant(log),
      index: fc.constantFrom(...places),
      at: fc.nat(),
      to: fc.constantFrom(...'0123456789ABXZ-'.split('')),
    })
  })
  test(
    'one character of it: refused, or reported differently',
    edits,
    ({ log, index, at, to }) => {
      const lines = log.split('\n')
      const line = lines[index] ?? ''
      const text = line.replace(/^\[.*?\] */, '')
      const from = line.length - text.length
      const place = from + (at % Math.max(text.length, 1))
      // Blanks that only set columns, how fast and how long it was are no outcome; nor is the level of a notice.
      const isSilent =
        / /.test(line[place] ?? '') ||
        line[place] === to ||
        isLevel(line, place) ||
        isPace(line, place) ||
        isEnding(line, place)
      const changed = [
        ...lines.slice(0, index),
        line.slice(0, place) + to + line.slice(place + 1),
        ...lines.slice(index + 1),
      ].join('\n')
      if (isSilent) return
      expect(account(changed)).not.toEqual(account(log))
    },
    1500,
  )
  test(
    'bytes of any pass: refused',
    fc.constantFrom(...complete, ...byHand).chain((log) => {
      const shown = [...log.matchAll(/\d+(?= bytes (?:written|read))/g)]
      return fc.tuple(fc.constant(log), fc.constantFrom(...shown), fc.nat({ max: 2 ** 40 }))
    }),
    ([log, shown, bytes]) => {
      if (String(bytes) === shown[0]) return
      const changed = log.slice(0, shown.index) + String(bytes) + log.slice(shown.index + shown[0].length)
      expect(judged(changed).every((said) => said === 'complete')).toBe(false)
    },
  )
})

const isLevel = (line: string, place: number) => place < line.indexOf(': ') + 2 && line.startsWith('[')
const isPace = (line: string, place: number) => {
  const pace =
    /\| *\d+ [KMGT]?B\/s \| \d\d:\d\d:\d\d \||Throughput *\d+ [KMGT]?B\/s|\d+ MB,|  \d+ B\/s|sect\/blk\/dev \d+\/\d+\//.exec(
      line,
    )
  return pace !== null && place >= pace.index && place < pace.index + pace[0].length
}
/** After "successfully completed" nothing more is said. */
const isEnding = (line: string, place: number) => {
  const end = line.indexOf('successfully completed')
  return end >= 0 && place >= end + 'successfully completed'.length
}
