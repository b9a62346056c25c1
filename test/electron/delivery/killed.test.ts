// A station that is killed at any moment while it sends: every document arrives, the registry has each once, and no half batch ever
// bears a batch's name.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openVault } from '../../../electron/vault/vault.ts'
import { seeded, start, node, type Running } from '../vault/processes.ts'
import { DAV_PASSWORD, DAV_USER, type DavServer, isThere, startRclone } from './dav-servers.ts'
import { aTarget, batchBytes, openSending } from './outgoing.ts'
import { registry, startServer, type TestServer } from './servers.ts'

const long = process.env['ETABLI_LONG'] === '1'
const kills = Number(process.env['ETABLI_KILLS'] ?? (long ? 200 : 8))
const seed = Number(process.env['ETABLI_SEED'] ?? 20261126)

const script = new URL('sending-process.ts', import.meta.url).pathname
const startSending = (folder: string, ...words: string[]): Running => start(node, [script, folder, ...words])

let server: TestServer
let dav: DavServer | null
let sending: Awaited<ReturnType<typeof openSending>>
const kept = new Map<string, number>()

beforeEach(async () => {
  const good = registry(kept)
  // Some answers are lost on their way: the document was kept all the same.
  let count = 0
  server = await startServer((received, response) => {
    // What is written to a connection that is gone is heard by nobody.
    if (++count % 7 === 0) response.destroy()
    good(received, response)
  })
  dav = isThere.rclone ? await startRclone() : null
  sending = await openSending()
})
afterEach(async () => {
  await sending.remove()
  await server.close()
  await dav?.close()
})

const inTheFolder = (): readonly string[] => (dav === null ? [] : readdirSync(dav.folder))
const named = () => inTheFolder().filter((name) => name.endsWith('.etabli-lot'))

describe('a station that is killed while it sends', () => {
  it(`loses nothing and doubles nothing, ${String(kills)} times`, async () => {
    const { folder } = sending
    await sending.addTarget(aTarget({ url: server.url, authority: server.authority }))
    if (dav !== null) {
      const { url, authority } = dav
      await sending.addTarget(aTarget({ kind: 'webdav', url, authority, user: DAV_USER }), DAV_PASSWORD)
    }
    await sending.letGo()
    const random = seeded(seed)
    const whole = new Set<string>()
    for (let round = 0; round < kills; round++) {
      const running = startSending(folder, 'issue')
      if (random() < 0.9) {
        await running.until((line) => line === 'ready')
        await new Promise((resolve) => setTimeout(resolve, random() * 700))
      } else await new Promise((resolve) => setTimeout(resolve, random() * 900))
      await running.kill()
      expect(running.errors()).toBe('')
      expect(running.lines.filter((line) => line.startsWith('fault'))).toEqual([])
      for (const name of named()) {
        if (whole.has(name)) continue
        const bytes = readFileSync(join(dav?.folder ?? '', name))
        expect({ round, name, bytes: bytes.length }).toEqual({ round, name, bytes: 300_000 })
        whole.add(name)
      }
    }
    const last = startSending(folder)
    await last.until((line) => line === 'done')
    expect(await last.ended).toBe(0)

    const vault = await openVault({
      dataFolder: folder,
      shell: 'memory',
      now: () => new Date(),
      builtAt: '2026-01-01T00:00:00.000Z',
    })
    const { documents, targets, batchesWritten } = vault.ledger
    const [ofRegistry, ofFolder] = targets
    // The registry has every document, and each under its own hash once.
    expect([...kept.keys()].toSorted()).toEqual(documents.map(({ hash }) => hash).toSorted())
    for (const { hash } of documents) {
      expect(vault.ledger.delivery(ofRegistry?.id ?? '', hash)).toMatchObject({ state: 'delivered' })
    }
    const batches = documents.filter(({ kind }) => kind === 'batch-manifest')
    if (dav !== null) {
      expect(named().toSorted()).toEqual(batches.map(({ number }) => `lot-${number}.etabli-lot`).toSorted())
      expect(inTheFolder()).toEqual(named())
      for (const { hash, number } of batches) {
        expect(readFileSync(join(dav.folder, `lot-${number}.etabli-lot`)).equals(batchBytes(hash))).toBe(true)
        expect(vault.ledger.delivery(ofFolder?.id ?? '', hash)).toMatchObject({ state: 'delivered' })
      }
      expect(batchesWritten.map(({ batch }) => batch).toSorted()).toEqual(batches.map(({ hash }) => hash).toSorted())
    }
    await vault.close()
    const twice = [...kept.values()].filter((times) => times > 1).length
    console.info(
      `${String(kills)} kills (seed ${String(seed)}): ${String(documents.length)} documents, ${String(batches.length)} batches; ${String(twice)} sent more than once, each kept once`,
    )
    expect(documents.length).toBeGreaterThan(kills)
  }, 3_600_000)
})
