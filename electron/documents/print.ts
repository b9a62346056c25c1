// A self-contained page to PDF, by a browser process of its own: no window, no script, no network, a time limit, and
// nothing left behind.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { quietFlags, rootFlags } from '../browser/quiet-flags.ts'
import { refuse, StationError } from '../failure.ts'
import { styleSheetsOf, tagsOf, type Tag } from './markup.ts'

/** Resolves to the bytes of a PDF. Rejects with a StationError, also when `signal` ends it. */
export type Printer = (
  html: string,
  options: { readonly title: string; readonly signal: AbortSignal },
) => Promise<Uint8Array>

export const TIME_LIMIT_MS = 60_000

/** What the page may do when it is printed, whatever it says itself: policies add up, so ours only narrows. */
const policy =
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; ` +
  `img-src data:; font-src data:; base-uri 'none'; form-action 'none'">`

/** Up to its head, and nothing before it: a policy that came to stand in a comment or in an attribute would be none. */
const BEGINNING = /^\s*<!doctype html>\s*<html(?:\s+[a-z-]+="[^"<>]*")*\s*>\s*<head>/i

const activeElements: ReadonlySet<string> = new Set(
  'script iframe frame object embed link base form portal audio video foreignobject'.split(' '),
)
const addressAttributes: ReadonlySet<string> = new Set(
  'src srcset href xlink:href action formaction data poster background'.split(' '),
)
/** Words for people or names within the page: no browser fetches anything for them, whatever they say. */
const isWording = (attribute: string): boolean =>
  /^(?:aria-.*|data-.*|alt|class|content|id|lang|title)$/.test(attribute)
const styleAddresses = /(?:url\(\s*["']?|@import\s*["']?)([^"')\s;]*)/gi

const isRefresh = ({ name, attributes }: Tag): boolean =>
  name === 'meta' && attributes.some(({ name, value }) => name === 'http-equiv' && /^\s*refresh/i.test(value))
const isActive = (tag: Tag): boolean =>
  activeElements.has(tag.name) || tag.attributes.some(({ name }) => /^on[a-z]/.test(name)) || isRefresh(tag)

const isContained = (address: string): boolean => /^\s*(#|data:(image|font)\/)/i.test(address) || address.trim() === ''
const addressesInStyle = (style: string): readonly string[] =>
  [...style.matchAll(styleAddresses)].map(([, address = '']) => address)
const addressesOf = ({ attributes }: Tag): readonly string[] =>
  attributes.flatMap(({ name, value }) => [
    ...(addressAttributes.has(name) ? [value] : []),
    ...(isWording(name) ? [] : addressesInStyle(value)),
  ])

/** Why this page is not printed; null where it is self-contained and does nothing by itself. */
export const whyUnprintable = (html: string): Reason | null => {
  if (!BEGINNING.test(html)) return reason('paper.not-a-page')
  const tags = [...tagsOf(html)]
  if (tags.some(isActive)) return reason('paper.active')
  const addresses = [...tags.flatMap(addressesOf), ...styleSheetsOf(html).flatMap(addressesInStyle)]
  const foreign = addresses.find((address) => !isContained(address))
  return foreign === undefined ? null : reason('paper.reaches-out', { address: foreign.slice(0, 200) })
}

export const confined = (html: string): string => html.replace(BEGINNING, (beginning) => `${beginning}${policy}`)

export const cancelled = () => new StationError('cancelled', 'Printing was cancelled', [])
export const tooSlow = () =>
  new StationError('timed-out', 'Printing took too long', [reason('paper.too-slow', { seconds: TIME_LIMIT_MS / 1000 })])
/** `why` is for the log. */
export const noPaper = (why: string) =>
  new StationError('internal', `The browser made no PDF (${why})`, [reason('paper.failed')])
const noBrowser = () => new StationError('not-found', 'No browser to print with', [reason('paper.no-browser')])

const run = (browser: string, parameters: readonly string[], signal: AbortSignal): Promise<number | null> =>
  new Promise((resolve, reject) => {
    // Given up while the browser was looked for and its page was written: nobody would be told any more.
    if (signal.aborted) {
      reject(cancelled())
      return
    }
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
      reject(tooSlow())
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
        throw noPaper(String(code))
      }
      return bytes
    } finally {
      // The browser's helpers may still be writing into the profile for a moment.
      await rm(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  }
