// Whoever uses Établi can read under which licences others wrote what it is made of, without leaving it.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openWindow, root, startStation, watched, type RunningStation } from './station.ts'
import { place } from './workshop.ts'

let browser: Browser
let station: RunningStation
let page: Page

beforeAll(async () => {
  station = await startStation({ flags: ['--demo'] })
  browser = await launchBrowser()
  ;({ page } = await openWindow(await browser.newContext({ locale: 'fr-FR' }), station))
}, 120_000)
afterAll(async () => {
  await browser.close()
  await station.stop()
  await rm(station.dataFolder, { recursive: true, force: true })
})

it('the licences stand in Réglages, word for word, and can be reached by keyboard alone', () =>
  watched(page, 'licences', async () => {
    await place(page, 'Réglages')
    const summary = page.getByText('Licences des composants écrits par d’autres')
    await summary.focus()
    await page.keyboard.press('Enter')
    const shown = page.getByRole('region', { name: 'Licences des composants écrits par d’autres' })
    await shown.waitFor()
    expect(await shown.textContent()).toBe(await readFile(join(root, 'dist/THIRD-PARTY-LICENCES.txt'), 'utf8'))
    await page.keyboard.press('Tab')
    expect(await shown.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true)
  }))
