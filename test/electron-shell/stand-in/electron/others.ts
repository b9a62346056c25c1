// Parts of Electron that nothing stands behind here: what they are asked is noted.
import { EventEmitter } from 'node:events'
import { noteCall, noted } from './noted.ts'
import { nowReady } from './ready.ts'

export const dialog = {
  showErrorBox: (title: string, content: string) => {
    noted.errorBoxes.push({ title, content })
    // Before Electron is ready, Linux has it in the terminal alone.
    console.error(`${nowReady() ? 'A box' : 'No box'}: ${title}\n${content}`)
  },
}

export const Menu = {
  setApplicationMenu: (menu: unknown) => {
    noted.menu = menu === null ? 'none' : 'own'
  },
}

const noting = (part: string, names: readonly string[]): Record<string, (...words: unknown[]) => Promise<void>> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (...words: unknown[]) => {
        noteCall(`${part}.${name}`, ...words)
        return Promise.resolve()
      },
    ]),
  )

export const shell = noting('shell', ['openExternal', 'openPath', 'showItemInFolder', 'trashItem', 'beep'])
export const crashReporter = noting('crashReporter', ['start', 'addExtraParameter', 'setUploadToServer'])
export const powerSaveBlocker = {
  start: (type: string): number => {
    noteCall('powerSaveBlocker.start', type)
    return 1
  },
  stop: (id: number): boolean => {
    noteCall('powerSaveBlocker.stop', id)
    return true
  },
  isStarted: () => true,
}
export const powerMonitor = new EventEmitter()
export const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false })
/** As on a computer without a keyring. */
export const safeStorage = { isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text' }
