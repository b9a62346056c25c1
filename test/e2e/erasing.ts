// Erasing one disk at the bench, step by step, in French: a machine is received with the disk in its report, and the erasure is
// begun with a supervisor. The disk is a loop device; its image's name is its serial, as the station reads it under the option
// for tests.
import { basename } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { serialEnd } from '../../domain/erasure/disk-job.ts'
import { aDisk, aReport } from '../domain/erasure/a-report.ts'
import type { LoopDevice } from '../electron/disks/loop-device.ts'
import { confirmAs, part, place, setUpStation, signIn } from './workshop.ts'

export const serialOf = ({ image }: LoopDevice): string =>
  `LOOP-${basename(image)
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '-')}`

type Disk = { readonly serial: string; readonly sizeBytes: number }

/** The machine as a probe read it, with this disk in it. */
const report = ({ serial, sizeBytes }: Disk) => ({
  name: 'latitude.json',
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify(
      aReport({
        takenAt: new Date().toISOString(),
        disks: [aDisk({ serial, model: 'Loop device', sizeBytes })],
      }),
    ),
  ),
})

/** From a new station to a machine on the bench whose disk is the only thing that is left. */
export const receiveMachineWith = async (page: Page, disk: Disk): Promise<void> => {
  await setUpStation(page, { minimum: 'witnessed' })
  await signIn(page, 'Amina')
  await place(page, 'Banc')
  await page.getByLabel('Numéro d’inventaire').fill('INV-0077')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Ordinateur portable' }).check()
  await page.getByRole('button', { name: 'Commencer le dossier' }).click()
  await part(page, 'Relevé')
  await page.locator('input[type=file]').setInputFiles(report(disk))
  await page.getByText('À regarder d’abord').waitFor()
  await part(page, 'Notes')
  await page.getByRole('radio', { name: 'Note B' }).check()
  await page.getByLabel('Nom', { exact: true }).fill('Linux Mint')
  await page.getByLabel('Version').fill('22')
  await page.getByLabel('Licence').selectOption({ label: 'Libre' })
}

/** Nothing is chosen beforehand; the wrong end of a serial goes no further. */
export const beginErasing = async (page: Page, serial: string): Promise<void> => {
  await part(page, 'Disques')
  await page.getByRole('button', { name: 'Effacer…' }).first().click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(0)
  await dialog.getByRole('checkbox', { name: /Loop device/ }).check()
  await dialog.getByLabel(/derniers caractères du numéro de série/).fill('ZZZZ')
  await dialog.getByRole('button', { name: /une dernière fois/ }).click()
  await dialog.getByText('Ce n’est pas la fin du numéro de série de ce disque.').waitFor()
  await dialog.getByLabel(/derniers caractères du numéro de série/).fill(serialEnd(serial))
  await dialog.getByRole('button', { name: /une dernière fois/ }).click()
  await dialog.getByText(serial).waitFor()
  await dialog.getByRole('button', { name: 'Demander l’accord de l’encadrant' }).click()
  await confirmAs(page, 'Claire')
}
