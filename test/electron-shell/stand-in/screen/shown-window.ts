// One window of the shell as a page of Chromium: its preload, its messages, what its page tries.
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { meantBy, schemeOf, shownAs } from '../addresses.ts'
import { decode, encode } from '../cloned.ts'
import type { Asking, AskedOfShell, NewWindow } from '../line.ts'
import { askBy } from '../line.ts'
import type { Ask } from '../questions.ts'
import { isolatedWorldScript, nodeInPageScript, ownWorldScript, sharedWorldScript, type WorldParts } from './worlds.ts'

const WORLD = 'Electron Isolated Context'

/** What a page may not find by its name. */
const secretName = () => `standIn${crypto.randomUUID().replaceAll('-', '')}`

const toPdf = (options: Readonly<Record<string, unknown>>) => {
  const said = (name: string) => options[name] === true
  return {
    landscape: said('landscape'),
    printBackground: said('printBackground'),
    preferCSSPageSize: said('preferCSSPageSize'),
    generateTaggedPDF: said('generateTaggedPDF'),
    generateDocumentOutline: said('generateDocumentOutline'),
  }
}

export class ShownWindow {
  readonly about: NewWindow
  readonly complaints: string[]
  readonly #context: BrowserContext
  readonly #shell: Asking<AskedOfShell>
  readonly #ask: Ask
  readonly #parts: WorldParts
  readonly #decided = new Map<Page, Promise<boolean>>()
  #page: Page | null = null
  #cdp: CDPSession | null = null
  #contextId: number | null = null
  #crashed = false
  #loading: string | null = null
  #sending: Promise<unknown> = Promise.resolve()

  constructor(about: NewWindow, context: BrowserContext, shell: Asking<AskedOfShell>, complaints: string[]) {
    this.about = about
    this.complaints = complaints
    this.#context = context
    this.#shell = shell
    this.#ask = askBy(shell, 'page', about.id)
    this.#parts = {
      secret: secretName(),
      binding: secretName(),
      receiver: secretName(),
      preload: about.preload ?? '',
    }
  }

  /** null: not open yet, or its process died and nothing has taken its place. */
  get page(): Page | null {
    return this.#crashed ? null : this.#page
  }
  isLoadedByShell(shown: string): boolean {
    return this.#loading === shown
  }
  /** null: this page is not this window's business. */
  decisionOn(page: Page): Promise<boolean> | null {
    return page === this.#page ? Promise.resolve(true) : (this.#decided.get(page) ?? null)
  }

  async open(): Promise<CDPSession> {
    const page = await this.#context.newPage()
    const cdp = await this.#context.newCDPSession(page)
    this.#page = page
    this.#cdp = cdp
    this.#crashed = false
    await page.setViewportSize(this.about.size)
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('crash', () => {
      this.#crashed = true
      void this.#shell('crashed', { id: this.about.id }).catch(() => undefined)
    })
    const painted = () => {
      void this.#shell('painted', { id: this.about.id }).catch(() => undefined)
    }
    // A slow page is seen before its programs have come; one that shows nothing is ready when it has been read.
    page.on('domcontentloaded', painted)
    cdp.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (name === 'firstPaint' && frameId === this.#mainFrameId) painted()
    })
    page.on('popup', (popup) => {
      this.#decided.set(popup, this.#askAboutPopup(popup))
    })
    await this.#preload(cdp)
    await this.#followNavigations(cdp, page)
    return cdp
  }

  async #preload(cdp: CDPSession): Promise<void> {
    const { followed, preload } = this.about
    const world = followed.contextIsolation ? WORLD : ''
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      // The form is Chromium's own: an execution context says its frame and kind.
      const { frameId, isDefault } = context.auxData as { readonly frameId?: string; readonly isDefault?: boolean }
      if (frameId !== this.#mainFrameId) return
      if (followed.contextIsolation ? context.name === WORLD : isDefault === true) this.#contextId = context.id
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === this.#parts.binding) this.#hear(payload)
    })
    await cdp.send('Page.enable')
    await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true })
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.#mainFrameId = frameTree.frame.id
    await cdp.send('Runtime.enable')
    if (!followed.javascript) {
      await cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
      return
    }
    if (followed.nodeIntegration && !followed.sandbox) {
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: nodeInPageScript })
    }
    if (preload === null) return
    await cdp.send('Runtime.addBinding', {
      name: this.#parts.binding,
      ...(world === '' ? {} : { executionContextName: world }),
    })
    if (followed.contextIsolation) {
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: ownWorldScript(this.#parts) })
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldScript(this.#parts),
        worldName: world,
      })
    } else {
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: sharedWorldScript(this.#parts) })
    }
  }
  #mainFrameId = ''

  /** Requests are asked about on their way; what Chromium never sends (other programs' schemes, files) is asked about here. */
  async #followNavigations(cdp: CDPSession, page: Page): Promise<void> {
    cdp.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (disposition !== 'currentTab' || /^(?:https?|about|data|blob|javascript)$/.test(schemeOf(url))) return
      const isMainFrame = frameId === this.#mainFrameId
      if (isMainFrame) void this.#ask('navigation', { event: 'will-navigate', url }).catch(() => undefined)
    })
    // An element that is a guest only where the window's preferences say so; seen when it is put into the page.
    await page.exposeBinding('standInWebview', (_source, src: string) => this.#ask('webview', { src }))
    await page.addInitScript(() => {
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes)
            if (node instanceof HTMLElement && node.localName === 'webview') {
              const tell = (window as unknown as { standInWebview: (src: string) => void }).standInWebview
              tell(node.getAttribute('src') ?? '')
            }
      }).observe(document, { childList: true, subtree: true })
    })
  }

  async #askAboutPopup(popup: Page): Promise<boolean> {
    const requested = popup.url()
    const { action } = await this.#ask('window-open', { url: meantBy(requested) }).catch(() => ({ action: 'deny' }))
    if (action === 'deny') await popup.close().catch(() => undefined)
    return action === 'allow'
  }

  #hear(payload: string): void {
    // Written by the preload's `ipcRenderer` in worlds.ts.
    const { channel, message } = JSON.parse(payload) as { readonly channel: string; readonly message: string }
    const frame = { url: meantBy(this.#page?.url() ?? ''), parent: null }
    void this.#shell('ipc', { id: this.about.id, frame, channel, message: decode(message) }).catch(() => undefined)
  }

  /** In the order in which it was sent. */
  send(channel: string, message: unknown): Promise<void> {
    const text = encode(message)
    const sending = this.#sending.then(async () => {
      if (this.#contextId === null || this.#cdp === null) return
      const words = `${JSON.stringify(channel)}, ${JSON.stringify(text)}`
      const expression = `globalThis[${JSON.stringify(this.#parts.receiver)}]?.(${words})`
      // A page that has gone meanwhile hears nothing.
      await this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#contextId }).catch(() => undefined)
    })
    this.#sending = sending
    return sending
  }

  async load(url: string): Promise<void> {
    if (this.#crashed) {
      await this.#page?.close().catch(() => undefined)
      await this.open()
    }
    const shown = new URL(shownAs(url)).href
    this.#loading = shown
    try {
      await this.#page?.goto(shown, { waitUntil: 'load' })
    } finally {
      this.#loading = null
    }
  }

  async crash(): Promise<void> {
    const crashed = this.#page?.waitForEvent('crash')
    void this.#cdp?.send('Page.crash').catch(() => undefined)
    await crashed
  }

  /** Resolves to whether it went: a page may hold its closing back, without a question, as in Electron. */
  async close(force: boolean): Promise<boolean> {
    const page = this.#page
    if (page === null || page.isClosed()) return true
    if (force || this.#crashed) {
      await page.close().catch(() => undefined)
      return true
    }
    return new Promise((resolve) => {
      page.once('close', () => {
        resolve(true)
      })
      page.once('dialog', (dialog) => {
        void dialog.dismiss().then(() => {
          resolve(false)
        })
      })
      void page.close({ runBeforeUnload: true })
    })
  }

  async print(options: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
    if (this.#cdp === null) throw new Error('The window is not open')
    const { data } = await this.#cdp.send('Page.printToPDF', toPdf(options))
    return Buffer.from(data, 'base64')
  }
}
