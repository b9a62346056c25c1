// Starting other processes of the station from a test, as an operating system would: this Node, its type stripping, a
// pipe for what they say.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The Node that the project brings, which runs TypeScript as it is, whatever Node the tests were started with. */
export const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

export const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export type Running = {
  readonly child: ChildProcess
  /** What it said so far, by line. */
  readonly lines: string[]
  readonly errors: () => string
  /** Resolves when a line fits, or rejects when the process ends before. */
  readonly until: (fits: (line: string) => boolean) => Promise<string>
  readonly ended: Promise<number | null>
  readonly kill: () => Promise<void>
}

export const start = (command: string, parameters: readonly string[], env: Record<string, string> = {}): Running => {
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    // A group of its own: what strace watches does not end with strace.
    detached: true,
  })
  const lines: string[] = []
  const waiting = new Set<(line: string | null) => void>()
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  createInterface({ input: child.stdout })
    .on('line', (line) => {
      lines.push(line)
      for (const each of [...waiting]) each(line)
    })
    .on('close', () => {
      for (const each of [...waiting]) each(null)
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    lines,
    errors: () => said,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const found = lines.find(fits)
        if (found !== undefined) {
          resolve(found)
          return
        }
        const listen = (line: string | null) => {
          if (line !== null && !fits(line)) return
          waiting.delete(listen)
          if (line === null) reject(new Error(`It ended before: ${said}`))
          else resolve(line)
        }
        waiting.add(listen)
      }),
    ended,
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

export const startNode = (name: string, parameters: readonly string[], env: Record<string, string> = {}): Running =>
  start(node, [script(name), ...parameters], env)

export const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0

/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
