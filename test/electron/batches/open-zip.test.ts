// Zips made to deceive, to harm or to break what opens them, each refused with its reason; and what is written is read again.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batchLimits } from '../../../domain/batch/layout.ts'
import { BagWriter } from '../../../electron/batches/bag-writer.ts'
import { openZip } from '../../../electron/batches/open-zip.ts'
import { StationError } from '../../../electron/failure.ts'
import { isThere } from '../vault/processes.ts'
import { rawZip, type RawEntry, type RawZip } from './raw-zip.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Opened, and every file of it read. */
const readAll = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const zip = await openZip(path)
  try {
    const read = new Map<string, Buffer>()
    for (const { name } of zip.entries) read.set(name, await zip.read(name))
    return read
  } finally {
    await zip.close()
  }
}

const refusalOf = async (zip: RawZip | Buffer): Promise<string> => {
  const path = join(folder, 'raw.zip')
  await writeFile(path, Buffer.isBuffer(zip) ? zip : rawZip(zip))
  return readAll(path).then(
    () => 'held',
    (error: unknown) => (error instanceof StationError ? (error.failure.reasons[0]?.code ?? '') : String(error)),
  )
}
const refusalOfOne = (entry: Partial<RawEntry>) => refusalOf({ entries: [{ name: 'lot/a.txt', ...entry }] })
const refusalOfName = (name: string | Buffer) => refusalOfOne({ name })

describe('a zip as one program writes it in one go', () => {
  test('is read again byte for byte, compressed and stored', async () => {
    const path = join(folder, 'written.zip')
    const writer = await BagWriter.begin(path, 'lot/')
    const files = new Map([
      ['data/a.txt', Buffer.from('é'.repeat(10_000))],
      ['data/vide', Buffer.alloc(0)],
      ['data/b.pdf', Buffer.from('%PDF-1.7')],
      ['data/grand', Buffer.from(Array.from({ length: 600_000 }, (_, index) => (index * 7919) % 251))],
    ])
    for (const [name, bytes] of files) await writer.add(name, bytes)
    await writer.finish()
    const read = await readAll(path)
    expect([...read.keys()]).toEqual([...files.keys()].map((name) => `lot/${name}`))
    for (const [name, bytes] of files) expect(read.get(`lot/${name}`)?.equals(bytes)).toBe(true)
  })

  test('by hand is one too', async () => {
    expect(await refusalOf({ entries: [{ name: 'lot/a' }, { name: 'lot/b', deflate: true }] })).toBe('held')
  })
})

describe('names that lead elsewhere or are one on some computer', () => {
  test.each([
    '../a',
    'lot/../../a',
    '/etc/passwd',
    'C:/a',
    'lot\\a',
    'lot/./a',
    'lot//a',
    'lot/a\u0000.json',
    'lot/a\n',
    'lot/\u202etxt.exe',
    'lot/con',
    'lot/a.',
    '~/a',
    '',
    `lot/${'a'.repeat(300)}`,
  ])('%j', async (name) => {
    expect(await refusalOfName(name)).toBe('batch.name-not-allowed')
  })

  test.each([
    ['lot/A', 'lot/a'],
    ['lot/\u00e9', 'lot/e\u0301'],
    ['lot/a', 'lot/a'],
    ['lot/\ufb01n', 'lot/fin'],
  ])('%s and %s', async (one, other) => {
    expect(await refusalOf({ entries: [{ name: one }, { name: other }] })).toBe('batch.zip-name-twice')
  })

  test('bytes that are no text, and a second name in the extra field', async () => {
    expect(await refusalOfName(Buffer.from([0x6c, 0xff, 0xfe]))).toBe('batch.name-not-allowed')
    const unicodePath = Buffer.concat([Buffer.from([0x75, 0x70, 9, 0, 1, 0, 0, 0, 0]), Buffer.from('../a')])
    const entries = [{ name: 'lot/a' }, { name: 'lot/b', extra: unicodePath }]
    expect(await refusalOf({ entries })).toBe('batch.zip-changed')
  })
})

describe('what is no plain file', () => {
  test.each([
    ['a link', 0o120777 << 16],
    ['a folder', 0o040755 << 16],
    ['a device', 0o060644 << 16],
    ['a pipe', 0o010644 << 16],
    ['a folder as Windows says it', 0x10],
  ])('%s', async (_, attributes) => {
    expect(await refusalOfOne({ attributes })).toBe('batch.zip-not-a-file')
  })

  test('a name that ends as a folder’s', async () => {
    expect(await refusalOfName('lot/a/')).toBe('batch.zip-not-a-file')
  })
})

describe('what hides something or says two things', () => {
  test('a password, and other ways to pack', async () => {
    expect(await refusalOfOne({ both: { flags: 0x0801 } })).toBe('batch.zip-encrypted')
    expect(await refusalOfOne({ both: { flags: 0x0841 } })).toBe('batch.zip-encrypted')
    expect(await refusalOfOne({ both: { method: 14 } })).toBe('batch.zip-method')
    expect(await refusalOfOne({ both: { method: 99 } })).toBe('batch.zip-method')
  })

  test('files that overlap, that lie in another order, or that leave a gap', async () => {
    const entries = [{ name: 'lot/a' }, { name: 'lot/b', offset: 0 }]
    expect(await refusalOf({ entries })).toBe('batch.zip-overlap')
    expect(
      await refusalOf({
        entries: [
          { name: 'lot/a', offset: 46 },
          { name: 'lot/b', offset: 0 },
        ],
      }),
    ).toBe('batch.zip-overlap')
    expect(await refusalOf({ entries: [{ name: 'lot/a' }], middle: Buffer.from('caché') })).toBe('batch.zip-damaged')
  })

  test('something in front, behind, or in a comment', async () => {
    expect(await refusalOf({ entries: [{ name: 'lot/a' }], front: Buffer.from('MZ') })).toBe('batch.not-zip')
    expect(await refusalOf({ entries: [{ name: 'lot/a' }], front: Buffer.from('PK\u0003\u0004') })).toBe(
      'batch.zip-overlap',
    )
    expect(await refusalOf({ entries: [{ name: 'lot/a' }], tail: Buffer.from('fin') })).toBe('batch.zip-damaged')
    expect(await refusalOfOne({ comment: Buffer.from('bonjour') })).toBe('batch.zip-changed')
  })

  test('another time, size or sum before the file than in the list', async () => {
    expect(await refusalOfOne({ before: { time: 7 } })).toBe('batch.zip-changed')
    expect(await refusalOfOne({ before: { bytes: 6 } })).toBe('batch.zip-changed')
    expect(await refusalOfOne({ before: { crc: 1 } })).toBe('batch.zip-changed')
    expect(await refusalOfOne({ both: { crc: 1 } })).toBe('batch.zip-file-damaged')
    expect(await refusalOfOne({ listed: { packed: 6, bytes: 6 } })).not.toBe('held')
  })

  test('a list that is shorter or longer than its end says', async () => {
    const entries = [{ name: 'lot/a' }, { name: 'lot/b' }]
    expect(await refusalOf({ entries, count: 1 })).toBe('batch.zip-damaged')
    expect(await refusalOf({ entries, count: 3 })).toBe('batch.zip-damaged')
  })

  test('bits at the end of a compressed file that mean nothing', async () => {
    const zip = rawZip({ entries: [{ name: 'lot/a', deflate: true, bytes: Buffer.from('aaaaaaaaaa') }] })
    // The compressed file ends where the list begins.
    const last = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) - 1
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, (_, bit) => {
        const changed = Buffer.from(zip)
        changed[last] = (changed[last] ?? 0) ^ (1 << bit)
        return changed
      }).map(async (changed, bit) => {
        const path = join(folder, `idle-${String(bit)}.zip`)
        await writeFile(path, changed)
        return readAll(path).then(
          () => 'held',
          (error: unknown) => (error instanceof StationError ? error.failure.reasons[0]?.code : String(error)),
        )
      }),
    )
    expect(verdicts).not.toContain('held')
    expect(verdicts).toContain('batch.zip-changed')
  })
})

describe('what is made to fill memory or disk', () => {
  const bomb = Buffer.alloc(8 * 1024 * 1024)

  test('a file that unpacks to far more than the zip', async () => {
    expect(await refusalOfOne({ bytes: bomb, deflate: true })).toBe('batch.zip-bomb')
  })

  test('a file that says that it is small, and is not', async () => {
    const entries = [
      { name: 'lot/a', bytes: bomb, deflate: true, both: { bytes: 100 } },
      { name: 'lot/b', bytes: Buffer.alloc(100_000, 'abcdefg') },
    ]
    expect(await refusalOf({ entries })).toBe('batch.zip-file-damaged')
  })

  test('a file larger than any of a batch, and more files than any batch has', async () => {
    const large = batchLimits.entryBytes + 1
    expect(await refusalOfOne({ deflate: true, both: { bytes: large } })).toBe('batch.zip-entry-too-large')
    const zip = rawZip({ entries: [{ name: 'lot/a' }], count: batchLimits.entries + 1 })
    expect(await refusalOf(zip)).toBe('batch.zip-too-many')
  })

  test('a file that is packed into more than any file of a batch may be, whatever it unpacks to', async () => {
    const packed = batchLimits.entryBytes + 1024 * 1024
    expect(await refusalOfOne({ deflate: true, both: { packed } })).toBe('batch.zip-entry-too-large')
  })

  test('two gigabytes of noise are refused by their first bytes', async () => {
    const path = join(folder, 'noise.zip')
    await writeFile(path, Buffer.alloc(4096, 0xa5))
    await truncate(path, 2 * 1024 ** 3)
    expect((await stat(path)).size).toBe(2 * 1024 ** 3)
    await expect(openZip(path)).rejects.toMatchObject({ failure: { reasons: [{ code: 'batch.not-zip' }] } })
    await writeFile(path, 'PK\u0003\u0004')
    await truncate(path, 2 * 1024 ** 3)
    await expect(openZip(path)).rejects.toMatchObject({ failure: { reasons: [{ code: 'batch.zip-truncated' }] } })
    await truncate(path, batchLimits.zipBytes + 1)
    await expect(openZip(path)).rejects.toMatchObject({ failure: { reasons: [{ code: 'batch.zip-too-large' }] } })
    await rm(path)
  })
})

test.skipIf(!isThere('zip'))('a zip that another program made again is not the one that was sent', async () => {
  await writeFile(join(folder, 'a.txt'), 'bonjour')
  execFileSync('zip', ['-q', 'again.zip', 'a.txt'], { cwd: folder })
  await expect(openZip(join(folder, 'again.zip'))).rejects.toMatchObject({
    failure: { reasons: [{ code: 'batch.zip-changed' }] },
  })
})
