// When something breaks: the person reads that nothing saved is lost and how to go on, and can take a diagnostic along.
import { readdir, readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readLogLine } from '../../domain/log/event.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, newDataFolder, openWindow, startStation, type RunningStation } from './station.ts'
import { place, setUpStation } from './workshop.ts'

let browser: Browser
let station: RunningStation
let context: BrowserContext | null = null
beforeAll(async () => {
  browser = await launchBrowser()
  station = await startStation({ flags: ['--demo'] })
})
afterEach(async () => {
  await context?.close()
  context = null
})
afterAll(async () => {
  await browser.close()
  await station.stop()
})

const opened = async (of = station): Promise<Page> => {
  context = await browser.newContext({ acceptDownloads: true, locale: 'fr-FR' })
  const { page } = await openWindow(context, of)
  page.setDefaultTimeout(15_000)
  return page
}

const addressOf = (of: RunningStation) => `http://127.0.0.1:${String(of.port)}`

const logLines = async (of: RunningStation) => {
  const text = await readFile(join(of.dataFolder, 'log', 'etabli.log'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map(readLogLine)
    .filter((line) => line !== null)
}

const saved = async (
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test.each(['fr', 'en'] as const)(
  'in the settings a diagnostic is read whole before it is saved (%s)',
  async (language) => {
    const words = {
      fr: { make: 'Préparer le diagnostic', text: 'Texte du diagnostic', save: 'Enregistrer le fichier' },
      en: { make: 'Prepare the diagnostic', text: 'Text of the diagnostic', save: 'Save the file' },
    }[language]
    const window = await window1024(browser, station, language)
    context = window.context
    const { page, complaints } = window
    await go(page, station, 'reglages')
    expect(await page.getByRole('button', { name: words.save }).count()).toBe(0)
    await page.getByRole('button', { name: words.make }).click()
    const text = page.getByRole('region', { name: words.text })
    await text.waitFor()
    await text.scrollIntoViewIfNeeded()
    expect(await look(page, `diagnostic-${language}`)).toEqual([])
    await page.locator('#diagnostic').screenshot({ path: `test/results/screens/diagnostic-section-${language}.png` })
    const shown = await text.evaluate((element) => element.textContent)
    const file = await saved(page, () => page.getByRole('button', { name: words.save }).click())
    expect(file.name).toMatch(/^etabli-diagnostic-[A-Z0-9]+-\d{4}-\d\d-\d\d\.txt$/)
    expect(file.text).toBe(shown)
    expect(complaints).toEqual([])
  },
)

test('a screen that stops says that nothing is lost; its fault is in the log without what it was about', async () => {
  const page = await opened()
  // As a fault of ours would, in the middle of what a person looks at.
  await page.route('**/assets/Pieces-*.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `const setup = () => { throw new RangeError('INV-0042 de Mme Lefèvre') }; export default { setup, render: () => null }; export { setup as n, setup as t }`,
    }),
  )
  await go(page, station, 'pieces/stock')
  await page.getByRole('heading', { name: 'Cet écran s’est arrêté' }).waitFor()
  await page.getByText('Rien de ce qui est enregistré n’est perdu').waitFor()
  expect(await page.getByText(`${station.dataFolder}/log`).count()).toBe(1)
  expect(await look(page, 'trouble-crash')).toEqual([])
  await page.getByRole('button', { name: 'Préparer le diagnostic' }).click()
  const text = page.getByRole('region', { name: 'Texte du diagnostic' })
  expect(await text.innerText()).toContain('RangeError')
  expect(await text.innerText()).not.toContain('Lefèvre')
  const file = await saved(page, () => page.getByRole('button', { name: 'Enregistrer le fichier' }).click())
  expect(file.text).toContain('RangeError')
  const faults = (await logLines(station)).filter((line) => line.event === 'fault' && line.where === 'window')
  expect(faults.at(-1)).toMatchObject({ fault: { name: 'RangeError' } })

  await page.unroute('**/assets/Pieces-*.js')
  await page.getByRole('button', { name: 'Recharger' }).click()
  await page.getByRole('navigation', { name: 'Lieux' }).waitFor()
})

test('an application that does not come up is waited for, and then says how to go on', async () => {
  const page = await opened()
  await page.getByRole('navigation', { name: 'Lieux' }).waitFor()
  await page.route('**/assets/main-*.js', (route) => route.abort())
  await page.goto(`${addressOf(station)}/`)
  const help = page.getByText('Rien de ce qui est enregistré n’est perdu')
  expect(await help.isVisible()).toBe(false)
  // The fifteen seconds are over.
  await page.locator('.waits').evaluate((element) => {
    for (const animation of element.getAnimations()) animation.finish()
  })
  expect(await help.isVisible()).toBe(true)
  expect(await look(page, 'trouble-broken-bundle')).toEqual([])

  // The diagnostic needs nothing of the application.
  await page.getByRole('link', { name: 'exportez un diagnostic' }).click()
  const link = page.getByRole('link', { name: 'Enregistrer le fichier' })
  await link.waitFor()
  expect(await look(page, 'trouble-diagnostic')).toEqual([])
  const file = await saved(page, () => link.click())
  expect(file.text).toBe(await page.locator('pre').evaluate((element) => element.textContent))
  expect(file.text).toContain('ÉTABLI – DIAGNOSTIC')

  await page.unroute('**/assets/main-*.js')
  await page.getByRole('link', { name: 'Rouvrir Établi' }).click()
  await page.getByRole('navigation', { name: 'Lieux' }).waitFor()
})

test('the page of a window that stopped needs no script at all', async () => {
  context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${addressOf(station)}/trouble.html`)
  expect(await page.getByText('Rien de ce qui est enregistré n’est perdu').isVisible()).toBe(true)
  expect(await page.getByText('Nothing that was saved is lost').isVisible()).toBe(true)
  expect(await page.getByRole('link', { name: 'Rouvrez Établi' }).getAttribute('href')).toBe('/')
  await page.screenshot({ path: 'test/results/screens/trouble-page.png' })
})

test('a window whose host was killed says so at once, and the next start tells the log', async () => {
  const dataFolder = await newDataFolder()
  const doomed = await startStation({ dataFolder })
  const page = await opened(doomed)
  await setUpStation(page)
  doomed.process.kill('SIGKILL')
  await once(doomed.process, 'exit')
  // Nothing was pressed.
  await page.getByText('Notez ce que vous étiez en train de saisir').waitFor()
  expect(await look(page, 'trouble-host-gone')).toEqual([])
  // A screen that was not shown before cannot be fetched any more: what stands here stays readable.
  await place(page, 'Documents')
  await page.getByRole('status').getByText('Le poste ne répond plus').waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Accueil')

  const again = await startStation({ dataFolder })
  try {
    const events = (await logLines(again)).map(({ event }) => event)
    expect(events.filter((event) => event === 'started')).toHaveLength(2)
    expect(events).toContain('ended-badly-before')
    expect(await readdir(dataFolder)).toContain('log')
  } finally {
    await again.stop()
  }
  expect((await logLines(again)).at(-1)?.event).toBe('ended')
})
