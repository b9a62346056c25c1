// Starting a program that erases: by an absolute path and an argument list, tied to the life of this process, stopped
// politely first. What it says and what that means is left to the caller.
import { spawn } from 'node:child_process'
import { findProgram } from '../../../hardware/find-program.ts'

export type Ended = {
  readonly exitCode: number | null
  readonly killedBy: string | null
  /** It could not be ended: stuck in the kernel, on a disk that no longer answers. */
  readonly stuck: boolean
}

export type RunningProgram = {
  readonly ended: Promise<Ended>
  /** Asks it to end; after some seconds it is ended, and after some more left to itself. May be called again. */
  readonly stop: () => void
  /** What it printed so far, both outputs as they came. */
  readonly printed: () => string
}

const POLITELY_MS = 8000
const STUCK_MS = 8000
const MOST_PRINTED = 4 * 1024 * 1024

/** What a program of these needs to know of its surroundings. */
const surroundings = () => ({
  PATH: process.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  TERM: 'dumb',
  LC_ALL: 'C',
  LANG: 'C',
  // A log in local time goes back an hour one night in the year, and would be in doubt.
  TZ: 'UTC',
})

export const startProgram = async (path: string, args: readonly string[], folder: string): Promise<RunningProgram> => {
  // The kernel ends it when this process dies in whatever way; where setpriv is missing, only when we can still tell it.
  const setpriv = await findProgram('setpriv')
  const [program, words] =
    setpriv === null ? [path, [...args]] : [setpriv, ['--pdeathsig', 'KILL', '--', path, ...args]]
  let printed = ''
  const child = spawn(program, words, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a Ctrl-C meant for the station does not end it, and what it started ends with it.
    detached: true,
    env: surroundings(),
  })
  const hear = (text: string) => {
    if (printed.length < MOST_PRINTED) printed += text
  }
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // It ended in the meantime.
    }
  }
  let kill: NodeJS.Timeout | null = null
  let abandon: NodeJS.Timeout | null = null
  let giveUp: () => void = () => undefined
  const ended = new Promise<Ended>((resolve) => {
    giveUp = () => {
      child.unref()
      resolve({ exitCode: null, killedBy: null, stuck: true })
    }
    child.once('error', (error) => {
      hear(`${error.message}\n`)
      resolve({ exitCode: null, killedBy: null, stuck: false })
    })
    child.once('close', (exitCode, killedBy) => {
      resolve({ exitCode, killedBy, stuck: false })
    })
  }).finally(() => {
    clearTimeout(kill ?? undefined)
    clearTimeout(abandon ?? undefined)
  })
  return {
    ended,
    printed: () => printed,
    stop: () => {
      if (kill !== null) return
      signal('SIGTERM')
      kill = setTimeout(() => {
        signal('SIGKILL')
      }, POLITELY_MS)
      abandon = setTimeout(() => {
        giveUp()
      }, POLITELY_MS + STUCK_MS)
    },
  }
}
