// Every screen of sending later in both languages: from no target at all to one whose registry takes all documents but one.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PIN } from '../../domain/station/demo.ts'
import { json, registry, startServer, TOKEN } from '../electron/delivery/servers.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, startStation } from './station.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 900 } } as const

test.each([
  ['fr', 'small'],
  ['en', 'small'],
  ['fr', 'wide'],
] as const)('documents go up to a registry (%s, %s)', async (language, size) => {
  const kept = new Map<string, number>()
  const good = registry(kept)
  const server = await startServer(good)
  const station = await startStation({ flags: ['--demo'] })
  const { context, page, complaints } = await window1024(browser, station, language, sizes[size])
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-${size}-outbox-${name}`)))
  const dialog = page.getByRole('dialog')
  const footer = (which: 'first' | 'last') => dialog.locator('footer button')[which]()
  const confirm = async () => {
    await dialog.locator('select').selectOption({ index: 1 })
    await dialog.locator('input[type=password]').fill(DEMO_PIN)
    await footer('last').click()
    await dialog.waitFor({ state: 'hidden' })
  }
  const button = (name: RegExp) => page.getByRole('button', { name }).first()

  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('header [aria-haspopup=dialog]').click()
  await dialog.getByRole('button', { name: /Amina/ }).click()

  await go(page, station, 'echanges/envois')
  await page.locator('.empty').waitFor()
  await see('none')
  await page.locator('.empty button').click()
  await see('new')
  await footer('last').click()
  await dialog.locator('input[type=radio]').first().check()
  await see('new-incomplete')
  await dialog.locator('form input[type=text]').nth(0).fill('Registre des Landes')
  await dialog.locator('form input[type=text]').nth(1).fill(server.url)
  await dialog.locator('form input[type=password]').fill(TOKEN)
  await dialog.locator('summary').click()
  await dialog.locator('textarea').fill(server.authority)
  await see('new-written')
  await footer('last').click()
  await dialog.locator('select').waitFor()
  await see('supervisor')
  await confirm()

  await page.locator('h2', { hasText: 'Registre des Landes' }).waitFor()
  await button(/Tester la connexion|Test the connection/).click()
  await page.locator('.notice.ok').waitFor()
  await see('tried')
  // One document is not to its taste.
  let refused = ''
  server.respond = (received, response) => {
    if (received.method === 'POST' && refused === '') refused = String(received.headers['idempotency-key'])
    if (received.headers['idempotency-key'] !== refused) good(received, response)
    else json(response, 422, { detail: 'Ce numéro existe déjà dans une autre série.' })
  }
  await button(/Envoyer maintenant|Send now/).click()
  await page.locator('.badge.attention').waitFor()
  await see('sent')
  await go(page, station, 'accueil')
  await page.locator('#uploads-waiting').waitFor()
  await see('home')
  await page.locator('section:has(#uploads-waiting) a').click()
  await page.getByRole('link', { name: /Voir les envois|See what is sent/ }).click()
  await page.locator('.rows li').first().waitFor()
  await see('refused')
  await button(/^Abandonner|^Give up/).click()
  await dialog.locator('textarea').waitFor()
  await footer('last').click()
  await see('give-up')
  await dialog.locator('textarea').fill('Vu avec le département')
  await footer('last').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('select').selectOption({ value: 'all' })
  await page.locator('.rows .badge.not-applicable').waitFor()
  await see('all')
  // The person changes their mind, and so does the registry.
  server.respond = good
  await page.getByRole('button', { name: /Réessayer|Try again/ }).click()
  await page.locator('.rows .badge.not-applicable').waitFor({ state: 'hidden' })
  await go(page, station, 'echanges/envois')
  await page.locator('.badge.ok').waitFor()
  await server.close()
  await button(/Tester la connexion|Test the connection/).click()
  await page.locator('.notice.stop').waitFor()
  await see('unreachable')
  await page.locator('li.sheet button').last().click()
  await dialog.locator('form').waitFor()
  await see('change')
  await footer('first').click()
  await confirm()
  await page.locator('.empty').waitFor()

  expect([...kept.values()].every((times) => times === 1)).toBe(true)
  expect(kept.size).toBeGreaterThan(1)
  await context.close()
  await station.stop()
  expect(station.said()).not.toContain(TOKEN)
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
