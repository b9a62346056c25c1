// A workshop backs up from its settings, and another computer takes up all its work: every screen on the way, in both
// languages.
import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import { busyWorkshop, copyOf, type Kept } from '../electron/backup/a-workshop.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, newDataFolder, startStation } from './station.ts'

let browser: Browser
let kept: Kept
beforeAll(async () => {
  browser = await launchBrowser()
  kept = await busyWorkshop()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await kept.remove()
})

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 900 } } as const
const words = {
  fr: {
    here: 'Sauvegarder ici',
    secrets: /Sauvegarder aussi la clé/,
    begin: 'Reprendre une sauvegarde',
    search: 'Chercher dans ce dossier',
    look: 'Regarder',
    open: 'Ouvrir avec cette phrase',
    restore: 'Reprendre cette sauvegarde',
    later: /Commencer/,
    opened: /phrase de passe est la bonne/,
    written: /Dernière sauvegarde/,
    wrong: /phrase de passe n’est pas la bonne/,
  },
  en: {
    here: 'Back up here',
    secrets: /Also back up the station/,
    begin: 'Restore a backup',
    search: 'Look in this folder',
    look: 'Look at it',
    open: 'Open with this passphrase',
    restore: 'Restore this backup',
    later: /Begin|Start/,
    opened: /passphrase is right/,
    written: /Last backup/,
    wrong: /passphrase is not the right one/,
  },
} as const
const passphrase = 'trois mots secrets'

test.each([
  ['fr', 'small'],
  ['en', 'wide'],
] as const)('a station is backed up, and comes back on another computer (%s, %s)', async (language, size) => {
  const said = words[language]
  const { data, media, remove } = await copyOf(kept)
  const station = await startStation({ dataFolder: data })
  const { context, page, complaints } = await window1024(browser, station, language, sizes[size])
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-${size}-backup-${name}`)))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await page.getByRole('dialog').getByRole('button', { name: /Amina/ }).click()

  await go(page, station, 'reglages')
  const section = page.locator('#sauvegarde')
  await section.getByRole('button', { name: said.here }).waitFor()
  await section.scrollIntoViewIfNeeded()
  await see('never')
  await section.getByRole('checkbox', { name: said.secrets }).check()
  await section.getByRole('button', { name: said.here }).click()
  await see('passphrase-missing')
  for (const field of await section.locator('input[type=password]').all()) await field.fill(passphrase)
  await section.getByRole('button', { name: said.here }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').waitFor()
  const claire = await dialog.locator('option', { hasText: 'Claire' }).textContent()
  await dialog.locator('select').selectOption({ label: claire?.trim() ?? '' })
  await dialog.locator('input[type=password]').fill(DEMO_PIN)
  await see('confirm')
  await dialog.locator('button[type=submit]').click()
  await section.getByText(said.written).waitFor()
  await see('written')
  expect(complaints).toEqual([])
  await context.close()
  await station.stop()

  const elsewhere = await newDataFolder()
  const other = await startStation({ dataFolder: elsewhere })
  const second = await window1024(browser, other, language, sizes[size])
  const seeOther = async (name: string) =>
    wrong.push(...(await look(second.page, `${language}-${size}-restore-${name}`)))
  const press = (name: string | RegExp) => second.page.getByRole('button', { name }).click()
  await second.page.getByRole('button', { name: said.begin }).waitFor()
  await seeOther('offer')
  await press(said.begin)
  await seeOther('none')
  await second.page.locator('form input').fill(media)
  await press(said.search)
  await second.page.getByRole('button', { name: said.look }).waitFor()
  await seeOther('found')
  await press(said.look)
  await second.page.getByRole('button', { name: said.restore }).waitFor()
  await seeOther('without-passphrase')
  await second.page.locator('section input[type=password]').first().fill('une autre phrase')
  await press(said.open)
  await second.page.getByText(said.wrong).waitFor()
  await seeOther('wrong-passphrase')
  await second.page.locator('section input[type=password]').first().fill(passphrase)
  await press(said.open)
  await second.page.getByText(said.opened).waitFor()
  await seeOther('opened')
  await press(said.restore)
  await second.page.getByRole('button', { name: said.later }).waitFor()
  await seeOther('restored')
  await press(said.later)
  await second.page.locator('header [aria-haspopup=dialog]').click()
  await second.page.getByRole('dialog').getByRole('button', { name: /Amina/ }).click()
  await go(second.page, other, 'machines')
  await second.page.getByText('INV-0101').first().waitFor()
  await seeOther('machines')
  await go(second.page, other, 'documents')
  await second.page.getByText('DEMOB-000001').first().click()
  await second.page.locator('.paper h1').waitFor()
  await seeOther('succession')
  expect(second.complaints).toEqual([])
  await second.context.close()
  await other.stop()
  await remove()
  await rm(elsewhere, { recursive: true, force: true })
  expect(wrong).toEqual([])
})
