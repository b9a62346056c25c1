// The browser shell as a process of its own, as a person starts it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const shell = fileURLToPath(new URL('../../../electron/browser-shell.ts', import.meta.url))

export type StartedShell = {
  readonly process: number
  readonly stdout: () => string
  readonly stderr: () => string
  /** What it prints when it is ready, or all it printed until it ended. */
  readonly ready: Promise<string>
  readonly ended: Promise<number | null>
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

export const startShell = (words: readonly string[], env: Readonly<Record<string, string>> = {}): StartedShell => {
  const child = spawn(process.execPath, [shell, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.includes('\n')) resolve(stdout)
    })
    void ended.then(() => {
      resolve(stdout)
    })
  })
  return {
    process: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    ready,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

/** A port that nobody has at this moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No TCP port')
  return address.port
}
