// The screens of the bench, its disks, documents and settings in both languages, at the smallest size that is served (1024 × 768):
// nothing wrong that look.ts can find, nothing refused by the content security policy.
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serialEnd } from '../../domain/erasure/disk-job.ts'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import { aDisk, aReport } from '../domain/erasure/a-report.ts'
import { GIBI, inSlot } from '../domain/parts/some-parts.ts'
import { loopDevice, loopDevices, type LoopDevice } from '../electron/disks/loop-device.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, root, startStation } from './station.ts'
import { setUpStation } from './workshop.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** As the station names a loop device: by its file. */
const serialOf = ({ image }: LoopDevice) =>
  `LOOP-${basename(image)
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '-')}`

/** A laptop as a probe read it a moment ago, with this disk in it. */
const reportOf = (loop: LoopDevice) => {
  const disks = [aDisk({ serial: serialOf(loop), model: 'Loop device', sizeBytes: 384 * 1024 * 1024 })]
  const text = JSON.stringify(aReport({ takenAt: new Date().toISOString(), disks }))
  return { name: 'latitude.json', mimeType: 'application/json', buffer: Buffer.from(text) }
}

/** Logs that hold, logs that do not, and what else lies on a USB key. */
const broughtFiles = async () => {
  const folder = join(root, 'test/fixtures/nwipe')
  const logs = ['by-hand-0.42-two-disks.log', 'by-hand-shredos-0.35.log', 'zero-last-blank.log', 'abort-sigterm.log']
  return [
    ...(await Promise.all(
      logs.map(async (name) => ({ name, mimeType: 'text/plain', buffer: await readFile(join(folder, name)) })),
    )),
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff]) },
  ]
}

for (const language of ['fr', 'en'] as const) {
  test(`the workshop's screens (${language})`, async () => {
    const station = await startStation({ flags: ['--demo'] })
    const { context, page, complaints } = await window1024(browser, station, language)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const wrong: string[] = []
    const see = async (name: string) => wrong.push(...(await look(page, `${language}-${name}`)))

    await see('home')
    await page.locator('header [aria-haspopup=dialog]').click()
    await see('who')
    await page.getByRole('dialog').getByRole('button', { name: /Amina/ }).click()

    for (const place of ['machines', 'documents', 'reglages']) {
      await go(page, station, place)
      await see(place)
    }
    await go(page, station, 'machines')
    // Those of the bench: what came in with the intake has screens of its own.
    const machines = await page
      .locator('tbody a.opener', { hasText: 'INV-01' })
      .evaluateAll((links) => links.map((link) => /[0-9a-f-]{36}/.exec(link.getAttribute('href') ?? '')?.[0] ?? ''))
    for (const [index, machine] of machines.entries()) {
      // Every part of three machines; of the others what was read of them.
      const parts = index < 3 ? ['report', 'checklist', 'disks', 'notes', 'certificate'] : ['report']
      for (const part of parts) {
        await go(page, station, `banc/${machine}?partie=${part}`)
        await see(`bench-${String(index + 1)}-${part}`)
      }
    }
    await go(page, station, `papier/etiquette/${machines[0] ?? ''}`)
    await see('label')

    await go(page, station, 'documents')
    const documents = await page
      .locator('tbody a.opener')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''))
    expect(documents.length).toBe(4)
    for (const [index, hash] of documents.entries()) {
      await go(page, station, `documents/${hash}`)
      await page.waitForTimeout(600)
      await see(`document-${String(index + 1)}`)
    }
    // Evidence: before anything was brought, and with logs of every kind beside files that are none.
    await go(page, station, 'preuves')
    await see('evidence')
    await page.locator('input[type=file][multiple]').setInputFiles(await broughtFiles())
    await page.locator('#answers').waitFor()
    await page.locator('details summary').first().click()
    await see('evidence-brought')

    // Loose disks: one that waits, and one that is received.
    await go(page, station, 'accueil')
    await page.locator('tbody a.opener').first().click()
    await page.locator('li.disk').waitFor()
    await see('loose-disk')
    await go(page, station, 'accueil')
    await page.locator('.page-header button').last().click()
    await page.getByRole('dialog').locator('input[type=radio]').first().waitFor()
    await see('receive')
    await page.getByRole('dialog').locator('footer button').last().click()
    await see('receive-incomplete')
    await page.getByRole('dialog').locator('footer button').first().click()

    await go(page, station, 'banc')
    await page.locator('[data-scan=field]').fill('INV-9999')
    await page.keyboard.press('Enter')
    await see('new-machine')

    await context.close()
    await station.stop()
    expect(wrong).toEqual([])
    expect(complaints).toEqual([])
  })
}

/** A laptop of 4 GB with a slot free, as a probe read it a moment ago. */
const laptopOf4 = () => {
  const memory = { totalBytes: 4 * GIBI, visibleBytes: null, maximumBytes: 32 * GIBI, slots: { total: 2, used: 1 } }
  const text = JSON.stringify(
    aReport({ takenAt: new Date().toISOString(), memory: { ...memory, modules: [inSlot()] } }),
  )
  return { name: 'latitude.json', mimeType: 'application/json', buffer: Buffer.from(text) }
}

test.each(['fr', 'en'] as const)('the parts in stock, out of one machine and into another (%s)', async (language) => {
  const station = await startStation({ flags: ['--demo'] })
  const { context, page, complaints } = await window1024(browser, station, language)
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-parts-${name}`)))
  const dialog = page.getByRole('dialog')
  const footer = (which: 'first' | 'last') => dialog.locator('footer button')[which]()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await dialog.getByRole('button', { name: /Amina/ }).click()

  await go(page, station, 'pieces')
  await page.locator('tbody a.opener').first().waitFor()
  await see('stock')
  await page.locator('.page-header button').last().click()
  await dialog.locator('input[value=battery]').check()
  await footer('last').click()
  await see('receive-incomplete')
  await footer('first').click()
  await page.locator('tbody a.opener').first().click()
  await page.locator('#part-history').waitFor()
  await see('one')
  await page.locator('.page-header a').click()
  await page.locator('.paper-label').waitFor()
  await see('label')

  // A laptop that a module in stock would raise.
  await go(page, station, 'banc')
  await page.locator('[data-scan=field]').fill('INV-0500')
  await page.keyboard.press('Enter')
  await page.locator('input[value=laptop]').check()
  await page.locator('form button[type=submit]').last().click()
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await page.locator('input[type=file]').setInputFiles(laptopOf4())
  await page.locator('.suggestion').waitFor()
  await see('suggested')
  await page.locator('.suggestion a').click()
  await page.locator('tbody a.opener').first().waitFor()
  await see('for-machine')
  await page.goBack()
  await page.locator('.suggestion button').click()
  await dialog.locator('.badge').waitFor()
  await see('fitting')
  await footer('last').click()
  await page.locator('.notice.attention').first().waitFor()
  await see('fitted')
  await page.locator('nav .parts a').nth(3).click()
  await page.locator('#machine-parts').waitFor()
  await see('machine-history')
  await page.locator('section:has(#machine-parts) a.button').last().click()
  await page.locator('ul.rows li').first().waitFor()
  await see('take-out')
  await page.locator('ul.rows button').first().click()
  await dialog.locator('input[type=radio]').first().waitFor()
  await see('keep')

  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})

describe.skipIf(!loopDevices.had)(`erasing (${loopDevices.why})`, () => {
  test.each(['fr', 'en'] as const)('from the choice of a disk to what was found on it (%s)', async (language) => {
    const loop = await loopDevice(384 * 1024 * 1024)
    const station = await startStation({ flags: ['--demo', '--test-loop-devices'] })
    const { context, page, complaints } = await window1024(browser, station, language)
    const wrong: string[] = []
    const see = async (name: string) => wrong.push(...(await look(page, `${language}-erasing-${name}`)))
    const dialog = page.getByRole('dialog')
    const footer = (which: 'first' | 'last') => dialog.locator('footer button')[which]()
    const disk = page.locator('li.disk')
    try {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('header [aria-haspopup=dialog]').click()
      await dialog.getByRole('button', { name: /Amina/ }).click()
      await go(page, station, 'banc')
      await page.locator('[data-scan=field]').fill('INV-0500')
      await page.keyboard.press('Enter')
      await page.locator('input[value=laptop]').check()
      await page.locator('form button[type=submit]').last().click()
      await page.locator('input[type=file]').waitFor({ state: 'attached' })
      await page.locator('input[type=file]').setInputFiles(reportOf(loop))
      await page.locator('nav .parts a').nth(2).click()
      await disk.locator('.actions button').nth(1).waitFor()
      await see('attached')

      await disk.locator('.actions button').first().click()
      await see('nothing-chosen')
      await dialog.locator('.candidate input[type=checkbox]').check()
      await footer('last').click()
      await see('no-serial')
      await dialog.locator('.candidate .field input').fill(serialEnd(serialOf(loop)))
      await footer('last').click()
      await see('armed')
      await footer('last').click()
      await dialog.locator('input[type=password]').waitFor()
      await see('supervisor')
      await dialog.locator('select').selectOption({ index: 1 })
      await dialog.locator('input[type=password]').fill(DEMO_PIN)
      await footer('last').click()
      await disk.locator('.progress').waitFor()
      await see('under-way')
      await go(page, station, 'accueil')
      await see('under-way-home')
      await page.goBack()
      await disk.locator('.state .badge.ok').waitFor({ timeout: 120_000 })
      await disk.locator('details summary').first().click()
      await see('verified')

      loop.write(200_000_000, Uint8Array.of(7))
      await disk.locator('.actions button').nth(1).click()
      await see('read-back')
      await footer('last').click()
      await disk.locator('.state .badge.stop').waitFor({ timeout: 120_000 })
      await see('does-not-hold')
      expect(wrong).toEqual([])
      expect(complaints).toEqual([])
    } finally {
      await context.close()
      await station.stop()
      await loop.detach()
    }
  })
})

test('the set-up, page by page in both languages', async () => {
  const station = await startStation()
  const { context, page, complaints } = await window1024(browser, station, 'fr')
  const wrong: string[] = []
  await setUpStation(page, {
    onPage: async (name) => {
      wrong.push(...(await look(page, `fr-set-up-${name}`)))
      await page.getByRole('button', { name: /English/ }).click()
      wrong.push(...(await look(page, `en-set-up-${name}`)))
      await page.getByRole('button', { name: /Français/ }).click()
    },
  })
  await context.close()
  await station.stop()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
