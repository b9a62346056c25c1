// Every screen of an intake in both languages, from an empty list to machines that a supervisor sends to dismantling.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineCode, type Command } from '../../domain/documents/scan-code.ts'
import { anEsat } from './esat.ts'
import { go, look, window1024 } from './look.ts'
import { card } from './reception.ts'
import { launchBrowser, startStation } from './station.ts'
import { scan } from './workshop.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 900 } } as const
/** The number of a machine in hand, or of the label asked about. */
const inHand = (page: Page) => page.locator('.desk .number')

test.each([
  ['fr', 'small'],
  ['en', 'small'],
  ['fr', 'wide'],
] as const)('an intake from its first machine to its sheet (%s, %s)', async (language, size) => {
  const { dataFolder, machines } = await anEsat({ 'PC-0900': 'desktop', 'PC-0901': 'laptop' })
  const station = await startStation({ dataFolder })
  const { context, page, complaints } = await window1024(browser, station, language, sizes[size])
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-${size}-intake-${name}`)))
  const dialog = page.getByRole('dialog')
  const footer = (which: 'first' | 'last') => dialog.locator('footer button')[which]()
  const cards = async (...commands: readonly Command[]) => {
    for (const command of commands) await card(page, command)
  }
  const receive = async (label: string, ...commands: readonly Command[]) => {
    await scan(page, label)
    await inHand(page).filter({ hasText: label }).waitFor()
    await cards(...commands)
    await inHand(page).waitFor({ state: 'hidden' })
  }
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await dialog.getByRole('button', { name: /Amina/ }).click()

  await go(page, station, 'demantelement/arrivages')
  await page.locator('.empty').waitFor()
  await see('none')
  await page.locator('.page-header button').last().click()
  await see('new')
  await footer('last').click()
  await see('new-incomplete')
  await dialog.locator('input').first().fill('Conseil départemental des Landes')
  await dialog.locator('input[type=checkbox]').check()
  await dialog.locator('input[inputmode=numeric]').fill('12')
  await footer('last').click()

  await page.locator('.desk').waitFor()
  await see('label')
  await scan(page, 'PC-1001')
  await inHand(page).waitFor()
  await see('kind')
  await cards('2')
  await see('look')
  await cards('1')
  await see('power-on')
  await cards('no')
  await inHand(page).waitFor({ state: 'hidden' })
  await see('received')
  await receive('PC-1002', '2', 'yes')
  await receive('PC-1003', '3', 'next')
  await receive('PC-1004', 'undo', '1', '4', 'no')
  await scan(page, 'PC-1005')
  await inHand(page).waitFor()
  await see('same-kind')
  await scan(page, 'PC-1006')
  await page.locator('.desk .notice').waitFor()
  await see('answer-first')
  await cards('1', 'no')
  await inHand(page).waitFor({ state: 'hidden' })
  await scan(page, 'PC-1002')
  await inHand(page).waitFor()
  await see('twice')
  await cards('no')
  await inHand(page).waitFor({ state: 'hidden' })
  const [sent] = machines
  await scan(page, machineCode(sent ?? { id: '', inventoryNumber: '' }))
  await inHand(page).waitFor()
  await see('sent-already')
  await cards('next', 'call')
  await page.locator('[role=status] .notice.info').waitFor()
  await see('called')

  await page.locator('.page-header a').last().click()
  await page.locator('tbody a.opener').first().waitFor()
  await see('one')
  await page.locator('tbody button').first().click()
  await see('correct')
  await footer('first').click()
  await page.locator('.page-header button').last().click()
  await page.getByRole('alertdialog').waitFor()
  await see('close')
  await page.getByRole('alertdialog').locator('button').first().click()
  await page.locator('.page-header a').nth(1).click()
  await page.locator('.paper-intake-table').waitFor()
  await see('paper')
  await go(page, station, 'papier/cartes')
  await page.locator('.paper-card').first().waitFor()
  await see('cards')

  await go(page, station, 'demantelement/a-demanteler')
  await page.locator('.row').first().waitFor()
  await see('to-dismantle')
  await scan(page, 'PC-1002')
  await page.locator('.row input:checked').waitFor()
  await page.locator('form:has(.row) button[type=submit]').click()
  await see('reason-missing')
  await page.locator('.row').last().locator('select').selectOption({ index: 4 })
  await page.locator('.row input[type=checkbox]').first().check()
  await page.locator('form:has(.row) button[type=submit]').click()
  await dialog.locator('input[type=password]').waitFor()
  await see('supervisor')
  await dialog.locator('select').selectOption({ index: 1 })
  await dialog.locator('input[type=password]').fill('2468')
  await footer('last').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.sent').nth(3).waitFor()
  await see('sent')

  await go(page, station, 'demantelement/arrivages')
  await page.locator('tbody a.opener').first().waitFor()
  await see('list')
  await go(page, station, 'machines')
  await page.locator('tbody a.opener').first().waitFor()
  await see('machines')
  await go(page, station, 'accueil')
  await page.locator('#came-in').waitFor()
  await see('home')

  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
