// The work of a whole day without a mouse: every screen is walked through by Tab alone, and what is done most is done by keys
// alone. The focus is never lost: after each press it is somewhere from where one goes on.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTiersLieu, tiersLieuSettings } from '../electron/handover/tiers-lieu.ts'
import { anEsat } from './esat.ts'
import { focused, tabTo, walk } from './keyboard-walk.ts'
import { go, window1024 } from './look.ts'
import { launchBrowser, newDataFolder, startStation, watched, type RunningStation } from './station.ts'
import { setUpStation } from './workshop.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const opened = async (station: RunningStation, who: RegExp | null) => {
  const { context, page, complaints } = await window1024(browser, station, 'fr')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (who !== null) {
    await tabTo(page, /Dire qui travaille/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, who)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  return { context, page, complaints }
}

/** The addresses that the rows of a list lead to. */
const rowsOf = (page: Page): Promise<readonly string[]> =>
  page
    .locator('tbody a.opener')
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace(/^#\//, '')))

const walkAll = async (page: Page, station: RunningStation, addresses: readonly string[]): Promise<string[]> => {
  const wrong: string[] = []
  for (const address of addresses) {
    await go(page, station, address)
    await page.locator('h1').first().waitFor()
    wrong.push(...(await walk(page, address.replace(/[0-9a-f-]{36,}/g, '…'))))
  }
  return wrong
}

test('every screen of a workshop is reached and left by Tab', async () => {
  const station = await startStation({ flags: ['--demo'] })
  const { context, page, complaints } = await opened(station, /Amina/)
  await go(page, station, 'machines')
  const [machine = ''] = (await rowsOf(page)).filter((address) => address.includes('machines/'))
  const id = machine.split('/').at(-1) ?? ''
  await go(page, station, 'documents')
  const documents = await rowsOf(page)
  await go(page, station, 'disques')
  const [disk = ''] = await rowsOf(page)
  await go(page, station, 'pieces')
  const [part = ''] = await rowsOf(page)
  await go(page, station, 'demantelement/arrivages')
  const [intake = ''] = await rowsOf(page)
  await go(page, station, 'demantelement/fiches')
  const [sheet = ''] = await rowsOf(page)

  const parts = ['report', 'checklist', 'disks', 'notes', 'certificate'].map((name) => `banc/${id}?partie=${name}`)
  const wrong = await walkAll(page, station, [
    'accueil',
    'banc',
    ...parts,
    'machines',
    machine,
    `papier/passeport/${id}`,
    `papier/etiquette/${id}`,
    'documents',
    ...documents.slice(0, 2),
    'preuves',
    'disques',
    disk,
    'demantelement/arrivages',
    intake,
    `${intake}/reception`,
    'demantelement/a-demanteler',
    'demantelement/fiches',
    sheet,
    'demantelement/totaux',
    'demantelement/codes',
    'papier/cartes',
    'papier/totaux',
    'pieces',
    part,
    'echanges/envoyer',
    'echanges/recevoir',
    'echanges/transferts',
    'echanges/transferts/depart',
    'echanges/postes',
    'echanges/envois',
    'reglages',
    'aide',
    'aide/banc',
  ])
  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})

/** One machine with a person, one that is ready. */
const aTiersLieu = async (): Promise<string> => {
  const dataFolder = await newDataFolder()
  const place = await openTiersLieu(dataFolder, { ms: Date.now() - 3_600_000 }, tiersLieuSettings)
  const given = await place.certifiedMachine({ inventoryNumber: 'PNS-0701' })
  await place.certifiedMachine({ inventoryNumber: 'PNS-0702' })
  const unpaid = { amountCents: 2500, received: false, receipt: '', subsidyCents: 3000 }
  await place.handOver(place.handoverDraft(given, { contribution: unpaid }), {
    kind: 'name',
    firstName: 'Basile',
    initial: 'R',
  })
  await place.close()
  return dataFolder
}

/** A dialog opened by the key, walked through, and closed by Escape: the focus comes back to what opened it. */
const dialogBy = async (page: Page, name: RegExp): Promise<readonly string[]> => {
  await tabTo(page, name)
  const opener = await focused(page)
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog], [role=alertdialog]').waitFor()
  const wrong = [...(await walk(page, opener))]
  await page.keyboard.press('Escape')
  await page.locator('[role=dialog], [role=alertdialog]').waitFor({ state: 'hidden' })
  await page.waitForTimeout(100)
  const after = await focused(page)
  return after === opener ? wrong : [...wrong, `${opener}: the focus comes back to ${after}`]
}

/** At the pace of hands: what follows typed letters faster is taken for a scanner's. */
const pressByHand = async (page: Page, key: string): Promise<void> => {
  await page.waitForTimeout(300)
  await page.keyboard.press(key)
}

test('a handover from the list to the slip, and its return, by keys alone', async () => {
  const station = await startStation({ dataFolder: await aTiersLieu() })
  const { context, page, complaints } = await opened(station, /Samir/)
  await watched(page, 'keyboard-handover', async () => {
    const wrong = await walkAll(page, station, [
      'remises/chez-qui',
      'remises/remettre',
      'remises/contributions',
      'remises/totaux',
      'papier/remises',
    ])
    await page.keyboard.press('Alt+8')
    await page.getByRole('heading', { level: 1, name: 'Machines remises' }).waitFor()
    await tabTo(page, /^Remettre$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Remettre une machine' }).waitFor()
    await tabTo(page, /PNS-0702/)
    await page.keyboard.press('Enter')
    await page.locator('#hand-over').waitFor()
    wrong.push(...(await walk(page, 'the handover form')))

    // What is missing is said, and the focus is at the first of it.
    await tabTo(page, /Signer le bon/)
    await page.keyboard.press('Enter')
    await page.locator('#hand-over [aria-invalid=true]').first().waitFor()
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => document.activeElement?.closest('#hand-over') !== null)).toBe(true)
    expect(await focused(page)).not.toMatch(/Signer/)

    await tabTo(page, /Prénom et initiale|Un code du tiers-lieu/, 'Shift+Tab').catch(() =>
      tabTo(page, /Prénom et initiale|Un code du tiers-lieu/),
    )
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.locator('input[value=name]:checked').waitFor()
    await tabTo(page, /^Prénom/)
    await page.keyboard.type('Zénobie')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Q')
    await tabTo(page, /Reçue|Pas encore/)
    await pressByHand(page, 'Space')
    await tabTo(page, /Souhaitée|Pas souhaitée/)
    await pressByHand(page, 'Space')
    await tabTo(page, /Signer le bon/)
    await pressByHand(page, 'Enter')
    await page.locator('.paper-handover').first().waitFor()
    await page.waitForTimeout(200)
    expect(await focused(page)).not.toBe('nothing')

    wrong.push(...(await walk(page, 'the signed slip')))
    wrong.push(...(await dialogBy(page, /Noter le retour/)))
    wrong.push(...(await dialogBy(page, /Effacer le nom/)))
    expect(wrong).toEqual([])
  })
  await context.close()
  await station.stop()
  expect(complaints).toEqual([])
})

test('a departure, a batch and a backup by keys alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-lots-'))
  const station = await startStation({ flags: ['--demo'] })
  const { context, page, complaints } = await opened(station, /Amina/)
  await watched(page, 'keyboard-exchange', async () => {
    const wrong: string[] = []
    // A departure: what is scanned is listed, and taking it off leaves the focus beside it.
    await page.keyboard.press('Alt+7')
    await page.getByRole('heading', { level: 1, name: 'Envoyer un lot' }).waitFor()
    await tabTo(page, /^Transferts$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Transferts' }).waitFor()
    await tabTo(page, /Préparer un départ/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Préparer un départ' }).waitFor()
    await tabTo(page, /Étiquette de ce qui part/)
    for (const number of ['INV-0101', 'INV-0102']) {
      await page.keyboard.type(number)
      await page.keyboard.press('Enter')
      await page.locator('li', { hasText: number }).first().waitFor()
      expect(await focused(page)).toMatch(/Étiquette de ce qui part/)
    }
    wrong.push(...(await walk(page, 'a departure')))
    await tabTo(page, /Retirer/)
    await page.keyboard.press('Enter')
    await page.getByText('1 ligne sur le bordereau').first().waitFor()
    await page.waitForTimeout(100)
    expect(await focused(page)).not.toBe('nothing')

    // A batch, chosen one by one, made, and put into a folder of this computer.
    await tabTo(page, /^Envoyer un lot$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Envoyer un lot' }).waitFor()
    await tabTo(page, /Tout ce qui correspond/)
    await page.keyboard.press('ArrowRight')
    await page.getByText('Aucun document choisi').waitFor()
    await tabTo(page, /DEMO-000001/)
    await page.keyboard.press('Space')
    await page.getByText('1 document choisi').waitFor()
    await tabTo(page, /Préparer le lot/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Télécharger', exact: true }).waitFor()
    await page.waitForTimeout(200)
    expect(await focused(page)).not.toBe('nothing')
    wrong.push(...(await walk(page, 'a batch that is ready')))
    const download = page.waitForEvent('download')
    await tabTo(page, /^Télécharger$/)
    await page.keyboard.press('Enter')
    await (await download).saveAs(join(folder, 'lot.zip'))
    await page.getByText(/est téléchargé/).waitFor()
    await page.waitForTimeout(200)
    expect(await focused(page)).not.toBe('nothing')

    await tabTo(page, /^Envois$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Envois' }).waitFor()
    wrong.push(...(await dialogBy(page, /Ajouter une destination/)))

    // The passport, from the list to its paper.
    await page.keyboard.press('Alt+3')
    await page.getByRole('heading', { level: 1, name: 'Machines' }).waitFor()
    await tabTo(page, /INV-0102/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'INV-0102' }).waitFor()
    await tabTo(page, /Imprimer le passeport/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Passeport', exact: true }).waitFor()
    await page.waitForTimeout(200)
    expect(await focused(page)).toBe('Passeport')

    // The backup: the list of parts leads there, and what Space opens comes next.
    await page.keyboard.press('Alt+9')
    await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
    await tabTo(page, /^Sauvegarde$/)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(400)
    await tabTo(page, /Sauvegarder aussi la clé/)
    await page.keyboard.press('Space')
    await tabTo(page, /Phrase de passe de cette sauvegarde/)
    expect(wrong).toEqual([])
  })
  await context.close()
  await station.stop()
  await rm(folder, { recursive: true, force: true })
  expect(complaints).toEqual([])
})

test('F1 shows the help of the screen over it, and nothing typed is lost', async () => {
  const station = await startStation({ flags: ['--demo'] })
  const { context, page, complaints } = await opened(station, /Amina/)
  const dialog = page.getByRole('dialog')
  await go(page, station, 'pieces')
  await tabTo(page, /Chercher une pièce/)
  await page.keyboard.type('barrette')
  await page.keyboard.press('F1')
  await dialog.getByRole('heading', { name: 'Aide : Pièces' }).waitFor()
  expect(await walk(page, 'the help over a screen')).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.waitForTimeout(100)
  expect(await focused(page)).toMatch(/Chercher une pièce/)
  expect(await page.getByLabel('Chercher une pièce').inputValue()).toBe('barrette')
  // In a window over the screen it is not the browser's either.
  await tabTo(page, /Ranger une pièce/)
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('F1')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(context.pages()).toHaveLength(1)

  // The whole help, searched: what was found is read on from there.
  await tabTo(page, /^Aide$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Pièces' }).waitFor()
  await tabTo(page, /Chercher dans l’aide/)
  await page.keyboard.type('exutoire')
  await page.getByText(/passages? trouvé/).waitFor()
  await tabTo(page, /^Exutoire$/)
  await pressByHand(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: 'Les mots' }).waitFor()
  await page.waitForTimeout(300)
  expect(await focused(page)).toBe('Exutoire')
  await context.close()
  await station.stop()
  expect(complaints).toEqual([])
})

test('a station is set up by keys alone, with its help at hand', async () => {
  const station = await startStation()
  const { context, page, complaints } = await opened(station, null)
  await page.keyboard.press('F1')
  await page.getByRole('dialog').getByRole('heading', { name: 'Aide : Mise en route' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const wrong: string[] = []
  await setUpStation(page, {
    onPage: async (name) => {
      wrong.push(...(await walk(page, `set-up: ${name}`)))
    },
  })
  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})

test('the simplified mode is walked through by Tab, from the choice of a machine to its first steps', async () => {
  const { dataFolder } = await anEsat({ 'PO-0201': 'laptop', 'PC-0101': 'desktop' })
  const station = await startStation({ dataFolder })
  const { context, page, complaints } = await opened(station, /Lucien/)
  const wrong: string[] = []
  await page.getByRole('heading', { level: 1 }).waitFor()
  wrong.push(...(await walk(page, 'the choice of a machine')))
  await tabTo(page, /PO-0201/)
  await page.keyboard.press('Enter')
  await page.locator('.progress').waitFor()
  for (const step of [1, 2]) {
    await page.getByText(new RegExp(`Étape ${String(step)} sur`)).waitFor()
    wrong.push(...(await walk(page, `step ${String(step)}`)))
    await tabTo(page, /C’est fait|Oui/)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(400)
    expect(await focused(page)).not.toBe('nothing')
  }
  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
