// Runs one command after the other on a held disk and keeps what was asked and what came back, word for word: that is the
// output of the record, for programs that keep no log of their own.
import { startProgram } from './start-program.ts'

export type Said = {
  readonly text: string
  readonly exitCode: number | null
  /** null: it ended by itself. */
  readonly broken: 'killed' | 'stuck' | 'not-started' | null
}

/** What no drive ever says: a record has its limit. */
const MOST_CHARACTERS = 1024 * 1024

export type CommandLog = {
  /** Waits for its end, however long; asks it to stop when the signal comes. */
  readonly run: (args: readonly string[], signal?: AbortSignal) => Promise<Said>
  readonly text: () => string
}

export const commandLog = (program: string, folder: string): CommandLog => {
  let kept = ''
  return {
    run: async (args, signal) => {
      const running = await startProgram(program, args, folder)
      const stop = () => {
        running.stop()
      }
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted === true) stop()
      const { exitCode, killedBy, stuck } = await running.ended
      signal?.removeEventListener('abort', stop)
      const broken = stuck ? 'stuck' : killedBy !== null ? 'killed' : exitCode === null ? 'not-started' : null
      const end = broken === null ? `exit ${String(exitCode)}` : broken
      kept = `${kept}$ ${[program, ...args].join(' ')}\n${running.printed()}[${end}]\n`.slice(0, MOST_CHARACTERS)
      return { text: running.printed(), exitCode, broken }
    },
    text: () => kept,
  }
}
