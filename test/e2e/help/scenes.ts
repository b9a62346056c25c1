// The screens that the help shows, and how each is come to. They are found by what they are made of, not by words, so that they
// are the same in both languages. How a picture is taken and held against the screen is pictures.ts'.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { anEsat } from '../esat.ts'
import { go } from '../look.ts'
import { openTiersLieu, tiersLieuSettings } from '../../electron/handover/tiers-lieu.ts'
import { newDataFolder, root, type RunningStation } from '../station.ts'

type At = { readonly page: Page; readonly station: RunningStation }

export type Scene = {
  /** As the help names it: the file of the picture. */
  readonly name: string
  /** What is shown: the place without rail and head, a dialog, or the whole window where there is no rail. */
  readonly shows: 'place' | 'dialog' | 'window'
  /** What of it has to say the same as when the picture was taken; all that is shown, unless said otherwise. */
  readonly said?: string
  /** What stands at the top of the picture; the top of the page, unless said otherwise. */
  readonly from?: string
  readonly come: (at: At) => Promise<unknown>
}

export type Workshop = {
  readonly flags?: readonly string[]
  readonly prepare?: () => Promise<string>
  /** Who says that they are at work, before the first scene. */
  readonly who: RegExp | null
  readonly scenes: readonly Scene[]
}

const openMachine = async ({ page, station }: At, number: string, part: string) => {
  await go(page, station, 'machines')
  const link = page.locator('tbody a.opener', { hasText: number })
  const machine = /[0-9a-f-]{36}/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? ''
  await go(page, station, part.startsWith('papier/') ? `${part}/${machine}` : `banc/${machine}?partie=${part}`)
}

/** Logs that hold, one that does not, and what else lies on a key. */
const broughtFiles = async () => {
  const folder = join(root, 'test/fixtures/nwipe')
  const logs = ['by-hand-0.42-two-disks.log', 'by-hand-shredos-0.35.log', 'abort-sigterm.log']
  return [
    ...(await Promise.all(
      logs.map(async (name) => ({ name, mimeType: 'text/plain', buffer: await readFile(join(folder, name)) })),
    )),
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff]) },
  ]
}

const demonstration: Workshop = {
  flags: ['--demo'],
  who: /Amina/,
  scenes: [
    {
      name: 'accueil',
      shows: 'place',
      from: 'main .sheet:has([data-scan=field])',
      come: ({ page, station }) => go(page, station, 'accueil'),
    },
    {
      name: 'banc-releve',
      shows: 'place',
      from: '.machine > .head',
      come: (at) => openMachine(at, 'INV-0105', 'report'),
    },
    {
      name: 'banc-controle',
      shows: 'place',
      from: '.machine > .head',
      // Its first step waits for a person's answer, so that the buttons are seen.
      come: (at) => openMachine(at, 'INV-0105', 'checklist'),
    },
    { name: 'disques', shows: 'place', from: '.machine > .head', come: (at) => openMachine(at, 'INV-0104', 'disks') },
    {
      name: 'banc-certificat',
      shows: 'place',
      from: '.machine > .head',
      come: (at) => openMachine(at, 'INV-0104', 'certificate'),
    },
    { name: 'machines', shows: 'place', come: ({ page, station }) => go(page, station, 'machines') },
    {
      name: 'machines-passeport',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'machines')
        await page.locator('tbody a.opener', { hasText: 'INV-0102' }).click()
        await page.locator('.chain, ol').first().waitFor()
      },
    },
    { name: 'documents', shows: 'place', come: ({ page, station }) => go(page, station, 'documents') },
    {
      name: 'documents-certificat',
      shows: 'place',
      come: async ({ page }) => {
        await page.locator('tbody tr', { hasText: 'INV-0101' }).locator('a.opener').first().click()
        await page.locator('.paper-sheet').waitFor()
      },
    },
    { name: 'papier-etiquette', shows: 'place', come: (at) => openMachine(at, 'INV-0103', 'papier/etiquette') },
    { name: 'pieces', shows: 'place', come: ({ page, station }) => go(page, station, 'pieces') },
    { name: 'echanges-envoyer', shows: 'place', come: ({ page, station }) => go(page, station, 'echanges/envoyer') },
    {
      name: 'echanges-depart',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'echanges/transferts/depart')
        for (const number of ['INV-0105', 'INV-0101']) {
          await page.locator('[data-scan=field]').fill(number)
          await page.keyboard.press('Enter')
          await page.locator('li', { hasText: number }).first().waitFor()
        }
      },
    },
    {
      name: 'reglages',
      shows: 'place',
      // Its other parts are read there, not looked at here.
      said: 'main section:nth-of-type(1)',
      come: ({ page, station }) => go(page, station, 'reglages'),
    },
    {
      name: 'disques-preuves',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'preuves')
        await page.locator('input[type=file][multiple]').setInputFiles(await broughtFiles())
        await page.locator('#answers').waitFor()
      },
    },
    {
      name: 'clavier',
      shows: 'dialog',
      come: async ({ page, station }) => {
        await go(page, station, 'accueil')
        await page.locator('#page-title').focus()
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
      },
    },
  ],
}

const machinesOfTheEsat = { 'PO-0201': 'laptop', 'PC-0101': 'desktop', 'EC-0301': 'monitor' } as const

const esat: Workshop = {
  prepare: async () => (await anEsat(machinesOfTheEsat, { 'PC-0900': 'desktop' })).dataFolder,
  who: /Amina/,
  scenes: [
    {
      name: 'demantelement-reception',
      shows: 'place',
      come: async ({ page, station }) => {
        const dialog = page.getByRole('dialog')
        await go(page, station, 'demantelement/arrivages')
        await page.locator('.page-header button').last().click()
        await dialog.locator('input').first().fill('Conseil départemental des Landes')
        await dialog.locator('footer button').last().click()
        await page.locator('.desk').waitFor()
        await page.locator('[data-scan=field]').fill('PC-1001')
        await page.keyboard.press('Enter')
        await page.locator('.desk .number').waitFor()
      },
    },
    {
      name: 'demantelement-fiche',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'demantelement/fiches')
        await page.locator('tbody a.opener', { hasText: 'PC-0101' }).click()
        await page.locator('[data-field=make]').waitFor()
      },
    },
    {
      name: 'simplifie-etape',
      shows: 'window',
      come: async ({ page }) => {
        await page.locator('header [aria-haspopup=dialog]').click()
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /Lucien/ })
          .click()
        await page.locator('main button, main a', { hasText: 'PO-0201' }).first().click()
        await page.locator('.progress').waitFor()
      },
    },
  ],
}

const tiersLieu: Workshop = {
  prepare: async () => {
    const dataFolder = await newDataFolder()
    const place = await openTiersLieu(dataFolder, { ms: Date.now() - 3_600_000 }, tiersLieuSettings)
    const given = []
    for (const inventoryNumber of ['PNS-0701', 'PNS-0702', 'PNS-0703'])
      given.push(await place.certifiedMachine({ inventoryNumber }))
    const [first, second] = given
    if (!first || !second) throw new Error('There are three')
    await place.handOver(place.handoverDraft(first), { kind: 'name', firstName: 'Basile', initial: 'R' })
    await place.handOver(place.handoverDraft(second), { kind: 'code', code: 'TL-17' })
    await place.close()
    return dataFolder
  },
  who: /Samir/,
  scenes: [
    {
      name: 'remises-liste',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'remises')
        await page.locator('tbody a.opener').nth(1).waitFor()
        await page.getByText('Basile R.').waitFor()
      },
    },
    {
      name: 'remises-bon',
      shows: 'place',
      come: async ({ page, station }) => {
        await go(page, station, 'remises/remettre')
        await page.locator('tbody a.opener').first().click()
        await page.locator('#hand-over').waitFor()
      },
    },
  ],
}

const newStation: Workshop = {
  who: null,
  scenes: [
    {
      name: 'mise-en-route',
      shows: 'window',
      come: ({ page }) => page.locator('input[type=checkbox]').first().waitFor(),
    },
  ],
}

export const workshops: readonly Workshop[] = [demonstration, esat, tiersLieu, newStation]
