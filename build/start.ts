// npm start: builds what is not built, then starts Electron where its binary is there or can be fetched, else the
// browser shell.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../electron/browser/find-browser.ts'
import { readShellOptions, UsageError, type ShellOptions } from '../electron/shell-options.ts'
import { isBuilt } from './freshness.ts'
import { ensureInstalled, howToInstall } from './system-packages.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const electronFolder = path('../node_modules/electron')
const failedBefore = path('../node_modules/.cache/electron-unavailable')
const FETCH_LIMIT_MS = 20_000
const REMEMBERED_MS = 24 * 60 * 60 * 1000

const electronBinary = (): string | null => {
  const named = `${electronFolder}/path.txt`
  if (!existsSync(named)) return null
  const binary = `${electronFolder}/dist/${readFileSync(named, 'utf8')}`
  return existsSync(binary) ? binary : null
}

const versionOfElectron = (): string => {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  return version
}

/** Fetches Electron's binary; a failure is remembered for a day and this version, so that no start soon after waits for it. */
const fetchElectron = (insist: boolean): string | null => {
  if (!existsSync(`${electronFolder}/install.js`)) return null
  const known =
    existsSync(failedBefore) &&
    readFileSync(failedBefore, 'utf8') === versionOfElectron() &&
    Date.now() - statSync(failedBefore).mtimeMs < REMEMBERED_MS
  if (known && !insist) return null
  console.error('Recherche d’Electron…')
  spawnSync(process.execPath, [`${electronFolder}/install.js`], { stdio: 'ignore', timeout: FETCH_LIMIT_MS })
  const binary = electronBinary()
  if (binary === null) {
    mkdirSync(path('../node_modules/.cache'), { recursive: true })
    writeFileSync(failedBefore, versionOfElectron())
  }
  return binary
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])

/** Electron needs a display, and a sandbox that root does not get; the browser shell serves the rest. */
const chooseElectron = (options: ShellOptions): string | null => {
  if (options.shell === 'browser') return null
  if (options.shell === 'electron') return electronBinary() ?? fetchElectron(true)
  if (!options.open || !hasDisplay() || process.getuid?.() === 0) return null
  return electronBinary() ?? fetchElectron(false)
}

const run = (program: string, words: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(program, words, { stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals) => {
      child.kill(signal)
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, pass)
    // npm ends the shell between it and us, and that shell tells nobody: its going is the signal.
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent) pass('SIGTERM')
    }, 500)
    child.once('error', (fault) => {
      clearInterval(watch)
      console.error(fault.message)
      resolve(1)
    })
    child.once('exit', (code) => {
      clearInterval(watch)
      resolve(code ?? 1)
    })
  })

const start = async (words: readonly string[]): Promise<number> => {
  const options = readShellOptions(words, false)
  if (!(await isBuilt())) {
    console.error('Construction des pages…')
    const code = await run(process.execPath, [path('./build.ts')])
    if (code !== 0) return code
  }
  const electron = chooseElectron(options)
  if (electron !== null) return run(electron, [path('../dist/electron/main.js'), ...words])
  if (options.shell === 'electron') {
    console.error('Electron n’a pas pu être obtenu. Sans lui : npm start -- --shell browser')
    return 1
  }
  // Chromium shows the window and makes the PDFs.
  if ((await findBrowser()) === null) {
    const missing = ensureInstalled(['chromium'])
    if (missing.length > 0) console.error(howToInstall(missing))
  }
  return run(process.execPath, [path('../electron/browser-shell.ts'), ...words])
}

try {
  process.exitCode = await start(process.argv.slice(2))
} catch (fault) {
  if (!(fault instanceof UsageError)) throw fault
  console.error(fault.message)
  process.exitCode = 1
}
