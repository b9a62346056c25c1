// Files that somebody opens with the Electron shell: with its start, and with another while it is there. (How the window
// shows each kind, test/e2e/opening.test.ts tells.)
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, watched } from '../e2e/station.ts'
import { startShell } from './stand-in/start-shell.ts'

const fixture = (name: string) => join(root, 'test/fixtures', name)

test('are shown by the one window, which comes to the front; the second start ends at once', async () => {
  const shell = await startShell({ words: ['--demo', fixture('documents/handover-slip-v1.json')] })
  try {
    const page = await shell.page()
    await watched(page, 'electron-opening', async () => {
      const verified = page.getByRole('region', { name: 'Vérifier un fichier' })
      await verified.getByText(/Bon de remise/).waitFor({ timeout: 60_000 })
      const { code } = await shell.launchAgain([fixture('nwipe/two-disks.log')])
      expect(code).toBe(0)
      await page.getByText('two-disks.log').first().waitFor({ timeout: 60_000 })
      await page.getByRole('heading', { level: 1, name: 'Preuves d’effacement' }).waitFor()
    })
    expect(shell.pages()).toHaveLength(1)
    expect(shell.complaints).toEqual([])
  } finally {
    await shell.close()
  }
}, 180_000)
