// Reading back real block devices: loop devices over files of our own. Needs root and losetup; says so where it has not.
import { randomBytes } from 'node:crypto'
import { closeSync, constants, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { bytesIn } from '../../../../domain/erasure/read-back/ranges.ts'
import {
  type Expectation,
  judgeReadBack,
  rangesToRead,
  type ReadBackPlan,
  type ReadBackRecord,
} from '../../../../domain/erasure/read-back/read-back.ts'
import { detectionOf, drawsFrom, samplingPlan } from '../../../../domain/erasure/read-back/sampling.ts'
import { findMedium } from '../../../../electron/disks/listing/medium.ts'
import { readBack, type ReadBackRefusal, type ReadBackWatch } from '../../../../electron/disks/reading/read-back.ts'
import { loopDevice, type LoopDevice, loopDevices, run } from '../loop-device.ts'

const zero: Expectation = { kind: 'zero' }
const full: ReadBackPlan = { mode: 'full' }
const tool = { name: 'test', version: '0' }
/** Ends within a piece, a block and a page. */
const sizeBytes = 24 * 2 ** 20 + 7 * 512

let made: LoopDevice[] = []
const attach = async (size = sizeBytes, options: readonly string[] = []) => {
  const loop = await loopDevice(size, options)
  made.push(loop)
  return loop
}
afterEach(async () => {
  for (const loop of made) await loop.detach()
  made = []
})

const foundAt = async (path: string) => {
  const found = await findMedium(path, false)
  if ('code' in found) throw new Error(found.code)
  return found
}

const attempt = async (
  loop: LoopDevice,
  expectation: Expectation = zero,
  plan: ReadBackPlan = full,
  watch: Partial<ReadBackWatch> = {},
  resume?: ReadBackRecord,
): Promise<ReadBackRecord | ReadBackRefusal> =>
  readBack({ found: await foundAt(loop.device), plan, expectation, tool, resume }, { now: () => new Date(), ...watch })

const read = async (...args: Parameters<typeof attempt>): Promise<ReadBackRecord> => {
  const record = await attempt(...args)
  if ('refused' in record) throw new Error(record.refused.map(({ code }) => code).join())
  return record
}

const sampling = (seed: number, sectorBytes = 512) => samplingPlan({ sizeBytes, sectorBytes, seed })
const why = loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`

describe.skipIf(!loopDevices.had)(`Reading back a loop device${why}`, () => {
  test('holds, by direct reads, when there is nothing but zeros, and accounts for every byte', async () => {
    const record = await read(await attach())
    expect(record).toMatchObject({ ended: 'complete', directness: 'direct', bytesRead: sizeBytes, readTo: sizeBytes })
    expect(judgeReadBack(record)).toEqual({ outcome: 'holds', reasons: [] })
  })

  test.for([512, 4096])('finds one byte written anywhere, at its address (sectors of %d bytes)', async (sector) => {
    const size = Math.floor(sizeBytes / sector) * sector
    const loop = await attach(size, ['--sector-size', String(sector)])
    const draw = drawsFrom(20_261_123)
    for (const address of [0, 511, 2 ** 21 - 1, draw(size), size - 512, size - 1]) {
      loop.write(address, Uint8Array.of(1 + draw(255)))
      const record = await read(loop)
      expect(record.medium.sectorBytes).toBe(sector)
      expect(record.spoiled).toEqual({ ranges: [{ start: address, end: address + 1 }], joined: 512, bytes: 1 })
      expect(judgeReadBack(record).outcome).toBe('fails')
      loop.write(address, Uint8Array.of(0))
    }
    // Many at once, too far from each other to be one range.
    const drawn = Array.from({ length: 200 }, () => draw(size)).sort((a, b) => a - b)
    const addresses = drawn.filter((address, index) => address - (drawn[index - 1] ?? -1000) > 600)
    for (const address of addresses) loop.write(address, Uint8Array.of(1 + draw(255)))
    expect((await read(loop)).spoiled.ranges).toEqual(addresses.map((start) => ({ start, end: start + 1 })))
    for (const address of addresses) loop.write(address, Uint8Array.of(0))
    expect(judgeReadBack(await read(loop)).outcome).toBe('holds')
  })

  test('reads the medium and not what the system remembers of it', async () => {
    const loop = await attach()
    const open = openSync(loop.device, 'r')
    readSync(open, Buffer.alloc(2 ** 20), 0, 2 ** 20, 8 * 2 ** 20) // remembered from now on
    const under = openSync(loop.image, 'r+')
    writeSync(under, Uint8Array.of(0x5a), 0, 1, 8 * 2 ** 20 + 77)
    closeSync(under)
    const remembered = Buffer.alloc(1)
    readSync(open, remembered, 0, 1, 8 * 2 ** 20 + 77)
    closeSync(open)
    expect(remembered[0]).toBe(0)
    expect((await read(loop)).spoiled.ranges).toEqual([{ start: 8 * 2 ** 20 + 77, end: 8 * 2 ** 20 + 78 }])
  })

  test('compares with a pattern of any length, counted from the first address', async () => {
    const loop = await attach()
    const pattern = Buffer.from('c0ffee1122', 'hex')
    const content = Buffer.alloc(sizeBytes, pattern)
    loop.write(0, content)
    const expectation: Expectation = { kind: 'pattern', hex: 'c0ffee1122' }
    expect(judgeReadBack(await read(loop, expectation)).outcome).toBe('holds')
    const sampled: ReadBackPlan = { mode: 'sample', sampling: sampling(3) }
    expect(judgeReadBack(await read(loop, expectation, sampled)).outcome).toBe('holds')
    const address = 2 ** 21 + 12_345
    loop.write(address, Uint8Array.of((content[address] ?? 0) ^ 1))
    expect((await read(loop, expectation)).spoiled.ranges).toEqual([{ start: address, end: address + 1 }])
    expect(judgeReadBack(await read(loop, { kind: 'pattern', hex: 'c0ffee1123' })).outcome).toBe('fails')
  })

  test('finds by samples every region of the size that it promises to find, wherever it lies', async () => {
    const loop = await attach()
    const { certainFromBytes } = detectionOf(sampling(0), 1)
    const draw = drawsFrom(77)
    for (let seed = 0; seed < 6; seed++) {
      const region = Buffer.alloc(certainFromBytes, 0xff)
      const start = seed === 0 ? sizeBytes - certainFromBytes : draw(sizeBytes - certainFromBytes)
      loop.write(start, region)
      const record = await read(loop, zero, { mode: 'sample', sampling: sampling(seed) })
      expect(judgeReadBack(record).outcome).toBe('fails')
      for (const range of record.spoiled.ranges) {
        expect(range.start).toBeGreaterThanOrEqual(start)
        expect(range.end).toBeLessThanOrEqual(start + certainFromBytes)
      }
      loop.write(start, region.fill(0))
    }
  })

  test('reads by samples what the plan names, and the same again from the same seed', async () => {
    const loop = await attach()
    const plan: ReadBackPlan = { mode: 'sample', sampling: sampling(5) }
    const record = await read(loop, zero, plan)
    expect(record.bytesRead).toBe(bytesIn(rangesToRead(plan, sizeBytes)))
    expect(record.bytesRead).toBeLessThan(sizeBytes / 2)
    const again = await read(loop, zero, plan)
    expect({ ...again, startedAt: '', endedAt: '', milliseconds: 0, speeds: [] }).toEqual({
      ...record,
      ...{ startedAt: '', endedAt: '', milliseconds: 0, speeds: [] },
    })
  })

  describe('filled with random data', () => {
    const random: Expectation = { kind: 'random' }
    const filled = async () => {
      const loop = await attach()
      loop.write(0, randomBytes(sizeBytes))
      return loop
    }
    const namesIn = (record: ReadBackRecord) => record.structures.map(({ name }) => name)

    test('shows no structure', async () => {
      const record = await read(await filled(), random)
      expect(judgeReadBack(record)).toEqual({ outcome: 'holds', reasons: [] })
      expect(record.entropy?.mean).toBeGreaterThan(7.95)
    })
    test('shows what mkfs.ext4 left, also when only its superblock is there', async () => {
      const loop = await filled()
      await run('mkfs.ext4', ['-q', '-F', '-E', 'nodiscard', loop.device])
      const record = await read(loop, random)
      expect(namesIn(record)).toContain('ext2/3/4')
      expect(record.spoiled.bytes).toBeGreaterThan(100_000)
      expect(judgeReadBack(record).outcome).toBe('fails')
    })
    test('shows the boot sector of a FAT, and of an NTFS in a partition whose table is gone', async () => {
      const loop = await filled()
      const fat = Buffer.alloc(512)
      fat.write('\u00eb\u003c\u0090MSDOS5.0', 0, 'latin1')
      fat.write('FAT16   ', 0x36, 'latin1')
      fat.set([0x55, 0xaa], 510)
      loop.write(0, fat)
      const ntfs = randomBytes(512) // all but its name looks random
      ntfs.write('NTFS    ', 3, 'latin1')
      loop.write(2 ** 20, ntfs)
      const record = await read(loop, random)
      expect(namesIn(record)).toEqual(['FAT16', 'NTFS'])
      // The 512 even bytes are seen in their block; the NTFS sector is seen by its name alone.
      expect(record.spoiled.ranges).toEqual([{ start: 0, end: 4096 }])
      const sampled = await read(loop, random, { mode: 'sample', sampling: sampling(9) })
      expect(namesIn(sampled)).toEqual(['FAT16', 'NTFS'])
    })
    test('shows a file of text in the middle', async () => {
      const loop = await filled()
      const text = Buffer.alloc(10_000, 'Madame, Monsieur, veuillez trouver ci-joint le dossier. ')
      loop.write(10 * 2 ** 20, text)
      const { spoiled } = await read(loop, random)
      expect(spoiled.ranges).toEqual([{ start: 10 * 2 ** 20, end: 10 * 2 ** 20 + 12_288 }])
    })
  })

  test('is cancelled without harm, and continued where it stopped, with the same findings', async () => {
    const loop = await attach(512 * 2 ** 20)
    for (const address of [4096, 100_000_000, 512 * 2 ** 20 - 1]) loop.write(address, Uint8Array.of(9))
    const stop = new AbortController()
    const begun = await read(loop, zero, full, {
      signal: stop.signal,
      onProgress: () => {
        stop.abort()
      },
    })
    expect(begun.ended).toBe('cancelled')
    expect(begun.readTo).toBeLessThan(512 * 2 ** 20)
    expect(judgeReadBack(begun).outcome).not.toBe('holds')

    const kept = JSON.parse(JSON.stringify(begun)) as ReadBackRecord // what was written a moment ago
    const other = await attach(512 * 2 ** 20)
    expect(await attempt(other, zero, full, {}, kept)).toMatchObject({ refused: [{ code: 'read-back.other-medium' }] })
    const before = { ...kept, medium: { ...kept.medium, instance: 'another attachment' } }
    expect(await attempt(loop, zero, full, {}, before)).toMatchObject({ refused: [{ code: 'read-back.unplugged' }] })
    expect(await attempt(loop, { kind: 'random' }, full, {}, kept)).toMatchObject({
      refused: [{ code: 'read-back.other-plan' }],
    })

    const ended = await read(loop, zero, full, {}, kept)
    expect(ended).toMatchObject({ ended: 'complete', bytesRead: 512 * 2 ** 20, startedAt: begun.startedAt })
    expect(ended.spoiled.ranges.map(({ start }) => start)).toEqual([4096, 100_000_000, 512 * 2 ** 20 - 1])
    expect(await attempt(loop, zero, full, {}, ended)).toMatchObject({
      refused: [{ code: 'read-back.already-complete' }],
    })
  })

  test('is not continued on a disk that was taken out and put in again', async () => {
    const loop = await attach()
    const stop = new AbortController()
    stop.abort()
    const begun = await read(loop, zero, full, { signal: stop.signal })
    expect(begun).toMatchObject({ ended: 'cancelled', readTo: 0 })
    await run('losetup', ['--detach', loop.device])
    await run('losetup', [loop.device, loop.image])
    expect(await attempt(loop, zero, full, {}, begun)).toMatchObject({ refused: [{ code: 'read-back.unplugged' }] })
  })

  describe('that somebody writes to', () => {
    const size = 512 * 2 ** 20
    const letters = Buffer.from('letters of the previous owner')
    /** Does something once the reading is past its beginning. */
    const after = (bytes: number, act: () => void): Partial<ReadBackWatch> => {
      let done = false
      return {
        onProgress: ({ bytesDone }) => {
          if (done || bytesDone < bytes) return
          done = true
          act()
        },
      }
    }
    const paused = async (loop: LoopDevice) => {
      const stop = new AbortController()
      const begun = await read(loop, zero, full, {
        signal: stop.signal,
        ...after(2 ** 20, () => {
          stop.abort()
        }),
      })
      expect(begun).toMatchObject({ ended: 'cancelled', held: true })
      expect(begun.readTo).toBeGreaterThan(0)
      return begun
    }

    test('behind what was read already, proves nothing: though every byte was as expected when it was read', async () => {
      const loop = await attach(size)
      const record = await read(
        loop,
        zero,
        full,
        after(2 ** 20, () => {
          loop.write(0, letters)
        }),
      )
      expect(record).toMatchObject({ ended: 'complete', bytesRead: size, spoiled: { bytes: 0 } })
      const { countAtStart = 0, countAtEnd = 0 } = record.writes ?? {}
      expect(countAtEnd).toBeGreaterThan(countAtStart)
      expect(judgeReadBack(record)).toEqual({
        outcome: 'unknown',
        reasons: [{ code: 'read-back.written-meanwhile', params: { bytes: countAtEnd - countAtStart } }],
      })
    })
    test('and who has not let it go yet: what waits in memory is written, and counted, before the reading ends', async () => {
      const loop = await attach(size)
      let other = -1
      const record = await read(
        loop,
        zero,
        full,
        after(2 ** 20, () => {
          other = openSync(loop.device, 'r+')
          writeSync(other, letters, 0, letters.length, 0)
        }),
      )
      closeSync(other)
      expect(judgeReadBack(record).reasons).toMatchObject([{ code: 'read-back.written-meanwhile' }])
    })
    test('before it is read, is read as it stands: what waited in memory is not taken for written meanwhile', async () => {
      const loop = await attach(size)
      const other = openSync(loop.device, 'r+')
      writeSync(other, Buffer.alloc(4096), 0, 4096, 0)
      const record = await read(loop)
      closeSync(other)
      expect(judgeReadBack(record)).toEqual({ outcome: 'holds', reasons: [] })
    })
    test('during a pause, has to be read from its beginning', async () => {
      const loop = await attach(size)
      const begun = await paused(loop)
      loop.write(0, letters)
      expect(await attempt(loop, zero, full, {}, begun)).toMatchObject({
        refused: [{ code: 'read-back.written-since' }],
      })
    })
    test('never, goes on after a pause with the count of its beginning', async () => {
      const loop = await attach(size)
      loop.write(4096, Uint8Array.of(0))
      const begun = await paused(loop)
      const record = await read(loop, zero, full, {}, begun)
      expect(judgeReadBack(record)).toEqual({ outcome: 'holds', reasons: [] })
      const count = begun.writes?.countAtStart ?? 0
      expect(count).toBeGreaterThan(0)
      expect(record.writes).toEqual({ countAtStart: count, countAtEnd: count })
    })
    test('between its erasure and its reading, is not what was erased any more, where a sample could miss it', async () => {
      const loop = await attach(size)
      const { writes } = await read(loop)
      loop.write(300 * 2 ** 20, Uint8Array.of(0))
      const found = await foundAt(loop.device)
      const countedFrom = writes?.countAtEnd
      const record = await readBack(
        { found, plan: full, expectation: zero, tool, countedFrom },
        { now: () => new Date() },
      )
      if ('refused' in record) throw new Error('refused')
      expect(judgeReadBack(record).reasons).toMatchObject([{ code: 'read-back.written-meanwhile' }])
    })
    test('is not known of, where the system was told not to count', async () => {
      const loop = await attach()
      writeFileSync(`/sys/block/${loop.device.slice(5)}/queue/iostats`, '0')
      try {
        const record = await read(loop)
        expect(record).toMatchObject({ held: true, writes: null })
        expect(judgeReadBack(record)).toMatchObject({
          outcome: 'unknown',
          reasons: [{ code: 'read-back.not-counted' }],
        })
      } finally {
        writeFileSync(`/sys/block/${loop.device.slice(5)}/queue/iostats`, '1') // another may get the device's number
      }
    })
  })

  test('holds it, so that nobody can mount it or have it alone until it is read', async () => {
    const loop = await attach(512 * 2 ** 20)
    const tries: string[] = []
    const claim = () => {
      try {
        closeSync(openSync(loop.device, constants.O_RDONLY | constants.O_EXCL))
        tries.push('had')
      } catch (error) {
        tries.push(error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
      }
    }
    await read(loop, zero, full, { onProgress: claim })
    expect(tries.length).toBeGreaterThan(0)
    expect(new Set(tries)).toEqual(new Set(['EBUSY']))
    claim()
    expect(tries.at(-1)).toBe('had')
  })
  describe('that is in use', () => {
    const held = async (loop: LoopDevice, work: () => Promise<void>) => {
      const other = openSync(loop.device, constants.O_RDONLY | constants.O_EXCL)
      try {
        await work()
      } finally {
        closeSync(other)
      }
    }
    test('is not begun', async () => {
      const loop = await attach()
      await held(loop, async () => {
        expect(await attempt(loop)).toEqual({ refused: [{ code: 'read-back.held', params: { path: loop.device } }] })
      })
    })
    test('is made where it was asked for all the same, says so, and proves nothing', async () => {
      const loop = await attach()
      await held(loop, async () => {
        const found = await foundAt(loop.device)
        const request = { found, plan: full, expectation: zero, tool, evenInUse: true }
        const record = await readBack(request, { now: () => new Date() })
        if ('refused' in record) throw new Error('refused')
        expect(record).toMatchObject({ ended: 'complete', bytesRead: sizeBytes, held: false, writes: null })
        expect(judgeReadBack(record)).toEqual({
          outcome: 'unknown',
          reasons: [{ code: 'read-back.in-use', params: {} }],
        })
      })
    })
  })

  test('tells how far it is, how fast it goes and how long it still takes, and keeps its memory flat', async () => {
    const size = 2 ** 30
    const loop = await attach(size)
    const resident: number[] = []
    const told: number[] = []
    const record = await read(loop, zero, full, {
      onProgress: ({ bytesDone, bytesPlanned, bytesPerSecond, secondsLeft }) => {
        resident.push(process.memoryUsage().rss)
        told.push(bytesDone)
        expect(bytesPlanned).toBe(size)
        expect(bytesPerSecond).toBeGreaterThan(0)
        expect(secondsLeft).toBeGreaterThanOrEqual(0)
      },
    })
    expect(judgeReadBack(record).outcome).toBe('holds')
    expect(told).toEqual([...told].sort((a, b) => a - b))
    const [first = 0, ...rest] = resident
    expect(rest.length).toBeGreaterThan(0)
    const growth = Math.max(...rest) - first
    console.info(`resident memory grew by ${(growth / 2 ** 20).toFixed(1)} MiB while 1 GiB was read`)
    expect(growth).toBeLessThan(24 * 2 ** 20)
  })
})
