// Chromium's side of one run of the shell: a browser with a profile in the folder of user data for its default session, one
// that forgets for each partition, and a page for each window.
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { askBy, type Answers, type Asking, type AskedOfScreen, type AskedOfShell, type NewWindow } from '../line.ts'
import type { SessionName } from '../shell-record.ts'
import { intercept } from './interception.ts'
import { tellPermissions } from './permissions.ts'
import { ShownWindow } from './shown-window.ts'

const launching = {
  executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
  acceptDownloads: true,
}

type Between = Pick<Answers<AskedOfScreen>, 'locked' | 'second-instance'>

export type Screen = {
  readonly answers: Answers<AskedOfScreen>
  readonly complaints: readonly string[]
  /** Addresses outside the shell's own schemes that something asked for. */
  readonly foreign: readonly string[]
  readonly pages: () => readonly Page[]
  /** The page of the newest window that was shown; waits for one. */
  readonly page: () => Promise<Page>
  readonly newest: () => ShownWindow | null
  readonly close: () => Promise<void>
}

export const makeScreen = (
  shell: () => Asking<AskedOfShell>,
  between: Between,
  isHeld: (address: string) => boolean,
): Screen => {
  const contexts = new Map<SessionName, Promise<BrowserContext>>()
  const windows = new Map<number, ShownWindow>()
  const shown: number[] = []
  const complaints: string[] = []
  const foreign: string[] = []
  let changed = Promise.withResolvers<undefined>()
  /** Whoever waits for a page looks again. */
  const lookAgain = () => {
    changed.resolve(undefined)
    changed = Promise.withResolvers()
  }

  const windowOf = (id: number): ShownWindow => {
    const window = windows.get(id)
    if (window === undefined) throw new Error('Object has been destroyed')
    return window
  }
  const decisionOn = async (page: Page): Promise<boolean> => {
    for (;;) {
      const known = [...windows.values()].map((window) => window.decisionOn(page)).find((each) => each !== null)
      if (known !== undefined) return known
      if (page.isClosed()) return false
      // A window that a page opens is told a moment after its first request.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const openContext = async ({ session, userData, followed }: NewWindow): Promise<BrowserContext> => {
    const context =
      session === 'default'
        ? await chromium.launchPersistentContext(userData, { ...launching, viewport: null })
        : await chromium
            .launch(launching)
            .then((browser) => browser.newContext({ javaScriptEnabled: followed.javascript }))
    await intercept(context, {
      session,
      ask: askBy(shell(), 'page', null),
      isAllowed: decisionOn,
      isLoadedByShell: (page, address) =>
        [...windows.values()].some((window) => window.page === page && window.isLoadedByShell(address)),
      isHeld,
      onForeign: (address) => foreign.push(address),
    })
    return context
  }

  const open = async (about: NewWindow): Promise<undefined> => {
    const first = !contexts.has(about.session)
    const opening = contexts.get(about.session) ?? openContext(about)
    contexts.set(about.session, opening)
    const window = new ShownWindow(about, await opening, shell(), complaints)
    windows.set(about.id, window)
    const cdp = await window.open()
    if (first) await tellPermissions(cdp, askBy(shell(), 'stand-in', about.id), about.session)
    return undefined
  }

  const openPages = () =>
    shown.flatMap((id) => {
      const page = windows.get(id)?.page ?? null
      return page === null || page.isClosed() ? [] : [page]
    })

  return {
    complaints,
    foreign,
    pages: openPages,
    page: async () => {
      for (;;) {
        const page = openPages().at(-1)
        if (page !== undefined) return page
        await changed.promise
      }
    },
    newest: () => windows.get(shown.at(-1) ?? 0) ?? null,
    close: async () => {
      for (const context of contexts.values()) {
        const opened = await context.catch(() => null)
        await opened?.close()
        await opened?.browser()?.close()
      }
      contexts.clear()
    },
    answers: {
      ...between,
      open: open,
      load: async ({ id, url }) => {
        const loading = windowOf(id).load(url)
        void loading.finally(lookAgain).catch(() => undefined)
        await loading
        return undefined
      },
      close: async ({ id, force }) => {
        const closed = await windowOf(id).close(force)
        if (closed) {
          windows.delete(id)
          if (shown.includes(id)) shown.splice(shown.indexOf(id), 1)
        }
        return { closed }
      },
      shown: ({ id }) => {
        if (windows.has(id) && !shown.includes(id)) shown.push(id)
        lookAgain()
        return undefined
      },
      print: ({ id, options }) => windowOf(id).print(options),
      send: async ({ id, channel, message }) => {
        await windows.get(id)?.send(channel, message)
        return undefined
      },
    },
  }
}
