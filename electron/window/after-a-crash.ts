// When the process that shows a page dies: the log hears of it, and the window shows a page that needs none of our code, which
// says that nothing saved is lost and how to go on.
import { app } from 'electron'
import type { LogEvent, Note } from '../../domain/log/event.ts'
import { HOME, isOurs } from './own-pages.ts'

type Why = Extract<LogEvent, { event: 'window-gone' }>['why']

/** The reasons of Electron's RenderProcessGoneDetails that the log knows. */
const reasons: ReadonlySet<string> = new Set<Why>(['crashed', 'killed', 'oom', 'launch-failed', 'integrity-failure'])
const whyOf = (reason: string): Why => (reasons.has(reason) ? (reason as Why) : 'other') // it is one of them

/** A page for trouble that dies too is shown no second time: a window that flickers helps nobody. */
const TROUBLE = `${HOME}trouble.html`

export const helpAfterACrash = (note: Note): void => {
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return
    note({ event: 'window-gone', why: whyOf(reason) })
    // A window that only prints has its own way to fail.
    const address = contents.getURL()
    if (!isOurs(address) || address === TROUBLE) return
    // Not in the middle of what tells of the death: the next process is begun after it.
    setImmediate(() => {
      if (!contents.isDestroyed()) void contents.loadURL(TROUBLE).catch(() => undefined)
    })
  })
}
