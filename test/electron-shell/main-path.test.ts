// The main job from end to end in the Electron shell that was built; then the program is started again, and finds its work:
// as the window kept it, and from the journal where the window's data were lost.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { mainPath } from '../e2e/main-path.ts'
import { watched } from '../e2e/station.ts'
import { place } from '../e2e/workshop.ts'
import { newShellFolder, shells } from './shells.ts'

const findsItsDocuments = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
  await place(page, 'Documents')
  await page.getByRole('link', { name: /^DAX2-000001/ }).click()
  await page.getByText('Annulé par DAX2-000002').waitFor()
}

/** What a start says where the window's own data were not there, or not whole. */
const cameBack = /Le journal de sûreté a tout apporté|revenues? du journal de sûreté|manquai(?:t|ent) à l’écran/

describe.each(shells.map((shell) => [shell.name, shell] as const))('the Electron shell %s', (_name, { had, open }) => {
  test.skipIf(!had)('leads from a machine to a certificate, and finds both again after each restart', async () => {
    const { folder, remove } = await newShellFolder()
    const opened = async (name: string, path: (page: Page) => Promise<void>) => {
      const shell = await open({ dataFolder: folder })
      shell.page.setDefaultTimeout(60_000)
      await watched(shell.page, name, () => path(shell.page))
      expect(shell.complaints).toEqual([])
      expect(await shell.quit()).toBe(0)
    }
    try {
      await opened('electron-main-path', (page) => mainPath(page))
      await opened('electron-restarted', async (page) => {
        await findsItsDocuments(page)
        expect(await page.getByText(cameBack).count()).toBe(0)
      })
      await rm(join(folder, 'electron'), { recursive: true })
      await opened('electron-replayed', async (page) => {
        await page.getByText(cameBack).waitFor()
        await findsItsDocuments(page)
      })
    } finally {
      await remove()
    }
  })
})
