// Files that somebody opens with Établi, by a double click or on the command line: each is shown in the place that takes
// it, whether Établi was open already or is started for it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  launchBrowser,
  newDataFolder,
  openWindow,
  root,
  startStation,
  watched,
  type RunningStation,
} from './station.ts'
import { recordedMachine } from './workshop.ts'

let browser: Browser
let folder = ''
let station: RunningStation
let page: Page
let complaints: readonly string[] = []

const fixture = (name: string) => join(root, 'test/fixtures', name)

beforeAll(async () => {
  folder = await newDataFolder()
  station = await startStation({ dataFolder: folder, flags: ['--demo', fixture('documents/handover-slip-v1.json')] })
  browser = await launchBrowser()
  ;({ page, complaints } = await openWindow(await browser.newContext({ locale: 'fr-FR' }), station))
}, 120_000)
afterAll(async () => {
  await browser.close()
  await station.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What a desktop does for a double click while Établi is open: one more start, with the file. */
const open = async (word: string): Promise<string> => {
  const shell = join(root, 'electron/browser-shell.ts')
  const words = [shell, '--demo', '--no-open', '--data-dir', folder, word]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await once(child, 'close')
  return said
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

it('a document that Établi was started for is verified in Documents', () =>
  watched(page, 'opening-document', async () => {
    await heading('Documents')
    await page
      .getByRole('region', { name: 'Vérifier un fichier' })
      .getByText(/Bon de remise/)
      .waitFor()
  }))

it('a log that is opened while Établi is there is taken in among the evidence', () =>
  watched(page, 'opening-evidence', async () => {
    expect(await open(fixture('nwipe/two-disks.log'))).toContain('déjà ouvert')
    await heading('Preuves d’effacement')
    await page.getByRole('heading', { name: 'Ce qui a été lu' }).waitFor()
    await page.getByText('two-disks.log').first().waitFor()
  }))

it('a report waits at the bench until a person says whose it is', () =>
  watched(page, 'opening-report', async () => {
    const { buffer } = await recordedMachine('recent-laptop')
    const report = join(folder, 'portable.etabli.json')
    await writeFile(report, buffer)
    // As desktops name a file.
    await open(pathToFileURL(report).href)
    await page.getByText('Le relevé « portable.etabli.json » attend sa machine').waitFor()
    expect(page.url()).toContain('#/banc')
    await page.getByLabel('Numéro d’inventaire').fill('OUVERT-1')
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'Ordinateur portable' }).check()
    await page.getByRole('button', { name: 'Commencer le dossier' }).click()
    await page.getByRole('button', { name: 'Ouvrir « portable.etabli.json » pour OUVERT-1' }).click()
    await page.getByText('Relevé ajouté et enregistré').waitFor()
    expect(await page.getByText('attend sa machine').count()).toBe(0)
  }))

it('a batch is looked at where batches are received, and one that is none is refused there', () =>
  watched(page, 'opening-batch', async () => {
    const batch = join(folder, 'lot abîmé.zip')
    await writeFile(batch, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4000, 1)]))
    await open(batch)
    await heading('Recevoir un lot')
    await page
      .getByText(/zip est (abîmé|incomplet)/)
      .first()
      .waitFor()
  }))

it('a file that is gone is said once, where the person is', () =>
  watched(page, 'opening-gone', async () => {
    await open(join(folder, 'parti.zip'))
    await page.getByText('Le fichier parti.zip n’est plus là').waitFor()
  }))

it('none of it troubled the page', () => {
  expect(complaints).toEqual([])
})
