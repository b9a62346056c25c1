// Targets as a workshop sets them up: under a supervisor's eyes, with a secret that stays in the station and opens with its key.
import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryTarget } from '../../../domain/delivery/target.ts'
import { targetSubject } from '../../../domain/supervision/subject.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'
import { aTarget } from './outgoing.ts'
import { registry, startServer, type TestServer, TOKEN } from './servers.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
let server: TestServer
let target: DeliveryTarget

beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(folder.path)
  await workshop.get('station.setUp', { ...setUpForm, passphrase: 'une longue phrase' })
  server = await startServer(registry(new Map()))
  target = aTarget({ url: server.url, authority: server.authority })
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
  await server.close()
})

const confirmed = async (what: DeliveryTarget) =>
  confirm(workshop, { kind: 'change-targets', subject: await targetSubject(what, sha256) }, null)
const save = async (what: DeliveryTarget, secret: string | null, confirmation?: string) =>
  workshop.ask('targets.save', { target: what, secret, confirmation: confirmation ?? (await confirmed(what)) })
const saved = async (what: DeliveryTarget, secret: string | null) => {
  expect(await save(what, secret)).toMatchObject({ ok: true })
}
const secretFile = () => readFile(join(folder.path, 'secrets', `${target.id}.json`), 'utf8')

describe('a target', () => {
  it('is saved once under its own confirmation, and shown with whether a secret is kept', async () => {
    const confirmation = await confirmed(target)
    expect(await save(target, TOKEN, confirmation)).toMatchObject({ ok: true })
    // Its answer was lost on its way: asked again, it is the same.
    expect(await save(target, TOKEN, confirmation)).toMatchObject({ ok: true })
    const [shown, ...more] = await workshop.get('outbox.targets', {})
    expect(more).toEqual([])
    expect(shown).toMatchObject({ target, hasSecret: true, sending: false, counts: { waiting: 0 } })
    expect(JSON.stringify(shown)).not.toContain(TOKEN)
  })

  it.each([
    [
      'another address than was confirmed',
      { url: 'https://ailleurs.example/' },
      'supervision.confirmation-of-other-subject',
    ],
    ['an address that holds a password', { url: 'https://a:b@registre.example/' }, 'delivery.address-holds-more'],
    ['an authority that is no certificate', { authority: 'bonjour' }, 'delivery.authority-unreadable'],
  ] as const)('with %s is refused, and its secret not kept', async (_, changes, code) => {
    const confirmation = await confirmed(target)
    expect(await save({ ...target, ...changes }, TOKEN, confirmation)).toMatchObject({
      ok: false,
      error: { reasons: [{ code }] },
    })
    await expect(secretFile()).rejects.toThrow()
    expect(await workshop.get('outbox.targets', {})).toEqual([])
  })

  it('keeps its kind', async () => {
    await saved(target, TOKEN)
    expect(await save({ ...target, kind: 'webdav' }, null)).toMatchObject({
      error: { reasons: [{ code: 'delivery.kind-fixed' }] },
    })
  })

  it('that is taken out of use loses its secret', async () => {
    await saved(target, TOKEN)
    await saved({ ...target, removed: true }, null)
    expect(await readdir(join(folder.path, 'secrets'))).toEqual([])
    expect(await workshop.get('outbox.targets', {})).toEqual([])
    expect(await workshop.ask('outbox.send', { target: target.id })).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('a secret', () => {
  it('lies in a file that only the station reads, and in no other file of the station', async () => {
    await saved(target, TOKEN)
    expect((await stat(join(folder.path, 'secrets', `${target.id}.json`))).mode & 0o777).toBe(0o600)
    const files = await readdir(folder.path, { recursive: true, withFileTypes: true })
    for (const file of files.filter((each) => each.isFile())) {
      const text = await readFile(join(file.parentPath, file.name), 'latin1')
      expect(text.includes(TOKEN) || text.includes(Buffer.from(TOKEN).toString('base64'))).toBe(false)
    }
  })

  it('opens only once the station’s key is unlocked', async () => {
    await saved(target, TOKEN)
    expect(await workshop.get('targets.test', { target: target.id })).toMatchObject({ works: true })
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect(await workshop.get('targets.test', { target: target.id })).toMatchObject({
      works: false,
      found: [{ code: 'station.key-locked' }],
    })
    await workshop.get('station.unlock', { passphrase: 'une longue phrase' })
    expect(await workshop.get('targets.test', { target: target.id })).toMatchObject({ works: true })
  })

  it('stays where it is when the target changes otherwise, and is asked for anew at another server', async () => {
    await saved(target, TOKEN)
    const before = await secretFile()
    await saved({ ...target, name: 'Autre nom' }, null)
    expect(await secretFile()).toBe(before)
    await saved({ ...target, url: 'https://ailleurs.example/v1' }, null)
    const [shown] = await workshop.get('outbox.targets', {})
    expect(shown?.hasSecret).toBe(false)
  })

  it('that is wrong is said to be, without being shown', async () => {
    await saved(target, 'pas-le-bon-jeton')
    const trial = await workshop.get('targets.test', { target: target.id })
    expect(trial).toMatchObject({ works: false, found: [{ code: 'delivery.not-allowed' }] })
    expect(JSON.stringify(trial)).not.toContain('pas-le-bon')
  })
})

describe('a row of the outbox', () => {
  it('is given up and tried again by somebody who is at the station only', async () => {
    await saved(target, TOKEN)
    const operator = await codeOf(workshop, 'Samir')
    const items = ['a'.repeat(64)]
    expect(await workshop.ask('outbox.giveUp', { target: target.id, items, operator, why: 'Pour rien' })).toMatchObject(
      {
        ok: false,
        error: { reasons: [{ code: 'delivery.not-in-outbox' }] },
      },
    )
    expect(await workshop.ask('outbox.retry', { target: randomUUID(), items, operator })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })
})
