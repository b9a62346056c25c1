// The same contract over every transport: what holds over one holds over all.
import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import type { Failure, Reply, Send } from '../../../domain/contract.ts'
import { serveHttp } from '../../../electron/transport/http.ts'
import { createBridge } from '../../../electron/transport/ipc-bridge.ts'
import { serveIpc } from '../../../electron/transport/ipc.ts'
import { memoryTransport } from '../../../electron/transport/memory.ts'
import type { Answer } from '../../../electron/transport/answer.ts'
import { stationOverBridge, stationOverHttp } from '../../../renderer/station.ts'
import { hashOfFrames, smallStation, type SmallStation } from './small-station.ts'

type Connected = { readonly send: Send; readonly close: () => Promise<void> }
type Connect = (answer: Answer, faults: unknown[]) => Promise<Connected>

const overMemory: Connect = (answer, faults) =>
  Promise.resolve({ send: memoryTransport(answer, (fault) => faults.push(fault)), close: () => Promise.resolve() })

const overHttp: Connect = async (answer, faults) => {
  const host = await serveHttp({
    answer,
    pages: new Map(),
    port: 0,
    identity: 'test',
    entrance: () => Promise.resolve({ file: '', token: 'token', exchange: () => Promise.resolve(null) }),
    report: (fault) => faults.push(fault),
  })
  // A browser adds the origin by itself.
  const fromPage: typeof fetch = (address, init) =>
    fetch(`${host.origin}${String(address)}`, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), origin: host.origin },
    })
  return { send: stationOverHttp({ fetch: fromPage, token: () => 'token' }), close: host.close }
}

const overIpc: Connect = (answer, faults) => {
  const main = new EventEmitter()
  const page = new EventEmitter()
  const sender = Object.assign(new EventEmitter(), { id: 1 })
  const event = {
    sender,
    senderFrame: { url: 'etabli://app/', parent: null },
    reply: (channel: string, message: unknown) => {
      queueMicrotask(() => page.emit(channel, {}, structuredClone(message)))
    },
  }
  serveIpc(
    main,
    answer,
    (url) => url.startsWith('etabli://app/'),
    (fault) => faults.push(fault),
  )
  const bridge = createBridge({
    send: (channel, message) => {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => main.emit(channel, event, copy))
    },
    on: (channel, listener) => page.on(channel, listener),
  })
  return Promise.resolve({ send: stationOverBridge(bridge), close: () => Promise.resolve() })
}

const failureOf = (reply: Reply<unknown>): Failure => {
  if (reply.ok) throw new Error('It should have failed')
  return reply.error
}

describe.each([
  ['memory', overMemory],
  ['HTTP', overHttp],
  ['the IPC adapter', overIpc],
] as const)('over %s', (_name, connect) => {
  let connected: Connected | null = null
  let faults: unknown[] = []
  const connectTo = async (station: SmallStation): Promise<Send> => {
    faults = []
    connected = await connect(station.answer, faults)
    return connected.send
  }
  afterEach(async () => {
    await connected?.close()
    connected = null
  })

  test('an operation is answered with its value', async () => {
    const send = await connectTo(smallStation())
    expect(await send('journal.hashAt', { position: 1 })).toEqual({ ok: true, value: { hash: hashOfFrames } })
  })

  test.each(['no.such', '__proto__', 'constructor', 'toString', '', '../op', 'journal.hashAt/'])(
    'what is no operation is refused: “%s”',
    async (name) => {
      const send = await connectTo(smallStation())
      // The types do not let a wrong name through; a page of another version might.
      expect(failureOf(await send(name as never, {} as never)).code).toBe('unknown-operation')
    },
  )

  test('bad input is refused and the place of the fault is named', async () => {
    const send = await connectTo(smallStation())
    const failure = failureOf(await send('journal.hashAt', { position: 'one' as never }))
    expect(failure.code).toBe('bad-input')
    expect(failure.reasons).toEqual([{ code: 'input.invalid', params: { path: 'position' } }])
  })

  test('members nobody asked for are refused, __proto__ as well', async () => {
    const send = await connectTo(smallStation())
    const input = JSON.parse('{"position":1,"__proto__":{"admin":true}}') as never
    expect(failureOf(await send('journal.hashAt', input)).code).toBe('bad-input')
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })

  test('progress arrives in order and before the reply, and the reasons of a refusal with it', async () => {
    const send = await connectTo(smallStation())
    const sections: string[] = []
    const failure = failureOf(await send('hardware.read', {}, { onProgress: (event) => sections.push(event.section) }))
    expect(sections).toEqual(['identity', 'memory', 'disks'])
    expect(failure.reasons).toEqual([{ code: 'test.no', params: { n: 3 } }])
  })

  test('cancelling ends the work itself, not only the waiting', async () => {
    const station = smallStation()
    const send = await connectTo(station)
    const cancellation = new AbortController()
    const reply = send('people.list', {}, { signal: cancellation.signal })
    setTimeout(() => {
      cancellation.abort()
    }, 50)
    expect((await reply).ok).toBe(false)
    await station.stopped
  })

  test('a fault of the station crosses without its message and its stack', async () => {
    const send = await connectTo(smallStation())
    const failure = failureOf(await send('station.unlock', { passphrase: 'x' }))
    expect(failure.code).toBe('internal')
    expect(JSON.stringify(failure)).not.toMatch(/secret|somebody|\.ts:/)
    expect(String(faults[0])).toContain('secret detail')
  })

  test('an input larger than the contract allows is refused as data', async () => {
    const send = await connectTo(smallStation())
    const text = 'x'.repeat(33 * 1024 * 1024)
    expect(failureOf(await send('hardware.open', { name: 'report.json', text })).code).toBe('bad-input')
  })

  test('many calls at once each get their own answer', async () => {
    const send = await connectTo(smallStation())
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send('journal.hashAt', { position: index % 2 })),
    )
    expect(replies.map((reply) => reply.ok)).toEqual(replies.map((_, index) => index % 2 === 1))
  })
})

describe.each([
  ['HTTP', overHttp],
  ['the IPC adapter', overIpc],
] as const)('the client over %s', (_name, connect) => {
  test('does not take a reply that does not follow the contract', async () => {
    const connected = await connect(smallStation().answer, [])
    const failure = failureOf(await connected.send('station.describe', {}))
    expect(failure.code).toBe('bad-reply')
    await connected.close()
  })
})

test('over HTTP, more than any input may have is refused before it is sent', async () => {
  const connected = await overHttp(smallStation().answer, [])
  const text = 'x'.repeat(97 * 1024 * 1024)
  const failure = failureOf(await connected.send('hardware.open', { name: 'report.json', text }))
  expect([failure.code, failure.reasons[0]?.code]).toEqual(['bad-input', 'session.too-large'])
  await connected.close()
})

test('over IPC, a frame that is not our page gets an error and nothing is done', () => {
  const main = new EventEmitter()
  let asked = 0
  serveIpc(
    main,
    () => {
      asked += 1
      return Promise.resolve({ ok: true, value: {} })
    },
    (url) => url.startsWith('etabli://app/'),
    () => undefined,
  )
  const replies: unknown[] = []
  const call = (senderFrame: unknown) =>
    main.emit(
      'etabli',
      {
        sender: Object.assign(new EventEmitter(), { id: 2 }),
        senderFrame,
        reply: (_: string, message: unknown) => replies.push(message),
      },
      {
        id: '4a7f8f5e-58a0-4d5a-9d38-9f4f0f2b1c11',
        kind: 'call',
        name: 'station.describe',
        input: {},
      },
    )
  call({ url: 'https://elsewhere.example/', parent: null })
  call({ url: 'etabli://app/', parent: {} })
  call(null)
  expect(asked).toBe(0)
  expect(replies).toHaveLength(3)
  expect(JSON.stringify(replies[0])).toContain('refused')
})
