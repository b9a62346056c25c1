// The Electron shell: one window on the station, locked down as Electron's security checklist asks
// (docs/tutorial/security.md), from the first day.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, type Session, type WebContents } from 'electron'
import { defaultDataFolder } from './data-folder.ts'
import { whyUnprintable, confined, type Printer } from './documents/print.ts'
import { refuse } from './failure.ts'
import { openStation } from './open-station.ts'
import { sayFault } from './say-fault.ts'
import { readShellOptions, type ShellOptions } from './shell-options.ts'
import { pageHeaders } from './transport/content-security-policy.ts'
import { serveIpc } from './transport/ipc.ts'
import { readPages, type Pages } from './transport/pages.ts'

const SCHEME = 'etabli'
/** A standard scheme has hosts: one constant name, so that the origin, and IndexedDB with it, never changes. */
const HOME = `${SCHEME}://app`
const PRINT_SCHEME = 'etabli-print'

// Everything up to `whenReady` has to come before the first await: Electron may be ready after it.
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: PRINT_SCHEME, privileges: { standard: true, secure: true } },
])

const report = (fault: unknown) => {
  console.error(fault)
}

const isOurs = (address: string): boolean => {
  try {
    const url = new URL(address)
    return url.protocol === `${SCHEME}:` && url.host === 'app'
  } catch {
    return false
  }
}

const servePages = (pages: Pages) => {
  protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url)
    const page = url.host === 'app' && request.method === 'GET' ? pages.get(url.pathname) : undefined
    if (page === undefined) return new Response(null, { status: 404, headers: pageHeaders })
    return new Response(new Uint8Array(page.bytes), {
      headers: { ...pageHeaders, 'Content-Type': page.mediaType, 'Cache-Control': 'no-cache' },
    })
  })
}

/** Electron grants every permission by default; both handlers are needed to grant none. */
const denyPermissions = () => {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false)
  })
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setSpellCheckerEnabled(false)
}

const confine = (contents: WebContents) => {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: !app.isPackaged,
} as const

/** The session that printing windows live in: it reaches the page to print, and nothing else. */
const printingSession = (toPrint: ReadonlyMap<string, string>): Session => {
  const alone = session.fromPartition('print')
  alone.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false)
  })
  alone.setPermissionCheckHandler(() => false)
  alone.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !details.url.startsWith('data:') && !details.url.startsWith(`${PRINT_SCHEME}:`) })
  })
  alone.protocol.handle(PRINT_SCHEME, (request) => {
    const html = toPrint.get(new URL(request.url).host)
    return html === undefined
      ? new Response(null, { status: 404 })
      : new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  })
  return alone
}

/** Prints in a window that nobody sees and that runs no script. */
const windowPrinter = (): Printer => {
  const toPrint = new Map<string, string>()
  let alone: Session | null = null
  return async (html, { signal }) => {
    const refused = whyUnprintable(html)
    if (refused !== null) refuse(refused)
    alone ??= printingSession(toPrint)
    const id = randomUUID()
    toPrint.set(id, confined(html))
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...safePreferences, session: alone, javascript: false, devTools: false },
    })
    const stop = () => {
      if (!window.isDestroyed()) window.destroy()
    }
    signal.addEventListener('abort', stop, { once: true })
    try {
      await window.loadURL(`${PRINT_SCHEME}://${id}/`)
      return await window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      })
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
      toPrint.delete(id)
    }
  }
}

const openWindow = (): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Établi',
    webPreferences: { ...safePreferences, preload: join(import.meta.dirname, 'preload.cjs') },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}

const run = async (options: ShellOptions, folder: string): Promise<void> => {
  const pages = await readPages(join(import.meta.dirname, '..', 'renderer'))
  const station = await openStation({
    dataFolder: folder,
    shell: 'electron',
    demo: options.demo,
    testLoopDevices: options.testLoopDevices,
    print: windowPrinter(),
    build: new URL('../build.json', import.meta.url),
    report,
  })
  await app.whenReady()
  Menu.setApplicationMenu(null)
  denyPermissions()
  servePages(pages)
  serveIpc(ipcMain, station.answer, isOurs, report)

  let window = openWindow()
  app.on('second-instance', () => {
    // Closed while work on a disk went on.
    if (window.isDestroyed()) {
      window = openWindow()
      void window.loadURL(`${HOME}/`)
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
  await window.loadURL(`${HOME}/`)
}

const begin = async () => {
  let folder: string | null = null
  try {
    const words = process.argv.slice(app.isPackaged ? 1 : 2)
    const options = readShellOptions(words, app.isPackaged)
    folder = resolve(options.dataFolder ?? defaultDataFolder(options.demo))
    // Electron's own files lie with the station's, and its single-instance lock is per folder.
    const ours = join(folder, 'electron')
    mkdirSync(ours, { recursive: true, mode: 0o700 })
    app.setPath('userData', ours)
    if (!app.requestSingleInstanceLock()) {
      app.quit()
      return
    }
    app.on('web-contents-created', (_event, contents) => {
      confine(contents)
    })
    await run(options, folder)
  } catch (fault) {
    report(fault)
    dialog.showErrorBox('Établi', sayFault(fault, folder) ?? 'Établi n’a pas pu démarrer.')
    app.exit(1)
  }
}

void begin()
