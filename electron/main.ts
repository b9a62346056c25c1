// The Electron shell: the station in one window of Electron, locked down as Electron's security checklist asks
// (docs/tutorial/security.md). Each lock has its file in window/; this one puts them on in the order Electron needs.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, dialog, ipcMain, Menu, session } from 'electron'
import { removeForeignLock } from './browser/foreign-lock.ts'
import { defaultDataFolder } from './data-folder.ts'
import { openShellLog } from './log/of-shell.ts'
import { openStation } from './open-station.ts'
import { leaveForWindow } from './opening/given-files.ts'
import { sayFault } from './say-fault.ts'
import { readShellOptions, type ShellOptions } from './shell-options.ts'
import { serveIpc } from './transport/ipc.ts'
import { readPages } from './transport/pages.ts'
import { helpAfterACrash } from './window/after-a-crash.ts'
import { confine } from './window/confine.ts'
import { openWindow } from './window/lifetime.ts'
import { declareSchemes, isOurs, ownSchemes, servePages } from './window/own-pages.ts'
import { denyPermissions, reachOnly } from './window/permissions.ts'
import { windowPrinter } from './window/printing.ts'

// Everything up to `whenReady` has to come before the first await: Electron may be ready after it.
app.enableSandbox()
declareSchemes()

const { log, report } = openShellLog()
// Electron lets a promise that fails unheard pass, with a warning on a terminal that nobody has open.
process.on('unhandledRejection', report)

const run = async (options: ShellOptions, folder: string): Promise<void> => {
  const pages = await readPages(join(import.meta.dirname, '..', 'renderer'))
  const station = await openStation({
    dataFolder: folder,
    shell: 'electron',
    demo: options.demo,
    testLoopDevices: options.testLoopDevices,
    print: windowPrinter(),
    build: new URL('../build.json', import.meta.url),
    leave: () => {
      app.quit()
    },
    log,
    report,
  })
  await leaveForWindow(folder, options.files)
  await app.whenReady()
  Menu.setApplicationMenu(null)
  denyPermissions(session.defaultSession)
  // The developer tools are pages too.
  reachOnly(session.defaultSession, app.isPackaged ? ownSchemes : [...ownSchemes, 'devtools'])
  servePages(pages)
  serveIpc(ipcMain, station.answer, isOurs, report)
  helpAfterACrash(log.note)
  await openWindow(station)
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
    removeForeignLock(ours)
    if (!app.requestSingleInstanceLock()) {
      // The other's window comes to the front, and shows them.
      await leaveForWindow(folder, options.files)
      app.quit()
      return
    }
    app.on('web-contents-created', (_event, contents) => {
      confine(contents)
    })
    await run(options, folder)
  } catch (fault) {
    report(fault)
    // Before Electron is ready, Linux shows no box: the sentence would go to a terminal that nobody has open.
    await app.whenReady()
    dialog.showErrorBox('Établi', sayFault(fault, folder) ?? 'Établi n’a pas pu démarrer.')
    app.exit(1)
  }
}

void begin()
