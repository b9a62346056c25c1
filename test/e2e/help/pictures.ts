// A picture of the help and what the screen said when it was taken: figures, dates and identities are left out of that, so that
// a screen that says the same is the same tomorrow.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Language } from '../../../domain/words/reason.ts'
import { root } from '../station.ts'
import type { Scene } from './scenes.ts'

export const pictures = join(root, 'renderer/help/pictures')
const sizesFile = join(pictures, 'sizes.json')

const MONTH =
  '(?:janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept?(?:em[a-z]+)?|oct(?:o[a-z]+)?|nov(?:em[a-z]+)?|d[ée]c(?:em[a-z]+)?' +
  '|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?|mar)\\.?'
const DAY = new RegExp(`(?:\\d+(?:er)?\\s)?${MONTH}\\s\\d{4}|\\d+(?:er)?\\s${MONTH}(?!\\p{L})`, 'giu')

/** What a screen says, whatever the day, the figures and the identities. */
export const steady = (said: string): string =>
  said
    .split('\n')
    .filter((line) => !/^\s*- \/url:/.test(line))
    .map((line) =>
      line
        .replace(/z6Mk\w+/g, 'clé')
        .replace(/\b(?=[0-9a-f-]*\d)[0-9a-f]{2}[0-9a-f-]{4,}\b/gi, '0')
        // The codes of people are drawn anew for every station.
        .replace(/(?<![\p{L}\d-])[A-Z\d]{4}(?![\p{L}\d-])/gu, '0')
        .replace(DAY, '0')
        .replace(/\d+(?:[\s.,:/\u00a0\u202f]*\d+)*/gu, '0')
        .trimEnd(),
    )
    .join('\n')

const shownOf = (page: Page, { shows }: Scene): Locator =>
  shows === 'dialog'
    ? page.getByRole('dialog')
    : shows === 'place'
      ? page.locator('main').first()
      : page.locator('body')

export const saidNow = async (page: Page, scene: Scene): Promise<string> => {
  const of = scene.said === undefined ? shownOf(page, scene) : page.locator(scene.said).first()
  return `${steady(await of.ariaSnapshot())}\n`
}

const fileOf = (language: Language, name: string, ending: 'webp' | 'txt') =>
  join(pictures, language, `${name}.${ending}`)

/** What the screen said when its picture was taken; null where none was. */
export const saidThen = async (scene: Scene, language: Language): Promise<string | null> => {
  try {
    return await readFile(fileOf(language, scene.name, 'txt'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The part of the window that is shown, in CSS pixels of the page. */
const clipOf = async (page: Page, scene: Scene) => {
  const size = page.viewportSize()
  const box = await shownOf(page, scene).boundingBox()
  if (size === null || box === null) throw new Error(`Nothing is shown: ${scene.name}`)
  const scrolled = await page.evaluate(() => window.scrollY)
  if (scene.shows === 'window') return { x: 0, y: scrolled, ...size }
  const x = Math.ceil(Math.max(0, box.x))
  const y = Math.ceil(Math.max(0, box.y))
  return {
    x,
    y: y + scrolled,
    width: Math.min(Math.floor(box.width), size.width - x),
    height: Math.min(Math.floor(box.height), size.height - y),
  }
}

/** What the picture is about stands at its top, and nothing looks as if a mouse were on it. */
const settle = async (page: Page, { from }: Scene): Promise<void> => {
  await page.mouse.move(0, 0)
  await page.evaluate((selector) => {
    const top = selector === null ? 0 : (document.querySelector(selector)?.getBoundingClientRect().top ?? 0) - 16
    window.scrollTo(0, selector === null ? 0 : window.scrollY + top)
  }, from ?? null)
  await page.waitForTimeout(300)
}

export const take = async (page: Page, scene: Scene, language: Language, said: string): Promise<void> => {
  await settle(page, scene)
  const clip = await clipOf(page, scene)
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 60,
    clip: { ...clip, scale: 1 },
  })
  await devtools.detach()
  await mkdir(join(pictures, language), { recursive: true })
  await writeFile(fileOf(language, scene.name, 'webp'), Buffer.from(data, 'base64'))
  await writeFile(fileOf(language, scene.name, 'txt'), said)
  const sizes: Record<string, readonly number[]> = JSON.parse(await readFile(sizesFile, 'utf8'))
  sizes[scene.name] = [clip.width, clip.height]
  const sorted = Object.fromEntries(Object.entries(sizes).sort(([a], [b]) => (a < b ? -1 : 1)))
  await writeFile(sizesFile, `${JSON.stringify(sorted, null, 2)}\n`)
}
