// An intake of thirty machines received with a scanner alone, twelve of which a supervisor sends to dismantling; then these
// twelve to the end of their way. What the screens say is held against the journal, read by itself.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Command, commandCode, machineCode } from '../../domain/documents/scan-code.ts'
import { dismantlingPath } from './dismantling-path.ts'
import { anEsat, type Esat } from './esat.ts'
import { filesByNumber, journalled } from './journalled.ts'
import { asks, card, receiveByScanner, type Delivered } from './reception.ts'
import { launchBrowser, newDataFolder, openWindow, startStation, watched, type RunningStation } from './station.ts'
import { confirmAs, download, place, scan, signIn } from './workshop.ts'

const run = promisify(execFile)

let browser: Browser
let esat: Esat
let station: RunningStation

beforeAll(async () => {
  esat = await anEsat({ 'PC-0900': 'desktop' }, {}, ['esat', 'refurbishing'])
  browser = await launchBrowser()
  station = await startStation({ dataFolder: esat.dataFolder })
})
afterAll(async () => {
  await browser.close()
  await rm(esat.dataFolder, { recursive: true, force: true })
})

/** Eighteen laptops and twelve desktops; of each sort some do not start. */
const delivered: readonly Delivered[] = Array.from({ length: 30 }, (_, index) => ({
  label: `PC-${String(1001 + index)}`,
  ...(index === 0 ? { kind: 'laptop' as const } : index === 18 ? { kind: 'desktop' as const } : {}),
  look: index % 5 === 4 ? 'damaged' : 'good',
  starts: index % 5 < 3,
}))

test('thirty machines come in by scanner alone, and twelve go to dismantling under one confirmation', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  await watched(page, 'intake-path', () => intakePath(page))
  expect(complaints).toEqual([])
  await context.close()
  await station.stop()

  const entries = await journalled(esat.dataFolder)
  const files = filesByNumber(entries)
  for (const [index, { label, look, starts }] of delivered.entries()) {
    expect(files.get(label), label).toMatchObject({
      equipment: index < 18 ? 'laptop' : 'desktop',
      triage: { look, powerOn: starts ? 'starts' : 'does-not-start' },
      onBench: false,
    })
  }
  const numberOf = new Map([...files.values()].map(({ id, inventoryNumber }) => [id, inventoryNumber]))
  const orders = entries.flatMap((entry) => (entry.kind === 'dismantling-order' ? [entry.order] : []))
  expect(orders.length).toBe(2)
  expect(
    orders
      .at(-1)
      ?.machines.map(({ machineId }) => numberOf.get(machineId))
      .sort(),
  ).toEqual(delivered.filter(({ starts }) => !starts).map(({ label }) => label))
  expect([...files.keys()].filter((number) => number.startsWith('PC-1')).length).toBe(30)
})

test('the twelve end in signed sheets, in fractions that add up, and in a laptop that is worth more for one of their parts', async () => {
  const sent = delivered.filter(({ starts }) => !starts).map(({ label }) => label)
  // Six laptops, then six desktops.
  const [laptop = '', ...laptops] = sent.slice(0, 6)
  const [diskless = '', threeDisks = '', ...desktops] = sent.slice(6)
  const better = delivered.find(({ starts }) => starts)?.label ?? ''
  const unseen = [...laptops, ...desktops]
  await dismantlingPath(browser, { dataFolder: esat.dataFolder, unseen, laptop, diskless, threeDisks, better })
})

const intakePath = async (page: Page): Promise<void> => {
  await signIn(page, 'Amina')
  await place(page, 'Démantèlement')
  await page.getByRole('button', { name: 'Nouvel arrivage' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Donateur', { exact: true }).fill('Mairie de Dax')
  await dialog.getByLabel('Machines annoncées').fill('trente')
  await dialog.getByRole('button', { name: 'Commencer la réception' }).click()
  await dialog.getByText('Écrivez un nombre entier').waitFor()
  await dialog.getByLabel('Machines annoncées').fill('30')
  await dialog.getByRole('checkbox', { name: /organisme public/ }).check()
  await dialog.getByRole('button', { name: 'Commencer la réception' }).click()
  await asks(page, 'Scannez l’étiquette de la machine')

  // From here on the scanner alone.
  for (const [index, machine] of delivered.entries()) {
    await receiveByScanner(page, machine, index === 0)
    await page.getByText(new RegExp(`${machine.label}\\s+est reçue`)).waitFor()
    await page.getByText(new RegExp(`^${String(index + 1)}\\s+reçues? sur 30$`)).waitFor()
    if (index === 9) await doubtfulLabels(page)
  }

  // The last answer was a slip: it is asked again, and answered as it was.
  await card(page, 'undo')
  await asks(page, 'S’allume-t-elle ?')
  await card(page, delivered.at(-1)?.starts === true ? 'yes' : 'no')
  await asks(page, 'Scannez l’étiquette de la machine')

  await page.getByRole('link', { name: 'Terminer' }).click()
  await page.getByText('12 machines ne s’allument pas').waitFor()
  await page.getByText('18 sur 30 machines reçues vont au réemploi.').waitFor()

  await page.getByRole('link', { name: 'À démanteler' }).first().click()
  await page.getByRole('heading', { name: '12 machines attendent' }).waitFor()
  // Nothing is chosen in advance, and asking for nothing is said to be nothing.
  await page.getByRole('button', { name: 'Demander à l’encadrant' }).click()
  await page.getByText('Choisissez d’abord les machines à démanteler.').waitFor()
  await page.getByRole('button', { name: 'Tout choisir' }).click()
  await page.getByText('12 machines choisies').waitFor()
  await page.getByRole('button', { name: 'Demander à l’encadrant' }).click()
  const asked = page.getByRole('dialog')
  for (const { label } of delivered.filter(({ starts }) => !starts)) await asked.getByText(label).waitFor()
  await confirmAs(page, 'Claire')
  await page.getByRole('heading', { name: '13 machines au démantèlement' }).waitFor()
  await page.getByText('Aucune machine à confirmer').waitFor()
  // One that starts may be dismantled too; without a scanner its number is typed.
  await page.getByLabel('Ajouter une machine').fill('PC-1001')
  await page.getByLabel('Ajouter une machine').press('Enter')
  await page.getByRole('heading', { name: '1 machine attend' }).waitFor()

  // Each of them is known as such where machines are listed.
  await place(page, 'Machines')
  await page.getByLabel('Chercher une machine').fill('PC-1004')
  await page.getByRole('cell', { name: 'Au démantèlement' }).waitFor()
  await papers(page)
}

/** The paper of the door: every card reads back to its command, and the intake's sheet names every machine. */
const papers = async (page: Page): Promise<void> => {
  const folder = await newDataFolder()
  await place(page, 'Démantèlement')
  await page.getByRole('link', { name: 'Cartes à scanner' }).click()
  const cards = join(folder, 'cards.pdf')
  await download(page, 'Enregistrer en PDF', cards)
  const { stdout: about } = await run('pdfinfo', [cards])
  expect(about).toMatch(/^Pages:\s+3$/m)
  // One card at a time, as a scanner is held to it.
  const read: string[] = []
  for (const [index, each] of (await page.locator('.paper-card').all()).entries()) {
    const picture = join(folder, `card-${String(index)}.png`)
    if ((await each.locator('svg.qr-code').count()) === 0) continue
    await each.screenshot({ path: picture })
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture])
    read.push(`${(await each.innerText()).trim().split('\n')[0] ?? ''}: ${stdout.trim()}`)
  }
  expect(new Set(read.map((line) => line.split(': ')[1]))).toEqual(new Set(Command.options.map(commandCode)))
  expect(read).toEqual(expect.arrayContaining(['Oui: ETABLI/C/YES', 'Non: ETABLI/C/NO', 'Incomplète: ETABLI/C/4']))

  await page.getByRole('button', { name: 'Retour' }).click()
  await page.getByRole('link', { name: 'Mairie de Dax' }).click()
  await page.getByRole('link', { name: 'Feuille d’arrivage' }).click()
  const sheet = join(folder, 'sheet.pdf')
  await download(page, 'Enregistrer en PDF', sheet)
  const { stdout: text } = await run('pdftotext', ['-layout', sheet, '-'])
  for (const { label } of delivered) expect(text).toContain(label)
  expect(text).toContain('30 sur 30')
  expect(text).toContain('18 sur 30 machines reçues vont au réemploi.')
}

/** The same label twice, one of a machine being dismantled, one of another site, and a card that answers nothing. */
const doubtfulLabels = async (page: Page): Promise<void> => {
  await scan(page, delivered[2]?.label ?? '')
  await page.getByText('PC-1003 est déjà reçue dans cet arrivage.').waitFor()
  await card(page, 'no')
  await asks(page, 'Scannez l’étiquette de la machine')
  const sent = esat.machines[0]
  if (sent === undefined) throw new Error('No machine was sent to dismantling')
  await scan(page, machineCode(sent))
  await page.getByText('PC-0900 est déjà envoyée au démantèlement.').waitFor()
  await card(page, 'yes')
  await page.getByText('Cette carte ne répond pas à cette question.').waitFor()
  await card(page, 'next')
  await asks(page, 'Scannez l’étiquette de la machine')
  await scan(page, machineCode({ id: randomUUID(), inventoryNumber: 'MDM-0042' }))
  await page.getByText('L’étiquette de MDM-0042 vient d’un autre site').waitFor()
  await card(page, 'no')
  await asks(page, 'Scannez l’étiquette de la machine')
  await card(page, 'yes')
  await page.getByText('Cette carte ne répond à rien maintenant.').waitFor()
}
