// The main job from end to end in the browser shell.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mainPath } from './main-path.ts'
import { launchBrowser, openWindow, startStation, watched, type RunningStation } from './station.ts'

let browser: Browser
let station: RunningStation

beforeAll(async () => {
  browser = await launchBrowser()
  station = await startStation()
})
afterAll(async () => {
  await browser.close()
  await station.stop()
})

test('from a machine to a certificate that somebody else verifies', async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  await watched(page, 'main-path', () => mainPath(page))
  expect(complaints).toEqual([])
  await context.close()
})
