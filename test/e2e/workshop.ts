// What people do on the screens, step by step, in French: the sentences of the end-to-end tests.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { RECORDED_MACHINES } from '../../electron/demo/machines.ts'

export const PIN = { claire: '2468', marc: '1357' } as const

/**
 * Sets up a refurbishing station with one operator (Amina) and two supervisors (Claire, Marc). `onPage` is called on
 * every page before it is left.
 */
export const setUpStation = async (
  page: Page,
  {
    onPage = () => Promise.resolve(),
    minimum = 'declared',
  }: { readonly onPage?: (name: string) => Promise<void>; readonly minimum?: 'witnessed' | 'declared' } = {},
): Promise<void> => {
  const next = async (name: string) => {
    await onPage(name)
    await page.getByRole('button', { name: 'Suivant' }).click()
  }
  await page.getByRole('checkbox', { name: /Reconditionnement/ }).check()
  await next('activities')
  await page.getByLabel('Nom du poste').fill('Atelier de Dax, établi 2')
  await page.getByLabel('Code du poste').fill('DAX2')
  await next('station')
  await page.getByLabel('Nom de l’organisation').fill('Association Štěpán Le Phare')
  await next('organisation')
  await addPerson(page, 1, 'Amina', 'Opérateur', null)
  await addPerson(page, 2, 'Claire', 'Encadrant', PIN.claire)
  await addPerson(page, 3, 'Marc', 'Encadrant', PIN.marc)
  await next('people')
  const least = { witnessed: /Établi l’a vu lui-même/, declared: /La parole d’une personne/ }[minimum]
  await page.getByRole('radio', { name: least }).check()
  await next('erasure')
  // The scanner, and the passphrase: not here.
  await next('scanner')
  await next('key')
  await onPage('recap')
  await page.getByRole('button', { name: 'Mettre le poste en route' }).click()
  await page.getByRole('checkbox', { name: /Le code est imprimé/ }).check()
  await onPage('recovery')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await onPage('key-copy')
  await page.getByRole('button', { name: 'Commencer sans copie pour l’instant' }).click()
  await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
}

const addPerson = async (
  page: Page,
  number: number,
  name: string,
  role: 'Opérateur' | 'Encadrant',
  pin: string | null,
): Promise<void> => {
  await page.getByRole('button', { name: 'Ajouter une personne' }).click()
  const person = page.getByRole('group', { name: `Personne ${String(number)}` })
  await person.getByLabel('Nom').fill(name)
  await person.getByRole('radio', { name: new RegExp(role) }).check()
  if (pin === null) return
  await person.getByLabel('Code personnel (PIN)').fill(pin)
  await person.getByLabel('Le même code encore').fill(pin)
}

export const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Dire qui travaille' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(name) })
    .click()
}

/** The supervisor reads the dialog, chooses their name and types their PIN. */
export const confirmAs = async (page: Page, name: 'Claire' | 'Marc'): Promise<void> => {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Encadrant').selectOption({ label: await optionOf(page, name) })
  await dialog.getByLabel('Code personnel (PIN)').fill(name === 'Claire' ? PIN.claire : PIN.marc)
  await dialog.getByRole('button', { name: 'Je confirme' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const optionOf = async (page: Page, name: string): Promise<string> => {
  const options = await page.getByRole('dialog').getByLabel('Encadrant').locator('option').allInnerTexts()
  const found = options.find((option) => option.includes(name))
  if (found === undefined) throw new Error(`${name} is not offered: ${options.join(', ')}`)
  return found
}

/** A recorded machine as a file, read a moment ago: a report of long ago would settle nothing. */
export const recordedMachine = async (file: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> => {
  const machine = RECORDED_MACHINES.find((one) => one.file.pathname.endsWith(`/${file}.readings.json`))
  if (machine === undefined) throw new Error(`There is no recorded machine ${file}`)
  const recorded: Record<string, unknown> = JSON.parse(await readFile(machine.file, 'utf8'))
  const text = JSON.stringify({ ...recorded, takenAt: new Date().toISOString() })
  return { name: `${file}.json`, mimeType: 'application/json', buffer: Buffer.from(text) }
}

export const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Lieux' }).getByRole('link', { name }).click()

/** A part of the machine's file on the bench. */
export const part = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Parties du dossier' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click()

/** Ends every step that a person can end as conform, one after the other. */
export const passChecklist = async (page: Page): Promise<void> => {
  const conform = page.getByRole('button', { name: 'Conforme', exact: true })
  const waiting = page.getByRole('button', { name: /À faire/, expanded: false })
  const current = page.getByRole('button', { name: /À faire/, expanded: true })
  const looked = new Set<string>()
  for (;;) {
    if ((await current.count()) > 0 && (await conform.count()) > 0) {
      const step = await current.first().innerText()
      await conform.first().click()
      // The next open step follows by itself, or none does.
      await page.waitForFunction(
        (before) => document.querySelector<HTMLElement>('[data-step][aria-expanded=true]')?.innerText !== before,
        step,
      )
      continue
    }
    const texts = await waiting.allInnerTexts()
    const next = texts.findIndex((text) => !looked.has(text))
    if (next < 0) return
    looked.add(texts[next] ?? '')
    await waiting.nth(next).click()
  }
}

/**
 * A scanner types a key every few milliseconds, by its own clock, and ends with Enter. The times are those of the device:
 * how busy this computer is does not matter to it.
 */
export const scan = async (page: Page, code: string): Promise<void> => {
  const keyboard = await page.context().newCDPSession(page)
  const begun = Date.now() / 1000
  const press = async (key: string, text: string, index: number) => {
    const physical = /^[A-Z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key
    const stroke = { key, code: physical, timestamp: begun + index * 0.006 }
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...stroke })
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
  }
  for (const [index, key] of [...code].entries()) await press(key, key, index)
  await press('Enter', '\r', code.length)
  await keyboard.detach()
}

/** What a click on the button downloads, saved under `file`. */
export const download = async (page: Page, button: string, file: string): Promise<void> => {
  const [started] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  await started.saveAs(file)
}
