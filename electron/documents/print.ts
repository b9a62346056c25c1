// A self-contained page to PDF, by a browser process of its own: no window, no script, no network, a time limit, and
// nothing left behind.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { quietFlags, rootFlags } from '../browser/quiet-flags.ts'
import { refuse, StationError } from '../failure.ts'

/** Resolves to the bytes of a PDF. Rejects with a StationError, also when `signal` ends it. */
export type Printer = (
  html: string,
  options: { readonly title: string; readonly signal: AbortSignal },
) => Promise<Uint8Array>

const TIME_LIMIT_MS = 60_000

/** What the page may do when it is printed, whatever it says itself: policies add up, so ours only narrows. */
const policy =
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; ` +
  `img-src data:; font-src data:; base-uri 'none'; form-action 'none'">`

const forbiddenElements =
  /<\s*(script|iframe|frame|object|embed|link|base|form|portal|audio|video|foreignobject)[\s/>]/i
const eventHandlers = /<[^>]*[\s"'/]on[a-z]+\s*=/i
const refreshes = /<\s*meta[^>]*http-equiv\s*=\s*["']?\s*refresh/i
const addresses =
  /<[^>]*[\s"'/](?:src|srcset|href|xlink:href|action|formaction|data|poster|background)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const styleAddresses = /(?:url\(\s*["']?|@import\s*["']?)([^"')\s;]*)/gi

/** Style sheets and tags, without the words between them: somebody may write "url(…)" in a note. */
const markupOf = (html: string): string =>
  (html.match(/<style[^>]*>[\s\S]*?(?:<\/style|$)|<(?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? []).join('\n')

const isContained = (address: string): boolean => /^\s*(#|data:(image|font)\/)/i.test(address) || address.trim() === ''

/** Why this page is not printed; null where it is self-contained and does nothing by itself. */
export const whyUnprintable = (html: string): Reason | null => {
  if (!/<head>/i.test(html)) return reason('paper.not-a-page')
  const markup = markupOf(html)
  // What stands in quotes is a value: a picture's name may say "on x = y".
  const named = markup.replace(/"[^"]*"|'[^']*'/g, '""')
  if (forbiddenElements.test(html) || eventHandlers.test(named) || refreshes.test(html)) return reason('paper.active')
  for (const found of [html.matchAll(addresses), markup.matchAll(styleAddresses)]) {
    for (const [, first, second, third] of found) {
      const address = first ?? second ?? third ?? ''
      if (!isContained(address)) return reason('paper.reaches-out', { address: address.slice(0, 200) })
    }
  }
  return null
}

export const confined = (html: string): string => html.replace(/<head>/i, (head) => `${head}${policy}`)

const cancelled = () => new StationError('cancelled', 'Printing was cancelled', [])
const noBrowser = () => new StationError('not-found', 'No browser to print with', [reason('paper.no-browser')])

const run = (browser: string, parameters: readonly string[], signal: AbortSignal): Promise<number | null> =>
  new Promise((resolve, reject) => {
    // A process group of its own, so that ending it ends the renderers too.
    const detached = process.platform !== 'win32'
    const child = spawn(browser, parameters, { stdio: 'ignore', shell: false, detached })
    const stop = () => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
        else child.kill('SIGKILL')
      } catch {
        // It has ended by itself meanwhile.
      }
    }
    const limit = setTimeout(() => {
      stop()
      reject(
        new StationError('timed-out', 'Printing took too long', [
          reason('paper.too-slow', { seconds: TIME_LIMIT_MS / 1000 }),
        ]),
      )
    }, TIME_LIMIT_MS)
    const cancel = () => {
      stop()
      reject(cancelled())
    }
    signal.addEventListener('abort', cancel, { once: true })
    const settle = () => {
      clearTimeout(limit)
      signal.removeEventListener('abort', cancel)
    }
    child.once('error', () => {
      settle()
      reject(noBrowser())
    })
    child.once('exit', (code) => {
      settle()
      resolve(code)
    })
  })

/** `findBrowser` answers the browser's absolute path, or null; `folder` is where temporary files may lie. */
export const browserPrinter =
  (findBrowser: () => Promise<string | null>, folder: string): Printer =>
  async (html, { signal }) => {
    const refused = whyUnprintable(html)
    if (refused !== null) refuse(refused)
    if (signal.aborted) throw cancelled()
    const browser = await findBrowser()
    if (browser === null) throw noBrowser()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const place = await mkdtemp(join(folder, 'print-'))
    try {
      const page = join(place, 'page.html')
      const pdf = join(place, 'page.pdf')
      await writeFile(page, confined(html), { mode: 0o600, flag: 'wx' })
      const code = await run(
        browser,
        [
          '--headless',
          ...quietFlags,
          ...rootFlags(),
          '--disable-gpu',
          // Nothing may be fetched, not even from this computer: data: addresses need no proxy.
          '--proxy-bypass-list=<-loopback>',
          `--user-data-dir=${join(place, 'profile')}`,
          '--no-pdf-header-footer',
          '--generate-pdf-document-outline',
          `--print-to-pdf=${pdf}`,
          pathToFileURL(page).href,
        ],
        signal,
      )
      const bytes = await readFile(pdf).catch(() => null)
      if (bytes?.subarray(0, 5).toString('latin1') !== '%PDF-') {
        throw new StationError('internal', `The browser made no PDF (${String(code)})`, [reason('paper.failed')])
      }
      return bytes
    } finally {
      // The browser's helpers may still be writing into the profile for a moment.
      await rm(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  }
