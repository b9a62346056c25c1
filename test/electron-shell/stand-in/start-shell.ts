// Starts the built Electron shell over the stand-in, as a person starts the program: this file is what the tests use.
import type { Page } from 'playwright-core'
import type { Ask } from './questions.ts'
import type { ShellRecord } from './shell-record.ts'

export type ShellStart = {
  /** Words of the command line, beside the data folder. */
  readonly words?: readonly string[]
  /** A new temporary folder, removed at the end, where none is given. */
  readonly dataFolder?: string
  /** As the package of an installed program, whose words begin one place earlier. */
  readonly packaged?: boolean
  /** The built main process; the one in dist/ where none is given. */
  readonly main?: string
}

export type RunningShell = {
  readonly dataFolder: string
  /** The page of the first window, once it has shown something. A window opened later: `page()` again. */
  readonly page: () => Promise<Page>
  /** Pages of the windows that are open now, printing windows left out. */
  readonly pages: () => readonly Page[]
  /** What the consoles of the pages complained of. */
  readonly complaints: readonly string[]
  readonly record: () => Promise<ShellRecord>
  readonly ask: Ask
  /** The person closes the window by its cross. */
  readonly closeWindow: () => Promise<void>
  /** The renderer process of the window dies. */
  readonly crashPage: () => Promise<void>
  /** The system or the person asks the program to quit. */
  readonly quit: () => Promise<void>
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

export const startShell = (_start: ShellStart = {}): Promise<RunningShell> => Promise.reject(new Error('Not built yet'))
