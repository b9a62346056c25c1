// A batch that comes from outside holds, or is refused with the reason: what is spoilt on the way, what a sender with a key
// of its own makes up, what is no batch at all.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/documents/canonical.ts'
import { toBase58 } from '../../../domain/documents/did-key.ts'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { checkBatch } from '../../../electron/batches/check-batch.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { StationError } from '../../../electron/failure.ts'
import { both, signed, subjectOf } from '../../domain/documents/loose-disk-bench.ts'
import {
  aReport,
  type BatchParts,
  certificate,
  chainOf,
  erasureCertificate,
  type Files,
  hashOfDocument,
  itsEvidence,
  keyNumbered,
  resummed,
  sum,
  writeBatch,
} from './a-batch.ts'

const esat = keyNumbered(21)
const watch = { signal: new AbortController().signal, onProgress: () => undefined }

let folder: string
let own: readonly JsonObject[]
let good: BatchParts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-lot-'))
  own = await chainOf(esat, 'ESA', 4)
  good = {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument) },
    documents: [...own.slice(1), await erasureCertificate()],
    attached: [aReport, ...(await itsEvidence())],
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
const check = async (changes: Partial<BatchParts> = {}) =>
  checkBatch(await writeBatch(join(folder, `${String(count++)}.zip`), { ...good, ...changes }), cryptography, watch)

/** Why it is refused; empty where it holds. */
const refusals = async (changes: Partial<BatchParts>): Promise<readonly string[]> => {
  try {
    await check(changes)
    return []
  } catch (error) {
    if (!(error instanceof StationError) || error.failure.code !== 'refused') throw error
    return error.failure.reasons.map(({ code }) => code)
  }
}

const onlyName = (files: Files, form: RegExp): string => {
  const name = [...files.keys()].find((each) => form.test(each))
  if (name === undefined) throw new Error(`No file ${String(form)}`)
  return name
}
const DOCUMENT = /^data\/documents\//
const EVIDENCE = /^data\/evidence\//

/** One byte of a file is another. */
const spoilt = (files: Files, form: RegExp): void => {
  const name = onlyName(files, form)
  const bytes = Buffer.from(files.get(name) ?? '')
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  files.set(name, bytes)
}

describe('a batch as its sender made it', () => {
  test('holds, with its documents, the files that they name, and its sender’s chain', async () => {
    const batch = await check()
    expect(batch.documents.map(({ hash }) => hash)).toEqual(
      [...own.slice(1).map(hashOfDocument), sum(await erasureCertificate())].sort(),
    )
    expect(batch.files.map(({ form }) => form).sort()).toEqual(['hardware-report', 'nwipe-log', 'read-back'])
    expect(batch.manifest.columns).toMatchObject({ number: 'ESA-000005', issuer: esat.did })
    expect(batch.chain.map(({ hash }) => hash)).toEqual(own.map(hashOfDocument))
  })

  test('holds without the files that its documents name, and says which did not come', async () => {
    const batch = await check({ attached: [] })
    expect(batch.files).toEqual([])
    expect(batch.absent.map(({ hash }) => hash)).toContain(sum(aReport))
  })

  test('says how far the checking is, and stops when asked to', async () => {
    const path = await writeBatch(join(folder, 'cancelled.zip'), good)
    const seen: number[] = []
    const stop = new AbortController()
    const stopped = checkBatch(path, cryptography, {
      signal: stop.signal,
      onProgress: ({ done, total }) => {
        seen.push(done)
        if (done === 2) stop.abort()
        expect(done).toBeLessThanOrEqual(total)
      },
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen).toEqual([0, 1, 2])
  })
})

describe('what somebody changed on the way is refused', () => {
  test.each([
    ['a document', DOCUMENT],
    ['a piece of evidence', EVIDENCE],
    ['the sender’s chain', /station-chain/],
    ['the summary', /resume/],
    ['the list of sums', /^manifest-sha256/],
    ['the bag’s information', /^bag-info/],
  ])('%s, one bit of it', async (_, form) => {
    expect(
      await refusals({
        tamper: (files) => {
          spoilt(files, form)
        },
      }),
    ).not.toEqual([])
  })

  test.each([
    ['a document', DOCUMENT],
    ['a piece of evidence', EVIDENCE],
    ['the table', /csv$/],
  ])('%s, with all the sums made anew', async (_, form) => {
    const tamper = (files: Files) => {
      spoilt(files, form)
      resummed(files)
    }
    expect(await refusals({ tamper })).toEqual(['batch.payload-not-signed'])
  })

  test('a document taken away, or put in', async () => {
    const takenAway = (files: Files) => {
      files.delete(onlyName(files, DOCUMENT))
    }
    expect(await refusals({ tamper: takenAway })).toEqual(['batch.file-missing'])
    const resumed = (files: Files) => {
      takenAway(files)
      resummed(files)
    }
    expect(await refusals({ tamper: resumed })).toEqual(['batch.payload-count'])
    const recounted = (files: Files) => {
      files.delete('bag-info.txt')
      files.set('bag-info.txt', Buffer.from('Source-Organization: x\n'))
      resumed(files)
    }
    expect(await refusals({ tamper: recounted })).toEqual(['batch.payload-not-signed'])
    const putIn = (files: Files) => {
      files.set(`data/documents/${hashOfDocument(own[0])}.json`, Buffer.from(canonical(own[0])))
    }
    expect(await refusals({ tamper: putIn })).toEqual(['batch.file-not-listed'])
  })

  test('the manifest of another batch, and one that is signed by nobody', async () => {
    const other = await check({ batch: { title: 'Un autre' } })
    const swapped = (files: Files) => {
      files.set('lot.json', Buffer.from(other.manifest.text))
      resummed(files)
    }
    expect(await refusals({ tamper: swapped, documents: own.slice(0, 1), attached: [] })).toEqual([
      'batch.payload-not-signed',
    ])
    const unsigned = (files: Files) => {
      files.set('lot.json', Buffer.from((files.get('lot.json') ?? '').toString().replace('Lot de novembre', 'Lot')))
      resummed(files)
    }
    expect(await refusals({ tamper: unsigned })).toEqual(['batch.document-refused', 'documents.proof-signature'])
  })

  test('a bag of another version, with files elsewhere, or with a file more', async () => {
    const set = (name: string, text: string) => (files: Files) => {
      files.set(name, Buffer.from(text))
      resummed(files)
    }
    const declared = (version: string) =>
      set('bagit.txt', `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`)
    expect(await refusals({ tamper: declared('0.97') })).toEqual(['batch.bag-version'])
    expect(await refusals({ tamper: declared('2.0') })).toEqual(['batch.bag-version'])
    expect(await refusals({ tamper: set('fetch.txt', 'https://example.org/a 1 data/a\n') })).toEqual([
      'batch.fetch-file',
    ])
    expect(await refusals({ tamper: set('notes.txt', 'bonjour') })).toEqual(['batch.file-not-listed'])
    expect(await refusals({ tamper: set('bag-info.txt', 'Payload-Oxum: 1.1\n') })).toEqual(['batch.payload-count'])
  })
})

describe('what a sender with a key of its own makes up is refused', () => {
  const replaced = (from: JsonObject, change: (text: string) => string): Buffer => Buffer.from(change(canonical(from)))

  test('a document that was altered, however the manifest names it', async () => {
    const [first = {}, ...others] = own
    const altered = replaced(first, (text) => text.replace('"inventoryNumber":"ESA-1"', '"inventoryNumber":"ESA-9"'))
    expect(await refusals({ documents: [altered, ...others] })).toEqual([
      'batch.document-refused',
      'documents.proof-signature',
    ])
  })

  test('a document in another spelling than the one its hash is of', async () => {
    const [first = {}] = own
    expect(await refusals({ documents: [replaced(first, (text) => `${text}\n`)], attached: [] })).toEqual([
      'batch.not-canonical',
    ])
  })

  test('names that JavaScript takes for its own, and names given twice', async () => {
    const [first = {}] = own
    const with_ = (member: string) => replaced(first, (text) => text.replace('{', `{${member},`))
    expect(await refusals({ documents: [with_('"__proto__":{"holds":true}')], attached: [] })).toContain(
      'documents.forbidden-name',
    )
    expect(await refusals({ documents: [with_('"constructor":1')], attached: [] })).toContain(
      'documents.forbidden-name',
    )
    expect(await refusals({ documents: [with_('"id":"urn:uuid:x"')], attached: [] })).toContain('documents.name-twice')
  })

  test('a document of a form that is not known yet says that Établi is too old', async () => {
    const [first = {}] = own
    const newer = replaced(first, (text) => text.replaceAll('"version":1', '"version":2'))
    expect(await refusals({ documents: [newer], attached: [] })).toContain('batch.newer-version')
  })

  test('evidence that contradicts its certificate, and files that are none', async () => {
    const [log = Buffer.alloc(0), readBack = Buffer.alloc(0)] = await itsEvidence()
    const zip = Buffer.from('PK\u0003\u0004 une archive dans l’archive')
    expect(await refusals({ attached: [log, readBack, Buffer.from('bonjour')] })).toEqual(['batch.file-of-nothing'])
    expect(await refusals({ attached: [zip] })).toEqual(['batch.file-of-nothing'])
    const lying = {
      payload: (files: Files) => {
        files.set(`data/evidence/${sum(log)}`, Buffer.from('bonjour'))
      },
    }
    expect(await refusals(lying)).toEqual(['batch.sum-differs'])
  })

  test('a certificate that says more than the evidence which travels with it', async () => {
    const attached = both.map(({ text }) => Buffer.from(text))
    const certified = (bytesWritten: number) => {
      const subject = subjectOf()
      const { treatment } = subject.disk
      return signed({ ...subject, disk: { ...subject.disk, treatment: treatment && { ...treatment, bytesWritten } } })
    }
    const written = subjectOf().disk.treatment?.bytesWritten ?? 0
    const honest = (await certified(written)) as unknown as JsonObject
    expect(await refusals({ documents: [honest], attached })).toEqual([])
    const boasting = (await certified(3 * written)) as unknown as JsonObject
    expect(await refusals({ documents: [boasting], attached })).toEqual([
      'batch.document-refused',
      'documents.evidence-differs',
    ])
    // Alone it contradicts nothing; what is missing is said.
    expect(await refusals({ documents: [boasting], attached: [] })).toEqual([])
  })

  test('an archive, a program, a file of another kind among the payload', async () => {
    const beside = (name: string) => ({
      payload: (files: Files) => {
        files.set(name, Buffer.from('quelque chose'))
      },
    })
    expect(await refusals(beside('data/autre-lot.zip'))).toEqual(['batch.nested-archive'])
    expect(await refusals(beside('data/installer.exe'))).toEqual(['batch.file-unexpected'])
    expect(await refusals(beside('data/documents/a/b.json'))).toEqual(['batch.file-unexpected'])
  })

  test('a manifest that names other documents, another chain or another batch', async () => {
    expect(await refusals({ batch: { documents: [hashOfDocument(own[0])] } })).toEqual(['batch.file-missing'])
    const [, ...rest] = [...own.slice(1).map(hashOfDocument), sum(await erasureCertificate())].sort()
    expect(await refusals({ batch: { documents: rest } })).toEqual(['batch.document-not-named'])
    expect(await refusals({ batch: { payloadManifest: 'a'.repeat(64) } })).toEqual(['batch.payload-not-signed'])
    expect(await refusals({ subject: { stationChain: { last: 4, list: 'a'.repeat(64) } } })).toEqual([
      'batch.chain-not-signed',
    ])
    expect(await refusals({ chain: [{ sequence: 1, hash: hashOfDocument(own[0]) }] })).toEqual(['batch.chain-ends'])
    expect(await refusals({ subject: { previousDocument: hashOfDocument(own[0]) } })).toEqual([
      'batch.chain-ends-elsewhere',
    ])
  })

  test('a certificate signed as if it were the manifest', async () => {
    const instead = (files: Files) => {
      files.set('lot.json', Buffer.from(canonical(own[0])))
      resummed(files)
    }
    expect(await refusals({ tamper: instead })).toEqual(['batch.manifest-of-other-kind'])
  })

  test('a key of small order, under which a signature proves nothing', async () => {
    // The neutral point of the curve: with R that point too and S zero, the equation of Ed25519 holds for any text.
    const point = new Uint8Array(32)
    point[0] = 1
    const signature = new Uint8Array(64)
    signature[0] = 1
    const did = `did:key:z${toBase58(Uint8Array.from([0xed, 0x01, ...point]))}`
    const key = { publicKey: point, did, sign: () => signature }
    const forged = await certificate({ key, code: 'ESA', sequence: 1, previous: null })
    expect(await refusals({ documents: [forged as unknown as JsonObject], attached: [aReport] })).toContain(
      'batch.document-refused',
    )
    expect(await refusals({ key })).toContain('batch.document-refused')
  })
})

describe('what is no batch is refused before much of it is read', () => {
  const refusalsOf = async (bytes: Uint8Array | string): Promise<readonly string[]> => {
    const path = join(folder, 'autre.zip')
    await writeFile(path, bytes)
    return checkBatch(path, cryptography, watch).then(
      () => [],
      (error: unknown) =>
        error instanceof StationError ? error.failure.reasons.map(({ code }) => code) : [String(error)],
    )
  }

  test('nothing, noise, a text, another kind of file', async () => {
    expect(await refusalsOf('')).toEqual(['batch.not-zip'])
    expect(await refusalsOf('PK')).toEqual(['batch.not-zip'])
    expect(await refusalsOf('%PDF-1.7')).toEqual(['batch.not-zip'])
    expect(await refusalsOf(Buffer.alloc(100_000, 0xa5))).toEqual(['batch.not-zip'])
    expect(await refusalsOf('PK\u0003\u0004')).toEqual(['batch.zip-truncated'])
    expect(await refusalsOf(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200_000, 7)]))).toEqual([
      'batch.zip-truncated',
    ])
  })
})
