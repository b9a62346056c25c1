// One request to one server over HTTPS, and what came of it: redirects are not followed, an answer is read up to a limit, and
// nothing waits for ever. What the answer means is domain/delivery's.
import { Agent, request, type RequestOptions } from 'node:https'
import type { Readable } from 'node:stream'
import type { Answer, NoAnswer } from '../../domain/delivery/answer.ts'

export type Limits = {
  /** Nothing was heard or could be written for so long; also until the connection stands. */
  readonly idleMs: number
  /** From the end of what was sent to the end of the answer. */
  readonly answerMs: number
}
export const LIMITS: Limits = { idleMs: 30_000, answerMs: 30_000 }
const LONGEST_ANSWER = 1024 * 1024

export type Asked = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PROPFIND' | 'MOVE' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer | { readonly open: () => Readable; readonly bytes: number }
  /** Takes the answer's body instead of keeping it. */
  readonly onBody?: (piece: Buffer) => void
  /** How much of a body that is read from a file has gone out, 0 to 1. */
  readonly onSent?: (part: number) => void
  readonly signal: AbortSignal
}

export type Ask = (asked: Asked) => Promise<Answer>

export class StoppedError extends Error {}

const unreachable = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN'],
])
const wrongDate = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

const whyOf = (error: NodeJS.ErrnoException): NoAnswer => {
  const code = error.code ?? ''
  if (unreachable.has(code)) return 'unreachable'
  if (code === 'ECONNREFUSED') return 'nobody-listens'
  if (code.startsWith('ERR_PROXY')) return 'proxy'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (wrongDate.has(code)) return 'certificate-date'
  if (/CERT|SIGNED|VERIFY|ISSUER/.test(code)) return 'certificate'
  if (/^(EPROTO|ERR_SSL)/.test(code)) return 'not-https'
  return 'cut-off'
}

const headersOf = (raw: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

const lengthOf = (body: NonNullable<Asked['body']>): number =>
  typeof body === 'object' && 'bytes' in body ? body.bytes : Buffer.byteLength(body)

/** A server puts a large file in its place before it answers: at 20 MB a second. */
const millisecondsToTake = (body: Asked['body']): number => (body === undefined ? 0 : lengthOf(body) / 20_000)

/** A connection that was kept open may have been closed at the other end in the same moment: asked once more on a new one. */
class StaleConnection extends Error {}

const once = (asked: Asked, options: RequestOptions, limits: Limits): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body, onBody, signal } = asked
    if (signal.aborted) {
      reject(new StoppedError())
      return
    }
    const sent = request(url, {
      ...options,
      method,
      headers: {
        'user-agent': 'Etabli',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': lengthOf(body) }),
      },
      timeout: limits.idleMs,
    })
    let timer = setTimeout(() => end('timed-out'), limits.idleMs)
    let source: Readable | null = null
    const settle = (work: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      work()
      sent.destroy()
      source?.destroy()
    }
    const end = (why: NoAnswer) => {
      settle(() => {
        resolve({ kind: 'none', why })
      })
    }
    const stop = () => {
      settle(() => {
        reject(new StoppedError())
      })
    }
    signal.addEventListener('abort', stop)
    sent.on('timeout', () => {
      end('timed-out')
    })
    sent.on('socket', (socket) => {
      const connected = () => {
        // From here on the silence is watched, until everything is sent.
        clearTimeout(timer)
      }
      if (sent.reusedSocket) connected()
      else socket.once('secureConnect', connected)
    })
    sent.on('finish', () => {
      clearTimeout(timer)
      const patience = limits.answerMs + millisecondsToTake(body)
      sent.setTimeout(patience)
      timer = setTimeout(() => {
        end('timed-out')
      }, patience)
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      if (isStale)
        settle(() => {
          reject(new StaleConnection())
        })
      else end(whyOf(error))
    })
    sent.on('response', (response) => {
      const pieces: Buffer[] = []
      let length = 0
      response.on('data', (piece: Buffer) => {
        length += piece.length
        if (onBody !== undefined) {
          onBody(piece)
          // Taken as it comes, however long it is: only silence ends it.
          timer.refresh()
        } else if (length > LONGEST_ANSWER) end('too-large')
        else pieces.push(piece)
      })
      response.on('error', () => {
        end('cut-off')
      })
      response.on('end', () => {
        if (!response.complete) {
          end('cut-off')
          return
        }
        const answer: Answer = {
          kind: 'answer',
          status: response.statusCode ?? 0,
          headers: headersOf(response.headers),
          body: Buffer.concat(pieces).toString('utf8'),
        }
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        source?.destroy()
        // An answer that came before everything was sent: the rest would be read as another request.
        if (!sent.writableFinished) sent.destroy()
        resolve(answer)
      })
      response.on('close', () => {
        if (!response.complete) end('cut-off')
      })
    })
    if (body === undefined) sent.end()
    else if (typeof body === 'object' && 'open' in body) {
      source = body.open()
      source.on('error', (error) => {
        settle(() => {
          reject(error)
        })
      })
      let gone = 0
      source.on('data', (piece: Buffer) => {
        gone += piece.length
        asked.onSent?.(Math.min(1, gone / Math.max(1, body.bytes)))
      })
      source.pipe(sent)
    } else sent.end(body)
  })

/** Asks one server, on one connection that is kept. `authority`: the only one that is believed, in PEM; empty: the system's. */
export const openConnection = (
  authority: string,
  limits: Limits = LIMITS,
): { readonly ask: Ask; readonly close: () => void } => {
  // An office's proxy, where its computers are told of one.
  const agent = new Agent({ keepAlive: true, maxSockets: 1, proxyEnv: process.env })
  const options: RequestOptions = {
    agent,
    ...(authority === '' ? {} : { ca: authority }),
    minVersion: 'TLSv1.2',
    // Whatever Node was told in its surroundings (NODE_TLS_REJECT_UNAUTHORIZED).
    rejectUnauthorized: true,
  }
  return {
    ask: async (asked) => {
      try {
        return await once(asked, options, limits)
      } catch (error) {
        if (!(error instanceof StaleConnection)) throw error
        return once(asked, { ...options, agent: false }, limits)
      }
    },
    close: () => {
      agent.destroy()
    },
  }
}
