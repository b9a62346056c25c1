// A memory module out of one machine into another: taken out with its label, proposed at a laptop's bench, fitted, the laptop
// read again, and the grade rises as it was said.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryLaptop, type LaptopFile } from './memory-laptop.ts'
import { launchBrowser, newDataFolder, openWindow, startStation, watched, type RunningStation } from './station.ts'
import { download, part, place, scan, setUpStation, signIn } from './workshop.ts'

const run = promisify(execFile)

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

/** A number that nobody knows yet begins a file, with what was read of the machine. */
const receive = async (page: Page, number: string, file: LaptopFile) => {
  await place(page, 'Banc')
  await page.getByLabel('Numéro d’inventaire').fill(number)
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Ordinateur portable' }).check()
  await page.getByRole('button', { name: 'Commencer le dossier' }).click()
  await part(page, 'Relevé')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('À regarder d’abord').waitFor()
}

/** The one QR code of a label, read back at the resolution of a modest printer. */
const codeOf = async (pdf: string): Promise<string> => {
  const picture = pdf.replace(/\.pdf$/, '')
  await run('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', '1', pdf, picture])
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', `${picture}.png`])
  return stdout.trim()
}

test('from one machine’s slot to another’s, and the grade rises as it was said', async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  await watched(page, 'parts-path', () => partsPath(page))
  expect(complaints).toEqual([])
  await context.close()
})

const partsPath = async (page: Page): Promise<void> => {
  const folder = await newDataFolder()
  await setUpStation(page)
  await signIn(page, 'Amina')

  // Out of the first machine: its data is known from the report, its disk is not offered.
  await receive(page, 'INV-0100', await memoryLaptop({ size: '4 GB', serial: 'D0N0R001' }, null))
  await part(page, 'Notes')
  await page.getByRole('link', { name: 'Sortir d’une machine' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pièces sorties de INV-0100' }).waitFor()
  await page.getByText('seul un disque effacé et vérifié').first().waitFor()
  await page.getByRole('button', { name: 'Garder – ChannelA-DIMM0' }).click()
  const keeping = page.getByRole('dialog')
  await keeping.getByRole('radio', { name: 'Oui, elle marche' }).check()
  await keeping.getByLabel('Poids').fill('0,009')
  await keeping.getByLabel('Où est-elle rangée').fill('bac 3')
  await keeping.getByRole('button', { name: 'Garder la pièce' }).click()
  await page.getByText('P-0001 est gardée (bac 3).').waitFor()

  // Its label is printed; scanned anywhere, it shows the part.
  await page.getByRole('link', { name: 'Imprimer l’étiquette' }).click()
  const label = join(folder, 'part.pdf')
  await download(page, 'Enregistrer en PDF', label)
  const { stdout: about } = await run('pdfinfo', [label])
  expect(about).toMatch(/^Pages:\s+1$/m)
  const code = await codeOf(label)
  expect(code).toMatch(/^ETABLI\/P\/[0-9A-F-]{36}\/P-0001$/)

  // At the bench of the second one, the stock is spoken of without being asked.
  await receive(page, 'INV-0101', await memoryLaptop({ size: '4 GB', serial: '0WN00001' }, null))
  const said = 'Une barrette de 4\u00a0Go DDR4 SODIMM en stock (bac 3) ferait passer ce portable en A.'
  await page.getByText(said).waitFor()
  await part(page, 'Notes')
  await page.getByText('Note B\u202f: 4\u00a0Go de mémoire', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Prendre cette pièce' }).click()
  const fitting = page.getByRole('dialog')
  await fitting.getByText('Dans un emplacement libre.').waitFor()
  await fitting.getByRole('button', { name: 'C’est posé', exact: true }).click()
  await page.getByText('Pièces changées depuis le dernier relevé').waitFor()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('textarea')].some(({ value }) => value.includes('venue de la machine INV-0100')),
  )

  // Read again with the module in it: the grade is the one that was said.
  // The next thing to do, in the machine's head and where it is explained.
  await page.getByRole('button', { name: 'Relire la machine' }).first().click()
  const twice = await memoryLaptop({ size: '4 GB', serial: '0WN00001' }, { size: '4 GB', serial: 'D0N0R001' })
  await page.locator('input[type=file]').setInputFiles(twice)
  await page.getByText('Pièces changées depuis le dernier relevé').waitFor({ state: 'hidden' })
  await part(page, 'Notes')
  await page.getByText('Note A\u202f: 8\u00a0Go de mémoire.').waitFor()
  expect(await page.getByText(said).count()).toBe(0)

  // The part tells its own story, from either machine and by its label.
  await place(page, 'Accueil')
  await scan(page, code)
  await page.getByRole('heading', { level: 1, name: /^P-0001/ }).waitFor()
  const history = page.getByRole('listitem')
  await history.filter({ hasText: 'Posée dans la machine' }).filter({ hasText: 'INV-0101' }).waitFor()
  await history.filter({ hasText: 'Sortie de la machine' }).filter({ hasText: 'INV-0100' }).waitFor()
}
