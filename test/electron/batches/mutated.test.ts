// Thousands of batches, each changed at some place: in the bytes of the zip, in the files of the bag with every sum made anew, in
// the values of a document. None is accepted, none makes the checking fail otherwise than by refusing, none takes long.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonical } from '../../../domain/documents/canonical.ts'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { checkBatch } from '../../../electron/batches/check-batch.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { StationError } from '../../../electron/failure.ts'
import { newFolder } from '../vault/samples.ts'
import { seeded } from '../vault/processes.ts'
import {
  aReport,
  bagOf,
  type BatchParts,
  chainOf,
  erasureCertificate,
  type Files,
  hashOfDocument,
  itsEvidence,
  keyNumbered,
  resummed,
  writeBag,
  writeBatch,
} from './a-batch.ts'

const long = process.env['ETABLI_LONG'] === '1'
const mutations = Number(process.env['ETABLI_MUTATIONS'] ?? (long ? 10_000 : 400))
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

const esat = keyNumbered(51)
let folder: Awaited<ReturnType<typeof newFolder>>
let own: readonly JsonObject[]
let good: BatchParts
let whole: Buffer
beforeAll(async () => {
  folder = await newFolder()
  own = await chainOf(esat, 'ESA', 3)
  good = {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument) },
    documents: [...own, await erasureCertificate()],
    attached: [aReport, ...(await itsEvidence())],
  }
  whole = await readFile(await writeBatch(join(folder.path, 'whole.zip'), good))
})
afterAll(() => folder.remove())

type Random = () => number
const below = (random: Random, limit: number) => Math.floor(random() * limit)
const oneOf = <T>(random: Random, all: readonly T[]): T => {
  const one = all[below(random, all.length)]
  if (one === undefined) throw new Error('One of none')
  return one
}

const NUMBERS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff] as const

/** What a cable, a bad stick or a spiteful hand does to a file. */
const inTheZip: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'a bit': (bytes, random) => {
    const at = below(random, bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8))
    return bytes
  },
  'a byte': (bytes, random) => {
    const at = below(random, bytes.length)
    bytes[at] = ((bytes[at] ?? 0) + 1 + below(random, 255)) % 256
    return bytes
  },
  'a number of the list of files': (bytes, random) => {
    // The list begins behind the files: somewhere in the last part.
    const from = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) - 1200
    const at = from + below(random, bytes.length - from - 4)
    bytes.writeUInt32LE(oneOf(random, NUMBERS), Math.max(at, 0))
    return bytes
  },
  'its end': (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  'a piece taken out': (bytes, random) => {
    const [at, length] = [below(random, bytes.length), 1 + below(random, 2000)]
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
  },
  'a piece twice': (bytes, random) => {
    const [at, length] = [below(random, bytes.length), 1 + below(random, 2000)]
    return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
  },
  'two pieces exchanged': (bytes, random) => {
    const [one, other, length] = [below(random, bytes.length), below(random, bytes.length), 1 + below(random, 200)]
    const copy = Buffer.from(bytes)
    bytes.copy(copy, one, other, other + length)
    bytes.copy(copy, other, one, one + length)
    return copy
  },
  noise: (bytes, random) => {
    const at = below(random, bytes.length)
    for (let index = at; index < Math.min(at + 64, bytes.length); index++) bytes[index] = below(random, 256)
    return bytes
  },
  'something behind it': (bytes, random) =>
    Buffer.concat([bytes, Buffer.alloc(1 + below(random, 100), below(random, 256))]),
}

/** What somebody does who can unpack and pack, and compute sums, and has no key. */
const inTheBag: Readonly<Record<string, (files: Files, random: Random) => void>> = {
  'a byte of a file': (files, random) => {
    const [name, bytes] = oneOf(
      random,
      [...files].filter(([, each]) => each.length > 0),
    )
    const changed = Buffer.from(bytes)
    const at = below(random, changed.length)
    changed[at] = ((changed[at] ?? 0) + 1 + below(random, 255)) % 256
    files.set(name, changed)
  },
  'a file taken away': (files, random) => {
    files.delete(oneOf(random, [...files.keys()]))
  },
  'a file under another name': (files, random) => {
    const [name, bytes] = oneOf(random, [...files])
    files.delete(name)
    files.set(`${name}${oneOf(random, ['x', '.json', '-', '2'])}`, bytes)
  },
  'two files exchanged': (files, random) => {
    const names = [...files.keys()]
    const one = oneOf(random, names)
    const other = oneOf(
      random,
      names.filter((name) => name !== one),
    )
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = [files.get(one), files.get(other)]
    if (first.equals(second)) return inTheBag['a file taken away']?.(files, random)
    files.set(one, second)
    files.set(other, first)
  },
  'a file more': (files, random) => {
    files.set(
      `data/${oneOf(random, ['documents/', 'evidence/', 'paper/', ''])}${String(random()).slice(2)}`,
      Buffer.from('x'),
    )
  },
  'a document more': (files, random) => {
    const bytes = Buffer.from(
      oneOf(
        random,
        [...files].filter(([name]) => name.startsWith('data/documents/')),
      )[1],
    )
    files.set(`data/documents/${String(below(random, 10)).repeat(64)}.json`, bytes)
  },
  'a word in a signed text': (files, random) => {
    const signed = [...files].filter(([name]) => name === 'lot.json' || name.startsWith('data/documents/'))
    const [name, bytes] = oneOf(random, signed)
    const text = bytes.toString('utf8')
    const strings = [...text.matchAll(/:"([^"\\]{1,60})"/g)]
    const found = oneOf(random, strings)
    const at = found.index + 2 + below(random, found[1]?.length ?? 1)
    files.set(name, Buffer.from(`${text.slice(0, at)}${text[at] === 'Q' ? 'R' : 'Q'}${text.slice(at + 1)}`))
  },
  'a number in a signed text': (files, random) => {
    const signed = [...files].filter(([name]) => name === 'lot.json' || name.startsWith('data/documents/'))
    const [name, bytes] = oneOf(random, signed)
    const text = bytes.toString('utf8')
    const found = oneOf(random, [...text.matchAll(/:(\d{1,12})(?=[,}])/g)])
    const end = found.index + found[0].length
    files.set(name, Buffer.from(`${text.slice(0, end)}7${text.slice(end)}`))
  },
}

/** What a sender does that has a key, and signs a batch with a document that it changed. */
const inADocument = (document: JsonObject | Buffer, random: Random): Buffer => {
  const files: Files = new Map([
    ['data/documents/', Buffer.isBuffer(document) ? document : Buffer.from(canonical(document))],
  ])
  const how = oneOf(random, ['a byte of a file', 'a word in a signed text', 'a number in a signed text'])
  inTheBag[how]?.(files, random)
  return files.get('data/documents/') ?? Buffer.alloc(0)
}

const verdictOf = async (path: string): Promise<string> => {
  const watch = { signal: new AbortController().signal, onProgress: () => undefined }
  try {
    await checkBatch(path, cryptography, watch)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof StationError) || error.failure.code !== 'refused') return `failed: ${String(error)}`
    return error.failure.reasons[0]?.code ?? 'without a reason'
  }
}

/** A batch of this size is checked in some hundredths of a second; a computer under load may take its time. */
const LONGEST = 20_000

test(
  `of ${String(mutations)} batches that were changed none is accepted, and each is refused with a reason`,
  { timeout: 60_000 + mutations * 200 },
  async () => {
    const random = seeded(seed)
    const path = join(folder.path, 'changed.zip')
    await writeFile(path, whole)
    expect(await verdictOf(path)).toBe('accepted')
    const { folder: name, files } = await bagOf(good)
    const verdicts = new Map<string, number>()
    let longest = 0
    for (let round = 0; round < mutations; round++) {
      const where = random()
      const isOfZip = where < 0.5
      const how = where > 0.75 ? 'a signed batch' : oneOf(random, Object.keys(isOfZip ? inTheZip : inTheBag))
      let isSame = false
      if (where > 0.75) {
        const at = below(random, good.documents.length)
        const documents = good.documents.map((each, index) => (index === at ? inADocument(each, random) : each))
        await rm(path)
        await writeBatch(path, { ...good, documents })
      } else if (isOfZip) {
        const changed = inTheZip[how]?.(Buffer.from(whole), random) ?? whole
        isSame = changed.equals(whole)
        await writeFile(path, changed)
      } else {
        const changed: Files = new Map(files)
        inTheBag[how]?.(changed, random)
        if (random() < 0.8) resummed(changed)
        // Sums made anew may mend what was changed.
        isSame = changed.size === files.size && [...files].every(([each, bytes]) => changed.get(each)?.equals(bytes))
        await rm(path)
        await writeBag(path, { folder: name, files: changed })
      }
      if (isSame) continue
      const begun = performance.now()
      const verdict = await verdictOf(path)
      longest = Math.max(longest, performance.now() - begun)
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      if (verdict === 'accepted') throw new Error(`Round ${String(round)}, ${how}: accepted`)
      expect([round, how, verdict.startsWith('failed') ? verdict : '']).toEqual([round, how, ''])
    }
    const told = [...verdicts]
      .sort(([, one], [, other]) => other - one)
      .map(([code, count]) => `${code} ${String(count)}`)
    console.info(
      `${String(mutations)} changed batches, none accepted; the longest took ${longest.toFixed(0)} ms: ${told.join(', ')}`,
    )
    expect(longest).toBeLessThan(LONGEST)
  },
)
