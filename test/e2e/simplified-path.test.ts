// A worker of the ESAT takes a whole desktop and a whole laptop apart with touch alone, with the keyboard alone and with the
// scanner alone; whichever way it was told, the same stands in the journal. Then the call for a supervisor, and stopping and
// going on.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandCode, machineCode, type Command } from '../../domain/documents/scan-code.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import { stepSentence } from '../../domain/dismantling/work-sentences.ts'
import { STEP_RULES, type StepKey } from '../../domain/dismantling/work-steps.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { anEsat, savedDismantling, type Esat } from './esat.ts'
import { launchBrowser, openWindow, startStation, watched, type RunningStation } from './station.ts'
import { scan, signIn } from './workshop.ts'

let browser: Browser
let esat: Esat
let station: RunningStation
let port: number

beforeAll(async () => {
  esat = await anEsat(
    {
      'PC-0101': 'desktop',
      'PC-0102': 'desktop',
      'PC-0103': 'desktop',
      'PO-0201': 'laptop',
      'PO-0202': 'laptop',
      'PO-0203': 'laptop',
      'PO-0204': 'laptop',
      'PC-0105': 'desktop',
    },
    { 'PC-0900': 'desktop' },
  )
  browser = await launchBrowser()
  station = await startStation({ dataFolder: esat.dataFolder })
  port = station.port
})
afterAll(async () => {
  await browser.close()
  await station.stop()
})

const machine = (inventoryNumber: string): MachineFile => {
  const found = esat.machines.find((each) => each.inventoryNumber === inventoryNumber)
  if (found === undefined) throw new Error(`No machine ${inventoryNumber}`)
  return found
}

/** What the worker finds in the machines. Weights are typed in kilograms; the rest of the questions is answered no. */
const typedAt: Partial<Record<StepKey, string>> = {
  'gross-weight': '3,9',
  disks: '2',
  'battery-weight': '0,3',
  'button-cell-weight': '0,003',
  'boards-weight': '0,65',
  'lamp-weight': '0,4',
  'supply-weight': '1,3',
  'cables-weight': '0,2',
  'iron-weight': '0,4',
  'plastics-weight': '0,95',
}
const yesAt: ReadonlySet<StepKey> = new Set([
  ...(['cables-beside', 'battery', 'button-cell', 'memory', 'charger', 'screen', 'screen-led', 'boards'] as const),
])
/** Nothing of it lies on the scale. */
const noneAt: ReadonlySet<StepKey> = new Set(['aluminium-weight'])

/** How a person tells the window something. */
type Hands = {
  readonly command: (command: Command) => Promise<void>
  readonly number: (typed: string) => Promise<void>
  readonly none: () => Promise<void>
}

const button = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name })

/** A finger comes down somewhere else on the button each time, as fingers do. */
const withTouch = (page: Page): Hands => {
  let side = 0
  const tap = async (name: string | RegExp) => {
    side = 1 - side
    await button(page, name).tap({ position: { x: 8 + 40 * side, y: 8 + 30 * side } })
  }
  const words: Partial<Record<Command, RegExp>> = { yes: /^Oui/, no: /^Non/, next: /^C’est fait/ }
  return {
    command: (command) => tap(words[command] ?? /$^/),
    number: async (typed) => {
      for (const character of typed) {
        const name = character === ',' ? 'Virgule' : character
        await page.locator('.keys').getByRole('button', { name, exact: false }).first().tap()
      }
      await tap(/^Valider|^Oui, c’est juste/)
    },
    none: () => tap(/^Rien à peser/),
  }
}

/** Longer than a scanner takes from key to key: what comes sooner than a hand could is a scan, and presses nothing. */
const handsPause = 150

const withKeyboard = (page: Page): Hands => ({
  command: async (command) => {
    await page.waitForTimeout(handsPause)
    const letters: Partial<Record<Command, string>> = { yes: 'o', no: 'n', next: 's', undo: 'a', call: 'e' }
    await page.keyboard.press(letters[command] ?? '')
  },
  number: async (typed) => {
    await page.keyboard.type(typed, { delay: 70 })
    await page.keyboard.press('Enter')
  },
  none: async () => {
    await page.waitForTimeout(handsPause)
    await page.keyboard.press('n')
  },
})

const withScanner = (page: Page): Hands => {
  const command = (each: Command) => scan(page, commandCode(each))
  return {
    command,
    number: async (typed) => {
      // Every character of a number has a card of its own.
      for (const character of typed) await command(character === ',' ? 'comma' : (character as Command))
      await command('next')
    },
    none: () => command('no'),
  }
}

const progress = (page: Page) => page.locator('.progress p').innerText()
/** Steps that say the same (stop, weigh the screen) are taken for the first of them. */
const sentenceKey = new Map(STEP_RULES.toReversed().map(({ key }) => [stepSentence(key, 'fr'), key]))
const stepShown = async (page: Page) => {
  const sentence = (await page.locator('h1').innerText()).replace(/\s*\n\s*/g, ' ').trim()
  return sentenceKey.get(sentence) ?? null
}
const moved = (page: Page, from: string) =>
  page.waitForFunction((before) => document.querySelector<HTMLElement>('.progress p')?.innerText !== before, from)

/** From the step on screen to `until`, or to the end. */
const workThrough = async (page: Page, hands: Hands, until: StepKey | null = null): Promise<void> => {
  for (;;) {
    const key = await stepShown(page)
    if (key === null || key === until) return
    const before = await progress(page)
    const { ask } = STEP_RULES.find((rule) => rule.key === key) ?? { ask: 'done' }
    if (ask === 'done') await hands.command('next')
    else if (ask === 'presence') await hands.command(yesAt.has(key) ? 'yes' : 'no')
    else if (noneAt.has(key)) await hands.none()
    else await hands.number(typedAt[key] ?? '1')
    await moved(page, before)
  }
}

const window1024 = async (
  touch: boolean,
): Promise<{ context: BrowserContext; page: Page; complaints: readonly string[] }> => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'fr-FR', hasTouch: touch })
  const opened = await openWindow(context, station)
  opened.page.setDefaultTimeout(20_000)
  await opened.page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
  return { context, ...opened }
}

/** Presses Tab until this has the focus. */
const tabTo = async (page: Page, words: RegExp) => {
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.locator(':is(a, button):focus').allInnerTexts()
    if (focused.some((text) => words.test(text))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${String(words)}`)
}

const finished = (page: Page) =>
  page.getByRole('heading', { name: 'C’est fini. L’encadrant regarde la fiche.' }).waitFor()
const choice = (page: Page) => page.getByRole('heading', { name: 'Prenez une machine.' }).waitFor()

test('with touch alone', async () => {
  const { context, page, complaints } = await window1024(true)
  await watched(page, 'simplified-touch', async () => {
    await page.getByRole('button', { name: 'Dire qui travaille' }).tap()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Lucien/ })
      .tap()
    for (const number of ['PC-0101', 'PO-0201']) {
      await choice(page)
      await page.getByRole('link', { name: new RegExp(number) }).tap()
      await page.getByRole('heading', { name: 'Mettez vos gants.' }).waitFor()
      await workThrough(page, withTouch(page))
      await finished(page)
      await button(page, 'Autre machine').tap({ position: { x: 90, y: 20 } })
    }
    await choice(page)
  })
  await context.close()
  expect(complaints).toEqual([])
})

test('with the keyboard alone', async () => {
  const { context, page, complaints } = await window1024(false)
  await watched(page, 'simplified-keyboard', async () => {
    await tabTo(page, /Dire qui travaille/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, /Lucien/)
    await page.keyboard.press('Enter')
    for (const number of ['PC-0102', 'PO-0202']) {
      await choice(page)
      await tabTo(page, new RegExp(number))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Mettez vos gants.' }).waitFor()
      await workThrough(page, withKeyboard(page))
      await finished(page)
      await page.keyboard.press('s')
    }
    await choice(page)
  })
  await context.close()
  expect(complaints).toEqual([])
})

test('with the scanner alone', async () => {
  const { context, page, complaints } = await window1024(false)
  await watched(page, 'simplified-scanner', async () => {
    // Somebody has to say who is here; from then on nothing is pressed.
    await signIn(page, 'Lucien')
    await choice(page)
    for (const number of ['PC-0103', 'PO-0203']) {
      await scan(page, machineCode(machine(number)))
      await page.getByRole('heading', { name: 'Mettez vos gants.' }).waitFor()
      await workThrough(page, withScanner(page))
      await finished(page)
    }
    await scan(page, commandCode('next'))
    await choice(page)
  })
  await context.close()
  expect(complaints).toEqual([])
})

test('a swollen battery: work stops, the supervisor sees where, comes, and nothing says who called', async () => {
  const { context, page } = await window1024(false)
  await watched(page, 'simplified-swollen', async () => {
    await signIn(page, 'Lucien')
    await choice(page)
    await scan(page, machineCode(machine('PO-0204')))
    await page.getByRole('heading', { name: 'Mettez vos gants.' }).waitFor()
    const hands = withScanner(page)
    await workThrough(page, hands, 'battery-swollen')
    await scan(page, commandCode('yes'))
    await page.getByRole('heading', { name: /^Stop/ }).waitFor()
    // Twice is once.
    await scan(page, commandCode('call'))
    await page.getByText('L’encadrant est appelé.').waitFor()
    await scan(page, commandCode('call'))
    // The call is taken back as the last thing done, and the step before it stays.
    await scan(page, commandCode('undo'))
    await page.getByText('L’encadrant est appelé.').waitFor({ state: 'hidden' })
    expect(await stepShown(page)).toBe('battery-stop')
    await scan(page, commandCode('call'))
    await page.getByText('L’encadrant est appelé.').waitFor()

    await page.getByRole('button', { name: /Lucien/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Claire/ })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
    const call = page.getByRole('region', { name: 'On appelle un encadrant' })
    expect(await call.getByRole('listitem').count()).toBe(1)
    expect(await call.innerText()).toMatch(/PO-0204/)
    expect(await call.innerText()).not.toMatch(/Lucien/)
    await call.getByRole('button', { name: /J’y vais/ }).click()
    await call.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: /Claire/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Lucien/ })
      .click()
    await choice(page)
    await page.getByRole('link', { name: /PO-0204.*Commencée/ }).waitFor()
    await scan(page, machineCode(machine('PO-0204')))
    await page.getByRole('heading', { name: /^Stop/ }).waitFor()
    await workThrough(page, hands)
    await finished(page)
  })
  await context.close()
})

test('stopped, undone and gone on with; what is not to be taken apart is refused; a doubtful weight is asked twice', async () => {
  const { context, page } = await window1024(false)
  await watched(page, 'simplified-going-on', async () => {
    await signIn(page, 'Lucien')
    await choice(page)
    await scan(page, machineCode(machine('PC-0900')))
    await page.getByRole('heading', { name: 'Cette machine attend l’encadrant. Appelez-le.' }).waitFor()
    await scan(page, 'INCONNU-4711')
    await page.getByText('Ce code sert ailleurs.').waitFor()
    await scan(page, 'PC-0105')
    await page.getByRole('heading', { name: 'Mettez vos gants.' }).waitFor()
    const hands = withScanner(page)
    await workThrough(page, hands, 'glasses')
    const before = await progress(page)
    await scan(page, commandCode('undo'))
    await moved(page, before)
    expect(await stepShown(page)).toBe('gloves')
    await workThrough(page, hands, 'gross-weight')
    await page.reload()
    await page.getByRole('heading', { name: 'Pesez la machine entière.' }).waitFor()

    // Words of the trade for what is wrong, and what was typed stays.
    await page.keyboard.type('0', { delay: 70 })
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('0')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('300', { delay: 70 })
    await page.keyboard.press('Enter')
    await page.getByText('Ce poids est étonnant.').waitFor()
    expect(await stepShown(page)).toBe('gross-weight')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Ouvrez la machine/ }).waitFor()

    await workThrough(page, hands, 'disk')
    await scan(page, 'WD-WCC4N7JK')
    await page.getByText('Numéro du disque').waitFor()
    await workThrough(page, hands)
    await finished(page)
  })
  await context.close()
})

/** What a file says of a machine, without identities and times. */
const contents = (file: DismantlingFile) => ({
  gross: file.grossGrams,
  protection: file.protection,
  safety: file.safety,
  annexVii: file.annexVii,
  found: file.mediaFound,
  media: file.media.map(({ serial, place }) => ({ serial, place })),
  fractions: file.fractions.map(({ kind, grams }) => ({ kind, grams })),
  steps: Object.keys(file.steps).toSorted(),
})

test('whichever way it was told, the same stands in the journal', async () => {
  await station.stop()
  const saved = async (number: string) => {
    const file = (await savedDismantling(esat.dataFolder, machine(number).id)).at(-1)
    if (file === undefined) throw new Error(`Nothing was saved of ${number}`)
    return contents(file)
  }
  const desktop = await saved('PC-0101')
  expect(desktop).toMatchObject({
    gross: 3900,
    found: 2,
    annexVii: { batteries: { present: true, removed: true }, 'electrolytic-capacitors': { present: false } },
    media: [
      { serial: '', place: 'Armoire fermée' },
      { serial: '', place: 'Armoire fermée' },
    ],
    fractions: [
      { kind: 'button-cells', grams: 3 },
      { kind: 'circuit-boards', grams: 650 },
      { kind: 'power-supplies', grams: 1300 },
      { kind: 'cables', grams: 200 },
      { kind: 'ferrous', grams: 400 },
      { kind: 'plastics', grams: 950 },
    ],
  })
  expect(await saved('PC-0102')).toEqual(desktop)
  expect(await saved('PC-0103')).toEqual(desktop)
  const laptop = await saved('PO-0201')
  expect(laptop.fractions.map(({ kind }) => kind)).toContain('led-screens')
  expect(await saved('PO-0202')).toEqual(laptop)
  expect(await saved('PO-0203')).toEqual(laptop)
  expect((await saved('PO-0204')).annexVii.batteries).toMatchObject({ present: true, removed: true })
  expect(await saved('PC-0105')).toMatchObject({ gross: 3000, media: [{ serial: 'WD-WCC4N7JK' }, { serial: '' }] })
  // For whoever looks at the folder afterwards, the station is up again.
  station = await startStation({ dataFolder: esat.dataFolder, port })
})
