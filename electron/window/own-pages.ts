// The application's own address in the Electron shell, and what answers it: a scheme of its own instead of file://, whose
// pages may do no more than pages of a web site.
import { protocol } from 'electron'
import { pageHeaders } from '../transport/content-security-policy.ts'
import type { Pages } from '../transport/pages.ts'
import { PRINT_SCHEME } from './printing.ts'

const SCHEME = 'etabli'
/** A standard scheme has hosts: one constant name, so that the origin, and IndexedDB with it, never changes. */
export const HOME = `${SCHEME}://app/`

/** Up to the slash that ends the host: no other host, port or user name begins like that. */
export const isOurs = (address: string): boolean => address.startsWith(HOME)

/** What the page may ask for at all: itself, and what it made itself. */
export const ownSchemes = [SCHEME, 'blob', 'data'] as const

/** Before Electron is ready: later it takes no more. */
export const declareSchemes = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: PRINT_SCHEME, privileges: { standard: true, secure: true } },
  ])
}

export const servePages = (pages: Pages): void => {
  protocol.handle(SCHEME, (request) => {
    const page = isOurs(request.url) && request.method === 'GET' ? pages.get(new URL(request.url).pathname) : undefined
    if (page === undefined) return new Response(null, { status: 404, headers: pageHeaders })
    return new Response(new Uint8Array(page.bytes), {
      headers: { ...pageHeaders, 'Content-Type': page.mediaType, 'Cache-Control': 'no-cache' },
    })
  })
}
