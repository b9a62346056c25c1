// Servers that answer late, never, in half, with another page, or elsewhere: whatever they do, what was to be sent is still there,
// the reason is said, and what can be delivered is delivered once.
import { createServer as createHttpServer, type Server } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeliveryTarget } from '../../../domain/delivery/target.ts'
import { say } from '../../../domain/words/sentences.ts'
import { serverCertificate } from './certificates.ts'
import { aTarget, openSending, putDocument, type Sending, until } from './outgoing.ts'
import { json, registry, type Respond, startServer, type TestServer, TOKEN } from './servers.ts'

let sending: Sending
let server: TestServer
let target: DeliveryTarget
let hash: string
let kept: Map<string, number>

beforeEach(async () => {
  sending = await openSending()
  kept = new Map()
  server = await startServer(registry(kept))
  hash = await putDocument(sending.vault, 1)
  target = await sending.addTarget(aTarget({ url: server.url, authority: server.authority }))
})
afterEach(async () => {
  await sending.close()
  await server.close()
})

const row = () => {
  const [first] = sending.rows(target)
  if (first === undefined) throw new Error('There is no row')
  return first
}
const state = () => sending.delivering.outbox.state(target)
const isDelivered = () => row().state === 'delivered'
const frames = () => sending.vault.journal.head.position

describe('a registry that does as it should', () => {
  it('gets each document whole, under its hash, once', async () => {
    const more = [await putDocument(sending.vault, 2), await putDocument(sending.vault, 3)]
    await sending.sendUntil(target, () => sending.rows(target).every((each) => each.state === 'delivered'))
    expect([...kept.entries()]).toEqual([hash, ...more].map((each) => [each, 1]))
    const [first] = server.received
    expect(first?.headers).toMatchObject({
      'content-type': 'application/vc',
      'idempotency-key': `"${hash}"`,
      'repr-digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
    })
    expect(sending.vault.ledger.delivery(target.id, hash)).toMatchObject({ state: 'delivered', reference: 'R-1' })
    // Asked again, nothing goes out.
    sending.delivering.outbox.send(target.id)
    await until(() => !state().sending)
    expect(server.received).toHaveLength(3)
    // The log hears how many and to what kind of place, and neither which nor where.
    const delivered = { event: 'delivery', target: 'registry', outcome: 'delivered', reasons: [] }
    expect(sending.told).toEqual([delivered, delivered, delivered])
  })

  it('is found by a try of the connection, which sends nothing', async () => {
    const trial = await sending.delivering.test(target, new AbortController().signal)
    expect(trial.works).toBe(true)
    expect(trial.found.map((each) => each.code)).toEqual(['delivery.found-server', 'delivery.found-registry'])
    expect(kept.size).toBe(0)
  })
})

/** What is tried again by itself, and what is said of it meanwhile. */
const passing: readonly (readonly [name: string, code: string, respond: Respond])[] = [
  [
    'a page instead of an answer',
    'delivery.not-the-service',
    (_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><h1>Wi-Fi gratuit</h1>')
    },
  ],
  [
    'a page that does not say it is one',
    'delivery.not-the-service',
    (_, response) => {
      response.writeHead(200).end('  <html><body>Connexion</body></html>')
    },
  ],
  [
    'a good answer about something else',
    'delivery.not-the-service',
    (_, response) => {
      json(response, 200, { hash: '0'.repeat(64) })
    },
  ],
  [
    'no content',
    'delivery.not-the-service',
    (_, response) => {
      response.writeHead(204).end()
    },
  ],
  [
    'a redirect to another server',
    'delivery.redirected',
    (_, response) => {
      response.writeHead(307, { location: 'https://ailleurs.example/documents' }).end()
    },
  ],
  [
    'a fault',
    'delivery.server-fault',
    (_, response) => {
      json(response, 500, { message: 'boom' })
    },
  ],
  [
    'too many',
    'delivery.too-many',
    (_, response) => {
      json(response, 429, {}, { 'retry-after': '2' })
    },
  ],
  [
    'closed for a moment',
    'delivery.server-busy',
    (_, response) => {
      json(response, 503, {}, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' })
    },
  ],
  [
    'no room',
    'delivery.server-full',
    (_, response) => {
      json(response, 507, {})
    },
  ],
  [
    'an answer cut in the middle',
    'delivery.cut-off',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"hash":')
      setTimeout(() => response.destroy(), 20)
    },
  ],
  [
    'a closed door',
    'delivery.cut-off',
    (_, response) => {
      response.destroy()
    },
  ],
  ['silence', 'delivery.timed-out', () => undefined],
  [
    'a drop a moment',
    'delivery.timed-out',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 30)
      response.on('close', () => {
        clearInterval(timer)
      })
    },
  ],
  [
    'two megabytes',
    'delivery.too-large',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(2 * 1024 * 1024, 32))
    },
  ],
]

describe('a server that answers with', () => {
  it.each(passing)('%s is tried again until it behaves', async (_, code, respond) => {
    server.respond = respond
    const before = frames()
    await sending.sendUntil(target, () => row().tries > 0)
    expect(row().lastError.map((each) => each.code)).toEqual([code])
    expect(row().state).toMatch(/waiting|sending/)
    expect(frames()).toBe(before)
    expect(kept.size).toBe(0)
    server.respond = registry(kept)
    await until(isDelivered)
    expect([...kept]).toEqual([[hash, 1]])
    expect(sending.faults).toEqual([])
  })

  it('409 and the very hash has it already: delivered', async () => {
    server.respond = (_, response) => {
      json(response, 409, { hash, reference: 'R-9' })
    }
    await sending.sendUntil(target, isDelivered)
    expect(server.received).toHaveLength(1)
  })

  it.each([
    ['409 and another hash', 409, { hash: 'f'.repeat(64) }, 'delivery.other-hash'],
    ['422 and why', 422, { detail: 'La signature ne tient pas' }, 'delivery.refused-saying'],
    ['413', 413, 'x', 'delivery.refused'],
    ['400 in HTML', 400, '<html>', 'delivery.refused'],
  ] as const)('%s is asked once, and a person after that', async (_, status, body, code) => {
    server.respond = (__, response) => {
      json(response, status, body)
    }
    await sending.sendUntil(target, () => row().state === 'refused')
    await until(() => !state().sending)
    expect(server.received).toHaveLength(1)
    expect(row().lastError.map((each) => each.code)).toEqual([code])
    expect(row().lastError.map((each) => say(each, 'fr'))[0]).not.toContain('delivery.')
    sending.delivering.outbox.send(target.id)
    await until(() => !state().sending)
    expect(server.received).toHaveLength(1)
    // A person has it tried again, and the server has changed its mind.
    server.respond = registry(kept)
    await sending.delivering.outbox.retry(target.id, [hash], 'ABCD')
    await sending.sendUntil(target, isDelivered)
  })

  it.each([
    [401, 'delivery.not-allowed'],
    [403, 'delivery.not-allowed'],
    [404, 'delivery.not-there'],
    [405, 'delivery.not-there'],
  ] as const)('%i stops before the second document, until a person has looked', async (status, code) => {
    await putDocument(sending.vault, 2)
    server.respond = (_, response) => {
      json(response, status, { detail: `your token is ${TOKEN}` })
    }
    sending.delivering.outbox.send(target.id)
    await until(() => server.received.length > 0 && !state().sending)
    expect(server.received).toHaveLength(1)
    expect(state().lastError.map((each) => each.code)).toEqual([code])
    expect(state().counts).toMatchObject({ waiting: 2, refused: 0 })
  })
})

describe('a connection', () => {
  const lastError = () => row().lastError.map((each) => each.code)
  const elsewhere = async (url: string, authority = server.authority) => {
    target = await sending.addTarget(aTarget({ url, authority }))
    await sending.sendUntil(target, () => row().tries > 0)
    return lastError()
  }

  it('to a port where nobody listens is tried again', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo // it listens on a port
    await new Promise((resolve) => taken.close(resolve))
    expect(await elsewhere(`https://127.0.0.1:${String(port)}/`)).toEqual(['delivery.nobody-listens'])
  })

  it('to a name that nobody has is taken for a missing network', async () => {
    expect(await elsewhere('https://registre.invalid/')).toEqual(['delivery.unreachable'])
  })

  it('to a server whose certificate nobody vouches for sends nothing', async () => {
    expect(await elsewhere(server.url, '')).toEqual(['delivery.certificate'])
    expect(server.received).toEqual([])
  })

  it('to such a server sends nothing either where Node is told to believe anybody', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      expect(await elsewhere(server.url, '')).toEqual(['delivery.certificate'])
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
  })

  it('to a server whose certificate is of another time says to look at the clock', async () => {
    const over = await startServer(registry(kept), serverCertificate('over'))
    try {
      expect(await elsewhere(over.url, over.authority)).toEqual(['delivery.certificate-date'])
      expect(over.received).toEqual([])
    } finally {
      await over.close()
    }
  })

  it('to something that takes a connection and never speaks ends by itself', async () => {
    const mute = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as AddressInfo // it listens on a port
    expect(await elsewhere(`https://127.0.0.1:${String(port)}/`)).toEqual(['delivery.timed-out'])
    mute.close()
  })

  it('to something that does not speak TLS sends nothing', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    })
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as AddressInfo // it listens on a port
    expect(await elsewhere(`https://127.0.0.1:${String(port)}/`)).toEqual(['delivery.not-https'])
    plain.close()
  })
})

describe('an office’s proxy', () => {
  const through = async (proxy: Server, code: string | null) => {
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as AddressInfo // it listens on a port
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${String(port)}`)
    vi.stubEnv('https_proxy', `http://127.0.0.1:${String(port)}`)
    vi.stubEnv('NO_PROXY', '')
    vi.stubEnv('no_proxy', '')
    try {
      await sending.sendUntil(target, code === null ? isDelivered : () => row().tries > 0)
      if (code !== null) expect(row().lastError.map((each) => each.code)).toEqual([code])
    } finally {
      vi.unstubAllEnvs()
      await sending.delivering.outbox.stop(target.id)
      proxy.closeAllConnections()
      proxy.close()
    }
  }

  it('is gone through where the computer is told of one', async () => {
    const asked: string[] = []
    const proxy = createHttpServer()
    proxy.on('connect', ({ url = '' }, socket) => {
      asked.push(url)
      const onward = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      })
      for (const end of [onward, socket]) end.on('error', () => undefined)
    })
    await through(proxy, null)
    expect(asked).toEqual([new URL(server.url).host])
    expect([...kept]).toEqual([[hash, 1]])
  })

  it('that lets nothing through is named', async () => {
    const proxy = createHttpServer()
    proxy.on('connect', (_, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    })
    await through(proxy, 'delivery.proxy')
    expect(server.received).toEqual([])
  })
})

describe('an outbox', () => {
  it('is not held up by one document that always fails', async () => {
    const hashes = [hash]
    for (let sequence = 2; sequence <= 8; sequence++) hashes.push(await putDocument(sending.vault, sequence))
    const good = registry(kept)
    server.respond = (received, response) => {
      if (received.headers['idempotency-key'] === `"${hashes[2] ?? ''}"`) json(response, 500, {})
      else good(received, response)
    }
    await sending.sendUntil(target, () => state().counts.delivered === 7)
    expect(state().counts).toMatchObject({ delivered: 7, waiting: 1 })
    server.respond = good
    await until(() => state().counts.waiting === 0)
    expect(kept.size).toBe(8)
  })

  it('can be stopped in the middle and goes on later', async () => {
    for (let sequence = 2; sequence <= 30; sequence++) await putDocument(sending.vault, sequence)
    await sending.sendUntil(target, () => kept.size >= 5)
    await sending.delivering.outbox.stop(target.id)
    expect(state().sending).toBe(false)
    // What was on its way when it was stopped still arrives; nothing follows it.
    await new Promise((resolve) => setTimeout(resolve, 200))
    const sent = kept.size
    expect(sent).toBeLessThan(30)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(kept.size).toBe(sent)
    await sending.sendUntil(target, () => state().counts.waiting === 0)
    expect(kept.size).toBe(30)
  })

  it('sends nothing to a target that is paused or taken out of use, and nothing of before its day', async () => {
    const other = await sending.addTarget({ ...target, paused: true })
    expect(() => {
      sending.delivering.outbox.send(other.id)
    }).toThrow('delivery.paused')
    await sending.addTarget({ ...target, removed: true })
    expect(() => sending.delivering.outbox.target(target.id)).toThrow()
    const later = await sending.addTarget(aTarget({ url: server.url, since: '2026-11-21T00:00:00.000Z' }))
    expect(sending.rows(later)).toEqual([])
  })

  it('lets a person give up with a reason, and never what has arrived', async () => {
    const second = await putDocument(sending.vault, 2)
    await sending.delivering.outbox.giveUp(target.id, [second], 'Envoyé par courriel', 'ABCD')
    await sending.sendUntil(target, isArrived)
    expect([...kept]).toEqual([[hash, 1]])
    await expect(sending.delivering.outbox.giveUp(target.id, [hash], 'Pour rien', 'ABCD')).rejects.toThrow(
      'delivery.delivered-already',
    )
    expect(state().counts).toMatchObject({ delivered: 1, givenUp: 1 })
  })
  const isArrived = () => state().counts.delivered === 1

  it('waits as long as it is asked to before it comes back', async () => {
    server.respond = (_, response) => {
      json(response, 429, {}, { 'retry-after': '86400' })
    }
    sending.delivering.outbox.send(target.id)
    await until(() => state().nextAt !== null)
    server.respond = registry(kept)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(server.received).toHaveLength(1)
    // A person does not wait.
    await sending.sendUntil(target, isDelivered)
  })
})

describe('a schedule', () => {
  const scheduled = async (schedule: DeliveryTarget['schedule']) => {
    target = await sending.addTarget({ ...target, schedule })
  }

  it('sends without anybody, and again when its time has come', async () => {
    await scheduled('hourly')
    await until(isDelivered)
    await putDocument(sending.vault, 2)
    await until(() => state().counts.waiting === 0)
    expect(kept.size).toBe(2)
  })

  it('does not knock again at a door that was closed to it', async () => {
    server.respond = (_, response) => {
      json(response, 401, {})
    }
    await scheduled('hourly')
    await until(() => server.received.length > 0 && !state().sending)
    server.respond = registry(kept)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    expect(server.received).toHaveLength(1)
    await sending.sendUntil(target, isDelivered)
  })

  it('by hand is none', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.received).toEqual([])
  })
})

describe('a token', () => {
  it('stands in no reply, no row and no frame, even where the server repeats it', async () => {
    server.respond = (_, response) => {
      json(response, 422, { detail: `Bearer ${TOKEN} is not enough` })
    }
    await sending.sendUntil(target, () => row().state === 'refused')
    const shown = JSON.stringify([sending.rows(target), state()])
    const { frames: read } = { frames: await sending.vault.journal.read(0, 1000) }
    expect(shown).toContain('•••')
    expect(shown + JSON.stringify(read)).not.toContain(TOKEN)
  })

  it.each([
    ['in another spelling', 'Bearer \\u006aeton\\/tres-secret', {}],
    ['as the name of a server to go to', '', { location: 'https://jeton%2Ftres-secret.example/' }],
  ])('that a server repeats %s is shown to nobody', async (_, detail, headers) => {
    const other = await sending.addTarget(
      aTarget({ url: server.url, authority: server.authority }),
      'jeton/tres-secret',
    )
    server.respond = (_received, response) => {
      response.writeHead('location' in headers ? 307 : 422, { 'content-type': 'application/json', ...headers })
      response.end(`{"detail":"${detail}"}`)
    }
    const shown = () => JSON.stringify([sending.rows(other), sending.delivering.outbox.state(other)])
    sending.delivering.outbox.send(other.id)
    await until(() => shown().includes('"delivery.re'))
    expect(shown()).toContain('•••')
    expect(shown()).not.toContain('tres-secret')
    await sending.delivering.outbox.stop(other.id)
  })

  it('is given to no other server than the one it was typed for', async () => {
    const other = await startServer(registry(kept))
    try {
      const moved = { ...target, url: other.url }
      await sending.addTarget(moved, '')
      expect(await sending.delivering.secrets.has(moved)).toBe(false)
      sending.delivering.outbox.send(moved.id)
      await until(() => state().lastError.length > 0)
      expect(state().lastError.map((each) => each.code)).toEqual(['delivery.secret-missing'])
      expect(other.received).toEqual([])
    } finally {
      await other.close()
    }
  })
})
