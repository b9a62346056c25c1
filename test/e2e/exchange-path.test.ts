// One machine across four sites, without a network: the ESAT receives it and sends it, the workshop refurbishes and certifies it,
// the tiers-lieu hands it over, the département takes everything in. Between them goes nothing but a folder of batches, as a key
// would carry them. Its passport is whole at each.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultProfile } from '../../domain/checklist/default-profile.ts'
import { machineCode } from '../../domain/documents/scan-code.ts'
import { defaultRubric } from '../../domain/grading/default-rubric.ts'
import type { Activity } from '../../domain/station/station.ts'
import { openZip } from '../../electron/batches/open-zip.ts'
import { openWorkshop } from '../electron/vault/workshop.ts'
import { go } from './look.ts'
import {
  launchBrowser,
  newDataFolder,
  openWindow,
  root,
  startStation,
  watched,
  type RunningStation,
} from './station.ts'
import { confirmAs, part, passChecklist, PIN, place, recordedMachine, scan, signIn } from './workshop.ts'

const run = promisify(execFile)
const NUMBER = 'PNS-2001'

let browser: Browser
/** The key that goes from site to site. */
let key: string
const running: { readonly station: RunningStation; readonly context: BrowserContext }[] = []
beforeAll(async () => {
  browser = await launchBrowser()
  key = await mkdtemp(join(tmpdir(), 'etabli-lots-'))
})
afterAll(async () => {
  await browser.close()
  for (const { station } of running) await station.stop()
  for (const { station } of running) await rm(station.dataFolder, { recursive: true, force: true })
  await rm(key, { recursive: true, force: true })
})

const setUp = async (code: string, organisation: string, activity: Activity): Promise<string> => {
  const dataFolder = await newDataFolder()
  const workshop = await openWorkshop(dataFolder)
  try {
    await workshop.get('station.setUp', {
      settings: {
        name: `Poste ${code}`,
        code,
        organisation: { name: organisation, address: '', phone: '', email: '', logo: null },
        activities: [activity],
        language: 'fr',
        erasureMinimum: 'declared',
        scanner: null,
        profileId: defaultProfile.id,
        rubricId: defaultRubric.id,
        keyCopiedAt: null,
        exchange: { folder: key, dailyBackup: false },
        handover: {
          contributionCents: 2500,
          subsidyCents: 3000,
          helpContact: 'Le mardi à la Grange',
          returnPlace: 'À la Grange',
          retentionMonths: 36,
        },
      },
      people: [
        { name: 'Amina', role: 'operator', simplified: false, pin: null },
        { name: 'Claire', role: 'supervisor', simplified: false, pin: PIN.claire },
        { name: 'Marc', role: 'supervisor', simplified: false, pin: PIN.marc },
      ],
      passphrase: null,
    })
    return dataFolder
  } finally {
    await workshop.station.close()
  }
}

type Site = {
  readonly page: Page
  readonly to: (address: string) => Promise<void>
  readonly complaints: readonly string[]
}

const open = async (code: string, organisation: string, activity: Activity): Promise<Site> => {
  const station = await startStation({ dataFolder: await setUp(code, organisation, activity) })
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' })
  running.push({ station, context })
  const { page, complaints } = await openWindow(context, station)
  page.setDefaultTimeout(20_000)
  await watched(page, `exchange-path-${code}`, async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await signIn(page, 'Amina')
  })
  return { page, to: (address) => go(page, station, address), complaints }
}

const section = async (page: Page, placed: string, name: string) => {
  await place(page, placed)
  await page
    .getByRole('navigation', { name: /^Écrans/ })
    .getByRole('link', { name, exact: true })
    .click()
}

/** What stands on a label is scanned, the slip is signed. */
const sendAway = async ({ page }: Site, label: string, receiver: string): Promise<void> => {
  await section(page, 'Échanges', 'Transferts')
  await page.getByRole('link', { name: 'Préparer un départ' }).click()
  await page.getByText('Rien n’est encore scanné').waitFor()
  await scan(page, label)
  await page.getByRole('heading', { name: '1 ligne sur le bordereau' }).waitFor()
  const site = page.getByLabel('Site', { exact: true })
  if ((await site.count()) > 0) await site.selectOption({ label: 'Un autre site…' })
  await page.getByLabel('Nom du site').fill(receiver)
  await page.getByRole('button', { name: 'Signer le bordereau' }).click()
  await page.getByText('Signature et contenu valables').first().waitFor()
}

/** Everything that has not left yet, in one batch, on the key. Answers the name of its file. */
const takeAway = async ({ page }: Site): Promise<string> => {
  const before = new Set(await readdir(key))
  await section(page, 'Échanges', 'Envoyer un lot')
  await page.getByRole('radio', { name: /Tout ce qui correspond/ }).check()
  await page.getByRole('button', { name: 'Préparer le lot' }).click()
  await page.getByRole('heading', { name: 'Emporter ce lot' }).waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: /Écrire ici/ }).click()
  await page.getByRole('heading', { name: 'Où il est parti' }).waitFor()
  const [file, ...more] = (await readdir(key)).filter((name) => !before.has(name))
  if (file === undefined || more.length > 0) throw new Error(`On the key: ${[file, ...more].join(', ')}`)
  return file
}

/** Looked at, every station in it accepted, and taken in. */
const takeIn = async ({ page }: Site, file: string): Promise<void> => {
  await section(page, 'Échanges', 'Recevoir un lot')
  await page.locator('.files li', { hasText: file }).getByRole('button').click()
  await page.locator('.counts').waitFor()
  const accept = page.getByRole('button', { name: /^Accepter ce poste… – / })
  for (let left = await accept.count(); left > 0; left -= 1) {
    await accept.first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Demander à l’encadrant' }).click()
    await confirmAs(page, 'Claire')
    await expect.poll(() => accept.count(), { timeout: 20_000 }).toBe(left - 1)
  }
  const ending = page.getByRole('button', { name: /^Faire entrer|^Tout est déjà ici/ })
  await ending.click()
  await ending.waitFor({ state: 'hidden' })
}

const receive = async ({ page }: Site, label: string): Promise<void> => {
  await section(page, 'Échanges', 'Transferts')
  await page.getByRole('link', { name: /^Recevoir – / }).click()
  await page.getByRole('heading', { name: '0 sur 1' }).waitFor()
  await scan(page, label)
  await page.getByRole('heading', { name: '1 sur 1' }).waitFor()
  await page.getByRole('button', { name: 'Signer la réception' }).click()
  await page.getByText('Signature et contenu valables').first().waitFor()
}

const refurbish = async ({ page, to }: Site, machineId: string): Promise<void> => {
  await to(`banc/${machineId}`)
  await part(page, 'Relevé')
  await page.locator('input[type=file]').setInputFiles(await recordedMachine('recent-laptop'))
  await page.getByText('À regarder d’abord').waitFor()
  await part(page, 'Notes')
  await page.getByRole('radio', { name: 'Note B' }).check()
  await page.getByLabel('Nom', { exact: true }).fill('Linux Mint')
  await page.getByLabel('Version').fill('22')
  await page.getByLabel('Licence').selectOption({ label: 'Libre' })
  await part(page, 'Disques')
  await page.getByRole('checkbox', { name: /Choisir ce disque/ }).click()
  await page.getByRole('radio', { name: /Effacé \(déclaré\)/ }).check()
  await page.getByRole('radio', { name: /Purger/ }).check()
  await page.getByLabel('Technique').selectOption({ label: 'ATA Sanitize' })
  await page.getByLabel('Outil', { exact: true }).fill('hdparm')
  await page.getByLabel('Version de l’outil').fill('9.65')
  await page.getByRole('radio', { name: /Complète/ }).check()
  await page.getByRole('button', { name: 'Demander l’accord de l’encadrant' }).click()
  await confirmAs(page, 'Claire')
  await page.getByText('Tous les disques ont un verdict.').waitFor()
  await part(page, 'Liste de contrôle')
  await passChecklist(page)
  await part(page, 'Certificat')
  await page.getByText('Tout est prêt.').waitFor()
  await page.getByRole('button', { name: 'Demander la confirmation' }).click()
  await confirmAs(page, 'Marc')
  await page.getByRole('button', { name: 'Émettre le certificat' }).last().click()
  await page.getByRole('link', { name: 'Ouvrir et imprimer' }).waitFor()
}

const handOver = async ({ page }: Site, label: string): Promise<void> => {
  await section(page, 'Remises', 'Remettre')
  await page.getByRole('heading', { name: 'Remettre une machine' }).waitFor()
  await scan(page, label)
  await page.getByRole('radio', { name: /Prénom et initiale/ }).check()
  await page.getByLabel('Prénom', { exact: true }).fill('Zénobie')
  await page.getByLabel('Initiale du nom').fill('Q')
  await page.getByRole('radio', { name: 'Reçue', exact: true }).check()
  await page.getByRole('radio', { name: 'Souhaitée', exact: true }).check()
  await page.getByRole('button', { name: 'Signer le bon de remise' }).click()
  await page.getByText('Le bon est signé.').waitFor()
}

/** The numbers of a machine's passport, in its order, once every signature was looked at. */
const passportAt = async ({ page, to }: Site, machineId: string): Promise<readonly string[]> => {
  await to(`machines/${machineId}`)
  await page.getByText(/^Passeport (complet|incomplet|rompu)/).waitFor()
  return page.locator('.chain .number').allInnerTexts()
}

test('a machine goes from the ESAT to a person, and its passport with it', async () => {
  const esat = await open('ESA1', 'ESAT Les Ajoncs', 'esat')
  let machineId = ''
  await watched(esat.page, 'exchange-path-esat', async () => {
    const { page } = esat
    await place(page, 'Banc')
    await page.getByLabel('Numéro d’inventaire').fill(NUMBER)
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'Ordinateur portable' }).check()
    await page.getByRole('button', { name: 'Commencer le dossier' }).click()
    await page.waitForURL(/banc\/[0-9a-f-]{36}/)
    machineId = /banc\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  })
  const label = machineCode({ id: machineId, inventoryNumber: NUMBER })
  const lots: string[] = []
  const worker = await esat.page.locator('header .who .code').innerText()
  expect(worker).toMatch(/^[A-Z2-9]{4}$/)
  await watched(esat.page, 'exchange-path-esat', async () => {
    await sendAway(esat, label, 'Atelier des Trois Rivières')
    lots.push(await takeAway(esat))
    expect(await passportAt(esat, machineId)).toEqual(['ESA1-000001'])
  })

  const workshop = await open('AT1', 'Atelier des Trois Rivières', 'refurbishing')
  await watched(workshop.page, 'exchange-path-workshop', async () => {
    await takeIn(workshop, lots[0] ?? '')
    await receive(workshop, label)
    await refurbish(workshop, machineId)
    await sendAway(workshop, label, 'Tiers-lieu La Grange')
    lots.push(await takeAway(workshop))
    await passportAt(workshop, machineId)
    await workshop.page.getByText('Passeport complet', { exact: true }).waitFor()
  })

  const tiersLieu = await open('TL1', 'Tiers-lieu La Grange', 'tiers-lieu')
  await watched(tiersLieu.page, 'exchange-path-tiers-lieu', async () => {
    await takeIn(tiersLieu, lots[1] ?? '')
    await receive(tiersLieu, label)
    await handOver(tiersLieu, label)
    lots.push(await takeAway(tiersLieu))
  })

  const departement = await open('CD40', 'Département', 'departement')
  await watched(departement.page, 'exchange-path-departement', async () => {
    // In the order in which the cars came in, not in that of the work.
    for (const lot of lots.toReversed()) await takeIn(departement, lot)
    const whole = ['ESA1-000001', 'AT1-000001', 'AT1-000002', 'AT1-000003', 'TL1-000001', 'TL1-000002']
    const { page } = departement
    for (const site of [tiersLieu, departement]) {
      expect(await passportAt(site, machineId)).toEqual(whole)
      await site.page.getByText('Passeport complet', { exact: true }).waitFor()
    }
    await page.getByText('Chez une personne. Remise par : Tiers-lieu La Grange').waitFor()
    expect(await page.locator('.chain .gone').count()).toBe(0)
    await place(page, 'Accueil')
    await scan(page, label)
    await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor()
  })

  // A stranger says the same of each batch; what was told of the person stayed where it was told, and who worked at the ESAT too.
  for (const lot of lots) {
    const { stdout } = await run(process.execPath, [join(root, 'electron/verify.ts'), join(key, lot)])
    expect(stdout).toContain(lot)
    const zip = await openZip(join(key, lot))
    try {
      for (const { name } of zip.entries) {
        const text = (await zip.read(name)).toString('utf8')
        expect(text, name).not.toContain('Zénobie')
        expect(text, name).not.toContain(worker)
      }
    } finally {
      await zip.close()
    }
  }
  for (const { complaints } of [esat, workshop, tiersLieu, departement]) expect(complaints).toEqual([])
})
