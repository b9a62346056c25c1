// The window is closed while a disk is erased: the erasure goes on, the window can be opened again on it, and only when the disk
// is done does the program end by itself. A real disk (a loop device), real nwipe, held still for as long as the test looks.
// Needs root.
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { beginErasing, receiveMachineWith, serialOf } from '../e2e/erasing.ts'
import { watched } from '../e2e/station.ts'
import { part, place } from '../e2e/workshop.ts'
import { loopDevice, loopDevices, type LoopDevice } from '../electron/disks/loop-device.ts'
import { newShellFolder } from './shells.ts'
import { startShell } from './stand-in/start-shell.ts'

/** Large enough that it is found at work, however busy this computer is. */
const sizeBytes = 256 * 1024 * 1024

const nwipeOn = async ({ device }: LoopDevice): Promise<number | null> => {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const [program = '', ...rest] = words.split('\0')
    if (program.endsWith('nwipe') && rest.includes(device)) return Number(pid)
  }
  return null
}

/** Resolves once the disk is being written, and nothing more is. */
const holdErasureOf = async (disk: LoopDevice): Promise<{ readonly goOn: () => void }> => {
  for (;;) {
    const pid = await nwipeOn(disk)
    if (pid !== null) {
      process.kill(pid, 'SIGSTOP')
      return { goOn: () => process.kill(pid, 'SIGCONT') }
    }
    await pause(20)
  }
}

describe.skipIf(!loopDevices.had)(`closing the window during an erasure (${loopDevices.why})`, () => {
  test('stops nothing: it can be opened again, and the program ends when the disk is done', async () => {
    const disk = await loopDevice(sizeBytes)
    const serial = serialOf(disk)
    const { folder, remove } = await newShellFolder()
    const shell = await startShell({ dataFolder: folder, words: ['--test-loop-devices'] })
    try {
      const page = await shell.page()
      page.setDefaultTimeout(60_000)
      const held = holdErasureOf(disk)
      await watched(page, 'electron-erasing', async () => {
        await receiveMachineWith(page, { serial, sizeBytes })
        await beginErasing(page, serial)
      })
      const { goOn } = await held

      await shell.closeWindow()
      expect(shell.pages()).toEqual([])
      // Started again meanwhile, as somebody does who misses the window: it is there again, and shows the work.
      expect(await shell.launchAgain()).toEqual({ code: 0, stderr: '' })
      const again = await shell.page()
      again.setDefaultTimeout(60_000)
      await watched(again, 'electron-opened-again', () => again.getByText('1 effacement en cours').first().waitFor())
      await shell.closeWindow()
      expect((await shell.record()).windows.filter(({ destroyed }) => !destroyed)).toEqual([])
      goOn()
      expect(await shell.ended).toBe(0)
      expect(shell.stderr()).toBe('')

      const later = await startShell({ dataFolder: folder, words: ['--test-loop-devices'] })
      try {
        const after = await later.page()
        after.setDefaultTimeout(60_000)
        await watched(after, 'electron-after-rest', async () => {
          await place(after, 'Banc')
          await after.getByLabel('Numéro d’inventaire').fill('INV-0077')
          await after.keyboard.press('Enter')
          await part(after, 'Disques')
          await after.getByText('Tous les disques ont un verdict.').waitFor()
        })
        expect(later.complaints).toEqual([])
      } finally {
        await later.close()
      }
    } finally {
      await shell.close()
      await remove()
      await disk.detach()
    }
  })
})
