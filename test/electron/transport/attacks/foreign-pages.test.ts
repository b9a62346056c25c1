// Attacks by another page of the same browser, in real Chromium: what it includes, frames, sends, opens or has led here
// under a name of its own. It learns nothing but that somebody listens, and the station carries out nothing.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../../../electron/browser/find-browser.ts'
import { serveHttp, type HttpHost } from '../../../../electron/transport/http.ts'
import { readPages } from '../../../../electron/transport/pages.ts'
import { createEntrance, type Entrance } from '../../../../electron/transport/start-code.ts'
import { smallStation } from '../../contract/small-station.ts'

let folder: string
let host: HttpHost
let entrance: Entrance
let foreign: Server
let foreignPort: number
let browser: Browser
let carriedOut = 0

const picture = '<svg xmlns="http://www.w3.org/2000/svg" id="a" width="9" height="9"><rect width="9" height="9"/></svg>'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-foreign-'))
  await mkdir(join(folder, 'pages', 'assets'), { recursive: true })
  await writeFile(join(folder, 'pages', 'index.html'), '<!doctype html><title>Établi</title><p id="app">Au travail</p>')
  await writeFile(join(folder, 'pages', 'assets', 'app.js'), 'globalThis.taken = true; export {}')
  await writeFile(join(folder, 'pages', 'assets', 'plain.js'), 'globalThis.taken = true')
  await writeFile(join(folder, 'pages', 'assets', 'app.css'), 'body { color: rgb(1, 2, 3) }')
  await writeFile(join(folder, 'pages', 'icon.svg'), picture)
  const station = smallStation()
  host = await serveHttp({
    answer: (name, input, options) => {
      carriedOut += 1
      return station.answer(name, input, options)
    },
    pages: await readPages(join(folder, 'pages')),
    port: 0,
    identity: 'this-folder',
    entrance: async (origin) => (entrance = await createEntrance(folder, origin)),
    report: () => undefined,
  })
  foreign = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Elsewhere</title><body>')
  }).listen(0, '127.0.0.1')
  await once(foreign, 'listening')
  foreignPort = (foreign.address() as AddressInfo).port // a server that listens on TCP
  browser = await chromium.launch({
    executablePath: (await findBrowser()) ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      // Newer browsers ask before a page reaches into the local network at all; older ones, and people who said yes, do not.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,PrivateNetworkAccessSendPreflights',
    ],
  })
})
let refused = 0
afterAll(async () => {
  await browser.close()
  foreign.closeAllConnections()
  foreign.close()
  await host.close()
  await rm(folder, { recursive: true })
  console.log(`Attacks by other pages of the browser that came to nothing: ${String(refused)}`)
})

type Attempt = (station: string) => Promise<unknown> | unknown

/** Each answers what the foreign page gets hold of; null where it gets nothing. They run within that page. */
const attempts: Readonly<Record<string, Attempt>> = {
  'reads the page': async (station) => (await fetch(station)).text(),
  'reads who listens': async (station) => (await fetch(`${station}/etabli.json`)).json(),
  'reads it blindly': async (station) => (await fetch(station, { mode: 'no-cors' })).type,
  'reads it with credentials': async (station) => (await fetch(station, { credentials: 'include' })).text(),
  'reads it by XMLHttpRequest': (station) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.onload = () => {
        resolve(request.responseText)
      }
      request.onerror = reject
      request.open('GET', station)
      request.send()
    }),
  'calls an operation': async (station) =>
    (
      await fetch(`${station}/op/journal.hashAt`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-etabli-session': 'x' },
        body: '{"position":1}',
      })
    ).text(),
  'calls it as a simple request': async (station) =>
    (await fetch(`${station}/op/journal.hashAt`, { method: 'POST', body: '{"position":1}' })).text(),
  'calls it blindly': async (station) =>
    (await fetch(`${station}/op/journal.hashAt`, { method: 'POST', mode: 'no-cors', body: '{"position":1}' })).type,
  'asks to be let in': async (station) =>
    (
      await fetch(`${station}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"code":"x"}',
      })
    ).text(),
  'sends a beacon': (station) => {
    navigator.sendBeacon(`${station}/op/journal.hashAt`, new Blob(['{"position":1}'], { type: 'text/plain' }))
    return null
  },
  'opens a web socket': (station) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(station.replace('http', 'ws'))
      socket.onopen = () => {
        resolve('open')
      }
      socket.onerror = reject
    }),
  'opens a stream of events': (station) =>
    new Promise((resolve, reject) => {
      const source = new EventSource(`${station}/presence`)
      source.onopen = () => {
        resolve('open')
      }
      source.onerror = () => {
        source.close()
        reject(new Error('refused'))
      }
    }),
  // As text: the test's own runner would put an import of its own in its place.
  'imports a module': (station) => (0, eval)(`import('${station}/assets/app.js').then(() => 'in')`) as unknown,
  'starts a worker': (station) =>
    new Promise((_resolve, reject) => {
      new Worker(`${station}/assets/app.js`).onerror = reject
    }),
  'imports a script into a worker of its own': (station) =>
    new Promise((resolve, reject) => {
      const text = `try { importScripts('${station}/assets/plain.js'); postMessage('in') } catch { postMessage(null) }`
      const worker = new Worker(URL.createObjectURL(new Blob([text])))
      worker.onmessage = ({ data }) => {
        resolve(data)
      }
      worker.onerror = reject
    }),
  'starts a shared worker': (station) =>
    new Promise((_resolve, reject) => {
      new SharedWorker(`${station}/assets/app.js`).onerror = reject
    }),
  'registers a service worker': (station) => navigator.serviceWorker.register(`${station}/assets/app.js`),
  'loads a typeface': async (station) => (await new FontFace('a', `url(${station}/icon.svg)`).load()).status,
  'reads its caches': async () => ((await caches.keys()).length > 0 ? 'caches' : null),
  'reads how much was sent': async (station) => {
    await fetch(`${station}/icon.svg`, { mode: 'no-cors', cache: 'reload' }).catch(() => null)
    const [entry] = performance.getEntriesByName(`${station}/icon.svg`) as PerformanceResourceTiming[]
    return (entry?.transferSize ?? 0) > 0 ? entry : null
  },
}

/** Elements that load by themselves: `load` means that something came. */
const elements: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['script', { src: '/assets/app.js' }],
  ['script', { src: '/assets/app.js', type: 'module' }],
  ['script', { src: '/assets/app.js', crossorigin: 'anonymous' }],
  ['script', { src: '/etabli.json' }],
  ['script', { src: '/' }],
  ['img', { src: '/icon.svg' }],
  ['img', { src: '/icon.svg', crossorigin: 'use-credentials' }],
  ['link', { href: '/assets/app.css', rel: 'stylesheet' }],
  ['link', { href: '/assets/app.js', rel: 'modulepreload' }],
  ['link', { href: '/assets/app.js', rel: 'preload', as: 'script' }],
  ['link', { href: '/icon.svg', rel: 'preload', as: 'image' }],
  ['link', { href: '/icon.svg', rel: 'icon' }],
  ['object', { data: '/icon.svg', type: 'image/svg+xml' }],
  ['object', { data: '/' }],
  ['input', { src: '/icon.svg', type: 'image' }],
  ['video', { src: '/icon.svg' }],
  ['audio', { src: '/icon.svg' }],
]

const foreignOrigins = [
  { who: 'another site', origin: () => `http://evil.example:${String(foreignPort)}` },
  { who: 'another port of this computer', origin: () => `http://127.0.0.1:${String(foreignPort)}` },
  { who: 'localhost', origin: () => `http://localhost:${String(foreignPort)}` },
]

/** What the page gets hold of by one attempt; the function is sent as text, so that nothing of this file goes along. */
const gotBy = (page: Page, attempt: Attempt, station: string, patienceMs = 1_500): Promise<unknown> =>
  page.evaluate(
    async ([source, address, patience]) => {
      const run = (0, eval)(`(${source})`) as Attempt
      const late = new Promise((resolve) => setTimeout(resolve, patience, null))
      try {
        const got = (await Promise.race([run(address), late])) ?? null
        return got === null ? null : String(got)
      } catch {
        return null
      }
    },
    [String(attempt), station, patienceMs] as const,
  )

const loads = (
  page: Page,
  [tag, attributes]: (typeof elements)[number],
  station: string,
  patienceMs = 1_000,
): Promise<boolean> =>
  page.evaluate(
    ([name, words, address, patience]) =>
      new Promise<boolean>((resolve) => {
        const element = document.createElement(name)
        for (const [word, value] of Object.entries(words)) {
          element.setAttribute(word, value.startsWith('/') ? address + value : value)
        }
        element.onload = () => {
          resolve(true)
        }
        element.onloadeddata = element.onload
        element.onerror = () => {
          resolve(false)
        }
        // Some say nothing at all where they get nothing.
        setTimeout(resolve, patience, false)
        document.body.append(element)
      }),
    [tag, attributes, station, patienceMs] as const,
  )

test('a careless host would give away most of it: these attempts are real ones', async () => {
  const pages = await readPages(join(folder, 'pages'))
  const careless = createServer((request, response) => {
    const page = pages.get(request.url?.replace(/\?.*/, '') ?? '')
    response
      .writeHead(200, {
        'Content-Type': request.url === '/presence' ? 'text/event-stream' : (page?.mediaType ?? 'application/json'),
        'Access-Control-Allow-Origin': request.headers.origin ?? '*',
        'Access-Control-Allow-Headers': 'content-type, x-etabli-session',
        'Access-Control-Allow-Credentials': 'true',
        'Timing-Allow-Origin': '*',
      })
      .end(page?.bytes ?? '{"ok":true}')
  }).listen(0, '127.0.0.1')
  await once(careless, 'listening')
  const address = `http://127.0.0.1:${String((careless.address() as AddressInfo).port)}` // listens on TCP
  const page = await (await browser.newContext()).newPage()
  await page.goto(`http://127.0.0.1:${String(foreignPort)}`)
  const had: string[] = []
  for (const [what, attempt] of Object.entries(attempts)) {
    if ((await gotBy(page, attempt, address, 5_000)) !== null) had.push(what)
  }
  expect(had).toEqual(
    expect.arrayContaining([
      'reads the page',
      'reads who listens',
      'reads it blindly',
      'reads it with credentials',
      'reads it by XMLHttpRequest',
      'calls an operation',
      'calls it as a simple request',
      'calls it blindly',
      'asks to be let in',
      'opens a stream of events',
      'imports a module',
      'imports a script into a worker of its own',
    ]),
  )
  const shown = []
  for (const element of elements) if (await loads(page, element, address, 5_000)) shown.push(element[0])
  expect(new Set(shown)).toEqual(new Set(['script', 'img', 'link', 'object', 'input']))
  await page.context().close()
  careless.closeAllConnections()
  careless.close()
}, 120_000)

describe.each(foreignOrigins)('a page of $who', ({ origin }) => {
  let page: Page
  beforeAll(async () => {
    page = await (await browser.newContext()).newPage()
    await page.goto(origin())
  })
  afterAll(() => page.context().close())

  test.each(Object.entries(attempts))('%s', async (_what, attempt) => {
    const got = await gotBy(page, attempt, host.origin)
    expect(got).toBeNull()
    expect(carriedOut).toBe(0)
    refused += 1
  })

  test.each(elements)('includes a %s: %j', async (tag, attributes) => {
    const loaded = await loads(page, [tag, attributes], host.origin)
    expect(loaded).toBe(false)
    expect(await page.evaluate(() => 'taken' in globalThis)).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe('rgb(1, 2, 3)')
    refused += 1
  })

  test.each(['iframe', 'embed', 'frame'])('frames it in an %s', async (tag) => {
    await page.evaluate(
      ([name, station]) =>
        new Promise<void>((resolve) => {
          const element = document.createElement(name)
          element.setAttribute('src', station)
          element.onload = () => {
            resolve()
          }
          element.addEventListener('error', () => {
            resolve()
          })
          setTimeout(resolve, 1_000)
          document.body.append(element)
        }),
      [tag, host.origin] as const,
    )
    const seen = await Promise.all(page.frames().map((frame) => frame.content().catch(() => '')))
    expect(seen.join('')).not.toContain('Au travail')
    refused += 1
  })

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
    'sends a form as %s',
    async (encoding) => {
      const sender = await page.context().newPage()
      await sender.goto(origin())
      const [answer] = await Promise.all([
        sender.waitForResponse((response) => response.url().startsWith(host.origin)),
        sender.evaluate(
          ([type, station]) => {
            const form = document.createElement('form')
            form.method = 'POST'
            form.enctype = type
            form.action = `${station}/op/journal.hashAt`
            const field = document.createElement('input')
            field.name = '{"position":1,"a":"'
            field.value = '"}'
            form.append(field)
            document.body.append(form)
            form.submit()
          },
          [encoding, host.origin] as const,
        ),
      ])
      expect(answer.status()).toBe(403)
      expect(carriedOut).toBe(0)
      await sender.close()
      refused += 1
    },
  )

  test('opens it in a window, and has no hold on that window', async () => {
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate((station) => {
        Object.assign(globalThis, { opened: window.open(station) })
      }, host.origin),
    ])
    await opened.waitForLoadState()
    expect(await opened.title()).toBe('Établi')
    expect(await opened.evaluate(() => window.opener as unknown)).toBeNull()
    const hold = await page.evaluate(() => {
      const { opened } = globalThis as unknown as { opened: Window | null }
      return { closed: opened?.closed, frames: opened?.length }
    })
    expect(hold).toEqual({ closed: true, frames: 0 })
    await opened.close()
    refused += 1
  })
})

describe('a name of somebody else’s that leads here (DNS rebinding)', () => {
  const rebound = () => `http://rebound.example:${String(host.port)}`

  test.each(['/', '/etabli.json', '/assets/app.js', '/icon.svg'])('is turned away from %s', async (address) => {
    const page = await (await browser.newContext()).newPage()
    const [answer] = await Promise.all([
      page.waitForResponse(rebound() + address),
      // Nothing came that could be shown: the browser calls that a failure.
      page.goto(rebound() + address).catch(() => null),
    ])
    expect(answer.status()).toBe(403)
    // What is shown then is the browser's own page.
    expect(await answer.text().catch(() => '')).not.toMatch(/Établi|Au travail/)
    await page.context().close()
    refused += 1
  })

  test('its page, loaded before the name was turned, reads nothing and is let in nowhere', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.route(`${rebound()}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title>' }),
    )
    await page.goto(`${rebound()}/`)
    const answers = await page.evaluate(
      async ([token]) => {
        const json = { 'content-type': 'application/json', 'x-etabli-session': token }
        const asked = await Promise.all([
          fetch('/index.html'),
          fetch('/etabli.json'),
          fetch('/op/journal.hashAt', { method: 'POST', headers: json, body: '{"position":1}' }),
          fetch('/presence', { method: 'POST', headers: json, body: '{}' }),
          fetch('/session', { method: 'POST', headers: json, body: '{"code":"x"}' }),
        ])
        return Promise.all(asked.map(async (answer) => `${String(answer.status)} ${await answer.text()}`))
      },
      // Even with the token, which no such page can know.
      [entrance.token] as const,
    )
    expect(answers).toEqual(['403 ', '403 ', '403 ', '403 ', '403 '])
    expect(carriedOut).toBe(0)
    await page.context().close()
    refused += 5
  })
})
