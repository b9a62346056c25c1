// Where the page may go, and what it may open: asked of the shell as Electron asks, and tried by the page itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startShell, type RunningShell } from '../stand-in/start-shell.ts'

let shell: RunningShell

beforeAll(async () => {
  shell = await startShell()
  await shell.page()
}, 120_000)
afterAll(async () => {
  await shell.close()
})

/** Addresses that are not the application's, among them some that begin alike or are taken for it by a careless look. */
const elsewhere = [
  'https://elsewhere.example/',
  'http://127.0.0.1:27437/',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,<h1>Établi</h1>',
  'blob:etabli://app/0b1c',
  'javascript:alert(1)',
  'etabli://other/',
  'etabli://app.elsewhere.example/',
  'etabli://app@elsewhere.example/',
  'etabli://elsewhere@app/',
  'etabli://app:8080/',
  'etabli://application/',
  'etabli:app/',
  'etabli-print://app/',
  'https://elsewhere.example/etabli://app/',
  'chrome://settings/',
  'devtools://devtools/bundled/devtools_app.html',
] as const

describe('13. navigation', () => {
  test.each(['will-navigate', 'will-frame-navigate'] as const)(
    '%s lets the page go to none of these',
    async (event) => {
      const answers = await Promise.all(
        elsewhere.map(async (url) => ({ url, ...(await shell.ask('navigation', { event, url, isMainFrame: true })) })),
      )
      expect(answers.filter(({ allowed }) => allowed)).toEqual([])
    },
  )

  test.each(['will-navigate', 'will-frame-navigate'] as const)('%s lets the page load itself again', async (event) => {
    const url = 'etabli://app/machines'
    expect(await shell.ask('navigation', { event, url, isMainFrame: true })).toEqual({ allowed: true })
  })

  test('a frame goes nowhere, not even to the application', async () => {
    for (const url of ['https://elsewhere.example/', 'etabli://app/']) {
      const event = 'will-frame-navigate'
      expect(await shell.ask('navigation', { event, url, isMainFrame: false })).toEqual({ allowed: false })
    }
  })

  test('no redirection is followed, not even to the application', async () => {
    for (const url of ['https://elsewhere.example/', 'etabli://app/']) {
      expect(await shell.ask('navigation', { event: 'will-redirect', url })).toEqual({ allowed: false })
    }
  })

  test('the page that tries stays where it is, and it was the shell that held it', async () => {
    const page = await shell.page()
    const { origin } = new URL(page.url())
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://elsewhere.example/by-a-link' })
      document.body.append(link)
      link.click()
      link.remove()
    })
    await expect
      .poll(async () => (await shell.record()).asked)
      .toContainEqual(
        expect.objectContaining({ by: 'page', about: 'https://elsewhere.example/by-a-link', allowed: false }),
      )
    expect(new URL(page.url()).origin).toBe(origin)
    expect(await page.evaluate(() => document.querySelector('#app')?.hasChildNodes())).toBe(true)
  })
})

describe('14. new windows', () => {
  test.each(elsewhere)('%s opens none', async (url) => {
    expect(await shell.ask('window-open', { url })).toEqual({ action: 'deny' })
  })

  test('nor does the application’s own address', async () => {
    expect(await shell.ask('window-open', { url: 'etabli://app/' })).toEqual({ action: 'deny' })
  })

  test('the page that tries gets none, and it was the shell that refused', async () => {
    const page = await shell.page()
    await page.evaluate(() => {
      window.open('https://elsewhere.example/by-a-window')
    })
    await expect
      .poll(async () => (await shell.record()).asked)
      .toContainEqual(
        expect.objectContaining({ by: 'page', about: 'https://elsewhere.example/by-a-window', allowed: false }),
      )
    expect(shell.pages()).toHaveLength(1)
    expect((await shell.record()).windows).toHaveLength(1)
  })
})

describe('11, 12. webviews', () => {
  test('one that a page attaches all the same is refused, and so may open nothing', async () => {
    expect(await shell.ask('webview', { src: 'https://elsewhere.example/' })).toEqual({ allowed: false })
    expect(await shell.ask('webview', { src: 'etabli://app/' })).toEqual({ allowed: false })
  })
})

describe('15. other programs', () => {
  test('no address is ever handed to the system to open', async () => {
    expect((await shell.record()).otherCalls).toEqual([])
  })
})
