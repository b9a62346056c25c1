// Twelve machines of an intake after a supervisor sent them to dismantling: nine by the station's own operations, three on the
// screen, one of these held back for a disk; then totals, paper, and a part of theirs in a laptop that is worth more for it.
// What screen and paper say is held against the signed documents, read by themselves.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { machineCode } from '../../domain/documents/scan-code.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { answeredFor, fraction, medium } from '../domain/dismantling/a-file.ts'
import { report, secondDisk, ssd } from '../domain/documents/bench.ts'
import { esatWork } from '../electron/documents/esat.ts'
import { codeOf, openWorkshop, type Workshop } from '../electron/vault/workshop.ts'
import { filesByNumber, gramsByCode, journalled, signedSheets } from './journalled.ts'
import { asks } from './reception.ts'
import { memoryLaptop } from './memory-laptop.ts'
import { openWindow, startStation, watched } from './station.ts'
import { confirmAs, download, part, PIN, place, scan, signIn } from './workshop.ts'

export type Taken = {
  readonly dataFolder: string
  /** By inventory number: those done without a screen, a laptop, a desktop without a disk, a desktop with three. */
  readonly unseen: readonly string[]
  readonly laptop: string
  readonly diskless: string
  readonly threeDisks: string
  /** That starts, and waits at the bench. */
  readonly better: string
}

const box = () => ({ kind: 'removed' as const, looseDiskId: randomUUID(), place: 'Armoire fermée', notes: '' })
const third = { ...secondDisk, path: '/dev/sdc', majorMinor: '8:32', serial: 'CRM0003', kind: 'hdd' as const }

/** Fractions of a machine that weigh differently from one to the next. */
const fractions = (at: number) =>
  [
    fraction(0, { grams: 3_111 + at * 17 }),
    fraction(0, {
      kind: 'circuit-boards',
      code: '16 02 16',
      grams: 512 + at,
      container: 'Bac 7',
      outlet: 'Cartes & Co',
    }),
    ...(at % 3 === 0
      ? [fraction(0, { kind: 'button-cells', code: '16 06 07*', grams: 3, container: 'Fût 3', outlet: 'Corepile' })]
      : []),
  ].map((fraction) => ({ ...fraction, id: randomUUID() }))

/** What is done without a screen. Of the machine with three disks two are answered for, and its sheet is refused. */
const dismantleUnseen = async (given: Taken): Promise<void> => {
  const files = filesByNumber(await journalled(given.dataFolder))
  const machineOf = (number: string): MachineFile => {
    const machine = files.get(number)
    if (machine === undefined) throw new Error(`${number} was not received`)
    return machine
  }
  const workshop: Workshop = await openWorkshop(given.dataFolder)
  try {
    const operator = await codeOf(workshop, 'Amina')
    const esat = esatWork({ workshop: () => workshop, operator, now: () => new Date().toISOString(), pin: PIN.claire })
    for (const [at, number] of given.unseen.entries()) {
      const machine = machineOf(number)
      const disk = { serial: `WD-${number}`, wwn: null, model: null, sizeBytes: null }
      const file = await esat.fill(machine, {
        annexVii: answeredFor(machine.equipment),
        grossGrams: null,
        media: [medium(disk.serial)],
        fractions: fractions(at),
      })
      await esat.attest(machine, [disk])
      await esat.settle(machine, disk, box())
      await esat.issue(await esat.draft(file))
    }
    const received = machineOf(given.threeDisks)
    const seen = report({ takenAt: new Date().toISOString(), disks: [ssd, secondDisk, third] })
    const machine = await esat.read(received, seen)
    const file = await esat.fill(machine, {
      grossGrams: null,
      mediaFound: 2,
      media: [medium('CRM0001'), medium('CRN0002')],
      fractions: fractions(20),
    })
    for (const each of [ssd, secondDisk]) await esat.settle(machine, identityOf(each), box())
    expect(await esat.refusals(await esat.draft(file))).toEqual(
      expect.arrayContaining(['erasure.disk-unsettled', 'dismantling.media-too-few']),
    )
  } finally {
    await workshop.station.close()
  }
}

const openSheet = async (page: Page, number: string): Promise<void> => {
  await place(page, 'Démantèlement')
  await page.getByRole('link', { name: 'Fiches', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Fiches' }).waitFor()
  await scan(page, number)
  await page.getByRole('heading', { level: 1, name: `Fiche de ${number}` }).waitFor()
}
const annexVii = (page: Page, item: string, answer: 'Absent' | 'Retiré' | 'Encore dedans') =>
  page.getByRole('radiogroup', { name: item }).getByRole('radio', { name: answer }).check()
const addFraction = async (page: Page, name: string, weight: string): Promise<void> => {
  await page.getByRole('group', { name: 'Ajouter une fraction' }).getByRole('button', { name, exact: true }).click()
  await page.getByLabel(`Poids : ${name}`).fill(weight)
  await page.getByLabel(`Poids : ${name}`).press('Tab')
}
const found = async (page: Page, count: string): Promise<void> => {
  await page.getByLabel('Combien ont été trouvés ?').fill(count)
  await page.getByLabel('Combien ont été trouvés ?').press('Tab')
}
const signature = (page: Page) => page.locator('section[aria-labelledby=fiche-signature]')
const fates = (page: Page) => page.getByRole('region', { name: 'Ce que devient chaque disque' })
const sign = async (page: Page): Promise<void> => {
  await signature(page).getByRole('button', { name: 'Signer la fiche' }).click()
  await confirmAs(page, 'Claire')
  await page.getByText('Signature et contenu valables').first().waitFor()
}

/** Its battery was left inside at first, and two of its parts are kept. */
const laptopOnScreen = async (page: Page, number: string): Promise<void> => {
  await openSheet(page, number)
  await page.getByLabel('Marque', { exact: true }).fill('Dell')
  await annexVii(page, 'Piles et batteries', 'Encore dedans')
  await annexVii(page, 'Cartes électroniques', 'Retiré')
  await annexVii(page, 'Écran plat', 'Retiré')
  for (const item of ['Lampes au mercure', 'Condensateurs électrolytiques', 'Câbles électriques'])
    await annexVii(page, item, 'Absent')
  await found(page, '1')
  await page.getByRole('button', { name: 'Noter le disque trouvé' }).click()
  await page.getByRole('group', { name: 'Disque 1' }).getByLabel('N° de série').fill('S2R5NX0H607233')
  await page.getByRole('group', { name: 'Disque 1' }).getByLabel('N° de série').press('Tab')
  await addFraction(page, 'Ferraille', '0,71')
  await addFraction(page, 'Plastiques', '0.62 kg')
  await addFraction(page, 'Batteries au lithium', '310 g')

  await keepPart(page, 'Mémoire', {
    texts: { 'Capacité (Go)': '4', 'Vitesse (MT/s)': '2400' },
    choices: { Type: 'DDR4', Forme: 'SODIMM', 'Correction d’erreurs (ECC)': 'Non' },
    weight: '0,009',
  })
  await page.getByText('P-0001 est gardée (bac 3).').waitFor()
  const charger = { 'Puissance (W)': '65', 'Tension (V)': '19,5', Prise: '4,5 mm' }
  await keepPart(page, 'Chargeur', { texts: charger, choices: {}, weight: '0,3' })
  await page.getByText('P-0002 est gardée (bac 3).').waitFor()

  await fates(page).getByRole('button', { name: 'Confirmer les disques trouvés' }).click()
  await confirmAs(page, 'Claire')
  await fates(page).getByRole('button', { name: 'Mettre le disque dans l’armoire fermée' }).click()
  await confirmAs(page, 'Marc')
  await signature(page)
    .getByText('Piles et batteries : présent et encore dans la machine. Retirez-le, mettez-le dans son contenant')
    .waitFor()
  expect(await signature(page).getByRole('button', { name: 'Signer la fiche' }).count()).toBe(0)
  await annexVii(page, 'Piles et batteries', 'Retiré')
  await sign(page)
}

type Kept = {
  readonly texts: Readonly<Record<string, string>>
  readonly choices: Readonly<Record<string, string>>
  readonly weight: string
}
const keepPart = async (page: Page, kind: string, { texts, choices, weight }: Kept): Promise<void> => {
  await page.getByRole('button', { name: 'Autre pièce' }).click()
  const keeping = page.getByRole('dialog')
  await keeping.getByRole('radio', { name: kind }).check()
  for (const [label, text] of Object.entries(texts)) await keeping.getByLabel(label).fill(text)
  for (const [label, text] of Object.entries(choices))
    await keeping.getByLabel(label, { exact: true }).selectOption({ label: text })
  await keeping.getByRole('radio', { name: 'Oui, elle marche' }).check()
  await keeping.getByLabel('Poids').fill(weight)
  await keeping.getByLabel('Où est-elle rangée').fill('bac 3')
  await keeping.getByRole('button', { name: 'Garder la pièce' }).click()
  await keeping.waitFor({ state: 'hidden' })
}

const disklessOnScreen = async (page: Page, number: string): Promise<void> => {
  await openSheet(page, number)
  for (const item of ['Piles et batteries', 'Condensateurs électrolytiques', 'Câbles électriques'])
    await annexVii(page, item, 'Absent')
  await annexVii(page, 'Cartes électroniques', 'Retiré')
  await found(page, '0')
  await addFraction(page, 'Ferraille', '5,1')
  await addFraction(page, 'Cartes électroniques', '480 g')
  await fates(page).getByRole('button', { name: 'Confirmer les disques trouvés' }).click()
  await page.getByRole('dialog').getByText(`Il n’y avait aucun disque dans la machine ${number}.`).waitFor()
  await confirmAs(page, 'Marc')
  await sign(page)
}

/** The report saw three disks and two are answered for: said in plain words, and no signature until the third is found. */
const threeDisksOnScreen = async (page: Page, number: string): Promise<void> => {
  await openSheet(page, number)
  await signature(page)
    .getByText('2 disques trouvés à l’ouverture, mais 3 sont connus de cette machine. Cherchez ce qui manque')
    .waitFor()
  await signature(page).getByText('CRM0003').first().waitFor()
  expect(await signature(page).getByRole('button', { name: 'Signer la fiche' }).count()).toBe(0)
  await found(page, '3')
  await page.getByRole('button', { name: 'Noter le disque trouvé' }).click()
  await page.getByRole('group', { name: 'Disque 3' }).getByLabel('N° de série').fill('CRM0003')
  await page.getByRole('group', { name: 'Disque 3' }).getByLabel('N° de série').press('Tab')
  await fates(page).getByRole('button', { name: 'Mettre le disque dans l’armoire fermée' }).click()
  await confirmAs(page, 'Claire')
  await sign(page)
}

const grams = (text: string) => Math.round(Number(text.replace(/[\s\u00a0\u202f]|kg/g, '').replace(',', '.')) * 1000)

/** What the tables of totals say, by code. */
const totalsOnScreen = async (page: Page): Promise<Record<string, number>> => {
  await place(page, 'Démantèlement')
  await page.getByRole('link', { name: 'Totaux', exact: true }).click()
  const rows = page.locator('table:has(tfoot) tbody tr')
  await rows.first().waitFor()
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  )
  return Object.fromEntries(cells.map(([code = '', , , weight = '']) => [code, grams(weight)]))
}

/** Ten signed sheets in one print job: its pages as text. */
const printed = async (page: Page, numbers: readonly string[], folder: string): Promise<readonly string[]> => {
  await page.getByRole('link', { name: 'Fiches', exact: true }).click()
  await page.getByLabel('État').selectOption({ label: 'Signée (12)' })
  for (const number of numbers) await page.getByLabel(`Choisir la fiche de ${number} pour l’impression`).check()
  await page.getByRole('button', { name: 'Imprimer 10 fiches signées' }).click()
  await expect.poll(() => page.locator('.paper').count(), { timeout: 20_000 }).toBe(10)
  const file = join(folder, 'ten-sheets.pdf')
  await download(page, 'Enregistrer en PDF', file)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return text.split('\f').filter((sheet) => sheet.trim() !== '')
}

/** The module of the dismantled laptop is proposed at the bench of another, and fitted: the grade rises as it was said. */
const fitTheModule = async (page: Page, { better, laptop }: Taken): Promise<void> => {
  await place(page, 'Banc')
  await page.getByLabel('Numéro d’inventaire').waitFor()
  await scan(page, better)
  await part(page, 'Relevé')
  const own = { size: '4 GB', serial: '0WN00001' }
  await page.locator('input[type=file]').setInputFiles(await memoryLaptop(own, null))
  const said = 'Une barrette de 4\u00a0Go DDR4 SODIMM en stock (bac 3) ferait passer ce portable en A.'
  await page.getByText(said).waitFor()
  await part(page, 'Notes')
  await page.getByText('Note B\u202f: 4\u00a0Go de mémoire', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Prendre cette pièce' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'C’est posé', exact: true }).click()
  await page.waitForFunction(
    (from) => [...document.querySelectorAll('textarea')].some(({ value }) => value.includes(from)),
    `venue de la machine ${laptop}`,
  )
  await page.getByRole('button', { name: 'Relire la machine' }).first().click()
  const twice = await memoryLaptop(own, { size: '4 GB', serial: 'D0N0R001' })
  await page.locator('input[type=file]').setInputFiles(twice)
  await page.getByText('Pièces changées depuis le dernier relevé').waitFor({ state: 'hidden' })
  await part(page, 'Notes')
  await page.getByText('Note A\u202f: 8\u00a0Go de mémoire.').waitFor()
}

export const dismantlingPath = async (browser: Browser, given: Taken): Promise<void> => {
  await dismantleUnseen(given)
  const station = await startStation({ dataFolder: given.dataFolder })
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(20_000)
  const ten = [given.laptop, given.diskless, given.threeDisks, ...given.unseen.slice(0, 7)]
  let totals: Record<string, number> = {}
  let pages: readonly string[] = []
  await watched(page, 'dismantling-path', async () => {
    await signIn(page, 'Amina')
    await laptopOnScreen(page, given.laptop)
    await disklessOnScreen(page, given.diskless)
    await threeDisksOnScreen(page, given.threeDisks)
    totals = await totalsOnScreen(page)
    pages = await printed(page, ten, given.dataFolder)
    await fitTheModule(page, given)
    await labelsThatMeanNothing(page, given.laptop)
  })
  expect(complaints).toEqual([])
  await context.close()
  await station.stop()

  const sheets = await signedSheets(given.dataFolder)
  expect(sheets).toHaveLength(12)
  expect(totals).toEqual(gramsByCode(sheets))
  expect(pages).toHaveLength(10)
  for (const number of ten) {
    const sheet = sheets.find(({ machine }) => machine.inventoryNumber === number)
    const onPaper = pages.filter((text) => text.includes(number))
    expect(onPaper, number).toHaveLength(1)
    expect(onPaper[0]).toContain(sheet?.number ?? '?')
    for (const { grams: weight } of sheet?.fractions ?? [])
      expect(onPaper[0]).toContain((weight / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 3 }))
  }
  const ofLaptop = sheets.find(({ machine }) => machine.inventoryNumber === given.laptop)
  expect(ofLaptop?.parts.map(({ number, kind }) => [number, kind])).toEqual([
    ['P-0001', 'memory'],
    ['P-0002', 'charger'],
  ])
  const ofThree = sheets.find(({ machine }) => machine.inventoryNumber === given.threeDisks)
  expect(ofThree?.disks.map(({ serial }) => serial).sort()).toEqual(['CRM0001', 'CRM0003', 'CRN0002'])
}

/** A dismantled machine comes in no second time and is sent there no second time; another site's is not taken for it. */
const labelsThatMeanNothing = async (page: Page, number: string): Promise<void> => {
  const dismantled = page.getByText(new RegExp(`${number} est déjà démantelée\\s*: fiche ESA1-`))
  await place(page, 'Démantèlement')
  await page.getByRole('link', { name: 'Mairie de Dax' }).click()
  await page.getByRole('link', { name: 'Recevoir' }).first().click()
  await asks(page, 'Scannez l’étiquette de la machine')
  await scan(page, number)
  await dismantled.waitFor()

  const fromElsewhere = machineCode({ id: randomUUID(), inventoryNumber: number })
  await place(page, 'Démantèlement')
  await page.getByRole('link', { name: 'À démanteler' }).first().click()
  await page.getByText('Aucune machine à confirmer').waitFor()
  await scan(page, fromElsewhere)
  await page.getByText(`${number} n’a pas de dossier ici`).waitFor()
  await scan(page, number)
  await dismantled.waitFor()
  await page.getByRole('link', { name: 'Fiches', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Fiches' }).waitFor()
  await scan(page, fromElsewhere)
  await page.getByText(`L’étiquette de ${number} vient d’un autre site`).waitFor()
}
