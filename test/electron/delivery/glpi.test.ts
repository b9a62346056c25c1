// Certified machines into GLPI's endpoint: with a token, with a password, without either, and where GLPI says no.
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryTarget } from '../../../domain/delivery/target.ts'
import type { Entry } from '../../../domain/journal/frame.ts'
import { aTarget, openSending, type Sending, until } from './outgoing.ts'
import { json, type Respond, startServer, type TestServer } from './servers.ts'

const certificate = JSON.parse(
  readFileSync(new URL('../../fixtures/documents/refurbishment-certificate-v1.json', import.meta.url), 'utf8'),
) as Record<string, unknown> // a document of ours, frozen
const machineId = (certificate['credentialSubject'] as { machineId: string }).machineId

let sending: Sending
let server: TestServer
let target: DeliveryTarget
const hash = 'c'.repeat(64)

/** GLPI's answers as its own code gives them. */
const glpi =
  (demands: 'nothing' | 'token' | 'password'): Respond =>
  ({ method, path, headers, body }, response) => {
    const { authorization } = headers
    if (path.endsWith('/api.php/token')) {
      const said = JSON.parse(body.toString()) as Record<string, unknown> // what we sent
      const isRight =
        said['client_id'] === 'agent' && said['client_secret'] === 'le secret' && said['scope'] === 'inventory'
      if (demands === 'token' && isRight)
        json(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: 'J1' })
      else json(response, 401, { error: 'invalid_client', message: 'Client authentication failed' })
    } else if (method === 'GET') {
      json(response, 400, { status: 'error', message: 'Protocol not supported', expiration: 24 })
    } else if (demands === 'token' && authorization !== 'Bearer J1') {
      json(response, 401, { status: 'error', message: 'Authorization header required to send an inventory' })
    } else if (
      demands === 'password' &&
      authorization !== `Basic ${Buffer.from('agent:le secret').toString('base64')}`
    ) {
      json(response, 401, {
        status: 'error',
        message: 'Access denied. Wrong login or password for basic authentication.',
      })
    } else json(response, 200, { expiration: 24, status: 'ok' })
  }

beforeEach(async () => {
  sending = await openSending()
  server = await startServer(glpi('nothing'))
  const document = { ...certificate, issuer: { id: sending.vault.ledger.did, name: 'Atelier' } }
  const entry: Entry = { kind: 'document', v: 1, draftId: randomUUID(), hash, document, confirmations: [] }
  await sending.vault.journal.append(randomUUID(), () => entry)
  target = await sending.addTarget(
    aTarget({ kind: 'glpi', url: server.url, authority: server.authority, user: 'agent' }),
    'le secret',
  )
})
afterEach(async () => {
  await sending.close()
  await server.close()
})
const row = () => sending.rows(target)[0]
const posts = () => server.received.filter(({ path }) => path.includes('/front/inventory.php'))

describe('GLPI', () => {
  it.each(['nothing', 'token', 'password'] as const)('that demands %s gets each machine once', async (demands) => {
    server.respond = glpi(demands)
    await sending.sendUntil(target, () => row()?.state === 'delivered')
    const [post, ...more] = posts()
    expect(more).toEqual([])
    expect(post?.headers).toMatchObject({ 'content-type': 'application/json', 'glpi-agent-id': machineId })
    expect(JSON.parse(post?.body.toString() ?? '')).toMatchObject({
      deviceid: `etabli-${machineId}`,
      action: 'inventory',
      content: { versionclient: 'Etabli_v0.0.0' },
    })
  })

  it('that takes a token back in the middle is asked for another one', async () => {
    let tokens = 0
    const good = glpi('token')
    server.respond = (received, response) => {
      if (received.path.endsWith('/token')) tokens++
      if (tokens === 1 && received.path.endsWith('/inventory.php'))
        json(response, 401, { status: 'error', message: '' })
      else good(received, response)
    }
    await sending.sendUntil(target, () => row()?.state === 'delivered')
    expect(tokens).toBe(2)
  })

  it('that says no to a machine is heard once, in its own words', async () => {
    server.respond = (_, response) => {
      json(response, 400, { status: 'error', message: 'JSON does not validate' })
    }
    await sending.sendUntil(target, () => row()?.state === 'refused')
    await until(() => !sending.delivering.outbox.state(target).sending)
    expect(row()?.lastError).toMatchObject([{ params: { said: 'JSON does not validate' } }])
    expect(posts()).toHaveLength(1)
  })

  it('that says so with a good answer too is not taken at its number', async () => {
    server.respond = (received, response) => {
      if (received.path.endsWith('/token')) glpi('nothing')(received, response)
      else json(response, 200, { status: 'error', message: 'Inventory is disabled' })
    }
    await sending.sendUntil(target, () => row()?.state === 'refused')
  })

  it('that asks to come back is come back to', async () => {
    server.respond = (received, response) => {
      if (received.path.endsWith('/token')) glpi('nothing')(received, response)
      else json(response, 200, { status: 'pending' })
    }
    await sending.sendUntil(target, () => (row()?.tries ?? 0) > 0)
    expect(row()?.lastError).toMatchObject([{ code: 'delivery.pending' }])
    server.respond = glpi('nothing')
    await until(() => row()?.state === 'delivered')
  })

  it('is told from anything else by a try that leaves nothing there', async () => {
    const found = async () => {
      const { works, found: reasons } = await sending.delivering.test(target, new AbortController().signal)
      return [works, ...reasons.map(({ code }) => code.replace('delivery.', ''))]
    }
    server.respond = glpi('token')
    expect(await found()).toEqual([true, 'found-server', 'found-glpi', 'found-token'])
    server.respond = glpi('password')
    expect(await found()).toEqual([true, 'found-server', 'found-glpi', 'found-no-token'])
    server.respond = (_, response) => {
      json(response, 404, {})
    }
    expect(await found()).toEqual([false, 'not-there'])
    server.respond = (_, response) => {
      json(response, 200, { hello: 'world' })
    }
    expect(await found()).toEqual([false, 'found-server', 'not-the-service'])
    expect(posts().every(({ method }) => method === 'GET')).toBe(true)
  })
})
