// Every screen of a transfer in both languages: what leaves an ESAT, what can only be read there afterwards, and what arrives at
// the workshop, with something missing and something that is on no slip.
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineCode } from '../../domain/documents/scan-code.ts'
import { identityOf } from '../../domain/erasure/disk-identity.ts'
import { report, secondDisk, ssd } from '../domain/documents/bench.ts'
import type { Esat } from '../electron/documents/esat.ts'
import { carry, diskItem, machineItem, openTwoSites, partItem, send } from '../electron/transfers/two-sites.ts'
import { go, look, window1024 } from './look.ts'
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

const aCharger = async (site: Esat) => {
  const part = {
    ...{ kind: 'part' as const, version: 1 as const, id: randomUUID(), number: 'P-0001', place: 'Bac 2', grams: null },
    data: { kind: 'charger' as const, watts: 65, volts: 19.5, connector: '4,5 mm' },
    history: [{ what: 'received' as const, at: site.now(), operator: site.operator, note: '' }],
    ...{ createdAt: site.now(), updatedAt: site.now(), revision: 1, operator: site.operator },
  }
  await site.workshop.get('parts.save', { transaction: randomUUID(), part })
  return part
}

/** At the ESAT three machines, a loose disk and a charger; all but one machine are on a slip that the workshop has. */
const twoSites = async () => {
  const now = new Date().toISOString()
  const { esat, workshop } = await openTwoSites(now)
  const one = await esat.read(
    await esat.receive({ inventoryNumber: 'PNS-0101', reservations: 'Charnière gauche fatiguée' }),
    report({ takenAt: esat.now(), disks: [ssd] }),
  )
  const two = await esat.receive({ inventoryNumber: 'PNS-0102', equipment: 'laptop' })
  const three = await esat.receive({ inventoryNumber: 'PNS-0103', equipment: 'laptop' })
  const opened = await esat.read(three, report({ takenAt: esat.now(), disks: [secondDisk] }))
  const looseDiskId = randomUUID()
  await esat.settle(opened, identityOf(secondDisk), {
    kind: 'removed',
    looseDiskId,
    place: 'Armoire fermée',
    notes: '',
  })
  const part = await aCharger(esat)
  const slip = await send(esat, [
    await machineItem(one),
    await machineItem(two),
    await diskItem(esat, looseDiskId),
    await partItem(part),
  ])
  await carry(esat, workshop, [slip])
  await esat.leave()
  await workshop.leave()
  return { esat: esat.path, workshop: workshop.path, one, two, three: opened, part, slip }
}

test.each([
  ['fr', 'small'],
  ['en', 'wide'],
] as const)('a transfer from the scan at one door to the scan at the other (%s, %s)', async (language, size) => {
  const sites = await twoSites()
  const wrong: string[] = []

  const esat = await startStation({ dataFolder: sites.esat })
  const there = await window1024(browser, esat, language, sizes[size])
  const seeThere = async (name: string) =>
    wrong.push(...(await look(there.page, `${language}-${size}-transfer-${name}`)))
  await there.page.getByRole('heading', { level: 1 }).waitFor()
  await there.page.locator('header [aria-haspopup=dialog]').click()
  await there.page.getByRole('dialog').getByRole('button', { name: /Samir/ }).click()
  await go(there.page, esat, 'echanges/transferts')
  await there.page.locator('tbody a.opener').first().waitFor()
  await seeThere('left')
  await there.page.locator('.page-header a').first().click()
  await there.page.locator('.empty').waitFor()
  await seeThere('departure-empty')
  await there.page.locator('.foot-bar button[type=submit]').click()
  await seeThere('departure-nothing')
  await scan(there.page, machineCode(sites.one))
  await there.page.locator('.notice.attention').first().waitFor()
  await seeThere('departure-away')
  await scan(there.page, machineCode(sites.three))
  await there.page.locator('ol .row').waitFor()
  await there.page.locator('summary').click()
  await seeThere('departure-listed')
  await there.page.locator('form select').selectOption({ index: 1 })
  await there.page.locator('.foot-bar button[type=submit]').click()
  await there.page.locator('.paper-slip').waitFor()
  await seeThere('slip')
  await go(there.page, esat, `banc/${sites.one.id}?partie=disks`)
  await there.page.locator('.notice.info').last().waitFor()
  await seeThere('bench-away')
  await go(there.page, esat, `pieces/${sites.part.id}`)
  await there.page.locator('.notice.info').last().waitFor()
  await seeThere('part-away')
  expect(there.complaints).toEqual([])
  await there.context.close()
  await esat.stop()

  const workshop = await startStation({ dataFolder: sites.workshop })
  const here = await window1024(browser, workshop, language, sizes[size])
  const seeHere = async (name: string) => wrong.push(...(await look(here.page, `${language}-${size}-transfer-${name}`)))
  await here.page.getByRole('heading', { level: 1 }).waitFor()
  await here.page.locator('header [aria-haspopup=dialog]').click()
  await here.page.getByRole('dialog').getByRole('button', { name: /Samir/ }).click()
  await go(here.page, workshop, 'echanges/transferts')
  await here.page.locator('.expected').waitFor()
  await seeHere('expected')
  await here.page.locator('.expected a').click()
  await here.page.locator('.row').first().waitFor()
  await seeHere('arrival')
  await scan(here.page, machineCode(sites.one))
  await scan(here.page, 'PNS-9999')
  await here.page.locator('.row.there').first().waitFor()
  await here.page.getByRole('button', { name: /P-0001/ }).click()
  await here.page.locator('.foot-bar button[type=submit]').click()
  await seeHere('arrival-place-missing')
  await here.page.locator('form .columns input').first().fill('Armoire fermée')
  await here.page.locator('.foot-bar button[type=submit]').click()
  await here.page.getByRole('alertdialog').waitFor()
  await seeHere('arrival-missing')
  await here.page.getByRole('alertdialog').locator('button').last().click()
  await here.page.locator('.paper-slip').waitFor()
  await seeHere('receipt')
  await go(here.page, workshop, 'echanges/transferts')
  await here.page.locator('tbody a.opener').first().waitFor()
  await seeHere('came')
  await go(here.page, workshop, `banc/${sites.one.id}`)
  expect(here.complaints).toEqual([])
  await here.context.close()
  await workshop.stop()
  expect(wrong).toEqual([])
})
