// Updates at a feed: a folder on one https server, with one manifest for each form of installation and the packages beside it. Only
// that server is asked, no redirect is followed, and a portal's page is not taken for an answer.
import { writeSync } from 'node:fs'
import { type Answer, isGood, isPage } from '../../../domain/delivery/answer.ts'
import {
  type Architecture,
  type Believes,
  feedManifestName,
  LONGEST_MANIFEST,
  readManifest,
  type UpdateForm,
  type UpdateManifest,
} from '../../../domain/update/manifest.ts'
import { reason, type Reason } from '../../../domain/words/reason.ts'
import type { Ask } from '../../delivery/ask.ts'
import { StoppedError } from '../../delivery/ask.ts'
import { refuse } from '../../failure.ts'
import { type Fetch, notTheSame } from './copy.ts'

const below = (feed: string, name: string): URL =>
  new URL(encodeURIComponent(name), feed.endsWith('/') ? feed : `${feed}/`)

const headers = { accept: '*/*', 'accept-encoding': 'identity', 'cache-control': 'no-cache' } as const

const hostOf = (location: string | undefined): string =>
  (/^[a-z]+:\/\/([^/?#]+)/i.exec(location ?? '')?.[1] ?? '?').replace(/^.*@/, '').slice(0, 200)

/** null: it is an answer to read. */
const whyNot = (answer: Answer): Reason | null => {
  if (answer.kind === 'none') {
    if (answer.why === 'certificate' || answer.why === 'certificate-date') return reason('update.feed-certificate')
    if (answer.why === 'not-https' || answer.why === 'too-large') return reason('update.feed-not-it')
    return reason('update.feed-unreachable')
  }
  const { status } = answer
  if (status >= 300 && status < 400)
    return reason('update.feed-redirects', { host: hostOf(answer.headers['location']) })
  if (status === 404 || status === 410) return reason('update.feed-nothing')
  if (!isGood(answer)) return reason('update.feed-refuses', { status })
  return isPage(answer) ? reason('update.feed-not-it') : null
}

type Feed = {
  readonly address: string
  readonly form: UpdateForm
  readonly architecture: Architecture
  readonly believes: Believes
  readonly ask: Ask
}

/** The manifest that the feed has for this installation, or why there is none. */
export const manifestAt = async (
  { address, form, architecture, believes, ask }: Feed,
  signal: AbortSignal,
): Promise<UpdateManifest | Reason> => {
  const name = feedManifestName(form, architecture)
  const answer = await ask({ method: 'GET', url: below(address, name), headers, signal })
  const wrong = whyNot(answer)
  if (wrong !== null) return wrong
  const body = answer.kind === 'answer' ? answer.body : ''
  if (body.length > LONGEST_MANIFEST) return reason('update.feed-not-it')
  const read = readManifest(name, body, believes)
  return read.ok ? read.manifest : read.reason
}

export type Slowness = { readonly everyMs: number; readonly leastBytes: number }
/** Below this a package of 100 MB takes days. */
export const SLOWEST: Slowness = { everyMs: 60_000, leastBytes: 32 * 1024 }

type Watch = { readonly onProgress: (done: number) => void; readonly signal: AbortSignal }

export const fromFeed =
  (
    { address, ask }: Pick<Feed, 'address' | 'ask'>,
    manifest: UpdateManifest,
    { onProgress, signal }: Watch,
    { everyMs, leastBytes }: Slowness = SLOWEST,
  ): Fetch =>
  async (copy) => {
    const ending = new AbortController()
    let fault: unknown = null
    let isTooSlow = false
    let done = 0
    let doneBefore = 0
    const slowness = setInterval(() => {
      isTooSlow = done - doneBefore < leastBytes
      doneBefore = done
      if (isTooSlow) ending.abort()
    }, everyMs)
    try {
      const answer = await ask({
        method: 'GET',
        url: below(address, manifest.fileName),
        headers,
        signal: AbortSignal.any([signal, ending.signal]),
        onBody: (piece) => {
          if (ending.signal.aborted) return
          try {
            if (done + piece.length > manifest.bytes) notTheSame(manifest)
            // At once: nothing piles up in memory when the network is faster than the disk.
            for (let at = 0; at < piece.length;) at += writeSync(copy.fd, piece, at, piece.length - at)
            done += piece.length
            onProgress(done)
          } catch (error) {
            fault = error
            ending.abort()
          }
        },
      })
      const wrong = whyNot(answer)
      if (wrong !== null) refuse(wrong)
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error
      signal.throwIfAborted()
      if (isTooSlow) refuse(reason('update.feed-too-slow'))
      throw fault
    } finally {
      clearInterval(slowness)
    }
  }
