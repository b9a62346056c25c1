// The page of a machine in both languages: a passport that is whole, one with a hole, one that contradicts itself, and the page
// that it is printed on.
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineCode } from '../../domain/documents/scan-code.ts'
import { trustSubject } from '../../domain/supervision/subject.ts'
import type { StationTrust } from '../../domain/trust/trust.ts'
import { machineId, uuid } from '../domain/documents/bench.ts'
import { Site, wholeWay } from '../domain/passport/sites.ts'
import { codeOf, confirm, openWorkshop } from '../electron/vault/workshop.ts'
import { anEsat } from './esat.ts'
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

const sha256 = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'))
const holed = uuid(501)
const torn = uuid(502)
const onTheWay = uuid(503)
const often = uuid(504)
/** More than a page holds. */
const TIMES = 26

/** A département's station that knows three sites, two of which it believes. */
const aDepartement = async (): Promise<string> => {
  const { dataFolder } = await anEsat({ 'PC-0900': 'desktop' }, {}, ['departement', 'esat'])
  const { esat, workshop, place } = await wholeWay()
  // A machine that came again and again.
  for (let times = 0; times < TIMES; times += 1) await esat.certify(9, {}, often)
  // One certificate that is not sent on, and one that rests on it.
  const lost = await workshop.certify(10, {}, holed)
  await workshop.certify(11, {}, holed)
  // The workshop's key was copied: another certificate of the same rank.
  const copy = new Site(22, 'AT1', workshop.name)
  copy.import(...workshop.held)
  await workshop.certify(12, {}, torn)
  await copy.certify(13, {}, torn)
  await esat.send(workshop, 14, onTheWay)
  const opened = await openWorkshop(dataFolder)
  try {
    const operator = await codeOf(opened, 'Amina')
    const documents = [...esat.held, ...place.held, ...workshop.held, ...copy.held].filter((one) => one !== lost)
    const adopted = await opened.get('journal.adopt', { documents: documents.map(({ document }) => ({ ...document })) })
    expect(adopted.refused).toEqual([])
    for (const { key, name, code } of [esat, workshop]) {
      const trust: StationTrust = {
        ...{ did: key.did, name, code, decision: 'accepted', from: null },
        ...{ reason: '', operator, at: new Date().toISOString() },
      }
      const subject = await trustSubject(trust, sha256)
      const confirmation = await confirm(opened, { kind: 'trust-station', subject }, operator, '2468')
      await opened.get('stations.trust', { trust, confirmation })
    }
    return dataFolder
  } finally {
    await opened.station.close()
  }
}

test.each([
  ['fr', { width: 1280, height: 900 }],
  ['en', { width: 1024, height: 768 }],
] as const)('the passport of a machine, whole, holed and torn (%s)', async (language, size) => {
  const station = await startStation({ dataFolder: await aDepartement() })
  const { context, page, complaints } = await window1024(browser, station, language, size)
  const wrong: string[] = []
  const see = async (name: string) => wrong.push(...(await look(page, `${language}-passport-${name}`)))
  const state = (words: RegExp) => page.locator('.notice').filter({ hasText: words }).waitFor()
  const open = async (id: string) => {
    await go(page, station, `machines/${id}`)
    await page.locator('.chain').waitFor()
  }
  try {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await go(page, station, 'machines')
    await page.locator('tbody tr').nth(3).waitFor()
    await see('list')

    // Its label, scanned where it has no file.
    await go(page, station, 'accueil')
    await scan(page, machineCode({ id: machineId, inventoryNumber: '2026-0117' }))
    await page.locator('.chain').waitFor()
    await state(/n’est pas accepté|not accepted/)
    expect(await page.locator('.chain > li').count()).toBe(6)
    await see('unbelieved')
    await page.locator('.page-header a').last().click()
    await page.locator('.paper-passport').waitFor()
    await see('paper')
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

    await go(page, station, `papier/passeport/${often}`)
    await page.locator('.paper-passport').waitFor()
    await see('paper-full')
    expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

    await open(onTheWay)
    await state(/Passeport complet|Passport complete/)
    await see('on-the-way')
    await open(torn)
    await state(/Passeport rompu|Passport broken/)
    await see('torn')
    await open(holed)
    await page.locator('.chain .gone').waitFor()
    await see('holed')
    await go(page, station, `machines/${uuid(999)}`)
    await page.locator('.empty').waitFor()
    await see('unknown')
  } finally {
    await context.close()
    await station.stop()
    await rm(station.dataFolder, { recursive: true, force: true })
  }
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
})
