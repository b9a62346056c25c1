// An export that is killed at any moment: no batch that was acknowledged is lost, none is made twice, and what lies in the
// station or on the medium under a batch's name is a whole batch.
import { hash as digest } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BatchManifest } from '../../../domain/documents/batch-manifest.ts'
import { DEMO_PIN } from '../../../domain/station/demo.ts'
import { settingsSubject } from '../../../domain/supervision/subject.ts'
import { checkBatch } from '../../../electron/batches/check-batch.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { seedDemo } from '../../../electron/demo/seed.ts'
import { seeded, startNode } from '../vault/processes.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { codeOf, openWorkshop } from '../vault/workshop.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 200 : 6))
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

let folder: Awaited<ReturnType<typeof newFolder>>
let exchange: string
beforeEach(async () => {
  folder = await newFolder()
  exchange = await mkdtemp(join(tmpdir(), 'etabli-exchange-'))
  const workshop = await openWorkshop(folder.path)
  await seedDemo(workshop.station)
  const { settings } = await workshop.get('station.describe', {})
  if (settings === null) throw new Error('The demo is set up')
  const changed = { ...settings, exchange: { folder: exchange, dailyBackup: false } }
  const action = { kind: 'change-settings' as const, subject: await settingsSubject(changed, sha256) }
  const supervisor = await codeOf(workshop, 'Claire')
  const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret: DEMO_PIN, operator: null })
  await workshop.get('station.saveSettings', { settings: changed, confirmation: id })
  await workshop.station.close()
}, 120_000)
afterEach(async () => {
  await folder.remove()
  await rm(exchange, { recursive: true, force: true })
})

/** As the next start finds it. */
const lookAgain = async () => {
  const workshop = await openWorkshop(folder.path)
  const manifests: { hash: string; sequence: number; batchId: string }[] = []
  const written: string[] = []
  const sequences: number[] = []
  for (let after = 0; ;) {
    const { frames } = await workshop.get('journal.read', { after, limit: 1000 })
    if (frames.length === 0) break
    after += frames.length
    for (const { frame } of frames) {
      if (frame.entry.kind === 'batch-written') written.push(frame.entry.written.fileName)
      if (frame.entry.kind !== 'document') continue
      const { sequence } = frame.entry.document['credentialSubject'] as { sequence: number }
      sequences.push(sequence)
      const manifest = BatchManifest.safeParse(frame.entry.document)
      if (!manifest.success) continue
      const { batchId } = manifest.data.credentialSubject.batch
      manifests.push({ hash: frame.entry.hash, sequence, batchId })
    }
  }
  const held = await workshop.get('batches.held', {})
  const { writable, notices } = await workshop.get('station.describe', {})
  await workshop.station.close()
  return { manifests, written, sequences, held, writable, notices }
}

it(`loses no batch and shows no half of one, ${String(kills)} times`, async () => {
  const random = seeded(seed)
  const made = new Map<string, string>()
  const written = new Set<string>()
  let halfMade = 0
  let halfWritten = 0
  for (let round = 0; round < kills; round++) {
    const running = startNode('../batches/exporting-process.ts', [folder.path])
    await running.until((line) => line === 'ready')
    await new Promise((resolve) => setTimeout(resolve, random() * 600))
    await running.kill()
    expect(running.errors()).toBe('')
    for (const line of running.lines) {
      const [what, number = '', name = ''] = line.split(' ')
      if (what === 'made') made.set(number, name)
      if (what === 'written') written.add(name)
    }
    const left = await readdir(join(folder.path, 'outgoing'))
    if (left.some((name) => name.endsWith('.new'))) halfMade++

    const found = await lookAgain()
    expect({ round, writable: found.writable }).toEqual({ round, writable: true })
    // One chain without a gap, each batch once.
    expect(found.sequences).toEqual(found.sequences.map((_, index) => index + 1))
    expect(new Set(found.manifests.map(({ batchId }) => batchId)).size).toBe(found.manifests.length)
    // What was acknowledged is held, whole; at most one more was made and its answer on its way.
    const hashes = found.manifests.map(({ hash }) => hash)
    for (const hash of made.values()) expect(hashes).toContain(hash)
    expect(found.held.map(({ manifest }) => manifest).toSorted()).toEqual(hashes.toSorted())
    expect(found.manifests.length - made.size).toBeLessThanOrEqual(1)
    for (const hash of hashes.slice(-2)) {
      const watch = { signal: new AbortController().signal, onProgress: () => undefined }
      await checkBatch(join(folder.path, 'outgoing', `${hash}.zip`), cryptography, watch)
    }
    const names = await readdir(join(folder.path, 'outgoing'))
    expect(names.filter((name) => !/^[0-9a-f]{64}\.(?:zip|sum)$/.test(name))).toEqual([])
    // On the medium: whole batches, and at worst a temporary file that no one takes for one.
    const onMedium = await readdir(exchange)
    if (onMedium.some((name) => name.endsWith('.part'))) halfWritten++
    const whole = onMedium.filter((name) => name.endsWith('.etabli-lot'))
    const sums = new Map(found.held.map((batch) => [batch.fileName, batch.sha256]))
    for (const name of whole) expect(digest('sha256', await readFile(join(exchange, name)))).toBe(sums.get(name))
    for (const name of written) expect(whole).toContain(name)
    for (const name of written) expect(found.written).toContain(name)
  }
  console.info(
    `${String(kills)} kills (seed ${String(seed)}): ${String(made.size)} batches made, ${String(written.size)} written; ` +
      `stopped while making ${String(halfMade)}, while writing ${String(halfWritten)} times`,
  )
  expect(made.size).toBeGreaterThan(0)
}, 3_600_000)
