// An import that is killed at any moment: a batch is there whole or not at all, what was acknowledged is there, nothing is there
// twice, and importing again ends where it would have ended.
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import { checkBatch } from '../../../electron/batches/check-batch.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { seeded, startNode } from '../vault/processes.ts'
import { newFolder } from '../vault/samples.ts'
import { openWorkshop } from '../vault/workshop.ts'
import { aReport, chainOf, hashOfDocument, keyNumbered, writeBatch } from './a-batch.ts'
import { decide, holdings, openSite, type Site } from './stations.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 200 : 6))
/** Now and then the station begins anew; between, it goes on with what the kill before left. */
const killsPerStation = 4
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

const BATCHES = 5
const DOCUMENTS = 12
const esat = keyNumbered(61)

let folder: Awaited<ReturnType<typeof newFolder>>
let template: Site
let paths: string[]
/** Of each batch, by its manifest: every hash that it brings. */
let contents: ReadonlyMap<string, readonly string[]>
beforeAll(async () => {
  folder = await newFolder()
  template = await openSite('TIE')
  await decide(template, { did: esat.did })
  await template.workshop().station.close()
  const documents = await chainOf(esat, 'ESA', BATCHES * DOCUMENTS)
  paths = []
  const told = new Map<string, readonly string[]>()
  for (let batch = 0; batch < BATCHES; batch++) {
    const upTo = (batch + 1) * DOCUMENTS
    const own = documents.slice(0, upTo).map((each: JsonObject) => hashOfDocument(each))
    const sent = documents.slice(batch * DOCUMENTS, upTo)
    const path = await writeBatch(join(folder.path, `lot-${String(batch)}.zip`), {
      ...{ key: esat, code: 'ESA', own, documents: sent, attached: [aReport] },
      batchId: `00000000-0000-4000-8000-00000000070${String(batch)}`,
    })
    paths.push(path)
    const watch = { signal: new AbortController().signal, onProgress: () => undefined }
    const { manifest } = await checkBatch(path, cryptography, watch)
    told.set(manifest.hash, [manifest.hash, ...sent.map(hashOfDocument)])
  }
  contents = told
}, 120_000)
afterAll(async () => {
  await template.close()
  await folder.remove()
})

const shuffled = <T>(all: readonly T[], random: () => number): readonly T[] =>
  all
    .map((each) => ({ each, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ each }) => each)

/** As the next start finds it. */
const lookAgain = async (path: string) => {
  const workshop = await openWorkshop(path)
  const site: Site = { ...template, workshop: () => workshop, folder: path }
  const held = await holdings(site)
  let journalled = 0
  for (let after = 0; ;) {
    const { frames } = await workshop.get('journal.read', { after, limit: 100 })
    if (frames.length === 0) break
    after += frames.length
    for (const { frame } of frames)
      if (frame.entry.kind === 'batch-imported') journalled += frame.entry.imported.documents.length
  }
  const readable = new Set<string>()
  for (let at = 0; at < held.documents.length; at += 50) {
    const read = await workshop.get('documents.read', { hashes: held.documents.slice(at, at + 50) })
    for (const { hash, document } of read) if (hashOfDocument(document) === hash) readable.add(hash)
  }
  for (const file of held.files) await workshop.get('blobs.get', { hash: file.slice(0, 64) })
  const { notices, writable } = await workshop.get('station.describe', {})
  await workshop.station.close()
  return { held, journalled, readable, notices, writable }
}

/** How long it takes on this computer, as busy as it is, when nobody kills it. */
const durationOfAll = async (): Promise<number> => {
  const data = await newFolder()
  await cp(template.folder, data.path, { recursive: true })
  const running = startNode('../batches/importing-process.ts', [data.path, ...paths])
  await running.until((line) => line === 'ready')
  const begun = performance.now()
  await running.until((line) => line === 'done')
  const took = performance.now() - begun
  await running.ended
  await data.remove()
  return took
}

it(
  `shows no half batch, loses and doubles no document, ${String(kills)} times`,
  { timeout: 120_000 + kills * 20_000 },
  async () => {
    const random = seeded(seed)
    let data = await newFolder()
    let acknowledged = new Set<string>()
    let cutShort = 0
    try {
      const longest = await durationOfAll()
      for (let round = 0; round < kills; round++) {
        if (round % killsPerStation === 0) {
          await data.remove()
          data = await newFolder()
          await cp(template.folder, data.path, { recursive: true })
          acknowledged = new Set()
        }
        const running = startNode('../batches/importing-process.ts', [data.path, ...shuffled(paths, random)])
        await running.until((line) => line === 'ready')
        await new Promise((resolve) => setTimeout(resolve, random() * longest))
        await running.kill()
        if (!running.lines.includes('done')) cutShort++
        expect(running.errors()).toBe('')
        for (const line of running.lines) {
          const manifest = /^ack ([0-9a-f]{64}) /.exec(line)?.[1]
          if (manifest !== undefined) acknowledged.add(manifest)
        }
        const { held, journalled, readable, notices, writable } = await lookAgain(data.path)
        expect({ round, notices, writable }).toEqual({ round, notices: [], writable: true })
        // Once each, and every one of them whole.
        expect({ round, journalled }).toEqual({ round, journalled: held.documents.length })
        expect({ round, readable: readable.size }).toEqual({ round, readable: held.documents.length })
        const there = new Set(held.documents)
        for (const [manifest, hashes] of contents) {
          const count = hashes.filter((hash) => there.has(hash)).length
          expect([0, hashes.length]).toContain(count)
          if (acknowledged.has(manifest)) expect({ round, count }).toEqual({ round, count: hashes.length })
        }
        // Thrown away behind everything else that a start does.
        await expect.poll(() => readdir(data.path), { timeout: 20_000 }).not.toContain('incoming')
      }
      const last = startNode('../batches/importing-process.ts', [data.path, ...paths])
      await last.until((line) => line === 'done')
      await last.ended
      const { held } = await lookAgain(data.path)
      expect(held.documents).toEqual([...contents.values()].flat().toSorted())
      console.info(`${String(kills)} kills, ${String(cutShort)} of them before all was imported`)
    } finally {
      await data.remove()
    }
  },
)
