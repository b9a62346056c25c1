// Whom the loopback host lets in, told from a request's head alone, before any of its body is read: its names, who asks
// for it as a browser says, its method and its form. What a request may then do is http.ts's.
import type { IncomingMessage } from 'node:http'

/** A header that stands there once; undefined where it is missing or repeated. */
export const one = (request: IncomingMessage, header: string): string | undefined => {
  const values = request.headersDistinct[header]
  return values?.length === 1 ? values[0] : undefined
}

const has = (request: IncomingMessage, header: string): boolean => request.headersDistinct[header] !== undefined

/** A page of another site that made its name lead here still sends its own name (DNS rebinding). */
const namesUs = (request: IncomingMessage, origin: string): boolean =>
  one(request, 'host') === origin.slice('http://'.length)

const comesFromElsewhere = (request: IncomingMessage, origin: string): boolean =>
  has(request, 'origin') && one(request, 'origin') !== origin

/**
 * A script, a picture or a frame that another page includes. Browsers say so themselves; only going to the page as a whole
 * is anybody's, as the opening file does.
 */
const isIncluded = (request: IncomingMessage): boolean => {
  const site = one(request, 'sec-fetch-site')
  if (!has(request, 'sec-fetch-site') || site === 'same-origin' || site === 'none') return false
  return one(request, 'sec-fetch-mode') !== 'navigate' || one(request, 'sec-fetch-dest') !== 'document'
}

/** Asking for a page takes no body: where one comes, somebody counts its bytes otherwise than we do. */
const hasBody = (request: IncomingMessage): boolean =>
  has(request, 'transfer-encoding') || Number(one(request, 'content-length') ?? 0) > 0

/** What no form and no beacon can claim without asking first. */
const isPlainJson = (request: IncomingMessage): boolean =>
  one(request, 'content-type') === 'application/json' && !has(request, 'content-encoding')

/** A browser sends some twenty; rawHeaders holds names and values in turn. */
const MAXIMUM_HEADERS = 100
const hasTooManyHeaders = (request: IncomingMessage): boolean => request.rawHeaders.length > 2 * MAXIMUM_HEADERS

/** The status that turns this request away; null: it may be looked at. */
export const turnedAway = (request: IncomingMessage, origin: string): number | null => {
  if (request.httpVersion !== '1.1') return 505
  if (hasTooManyHeaders(request)) return 431
  if (!namesUs(request, origin) || comesFromElsewhere(request, origin) || isIncluded(request)) return 403
  if (request.method === 'GET') return hasBody(request) ? 400 : null
  if (request.method !== 'POST') return 405
  if (!has(request, 'origin')) return 403
  return isPlainJson(request) ? null : 415
}
