import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { machineFile, newFolder, settings, setUpForm } from './vault/samples.ts'
import { openWorkshop, type Workshop } from './vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop

beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(folder.path)
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

describe('a new station', () => {
  it('is empty, writable and waits to be set up', async () => {
    expect(await workshop.get('station.describe', {})).toMatchObject({
      settings: null,
      did: null,
      head: { position: 0, hash: null },
      clock: { state: 'trusted' },
      notices: [],
      writable: true,
    })
    expect(await workshop.ask('machines.save', { transaction: randomUUID(), machine: machineFile() })).toMatchObject({
      ok: false,
      error: { code: 'not-set-up' },
    })
  })

  it('is set up once: its key, its first frames, its people and a recovery code', async () => {
    const { description, recoveryCode } = await workshop.get('station.setUp', setUpForm)
    expect(description.settings).toEqual(settings)
    expect(description.did).toMatch(/^did:key:z6Mk/)
    expect(description.head.position).toBe(2)
    expect(recoveryCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    expect((await workshop.get('people.list', {})).map(({ name, role }) => [name, role])).toEqual([
      ['Claire', 'supervisor'],
      ['Denis', 'supervisor'],
      ['Samir', 'operator'],
    ])
    expect(await workshop.ask('station.setUp', setUpForm)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })

  it('is the same station after a restart', async () => {
    const { description } = await workshop.get('station.setUp', setUpForm)
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect(await workshop.get('station.describe', {})).toEqual(description)
  })
})
