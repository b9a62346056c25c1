// A machine that was sent to dismantling by mistake: taken back from its sheet under a supervisor's PIN, in both languages,
// nothing that axe-core can find; once work is noted, the sheet says why it stays.
import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEsat } from './esat.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, startStation } from './station.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const words = {
  fr: {
    ask: 'Annuler le départ au démantèlement',
    why: /Pourquoi/,
    supervisor: 'Demander à un encadrant',
    not: /n’est pas envoyée/,
  },
  en: {
    ask: 'Take the order to dismantle back',
    why: /Why/,
    supervisor: 'Ask a supervisor',
    not: /was not sent|is not sent/,
  },
} as const

for (const language of ['fr', 'en'] as const) {
  test(`an order given by mistake is taken back (${language})`, async () => {
    const { dataFolder, machines } = await anEsat({ 'PC-0001': 'desktop', 'PC-0002': 'laptop' })
    const [desktop, laptop] = machines
    const station = await startStation({ dataFolder })
    const { context, page, complaints } = await window1024(browser, station, language)
    const wrong: string[] = []
    const see = async (name: string) => wrong.push(...(await look(page, `${language}-rescission-${name}`)))
    const said = words[language]
    try {
      await page.locator('header [aria-haspopup=dialog]').click()
      await page.getByRole('dialog').getByRole('button', { name: /Amina/ }).click()
      await go(page, station, `demantelement/fiches/${desktop?.id ?? ''}`)
      await page.getByRole('button', { name: said.ask }).scrollIntoViewIfNeeded()
      await see('offered')
      await page.getByRole('button', { name: said.ask }).click()
      await page.getByLabel(said.why).fill('Étiquette de la machine voisine')
      await see('why')
      await page.getByRole('button', { name: said.supervisor }).click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('input[type=password]').waitFor()
      const claire = await dialog.locator('option', { hasText: 'Claire' }).innerText()
      await dialog.getByRole('combobox').selectOption({ label: claire })
      await dialog.locator('input[type=password]').fill('2468')
      await see('confirming')
      await page.keyboard.press('Enter')
      await page.waitForURL(/a-demanteler/)
      await go(page, station, `demantelement/fiches/${desktop?.id ?? ''}`)
      await page.getByText(said.not).waitFor()
      expect(await page.locator('[data-field=make]').count()).toBe(0)
      await see('taken-back')

      await go(page, station, `demantelement/fiches/${laptop?.id ?? ''}`)
      await page.getByRole('button', { name: said.ask }).waitFor()
      await page.locator('[data-field=gross]').fill('2,1')
      await page.locator('[data-field=make]').focus()
      await page.getByRole('button', { name: said.ask }).waitFor({ state: 'detached' })
      await see('stays')
      expect(complaints).toEqual([])
      expect(wrong).toEqual([])
    } finally {
      await context.close()
      await station.stop()
      await rm(dataFolder, { recursive: true, force: true })
    }
  })
}
