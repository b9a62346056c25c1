// A supervisor's desk at the ESAT: a paper sheet is typed in without a mouse, refused while one of its disks is unaccounted for,
// signed once it is settled; sheets come out of the printer one a page, ten in one job, and the text is read back from the PDF.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { dismantlingCode } from '../../domain/documents/scan-code.ts'
import type { EquipmentKind } from '../../domain/machine/equipment.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { anEsat, savedDismantling } from './esat.ts'
import { launchBrowser, openWindow, startStation, watched, type RunningStation } from './station.ts'
import { confirmAs, download, scan, signIn } from './workshop.ts'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'etabli-sheets-'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

type Desk = {
  readonly station: RunningStation
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: readonly string[]
  readonly machines: readonly MachineFile[]
  readonly go: (address: string) => Promise<void>
}
let desk: Desk
const numbers = Array.from({ length: 10 }, (_, at) => `PC-${String(at + 1).padStart(4, '0')}`)
const kinds: readonly EquipmentKind[] = ['desktop', 'laptop', 'all-in-one', 'monitor', 'server']

beforeEach(async () => {
  const sent = Object.fromEntries(numbers.map((number, at) => [number, kinds[at % kinds.length] ?? 'desktop']))
  const { dataFolder, machines } = await anEsat(sent)
  const station = await startStation({ dataFolder })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  await page.getByRole('button', { name: /Français/ }).click()
  await signIn(page, 'Amina')
  const go = async (address: string) => {
    await page.goto(`http://127.0.0.1:${String(station.port)}/#/${address}`)
  }
  desk = { station, context, page, complaints, machines, go }
})
afterEach(async () => {
  await desk.context.close()
  await desk.station.stop()
  await rm(desk.station.dataFolder, { recursive: true, force: true })
})

const patience = { timeout: 20_000 }
const saved = (page: Page) => page.locator('.saved').getByText('Enregistré').waitFor()
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const type = async (page: Page, text: string) => {
  await page.keyboard.type(text, { delay: 60 })
  await page.keyboard.press('Enter')
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-field') ?? null)
const pdf = async (page: Page, name: string) => {
  const file = join(folder, name)
  await download(page, 'Enregistrer en PDF', file)
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return { pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), size: /Page size:.*\((\w+)\)/.exec(info)?.[1], text, file }
}

/** Adds a fraction from the keyboard: its button, then its weight. */
const addFraction = async (page: Page, name: string, weight: string) => {
  await page.getByRole('group', { name: 'Ajouter une fraction' }).getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page), patience).toMatch(/^fraction\..*\.grams$/)
  await type(page, weight)
}

test('a paper sheet is typed in by keyboard alone, refused for a disk, settled, signed and printed on one page', async () => {
  const { page, machines, complaints, station } = desk
  const [machine] = machines
  if (machine === undefined) throw new Error('No machine')
  await watched(page, 'dismantling-sheet', async () => {
    await desk.go('demantelement/fiches')
    await page.getByRole('heading', { level: 1, name: 'Fiches' }).waitFor()
    await scan(page, machine.inventoryNumber)
    await page.getByRole('heading', { level: 1, name: `Fiche de ${machine.inventoryNumber}` }).waitFor()
    await saved(page)

    // From the first field on, Enter leads through the sheet as the eye goes through the paper.
    await page.getByLabel('Marque', { exact: true }).focus()
    for (const text of ['Dell', 'OptiPlex 790', 'CN-0J3C2F']) await type(page, text)
    expect(await focused(page)).toBe('gross')
    await type(page, '9.2 kg')
    // The reason came with the order; a note is not needed.
    await press(page, 'Enter', 'Enter')
    for (let box = 0; box < 6; box++) await press(page, 'Space', 'Enter')
    // Four items of annex VII for a desktop: to the right is « retiré ».
    for (let item = 0; item < 4; item++) {
      await press(page, 'Space', 'ArrowRight', 'Enter')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.matches('[data-field$=container]')))
        .toBe(true)
      await type(page, item === 0 ? 'Fût 3' : '')
    }
    await page.getByLabel('Combien ont été trouvés ?').focus()
    await page.keyboard.type('2', { delay: 60 })
    await page.keyboard.press('Enter')
    // The button's words change under whoever stands on it; the focus stays.
    const focusedWords = () => page.evaluate(() => document.activeElement?.textContent.trim() ?? '')
    await expect.poll(focusedWords, patience).toBe('Noter les 2 disques trouvés')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page), patience).toMatch(/^medium\..*\.serial$/)
    await type(page, 'WD-WCC2E5XK1234')
    await type(page, 'WDC WD5000AAKX')
    await press(page, 'Enter', 'Enter')
    await type(page, 'S2R5NX0H607233')
    await addFraction(page, 'Ferraille', '5,1')
    await addFraction(page, 'Aluminium et métaux non ferreux', '1,4')
    await addFraction(page, 'Plastiques', '0,62 kg')
    await addFraction(page, 'Cartes électroniques', '480 g')
    await addFraction(page, 'Piles boutons', '3 g')
    await saved(page)

    // Two disks were found, and nobody has said what becomes of them: the sheet cannot be signed, and says which.
    const signature = page.locator('section[aria-labelledby=fiche-signature]')
    await signature.getByText(/Le disque WD-WCC2E5XK1234 a été trouvé/).waitFor()
    expect(await signature.getByRole('button', { name: 'Signer la fiche' }).count()).toBe(0)
    const media = page.getByRole('region', { name: 'Ce que devient chaque disque' })
    await media.getByRole('button', { name: 'Confirmer les disques trouvés' }).click()
    await confirmAs(page, 'Claire')
    // That button is gone: whoever works by keyboard goes on from the heading under which the disks are.
    await expect.poll(focusedWords, patience).toBe('Ce que devient chaque disque')
    await media
      .getByRole('listitem')
      .filter({ hasText: 'S2R5NX0H607233' })
      .getByRole('button', { name: 'Armoire fermée' })
      .click()
    await confirmAs(page, 'Claire')
    await signature
      .getByText(/WD-WCC2E5XK1234/)
      .first()
      .waitFor()
    expect(await signature.getByRole('button', { name: 'Signer la fiche' }).count()).toBe(0)
    await media.getByRole('button', { name: 'Mettre le disque dans l’armoire fermée' }).click()
    await confirmAs(page, 'Marc')

    await signature.getByRole('button', { name: 'Signer la fiche' }).click()
    await page
      .getByRole('dialog')
      .getByText(/5 fractions/)
      .waitFor()
    await confirmAs(page, 'Claire')
    // What came of it is said where the focus is, with the way on to the next of the pile.
    await expect.poll(focusedWords, patience).toBe('La fiche ESA1-000001 est signée')
    await page.getByText('Il reste 9 fiches à signer.').waitFor()
    const onward = page.getByRole('link', { name: /Fiche suivante\s: PC-0002/ })
    expect(await onward.getAttribute('href')).toContain(machines[1]?.id ?? '?')
    await page.getByText('Signature et contenu valables').first().waitFor()
    const { pages, size, text } = await pdf(page, 'signed.pdf')
    expect([pages, size]).toEqual([1, 'A4'])
    for (const said of [
      'PC-0001',
      'OptiPlex 790',
      '9,2',
      '0,003',
      '16 06 07*',
      'WD-WCC2E5XK1234',
      'S2R5NX0H607233',
      'Armoire fermée',
      'Fût 3',
    ])
      expect(text).toContain(said)
    // Only the supervisor signs: no other person's code stands on the paper.
    const codes = await page.evaluate(() => document.querySelector('.paper')?.textContent ?? '')
    expect(codes).not.toContain(
      await page
        .locator('header')
        .getByRole('button', { name: /Amina/ })
        .innerText()
        .then((words) => words.trim().split(/\s+/).at(-1) ?? '?'),
    )

    // A mistake is corrected by a new sheet that names the one it replaces; until then the form is closed.
    await page.getByRole('link', { name: 'Corriger' }).click()
    await page.getByRole('heading', { level: 1, name: `Fiche de ${machine.inventoryNumber}` }).waitFor()
    await page.getByText('Vous corrigez la fiche ESA1-000001').waitFor()
    await page.getByText('La nouvelle fiche remplacera ESA1-000001').waitFor()
    await page.getByLabel('N° du bordereau de collecte').fill('BSD-2026-77')
    await page.getByLabel('N° du bordereau de collecte').press('Tab')
    await saved(page)
    await signature.getByRole('button', { name: 'Signer la fiche' }).click()
    await page
      .getByRole('dialog')
      .getByText(/remplacera ESA1-000001/)
      .waitFor()
    await confirmAs(page, 'Marc')
    await page.getByText('Signature et contenu valables').first().waitFor()
    await page.getByText('BSD-2026-77').first().waitFor()
    // The way back leads to no form that still corrects what is corrected.
    await page.goBack()
    await page.getByText('La fiche ESA1-000002 est signée').waitFor()
    await desk.go(`demantelement/fiches/${machine.id}`)
    await page.getByText('La fiche ESA1-000002 est signée').waitFor()
    expect(await page.getByLabel('Marque', { exact: true }).isDisabled()).toBe(true)

    // The disks wait in the locked box, each with a file of its own.
    await desk.go('accueil')
    await page.getByText('S2R5NX0H607233').first().waitFor()
    await page.getByText('WD-WCC2E5XK1234').first().waitFor()
    await desk.go('demantelement/fiches')
    await page.getByLabel('État').selectOption({ label: 'Signée (1)' })
    await page
      .getByRole('row', { name: /PC-0001/ })
      .getByText('Signée')
      .waitFor()
  })
  expect(complaints).toEqual([])
  await desk.context.close()
  await station.stop()
  const file = (await savedDismantling(station.dataFolder, machine.id)).at(-1)
  expect(file?.annexVii.batteries).toEqual({ present: true, removed: true, container: 'Fût 3' })
  expect(file?.fractions.map(({ grams }) => grams)).toEqual([5100, 1400, 620, 480, 3])
})

test('a weight that makes no sense stays in its field with what to do, and is there when the sheet is come back to', async () => {
  const { page, machines } = desk
  const [machine] = machines
  await watched(page, 'dismantling-sheet-weights', async () => {
    await desk.go(`demantelement/fiches/${machine?.id ?? ''}`)
    const gross = page.getByLabel('Poids brut, machine entière')
    const refusals: readonly (readonly [string, RegExp])[] = [
      ['0', /zéro n’existe pas/],
      ['-2', /plus grand que zéro/],
      ['3000 kg', /C’est plus de/],
      ['cinq', /n’est pas un poids/],
    ]
    for (const [typed, refusal] of refusals) {
      await gross.fill(typed)
      await gross.press('Tab')
      await page.getByText(refusal).waitFor()
      expect(await gross.inputValue()).toBe(typed)
    }
    await desk.go('accueil')
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    await desk.go(`demantelement/fiches/${machine?.id ?? ''}`)
    expect(await gross.inputValue()).toBe('cinq')
    await page.getByText(/n’est pas un poids/).waitFor()
    await gross.fill('9.2')
    await gross.press('Tab')
    await expect.poll(() => gross.inputValue(), patience).toBe('9,2')
    expect(await page.getByText(/n’est pas un poids/).count()).toBe(0)
  })
})

test('ten sheets to fill in come out in one job, one page each, and a scan of one opens its machine', async () => {
  const { page, machines, complaints } = desk
  await watched(page, 'dismantling-papers', async () => {
    await desk.go('demantelement/fiches')
    await page.getByRole('button', { name: 'Imprimer 10 fiches à remplir' }).click()
    await expect.poll(() => page.locator('.paper').count(), patience).toBe(10)
    const { pages, size, text } = await pdf(page, 'blank.pdf')
    expect([pages, size]).toEqual([10, 'A4'])
    const printed = text.split('\f').filter((sheet) => sheet.trim() !== '')
    expect(printed).toHaveLength(10)
    for (const number of numbers)
      expect(
        printed.filter((sheet) => sheet.includes(number) && sheet.includes('Fiche de démantèlement à remplir')),
      ).toHaveLength(1)

    // Pages to hang up are printed for the kinds that were chosen alone.
    await desk.go('demantelement/fiches')
    await page.getByRole('link', { name: 'Pages de pictogrammes par type' }).click()
    await page.getByText('Choisissez au moins un type.').waitFor()
    await page.getByLabel('Disque seul').check()
    const hung = await pdf(page, 'kinds.pdf')
    expect(hung.text).toContain('Disque seul')
    expect(hung.text).not.toContain('Ordinateur')
    await desk.go('papier/fiches?quoi=blank&machines=' + machines.map(({ id }) => id).join(','))
    await expect.poll(() => page.locator('.paper').count(), patience).toBe(10)

    const third = machines[2]
    const code = await page
      .locator('.paper')
      .filter({ hasText: third?.inventoryNumber ?? '?' })
      .locator('svg[role=img]')
      .getAttribute('aria-label')
    expect(code).toContain(third?.inventoryNumber ?? '?')
    const fileId = await page
      .locator('.paper')
      .filter({ hasText: third?.inventoryNumber ?? '?' })
      .locator('[data-file]')
      .getAttribute('data-file')
    await desk.go('demantelement/fiches')
    await page.getByRole('heading', { level: 1, name: 'Fiches' }).waitFor()
    await scan(page, dismantlingCode({ id: fileId ?? '', inventoryNumber: third?.inventoryNumber ?? '' }))
    await page.getByRole('heading', { level: 1, name: `Fiche de ${third?.inventoryNumber ?? ''}` }).waitFor()
    // The next paper of the pile, scanned while a field of this one has the focus.
    await page.getByLabel('Marque', { exact: true }).focus()
    await scan(page, numbers[4] ?? '')
    expect(await page.getByLabel('Marque', { exact: true }).inputValue()).toBe(numbers[4])
  })
  expect(complaints).toEqual([])
})
