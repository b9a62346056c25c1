// Batches into a folder over WebDAV, against real servers: rclone's and Apache's mod_dav; and against one that loses what it gets.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryTarget } from '../../../domain/delivery/target.ts'
import { DAV_PASSWORD, DAV_USER, type DavServer, isThere, startApache, startRclone } from './dav-servers.ts'
import { aTarget, openSending, putDocument, type Sending, until } from './outgoing.ts'
import { startServer } from './servers.ts'

let sending: Sending
beforeEach(async () => {
  sending = await openSending({ limitMs: 5000 })
})
afterEach(async () => {
  await sending.close()
})

/** A batch that was made: its file in the station, its manifest in the journal. */
const makeBatch = async (sequence: number, bytes: Buffer): Promise<string> => {
  const hash = await putDocument(sending.vault, sequence, 'batch-manifest')
  mkdirSync(join(sending.folder, 'outgoing'), { recursive: true })
  writeFileSync(join(sending.folder, 'outgoing', `${hash}.zip`), bytes)
  return hash
}
const rowsOf = (target: DeliveryTarget) => sending.rows(target)
const test = (target: DeliveryTarget) => sending.delivering.test(target, new AbortController().signal)

describe.each([
  ['rclone', startRclone, isThere.rclone],
  ['Apache', startApache, isThere.apache],
] as const)('a WebDAV folder of %s', (_, start, isHere) => {
  let server: DavServer
  let target: DeliveryTarget
  beforeEach(async ({ skip }) => {
    if (!isHere) skip()
    server = await start()
    target = await sending.addTarget(
      aTarget({ kind: 'webdav', url: server.url, authority: server.authority, user: DAV_USER }),
      DAV_PASSWORD,
    )
  })
  afterEach(async () => {
    if (isHere) await server.close()
  })
  const isSettled = () => rowsOf(target).every(({ state }) => state !== 'waiting' && state !== 'sending')

  it('gets a batch whole under its own name, and nothing else', async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 7)
    const hash = await makeBatch(1, bytes)
    const parts = new Set<number>()
    await sending.sendUntil(target, () => {
      const { progress } = rowsOf(target)[0] ?? { progress: null }
      if (progress !== null) parts.add(progress)
      return isSettled()
    })
    expect(rowsOf(target)).toMatchObject([{ item: hash, state: 'delivered', progress: null }])
    expect(Math.max(...parts)).toBeLessThanOrEqual(1)
    expect(readdirSync(server.folder)).toEqual(['lot-ROM-000001.etabli-lot'])
    expect(readFileSync(join(server.folder, 'lot-ROM-000001.etabli-lot')).equals(bytes)).toBe(true)
    // It has left the station, as on a medium.
    expect(sending.vault.ledger.batchesWritten).toMatchObject([
      { batch: hash, by: 'delivery', where: target.name, fileName: 'lot-ROM-000001.etabli-lot', bytes: bytes.length },
    ])
  })

  it('that holds the batch already, from a try whose end was never heard of, gets it no second time', async () => {
    const bytes = randomBytes(100_000)
    await makeBatch(1, bytes)
    writeFileSync(join(server.folder, 'lot-ROM-000001.etabli-lot'), bytes)
    writeFileSync(join(server.folder, 'lot-ROM-000001.etabli-lot.en-cours'), bytes.subarray(0, 500), { mode: 0o666 })
    await sending.sendUntil(target, isSettled)
    expect(rowsOf(target)).toMatchObject([{ state: 'delivered' }])
  })

  it('has its half of an earlier try replaced', async () => {
    const bytes = randomBytes(100_000)
    await makeBatch(1, bytes)
    const half = join(server.folder, 'lot-ROM-000001.etabli-lot.en-cours')
    writeFileSync(half, bytes.subarray(0, 500))
    // mod_dav writes beside and renames: the folder's owner decides, not the file's.
    await sending.sendUntil(target, isSettled)
    expect(readdirSync(server.folder)).toEqual(['lot-ROM-000001.etabli-lot'])
  })

  it.each([
    ['of the same size', (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 1))],
    ['of another size', () => Buffer.from('something else')],
  ])('keeps another file of that name %s, and a person is told', async (__, other) => {
    const bytes = randomBytes(100_000)
    await makeBatch(1, bytes)
    const there = other(bytes)
    writeFileSync(join(server.folder, 'lot-ROM-000001.etabli-lot'), there)
    await sending.sendUntil(target, isSettled)
    expect(rowsOf(target)).toMatchObject([{ state: 'refused', lastError: [{ code: 'delivery.other-file' }] }])
    expect(readFileSync(join(server.folder, 'lot-ROM-000001.etabli-lot')).equals(there)).toBe(true)
  })

  it('never gets a batch that was spoilt on the station’s own disk', async () => {
    const hash = await makeBatch(1, randomBytes(1000))
    const sum = { bytes: 1000, sha256: '0'.repeat(64) }
    writeFileSync(join(sending.folder, 'outgoing', `${hash}.sum`), JSON.stringify(sum))
    await sending.sendUntil(target, isSettled)
    expect(rowsOf(target)).toMatchObject([{ state: 'refused', lastError: [{ code: 'batch.held-damaged' }] }])
    expect(readdirSync(server.folder)).toEqual([])
  })

  it('gets the next batch though the station’s disk does not give the first one', async () => {
    const unreadable = await putDocument(sending.vault, 1, 'batch-manifest')
    mkdirSync(join(sending.folder, 'outgoing', `${unreadable}.zip`), { recursive: true })
    const hash = await makeBatch(2, randomBytes(1000))
    await sending.sendUntil(target, () => rowsOf(target).some(({ state }) => state === 'delivered'))
    const rows = rowsOf(target)
    expect(rows.find(({ item }) => item === hash)).toMatchObject({ state: 'delivered' })
    const other = rows.find(({ item }) => item === unreadable)
    expect(other).toMatchObject({ lastError: [{ code: 'delivery.fault-with-this-one' }] })
    // Its next try comes after a random pause, so that it may be under way already.
    expect(['waiting', 'sending']).toContain(other?.state)
  })

  it('is tried without leaving anything', async () => {
    const trial = await test(target)
    expect(trial.found.map(({ code }) => code)).toEqual([
      'delivery.found-server',
      'delivery.found-folder',
      'delivery.found-writable',
    ])
    expect(trial.works).toBe(true)
    expect(readdirSync(server.folder)).toEqual([])
  })

  it('whose password is wrong is left alone until a person has looked', async () => {
    await makeBatch(1, randomBytes(10))
    const wrong = await sending.addTarget({ ...target }, 'autre')
    expect(await test(wrong)).toMatchObject({ works: false, found: [{ code: 'delivery.not-allowed' }] })
    sending.delivering.outbox.send(wrong.id)
    await until(() => sending.delivering.outbox.state(wrong).lastError.length > 0)
    expect(sending.delivering.outbox.state(wrong)).toMatchObject({ lastError: [{ code: 'delivery.not-allowed' }] })
    expect(readdirSync(server.folder)).toEqual([])
  })

  it('that is not there, or is a file, is not taken for one', async () => {
    writeFileSync(join(server.folder, 'fichier'), 'x')
    expect(await test({ ...target, url: `${server.url}nulle-part` })).toMatchObject({
      works: false,
      found: [{ code: 'delivery.not-there' }],
    })
    const file = await test({ ...target, url: `${server.url}fichier` })
    expect(file.works).toBe(false)
  })
})

describe('a WebDAV server', () => {
  const collection = '<d:multistatus xmlns:d="DAV:"><d:collection/></d:multistatus>'

  it('that loses the end of what it got never has a batch called delivered', async () => {
    let isWhole = false
    const names = new Set<string>()
    const server = await startServer(({ method, path }, response) => {
      if (method === 'PROPFIND') response.writeHead(207, { 'content-type': 'application/xml' }).end(collection)
      else if (method === 'PUT') {
        names.add(path)
        response.writeHead(201).end()
      } else if (method === 'HEAD' && !path.endsWith('en-cours')) response.writeHead(404).end()
      else if (method === 'HEAD') response.writeHead(200, { 'content-length': isWhole ? '1000' : '999' }).end()
      else response.writeHead(201).end()
    })
    const target = await sending.addTarget(
      aTarget({ kind: 'webdav', url: server.url, authority: server.authority }),
      '',
    )
    await makeBatch(1, randomBytes(1000))
    await sending.sendUntil(target, () => (rowsOf(target)[0]?.tries ?? 0) > 0)
    expect(rowsOf(target)[0]?.lastError).toMatchObject([{ code: 'delivery.incomplete' }])
    expect(server.received.some(({ method }) => method === 'MOVE')).toBe(false)
    isWhole = true
    await until(() => rowsOf(target)[0]?.state === 'delivered')
    expect([...names]).toEqual(['/etabli/v1/lot-ROM-000001.etabli-lot.en-cours'])
    await server.close()
  })

  it('that answers 200 to anything has nothing refused and nothing delivered', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('Bienvenue')
    })
    const target = await sending.addTarget(
      aTarget({ kind: 'webdav', url: server.url, authority: server.authority }),
      '',
    )
    await makeBatch(1, randomBytes(1000))
    sending.delivering.outbox.send(target.id)
    await until(() => sending.delivering.outbox.state(target).lastError.length > 0)
    expect(rowsOf(target)).toMatchObject([{ state: 'waiting' }])
    expect(server.received.some(({ method }) => method === 'PUT')).toBe(false)
    await server.close()
  })

  it('is owed only batches whose file is still in the station', async () => {
    const target = await sending.addTarget(aTarget({ kind: 'webdav', url: 'https://dav.invalid/' }), '')
    await putDocument(sending.vault, 1, 'batch-manifest')
    await putDocument(sending.vault, 2)
    const held = await makeBatch(3, randomBytes(10))
    expect(rowsOf(target).map(({ item }) => item)).toEqual([held])
  })
})
