// Files and addresses that a hand lets go of beside the place that takes them: Établi stays where it is.
import { writeFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, newDataFolder, openWindow, startStation, type RunningStation } from './station.ts'

let browser: Browser
let folder = ''
let station: RunningStation
let page: Page

beforeAll(async () => {
  folder = await newDataFolder()
  station = await startStation({ dataFolder: folder, flags: ['--demo'] })
  browser = await launchBrowser()
  ;({ page } = await openWindow(await browser.newContext({ locale: 'fr-FR' }), station))
  await page.getByRole('navigation').first().waitFor()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await station.stop()
  await rm(folder, { recursive: true, force: true })
})

type Dropped = { readonly files?: string[]; readonly address?: string }

/** As the system tells the browser of a hand that carries something over the window, and lets go. */
const drop = async ({ files = [], address }: Dropped): Promise<void> => {
  const hand = await page.context().newCDPSession(page)
  const items = address === undefined ? [] : [{ mimeType: 'text/uri-list', data: address }]
  const data = { items, files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await hand.send('Input.dispatchDragEvent', { type, x: 640, y: 20, data })
  await hand.detach()
}

it.each(['a file', 'an address'])('%s is not shown in Établi’s place', async (what) => {
  const letter = join(folder, 'letter.html')
  await writeFile(letter, '<title>Code du responsable</title>')
  const before = page.url()
  const went: string[] = []
  page.on('framenavigated', (frame) => went.push(frame.url()))
  page.context().on('page', (other) => went.push(other.url()))
  await drop(what === 'a file' ? { files: [letter] } : { address: `http://127.0.0.1:${String(station.port)}/icon.svg` })
  // Whatever would be loaded instead has begun by the time that the page answers twice.
  for (let times = 0; times < 2; times++) await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
  expect({ went, at: page.url() }).toEqual({ went: [], at: before })
})
