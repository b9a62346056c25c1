// The console on which the menu stands: shows a screen, waits for one press, asks for a line, and lends itself to a program
// that needs it whole. Whatever is typed here ends nothing: Ctrl-C and Ctrl-D are presses like any other.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const CLEAR = '\u001b[H\u001b[2J\u001b[3J'

const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'

export type Ended = { readonly code: number | null; readonly signal: string | null } | { readonly error: string }

export type Terminal = {
  readonly clear: () => void
  readonly show: (...lines: readonly string[]) => void
  /** What was typed at once, from now on; earlier presses are forgotten. */
  readonly press: () => Promise<string>
  readonly ask: (question: string) => Promise<string>
  /** Runs a program on this console until it ends; Ctrl-C is its own meanwhile. No shell. */
  readonly run: (program: string, words: readonly string[]) => Promise<Ended>
}

/** A console of its own without anybody at it: the process ends, and whoever started it starts it again. */
const untilTyped = (): Promise<string> =>
  new Promise((resolve) => {
    const { stdin } = process
    stdin.setRawMode(true)
    stdin.setEncoding('utf8')
    stdin.resume()
    stdin.once('data', (typed: string) => {
      stdin.pause()
      resolve(typed)
    })
  })

const askLine = (question: string): Promise<string> =>
  new Promise((resolve) => {
    process.stdin.setRawMode(false)
    process.stdout.write(SHOW_CURSOR)
    const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: true })
    let said = ''
    lines.once('SIGINT', () => {
      lines.close()
    })
    lines.once('close', () => {
      process.stdin.pause()
      process.stdout.write('\n')
      resolve(said)
    })
    lines.question(question, (answer) => {
      said = answer
      lines.close()
    })
  })

const runHere = (program: string, words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    process.stdin.setRawMode(false)
    process.stdin.pause()
    process.stdout.write(SHOW_CURSOR)
    const child = spawn(program, words, { stdio: 'inherit' })
    child.once('error', ({ message }) => {
      resolve({ error: message })
    })
    child.once('exit', (code, signal) => {
      resolve({ code, signal })
    })
  })

export const terminalHere = (): Terminal => {
  // They reach the menu too while a program runs on its console; there they are meant for that program.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTSTP', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => undefined)
  process.stdin.once('end', () => process.exit(1))
  process.stdin.once('error', () => process.exit(1))
  return {
    clear: () => process.stdout.write(`${CLEAR}${HIDE_CURSOR}`),
    show: (...lines) => process.stdout.write(lines.map((line) => `${line}\r\n`).join('')),
    press: untilTyped,
    ask: askLine,
    run: runHere,
  }
}
