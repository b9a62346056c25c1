// The pages exactly as the shell answers them, status and headers included, on an address that a real Chromium opens; and
// beside them another site that would be glad of any request. Chromium opens no foreign scheme: what is tried here is what
// the headers do.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { chromium, type Page } from 'playwright-core'
import type { RunningShell } from '../stand-in/start-shell.ts'

const listen = async (answer: (asked: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port')
  return { server, origin: `http://127.0.0.1:${String(address.port)}` }
}

const end = async (server: Server) => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

export type ReplayedPages = {
  readonly open: () => Promise<Page>
  readonly origin: string
  readonly elsewhere: string
  /** Addresses that the other site was asked for. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

export const replayPages = async (shell: RunningShell): Promise<ReplayedPages> => {
  const own = await listen((request, response) => {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1')
    void shell
      .ask('scheme', { url: `etabli://app${address.pathname}`, method: request.method ?? 'GET' })
      .then(({ answer }) => response.writeHead(answer?.status ?? 500, { ...answer?.headers }).end(answer?.body))
  })
  const asked: string[] = []
  const other = await listen((request, response) => {
    const path = request.url ?? '/'
    // The page that begins an attack is the test's own.
    if (path === '/attack') {
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<!doctype html><title>-</title><iframe src="${own.origin}/"></iframe>`)
      return
    }
    asked.push(path)
    response
      .writeHead(200, {
        'Content-Type': path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .end('')
  })
  const browser = await chromium.launch({
    executablePath: process.env['ETABLI_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const context = await browser.newContext()
  return {
    open: () => context.newPage(),
    origin: own.origin,
    elsewhere: other.origin,
    asked,
    close: async () => {
      await browser.close()
      await end(own.server)
      await end(other.server)
    },
  }
}
