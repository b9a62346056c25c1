// The sentence that matters most on a certificate, from end to end: a real disk (a loop device) is erased with nwipe and
// read back at the bench, the certificate says so, and one byte written afterwards is found at its address. Needs root.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loopDevice, loopDevices, type LoopDevice } from '../electron/disks/loop-device.ts'
import { beginErasing, receiveMachineWith, serialOf } from './erasing.ts'
import {
  launchBrowser,
  newDataFolder,
  openWindow,
  root,
  startStation,
  watched,
  type RunningStation,
} from './station.ts'
import { confirmAs, download, part, passChecklist, place } from './workshop.ts'

const run = promisify(execFile)
const sizeBytes = 64 * 1024 * 1024

describe.skipIf(!loopDevices.had)(`erasing at the bench (${loopDevices.why})`, () => {
  let browser: Browser
  let station: RunningStation
  let loop: LoopDevice
  let serial: string

  beforeAll(async () => {
    loop = await loopDevice(sizeBytes)
    loop.write(1_000_000, Buffer.from('the letters of the person who had it before'))
    serial = serialOf(loop)
    browser = await launchBrowser()
    station = await startStation({ flags: ['--test-loop-devices'] })
  })
  afterAll(async () => {
    await browser.close()
    await station.stop()
    await loop.detach()
  })

  test('from the previous owner’s data to a certificate that proves they are gone', async () => {
    const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
    const { page, complaints } = await openWindow(context, station)
    page.setDefaultTimeout(20_000)
    await watched(page, 'erasure-path', () => erasurePath(page))
    expect(complaints).toEqual([])
    await context.close()
  })

  const erasurePath = async (page: Page): Promise<void> => {
    const folder = await newDataFolder()
    await receiveMachineWith(page, { serial, sizeBytes })
    await beginErasing(page, serial)
    await page.getByText('le disque est noté effacé et vérifié (constaté)').waitFor({ timeout: 60_000 })
    await page.getByText('Tous les disques ont un verdict.').waitFor()

    // The certificate says how it is known.
    await part(page, 'Liste de contrôle')
    await passChecklist(page)
    await part(page, 'Certificat')
    await page.getByText('Tout est prêt.').waitFor()
    await page.getByRole('button', { name: 'Demander la confirmation' }).click()
    await confirmAs(page, 'Marc')
    await page.getByText('Confirmation donnée').waitFor()
    await page.getByRole('button', { name: 'Émettre le certificat' }).last().click()
    await page.getByRole('link', { name: 'Ouvrir et imprimer' }).click()
    await page.getByText('Signature et contenu valables').first().waitFor()
    const pdf = join(folder, 'certificate.pdf')
    await download(page, 'Enregistrer en PDF', pdf)
    const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-'])
    // A long serial is broken within its column.
    expect(text).toContain(serial.slice(0, 12))
    expect(text).toContain('nwipe')
    expect(text).toContain('NIST SP 800-88 Rev. 2')
    expect(text).not.toContain('déclaré, non vérifié')
    const file = join(folder, 'certificate.json')
    await download(page, 'Enregistrer le fichier signé', file)
    // What it rests on lies whole beside the journal: held against it, the certificate stands.
    const { credentialSubject } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly credentialSubject: { readonly disks: readonly { readonly evidenceHashes: readonly string[] }[] }
    }
    const hashes = credentialSubject.disks.flatMap(({ evidenceHashes }) => evidenceHashes)
    expect(hashes).toHaveLength(2)
    for (const hash of hashes) expect(text).toContain(hash.slice(0, 8))
    const evidence = hashes.map((hash) => join(station.dataFolder, 'blobs', hash))
    const verify = join(root, 'electron/verify.ts')
    const { stdout: said } = await run(process.execPath, [verify, file, ...evidence])
    expect(said).toContain('DAX2-000001')

    // One byte, written by somebody afterwards, and the disk no longer is what the certificate says.
    loop.write(33_333_333, Uint8Array.of(7))
    await place(page, 'Banc')
    await part(page, 'Disques')
    await page.getByRole('button', { name: 'Relire le disque…' }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /Tout le disque/ })
      .check()
    await page.getByRole('dialog').getByRole('button', { name: 'Commencer la relecture' }).last().click()
    await page.getByText('Relu : le disque n’est pas comme attendu').waitFor({ timeout: 60_000 })
    await page
      .getByText(/33.333.333/)
      .first()
      .waitFor()
    await page.getByText('Tous les disques ont un verdict.').waitFor({ state: 'hidden' })
  }
})
