// Every request of the shell's windows, before Chromium sends it: schemes of the shell's own are answered by its handlers,
// navigations are asked about, and what would leave for elsewhere is told.
import type { BrowserContext, Page, Request, Route } from 'playwright-core'
import { isOfOwnScheme, meantBy } from '../addresses.ts'
import type { Ask } from '../questions.ts'
import type { SessionName } from '../shell-record.ts'

export type Interception = {
  readonly session: SessionName
  readonly ask: Ask
  /** Whether the page may load anything at all: one that a page opened waits for the shell's word. */
  readonly isAllowed: (page: Page) => Promise<boolean>
  /** Whether the shell itself loads this address now; nobody is asked about that. */
  readonly isLoadedByShell: (page: Page, shown: string) => boolean
  /** Addresses that are never answered, as where a disk is slow. */
  readonly isHeld: (address: string) => boolean
  readonly onForeign: (address: string) => void
}

const isOfThisComputer = (address: string) => new URL(address).hostname === '127.0.0.1'

const pageOf = (request: Request): Page | null => {
  try {
    return request.frame().page()
  } catch {
    // Of a worker, or of a frame that has gone.
    return null
  }
}

const mayNavigate = async (request: Request, page: Page, { ask, isLoadedByShell }: Interception): Promise<boolean> => {
  const isMainFrame = request.frame().parentFrame() === null
  const url = meantBy(request.url())
  if (isMainFrame && isLoadedByShell(page, request.url())) return true
  const framed = await ask('navigation', { event: 'will-frame-navigate', url, isMainFrame })
  if (!isMainFrame) return framed.allowed
  return framed.allowed && (await ask('navigation', { event: 'will-navigate', url })).allowed
}

const answerScheme = async (route: Route, url: string, { ask, session }: Interception): Promise<void> => {
  const request = route.request()
  const body = request.postData()
  const { answer } = await ask('scheme', {
    url,
    method: request.method(),
    headers: request.headers(),
    session,
    ...(body === null ? {} : { body }),
  })
  if (answer === null) await route.abort('failed')
  else await route.fulfill({ ...answer, body: Buffer.from(answer.body) })
}

const decide = async (route: Route, parts: Interception): Promise<void> => {
  const request = route.request()
  const page = pageOf(request)
  const url = meantBy(request.url())
  if (page !== null && !(await parts.isAllowed(page))) return route.abort('blockedbyclient')
  if (page !== null && request.isNavigationRequest() && !(await mayNavigate(request, page, parts))) {
    return route.abort('aborted')
  }
  const asked = await parts.ask('request', { url, session: parts.session, resourceType: request.resourceType() })
  if (!asked.allowed) return route.abort('blockedbyclient')
  if (parts.isHeld(url)) return new Promise(() => undefined)
  if (isOfOwnScheme(request.url())) return answerScheme(route, url, parts)
  parts.onForeign(url)
  // Nothing leaves this computer in a test; what would have is told, and finds an empty page.
  if (isOfThisComputer(url)) return route.continue()
  return route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Elsewhere</title>' })
}

export const intercept = async (context: BrowserContext, parts: Interception): Promise<void> => {
  await context.route('**/*', async (route) => {
    // The page, or the shell, may end in the middle of a request.
    await decide(route, parts).catch(() => route.abort('failed').catch(() => undefined))
  })
}
