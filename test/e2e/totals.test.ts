// Totals for a collection in the real window: a station with signed sheets of two intakes, one sheet replaced and one withdrawn;
// what the screen, the CSV and the paper say is held against a sum made from the signed documents themselves.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DismantlingSheetSubject } from '../../domain/documents/dismantling-sheet.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import { answeredFor, fraction, medium } from '../domain/dismantling/a-file.ts'
import { type Issued, openEsat, sheetIn } from '../electron/documents/esat.ts'
import { go, look, window1024 } from './look.ts'
import { launchBrowser, type RunningStation, startStation, watched } from './station.ts'

let browser: Browser
let station: RunningStation
let standing: readonly DismantlingSheetSubject[]
let intakes: readonly Intake[]

const intake = (donor: string, receivedOn: string): Intake => ({
  kind: 'intake',
  version: 1,
  id: randomUUID(),
  donor: { name: donor, publicBody: true },
  reference: 'BL-2026-77',
  receivedOn,
  expected: 12,
  notes: '',
  closedAt: null,
  createdAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
  revision: 1,
  operator: null,
})

/** Three desktops of one donor and two of another, each with fractions of its own weight. */
const aStationWithSheets = async () => {
  const esat = await openEsat(new Date(Date.now() - 3_600_000).toISOString())
  const given = [intake('Collège des Allobroges', '2026-11-02'), intake('Mairie de Romans', '2026-11-16')]
  for (const each of given) await esat.receiveIntake(each)
  const issued: Issued[] = []
  for (let number = 0; number < 5; number++) {
    const of = given[number < 3 ? 0 : 1]
    if (of === undefined) throw new Error('There are two')
    const machine = await esat.receive({
      inventoryNumber: `ESA-${String(1001 + number)}`,
      equipment: number === 4 ? 'laptop' : 'desktop',
      triage: { intakeId: of.id, at: esat.now(), powerOn: 'does-not-start', look: 'worn', note: '' },
    })
    await esat.order([machine])
    const disk = { serial: `WD-${String(7000 + number)}`, wwn: null, model: null, sizeBytes: null }
    const file = await esat.fill(machine, {
      annexVii: answeredFor(machine.equipment),
      grossGrams: null,
      media: [medium(disk.serial)],
      fractions: [
        fraction(500, { grams: 3_111 + number * 17 }),
        fraction(501, {
          kind: 'circuit-boards',
          code: '16 02 16',
          grams: 512 + number,
          container: 'Bac 7',
          outlet: 'Cartes & Co',
        }),
        fraction(502, { kind: 'plastics', code: '19 12 04', grams: 900, container: 'Bac 2', outlet: '' }),
        ...(number % 2 === 0
          ? [
              fraction(503, {
                kind: 'button-cells',
                code: '16 06 07*',
                grams: 3 + number,
                container: 'Fût piles',
                outlet: 'Corepile',
              }),
            ]
          : []),
      ],
    })
    await esat.attest(machine, [disk])
    await esat.settle(machine, disk, { kind: 'removed', looseDiskId: randomUUID(), place: 'Armoire fermée', notes: '' })
    const first = await esat.issue(await esat.draft(file))
    if (number === 0) {
      const fractions = file.fractions.map((one) => ({ ...one, grams: 1_000 }))
      const corrected = await esat.correct(file, { fractions }, first.hash)
      issued.push(await esat.issue(await esat.draft(corrected, { replaces: first.hash })))
    } else if (number === 1) await esat.withdraw(first.hash)
    else issued.push(first)
  }
  await esat.leave()
  return { path: esat.path, sheets: issued.map(sheetIn), given }
}

beforeAll(async () => {
  const { path, sheets, given } = await aStationWithSheets()
  standing = sheets
  intakes = given
  browser = await launchBrowser()
  station = await startStation({ dataFolder: path })
})
afterAll(async () => {
  await browser.close()
  await station.stop()
  await rm(station.dataFolder, { recursive: true, force: true })
})

/** By code, from the signed documents: another sum than the one that is tested. */
const gramsByCode = (sheets: readonly DismantlingSheetSubject[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const sheet of sheets)
    for (const { code, grams } of sheet.fractions) sums[code.code] = (sums[code.code] ?? 0) + grams
  return sums
}

const kilograms = (text: string) =>
  Math.round(Number(text.replace(/[\s\u00a0\u202f]|kg/g, '').replace(',', '.')) * 1000)

/** What the tables of the screen say. */
const shown = async (page: Page): Promise<Record<string, number>> => {
  const rows = await page
    .locator('table:has(tfoot) tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    )
  return Object.fromEntries(rows.map(([code = '', , , weight = '']) => [code, kilograms(weight)]))
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8')

test('the totals on screen, in the CSV and on paper are the sum of the sheets that stand', async () => {
  const { context, page, complaints } = await window1024(browser, station, 'fr', { width: 1280, height: 1024 })
  await watched(page, 'totals', async () => {
    await go(page, station, 'demantelement/totaux')
    await page.locator('table').first().waitFor()
    expect(await shown(page)).toEqual(gramsByCode(standing))
    expect(await look(page, 'fr-totals-wide')).toEqual([])

    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Enregistrer en CSV' }).click()
    const [, ...lines] = (await textOf(await saving)).trimEnd().split('\r\n')
    const inCsv: Record<string, number> = {}
    for (const line of lines) {
      const cells = line.split(';')
      inCsv[cells[0] ?? ''] = (inCsv[cells[0] ?? ''] ?? 0) + kilograms(cells[6] ?? '')
      expect(Math.round(Number((cells[7] ?? '').replace(',', '.')) * 1e6)).toBe(kilograms(cells[6] ?? ''))
    }
    expect(inCsv).toEqual(gramsByCode(standing))

    // One intake, at a press on the list.
    const [, second] = intakes
    await page.getByLabel('Arrivage').selectOption({ value: `=${second?.id ?? ''}` })
    const ofSecond = standing.filter((sheet) => sheet.intake?.intake === second?.id)
    await expect.poll(() => shown(page)).toEqual(gramsByCode(ofSecond))
    await page.getByText('Taux de réemploi').first().waitFor()

    await page.getByRole('link', { name: 'Imprimer les totaux' }).click()
    await page.locator('.paper').waitFor()
    const printing = page.waitForEvent('download')
    await page.getByRole('button', { name: /PDF/ }).click()
    const download = await printing
    const file = join(station.dataFolder, 'totaux.pdf')
    await writeFile(file, await readFile(await download.path()))
    const printed = execFileSync('pdftotext', ['-layout', file, '-']).toString()
    for (const [code, grams] of Object.entries(gramsByCode(ofSecond))) {
      const line = printed.split('\n').find((each) => each.trim().startsWith(code) && / kg|\u00a0kg/.test(each))
      expect(line, code).toContain((grams / 1_000).toLocaleString('fr-FR', { maximumFractionDigits: 3 }))
    }
    expect(printed).toContain('Mairie de Romans')
  })
  expect(complaints).toEqual([])
  await context.close()
})

for (const language of ['fr', 'en'] as const) {
  test(`the screen of totals and its paper can be used by everybody (${language})`, async () => {
    const { context, page, complaints } = await window1024(browser, station, language)
    const wrong: string[] = []
    await go(page, station, 'demantelement/totaux')
    await page.locator('table').first().waitFor()
    wrong.push(...(await look(page, `${language}-totals`)))
    const query = `arrivage=${intakes[0]?.id ?? ''}&du=2026-11-01&au=2027-12-31`
    await go(page, station, `demantelement/totaux?${query}`)
    await page.locator('table').first().waitFor()
    wrong.push(...(await look(page, `${language}-totals-of-intake`)))
    await go(page, station, 'demantelement/totaux?du=2020-01-01&au=2019-01-01')
    wrong.push(...(await look(page, `${language}-totals-nothing`)))
    await go(page, station, `papier/totaux?${query}`)
    await page.locator('.paper').waitFor()
    wrong.push(...(await look(page, `${language}-totals-paper`)))
    expect(wrong).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
}
