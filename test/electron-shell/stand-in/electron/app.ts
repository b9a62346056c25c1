// Electron's `app`: paths, the lock of the single instance, and the order in which a program ends.
import { EventEmitter } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import electron from 'electron/package.json' with { type: 'json' }
import { emitPreventable, noteCall, noted } from './noted.ts'
import { nowReady, onlyBefore, ready } from './ready.ts'
import { leave, screen } from './screen.ts'

type Closable = { close(): void }

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === '1'
  readonly name = 'etabli'
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      noted.switches.push({ name, value })
    },
    hasSwitch: (name: string) => noted.switches.some((each) => each.name === name),
  }
  /** Windows that are open: when the program quits, they are asked to close. */
  readonly open = new Set<Closable>()
  #quitting = false

  whenReady(): Promise<void> {
    return ready
  }
  isReady(): boolean {
    return nowReady()
  }
  getVersion(): string {
    return electron.version
  }
  getLocale(): string {
    return 'fr'
  }
  getName(): string {
    return this.name
  }
  enableSandbox(): void {
    onlyBefore('app.enableSandbox()')
    noted.sandboxEnabled = true
  }
  disableHardwareAcceleration(): void {
    onlyBefore('app.disableHardwareAcceleration()')
    noteCall('app.disableHardwareAcceleration')
  }
  setAppUserModelId(id: string): void {
    noteCall('app.setAppUserModelId', id)
  }
  relaunch(options?: unknown): void {
    noteCall('app.relaunch', options)
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    mkdirSync(path, { recursive: true })
    noted.paths[name] = path
  }
  getPath(name: string): string {
    return noted.paths[name] ?? join(tmpdir(), 'stand-in', name)
  }
  getAppPath(): string {
    return process.cwd()
  }

  /** One program for each folder of user data; a second one tells the first of itself. */
  requestSingleInstanceLock(): boolean {
    const userData = this.getPath('userData')
    const file = join(userData, 'stand-in-instance')
    const got = this.#lock(file)
    noted.singleInstanceLock = got
    if (got) void screen('locked', { userData })
    else void screen('second-instance', { userData, argv: process.argv, cwd: process.cwd() })
    return got
  }
  #lock(file: string): boolean {
    try {
      const opened = openSync(file, 'wx')
      writeSync(opened, String(process.pid))
      closeSync(opened)
      process.once('exit', () => {
        rmSync(file, { force: true })
      })
      return true
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false
      // Of a program that was killed.
      rmSync(file)
      return this.#lock(file)
    }
  }

  quit(): void {
    if (this.#quitting) return
    this.#quitting = true
    if (emitPreventable(this, 'before-quit').prevented) {
      this.#quitting = false
      return
    }
    if (this.open.size === 0) this.#willQuit()
    else for (const window of [...this.open]) window.close()
  }
  exit(code = 0): void {
    this.emit('quit', {}, code)
    leave(code)
  }

  /** A window has gone: the last one may end the program. */
  closed(window: Closable): void {
    if (!this.open.delete(window) || this.open.size > 0) return
    if (this.#quitting) this.#willQuit()
    else if (!this.emit('window-all-closed')) this.quit()
  }
  /** A window stays open although the program was to quit. */
  heldBack(): void {
    this.#quitting = false
  }

  #willQuit(): void {
    if (emitPreventable(this, 'will-quit').prevented) {
      this.#quitting = false
      return
    }
    this.exit(0)
  }
}

export const app = new App()
void ready.then(() => app.emit('ready', {}, {}))
