// What a reading back may say, from its record alone; and what tells structure from random data.
import { randomBytes } from 'node:crypto'
import { describe, expect, test as check } from 'vitest'
import { canBeRandom, entropyOf, roomForCounts } from '../../../../domain/erasure/read-back/entropy.ts'
import { mostRanges, noRanges, withRanges } from '../../../../domain/erasure/read-back/ranges.ts'
import {
  doubtsOfResuming,
  expectationOf,
  judgeReadBack,
  type ReadBackPlan,
  ReadBackRecord,
  repeatedBytes,
} from '../../../../domain/erasure/read-back/read-back.ts'
import { samplingPlan } from '../../../../domain/erasure/read-back/sampling.ts'
import { structureRanges, structuresIn } from '../../../../domain/erasure/read-back/structures.ts'
import { fc, test } from '../with-fast-check.ts'

const sizeBytes = 64 * 2 ** 20
const whole: ReadBackRecord = {
  kind: 'read-back',
  version: 1,
  tool: { name: 'etabli-verify-disk', version: '0.1.0' },
  medium: {
    kind: 'disk',
    identity: { serial: 'CRM0001', wwn: null, model: 'Cormoran C250', sizeBytes },
    sizeBytes,
    sectorBytes: 512,
    instance: '8:0 12 boot',
  },
  expectation: { kind: 'zero' },
  plan: { mode: 'full' },
  startedAt: '2026-11-02T10:00:00Z',
  endedAt: '2026-11-02T10:01:00Z',
  milliseconds: 60_000,
  directness: 'direct',
  ended: 'complete',
  readTo: sizeBytes,
  bytesRead: sizeBytes,
  spoiled: noRanges(512),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [],
}
const range = (start: number, end: number) => withRanges(noRanges(0), [{ start, end }])
const codes = (record: ReadBackRecord) => judgeReadBack(record).reasons.map(({ code }) => code)

describe('A disk that hides sectors', () => {
  const hiding = (hiddenBytes: number | null): ReadBackRecord => ({
    ...whole,
    medium: { ...whole.medium, hiddenBytes },
  })
  check('is not read in full by reading all that it shows: nothing is known', () => {
    expect(judgeReadBack(hiding(1_081_856))).toEqual({
      outcome: 'unknown',
      reasons: [{ code: 'read-back.hidden-area', params: { bytes: 1_081_856 } }],
    })
    expect(judgeReadBack({ ...hiding(512), spoiled: range(0, 512) }).outcome).toBe('fails')
  })
  check('is told from one that hides none, or was not asked: a reading of before the question stays valid', () => {
    for (const record of [hiding(0), hiding(null), whole]) {
      expect(ReadBackRecord.parse(record)).toEqual(record)
      expect(judgeReadBack(record)).toEqual({ outcome: 'holds', reasons: [] })
    }
    for (const bytes of [-1, 0.5]) expect(ReadBackRecord.safeParse(hiding(bytes)).success).toBe(false)
  })
})

describe('What was written to a disk while it was read', () => {
  const counted = (countAtStart: number, countAtEnd: number): ReadBackRecord => ({
    ...whole,
    held: true,
    writes: { countAtStart, countAtEnd },
  })
  const count = fc.integer({ min: 0, max: 2 ** 50 })
  test(
    'was not read: by one sector nothing is known any more, and by none the reading holds',
    fc.tuple(count, count),
    ([start, end]) => {
      expect(judgeReadBack(counted(start, start))).toEqual({ outcome: 'holds', reasons: [] })
      fc.pre(start !== end)
      expect(judgeReadBack(counted(start, end))).toEqual({
        outcome: 'unknown',
        reasons: [{ code: 'read-back.written-meanwhile', params: { bytes: Math.abs(end - start) } }],
      })
    },
  )
  check('does not excuse what was found', () => {
    expect(judgeReadBack({ ...counted(0, 512), spoiled: range(0, 1) }).outcome).toBe('fails')
  })
  check('is not known where the system does not count, or others used the disk', () => {
    expect(codes({ ...whole, held: true, writes: null })).toEqual(['read-back.not-counted'])
    expect(codes({ ...whole, held: false, writes: null })).toEqual(['read-back.in-use'])
    expect(codes({ ...counted(0, 0), held: false })).toEqual(['read-back.in-use'])
    for (const record of [
      { ...whole, held: true, writes: null },
      { ...whole, held: false, writes: null },
    ]) {
      expect(ReadBackRecord.parse(record)).toEqual(record)
      expect(judgeReadBack(record).outcome).toBe('unknown')
    }
  })
  check('is a count of whole bytes', () => {
    for (const bytes of [-1, 0.5]) expect(ReadBackRecord.safeParse(counted(bytes, 0)).success).toBe(false)
  })
})

describe('What is expected on a disk', () => {
  check('is zero, random, or bytes that repeat', () => {
    expect(expectationOf('zero')).toEqual({ kind: 'zero' })
    expect(expectationOf('random')).toEqual({ kind: 'random' })
    expect(expectationOf('pattern:DEADbeef')).toEqual({ kind: 'pattern', hex: 'deadbeef' })
    expect(repeatedBytes({ kind: 'pattern', hex: 'deadbeef' })).toEqual(Uint8Array.of(0xde, 0xad, 0xbe, 0xef))
  })
  check.for([
    '',
    'zeros',
    'ZERO',
    'pattern:',
    'pattern:f',
    'pattern:0x00',
    'pattern:zz',
    `pattern:${'00'.repeat(513)}`,
  ])('is never guessed: %s', (text) => {
    expect(expectationOf(text)).toBeNull()
  })
})

describe('A reading back', () => {
  check('holds when everything planned was read from the medium and is as expected', () => {
    expect(ReadBackRecord.parse(whole)).toEqual(whole)
    expect(judgeReadBack(whole)).toEqual({ outcome: 'holds', reasons: [] })
  })
  check('fails by one other byte, and says where', () => {
    const verdict = judgeReadBack({ ...whole, spoiled: range(4711, 4712) })
    expect(verdict.outcome).toBe('fails')
    expect(verdict.reasons).toEqual([{ code: 'read-back.spoiled', params: { bytes: 1, ranges: 1, first: '4711' } }])
  })
  check('fails by a structure in random fill', () => {
    const record: ReadBackRecord = {
      ...whole,
      expectation: { kind: 'random' },
      structures: [{ name: 'GPT', address: 512 }],
    }
    expect(judgeReadBack(record).outcome).toBe('fails')
  })
  check.for<[string, Partial<ReadBackRecord>, string]>([
    ['was stopped', { ended: 'cancelled', readTo: 512, bytesRead: 512 }, 'read-back.cancelled'],
    ['lost its disk', { ended: 'medium-gone', readTo: 512, bytesRead: 512 }, 'read-back.medium-gone'],
    ['could not read a sector', { bytesRead: sizeBytes - 512, unreadable: range(1024, 1536) }, 'read-back.unreadable'],
    ['may have read from memory', { directness: 'cached' }, 'read-back.cached'],
    ['does not account for every byte', { bytesRead: sizeBytes - 1 }, 'read-back.incomplete'],
    ['ended before its end', { readTo: sizeBytes - 512 }, 'read-back.incomplete'],
    [
      'sampled by the plan of another size',
      { plan: { mode: 'sample', sampling: samplingPlan({ sizeBytes: sizeBytes * 2, sectorBytes: 512, seed: 1 }) } },
      'read-back.plan-of-another-size',
    ],
  ])('that %s is without an answer, never good', ([, change, code]) => {
    expect(judgeReadBack({ ...whole, ...change }).outcome).toBe('unknown')
    expect(codes({ ...whole, ...change })).toContain(code)
  })
  check('fails rather than staying without an answer, where both could be said', () => {
    const record: ReadBackRecord = { ...whole, ended: 'cancelled', readTo: 9000, bytesRead: 9000, spoiled: range(0, 1) }
    expect(judgeReadBack(record).outcome).toBe('fails')
    expect(codes(record)).toEqual(['read-back.spoiled', 'read-back.cancelled'])
  })
})

describe('Going on with a reading', () => {
  const begun: ReadBackRecord = {
    ...whole,
    ...{ ended: 'cancelled', readTo: 512, bytesRead: 512 },
    ...{ held: true, writes: { countAtStart: 8192, countAtEnd: 8192 } },
  }
  const now = { medium: whole.medium, plan: whole.plan, expectation: whole.expectation, countNow: 8192 }
  const doubts = (record: ReadBackRecord, change: Partial<Parameters<typeof doubtsOfResuming>[1]> = {}) =>
    doubtsOfResuming(record, { ...now, ...change }).map(({ code }) => code)
  const sampled = (seed: number): ReadBackPlan => ({
    mode: 'sample',
    sampling: samplingPlan({ sizeBytes, sectorBytes: 512, seed }),
  })
  check('needs the same disk, still plugged in, the same plan and the same expectation', () => {
    expect(doubts(begun)).toEqual([])
    expect(doubts({ ...begun, ended: 'complete' })).toEqual(['read-back.already-complete'])
    expect(doubts(begun, { medium: { ...whole.medium, sizeBytes: 512 } })).toEqual(['read-back.other-medium'])
    const other = { ...whole.medium.identity, serial: 'CRM0002' }
    expect(doubts(begun, { medium: { ...whole.medium, identity: other } })).toEqual(['read-back.other-medium'])
    expect(doubts(begun, { medium: { ...whole.medium, instance: '8:0 13 boot' } })).toEqual(['read-back.unplugged'])
    expect(doubts(begun, { plan: sampled(1) })).toEqual(['read-back.other-plan'])
    expect(doubts({ ...begun, plan: sampled(1) }, { plan: sampled(2) })).toEqual(['read-back.other-plan'])
    expect(doubts({ ...begun, plan: sampled(1) }, { plan: sampled(1) })).toEqual([])
    expect(doubts(begun, { expectation: { kind: 'random' } })).toEqual(['read-back.other-plan'])
  })
  test(
    'needs that nothing was written since it began',
    fc.tuple(fc.constantFrom(0, 512, 8192), fc.nat()),
    ([atEnd, later]) => {
      const paused = { ...begun, writes: { countAtStart: 8192, countAtEnd: 8192 + atEnd } }
      expect(doubts(paused, { countNow: paused.writes.countAtEnd + later })).toEqual(
        atEnd + later === 0 ? [] : ['read-back.written-since'],
      )
    },
  )
  check(
    'needs that the writes were counted, before the pause and after it; an image shows by its instance that it changed',
    () => {
      const uncounted = ['read-back.pause-not-counted']
      expect(doubts(begun, { countNow: null })).toEqual(uncounted)
      expect(doubts({ ...begun, writes: null })).toEqual(uncounted)
      expect(doubts({ ...begun, held: false })).toEqual(uncounted)
      const { held: _held, writes: _writes, ...ofBefore } = begun
      expect(doubts(ofBefore)).toEqual(uncounted)
      const image = { ...whole.medium, kind: 'file' } as const
      expect(doubts({ ...ofBefore, medium: image }, { medium: image, countNow: null })).toEqual([])
    },
  )
})

describe('A list of ranges', () => {
  test(
    'stays small, and still holds every byte that was added',
    fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 3000 }),
    (steps) => {
      let end = 0
      const added = steps.map(([gap, length]) => {
        const start = end + gap
        end = start + length
        return { start, end }
      })
      const list = added.reduce((sum, each) => withRanges(sum, [each]), noRanges(16))
      expect(list.ranges.length).toBeLessThanOrEqual(mostRanges)
      expect(list.bytes).toBe(added.reduce((sum, each) => sum + each.end - each.start, 0))
      expect(
        added.every((each) => list.ranges.some(({ start, end: stop }) => start <= each.start && each.end <= stop)),
      ).toBe(true)
      expect(list.ranges[0]?.start).toBe(added[0]?.start)
      expect(list.ranges.at(-1)?.end).toBe(added.at(-1)?.end)
    },
    20,
  )
})

describe('Structure in random fill', () => {
  const size = 16 * 2 ** 20
  const pieces = (medium: Buffer) =>
    structureRanges(size).flatMap(({ start, end }) => structuresIn({ start, bytes: medium.subarray(start, end) }, size))
  const fill = randomBytes(size)

  check('random data has none', () => {
    expect(pieces(fill)).toEqual([])
  })
  check.for<[string, number, string | number[]]>([
    ['GPT', 512, 'EFI PART'],
    ['GPT', 4096, 'EFI PART'],
    ['GPT', size - 512, 'EFI PART'],
    ['NTFS', 3, 'NTFS    '],
    ['NTFS', 2 ** 20 + 3, 'NTFS    '],
    ['NTFS', 63 * 512 + 3, 'NTFS    '],
    ['NTFS', size - 512 + 3, 'NTFS    '],
    ['exFAT', 3, 'EXFAT   '],
    ['BitLocker', 3, '-FVE-FS-'],
    ['FAT16', 0x36, 'FAT16   '],
    ['FAT32', 2 ** 20 + 0x52, 'FAT32   '],
    ['XFS', 0, 'XFSB'],
    ['btrfs', 2 ** 20 + 0x10040, '_BHRfS_M'],
    ['F2FS', 1024, [0x10, 0x20, 0xf5, 0xf2]],
    ['APFS', 2 ** 20 + 32, 'NXSB'],
    ['LUKS', 0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]],
    ['LVM', 512, 'LABELONE'],
    ['Linux RAID', 4096, [0xfc, 0x4e, 0x2b, 0xa9]],
    ['swap', 4086, 'SWAPSPACE2'],
    ['ISO 9660', 0x8001, 'CD001'],
    ['Intel RAID', size - 1024, 'Intel Raid ISM Cfg Sig. 1.3.00'],
  ])('is found by its announcing bytes: %s at %d', ([name, address, bytes]) => {
    const medium = Buffer.from(fill)
    medium.set(Buffer.from(bytes as string), address) // a list of bytes is taken the same way
    expect(pieces(medium)).toEqual([{ name, address }])
  })
  check('two bytes alone announce neither an MBR nor an ext file system', () => {
    const medium = Buffer.from(fill)
    medium.set([0x55, 0xaa], 510)
    medium.set([0x53, 0xef], 0x438)
    medium[446] = 0x17
    medium[0x44c] = 0x99
    expect(pieces(medium)).toEqual([])
    for (const entry of [446, 462, 478, 494]) medium[entry] = 0
    medium[450] = 7
    medium.set([1, 0, 0, 0], 0x44c)
    medium.set([2, 0], 0x418)
    expect(pieces(medium).map(({ name }) => name)).toEqual(['MBR', 'ext2/3/4'])
  })

  const counts = roomForCounts()
  const isRandom = (block: Uint8Array) => canBeRandom(entropyOf(block, 0, block.length, counts), block.length)
  check.for([4096, 2048, 512])('blocks of %d random bytes are all taken for random', (length) => {
    const blocks = Math.floor(size / length)
    let wrong = 0
    for (let index = 0; index < blocks; index++) {
      if (!isRandom(fill.subarray(index * length, (index + 1) * length))) wrong++
    }
    expect(wrong).toBe(0)
  })
  check('a block of zeros, of text, that counts up, or with one sector of zeros among random ones is not', () => {
    const withZeros = Buffer.from(fill.subarray(0, 4096)).fill(0, 512, 1024)
    const text = Buffer.from('Madame, Monsieur, veuillez trouver ci-joint. '.repeat(100)).subarray(0, 4096)
    const counting = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256))
    expect([Buffer.alloc(4096), text, counting, withZeros].map(isRandom)).toEqual([false, false, false, false])
  })
})
