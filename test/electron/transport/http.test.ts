// The host on 127.0.0.1 trusts neither other programs, nor other users, nor other pages of the same browser.
import { mkdtemp, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { connect, createConnection } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../electron/transport/content-security-policy.ts'
import { serveHttp, type HttpHost } from '../../../electron/transport/http.ts'
import { readPages } from '../../../electron/transport/pages.ts'
import { createEntrance, type Entrance } from '../../../electron/transport/start-code.ts'
import { smallStation } from '../contract/small-station.ts'

let folder: string
let host: HttpHost
let entrance: Entrance
let faults: unknown[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-http-'))
  await mkdir(join(folder, 'pages', 'assets'), { recursive: true })
  await writeFile(join(folder, 'pages', 'index.html'), '<!doctype html><title>Établi</title>')
  await writeFile(join(folder, 'pages', 'assets', 'app-1234.js'), 'export {}')
  await writeFile(join(folder, 'secret.html'), 'secret')
  faults = []
  host = await serveHttp({
    answer: smallStation().answer,
    pages: await readPages(join(folder, 'pages')),
    port: 0,
    identity: 'this-folder',
    entrance: async (origin) => (entrance = await createEntrance(folder, origin)),
    report: (fault) => faults.push(fault),
    limits: { bodyBytes: 100_000, headersMs: 1_000, requestMs: 1_500 },
  })
})

afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true })
})

/** What the host says to exactly these bytes, until it closes or has been silent for a moment. */
const say = (text: string, silenceMs = 400): Promise<string> =>
  new Promise((resolve) => {
    let heard = ''
    const socket = createConnection({ host: '127.0.0.1', port: host.port }, () => socket.write(text))
    socket.setTimeout(silenceMs)
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')))
    const end = () => {
      socket.destroy()
      resolve(heard)
    }
    socket.on('timeout', end).on('close', end).on('error', end)
  })

type Asked = Readonly<Record<string, string | null>>

const request = (method: string, address: string, headers: Asked = {}, body = ''): string => {
  const usual: Asked = {
    Host: `127.0.0.1:${String(host.port)}`,
    ...(method === 'POST'
      ? {
          Origin: host.origin,
          'Content-Type': 'application/json',
          'X-Etabli-Session': entrance.token,
          'Content-Length': String(Buffer.byteLength(body)),
        }
      : {}),
  }
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  )
  return `${method} ${address} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

const statusOf = (response: string): number => Number(response.split(' ')[1])
const position = JSON.stringify({ position: 1 })

test('a call with everything in order is answered', async () => {
  const response = await say(request('POST', '/op/journal.hashAt', {}, position))
  expect(statusOf(response)).toBe(200)
  expect(response).toContain('"ok":true')
})

describe('is turned away, before its body is read', () => {
  const cases: readonly (readonly [string, Asked, number])[] = [
    ['another host name (DNS rebinding)', { Host: 'evil.example:27437' }, 403],
    ['localhost instead of 127.0.0.1', { Host: 'localhost:27437' }, 403],
    ['a host without a port', { Host: '127.0.0.1' }, 403],
    ['a host with a dot behind', { Host: '127.0.0.1.:80' }, 403],
    ['a page of another site', { Origin: 'https://evil.example' }, 403],
    ['a page of another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['an origin that hides itself', { Origin: 'null' }, 403],
    ['no origin at all', { Origin: null }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'Content-Type': 'text/plain' }, 415],
    ['JSON with a character set, which a form can claim', { 'Content-Type': 'application/json; charset=utf-8' }, 415],
    ['no content type', { 'Content-Type': null }, 415],
    ['no token', { 'X-Etabli-Session': null }, 401],
    ['an empty token', { 'X-Etabli-Session': '' }, 401],
    ['another token', { 'X-Etabli-Session': 'x'.repeat(43) }, 401],
    ['a token in a cookie', { 'X-Etabli-Session': null, Cookie: 'x-etabli-session=1' }, 401],
  ]
  test.each(cases)('%s', async (_what, headers, status) => {
    const response = await say(request('POST', '/op/journal.hashAt', headers, position))
    expect(statusOf(response)).toBe(status)
    expect(response).not.toContain('"ok"')
    expect(response.toLowerCase()).not.toContain('access-control-')
    expect(response.toLowerCase()).toContain('connection: close')
  })

  test('two Host headers', async () => {
    const twice = request('GET', '/').replace('\r\n\r\n', '\r\nHost: evil.example\r\n\r\n')
    expect([400, 403]).toContain(statusOf(await say(twice)))
  })

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'HEAD'])('the method %s', async (method) => {
    expect(statusOf(await say(request(method, '/')))).toBe(405)
  })

  test('an operation asked for by GET', async () => {
    expect(statusOf(await say(request('GET', '/op/journal.hashAt')))).toBe(404)
  })
})

describe('pages', () => {
  test('the page is there, with the headers that confine it', async () => {
    const response = await say(request('GET', '/'))
    expect(statusOf(response)).toBe(200)
    expect(response).toContain(`Content-Security-Policy: ${contentSecurityPolicy}`)
    expect(response).toContain('X-Content-Type-Options: nosniff')
    expect(response).toContain('Cross-Origin-Resource-Policy: same-origin')
    expect(response).not.toContain(entrance.token)
  })

  test.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/..\\secret.html',
    '/assets/../../secret.html',
    '/assets/app-1234.js%00',
    '/assets/app-1234.js%00.html',
    '//secret.html',
    '/index.html?x',
    '/#',
    '/assets',
    '/assets/',
    '/secret.html',
    '/open.html',
    'http://127.0.0.1/secret.html',
    '/__proto__',
    '/constructor',
  ])('what is not built is not there: %s', async (address) => {
    const response = await say(request('GET', address))
    expect([400, 404]).toContain(statusOf(response))
    expect(response).not.toMatch(/\r\n\r\nsecret/)
  })
})

describe('too much and too slow', () => {
  test('a body larger than allowed is refused by what it announces', async () => {
    const response = await say(request('POST', '/op/journal.hashAt', { 'Content-Length': '100001' }))
    expect(statusOf(response)).toBe(413)
  })

  test('a body larger than allowed is refused where it announces nothing', async () => {
    const chunk = `${(60_000).toString(16)}\r\n${'x'.repeat(60_000)}\r\n`
    const head = request('POST', '/op/journal.hashAt', { 'Content-Length': null, 'Transfer-Encoding': 'chunked' })
    expect(statusOf(await say(head + chunk + chunk))).toBe(413)
  })

  test('a body that does not come to its end is given up', async () => {
    const started = performance.now()
    const response = await say(request('POST', '/op/journal.hashAt', { 'Content-Length': '50' }, '{"pos'), 6_000)
    expect(statusOf(response)).toBe(408)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('headers that do not come to their end are given up', async () => {
    const response = await say('GET / HTTP/1.1\r\nHost: 127.0', 6_000)
    expect(statusOf(response)).toBe(408)
  })

  test('what is not JSON, and what is not UTF-8, is refused and the host goes on', async () => {
    expect(await say(request('POST', '/op/journal.hashAt', {}, '{"position":'))).toContain('bad-input')
    expect(await say(request('POST', '/op/journal.hashAt', {}, '['.repeat(90_000)))).toContain('bad-input')
    expect(statusOf(await say(request('POST', '/session', {}, 'not json')))).toBe(400)
    expect(statusOf(await say(request('GET', '/')))).toBe(200)
    expect(faults).toEqual([])
  })
})

describe('the way in', () => {
  const codeInFile = async () => /#start=([\w-]+)/.exec(await readFile(entrance.file, 'utf8'))?.[1] ?? ''
  const exchange = (code: string) =>
    say(request('POST', '/session', { 'X-Etabli-Session': null }, JSON.stringify({ code })))

  test('the code stands in a file that only this user can read, the token nowhere', async () => {
    expect((await stat(entrance.file)).mode & 0o777).toBe(0o600)
    expect(await readFile(entrance.file, 'utf8')).not.toContain(entrance.token)
    expect((await codeInFile()).length).toBeGreaterThan(40)
  })

  test('a code lets in once; the file then holds a new one', async () => {
    const code = await codeInFile()
    expect(await exchange(code)).toContain(entrance.token)
    expect(statusOf(await exchange(code))).toBe(403)
    expect(await codeInFile()).not.toBe(code)
    expect(await exchange(await codeInFile())).toContain(entrance.token)
  })

  test('two windows with the same code at the same moment: one gets in', async () => {
    const code = await codeInFile()
    const answers = await Promise.all([exchange(code), exchange(code), exchange(code)])
    expect(answers.map(statusOf).sort()).toEqual([200, 403, 403])
  })

  test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(101)])('a wrong code does not: “%s”', async (code) => {
    expect(statusOf(await exchange(code))).toBe(403)
  })

  test('a code that is no text does not, nor a form of another shape', async () => {
    for (const body of ['{"code":1}', '{"code":["a"]}', 'null', '[]', '{}']) {
      expect(statusOf(await say(request('POST', '/session', {}, body)))).toBe(403)
    }
  })
})

test('only 127.0.0.1 is listened on', async () => {
  const reach = (address: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host: address, port: host.port, timeout: 500 })
      const end = (reached: boolean) => {
        socket.destroy()
        resolve(reached)
      }
      socket.on('connect', () => {
        end(true)
      })
      for (const event of ['error', 'timeout'] as const) {
        socket.on(event, () => {
          end(false)
        })
      }
    })
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address)
    .filter((address) => address !== '127.0.0.1')
  expect(await reach('127.0.0.1')).toBe(true)
  for (const address of [...others, '127.0.0.2', '::1']) expect(await reach(address)).toBe(false)
})

test('a second start can ask who listens, and learns no folder', async () => {
  const response = await say(request('GET', '/etabli.json'))
  expect(response).toContain('{"application":"etabli","station":"this-folder"}')
  expect(response).not.toContain(folder)
})

test('a window counts while it is open, and no longer', async () => {
  const seen: number[] = []
  host.onWindows(() => seen.push(host.windows()))
  await say(request('POST', '/presence', {}, '{}'), 200)
  await expect.poll(() => host.windows()).toBe(0)
  expect(seen).toEqual([1, 0])
})

test('the pinned styles are those of the installed reka-ui', async () => {
  const { viewportStyles } = await import('../../../electron/transport/content-security-policy.ts')
  const files = ['ScrollArea/ScrollAreaViewport', 'Select/SelectViewport', 'Combobox/ComboboxViewport']
  for (const [index, file] of files.entries()) {
    const source = await readFile(join('node_modules/reka-ui/dist', `${file}.js`), 'utf8')
    expect(source).toContain(viewportStyles[index])
  }
})
