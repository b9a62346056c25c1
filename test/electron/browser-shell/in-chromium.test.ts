// The way into the page in a real Chromium: by the file that lets in, and by nothing else.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../../../electron/browser/find-browser.ts'
import { freePort, startShell, type StartedShell } from './started-shell.ts'

let folder: string
let address: string
let shell: StartedShell
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-chromium-'))
  const port = await freePort()
  address = `http://127.0.0.1:${String(port)}/`
  shell = startShell(['--no-open', '--data-dir', folder, '--port', String(port)])
  await shell.ready
  browser = await chromium.launch({ executablePath: (await findBrowser()) ?? '', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
const comeIn = async (page: Page) => {
  await page.goto(pathToFileURL(join(folder, 'open.html')).href)
  await page.waitForURL(`${address}**`)
  await page.waitForFunction(() => document.querySelector('#app')?.hasChildNodes() === true)
}

test('the file opens the application, without one complaint of the content security policy', async () => {
  const page = await (await browser.newContext()).newPage()
  const complaints = complaintsOf(page)
  await comeIn(page)
  await page.waitForTimeout(500)
  expect(complaints).toEqual([])
  // What let the window in is no longer in its address.
  expect(page.url()).not.toContain('start=')
  expect(await page.content()).not.toContain(await page.evaluate(() => sessionStorage.getItem('etabli.session') ?? '-'))
  await page.context().close()
})

test('a reload keeps the session', async () => {
  const page = await (await browser.newContext()).newPage()
  await comeIn(page)
  await page.reload()
  await page.waitForFunction(() => document.querySelector('#app')?.hasChildNodes() === true)
  expect(await page.locator('.no-session').count()).toBe(0)
  await page.context().close()
})

test('the file opens a second window as well', async () => {
  const page = await (await browser.newContext()).newPage()
  await comeIn(page)
  expect(await page.locator('.no-session').count()).toBe(0)
  await page.context().close()
})

test.each(['', '#start=', `#start=${'x'.repeat(43)}`])(
  'the bare address says how to open Établi: “%s”',
  async (hash) => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(address + hash)
    await page.locator('.no-session').waitFor()
    expect(await page.locator('.no-session').innerText()).toContain('Ouvrez Établi par son icône')
    await page.context().close()
  },
)

test('a page of another site can neither read nor ask', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.route('http://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title>' }),
  )
  await page.goto('http://elsewhere.example/')
  const outcome = await page.evaluate(async (target) => {
    const tries = [
      () => fetch(target),
      () =>
        fetch(`${target}op/station.describe`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        }),
      () =>
        fetch(`${target}session`, { method: 'POST', mode: 'no-cors', body: '{"code":"x"}' }).then((answer) =>
          Promise.reject(new Error(answer.type)),
        ),
    ]
    return (await Promise.allSettled(tries.map((attempt) => attempt()))).map(({ status }) => status)
  }, address)
  expect(outcome).toEqual(['rejected', 'rejected', 'rejected'])
  await page.goto(address).catch(() => undefined)
  await page.context().close()
})
