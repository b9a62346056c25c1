// What only supervisors may do, and what happens to somebody who guesses: in the real application, across a restart.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import { launchBrowser, openWindow, startStation, watched } from './station.ts'
import { place, signIn } from './workshop.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const supervisorDialog = (page: Page) => page.getByRole('dialog', { name: 'Confirmer un changement de personnes' })

const tryCode = async (page: Page, name: string, field: string, code: string) => {
  const dialog = supervisorDialog(page)
  const option = await dialog.locator('option', { hasText: name }).first().innerText()
  await dialog.getByLabel('Encadrant').selectOption({ label: option })
  await dialog.getByLabel(field).fill(code)
  await dialog.getByRole('button', { name: 'Je confirme' }).click()
}

test('a lost PIN is replaced by the printed recovery code; five wrong PINs make a pause that a restart does not end', async () => {
  const station = await startStation({ flags: ['--demo'] })
  const context = await browser.newContext()
  const { page } = await openWindow(context, station)
  page.setDefaultTimeout(15_000)
  await watched(page, 'supervisors', async () => {
    await signIn(page, 'Amina')
    await place(page, 'Réglages')

    await page.getByRole('button', { name: 'Nouveau code de récupération' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Nouveau code de récupération' }).click()
    await tryCode(page, 'Claire', 'Code personnel (PIN)', DEMO_PIN)
    const shown = page.getByRole('dialog', { name: 'Gardez ce code en lieu sûr' })
    const recovery = await shown.locator('.secret').innerText()
    await shown.getByRole('checkbox').check()
    await shown.getByRole('button', { name: 'Continuer' }).click()
    await shown.waitFor({ state: 'hidden' })

    const addPerson = async (name: string) => {
      await page.getByRole('button', { name: 'Ajouter une personne' }).click()
      const form = page.getByRole('dialog', { name: 'Ajouter une personne' })
      await form.getByLabel('Nom').fill(name)
      await form.getByRole('radio', { name: /Opérateur/ }).check()
      await form.getByRole('button', { name: 'Enregistrer' }).click()
    }
    await addPerson('Nora')
    for (let wrong = 1; wrong <= 5; wrong++) {
      await tryCode(page, 'Marc', 'Code personnel (PIN)', '9999')
      await supervisorDialog(page).getByRole('alert').waitFor()
    }
    await expect
      .poll(() => supervisorDialog(page).locator('option', { hasText: 'Marc' }).first().innerText())
      .toContain('en pause')

    // Somebody else's PIN still serves, and so does the recovery code for the one who has to wait.
    await supervisorDialog(page).getByRole('button', { name: 'Utiliser le code de récupération imprimé' }).click()
    await tryCode(page, 'Marc', 'Code de récupération', recovery)
    await page.getByText(/^Nora \(.+\)\s: c’est enregistré/).waitFor()
  })
  await context.close()
  await station.stop()

  const again = await startStation({ dataFolder: station.dataFolder, port: station.port, flags: ['--demo'] })
  const later = await browser.newContext()
  const { page: reopened } = await openWindow(later, again)
  reopened.setDefaultTimeout(15_000)
  await watched(reopened, 'supervisors-later', async () => {
    await place(reopened, 'Réglages')
    await reopened.getByText('Nora').first().waitFor()
    await reopened.getByText(/En pause jusqu’à/).waitFor()
  })
  await later.close()
  await again.stop()
})
