// Electron's `BrowserWindow` and its `webContents`: what they were made with, and their part in a page of Chromium that the
// other side of the line shows.
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Followed } from '../line.ts'
import type { WindowRecord } from '../shell-record.ts'
import { app } from './app.ts'
import { emitPreventable, plain } from './noted.ts'
import { onlyAfter } from './ready.ts'
import { screen } from './screen.ts'
import { Session, sessionNamed } from './sessions.ts'

type OpenHandler = (details: Readonly<Record<string, unknown>>) => { readonly action: 'allow' | 'deny' }
type Options = Readonly<Record<string, unknown>>

/** Electron's own defaults. */
const followed = (preferences: Options): Followed => {
  const said = (name: string, otherwise: boolean) => {
    const value = preferences[name]
    return typeof value === 'boolean' ? value : otherwise
  }
  return {
    contextIsolation: said('contextIsolation', true),
    nodeIntegration: said('nodeIntegration', false),
    sandbox: said('sandbox', !said('nodeIntegration', false)),
    javascript: said('javascript', true),
    webviewTag: said('webviewTag', false),
  }
}

const sessionOf = (preferences: Options): Session => {
  const { session, partition } = preferences
  if (session instanceof Session) return session
  return sessionNamed(typeof partition === 'string' ? `partition:${partition}` : 'default')
}

let contents = 0

class WebContents extends EventEmitter {
  readonly id = ++contents
  readonly session: Session
  openHandler: OpenHandler | null = null
  readonly prints: Options[] = []
  readonly loaded: string[] = []
  readonly #window: BrowserWindow

  constructor(window: BrowserWindow, session: Session) {
    super()
    this.#window = window
    this.session = session
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  isDestroyed(): boolean {
    return this.#window.isDestroyed()
  }
  getURL(): string {
    return this.loaded.at(-1) ?? ''
  }
  get mainFrame(): { readonly url: string; readonly parent: null } {
    return { url: this.getURL(), parent: null }
  }
  send(channel: string, message: unknown): void {
    if (this.isDestroyed()) throw new Error('Object has been destroyed')
    void screen('send', { id: this.#window.id, channel, message }).catch(() => undefined)
  }
  async loadURL(url: string): Promise<void> {
    if (this.isDestroyed()) throw new Error('Object has been destroyed')
    this.loaded.push(url)
    await this.#window.opened
    try {
      await screen('load', { id: this.#window.id, url })
    } catch (fault) {
      // Where the window is being closed, that is what ends the loading, and it is seen as closed.
      await this.#window.closing
      throw fault
    }
    this.emit('did-finish-load')
  }
  reload(): void {
    void this.loadURL(this.getURL()).catch(() => undefined)
  }
  async printToPDF(options: Options): Promise<Buffer> {
    if (this.isDestroyed()) throw new Error('Object has been destroyed')
    this.prints.push(options)
    return Buffer.from(await screen('print', { id: this.#window.id, options }))
  }
}

const windows: BrowserWindow[] = []
export const everyWindow = (): readonly BrowserWindow[] => windows

export class BrowserWindow extends EventEmitter {
  readonly id = windows.length + 1
  readonly webContents: WebContents
  readonly options: Options
  readonly preferences: Options
  readonly opened: Promise<void>
  closing: Promise<void> = Promise.resolve()
  #destroyed = false
  #shown: boolean

  constructor(options: Options = {}) {
    super()
    onlyAfter('BrowserWindow')
    this.options = options
    // What it was not given, Electron takes for an empty object.
    this.preferences = (options['webPreferences'] as Options | undefined) ?? {}
    this.#shown = options['show'] !== false
    const session = sessionOf(this.preferences)
    this.webContents = new WebContents(this, session)
    windows.push(this)
    app.open.add(this)
    const { preload } = this.preferences
    if (typeof preload === 'string' && !isAbsolute(preload)) throw new Error('preload must be an absolute path')
    const { width = 800, height = 600 } = options as { readonly width?: number; readonly height?: number }
    this.opened = screen('open', {
      id: this.id,
      session: session.name,
      userData: app.getPath('userData'),
      preload: typeof preload === 'string' ? readFileSync(preload, 'utf8') : null,
      followed: followed(this.preferences),
      size: { width, height },
    })
    // Whoever loads something in it hears of a failure there.
    this.opened.catch(() => undefined)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
    if (this.#shown) this.show()
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return windows.filter((window) => !window.isDestroyed())
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return windows.find(({ webContents }) => webContents === contents) ?? null
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().at(-1) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  reload(): void {
    this.webContents.reload()
  }
  show(): void {
    this.#shown = true
    void this.opened.then(() => screen('shown', { id: this.id })).catch(() => undefined)
    this.emit('show')
  }
  hide(): void {
    this.#shown = false
  }
  isVisible(): boolean {
    return this.#shown && !this.#destroyed
  }
  focus(): void {
    this.emit('focus')
  }
  restore(): void {
    this.emit('restore')
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  setMenu(): void {
    // As with the application's: nobody sees a menu here.
  }
  setMenuBarVisibility(): void {
    // As above.
  }
  setTitle(): void {
    // Nobody sees a title here.
  }

  /** As by its cross: the shell and the page may hold it back. */
  close(): void {
    if (this.#destroyed) return
    if (emitPreventable(this, 'close').prevented) {
      app.heldBack()
      return
    }
    this.closing = screen('close', { id: this.id, force: false })
      .catch(() => ({ closed: true }))
      .then(({ closed }) => {
        if (closed) this.#gone()
        else app.heldBack()
      })
  }
  destroy(): void {
    if (this.#destroyed) return
    void screen('close', { id: this.id, force: true }).catch(() => undefined)
    this.#gone()
  }
  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.emit('closed')
    this.webContents.emit('destroyed')
    app.closed(this)
  }

  record(): WindowRecord {
    const { webPreferences: _apart, ...options } = this.options
    const { session: _named, ...preferences } = this.preferences
    return {
      id: this.id,
      options: plain(options) as WindowRecord['options'],
      webPreferences: plain(preferences) as WindowRecord['webPreferences'],
      session: this.webContents.session.name,
      loaded: this.webContents.loaded,
      shown: this.#shown,
      destroyed: this.#destroyed,
      windowOpenHandler: this.webContents.openHandler !== null,
      listens: this.eventNames().map(String),
      contentsListen: this.webContents.eventNames().map(String),
      prints: this.webContents.prints.map((each) => plain(each) as Options),
    }
  }
}
