// Starts the built Electron shell, unmodified, over a stand-in for Electron: its main process in a process of its own, and a
// page of the real Chromium behind each of its windows. The preload runs in an isolated world, messages and the shell's
// schemes are carried over, permissions, navigations and new windows are asked about when a page tries.
//
// It is no Electron. What it cannot imitate, and what only the true binary shows: the origin and the privileges of the custom
// scheme (Chromium is shown an address of https instead); Electron's own Chromium and its switches; the sandbox and process
// model; fuses, asar and its integrity; what a permission says at the moment it is asked (the handlers are asked
// beforehand, once); device choosers and display capture (a test puts those questions by itself); redirects of the shell's
// own answers; `null` from a refused window.open (here the window opens and closes again before it loads anything);
// and menus, dialogs, developer tools, minimising, focus and keyrings.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { askBy, openLine, type Asking, type AskedOfScreen, type AskedOfShell } from './line.ts'
import type { Ask } from './questions.ts'
import { makeScreen, type Screen } from './screen/screen.ts'
import type { ShellRecord } from './shell-record.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export type ShellStart = {
  /** Words of the command line, beside the data folder. */
  readonly words?: readonly string[]
  /** A new temporary folder, removed at the end, where none is given. */
  readonly dataFolder?: string
  /** As the package of an installed program, whose words begin one place earlier. */
  readonly packaged?: boolean
  /** The built main process; the one in dist/ where none is given. */
  readonly main?: string
  readonly env?: Readonly<Record<string, string>>
  /** Addresses of the shell's own that are never answered, as where a disk is slow. */
  readonly isHeld?: (address: string) => boolean
}

export type RunningShell = {
  readonly dataFolder: string
  readonly process: ChildProcess
  /** The page of the newest window, once it is shown; rejects where the shell ends before. */
  readonly page: () => Promise<Page>
  /** Pages of the windows that are shown now. */
  readonly pages: () => readonly Page[]
  /** What the consoles of the pages complained of. */
  readonly complaints: readonly string[]
  /** Addresses outside the shell's own schemes that a page really asked for. */
  readonly foreign: readonly string[]
  readonly record: () => Promise<ShellRecord>
  readonly ask: Ask
  /** The person closes the window by its cross. */
  readonly closeWindow: () => Promise<void>
  /** The renderer process of the window dies. */
  readonly crashPage: () => Promise<void>
  /** The system or the person asks the program to quit; resolves with the code it ends with. */
  readonly quit: () => Promise<number | null>
  /** Starts the program again on the same folder; resolves with how that second process ended. */
  readonly launchAgain: (
    words?: readonly string[],
  ) => Promise<{ readonly code: number | null; readonly stderr: string }>
  readonly stdout: () => string
  readonly stderr: () => string
  /** Exit code of the shell's process; null where a signal ended it. */
  readonly ended: Promise<number | null>
  readonly kill: (signal?: NodeJS.Signals) => void
  /** Quits where it still runs, and clears away. */
  readonly close: () => Promise<void>
}

/** Which run holds a folder of user data, so that a second one can tell it of itself. */
const holders = new Map<string, Asking<AskedOfShell>>()

type Run = {
  readonly child: ChildProcess
  readonly ask: Asking<AskedOfShell>
  readonly screen: Screen
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<number | null>
}

const run = (dataFolder: string, start: ShellStart): Run => {
  const main = start.main ?? path('../../../dist/electron/main.js')
  const words = ['--data-dir', dataFolder, ...(start.words ?? [])]
  // Electron's own main process goes on where Node would end (ElectronBrowserMainParts::PostEarlyInitialization).
  const asElectron = ['--unhandled-rejections=warn-with-error-code', '--import', path('./electron/register.ts')]
  const child = spawn(process.execPath, [...asElectron, main, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {
      ...process.env,
      ...(start.packaged === true ? { STAND_IN_PACKAGED: '1' } : {}),
      ...start.env,
    },
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const screen = makeScreen(
    () => line.ask,
    {
      locked: ({ userData }) => {
        holders.set(userData, line.ask)
        return undefined
      },
      'second-instance': async (about) => {
        await holders.get(about.userData)?.('second-instance', about)
        return undefined
      },
    },
    start.isHeld ?? (() => false),
  )
  const line = openLine<AskedOfShell, AskedOfScreen>(child, screen.answers)
  // Electron's windows and their processes end with it.
  const ended = once(child, 'close').then(async ([code]) => {
    await screen.close()
    return code as number | null
  })
  return { child, ask: line.ask, screen, stdout: () => stdout, stderr: () => stderr, ended }
}

export const startShell = async (start: ShellStart = {}): Promise<RunningShell> => {
  const dataFolder = start.dataFolder ?? (await mkdtemp(join(tmpdir(), 'etabli-shell-')))
  const { child, ask, screen, stdout, stderr, ended } = run(dataFolder, start)
  const early = ended.then((code) => {
    throw new Error(`The shell ended with ${String(code)}:\n${stderr()}`)
  })
  early.catch(() => undefined)
  const newest = () => {
    const window = screen.newest()
    if (window === null) throw new Error('The shell shows no window')
    return window
  }
  const quit = async () => {
    // The process may end before it has answered.
    await ask('quit', null).catch(() => undefined)
    return ended
  }
  return {
    dataFolder,
    process: child,
    page: () => Promise.race([screen.page(), early]),
    pages: screen.pages,
    complaints: screen.complaints,
    foreign: screen.foreign,
    record: () => ask('record', null),
    ask: askBy(ask, 'test', null),
    closeWindow: async () => {
      const { about, page } = newest()
      const gone = page?.isClosed() === false ? page.waitForEvent('close') : Promise.resolve()
      await ask('close-window', { id: about.id })
      await gone
    },
    crashPage: () => newest().crash(),
    quit,
    launchAgain: async (words = []) => {
      const second = run(dataFolder, { ...start, words: [...(start.words ?? []), ...words] })
      const code = await second.ended
      return { code, stderr: second.stderr() }
    },
    stdout,
    stderr,
    ended,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal)
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) await quit()
      await ended
      if (start.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
