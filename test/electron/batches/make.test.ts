// Batches made by a real station of the demo: read by strangers (unzip, sha256sum, a BagIt library where there is one), asked for
// twice, cancelled, cut off, and kept until they are somewhere else.
import { randomUUID } from 'node:crypto'
import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Progress } from '../../../domain/contract.ts'
import type { JsonObject } from '../../../domain/documents/proof.ts'
import type { Entry } from '../../../domain/journal/frame.ts'
import { DEMO_PIN } from '../../../domain/station/demo.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import { headSubject, settingsSubject, withdrawalSubject } from '../../../domain/supervision/subject.ts'
import { seedDemo } from '../../../electron/demo/seed.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { codeOf, openWorkshop, type Workshop } from '../vault/workshop.ts'

const run = promisify(execFile)
const hasUnzip = spawnSync('unzip', ['-v']).status === 0
const hasBagitLibrary = spawnSync('python3', ['-c', 'import bagit']).status === 0

let folder: Awaited<ReturnType<typeof newFolder>>
let exchange: string
let workshop: Workshop
let operator: string
beforeAll(async () => {
  folder = await newFolder()
  exchange = await mkdtemp(join(tmpdir(), 'etabli-exchange-'))
  workshop = await openWorkshop(folder.path, { demo: true })
  await seedDemo(workshop.station)
  operator = await codeOf(workshop, 'Amina')
  await changeSettings({ exchange: { folder: exchange, dailyBackup: false } })
}, 120_000)
afterAll(async () => {
  await workshop.station.close()
  await folder.remove()
  await rm(exchange, { recursive: true, force: true })
})

const changeSettings = async (changes: Partial<StationSettings>) => {
  const { settings } = await workshop.get('station.describe', {})
  if (settings === null) throw new Error('The demo is set up')
  const changed = { ...settings, ...changes }
  const action = { kind: 'change-settings' as const, subject: await settingsSubject(changed, sha256) }
  const supervisor = await codeOf(workshop, 'Claire')
  const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret: DEMO_PIN, operator: null })
  await workshop.get('station.saveSettings', { settings: changed, confirmation: id })
}

const entries = async (): Promise<readonly Entry[]> =>
  (await workshop.get('journal.read', { after: 0, limit: 1000 })).frames.map(({ frame }) => frame.entry)
const documents = async () =>
  (await entries()).flatMap((entry) =>
    entry.kind === 'document' ? [{ hash: entry.hash, document: entry.document }] : [],
  )
const subjectOf = (document: JsonObject) => document['credentialSubject'] as JsonObject
const ofKind = async (kind: string) =>
  (await documents()).filter(({ document }) => subjectOf(document)['kind'] === kind).map(({ hash }) => hash)
const outgoing = () => readdir(join(folder.path, 'outgoing')).catch(() => [])

const make = (
  chosen: readonly string[],
  { batchId = randomUUID(), title = 'Essai' }: { readonly batchId?: string; readonly title?: string } = {},
) => workshop.get('batches.make', { batchId, title, documents: [...chosen], operator })

const fileOf = (manifest: string) => join(folder.path, 'outgoing', `${manifest}.zip`)

/** Unzipped by unzip, into a folder of its own. */
const unzipped = async (manifest: string): Promise<{ readonly bag: string; readonly remove: () => Promise<void> }> => {
  const into = await mkdtemp(join(tmpdir(), 'etabli-unzipped-'))
  await run('unzip', ['-q', fileOf(manifest), '-d', into])
  const [only] = await readdir(into)
  return { bag: join(into, only ?? ''), remove: () => rm(into, { recursive: true, force: true }) }
}

describe.skipIf(!hasUnzip)('A batch that was made', () => {
  test('is a zip to unzip, a bag to whoever reads bags, and its sums are right to sha256sum', async () => {
    const { batch } = await make(await ofKind('refurbishment-certificate'))
    await run('unzip', ['-t', fileOf(batch.manifest)])
    const { bag, remove } = await unzipped(batch.manifest)
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      await run('sha256sum', ['--check', '--strict', manifest], { cwd: bag })
    if (hasBagitLibrary) await run('python3', ['-m', 'bagit', '--validate', bag])
    const { stdout } = await run('sha256sum', [fileOf(batch.manifest)])
    expect(stdout.slice(0, 64)).toBe(batch.sha256)
    await remove()
  })

  test('holds each chosen document once, under its hash, with the files it names, and what withdraws any of them', async () => {
    const certificates = await ofKind('refurbishment-certificate')
    const withdrawals = await ofKind('withdrawal')
    expect(withdrawals.length).toBeGreaterThan(0)
    const made = await make([...certificates, ...certificates])
    const { bag, remove } = await unzipped(made.batch.manifest)
    const there = (await readdir(join(bag, 'data/documents'))).map((name) => name.replace('.json', ''))
    expect(there.toSorted()).toEqual([...certificates, ...withdrawals].toSorted())
    expect(made.documents).toBe(there.length)
    for (const hash of there)
      expect((await run('sha256sum', [join(bag, 'data/documents', `${hash}.json`)])).stdout).toContain(hash)
    const files = await readdir(join(bag, 'data/evidence'))
    expect(made.files).toBe(files.length)
    const known = await entries()
    for (const file of files)
      expect(
        known.some(
          (entry) =>
            (entry.kind === 'evidence' && entry.hash === file) || (entry.kind === 'report' && entry.report === file),
        ),
      ).toBe(true)
    await remove()
  })

  test('lists the whole chain of its station, and is the next document of it', async () => {
    const before = (await documents()).map(({ hash }) => hash)
    const { batch, head } = await make(await ofKind('dismantling-sheet'))
    const { bag, remove } = await unzipped(batch.manifest)
    expect(await readFile(join(bag, 'data/station-chain.txt'), 'utf8')).toBe(
      before.map((hash, index) => `${String(index + 1)} ${hash}\n`).join(''),
    )
    const signed = JSON.parse(await readFile(join(bag, 'lot.json'), 'utf8')) as JsonObject
    expect(subjectOf(signed)).toMatchObject({ previousDocument: before.at(-1), sequence: before.length + 1 })
    const all = await documents()
    expect(all.at(-1)?.hash).toBe(batch.manifest)
    expect(head.position).toBe((await entries()).length)
    expect(batch.fileName).toBe(`lot-DEMO-${String(before.length + 1).padStart(6, '0')}.etabli-lot`)
    await remove()
  })

  test('is the same batch when it is asked for again, and another one under a new name', async () => {
    const chosen = await ofKind('dismantling-sheet')
    const batchId = randomUUID()
    const one = await make(chosen, { batchId })
    const { length } = await documents()
    expect(await make(chosen, { batchId })).toEqual(one)
    expect(await documents()).toHaveLength(length)
    const other = await make(chosen)
    expect(other.batch.manifest).not.toBe(one.batch.manifest)
    expect(
      await workshop.ask('batches.make', {
        batchId: '7e57ab1e-0000-4000-8000-000000000000',
        title: '',
        documents: ['0'.repeat(64)],
        operator,
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'refused', reasons: [{ code: 'batch.document-unknown' }] },
    })
    expect((await outgoing()).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('has the papers that the window made for it, under the numbers of their documents', async () => {
    const [sheet] = await ofKind('dismantling-sheet')
    const batchId = randomUUID()
    const add = (text: string, document = sheet ?? '') =>
      workshop.ask('batches.addPaper', { batchId, document, base64: Buffer.from(text).toString('base64') })
    expect(await add('<html>')).toMatchObject({ ok: false, error: { reasons: [{ code: 'batch.paper-is-none' }] } })
    expect(await add('%PDF-1.7', '1'.repeat(64))).toMatchObject({ ok: false })
    expect(await add('%PDF-1.7 a page')).toMatchObject({ ok: true })
    const { batch, files } = await make([sheet ?? ''], { batchId })
    const { bag, remove } = await unzipped(batch.manifest)
    const papers = await readdir(join(bag, 'data/paper'))
    expect(papers).toEqual([expect.stringMatching(/^DEMO-\d{6}\.pdf$/)])
    expect(await readFile(join(bag, 'data/paper', papers[0] ?? ''), 'utf8')).toBe('%PDF-1.7 a page')
    expect(files).toBe((await readdir(join(bag, 'data/evidence')).catch(() => [])).length + 1)
    expect((await outgoing()).filter((name) => name.endsWith('.papers'))).toEqual([])
    await remove()
  })

  test('takes with it no code of an ESAT worker who made it', async () => {
    await changeSettings({ activities: ['esat'] })
    const { batch } = await make(await ofKind('withdrawal'))
    await changeSettings({ activities: ['refurbishing'] })
    const { bag, remove } = await unzipped(batch.manifest)
    const signed = JSON.parse(await readFile(join(bag, 'lot.json'), 'utf8')) as JsonObject
    expect(subjectOf(signed)['issuedBy']).toBe(null)
    for (const name of ['lot.json', 'bag-info.txt', 'data/documents.csv', 'data/resume.html'])
      expect(await readFile(join(bag, name), 'utf8')).not.toContain(operator)
    await remove()
  })
})

describe('Making a batch', () => {
  test('says how far it is, and when it is cancelled nothing of it is left', async () => {
    const chosen = (await documents()).map(({ hash }) => hash)
    const before = [await outgoing(), (await entries()).length]
    const controller = new AbortController()
    const said: Progress<'batches.make'>[] = []
    const reply = await dispatch(
      workshop.station,
      'batches.make',
      { batchId: randomUUID(), title: '', documents: chosen, operator },
      {
        signal: controller.signal,
        onProgress: (event) => {
          said.push(event as Progress<'batches.make'>)
          controller.abort()
        },
      },
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(said[0]).toMatchObject({ step: 'gathering', total: chosen.length, of: 'documents' })
    expect([await outgoing(), (await entries()).length]).toEqual(before)
    expect(workshop.faults).toEqual([])
  })

  test('goes on beside other work: two batches and a withdrawal at once are three documents of one chain', async () => {
    const chosen = await ofKind('refurbishment-certificate')
    const sheet = (await ofKind('dismantling-sheet'))[0] ?? ''
    const supervisor = await codeOf(workshop, 'Claire')
    const draft = { kind: 'withdrawal' as const, draftId: randomUUID(), document: sheet, reason: 'Essai', operator }
    const action = {
      kind: 'withdraw-document' as const,
      documentHash: sheet,
      subject: await withdrawalSubject(draft, sha256),
    }
    const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret: DEMO_PIN, operator })
    await Promise.all([
      make(chosen),
      workshop.get('documents.issue', { draft: { ...draft, confirmation: id } }),
      make(chosen),
    ])
    const chain = (await documents()).map(({ hash, document }) => ({ hash, ...subjectOf(document) }) as JsonObject)
    expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, index) => index + 1))
    expect(chain.map(({ previousDocument }) => previousDocument)).toEqual([
      null,
      ...chain.slice(0, -1).map(({ hash }) => hash),
    ])
  })

  test('one thing twice at once makes one batch', async () => {
    const chosen = await ofKind('withdrawal')
    const batchId = randomUUID()
    const ask = () => workshop.ask('batches.make', { batchId, title: '', documents: chosen, operator })
    const replies = await Promise.all([ask(), ask()])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } })
  })
})

describe('A batch is not made', () => {
  const refusals = async (reopened: Workshop) => {
    const [hash] = await ofKind('withdrawal')
    const before = await readdir(join(folder.path, 'outgoing'))
    const ask = { batchId: randomUUID(), title: '', documents: [hash ?? ''], operator }
    const reply = await reopened.ask('batches.make', ask)
    expect(await readdir(join(folder.path, 'outgoing'))).toEqual(before)
    return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
  }
  const reopened = async (options: Parameters<typeof openWorkshop>[1]) => {
    await workshop.station.close()
    workshop = await openWorkshop(folder.path, { demo: true, ...options })
    return workshop
  }

  test('while the clock is in doubt', async () => {
    const inAYear = () => new Date(Date.now() + 366 * 24 * 60 * 60 * 1000)
    expect(await refusals(await reopened({ now: inAYear }))).toEqual(['documents.clock-doubtful'])
    await reopened({})
  })
  test('while the key is locked', async () => {
    const file = join(folder.path, 'station-key.json')
    const open = await readFile(file)
    const action = {
      kind: 'copy-key' as const,
      subject: await headSubject((await workshop.get('station.describe', {})).head, sha256),
    }
    const supervisor = await codeOf(workshop, 'Claire')
    const { id } = await workshop.get('supervision.confirm', { action, supervisor, secret: DEMO_PIN, operator: null })
    const { text } = await workshop.get('station.copyKey', { passphrase: 'une phrase assez longue', confirmation: id })
    await writeFile(file, text)
    expect(await refusals(await reopened({}))).toEqual(['station.key-locked'])
    await writeFile(file, open)
    await reopened({})
  })
})

describe('A batch that waits in the station', () => {
  test('goes to the folder of the settings, is kept until it left, and can then be let go', async () => {
    const { batch } = await make(await ofKind('withdrawal'))
    const { manifest } = batch
    const [medium] = (await workshop.get('media.list', {})).filter(({ kind }) => kind === 'folder')
    expect(await workshop.ask('batches.letGo', { manifest })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'batch.not-written-yet' }] },
    })
    expect(await workshop.ask('batches.write', { manifest, medium: '/etc' })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'medium.gone' }] },
    })
    const { fileName } = await workshop.get('batches.write', { manifest, medium: medium?.path ?? '' })
    expect(fileName).toBe(batch.fileName)
    expect((await readFile(join(exchange, fileName))).equals(await readFile(fileOf(manifest)))).toBe(true)
    expect(
      (await workshop.get('batches.found', { medium: medium?.path ?? '' })).map((found) => found.fileName),
    ).toEqual([fileName])
    expect((await entries()).at(-1)).toMatchObject({
      kind: 'batch-written',
      written: { batch: manifest, by: 'medium', fileName, sha256: batch.sha256, bytes: batch.bytes },
    })
    await workshop.get('batches.letGo', { manifest })
    expect((await workshop.get('batches.held', {})).map((held) => held.manifest)).not.toContain(manifest)
    expect(await workshop.ask('batches.write', { manifest, medium: medium?.path ?? '' })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'batch.not-held' }] },
    })
  })

  test('can be read piece by piece, and counts as left once the window has saved it', async () => {
    const { batch } = await make(await ofKind('withdrawal'))
    const { manifest, bytes } = batch
    const pieces: Buffer[] = []
    for (let offset = 0; offset < bytes; offset += 1000) {
      const piece = await workshop.get('batches.read', { manifest, offset, length: 1000 })
      expect(piece.bytes).toBe(Math.min(1000, bytes - offset))
      pieces.push(Buffer.from(piece.base64, 'base64'))
    }
    expect(Buffer.concat(pieces).equals(await readFile(fileOf(manifest)))).toBe(true)
    expect(await workshop.get('batches.read', { manifest, offset: bytes, length: 1000 })).toMatchObject({ bytes: 0 })
    await workshop.get('batches.downloaded', { manifest })
    expect((await entries()).at(-1)).toMatchObject({
      kind: 'batch-written',
      written: { batch: manifest, by: 'download' },
    })
  })

  test('that was damaged in the meantime does not leave', async () => {
    const { batch } = await make(await ofKind('withdrawal'))
    const bytes = await readFile(fileOf(batch.manifest))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(fileOf(batch.manifest), bytes)
    expect(await workshop.ask('batches.write', { manifest: batch.manifest, medium: exchange })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'batch.held-damaged' }] },
    })
    expect((await readdir(exchange)).filter((name) => name.startsWith('.'))).toEqual([])
    await rm(fileOf(batch.manifest))
  })

  test('is there after a start, and what never became a batch is not', async () => {
    const { batch } = await make(await ofKind('withdrawal'))
    const held = await workshop.get('batches.held', {})
    expect(held.map(({ manifest }) => manifest)).toContain(batch.manifest)
    await workshop.station.close()
    const at = (name: string) => join(folder.path, 'outgoing', name)
    const unknown = 'f'.repeat(64)
    await writeFile(at(`${randomUUID()}.new`), 'half')
    await writeFile(at(`${unknown}.zip`), 'never journalled')
    await writeFile(at(`${unknown}.sum`), '{}')
    await mkdir(at(`${randomUUID()}.papers`))
    await rm(at(`${batch.manifest}.sum`))
    workshop = await openWorkshop(folder.path, { demo: true })
    expect(await workshop.get('batches.held', {})).toEqual(held)
    const names = await outgoing()
    expect(names.filter((name) => !/^[0-9a-f]{64}\.(?:zip|sum)$/.test(name) || name.startsWith(unknown))).toEqual([])
  })
})
