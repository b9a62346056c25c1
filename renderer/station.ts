// The client of the station: chooses the transport of the shell this page runs in, and checks what comes back against
// the contract. It never throws; what goes wrong is a reply.
import { z } from 'zod'
import {
  ErrorCode,
  Failure,
  MAXIMUM_INPUT_BYTES,
  operations,
  type OperationName,
  type Reply,
  type Send,
} from '../domain/contract.ts'
import { reason, type Reason } from '../domain/words/reason.ts'
import { SESSION_HEADER, sessionToken } from './session.ts'

/** The one function that the Electron shell's preload gives the page. */
export type Bridge = (
  name: string,
  input: unknown,
  onProgress: (event: unknown) => void,
) => { readonly reply: Promise<unknown>; readonly cancel: () => void }

declare global {
  interface Window {
    readonly etabli?: Bridge
  }
}

type Carrier = (
  name: OperationName,
  input: unknown,
  onProgress: (event: unknown) => void,
  signal: AbortSignal,
) => Promise<unknown>

const failure = (code: ErrorCode, message: string, reasons: readonly Reason[] = []): Reply<never> => ({
  ok: false,
  error: { code, message, reasons: [...reasons] },
})

const AnyReply = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: Failure }),
])

const checked = (name: OperationName, raw: unknown): Reply<unknown> => {
  const reply = AnyReply.safeParse(raw)
  if (!reply.success) return failure('bad-reply', `The reply to ${name} has another form`)
  if (!reply.data.ok) return reply.data
  const value = operations[name].output.safeParse(reply.data.value)
  if (value.success) return { ok: true, value: value.data }
  const where = value.error.issues[0]?.path.map(String).join('.') ?? ''
  return failure('bad-reply', `The reply to ${name} does not follow the contract at “${where}”`)
}

/** Made of anything that carries a call there and back. */
const clientOver = (carry: Carrier): Send => {
  const send = async (name: OperationName, input: unknown, options?: Parameters<Send>[2]): Promise<Reply<unknown>> => {
    const cancelled = new AbortController()
    const cancel = () => {
      cancelled.abort()
    }
    if (options?.signal?.aborted === true) return failure('cancelled', 'Cancelled before it began')
    options?.signal?.addEventListener('abort', cancel, { once: true })
    const progress: z.ZodType | null = Object.hasOwn(operations, name) ? operations[name].progress : null
    try {
      const raw = await carry(
        name,
        input,
        (event) => {
          const parsed = progress?.safeParse(event)
          // The table ties progress to its name; an event of another form is left out, the reply still counts.
          if (parsed?.success === true) options?.onProgress?.(parsed.data as never)
        },
        cancelled.signal,
      )
      return Object.hasOwn(operations, name) ? checked(name, raw) : (AnyReply.parse(raw) as Reply<unknown>)
    } catch (fault) {
      if (cancelled.signal.aborted) return failure('cancelled', 'Cancelled')
      return failure('unreachable', fault instanceof Error ? fault.message : 'The station did not answer', [
        reason('session.unreachable'),
      ])
    } finally {
      options?.signal?.removeEventListener('abort', cancel)
    }
  }
  // The table ties name, input and output together; here they are only carried.
  return send as Send
}

export const stationOverBridge = (bridge: Bridge): Send =>
  clientOver((name, input, onProgress, signal) => {
    const call = bridge(name, input, onProgress)
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        call.cancel()
        reject(new Error('Cancelled'))
      })
      call.reply.then(resolve, reject)
    })
  })

const Line = z.union([z.strictObject({ progress: z.unknown() }), z.strictObject({ reply: z.unknown() })])

/** Complete lines of a stream of text. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  // The decoder's types do not say that it takes any bytes; the stream of a response is such.
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  const parts: string[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const [first = '', ...rest] = value.split('\n')
    parts.push(first)
    for (const part of rest) {
      yield parts.join('')
      parts.length = 0
      parts.push(part)
    }
  }
}

const refusedByHost = (status: number): Reply<never> => {
  if (status === 401) return failure('unreachable', 'The session has ended', [reason('session.ended')])
  if (status === 413) return failure('bad-input', 'The input is too large', [reason('session.too-large')])
  return failure('unreachable', `The host refused with ${String(status)}`, [reason('session.unreachable')])
}

type HttpParts = { readonly fetch: typeof fetch; readonly token: () => string | null }

export const stationOverHttp = (parts: HttpParts): Send =>
  clientOver(async (name, input, onProgress, signal) => {
    const body = JSON.stringify(input)
    // Said here already: a connection that is cut while it still sends tells nobody why.
    if (new Blob([body]).size > MAXIMUM_INPUT_BYTES) return refusedByHost(413)
    const response = await parts.fetch(`/op/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SESSION_HEADER]: parts.token() ?? '' },
      body,
      signal,
    })
    if (!response.ok || response.body === null) return refusedByHost(response.status)
    for await (const text of linesOf(response.body)) {
      const line = Line.parse(JSON.parse(text))
      if ('reply' in line) return line.reply
      onProgress(line.progress)
    }
    throw new Error('The station ended before it answered')
  })

/** The station of the shell this page runs in. */
export const createStationClient = (): Send => {
  const { etabli } = window
  return etabli === undefined
    ? stationOverHttp({ fetch: window.fetch.bind(window), token: sessionToken })
    : stationOverBridge(etabli)
}
