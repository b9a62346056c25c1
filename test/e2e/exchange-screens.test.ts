// The screens of an exchange in both languages: a workshop chooses, makes and writes a batch; a département looks at it, accepts
// the station that sends it, takes it in, and later believes that station no longer.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import { settingsSubject } from '../../domain/supervision/subject.ts'
import { openZip } from '../../electron/batches/open-zip.ts'
import { seedDemo } from '../../electron/demo/seed.ts'
import { setUpForm, sha256 } from '../electron/vault/samples.ts'
import { codeOf, confirm, openWorkshop } from '../electron/vault/workshop.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, newDataFolder, startStation } from './station.ts'

let browser: Browser
let exchange: string
beforeAll(async () => {
  browser = await launchBrowser()
})
beforeEach(async () => {
  exchange = await mkdtemp(join(tmpdir(), 'etabli-lots-'))
})
afterAll(async () => {
  await browser.close()
})
afterEach(async () => {
  await rm(exchange, { recursive: true, force: true })
})

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 900 } } as const

/** A workshop with a day's work behind it, and a folder for its batches. */
const aSender = async (): Promise<string> => {
  const dataFolder = await newDataFolder()
  const workshop = await openWorkshop(dataFolder)
  try {
    await seedDemo(workshop.station)
    const { settings } = await workshop.get('station.describe', {})
    if (settings === null) throw new Error('It was not set up')
    const changed = { ...settings, exchange: { folder: exchange, dailyBackup: false } }
    const action = { kind: 'change-settings' as const, subject: await settingsSubject(changed, sha256) }
    const confirmation = await confirm(workshop, action, null, DEMO_PIN)
    await workshop.get('station.saveSettings', { settings: changed, confirmation })
    return dataFolder
  } finally {
    await workshop.station.close()
  }
}

const RECEIVER_PIN = '4711'
const aReceiver = async (): Promise<string> => {
  const dataFolder = await newDataFolder()
  const workshop = await openWorkshop(dataFolder)
  try {
    const settings = {
      ...setUpForm.settings,
      name: 'Parcours numérique solidaire',
      code: 'CD40',
      activities: ['departement' as const],
      exchange: { folder: exchange, dailyBackup: false },
    }
    await workshop.get('station.setUp', { ...setUpForm, settings })
    return dataFolder
  } finally {
    await workshop.station.close()
  }
}

const nameOf = async (dataFolder: string, role: 'operator' | 'supervisor'): Promise<string> => {
  const workshop = await openWorkshop(dataFolder)
  try {
    const found = (await workshop.get('people.list', {})).find((person) => person.role === role)
    if (found === undefined) throw new Error(`Nobody is ${role}`)
    expect(await codeOf(workshop, found.name)).toBe(found.code)
    return found.name
  } finally {
    await workshop.station.close()
  }
}

const signIn = async (page: Page, name: string) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(name) })
    .click()
}

/** Claire reads what is on screen and types her PIN. */
const claireConfirms = async (page: Page, pin: string, see?: () => Promise<unknown>) => {
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').waitFor()
  const option = (await dialog.locator('option').allInnerTexts()).find((text) => text.includes('Claire'))
  await dialog.locator('select').selectOption({ label: option ?? '' })
  await see?.()
  await dialog.locator('input[type=password]').fill(pin)
  await dialog.locator('footer button').last().click()
  await dialog.waitFor({ state: 'hidden' })
}

/** The PDFs of a batch, each looked at from its first bytes. */
const papersIn = async (path: string): Promise<readonly string[]> => {
  const zip = await openZip(path)
  try {
    const names = zip.entries.map(({ name }) => name).filter((name) => name.includes('/data/paper/'))
    for (const name of names) expect((await zip.read(name)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    return names
  } finally {
    await zip.close()
  }
}

test.each([
  ['fr', 'small'],
  ['en', 'small'],
  ['fr', 'wide'],
] as const)('a batch leaves one station and comes into another (%s, %s)', async (language, size) => {
  const wrong: string[] = []
  const seeing = (page: Page) => async (name: string) =>
    wrong.push(...(await look(page, `${language}-${size}-exchange-${name}`)))
  const complaints: string[] = []

  const senderFolder = await aSender()
  const worker = await nameOf(senderFolder, 'operator')
  const sender = await startStation({ dataFolder: senderFolder })
  const from = await window1024(browser, sender, language, sizes[size])
  const { page } = from
  let see = seeing(page)
  await signIn(page, worker)
  await go(page, sender, 'echanges')
  await page.locator('.rows input').first().waitFor()
  await see('send')
  await page.locator('input[type=radio]').last().check()
  await page.locator('form button[type=submit]').last().click()
  await see('send-nothing-ticked')
  await page.locator('.rows input').first().check()
  await page.locator('input[type=radio]').first().check()
  await page.locator('form input[maxlength="120"]').fill('Collège Victor-Duruy, novembre')
  // Papers take their time: once is enough.
  const withPapers = size === 'wide'
  if (withPapers) await page.locator('.stack > section input[type=checkbox]').last().check()
  await page.locator('form button[type=submit]').last().click()
  if (withPapers) {
    await page.locator('.progress').waitFor()
    await see('making')
  }
  await page.locator('#take-away').waitFor({ timeout: 60_000 })
  await page.locator('.medium').first().waitFor()
  await see('made')
  await go(page, sender, 'accueil')
  await page.locator('#batches-waiting').waitFor()
  await see('waits-at-home')
  await page.locator('section:has(#batches-waiting) a').click()
  await page.locator('.medium button').first().click()
  await page.locator('#written').waitFor()
  await see('written')
  await page.locator('.page-header a').click()
  await page.locator('.paper-fingerprint').waitFor()
  await see('slip')
  await go(page, sender, 'echanges')
  await page.locator('#batches').waitFor()
  await see('all-left')
  await go(page, sender, 'echanges/postes')
  await page.locator('.empty').waitFor()
  await see('no-stations')
  await go(page, sender, 'reglages')
  await page.locator('#echanges input').waitFor()
  await see('settings')
  complaints.push(...from.complaints)
  await from.context.close()
  await sender.stop()

  await writeFile(join(exchange, 'bruit.zip'), randomBytes(200_000))
  const [sent] = await readdir(exchange).then((names) => names.filter((name) => name.endsWith('.etabli-lot')))
  expect((await papersIn(join(exchange, sent ?? ''))).length > 0).toBe(withPapers)
  const whole = await readFile(join(exchange, sent ?? ''))
  const spoiled = Buffer.from(whole)
  const middle = Math.floor(spoiled.length / 3)
  spoiled.writeUInt8(spoiled.readUInt8(middle) ^ 0xff, middle)
  await writeFile(join(exchange, 'abime.zip'), spoiled)
  const receiverFolder = await aReceiver()
  const receiver = await startStation({ dataFolder: receiverFolder })
  const to = await window1024(browser, receiver, language, sizes[size])
  see = seeing(to.page)
  const main = to.page
  const dialog = main.getByRole('dialog')
  await signIn(main, 'Samir')
  await go(main, receiver, 'documents')
  await main.locator('.empty').waitFor()
  await see('no-documents')
  await go(main, receiver, 'echanges/recevoir')
  await main.locator('.files li').nth(1).waitFor()
  await see('receive')
  await main.locator('.files li', { hasText: 'bruit.zip' }).getByRole('button').click()
  await main.locator('.notice.stop').waitFor()
  await see('no-zip')
  await main.locator('.files li', { hasText: 'abime.zip' }).getByRole('button').click()
  await main.locator('main .foot-bar').waitFor()
  await see('refused')
  await main.locator('main .foot-bar button').first().click()
  await main.locator('.files li', { hasText: '.etabli-lot' }).first().getByRole('button').click()
  await main.locator('.counts').waitFor()
  await see('preview-unknown-sender')
  await main.locator('.notice.attention button').first().click()
  await dialog.locator('footer button').last().click()
  await see('accept-not-compared')
  await dialog.locator('input[type=checkbox]').check()
  await dialog.locator('footer button').last().click()
  await claireConfirms(main, RECEIVER_PIN, () => see('accept-supervisor'))
  await main.locator('main .foot-bar button.primary:not([disabled])').waitFor()
  await see('preview')
  await main.locator('main .foot-bar button.primary').click()
  await main.locator('.notice.ok').waitFor()
  await see('imported')
  await go(main, receiver, 'documents')
  await main.locator('tbody a.opener').first().waitFor()
  await see('documents')
  await go(main, receiver, 'echanges/postes')
  await main.locator('li.sheet').first().waitFor()
  await see('stations')
  await main.locator('li.sheet button').last().click()
  await dialog.locator('input[type=radio]').first().check()
  await dialog.locator('footer button').last().click()
  await see('distrust-incomplete')
  await dialog.locator('input[type=date]').fill('2026-01-01')
  await dialog.locator('textarea').fill(language === 'fr' ? 'Clé volée avec un portable.' : 'Key stolen with a laptop.')
  await dialog.locator('footer button').last().click()
  await claireConfirms(main, RECEIVER_PIN)
  await main.locator('li.sheet .badge.stop').waitFor()
  await see('distrusted')
  await go(main, receiver, 'documents')
  await main.locator('tbody a.opener').first().click()
  await main.locator('.badge.stop').first().waitFor()
  await main.locator('.paper').waitFor()
  await see('document-distrusted')
  complaints.push(...to.complaints)
  await to.context.close()
  await receiver.stop()

  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
