// The content security policy as the shell serves it: each directive, and what a page that was led astray can still do in a
// real Chromium. Whatever is refused is refused by the directive named, and the other site never hears of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startShell, type RunningShell } from '../stand-in/start-shell.ts'
import { replayPages, type ReplayedPages } from './replayed-pages.ts'

let shell: RunningShell
let replay: ReplayedPages

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
  replay = await replayPages(shell)
}, 120_000)
afterAll(async () => {
  await replay.close()
  await shell.close()
})

const directives = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
  const { answer } = await shell.ask('scheme', { url: 'etabli://app/' })
  const headers = new Headers(answer?.headers)
  const parts = (headers.get('Content-Security-Policy') ?? '').split(';').map((part) => part.trim().split(/\s+/))
  return Object.fromEntries(parts.map(([name = '', ...values]) => [name, values]))
}

/**
 * Does this in the page, outside of what the debugger runs (which the policy does not bind), and answers the directives
 * that were broken by it.
 */
const attempt = async (does: string): Promise<readonly string[]> => {
  const page = await replay.open()
  try {
    // The policy comes with the page; what it would load takes time and shows nothing here.
    await page.route(`${replay.origin}/assets/**`, (route) => route.abort())
    await page.goto(`${replay.origin}/`)
    return await page.evaluate(
      ([code = '', elsewhere = '']) =>
        new Promise<string[]>((resolve) => {
          const broken: string[] = []
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            broken.push(effectiveDirective)
            setTimeout(() => {
              resolve([...new Set(broken)])
            }, 30)
          })
          // Nothing was broken within this time, which a slow computer does not take either: the page was let.
          setTimeout(() => {
            resolve(broken)
          }, 15_000)
          const element = (name: string, attributes: Record<string, string>) => {
            const made = document.createElement(name)
            for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
            document.body.append(made)
            return made
          }
          const run = new Function('element', 'elsewhere', code) as (make: typeof element, address: string) => void
          setTimeout(() => {
            try {
              run(element, elsewhere)
            } catch {
              // What is refused may throw; the violation tells by what.
            }
          }, 0)
        }),
      [does, replay.elsewhere],
    )
  } finally {
    await page.close()
  }
}

describe('1, 7. what a page that was led astray tries', () => {
  test.each([
    ['a script within the page', 'script-src-elem', `element('script', {}).textContent = 'window.led = true'`],
    ['a script in an attribute', 'script-src-attr', `element('button', { onclick: 'window.led = true' }).click()`],
    ['a script of another site', 'script-src-elem', `element('script', { src: elsewhere + '/a.js' })`],
    [
      'a script in its address',
      'script-src-elem',
      `element('script', { src: 'data:text/javascript,window.led=true' })`,
    ],
    [
      'a script that the page made',
      'script-src-elem',
      `element('script', { src: URL.createObjectURL(new Blob(['window.led = true'])) })`,
    ],
    ['a link that is a script', 'script-src-elem', `element('a', { href: 'javascript:window.led = true' }).click()`],
    ['code from a text', 'script-src', `setTimeout('window.led = true')`],
    ['code from a text, at once', 'script-src', `setTimeout(() => (0, eval)('window.led = true'))`],
    ['a style within the page', 'style-src-elem', `element('style', {}).textContent = 'body { color: red }'`],
    ['a style in an attribute', 'style-src-attr', `element('p', { style: 'color: red' })`],
    ['a style of another site', 'style-src-elem', `element('link', { rel: 'stylesheet', href: elsewhere + '/a.css' })`],
    ['a picture of another site', 'img-src', `element('img', { src: elsewhere + '/a.png' })`],
    [
      'a picture in the background',
      'img-src',
      `element('p', {}).style.backgroundImage = 'url(' + elsewhere + '/b.png)'`,
    ],
    ['a font of another site', 'font-src', `new FontFace('a', 'url(' + elsewhere + '/a.woff2)').load()`],
    ['a font in its address', 'font-src', `new FontFace('a', 'url(data:font/woff2;base64,AAAA)').load()`],
    ['a request to another site', 'connect-src', `fetch(elsewhere + '/fetch', { mode: 'no-cors' })`],
    ['a letter to another site', 'connect-src', `navigator.sendBeacon(elsewhere + '/beacon', 'x')`],
    ['a line to another site', 'connect-src', `new WebSocket(elsewhere.replace('http', 'ws') + '/socket')`],
    ['news of another site', 'connect-src', `new EventSource(elsewhere + '/events')`],
    ['a ping by a link', 'connect-src', `element('a', { href: '#', ping: elsewhere + '/ping' }).click()`],
    ['a sound of another site', 'media-src', `element('audio', { src: elsewhere + '/a.mp3' })`],
    ['a sound in its address', 'media-src', `element('audio', { src: 'data:audio/wav;base64,AAAA' })`],
    ['an object', 'object-src', `element('object', { data: elsewhere + '/a.pdf' })`],
    ['another site in a frame', 'frame-src', `element('iframe', { src: elsewhere + '/frame' })`],
    ['itself in a frame', 'frame-src', `element('iframe', { src: '/' })`],
    ['a worker of its own', 'worker-src', `new Worker(document.querySelector('script[src]').src)`],
    ['a worker that it made', 'worker-src', `new Worker(URL.createObjectURL(new Blob([''])))`],
    [
      'a worker that stays',
      'worker-src',
      `navigator.serviceWorker.register(document.querySelector('script[src]').src)`,
    ],
    ['other ground for its addresses', 'base-uri', `document.head.append(element('base', { href: elsewhere + '/' }))`],
    [
      'a form to another site',
      'form-action',
      `const form = element('form', { action: elsewhere + '/form', method: 'post', target: '_blank' }); form.submit()`,
    ],
    ['a form to itself', 'form-action', `element('form', { action: '/', method: 'get' }).submit()`],
  ])('%s is refused by %s', async (_what, directive, does) => {
    const before = replay.asked.length
    expect(await attempt(does)).toContain(directive)
    expect(replay.asked.slice(before)).toEqual([])
  })

  test('and another site that would show the application in a frame shows nothing', async () => {
    const attacker = await replay.open()
    try {
      await attacker.goto(`${replay.elsewhere}/attack`)
      const frame = attacker.frames()[1]
      expect(await frame?.evaluate(() => document.querySelector('#app'))).toBeNull()
      expect(frame?.url()).toMatch(/^chrome-error:/)
    } finally {
      await attacker.close()
    }
  })

  test('while the application itself breaks nothing', async () => {
    expect(shell.complaints).toEqual([])
  })
})

describe('7. the policy', () => {
  test('allows nothing that is not named, and names nobody else, no wildcard and no way round', async () => {
    const policy = await directives()
    expect(policy['default-src']).toEqual(["'none'"])
    const allowed = /^('none'|'self'|blob:|data:|'sha256-[A-Za-z0-9+/]{43}=')$/
    expect(
      Object.values(policy)
        .flat()
        .filter((value) => !allowed.test(value)),
    ).toEqual([])
    for (const name of ['script-src', 'connect-src', 'font-src']) expect(policy[name]).toEqual(["'self'"])
    for (const name of ['worker-src', 'base-uri', 'form-action', 'frame-ancestors'])
      expect(policy[name]).toEqual(["'none'"])
  })

  test('goes with every answer, also with one that found nothing', async () => {
    const policies = await Promise.all(
      ['etabli://app/', 'etabli://app/icon.svg', 'etabli://app/nothing', 'etabli://other/'].map(async (url) => {
        const { answer } = await shell.ask('scheme', { url })
        return new Headers(answer?.headers).get('Content-Security-Policy')
      }),
    )
    expect(policies[0]).toContain("default-src 'none'")
    expect(new Set(policies).size).toBe(1)
  })

  test.each([
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Referrer-Policy', 'no-referrer'],
  ])('beside it goes %s: %s', async (name, value) => {
    const { answer } = await shell.ask('scheme', { url: 'etabli://app/' })
    expect(new Headers(answer?.headers).get(name)).toBe(value)
  })

  test('the page gives up the devices that it never needs', async () => {
    const { answer } = await shell.ask('scheme', { url: 'etabli://app/' })
    const policy = new Headers(answer?.headers).get('Permissions-Policy') ?? ''
    for (const feature of [
      'camera',
      'microphone',
      'geolocation',
      'display-capture',
      'usb',
      'serial',
      'hid',
      'bluetooth',
    ]) {
      expect(policy).toContain(`${feature}=()`)
    }
  })
})
