// A station is updated from a key by a supervisor, and says so: every screen on the way, in both languages.
import { randomBytes } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish, type UpdatedWorkshop, updatedWorkshop } from '../electron/update/an-update.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, type RunningStation, startStation } from './station.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 900 } } as const
const words = {
  fr: {
    search: 'Chercher sur les clés',
    nothing: /Aucune mise à jour n’a été trouvée/,
    take: 'Copier et vérifier',
    ready: 'La version 0.2.0 est prête',
    install: 'Installer avec un encadrant',
    waits: 'La version 0.2.0 est installée',
    came: 'La version 0.2.0 est arrivée',
    waiting: /est installée\s: fermez Établi/,
    feed: 'Adresse des mises à jour',
    save: 'Enregistrer avec un encadrant',
    wrongAddress: /Écrivez une adresse qui commence par/,
  },
  en: {
    search: 'Look on the keys',
    nothing: /No update was found/,
    take: 'Copy and check',
    ready: 'Version 0.2.0 is ready',
    install: 'Install with a supervisor',
    waits: 'Version 0.2.0 is installed',
    came: 'Version 0.2.0 has come',
    waiting: /is installed: close Établi/,
    feed: 'Address of updates',
    save: 'Save with a supervisor',
    wrongAddress: /Write an address that begins with/,
  },
} as const

const startAs = (here: UpdatedWorkshop, version: string): Promise<RunningStation> =>
  startStation({
    dataFolder: here.data,
    script: 'test/e2e/updating-shell.ts',
    flags: ['--key', here.publisher.name, '--program', here.program, '--version', version],
  })

test.each([
  ['fr', 'small'],
  ['en', 'wide'],
] as const)('a station is updated from a key (%s, %s)', async (language, size) => {
  const said = words[language]
  const here = await updatedWorkshop()
  await here.workshop.station.close()
  const station = await startAs(here, '0.1.0')
  const { context, page, complaints } = await window1024(browser, station, language, sizes[size])
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-${size}-update-${name}`)))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await page.getByRole('dialog').getByRole('button', { name: /Samir/ }).click()

  await go(page, station, 'reglages')
  const section = page.locator('#mise-a-jour')
  await section.getByRole('button', { name: said.search }).click()
  await section.getByText(said.nothing).waitFor()
  await see('nothing')
  const { manifest, bytes } = await publish(here.medium, here.publisher, { bytes: randomBytes(2_000_000) })
  await publish(here.medium, here.publisher, { version: '0.0.9', fileName: 'etabli_0.0.9_x86_64.AppImage' })
  const cut = await publish(here.medium, here.publisher, { version: '0.1.5', fileName: 'etabli_0.1.5_x86_64.AppImage' })
  await appendFile(join(here.medium, cut.manifest.fileName), 'x')
  await section.getByRole('button', { name: said.search }).click()
  await section.getByRole('button', { name: said.take }).first().waitFor()
  await see('found')
  await section.locator('li', { hasText: '0.1.5' }).getByRole('button', { name: said.take }).click()
  await section.getByRole('alert').waitFor()
  await see('refused')
  await section.locator('li', { hasText: '0.2.0' }).getByRole('button', { name: said.take }).click()
  await section.getByText(said.ready).waitFor()
  await see('ready')
  await section.getByRole('button', { name: said.install }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').waitFor()
  const claire = await dialog.locator('option', { hasText: 'Claire' }).textContent()
  await dialog.locator('select').selectOption({ label: claire?.trim() ?? '' })
  await dialog.locator('input[type=password]').fill('4711')
  await see('confirm')
  await dialog.locator('button[type=submit]').click()
  await section.getByText(said.waits).waitFor()
  await see('installed')
  // What is installed is not offered again, whether it was found before or is looked for now.
  expect(await section.getByRole('button', { name: said.take }).count()).toBe(0)
  await section.getByRole('button', { name: said.search }).click()
  const installed = section.locator('li', { hasText: '0.2.0' }).first()
  await installed.waitFor()
  expect(await installed.getByRole('button', { name: said.take }).count()).toBe(0)
  expect((await readFile(here.program)).equals(bytes)).toBe(true)
  expect(manifest.version).toBe('0.2.0')
  await section.getByLabel(said.feed).fill('http://maj.example/')
  await section.getByRole('button', { name: said.save }).click()
  await section.getByText(said.wrongAddress).waitFor()
  await see('address')
  await section.getByLabel(said.feed).fill('')
  await go(page, station, '')
  await page.getByText(said.waiting).waitFor()
  await see('home')
  expect(complaints).toEqual([])
  await context.close()
  await station.stop()

  const after = await startAs(here, '0.2.0')
  const second = await window1024(browser, after, language, sizes[size])
  await second.page.getByRole('heading', { level: 1 }).waitFor()
  await go(second.page, after, 'reglages')
  await second.page.locator('#mise-a-jour').getByText(said.came).waitFor()
  await second.page.locator('#mise-a-jour').scrollIntoViewIfNeeded()
  wrong.push(...(await look(second.page, `${language}-${size}-update-came`)))
  expect(second.complaints).toEqual([])
  await second.context.close()
  await after.stop()
  await here.remove()
  expect(wrong).toEqual([])
})
