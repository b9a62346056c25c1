// A browser window on the station: started on the file that lets it in, ended when the station ends.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { quietFlags, rootFlags } from './quiet-flags.ts'

export type BrowserWindow = {
  /** Resolves when the browser's process ends. At once, where another process of this profile took the window over. */
  readonly ended: Promise<void>
  readonly terminate: () => void
}

/** The one thing on the command line is the file's path: what lets a window in is written inside it. */
export const openWindow = (browser: string, profile: string, openingFile: string): BrowserWindow => {
  const child = spawn(
    browser,
    [
      ...quietFlags,
      ...rootFlags(),
      `--user-data-dir=${profile}`,
      '--window-size=1280,860',
      // The name by which a desktop knows the window for Établi's, and gives it its icon.
      '--class=etabli',
      `--app=${pathToFileURL(openingFile).href}`,
    ],
    { stdio: 'ignore', shell: false },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      resolve()
    })
  })
  return {
    ended,
    terminate: () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    },
  }
}
