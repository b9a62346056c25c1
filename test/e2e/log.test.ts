// A whole day's work, and then every word that crossed from the window is looked for in the log and in the diagnostic: what was
// typed, scanned, read or drawn stands in neither.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLogLine } from '../../domain/log/event.ts'
import { mainPath } from './main-path.ts'
import { launchBrowser, openWindow, root, startStation, watched, type RunningStation } from './station.ts'
import { PIN, place } from './workshop.ts'

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

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)])
}

/** The words of the trade's own forms, as its sources write them. */
const ownWords = async (): Promise<ReadonlySet<string>> => {
  const folder = join(root, 'domain')
  const words = new Set<string>()
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.ts')) continue
    const text = await readFile(join(folder, name), 'utf8')
    for (const [word] of text.matchAll(/[A-Za-z][\w-]*/g)) words.add(word)
  }
  return words
}

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
/** The languages are no secret, and no number of one or two digits could be told from another. */
const couldTell = (text: string) => text.length >= 4 && !isInstant(text)

const logOf = async ({ dataFolder }: RunningStation): Promise<string> => {
  const folder = join(dataFolder, 'log')
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  return texts.join('')
}

/** What a report names a machine and its parts by. */
const SERIAL = /(?:serial(?:[ _-]?number)?|uuid|wwn|asset tag)[\\"\s:=]+([\w-]{6,})/gi
const serialsIn = (text: string): string[] => [...text.matchAll(SERIAL)].flatMap(([, serial]) => serial ?? [])

/** Everything that the window sends from here on. */
const crossing = (page: Page): Set<string> => {
  const crossed = new Set<string>()
  page.on('request', (request) => {
    const body = request.method() === 'POST' && request.url().includes('/op/') ? request.postData() : null
    if (body === null) return
    for (const text of [...stringsIn(JSON.parse(body)), ...serialsIn(body)]) crossed.add(text)
  })
  return crossed
}

test('the log and the diagnostic of a day hold nothing of what was typed, read or drawn', async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
  const { page } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  const crossed = crossing(page)
  await watched(page, 'log', async () => {
    await mainPath(page)
    await place(page, 'Réglages')
    await page.getByRole('button', { name: 'Préparer le diagnostic' }).click()
    await page.getByRole('region', { name: 'Texte du diagnostic' }).waitFor()
  })
  const diagnostic = await page.getByRole('region', { name: 'Texte du diagnostic' }).innerText()
  const token = await page.evaluate(() => sessionStorage.getItem('etabli.session'))
  const log = await logOf(station)

  const lines = log.trimEnd().split('\n')
  expect(lines.filter((line) => readLogLine(line) === null)).toEqual([])
  const events = new Set(lines.map((line) => readLogLine(line)?.event))
  for (const event of ['started', 'set-up', 'document-issued', 'printed']) expect(events).toContain(event)

  const words = await ownWords()
  const strangers = [...crossed].filter((text) => couldTell(text) && !words.has(text))
  // Names, numbers, serials, hashes and codes: it was a day with something to hide.
  expect(strangers.length).toBeGreaterThan(60)
  for (const word of ['Amina', 'INV-0042', PIN.claire, PIN.marc]) expect(strangers).toContain(word)
  const secrets = [...strangers, station.dataFolder, token ?? 'no token']
  expect(secrets.filter((text) => log.includes(text))).toEqual([])
  // Two things of the station itself stand in a diagnostic: its code and the head of its journal.
  const head = /[0-9a-f]{64}/.exec(diagnostic)?.[0]
  expect(secrets.filter((text) => diagnostic.includes(text) && text !== 'DAX2' && text !== head)).toEqual([])

  for (const name of await readdir(join(station.dataFolder, 'log'))) {
    expect((await stat(join(station.dataFolder, 'log', name))).mode & 0o077).toBe(0)
  }
  await context.close()
})
