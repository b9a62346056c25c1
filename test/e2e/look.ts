// Looking at a screen as it stands: a picture to be looked at by people (test/results/screens), no violation that axe-core can
// find, text contrast at 7:1, nothing cut off sideways.
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { openWindow, root, type RunningStation } from './station.ts'

const pictures = join(root, 'test/results/screens')
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast-enhanced': { enabled: true } },
}

/** What is wrong with the screen as it stands, in a form that a failed test shows whole. */
export const look = async (page: Page, name: string): Promise<readonly string[]> => {
  await page.waitForTimeout(250)
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  await page.evaluate(axe)
  const found = await page.evaluate(
    // axe is on the page since the line above.
    (asked) => (window as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(asked),
    options,
  )
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return [
    ...found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id}: ${html.slice(0, 160)}`)),
    ...(sideways > 0 ? [`${name}: ${String(sideways)} px to the right of the window`] : []),
  ]
}

/** A window of the smallest size that is served, in a language. */
export const window1024 = async (
  browser: Browser,
  station: RunningStation,
  language: 'fr' | 'en',
  viewport = { width: 1024, height: 768 },
) => {
  const context = await browser.newContext({ viewport, locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
  const opened = await openWindow(context, station)
  opened.page.setDefaultTimeout(15_000)
  await opened.page.getByRole('button', { name: language === 'fr' ? /Français/ : /English/ }).click()
  return { context, ...opened }
}

export const go = async (page: Page, station: RunningStation, address: string): Promise<void> => {
  await page.goto(`http://127.0.0.1:${String(station.port)}/#/${address}`)
  await page.waitForTimeout(400)
}
