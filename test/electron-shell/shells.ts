// The Electron shell as it can be started here: over the stand-in always, and on Electron itself where its binary and a display
// are there. The same suites run through both.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type Page } from 'playwright-core'
import { startShell } from './stand-in/start-shell.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export type OpenedShell = {
  readonly dataFolder: string
  readonly page: Page
  /** What the console complained of. */
  readonly complaints: readonly string[]
  /** The person quits; resolves with the exit code. */
  readonly quit: () => Promise<number | null>
}

export type Shell = {
  /** For the test's name: where it cannot be had, also why. */
  readonly name: string
  readonly had: boolean
  readonly open: (start: { readonly dataFolder: string; readonly words?: readonly string[] }) => Promise<OpenedShell>
}

/** The same folder can be opened again after a quit; the caller removes it. */
export const newShellFolder = async (): Promise<{
  readonly folder: string
  readonly remove: () => Promise<void>
}> => {
  const folder = await mkdtemp(join(tmpdir(), 'etabli-shell-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}

const overTheStandIn: Shell = {
  name: 'over the stand-in',
  had: true,
  open: async (start) => {
    const shell = await startShell(start)
    const page = await shell.page()
    return {
      dataFolder: start.dataFolder,
      page,
      complaints: shell.complaints,
      quit: async () => {
        const code = await shell.quit()
        await shell.close()
        return code
      },
    }
  },
}

/** As the package `electron` looks for it, but nothing is fetched. */
const electronBinary = (): string | null => {
  const named = path('../../node_modules/electron/path.txt')
  const name = existsSync(named) ? readFileSync(named, 'utf8') : 'electron'
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path('../../node_modules/electron/dist')
  const binary = join(folder, name)
  return existsSync(binary) ? binary : null
}

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])

const whyNot = (binary: string | null): string => {
  if (binary === null) return ' (skipped: no Electron binary)'
  return hasDisplay ? '' : ' (skipped: no display for Electron)'
}

const onElectronItself: Shell = {
  name: `on Electron itself${whyNot(electronBinary())}`,
  had: whyNot(electronBinary()) === '',
  open: async ({ dataFolder, words = [] }) => {
    const program = await _electron.launch({
      executablePath: electronBinary() ?? '',
      args: [path('../../dist/electron/main.js'), '--data-dir', dataFolder, ...words],
      acceptDownloads: true,
      // As root Electron starts with no sandbox at all.
      chromiumSandbox: process.getuid?.() !== 0,
    })
    const complaints: string[] = []
    const page = await program.firstWindow()
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    const child = program.process()
    return {
      dataFolder,
      page,
      complaints,
      quit: async () => {
        await program.close()
        return child.exitCode
      },
    }
  },
}

export const shells: readonly Shell[] = [overTheStandIn, onElectronItself]
