// The browser shell: the station behind a host on 127.0.0.1, shown in a window of an installed Chromium, Chrome or
// Edge. For places where Electron cannot be had, live systems, and end-to-end tests; it does all that Electron's does.
import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findBrowser } from './browser/find-browser.ts'
import { findPortHolder, isAnotherUsers } from './browser/port-holder.ts'
import { prepareProfile } from './browser/profile.ts'
import { showFault } from './browser/show-fault.ts'
import { openWindow, type BrowserWindow } from './browser/window.ts'
import { built } from './built.ts'
import { defaultDataFolder } from './data-folder.ts'
import { browserPrinter } from './documents/print.ts'
import { StationError } from './failure.ts'
import { openShellLog } from './log/of-shell.ts'
import { openStation, type OpenStation } from './open-station.ts'
import { leaveForWindow } from './opening/given-files.ts'
import { sayFault, StartError } from './say-fault.ts'
import { readShellOptions, type ShellOptions } from './shell-options.ts'
import { serveHttp, type HttpHost } from './transport/http.ts'
import { readPages } from './transport/pages.ts'
import { createEntrance, OPENING_FILE } from './transport/start-code.ts'

/** How long the station stays without a window: at first, for a slow browser; later, for a page that reloads. */
const FIRST_WINDOW_MS = 20_000
const LAST_WINDOW_MS = 3_000
const CLOSING_MS = 1_500

const warn = (sentence: string) => {
  process.stderr.write(`${sentence}\n`)
}

const { log, report } = openShellLog()

/** Where the pages and build.json lie: beside what is installed. */
const dist = new URL(built === null ? '../dist/' : './', import.meta.url)

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== ''

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const portTaken = async (port: number): Promise<StartError> => {
  const holder = await findPortHolder(port)
  const other = 'choisissez un autre port avec --port (toujours le même : le travail affiché en dépend)'
  switch (holder.kind) {
    case 'etabli':
      return new StartError(
        `Le port ${String(port)} est déjà pris par Établi, ouvert sur un autre dossier de données. Fermez-le, ou ${other}.`,
      )
    case 'program':
      return new StartError(
        `Le port ${String(port)} est déjà pris par « ${holder.name} » (processus ${String(holder.process)}). Arrêtez ce programme, ou ${other}.`,
      )
    case 'unknown':
      return new StartError(`Le port ${String(port)} est déjà pris par un autre programme. Arrêtez-le, ou ${other}.`)
  }
}

const openBrowser = async (folder: string, openingFile: string): Promise<BrowserWindow | null> => {
  const browser = await findBrowser()
  if (browser === null) {
    warn('Aucun navigateur Chromium, Chrome ou Edge n’a été trouvé ; sur Debian : apt-get install chromium')
    return null
  }
  if (process.getuid?.() === 0) {
    warn('Attention : lancé en root, le navigateur s’ouvre sans son bac à sable (--no-sandbox).')
  }
  return openWindow(browser, await prepareProfile(folder), openingFile)
}

/** Another Établi works on this folder: its own way in is used, and this process ends. */
const joinTheOther = async (folder: string, open: boolean): Promise<void> => {
  const file = join(folder, OPENING_FILE)
  const page = await readFile(file, 'utf8').catch(() => '')
  const address = /url=(http:\/\/127\.0\.0\.1:\d+\/)/.exec(page)?.[1]
  if (address === undefined) {
    throw new StartError(`Établi est déjà ouvert sur le dossier « ${folder} », dans une autre fenêtre.`)
  }
  // The file may be left from a start that was killed: its address is then whoever's that took it since.
  if (await isAnotherUsers(Number(new URL(address).port))) {
    throw new StartError(
      `L’adresse ${address} du dossier « ${folder} » est prise par une autre personne de cet ordinateur. Ne tapez aucun code dans une fenêtre à cette adresse ; fermez l’autre programme, ou redémarrez l’ordinateur.`,
    )
  }
  process.stdout.write(`Établi est déjà ouvert : ${address} (pour l’ouvrir : ${pathToFileURL(file).href})\n`)
  // The running station's browser takes the window over; ours ends at once.
  if (open && hasDisplay()) await (await openBrowser(folder, file))?.ended
}

const listen = async (station: OpenStation, folder: string, options: ShellOptions): Promise<HttpHost> => {
  const pages = await readPages(fileURLToPath(new URL('./renderer', dist)))
  try {
    return await serveHttp({
      answer: station.answer,
      pages,
      port: options.port,
      identity: createHash('sha256').update(folder).digest('hex').slice(0, 16),
      entrance: (origin) => createEntrance(folder, origin),
      report,
    })
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE') throw await portTaken(options.port)
    throw fault
  }
}

/** Resolves when the station should end: asked to, or without a window that somebody could come back to. */
const untilTheEnd = (host: HttpHost, window: BrowserWindow | null, atRest: () => Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    let ending = false
    let countdown: NodeJS.Timeout | undefined
    const end = () => {
      ending = true
      clearTimeout(countdown)
      resolve()
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    process.once('SIGHUP', end)
    if (window === null) return
    /** An erasure takes hours: whoever closes the window does not mean to stop it, and may come back to it. */
    const endAtRest = () => {
      void atRest().then(() => {
        if (host.windows() === 0) end()
      })
    }
    let browserEnded = false
    let windowSeen = false
    const look = () => {
      // Ending closes the windows and the browser: nothing may be counted down any more, it would keep the process alive.
      if (ending) return
      windowSeen ||= host.windows() > 0
      clearTimeout(countdown)
      // A browser that ends at once may have handed its window to another process: the window itself decides.
      if (browserEnded && host.windows() === 0) {
        countdown = setTimeout(endAtRest, windowSeen ? LAST_WINDOW_MS : FIRST_WINDOW_MS)
      }
    }
    host.onWindows(look)
    void window.ended.then(() => {
      browserEnded = true
      look()
    })
  })

const open = async (folder: string, options: ShellOptions): Promise<OpenStation | null> => {
  try {
    return await openStation({
      dataFolder: folder,
      shell: 'browser',
      demo: options.demo,
      testLoopDevices: options.testLoopDevices,
      print: browserPrinter(() => findBrowser(), join(folder, 'tmp')),
      build: new URL('./build.json', dist),
      log,
      report,
    })
  } catch (fault) {
    if (fault instanceof StationError && fault.failure.code === 'conflict') return null
    throw fault
  }
}

const run = async (options: ShellOptions, folder: string): Promise<void> => {
  const station = await open(folder, options)
  if (station === null) {
    await leaveForWindow(folder, options.files)
    await joinTheOther(folder, options.open)
    return
  }
  try {
    await leaveForWindow(folder, options.files)
    const host = await listen(station, folder, options)
    station.announce(`${host.origin}/`)
    const file = join(folder, OPENING_FILE)
    const window = options.open && hasDisplay() ? await openBrowser(folder, file) : null
    process.stdout.write(`Établi est prêt : ${host.origin}/ (pour l’ouvrir : ${pathToFileURL(file).href})\n`)
    await untilTheEnd(host, window, station.atRest)
    host.closeWindows()
    for (let waited = 0; host.windows() > 0 && waited < CLOSING_MS; waited += 50) await pause(50)
    window?.terminate()
    await host.close()
    await rm(file, { force: true })
  } finally {
    await station.close()
  }
}

/** On standard error, and in a window where nobody reads that. */
const tell = async (sentence: string): Promise<void> => {
  warn(sentence)
  if (process.stderr.isTTY || !hasDisplay() || process.argv.includes('--no-open')) return
  const browser = await findBrowser()
  if (browser !== null) await showFault(browser, sentence)
}

let folder: string | null = null
try {
  const options = readShellOptions(process.argv.slice(2), built !== null)
  folder = resolve(options.dataFolder ?? defaultDataFolder(options.demo))
  await run(options, folder)
} catch (fault) {
  const sentence = sayFault(fault, folder)
  if (sentence === null) report(fault)
  process.exitCode = 1
  await tell(sentence ?? 'Établi n’a pas pu démarrer.')
}
