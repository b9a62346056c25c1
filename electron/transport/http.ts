// The contract over HTTP on this computer alone: POST /op/<name> answers a stream of JSON lines (progress, then the
// reply). It trusts neither other programs, nor other users, nor other pages of the same browser.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { MAXIMUM_INPUT_BYTES } from '../../domain/contract.ts'
import { answerSafely, refusal, type Answer } from './answer.ts'
import { pageHeaders } from './content-security-policy.ts'
import { one, turnedAway } from './door.ts'
import type { Pages } from './pages.ts'
import { sameSecret, type Entrance } from './start-code.ts'

export const SESSION_HEADER = 'x-etabli-session'
/** Says who listens on this port, to a second start of Établi; it names no folder and no secret. */
export const IDENTITY_ADDRESS = '/etabli.json'

const LOOPBACK = '127.0.0.1'
const MAXIMUM_CODE_BYTES = 1024
/** A presence stream says something at this interval, so that a window that vanished is noticed. */
const PRESENCE_INTERVAL_MS = 5_000

const StartForm = z.strictObject({ code: z.string().max(100) })

export type HttpHost = {
  readonly port: number
  readonly origin: string
  /** Windows that are open now. */
  readonly windows: () => number
  /** Calls back each time a window opens or goes. */
  readonly onWindows: (listener: () => void) => void
  /** Asks every open window to close itself. */
  readonly closeWindows: () => void
  readonly close: () => Promise<void>
}

export type HttpLimits = {
  readonly bodyBytes: number
  readonly headersMs: number
  readonly requestMs: number
  /** How long a page may take to be read: it goes no further than this computer. */
  readonly readingMs: number
}
const usualLimits: HttpLimits = {
  bodyBytes: MAXIMUM_INPUT_BYTES,
  headersMs: 10_000,
  requestMs: 120_000,
  readingMs: 60_000,
}

type HttpParts = {
  readonly answer: Answer
  readonly pages: Pages
  /** Called once the port is known. */
  readonly entrance: (origin: string) => Promise<Entrance>
  /** 0 lets the system choose, in tests only: an IndexedDB origin includes its port. */
  readonly port: number
  /** What IDENTITY_ADDRESS answers as the station. */
  readonly identity: string
  readonly report: (fault: unknown) => void
  readonly limits?: Partial<HttpLimits>
}

class BodyTooLarge extends Error {}

const readBody = async (request: IncomingMessage, maximum: number): Promise<string> => {
  if (Number(request.headers['content-length'] ?? 0) > maximum) throw new BodyTooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maximum) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}

/** Starts listening. Rejects with Node's error where the port is taken. */
export const serveHttp = async (parts: HttpParts): Promise<HttpHost> => {
  const limits = { ...usualLimits, ...parts.limits }
  const answer = answerSafely(parts.answer, parts.report)
  const windows = new Set<ServerResponse>()
  const listeners: (() => void)[] = []
  const windowsChanged = () => {
    for (const listener of listeners) listener()
  }

  let origin = ''
  let entrance: Entrance | null = null

  // Whatever is refused here is refused before its body is read, and the connection ends with it.
  const turnAway = (response: ServerResponse, status: number) => {
    response.writeHead(status, { ...pageHeaders, Connection: 'close', 'Content-Length': 0 }).end()
  }
  const sayJson = (response: ServerResponse, value: unknown) => {
    const bytes = Buffer.from(JSON.stringify(value))
    response
      .writeHead(200, {
        ...pageHeaders,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': bytes.byteLength,
        'Cache-Control': 'no-store',
      })
      .end(bytes)
  }

  const get = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === IDENTITY_ADDRESS) {
      sayJson(response, { application: 'etabli', station: parts.identity })
      return
    }
    const page = parts.pages.get(request.url ?? '')
    if (page === undefined) {
      turnAway(response, 404)
      return
    }
    const patience = setTimeout(() => response.destroy(), limits.readingMs)
    response.on('close', () => {
      clearTimeout(patience)
    })
    response
      .writeHead(200, {
        ...pageHeaders,
        'Content-Type': page.mediaType,
        'Content-Length': page.bytes.byteLength,
        'Cache-Control': page.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
      })
      .end(page.bytes)
  }

  const start = async (request: IncomingMessage, response: ServerResponse, doors: Entrance) => {
    const form = StartForm.safeParse(JSON.parse(await readBody(request, MAXIMUM_CODE_BYTES)))
    const token = form.success ? await doors.exchange(form.data.code) : null
    if (token === null) turnAway(response, 403)
    else sayJson(response, { token })
  }

  const lines = (response: ServerResponse) => {
    response.writeHead(200, {
      ...pageHeaders,
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.flushHeaders()
    return (value: unknown) => {
      if (!response.writableEnded && !response.destroyed) response.write(`${JSON.stringify(value)}\n`)
    }
  }

  const keepPresence = (response: ServerResponse) => {
    const say = lines(response)
    const beat = setInterval(() => {
      say({ present: true })
    }, PRESENCE_INTERVAL_MS)
    windows.add(response)
    windowsChanged()
    response.on('close', () => {
      clearInterval(beat)
      windows.delete(response)
      windowsChanged()
    })
  }

  const operate = async (name: string, request: IncomingMessage, response: ServerResponse) => {
    const cancelled = new AbortController()
    response.on('close', () => {
      if (!response.writableFinished) cancelled.abort()
    })
    const body = await readBody(request, limits.bodyBytes)
    let input: unknown
    try {
      input = JSON.parse(body)
    } catch {
      lines(response)({ reply: refusal('bad-input', 'The input is not JSON') })
      response.end()
      return
    }
    const say = lines(response)
    const reply = await answer(name, input, {
      signal: cancelled.signal,
      onProgress: (event) => {
        say({ progress: event })
      },
    })
    say({ reply })
    response.end()
  }

  const post = async (request: IncomingMessage, response: ServerResponse, doors: Entrance) => {
    if (request.url === '/session') {
      await start(request, response, doors)
      return
    }
    if (!sameSecret(one(request, SESSION_HEADER) ?? '', doors.token)) {
      turnAway(response, 401)
      return
    }
    if (request.url === '/presence') keepPresence(response)
    else if (request.url?.startsWith('/op/') === true)
      await operate(request.url.slice('/op/'.length), request, response)
    else turnAway(response, 404)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const status = entrance === null ? 403 : turnedAway(request, origin)
    if (entrance === null || status !== null) turnAway(response, status ?? 403)
    else if (request.method === 'GET') get(request, response)
    else await post(request, response, entrance)
  }

  const server: Server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: true,
      // Whatever Node was started with.
      insecureHTTPParser: false,
    },
    (request, response) => {
      handle(request, response).catch((fault: unknown) => {
        if (response.headersSent || response.destroyed) {
          response.destroy()
          return
        }
        if (fault instanceof BodyTooLarge) turnAway(response, 413)
        else if (fault instanceof SyntaxError || fault instanceof TypeError) turnAway(response, 400)
        else {
          parts.report(fault)
          turnAway(response, 500)
        }
      })
    },
  )
  // Who wants to know first whether a body is welcome is told no: a refusal never waits for one.
  const refuseExpectation = (_request: IncomingMessage, response: ServerResponse) => {
    turnAway(response, 417)
  }
  server.on('checkContinue', refuseExpectation)
  server.on('checkExpectation', refuseExpectation)
  // Neither upgrades nor tunnels are spoken here.
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('connect', (_request, socket) => socket.destroy())

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: LOOPBACK, port: parts.port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo
  origin = `http://${LOOPBACK}:${String(port)}`
  try {
    entrance = await parts.entrance(origin)
  } catch (fault) {
    server.close()
    throw fault
  }

  return {
    port,
    origin,
    windows: () => windows.size,
    onWindows: (listener) => {
      listeners.push(listener)
    },
    closeWindows: () => {
      for (const response of windows) response.end('{"close":true}\n')
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
