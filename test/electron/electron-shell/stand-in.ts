// A stand-in for the parts of Electron that the shell uses, over a real Chromium. It is no Electron: the custom scheme's
// privileges, the isolated world, structured clone, the sandbox and printToPDF are not imitated. It shows that the built
// main process and preload fit together, and which locks are set; it is never a test of Electron itself.
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

/** Chromium opens no foreign scheme: it asks for this address, and the handler is asked for the real one. */
const SHOWN = 'https://app.etabli.test'
const REAL = 'etabli://app'

type Handler = (request: Request) => Response | Promise<Response>
type Listener = (...words: unknown[]) => void

const record: Record<string, unknown> = {}
const handlers = new Map<string, Handler>()

class App extends EventEmitter {
  // As when started from the sources: the first word is the program's own path.
  isPackaged = false
  enableSandbox = () => (record['sandbox'] = true)
  setPath = (name: string, path: string) => (record[name] = path)
  requestSingleInstanceLock = () => true
  whenReady = () => Promise.resolve()
  exit = (code: number) => process.exit(code)
  quit = () => {
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) process.exit(0)
  }
}
export const app = new App()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => (record['schemes'] = schemes),
  handle: (scheme: string, handler: Handler) => handlers.set(scheme, handler),
}
const defaultSession = {
  setPermissionRequestHandler: (handler: (contents: null, permission: string, decide: Listener) => void) => {
    handler(null, 'media', (granted) => (record['permissionRequest'] = granted))
  },
  setPermissionCheckHandler: (handler: () => boolean) => (record['permissionCheck'] = handler()),
  setDevicePermissionHandler: (handler: () => boolean) => (record['devicePermission'] = handler()),
  setSpellCheckerEnabled: (enabled: boolean) => (record['spellcheck'] = enabled),
  setDisplayMediaRequestHandler: () => undefined,
  on: () => undefined,
  webRequest: { onBeforeRequest: () => undefined },
}
export const session = { defaultSession, fromPartition: () => defaultSession }
export const Menu = { setApplicationMenu: (menu: unknown) => (record['menu'] = menu) }
export const ipcMain = new EventEmitter()
export const dialog = { showErrorBox: (_title: string, text: string) => console.error(text) }

class WebContents extends EventEmitter {
  setWindowOpenHandler = (handler: () => unknown) => (record['windowOpen'] = handler())
  /** Whether the shell stopped this event. */
  stops = (event: string, url: string): boolean => {
    let stopped = false
    this.emit(event, { url, preventDefault: () => (stopped = true) })
    return stopped
  }
}

const preloadIn = async (page: Page, path: string, contents: EventEmitter) => {
  await page.exposeBinding('standInSend', ({ frame }, channel: string, message: unknown) => {
    const senderFrame = { url: frame.url().replace(SHOWN, REAL), parent: frame.parentFrame() }
    const reply = (answerChannel: string, answer: unknown) =>
      page
        .evaluate(
          ([name, value]) => window.dispatchEvent(new CustomEvent(`stand-in:${String(name)}`, { detail: value })),
          [answerChannel, answer] as const,
        )
        // A window that was closed meanwhile hears no answer.
        .catch(() => undefined)
    ipcMain.emit(channel, { senderFrame, reply, sender: Object.assign(contents, { id: 1 }) }, message)
  })
  const electron = `{
    contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api } },
    ipcRenderer: {
      send: (channel, message) => void window.standInSend(channel, message),
      on: (channel, listener) => window.addEventListener('stand-in:' + channel, (event) => listener({}, event.detail)),
    },
  }`
  await page.addInitScript(`((require) => {${readFileSync(path, 'utf8')}})(() => (${electron}))`)
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents()
  #preferences: Record<string, unknown>
  constructor({ webPreferences }: { webPreferences: Record<string, unknown> }) {
    super()
    this.#preferences = webPreferences
    record['preferences'] = webPreferences
    app.emit('web-contents-created', {}, this.webContents)
  }
  isMinimized = () => false
  isDestroyed = () => false
  show = () => undefined
  async loadURL(address: string) {
    const browser = await chromium.launch({
      executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.route(`${SHOWN}/**`, async (route) => {
      const handler = handlers.get('etabli')
      const answer = await handler?.(new Request(route.request().url().replace(SHOWN, REAL)))
      if (answer === undefined) return route.abort()
      const body = Buffer.from(await answer.arrayBuffer())
      return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body })
    })
    await preloadIn(page, String(this.#preferences['preload']), this.webContents)
    await page.goto(address.replace(REAL, SHOWN))
    await page.waitForFunction(() => document.querySelector('#app')?.hasChildNodes() === true)
    record['described'] = await page.evaluate(() => window.etabli?.('station.describe', {}, () => undefined).reply)
    record['unknown'] = await page.evaluate(() => window.etabli?.('__proto__', {}, () => undefined).reply)
    record['exposed'] = await page.evaluate(() => [typeof window.etabli, 'require' in window, 'process' in window])
    record['complaints'] = [...complaints]
    record['missing'] = await page.evaluate(async () => (await fetch('/../package.json')).status)
    record['navigationStopped'] = ['https://elsewhere.example/', 'file:///etc/passwd', 'etabli://other/'].map((url) =>
      this.webContents.stops('will-navigate', url),
    )
    record['ownNavigationStopped'] = this.webContents.stops('will-navigate', 'etabli://app/#/machines')
    record['webviewStopped'] = this.webContents.stops('will-attach-webview', '')
    await browser.close()
    console.log(JSON.stringify(record))
    app.emit('window-all-closed')
  }
}
