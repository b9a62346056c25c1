// Every attack of the tables, over raw sockets, against the loopback host with a station behind it: each is refused, the
// station carries out nothing, nothing secret is answered, and the host goes on.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHttp, type HttpHost } from '../../../../electron/transport/http.ts'
import { readPages } from '../../../../electron/transport/pages.ts'
import { createEntrance, type Entrance } from '../../../../electron/transport/start-code.ts'
import { smallStation } from '../../contract/small-station.ts'
import { call, look, type Family, type Target } from './attack.ts'
import { bodiesAndFraming } from './bodies-and-framing.ts'
import { formsAndMethods } from './forms-and-methods.ts'
import { namesAndOrigins } from './names-and-origins.ts'
import { secrets } from './secrets.ts'
import { traversal } from './traversal.ts'

const families: readonly Family[] = [
  ...namesAndOrigins,
  ...formsAndMethods,
  ...secrets,
  ...traversal,
  ...bodiesAndFraming,
]

const SECRET = 'what lies beside the pages'
let folder: string
let host: HttpHost
let entrance: Entrance
let carriedOut = 0
const faults: unknown[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-attacks-'))
  await mkdir(join(folder, 'pages', 'assets'), { recursive: true })
  await writeFile(join(folder, 'pages', 'index.html'), '<!doctype html><title>Établi</title>')
  await writeFile(join(folder, 'pages', 'assets', 'app-1234.js'), 'export {}')
  await writeFile(join(folder, 'secret.html'), SECRET)
  await symlink(join(folder, 'secret.html'), join(folder, 'pages', 'link.html'))
  const station = smallStation()
  host = await serveHttp({
    answer: async (name, input, options) => {
      const reply = await station.answer(name, input, options)
      if (reply.ok) carriedOut += 1
      return reply
    },
    pages: await readPages(join(folder, 'pages')),
    port: 0,
    identity: 'this-folder',
    entrance: async (origin) => (entrance = await createEntrance(folder, origin)),
    report: (fault) => faults.push(fault),
    limits: { bodyBytes: 100_000, headersMs: 2_000, requestMs: 3_000 },
  })
})

const refused = new Map<string, number>()
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true })
  const total = [...refused.values()].reduce((sum, count) => sum + count, 0)
  const lines = [...refused].map(([name, count]) => `${String(count).padStart(5)}  ${name}`)
  console.log(
    [`Attacks on the loopback host that were refused:`, ...lines, `${String(total).padStart(5)}  in all`].join('\n'),
  )
})

const target = async (): Promise<Target> => ({
  port: host.port,
  origin: host.origin,
  token: entrance.token,
  code: /#start=([\w-]+)/.exec(await readFile(entrance.file, 'utf8'))?.[1] ?? '',
})

/** Whether these bytes are a whole answer of ours: each says its length, or comes in chunks. */
const isWhole = (heard: string): boolean => {
  const end = heard.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(heard.slice(0, end))?.[1]
  const body = heard.slice(end + 4)
  return length === undefined ? body.endsWith('0\r\n\r\n') : Buffer.byteLength(body) >= Number(length)
}

/** Everything that is answered to these bytes: until the host ends the connection, or has answered in full. */
const send = (bytes: string | Buffer): Promise<string> =>
  new Promise((resolve) => {
    let heard = ''
    const socket = createConnection({ host: '127.0.0.1', port: host.port }, () => socket.write(bytes))
    const end = () => {
      socket.destroy()
      resolve(heard)
    }
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      heard += text
      // What the host means to end is heard to its end: something might still follow a refusal.
      if (isWhole(heard) && !/\r\nconnection: close/i.test(heard)) end()
    })
    socket.on('close', end).on('error', end)
  })

const statusOf = (answer: string): number | null => (answer === '' ? null : Number(answer.split(' ')[1]))

test('the same call and the same page, in order in every respect, are answered', async () => {
  const aim = await target()
  expect(await send(call(aim))).toContain('"ok":true')
  expect(await send(look(aim, '/'))).toContain('<title>Établi</title>')
  expect(carriedOut).toBe(1)
})

describe.each(families)('$name', ({ name, attacks }) => {
  test.each(attacks)('$what', async ({ bytes, refusedBy }) => {
    const aim = await target()
    const before = carriedOut
    const answer = await send(bytes(aim))
    expect(refusedBy).toContain(statusOf(answer))
    expect(answer.match(/^HTTP\/1\.1 /gm)?.length ?? 0, 'answers').toBeLessThanOrEqual(1)
    expect(answer).not.toContain('"ok":true')
    expect(answer).not.toContain(SECRET)
    expect(answer).not.toContain(aim.token)
    expect(answer).not.toContain(aim.code)
    expect(answer).not.toContain(folder)
    expect(answer).not.toMatch(/access-control-|set-cookie|\n\s+at /i)
    expect(carriedOut, 'what the station carried out').toBe(before)
    // The code still lets in: nobody used it up.
    expect((await target()).code).toBe(aim.code)
    refused.set(name, (refused.get(name) ?? 0) + 1)
  })
})

test('afterwards the host still answers, and nothing was a fault of its own', async () => {
  expect(await send(call(await target()))).toContain('"ok":true')
  expect(faults).toEqual([])
})
