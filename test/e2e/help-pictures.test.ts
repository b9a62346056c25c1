// The pictures of the help are those of the screens: each screen is come to again in both languages, and has to say what it said
// when its picture was taken. `npm run help-pictures` takes anew those that no longer do.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { helpIn } from '../../renderer/help/index.ts'
import { topics } from '../../renderer/help/topics.ts'
import { pictures, saidNow, saidThen, steady, take } from './help/pictures.ts'
import { workshops } from './help/scenes.ts'
import { window1024 } from './look.ts'
import { launchBrowser, startStation, watched } from './station.ts'

const HOW = 'the screen says something else than the picture of the help shows: npm run help-pictures'
/** `changed` takes what no longer fits; `all` takes every picture anew. */
const taking = process.env['ETABLI_HELP_PICTURES'] ?? null

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const languages = ['fr', 'en'] as const

for (const language of languages) {
  test.each(workshops.map((workshop) => [workshop.scenes.map(({ name }) => name).join(', '), workshop] as const))(
    `the help shows what is on the screen (${language}): %s`,
    async (_names, { flags, prepare, who, scenes }) => {
      const station = await startStation({
        ...(flags ? { flags } : {}),
        ...(prepare ? { dataFolder: await prepare() } : {}),
      })
      const { context, page } = await window1024(browser, station, language)
      try {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await page.getByRole('heading', { level: 1 }).waitFor()
        if (who !== null) {
          await page.locator('header [aria-haspopup=dialog]').click()
          await page.getByRole('dialog').getByRole('button', { name: who }).click()
        }
        // What a start has to say once is no part of any screen.
        for (const notice of await page.locator('main .notices .quiet').all()) await notice.click()
        for (const scene of scenes) {
          await watched(page, `help-${language}-${scene.name}`, async () => {
            await scene.come({ page, station })
            const then = await saidThen(scene, language)
            if (taking === null) {
              // What a screen still waits for comes later on a slow computer.
              await expect
                .poll(() => saidNow(page, scene), { timeout: 15_000, message: `${scene.name}: ${HOW}` })
                .toBe(then)
              return
            }
            await page.waitForTimeout(800)
            const said = await saidNow(page, scene)
            if (taking === 'all' || said !== then) await take(page, scene, language, said)
          })
        }
      } finally {
        await context.close()
        await station.stop()
      }
    },
  )
}

test('every picture is shown in the help, and no other is kept', async () => {
  const shown = topics
    .flatMap((topic) => helpIn('fr').topics[topic].tasks.flatMap(({ picture }) => (picture ? [picture.name] : [])))
    .sort()
  expect(workshops.flatMap(({ scenes }) => scenes.map(({ name }) => name)).sort()).toEqual(shown)
  for (const language of languages) {
    const kept = (await readdir(join(pictures, language))).sort()
    expect(kept).toEqual(shown.flatMap((name) => [`${name}.txt`, `${name}.webp`]).sort())
  }
})

test('a screen says the same on another day, with other figures', () => {
  expect(steady('- text: Lu le 1er mai 2027 à 14:05, 3 disques')).toBe(
    steady('- text: Lu le 23 nov. 2026 à 09:12, 12 disques'),
  )
  expect(steady('- text: 2 Aug 2026')).toBe(steady('- text: 26 November 2027'))
  expect(steady('- option "Claire (0DWC)"')).toBe(steady('- option "Claire (FD12)"'))
  expect(steady('- text: Effacé')).not.toBe(steady('- text: À effacer'))
})
