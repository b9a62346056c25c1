// A station as a person starts it: the real host on a data folder of its own, and the real Chromium in front of it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port could be had')
  return address.port
}

export type RunningStation = {
  readonly dataFolder: string
  readonly port: number
  readonly process: ChildProcess
  /** What the host has said so far, both streams. */
  readonly said: () => string
  readonly stop: () => Promise<void>
}

export const newDataFolder = () => mkdtemp(join(tmpdir(), 'etabli-e2e-'))

/** Starts the browser shell without a window and waits for its address. */
export const startStation = async (
  options: {
    readonly dataFolder?: string
    readonly port?: number
    readonly flags?: readonly string[]
    /** Another host than the browser shell's, that takes the same words. */
    readonly script?: string
  } = {},
): Promise<RunningStation> => {
  const dataFolder = options.dataFolder ?? (await newDataFolder())
  const port = options.port ?? (await freePort())
  const child = spawn(
    process.execPath,
    [
      join(root, options.script ?? 'electron/browser-shell.ts'),
      '--no-open',
      '--data-dir',
      dataFolder,
      '--port',
      String(port),
      ...(options.flags ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const ended = once(child, 'exit')
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(`http://127.0.0.1:${String(port)}/`)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(([code]) => {
      reject(new Error(`The station ended with ${String(code)} before it was ready:\n${said}`))
    })
  })
  await ready
  return {
    dataFolder,
    port,
    process: child,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** Opens the window through the start file, as a person's browser does, and gathers what the console complains of. */
export const openWindow = async (
  context: BrowserContext,
  station: RunningStation,
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const opening = join(station.dataFolder, 'open.html')
  await readFile(opening)
  await page.goto(pathToFileURL(opening).href)
  await page.waitForURL(`http://127.0.0.1:${String(station.port)}/**`)
  return { page, complaints }
}

/** Runs a path through the screens; where it fails, the screen as it was is kept in test/results. */
export const watched = async (page: Page, name: string, path: () => Promise<void>): Promise<void> => {
  try {
    await path()
  } catch (error) {
    await page.screenshot({ path: join(root, 'test/results', `${name}.png`), fullPage: true })
    throw error
  }
}
