// HTTPS servers for tests: one that behaves as each test says, and a registry that keeps what it is sent.
import { hash as digest } from 'node:crypto'
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serverCertificate, type ServerCertificate } from './certificates.ts'

export type Received = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}
export type Respond = (received: Received, response: ServerResponse) => void

export type TestServer = {
  readonly url: string
  readonly authority: string
  readonly received: Received[]
  respond: Respond
  readonly close: () => Promise<void>
}

// Whatever proxy this computer is told of: these servers stand on the computer itself.
for (const name of ['NO_PROXY', 'no_proxy']) process.env[name] = '*'

let shared: ServerCertificate | null = null
export const certificate = (): ServerCertificate => (shared ??= serverCertificate())

export const startServer = async (respond: Respond, tls = certificate()): Promise<TestServer> => {
  const received: Received[] = []
  const server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('error', () => undefined)
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(pieces),
      }
      received.push(one)
      started.respond(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  const started: TestServer = {
    url: `https://127.0.0.1:${String(port)}/etabli/v1`,
    authority: tls.cert,
    received,
    respond,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
  return started
}

export const json = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(value))
}

export const TOKEN = 'jeton-tres-secret'

/** A registry as docs/registry.openapi.yaml describes it. `kept`: how often each document was sent, by its hash. */
export const registry =
  (kept: Map<string, number>): Respond =>
  (received, response) => {
    if (received.headers.authorization !== `Bearer ${TOKEN}`) {
      json(response, 401, { title: 'Unknown token', detail: `I do not know ${String(received.headers.authorization)}` })
      return
    }
    if (received.method === 'GET' && received.path.endsWith('/status')) {
      json(response, 200, { registry: 'etabli', version: 1, name: 'Essai' })
      return
    }
    const hash = digest('sha256', received.body)
    const again = kept.get(hash) ?? 0
    kept.set(hash, again + 1)
    json(response, again > 0 ? 200 : 201, { hash, reference: `R-${String(kept.size)}` })
  }
