// The one window of the station, from its opening to the end of the process: opened again by a second start, closed
// without stopping work on a disk, and left only when the station has put everything away.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import type { OpenStation } from '../open-station.ts'
import { HOME } from './own-pages.ts'
import { safePreferences } from './web-preferences.ts'
import { zoomByKeys } from './zoom.ts'

const createWindow = (): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Établi',
    // Beside main.js, into which this file is built.
    webPreferences: { ...safePreferences, preload: join(import.meta.dirname, 'preload.cjs') },
  })
  zoomByKeys(window.webContents)
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}

/** A window that somebody closes before its page has come is no fault. */
const showHome = async (window: BrowserWindow): Promise<void> => {
  try {
    await window.loadURL(HOME)
  } catch (fault) {
    if (!window.isDestroyed()) throw fault
  }
}

export const openWindow = async (station: Pick<OpenStation, 'atRest' | 'close'>): Promise<void> => {
  let window = createWindow()
  app.on('second-instance', () => {
    // Closed while work on a disk went on.
    if (window.isDestroyed()) {
      window = createWindow()
      void showHome(window)
      return
    }
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => {
    // An erasure takes hours: whoever closes the window does not mean to stop it.
    void station.atRest().then(() => {
      if (window.isDestroyed()) app.quit()
    })
  })
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    // The last frames are synced and the lock is let go before the process ends.
    event.preventDefault()
    void station.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  await showHome(window)
}
