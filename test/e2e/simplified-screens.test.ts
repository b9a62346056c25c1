// Every kind of screen of the simplified mode in both languages: nothing that axe-core finds, nothing below the lower edge
// (one action, one screen), targets of 64 px. Then where a supervisor is told of a call, and where the mode is given to somebody.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { commandCode, machineCode, type Command } from '../../domain/documents/scan-code.ts'
import { anEsat } from './esat.ts'
import { go, look, window1024 } from './look.ts'
import { scan } from './workshop.ts'
import { launchBrowser, startStation } from './station.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const sizes = { small: { width: 1024, height: 768 }, wide: { width: 1280, height: 800 } } as const

/** Headless Chromium has no voice; the button is looked at all the same. */
const giveVoices = () => {
  const voice = (lang: string) => ({ lang, localService: true, name: lang, voiceURI: lang, default: false })
  window.speechSynthesis.getVoices = () => [voice('fr-FR'), voice('en-GB')]
}

/** What does not fit into the window, or is too small for a finger that is not steady. */
const misfits = (page: Page, name: string) =>
  page.evaluate((screen) => {
    const { scrollHeight, clientHeight } = document.documentElement
    const small = [...document.querySelectorAll<HTMLElement>('button, a, input')].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && Math.min(width, height) < 63.5
        ? [`${screen}: ${element.innerText} is ${String(height)} px`]
        : []
    })
    return [
      ...small,
      ...(scrollHeight > clientHeight ? [`${screen}: ${String(scrollHeight - clientHeight)} px below`] : []),
    ]
  }, name)

test.each([
  ['fr', 'small'],
  ['en', 'small'],
  ['fr', 'wide'],
] as const)('from the choice of a machine to its last step, and a call (%s, %s)', async (language, size) => {
  const { dataFolder, machines } = await anEsat(
    { 'PO-0201': 'laptop', 'PC-0101': 'desktop', 'EC-0301': 'monitor' },
    { 'PC-0900': 'desktop' },
  )
  const [laptop, , , waiting] = machines
  if (laptop === undefined || waiting === undefined) throw new Error('four machines')
  const station = await startStation({ dataFolder })
  onTestFinished(() => station.stop())
  const { context, page, complaints } = await window1024(browser, station, language, sizes[size])
  await context.addInitScript(giveVoices)
  await page.reload()
  const wrong: string[] = []
  const see = async (name: string, alone = true) => {
    wrong.push(...(await look(page, `${language}-${size}-simplified-${name}`)))
    if (alone) wrong.push(...(await misfits(page, name)))
  }
  const dialog = page.getByRole('dialog')
  const become = async (name: RegExp) => {
    await page.locator('header [aria-haspopup=dialog]').click()
    await dialog.getByRole('button', { name }).click()
  }
  const place = page.locator('.progress p')
  /** Cards, each answered by another step on screen. */
  const cards = async (...commands: readonly Command[]) => {
    for (const command of commands) {
      const before = await place.innerText()
      await scan(page, commandCode(command))
      await page.waitForFunction(
        (text) => document.querySelector<HTMLElement>('.progress p')?.innerText !== text,
        before,
      )
    }
  }
  const type = async (typed: string) => {
    await page.keyboard.type(typed, { delay: 70 })
    await page.keyboard.press('Enter')
  }

  await page.getByRole('heading', { level: 1 }).waitFor()
  await become(/Lucien/)
  await page.locator('.cards a').first().waitFor()
  await see('choose')
  await scan(page, 'INCONNU-1')
  await page.locator('main .notice').waitFor()
  await see('unknown-label')
  await scan(page, machineCode(waiting))
  await page.locator('.whole h1').waitFor()
  await see('not-ordered')

  await scan(page, machineCode(laptop))
  await place.waitFor()
  await see('done')
  await cards('next', 'next', 'next', 'next', 'next')
  await see('question')
  await cards('no', 'next')
  await see('weight')
  await type('0')
  await page.getByRole('alert').waitFor()
  await see('weight-wrong')
  await page.keyboard.press('Backspace')
  await type('77')
  await page.locator('main .notice').waitFor()
  await see('weight-doubted')
  await cards('next', 'next', 'yes')
  await see('swollen')
  await cards('yes')
  await see('stop')
  await scan(page, commandCode('call'))
  await page.locator('.called').waitFor()
  await see('called')
  await cards('next')
  await see('isolated')
  await cards('next', 'no')
  await see('count')
  await scan(page, commandCode('2'))
  await cards('next')
  await see('disk')
  await scan(page, 'WD-WCC4N7JK')
  await page.locator('main .notice').waitFor()
  await see('disk-heard')
  await cards('next', 'no', 'no', 'no', 'no', 'no')
  await cards('no', 'no', 'no', 'no')
  await see('tidy')
  await scan(page, commandCode('next'))
  await page.locator('.whole h1').waitFor()
  await see('finished')
  await scan(page, commandCode('call'))
  await page.locator('.called').waitFor()

  await become(/Claire/)
  await page.locator('.calls').waitFor()
  await see('home-calls', false)
  await go(page, station, 'reglages')
  await page.locator('.calls').waitFor()
  await see('settings-calls', false)
  await page.locator('.people li').first().getByRole('button').first().click()
  await dialog.getByRole('checkbox').first().waitFor()
  await see('person', false)

  await context.close()
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
