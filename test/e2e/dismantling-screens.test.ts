// The screens of sheets, of waste codes and of their papers, in both languages at the smallest size that is served: nothing
// that axe-core can find, nothing cut off sideways. The pictures are left in test/results/screens to be looked at.
import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
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

/** By what stands in them in both languages: the sheet is the same. */
const fill = async (page: Page) => {
  await page.locator('[data-field=make]').fill('Dell')
  await page.locator('[data-field=gross]').fill('cinq kilos')
  await page.locator('[data-field=mediaFound]').fill('2')
  await page.locator('[data-field="annexVii.batteries"] .choice.inside').click()
  await page.locator('[data-field="annexVii.circuit-boards"] .choice.removed').click()
  const add = page.locator('section[aria-labelledby=fiche-fractions] .kinds button')
  await add.nth(0).click()
  await page.locator('[data-field$=".grams"]').first().waitFor()
  await page.locator('[data-field$=".grams"]').first().fill('99')
  await add.nth(7).click()
  await page.locator('[data-field$=".grams"]').nth(1).waitFor()
  await page
    .locator(
      'section[aria-labelledby=fiche-media] .media + .cluster button, section[aria-labelledby=fiche-media] .count + .cluster button',
    )
    .first()
    .click()
  await page.locator('[data-field^="medium."][data-field$=".serial"]').nth(1).waitFor()
  await page.locator('[data-field^="medium."][data-field$=".serial"]').first().fill('WD-WCC2E5XK1234')
  await page.locator('[data-field^="medium."][data-field$=".serial"]').nth(1).fill('S2R5NX0H607233')
  await page.locator('[data-field=make]').focus()
}

for (const language of ['fr', 'en'] as const) {
  test(`sheets, waste codes and their papers (${language})`, async () => {
    const { dataFolder, machines } = await anEsat({ 'PC-0001': 'desktop', 'PC-0002': 'laptop', 'PC-0003': 'monitor' })
    const station = await startStation({ dataFolder })
    const { context, page, complaints } = await window1024(browser, station, language)
    const wrong: string[] = []
    const see = async (name: string) => wrong.push(...(await look(page, `${language}-${name}`)))
    const [desktop] = machines

    await page.locator('header [aria-haspopup=dialog]').click()
    await page.getByRole('dialog').getByRole('button', { name: /Amina/ }).click()
    await go(page, station, 'demantelement/fiches')
    await page.locator('tbody tr').nth(2).waitFor()
    await see('sheets')
    await go(page, station, `demantelement/fiches/${desktop?.id ?? ''}`)
    await page.locator('[data-field=make]').waitFor()
    await see('sheet-empty')
    await fill(page)
    await page.locator('.head button').last().click()
    await page.waitForTimeout(600)
    await see('sheet-lacking')
    await page.locator('.fates .notice button').click()
    await page.getByRole('dialog').waitFor()
    await see('sheet-attest')
    await page.keyboard.press('Escape')

    await go(page, station, 'demantelement/codes')
    await see('waste-codes')
    await page.locator('tbody button').first().click()
    await page.locator('form button[type=submit]').click()
    await see('waste-code-changed')

    const all = machines.map(({ id }) => id).join(',')
    for (const paper of ['blank', 'steps', 'signed', 'kinds']) {
      await go(page, station, `papier/fiches?machines=${all}&quoi=${paper}&types=laptop,loose-disk`)
      await page.waitForTimeout(paper === 'blank' ? 2500 : 600)
      await see(`sheets-paper-${paper}`)
    }
    expect(complaints).toEqual([])
    expect(wrong).toEqual([])
    await context.close()
    await station.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })
}
