// Taking a batch in on a real station: looked at first, its sender accepted by a supervisor, then all of it or nothing.
import { randomUUID } from 'node:crypto'
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { fingerprintOfDigest } from '../../../domain/trust/fingerprint.ts'
import { newFolder } from '../vault/samples.ts'
import {
  aReport,
  type BatchParts,
  certificate,
  chainOf,
  erasureCertificate,
  hashOfDocument,
  itsEvidence,
  keyNumbered,
  sum,
  writeBatch,
} from './a-batch.ts'
import { decide, holdings, importFile, openSite, type Site, takeIn } from './stations.ts'

const esat = keyNumbered(31)

let files: Awaited<ReturnType<typeof newFolder>>
let site: Site
let own: readonly JsonObject[]
let good: BatchParts
beforeAll(async () => {
  own = await chainOf(esat, 'ESA', 5)
  good = {
    ...{ key: esat, code: 'ESA', own: own.map(hashOfDocument) },
    documents: [...own.slice(1, 3), await erasureCertificate()],
    attached: [aReport, ...(await itsEvidence())],
  }
})
beforeEach(async () => {
  files = await newFolder()
  site = await openSite('TIE')
})
afterEach(async () => {
  await site.close()
  await files.remove()
})

let count = 0
const aBatch = (changes: Partial<BatchParts> = {}) =>
  writeBatch(join(files.path, `lot-${String(count++)}.zip`), { ...good, ...changes })
const look = async (changes: Partial<BatchParts> = {}) => {
  const uploadId = await takeIn(site, await aBatch(changes))
  return { uploadId, preview: await site.workshop().get('batches.inspect', { uploadId }) }
}
const head = async () => (await site.workshop().get('station.describe', {})).head
const bring = async (uploadId: string, manifest: string) =>
  site.workshop().ask('batches.import', { uploadId, manifest, operator: site.operator() })
const codes = (reply: Awaited<ReturnType<typeof bring>>) =>
  reply.ok ? [] : reply.error.reasons.map(({ code }) => code)

describe('the preview', () => {
  test('says who sends, what is new, and what the sender left out or lost', async () => {
    const [first, second, third, , fifth] = own.map(hashOfDocument)
    const { preview } = await look({ own: [first ?? '', second ?? '', third ?? '', null, fifth ?? ''] })
    expect(preview.manifest).toMatchObject({ number: 'ESA-000006', title: 'Lot de novembre', demonstration: false })
    expect(preview.counts).toEqual({ new: 4, here: 0, conflicting: 0, newFiles: 3 })
    expect(preview.gaps).toEqual([
      { kind: 'not-sent', from: 1, to: 1 },
      { kind: 'missing', from: 4, to: 4 },
      { kind: 'not-sent', from: 5, to: 5 },
    ])
    expect(preview.stations[0]).toMatchObject({ did: esat.did, standing: 'new', isSender: true, documents: 3 })
    expect(preview.stations[0]?.fingerprint).toBe(fingerprintOfDigest(sum(esat.publicKey)))
    expect(preview.stations[1]).toMatchObject({ standing: 'new', isSender: false, documents: 1 })
    expect(preview.refusals.map(({ code }) => code)).toEqual(['batch.sender-not-accepted'])
    expect(preview.notes.map(({ code }) => code)).toEqual(['batch.station-not-accepted'])
  })

  test('changes nothing, and a batch that does not hold is refused with its reasons', async () => {
    const before = [await head(), await readdir(site.folder)]
    const { preview } = await look({ batch: { payloadManifest: 'a'.repeat(64) } })
    expect(preview).toMatchObject({ manifest: null, refusals: [{ code: 'batch.payload-not-signed' }] })
    expect([await head(), (await readdir(site.folder)).filter((name) => name !== 'incoming')]).toEqual([
      before[0],
      before[1],
    ])
  })

  test('tells a clock that is ahead, and a demonstration', async () => {
    const inAYear = new Date(Date.now() + 366 * 24 * 3_600_000).toISOString()
    const { preview } = await look({ issuedAt: inAYear, subject: { demonstration: true } })
    const said = preview.notes.map(({ code }) => code)
    expect(said).toContain('batch.from-the-future')
    expect(said).toContain('batch.demonstration')
    expect(preview.manifest?.demonstration).toBe(true)
  })

  test('shows two documents of one sequence, and one number under two keys, as conflicts; they are kept all the same', async () => {
    await importFile(site, await aBatch())
    const twin = await certificate({
      ...{ key: esat, code: 'ESA', sequence: 2, previous: hashOfDocument(own[0]), machine: 9 },
    })
    const other = keyNumbered(32)
    const impostor = await certificate({ key: other, code: 'ESA', sequence: 3, previous: 'a'.repeat(64) })
    // Whoever made these types them as what they are; a batch carries them as they come.
    const documents = [twin, impostor] as unknown as readonly JsonObject[]
    const { preview, uploadId } = await look({ documents, attached: [aReport], batchId: randomUUID() })
    expect(preview.counts).toMatchObject({ conflicting: 3, new: 0 })
    const said = new Set(preview.documents.flatMap(({ reasons }) => reasons.map(({ code }) => code)))
    expect(said).toContain('batch.conflict-same-sequence')
    expect(said).toContain('batch.conflict-same-number')
    expect(said).toContain('batch.conflict-not-in-chain')
    expect(await bring(uploadId, preview.manifest?.hash ?? '')).toMatchObject({ ok: true, value: { documents: 3 } })
    expect((await holdings(site)).documents).toEqual(
      expect.arrayContaining([hashOfDocument(own[1]), hashOfDocument(twin), hashOfDocument(impostor)]),
    )
  })
})

describe('importing', () => {
  test('waits for a supervisor to accept the sender, once', async () => {
    const { uploadId, preview } = await look()
    const manifest = preview.manifest?.hash ?? ''
    const before = await head()
    expect(codes(await bring(uploadId, manifest))).toEqual(['batch.sender-not-accepted'])
    expect(await head()).toEqual(before)
    expect(await decide(site, { did: esat.did })).toMatchObject({ ok: true })
    expect(await bring(uploadId, manifest)).toMatchObject({ ok: true, value: { documents: 4, files: 3 } })
    const next = await look({ documents: own, attached: [aReport], batchId: randomUUID() })
    expect(next.preview.refusals).toEqual([])
    expect(next.preview.stations[0]?.standing).toBe('accepted')
  })

  test('makes every document readable, whole, and across a restart', async () => {
    expect(await importFile(site, await aBatch())).toMatchObject({ ok: true })
    await site.restart()
    const hashes = [...own.slice(1, 3).map(hashOfDocument), sum(await erasureCertificate())]
    const read = await site.workshop().get('documents.read', { hashes })
    expect(read.map(({ hash, document }) => [hash, hashOfDocument(document)])).toEqual(
      hashes.map((each) => [each, each]),
    )
    const { base64, mediaType } = await site.workshop().get('blobs.get', { hash: sum(aReport) })
    expect([sum(Buffer.from(base64, 'base64')), mediaType]).toEqual([sum(aReport), 'application/json'])
  })

  test('of the same batch again adds nothing at all; what is new of another one is added', async () => {
    const path = await aBatch()
    await importFile(site, path)
    const before = await head()
    expect(await importFile(site, path)).toMatchObject({ ok: true, value: { documents: 0, files: 0 } })
    expect(await head()).toEqual(before)
    const more = await importFile(site, await aBatch({ documents: own, attached: [aReport], batchId: randomUUID() }))
    expect(more).toMatchObject({ ok: true, value: { documents: 4, files: 0 } })
  })

  test('asked again because the answer was lost, answers the same', async () => {
    const { uploadId, preview } = await look()
    await decide(site, { did: esat.did })
    const manifest = preview.manifest?.hash ?? ''
    const first = await bring(uploadId, manifest)
    expect(first.ok).toBe(true)
    const frames = (await head()).position
    expect(await bring(uploadId, manifest)).toMatchObject({ ok: true, value: { documents: 0, files: 0 } })
    expect((await head()).position).toBe(frames)
  })

  test('takes the documents of a station that is no longer believed, and says so', async () => {
    await decide(site, { did: esat.did, decision: 'distrusted', reason: 'clé perdue' })
    const { uploadId, preview } = await look()
    expect(preview.notes.map(({ code }) => code)).toContain('batch.sender-distrusted')
    expect(await bring(uploadId, preview.manifest?.hash ?? '')).toMatchObject({ ok: true })
  })

  test('is refused for another batch than the one that was looked at, and for a file that changed since', async () => {
    await decide(site, { did: esat.did })
    const { uploadId, preview } = await look()
    expect(codes(await bring(uploadId, 'e'.repeat(64)))).toEqual(['batch.other-manifest'])
    const [name = ''] = await readdir(join(site.folder, 'incoming'))
    const path = join(site.folder, 'incoming', name)
    const bytes = await readFile(path)
    const before = await head()
    for (const at of [200, Math.floor(bytes.length / 3)]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      await writeFile(path, changed)
      expect(codes(await bring(uploadId, preview.manifest?.hash ?? ''))).not.toEqual([])
    }
    await truncate(path, 100)
    expect(codes(await bring(uploadId, preview.manifest?.hash ?? ''))).not.toEqual([])
    expect(await head()).toEqual(before)
  })

  test('leaves nothing behind in the waiting room, dismissed or after a new start', async () => {
    const { uploadId } = await look()
    await site.workshop().get('batches.dismiss', { uploadId })
    expect(await readdir(join(site.folder, 'incoming'))).toEqual([])
    const second = await look({ batchId: randomUUID() })
    await site.restart()
    expect(codes(await bring(second.uploadId, 'e'.repeat(64)))).toEqual(['batch.upload-unknown'])
    expect(await readdir(site.folder)).not.toContain('incoming')
  })
})

describe('pieces from the window', () => {
  const piece = (uploadId: string, offset: number, bytes: Buffer) =>
    site
      .workshop()
      .ask('batches.takePiece', { uploadId, fileName: 'lot.zip', offset, base64: bytes.toString('base64') })

  test('come in order; one that comes twice is one', async () => {
    const bytes = await readFile(await aBatch())
    const uploadId = randomUUID()
    expect(await piece(uploadId, 0, bytes.subarray(0, 1000))).toMatchObject({ ok: true, value: { bytes: 1000 } })
    expect(await piece(uploadId, 0, bytes.subarray(0, 1000))).toMatchObject({ ok: true, value: { bytes: 1000 } })
    for (const [offset, what] of [
      [2000, bytes.subarray(2000)],
      [500, bytes.subarray(501, 700)],
    ] as const) {
      const reply = await piece(uploadId, offset, what)
      expect(reply.ok ? [] : reply.error.reasons.map(({ code }) => code)).toEqual(['batch.piece-out-of-order'])
    }
    expect(await piece(uploadId, 1000, bytes.subarray(1000))).toMatchObject({
      ok: true,
      value: { bytes: bytes.length },
    })
    const preview = await site.workshop().get('batches.inspect', { uploadId })
    expect(preview).toMatchObject({ fileName: 'lot.zip', manifest: { number: 'ESA-000006' } })
  })

  test('of something that is no zip are refused at the first', async () => {
    const reply = await piece(randomUUID(), 0, Buffer.alloc(1000, 0xa5))
    expect(reply.ok ? [] : reply.error.reasons.map(({ code }) => code)).toEqual(['batch.not-zip'])
    expect(await readdir(site.folder)).not.toContain('incoming')
  })

  test('whoever leaves without a word makes room for others', async () => {
    const bytes = await readFile(await aBatch())
    const uploads = Array.from({ length: 12 }, () => randomUUID())
    for (const uploadId of uploads) await piece(uploadId, 0, bytes)
    expect((await readdir(join(site.folder, 'incoming'))).length).toBeLessThanOrEqual(8)
  })
})
