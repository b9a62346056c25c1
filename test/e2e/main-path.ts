// The main job as a technician, a supervisor and somebody far away do it, from a new station to a certificate that was verified,
// found again and withdrawn. Which shell, and which form of Établi stands behind the page, is the caller's.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from './station.ts'
import {
  confirmAs,
  download,
  part,
  passChecklist,
  place,
  recordedMachine,
  scan,
  setUpStation,
  signIn,
} from './workshop.ts'

const run = promisify(execFile)

/** Verifies a signed file elsewhere, by somebody who has only the file. */
export type Verify = (file: string) => Promise<{ readonly code: number; readonly out: string }>

/** By a command that takes the file as its last word. */
export const verifyBy =
  (program: string, words: readonly string[]): Verify =>
  async (file) => {
    try {
      const { stdout } = await run(program, [...words, file])
      return { code: 0, out: stdout }
    } catch (error) {
      // What execFile rejects with where the command ends with another code than 0.
      const { code, stdout } = error as { code: number; stdout: string }
      return { code, out: stdout }
    }
  }

const verifyFromSources = verifyBy(process.execPath, [join(root, 'electron/verify.ts')])

/** The one QR code on the first page of a PDF, read back at the resolution of a modest printer. */
const codeOf = async (pdf: string, folder: string): Promise<string> => {
  const picture = join(folder, `page-${basename(pdf)}`)
  await run('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', '1', pdf, picture])
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', `${picture}.png`])
  return stdout.trim()
}

export const mainPath = async (page: Page, verify: Verify = verifyFromSources): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-main-path-'))
  try {
    await certificateOfOneMachine(page, folder, verify)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const certificateOfOneMachine = async (page: Page, folder: string, verify: Verify): Promise<void> => {
  await setUpStation(page)
  await signIn(page, 'Amina')

  // Reception: a number nobody knows yet starts a file.
  await place(page, 'Banc')
  await page.getByLabel('Numéro d’inventaire').fill('INV-0042')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Ordinateur portable' }).check()
  await page.getByRole('button', { name: 'Commencer le dossier' }).click()

  // Its label is printed, and what a scanner reads from it opens the machine again from anywhere.
  await page.getByRole('link', { name: 'Étiquette' }).click()
  const label = join(folder, 'label.pdf')
  await download(page, 'Enregistrer en PDF', label)
  const machineCode = await codeOf(label, folder)
  expect(machineCode).toMatch(/^ETABLI\/M\/[0-9A-F-]{36}\/INV-0042$/)
  await place(page, 'Machines')
  await scan(page, machineCode)
  await page.getByRole('heading', { name: 'INV-0042' }).waitFor()

  // The hardware report comes from recorded readings.
  await part(page, 'Relevé')
  await page.locator('input[type=file]').setInputFiles(await recordedMachine('recent-laptop'))
  await page.getByText('À regarder d’abord').waitFor()

  await part(page, 'Notes')
  await page.getByRole('radio', { name: 'Note B' }).check()
  await page.getByLabel('Nom', { exact: true }).fill('Linux Mint')
  await page.getByLabel('Version').fill('22')
  await page.getByLabel('Licence').selectOption({ label: 'Libre' })

  await part(page, 'Liste de contrôle')
  await passChecklist(page)

  // No certificate while the disk is not settled.
  await part(page, 'Certificat')
  await page.getByText('Ce qui manque encore').waitFor()
  expect(await page.getByRole('button', { name: 'Demander la confirmation' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Régler : Disques' }).first().click()

  await page.getByRole('checkbox', { name: /Choisir ce disque/ }).click()
  await page.getByText('1 disque choisi').waitFor()
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
  await page.getByText('Confirmation donnée').waitFor()
  await page.getByRole('button', { name: 'Émettre le certificat' }).last().click()
  await page.getByRole('link', { name: 'Ouvrir et imprimer' }).click()
  await page.getByText('Signature et contenu valables').first().waitFor()

  // On paper: its words and its code are read back.
  const pdf = join(folder, 'certificate.pdf')
  await download(page, 'Enregistrer en PDF', pdf)
  const { stdout: about } = await run('pdfinfo', [pdf])
  expect(about).toMatch(/^Pages:\s+1$/m)
  const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-'])
  expect(text).toContain('DAX2-000001')
  expect(text).toContain('Effacement déclaré, non vérifié')
  expect(text).toContain('Association Štěpán Le Phare')
  expect(text).toContain('INV-0042')
  const hash = page.url().split('/').at(-1) ?? ''
  expect(await codeOf(pdf, folder)).toBe(`ETABLI/D/DAX2-000001/${hash.toUpperCase()}`)

  // The signed file is verified elsewhere, by somebody who has only the file.
  const file = join(folder, 'certificate.json')
  await download(page, 'Enregistrer le fichier signé', file)
  const held = await verify(file)
  expect(held.out).toContain('DAX2-000001')
  expect(held.code).toBe(0)
  const signed = await readFile(file, 'utf8')
  await writeFile(file, signed.replace('INV-0042', 'INV-0043'))
  expect((await verify(file)).code).toBe(1)

  // After a reload it is found again, by the machine's number.
  await page.reload()
  await place(page, 'Documents')
  await page.getByLabel('Rechercher').fill('inv-0042')
  await page.getByRole('link', { name: /DAX2-000001/ }).click()
  await page.getByText('En vigueur').waitFor()

  // It is withdrawn: both documents stay, and the first says so.
  await page.getByRole('button', { name: 'Annuler ce document' }).click()
  await page.getByRole('dialog').getByLabel('Pourquoi ?').fill('Mauvais système installé.')
  await page.getByRole('button', { name: 'Demander à l’encadrant' }).click()
  await confirmAs(page, 'Claire')
  await page.getByRole('heading', { level: 1, name: 'DAX2-000002' }).waitFor()
  await place(page, 'Documents')
  await page.getByRole('link', { name: /DAX2-000001/ }).click()
  await page.getByText('Annulé par DAX2-000002').waitFor()
}
