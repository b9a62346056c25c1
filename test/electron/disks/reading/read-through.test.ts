// Errors of the medium, which no loop device can show: a source in memory that refuses some sectors every time.
import { describe, expect, test } from 'vitest'
import { noRanges } from '../../../../domain/erasure/read-back/ranges.ts'
import { judgeReadBack, type ReadBackRecord } from '../../../../domain/erasure/read-back/read-back.ts'
import { readThrough } from '../../../../electron/disks/reading/read-through.ts'
import type { Source } from '../../../../electron/disks/reading/source.ts'

const sizeBytes = 9 * 2 ** 20 + 3 * 512

const unread = (change: Partial<ReadBackRecord> = {}): ReadBackRecord => ({
  kind: 'read-back',
  version: 1,
  tool: { name: 'test', version: '0' },
  medium: {
    kind: 'disk',
    identity: { serial: null, wwn: null, model: null, sizeBytes },
    sizeBytes,
    sectorBytes: 512,
    instance: 'test',
  },
  expectation: { kind: 'zero' },
  plan: { mode: 'full' },
  startedAt: '2026-11-02T10:00:00Z',
  endedAt: '2026-11-02T10:00:00Z',
  milliseconds: 0,
  directness: 'cached',
  ended: 'cancelled',
  readTo: 0,
  bytesRead: 0,
  spoiled: noRanges(512),
  unreadable: noRanges(0),
  structures: [],
  entropy: null,
  speeds: [],
  ...change,
})

/** A medium whose sectors in `bad` (by number) never answer; `goneAfter` reads it is pulled out. */
const medium = (bad: readonly number[], goneAfter = Infinity) => {
  const content = Buffer.alloc(sizeBytes)
  const failed: number[] = []
  let reads = 0
  const source: Source = {
    directness: 'direct',
    read: (target, address) => {
      expect([address % 512, target.length % 512]).toEqual([0, 0])
      reads++
      if (
        reads > goneAfter ||
        bad.some((sector) => sector * 512 < address + target.length && address < sector * 512 + 512)
      ) {
        failed.push(target.length)
        return Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
      }
      return Promise.resolve(content.copy(target, 0, address, address + target.length))
    },
    isThere: () => reads <= goneAfter,
  }
  return { content, source, failed, reads: () => reads }
}

const quiet = { isCancelled: () => false, onProgress: () => undefined, now: () => performance.now() }

describe('Read errors', () => {
  test('are listed by the sector, and everything around them is still read and compared', async () => {
    const bad = [0, 5000, 5001, 9999, sizeBytes / 512 - 1]
    const { content, source } = medium(bad)
    content[5002 * 512] = 1
    content[4999 * 512 + 511] = 1
    const record = await readThrough(source, unread(), quiet)
    expect(record.ended).toBe('complete')
    expect(record.unreadable).toEqual({
      ranges: [
        { start: 0, end: 512 },
        { start: 5000 * 512, end: 5002 * 512 },
        { start: 9999 * 512, end: 10_000 * 512 },
        { start: sizeBytes - 512, end: sizeBytes },
      ],
      joined: 0,
      bytes: 5 * 512,
    })
    expect(record.spoiled.ranges).toEqual([
      { start: 5000 * 512 - 1, end: 5000 * 512 },
      { start: 5002 * 512, end: 5002 * 512 + 1 },
    ])
    expect(record.bytesRead).toBe(sizeBytes - 5 * 512)
    expect(judgeReadBack(record).outcome).toBe('fails')
  })
  test('alone leave the reading without an answer', async () => {
    const { source, failed } = medium([7777])
    const record = await readThrough(source, unread(), quiet)
    expect(judgeReadBack(record).outcome).toBe('unknown')
    // Few steps down to the sector: each failing read may take a hard disk half a minute.
    expect(failed).toEqual([2 * 2 ** 20, 65_536, 4096, 512])
  })
  test('of a medium that was pulled out end the reading, with all that was read before', async () => {
    const { source } = medium([], 4)
    const record = await readThrough(source, unread(), quiet)
    expect(record.ended).toBe('medium-gone')
    expect(record.readTo).toBe(2 * 2 * 2 ** 20)
    expect(record.unreadable.bytes).toBe(0)
    expect(judgeReadBack(record).outcome).toBe('unknown')
  })
})

describe('Spoiled bytes', () => {
  test('near each other are one range, of which only those that differ are counted', async () => {
    const { content, source } = medium([])
    content[3_000_000] = 1
    content[3_000_400] = 1
    content[4_000_000] = 1
    content[4_000_513] = 1
    const { spoiled } = await readThrough(source, unread(), quiet)
    expect(spoiled.bytes).toBe(4)
    expect(spoiled.ranges).toEqual([
      { start: 3_000_000, end: 3_000_401 },
      { start: 4_000_000, end: 4_000_001 },
      { start: 4_000_513, end: 4_000_514 },
    ])
  })
})

describe('A reading that is cancelled and continued', () => {
  test('anywhere, also among read errors, finds what one that ran through finds', async () => {
    const bad = [1, 4096, 8191, 15_000]
    const make = () => {
      const made = medium(bad)
      for (const address of [0, 512 * 2, 2 ** 21 - 1, 2 ** 21, 5_000_000, sizeBytes - 1]) made.content[address] = 7
      return made
    }
    const through = await readThrough(make().source, unread(), quiet)
    for (let pause = 1; pause < 60; pause += 3) {
      const { source } = make()
      let record = unread()
      for (let asked = 0, rounds = 0; record.ended !== 'complete' && rounds < 100; rounds++, asked = 0) {
        // Longer every time, so that it ends; JSON, as it would be kept.
        record = JSON.parse(
          JSON.stringify(
            await readThrough(source, record, { ...quiet, isCancelled: () => ++asked > pause + 20 * rounds }),
          ),
        ) as ReadBackRecord // what was written a moment ago
      }
      expect({ ...record, milliseconds: 0, speeds: [] }).toEqual({ ...through, milliseconds: 0, speeds: [] })
    }
  })
  test('tells how fast it went at at most 512 places', async () => {
    const record = await readThrough(medium([]).source, unread(), quiet)
    expect(record.speeds.length).toBeGreaterThan(1)
    expect(record.speeds.length).toBeLessThanOrEqual(512)
    expect(record.speeds.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(sizeBytes)
  })
})
