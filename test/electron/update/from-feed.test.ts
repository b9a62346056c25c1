// Updates from a server: one address that a supervisor wrote down, over https, and nothing of it that the publisher did not sign.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedManifestName, type UpdateManifest } from '../../../domain/update/manifest.ts'
import { openConnection } from '../../../electron/delivery/ask.ts'
import { dispatch } from '../../../electron/dispatch.ts'
import { serverCertificate } from '../delivery/certificates.ts'
import { certificate, type Respond, startServer, type TestServer } from '../delivery/servers.ts'
import { codesOf, newPublisher, publish, setFeed, stateOf, type UpdatedWorkshop, updatedWorkshop } from './an-update.ts'

const limits = { idleMs: 3000, answerMs: 3000 }
const slowness = { everyMs: 400, leastBytes: 20_000 }

let server: TestServer
let here: UpdatedWorkshop
let publishing: string
beforeAll(async () => {
  server = await startServer((_, response) => response.end())
  here = await updatedWorkshop({ slowness, connect: () => openConnection(certificate().cert, limits) })
  await setFeed(here.workshop, server.url)
})
afterAll(async () => {
  await here.remove()
  await server.close()
})
beforeEach(async () => {
  publishing = await mkdtemp(join(tmpdir(), 'etabli-feed-'))
  server.received.length = 0
})
afterEach(async () => {
  await rm(publishing, { recursive: true, force: true })
  await rm(join(here.data, 'updates'), { recursive: true, force: true })
})

const MANIFEST = feedManifestName('appimage', 'x64')
/** A folder on a web server: the manifest under its fixed name, and the package. */
const folderWith =
  (manifest: UpdateManifest, bytes: Buffer): Respond =>
  ({ path }, response) => {
    if (path === `/etabli/v1/${MANIFEST}`) response.end(JSON.stringify(manifest))
    else if (path === `/etabli/v1/${manifest.fileName}`) response.end(bytes)
    else response.writeHead(404).end()
  }
const offered = async (...changes: Parameters<typeof publish>[2][]) => {
  const update = await publish(publishing, here.publisher, ...changes)
  server.respond = folderWith(update.manifest, update.bytes)
  return update
}
const search = async () => (await here.workshop.get('updates.search', {})).feed
const fetchIt = () => here.workshop.ask('updates.take', { source: { kind: 'feed' } })
const copies = async () =>
  (await readdir(join(here.data, 'updates')).catch(() => [])).filter((name) => name !== 'state.json')
const asked = () => server.received.map(({ method, path }) => `${method} ${path.replace('/etabli/v1/', '')}`)

describe('a feed', () => {
  it('says what it has, and nothing is fetched before a person asks for it', async () => {
    const { manifest } = await offered()
    expect(await search()).toMatchObject({ found: { manifest, faults: [] }, reasons: [] })
    expect(asked()).toEqual([`GET ${MANIFEST}`])
    expect(await copies()).toEqual([])
    // What goes out with it says nothing of the station.
    expect(Object.keys(server.received[0]?.headers ?? {}).toSorted()).toEqual(
      ['accept', 'accept-encoding', 'cache-control', 'connection', 'host', 'user-agent'].toSorted(),
    )
  })

  it('gives the package, which is checked as one from a key is', async () => {
    const { manifest, bytes } = await offered({ bytes: randomBytes(3_000_000) })
    const { taken } = stateOf(await fetchIt())
    expect(taken).toEqual({ manifest, faults: [] })
    const [copy = ''] = await copies()
    expect((await readFile(join(here.data, 'updates', copy))).equals(bytes)).toBe(true)
    expect(asked()).toEqual([`GET ${MANIFEST}`, `GET ${manifest.fileName}`])
  })

  it('is asked for the form of this installation only', async () => {
    await offered()
    server.respond = (_, response) => response.writeHead(404).end()
    expect((await search())?.reasons.map(({ code }) => code)).toEqual(['update.feed-nothing'])
    expect(codesOf(await fetchIt())).toEqual(['update.feed-nothing'])
  })
})

const page = '<!doctype html><title>Wi-Fi gratuit</title>'
/** What a server may do instead, and what is said of it when the package is asked for. */
const misbehaviours: readonly (readonly [string, string, (manifest: UpdateManifest, bytes: Buffer) => Respond])[] = [
  [
    'that sends on to another host',
    'update.feed-redirects',
    () => (_, response) => response.writeHead(302, { location: 'https://ailleurs.example/x' }).end(),
  ],
  [
    'that sends on to itself',
    'update.feed-redirects',
    () =>
      ({ path }, response) =>
        response.writeHead(301, { location: path }).end(),
  ],
  [
    'that sends the package on, after its manifest',
    'update.feed-redirects',
    (manifest) =>
      ({ path }, response) =>
        path.endsWith(MANIFEST)
          ? response.end(JSON.stringify(manifest))
          : response.writeHead(307, { location: 'https://ailleurs.example/x' }).end(),
  ],
  [
    'that is a portal’s page',
    'update.feed-not-it',
    () => (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
  ],
  ['that is a portal’s page dressed as a file', 'update.feed-not-it', () => (_, response) => response.end(page)],
  [
    'that gives a portal’s page instead of the package',
    'update.feed-not-it',
    (manifest) =>
      ({ path }, response) =>
        path.endsWith(MANIFEST)
          ? response.end(JSON.stringify(manifest))
          : response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  ],
  ['that is full', 'update.feed-refuses', () => (_, response) => response.writeHead(503).end()],
  [
    'whose manifest never ends',
    'update.feed-not-it',
    () => (_, response) => {
      const more = () => response.write(Buffer.alloc(64 * 1024, 32), more)
      response.on('error', () => undefined)
      more()
    },
  ],
  [
    'whose package never ends',
    'update.package-not-the-same',
    (manifest) =>
      ({ path }, response) => {
        if (path.endsWith(MANIFEST)) {
          response.end(JSON.stringify(manifest))
          return
        }
        const more = () => response.write(Buffer.alloc(64 * 1024, 32), more)
        response.on('error', () => undefined)
        more()
      },
  ],
  [
    'whose package is cut off',
    'update.feed-unreachable',
    (manifest, bytes) =>
      ({ path }, response) => {
        if (path.endsWith(MANIFEST)) response.end(JSON.stringify(manifest))
        else {
          response.writeHead(200, { 'content-length': bytes.length })
          response.write(bytes.subarray(0, 1000), () => response.destroy())
        }
      },
  ],
  [
    'whose package is shorter than was signed',
    'update.package-not-the-same',
    (manifest, bytes) =>
      ({ path }, response) =>
        response.end(path.endsWith(MANIFEST) ? JSON.stringify(manifest) : bytes.subarray(1)),
  ],
  [
    'whose package drips',
    'update.feed-too-slow',
    (manifest, bytes) =>
      ({ path }, response) => {
        if (path.endsWith(MANIFEST)) {
          response.end(JSON.stringify(manifest))
          return
        }
        response.writeHead(200, { 'content-length': bytes.length })
        const drip = setInterval(() => response.write(bytes.subarray(0, 10)), 50)
        response.on('close', () => {
          clearInterval(drip)
        })
      },
  ],
  [
    'that says nothing',
    'update.feed-unreachable',
    () => () => undefined, // it never answers
  ],
]

describe('a server', () => {
  it.each(misbehaviours)('%s gives nothing: %s', async (_, code, respondWith) => {
    const { manifest, bytes } = await offered()
    server.respond = respondWith(manifest, bytes)
    expect(codesOf(await fetchIt())).toEqual([code])
    expect(await copies()).toEqual([])
    expect(here.workshop.faults).toEqual([])
    // Nowhere else was asked: all of it came here.
    expect(server.received.length).toBeLessThanOrEqual(2)
  })

  it('whose updates another publisher signed gives nothing', async () => {
    const update = await publish(publishing, newPublisher())
    server.respond = folderWith(update.manifest, update.bytes)
    expect((await search())?.reasons.map(({ code }) => code)).toEqual(['update.not-signed'])
    expect(codesOf(await fetchIt())).toEqual(['update.not-signed'])
    expect(asked()).toEqual([`GET ${MANIFEST}`, `GET ${MANIFEST}`])
  })

  it('that gives an old version again gives nothing', async () => {
    await offered({ version: '0.0.4' })
    expect((await search())?.found?.faults.map(({ code }) => code)).toEqual(['update.older'])
    expect(codesOf(await fetchIt())).toEqual(['update.older'])
  })

  it('whose certificate nobody vouches for is not asked', async () => {
    const impostor = await startServer((_, response) => response.end(), serverCertificate())
    await setFeed(here.workshop, impostor.url)
    expect((await search())?.reasons.map(({ code }) => code)).toEqual(['update.feed-certificate'])
    expect(impostor.received).toEqual([])
    await impostor.close()
    await setFeed(here.workshop, server.url)
  })

  it('that is not there is said, and remembered until the next look', async () => {
    await setFeed(here.workshop, 'https://127.0.0.1:9/etabli')
    expect((await search())?.reasons.map(({ code }) => code)).toEqual(['update.feed-unreachable'])
    expect((await here.workshop.get('updates.state', {})).feed?.reasons).toHaveLength(1)
    await setFeed(here.workshop, server.url)
  })

  it('is left when a person stops it, and nothing of it stays', async () => {
    const { manifest, bytes } = await offered({ bytes: randomBytes(2_000_000) })
    const stop = new AbortController()
    server.respond = ({ path }, response) => {
      if (path.endsWith(MANIFEST)) response.end(JSON.stringify(manifest))
      else {
        response.writeHead(200, { 'content-length': bytes.length })
        response.write(bytes.subarray(0, 1_000_000))
      }
    }
    const reply = await dispatch(
      here.workshop.station,
      'updates.take',
      { source: { kind: 'feed' } },
      {
        signal: stop.signal,
        onProgress: () => {
          stop.abort()
        },
      },
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(await copies()).toEqual([])
  })
})

describe('without an address in the settings', () => {
  it('no server is asked at all', async () => {
    await setFeed(here.workshop, null)
    expect((await search())?.reasons.map(({ code }) => code)).toEqual(['update.no-feed'])
    expect(codesOf(await fetchIt())).toEqual(['update.no-feed'])
    expect(server.received).toEqual([])
    await setFeed(here.workshop, server.url)
  })

  it('and with one, it is asked by itself only where that was ticked', async () => {
    await offered()
    const { restart } = here
    here = await restart()
    await here.workshop.get('updates.state', {})
    expect(server.received).toEqual([])
    await setFeed(here.workshop, server.url, true)
    here = await here.restart()
    await expect.poll(() => asked(), { timeout: 20_000 }).toEqual([`GET ${MANIFEST}`])
    await expect.poll(async () => (await here.workshop.get('updates.state', {})).feed?.found?.name).toBeDefined()
    // Again at once: it is not due.
    here = await here.restart()
    await here.workshop.get('updates.state', {})
    expect(asked()).toEqual([`GET ${MANIFEST}`])
    expect(await copies()).toEqual([])
  })
})
