// Every screen of handovers in both languages: a machine given, brought back, paid for; totals, the name forgotten; and nothing of
// the person anywhere but where it was asked for.
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineCode } from '../../domain/documents/scan-code.ts'
import { openTiersLieu, tiersLieuSettings } from '../electron/handover/tiers-lieu.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, newDataFolder, startStation, watched } from './station.ts'
import { scan } from './workshop.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** Two machines with people (one did not pay yet), one brought back, two that are ready. */
const aTiersLieu = async (language: 'fr' | 'en') => {
  const dataFolder = await newDataFolder()
  const place = await openTiersLieu(
    dataFolder,
    { ms: Date.now() - 3_600_000 },
    {
      ...tiersLieuSettings,
      language,
      activities: ['refurbishing', 'tiers-lieu'],
      organisation: {
        name: 'Tiers-lieu La Fabrique',
        address: '2 place de la Gare, 26150 Die',
        phone: '04 75 00 00 00',
        email: 'bonjour@lafabrique.example',
        logo: null,
      },
    },
  )
  const numbers = ['PNS-0701', 'PNS-0702', 'PNS-0703', 'PNS-0704', 'PNS-0705']
  const given = []
  for (const inventoryNumber of numbers) given.push(await place.certifiedMachine({ inventoryNumber }))
  const [first, second, third, fourth] = given
  if (!first || !second || !third || !fourth) throw new Error('There are five')
  const unpaid = { amountCents: 2500, received: false, receipt: '', subsidyCents: 3000 }
  await place.handOver(place.handoverDraft(first, { contribution: unpaid }), {
    kind: 'name',
    firstName: 'Basile',
    initial: 'R',
  })
  await place.handOver(place.handoverDraft(second), { kind: 'code', code: 'TL-17' })
  const { hash } = await place.handOver(place.handoverDraft(third))
  await place.takeBack(place.returnDraft(third, hash))
  await place.close()
  return { dataFolder, toGive: fourth.machine }
}

/** All that the window keeps: its tables, and both of its stores. */
const keptByWindow = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result)
        }
        request.onerror = () => {
          reject(request.error ?? new Error('The database could not be read'))
        }
      })
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, location.href, history.state, document.title]
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const database = await done(indexedDB.open(name))
      for (const table of database.objectStoreNames) {
        kept.push(await done(database.transaction(table).objectStore(table).getAll()))
      }
      database.close()
    }
    return JSON.stringify(kept)
  })

test.each([
  ['fr', { width: 1024, height: 768 }],
  ['en', { width: 1280, height: 900 }],
] as const)('handovers, from the label to the totals (%s)', async (language, size) => {
  const { dataFolder, toGive } = await aTiersLieu(language)
  const station = await startStation({ dataFolder })
  const { context, page, complaints } = await window1024(browser, station, language, size)
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-handover-${name}`)))
  const dialog = page.getByRole('dialog')
  const footer = (which: 'first' | 'last') => dialog.locator('footer button')[which]()

  await watched(page, 'handover-screens', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('header [aria-haspopup=dialog]').click()
    await dialog.getByRole('button', { name: /Samir/ }).click()

    await go(page, station, 'remises')
    await page.locator('tbody a.opener').nth(1).waitFor()
    await page.getByText('Basile R.').waitFor()
    await see('list')
    await page.locator('.page-header a').last().click()
    await page.locator('tbody a.opener').first().waitFor()
    await see('ready')
    await page.locator('form input').fill('PNS-9999')
    await page.locator('form button[type=submit]').click()
    await page.locator('.field-error').waitFor()
    await see('unknown')
    await scan(page, machineCode(toGive))

    await page.locator('#hand-over').waitFor()
    await see('form')
    await page.locator('#hand-over button[type=submit]').click()
    await page.locator('#hand-over [aria-invalid=true]').first().waitFor()
    await see('form-faults')
    await page.locator('#hand-over input[value=name]').check()
    const person = page.locator('section:has(#handover-person)')
    await person.locator('input[type=text]').first().fill('Zénobie')
    await person.locator('input[type=text]').last().fill('Q')
    await person.locator('input[type=checkbox]').check()
    const money = page.locator('section:has(#handover-money)')
    await money.locator('input[value=yes]').check()
    await money.locator('input[type=text]').fill('R-2026-118')
    await page.locator('section:has(#handover-training) input[value=yes]').check()
    await see('form-filled')
    await page.locator('#hand-over button[type=submit]').click()

    await page.locator('.paper-handover').nth(1).waitFor()
    expect(await page.locator('.paper-person', { hasText: 'Zénobie Q.' }).count()).toBe(2)
    await see('slip')
    const address = page.url()
    // Two copies, a page each.
    await page.emulateMedia({ media: 'print' })
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
    await page.emulateMedia({ media: null })

    await page.locator('.page-header a').last().click()
    await page.locator('.on-paper > .paper-handover').waitFor()
    // The document itself bears no name, on whatever paper.
    expect(await page.getByText('Zénobie').count()).toBe(0)
    await see('document')

    await go(page, station, 'remises/contributions')
    await page.locator('tbody a.opener').first().waitFor()
    await see('due')
    await page.locator('tbody button').first().click()
    await dialog.locator('input').first().fill('R-2026-119')
    await see('pay')
    await footer('last').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.empty').waitFor()
    await see('paid')

    await go(page, station, 'remises/totaux')
    await page.locator('#publics').waitFor()
    await see('totals')
    for (const [place, count] of ['12', '5', '0'].entries()) {
      await page.locator('#publics input').nth(place).fill(count)
    }
    await page.locator('#publics button[type=submit]').click()
    await page.locator('#publics tbody tr').waitFor()
    await see('totals-typed')
    await page.locator('.page-header a').last().click()
    await page.locator('.on-paper > .paper-handover').waitFor()
    await see('totals-paper')

    await page.goto(address)
    await page.locator('.paper-person').first().waitFor()
    await page.locator('.page-header button').first().click()
    await dialog.locator('textarea').fill('Zénobie l’a rapportée')
    await footer('last').click()
    await dialog.locator('.notice.stop').waitFor()
    await see('return-names')
    await dialog.locator('textarea').fill('Chargeur manquant')
    await footer('last').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.on-paper > .paper-handover').waitFor()
    await see('returned')

    expect(await keptByWindow(page)).not.toMatch(/Z[ée]nobie|Basile/)
    await page.goto(address)
    await page.locator('section:has(#handover-who) button').click()
    await page.getByRole('alertdialog').waitFor()
    await see('forget')
    await page.getByRole('alertdialog').locator('button').last().click()
    await dialog.locator('input[type=password]').waitFor()
    await see('forget-supervisor')
    await dialog.locator('select').selectOption({ index: 1 })
    await dialog.locator('input[type=password]').fill('4711')
    await footer('last').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.paper-by-hand').first().waitFor()
    await see('forgotten')

    await go(page, station, 'reglages#remises')
    await page.locator('#remises').waitFor()
    await see('settings')
  })
  const kept = await keptByWindow(page)
  await context.close()
  await station.stop()
  expect(kept).not.toMatch(/Z[ée]nobie|Basile/)
  expect(station.said()).not.toMatch(/Z[ée]nobie|Basile/)
  const files = (await readdir(dataFolder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name))
    expect([name, bytes.includes('Zénobie'), bytes.includes('Basile')]).toEqual([name, false, false])
  }
  await rm(dataFolder, { recursive: true, force: true })
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
