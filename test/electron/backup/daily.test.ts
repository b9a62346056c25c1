// The backup that is written by itself, on a real station whose days pass as the test says.
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { todayBy } from '../../../electron/backup-operations.ts'
import { BackingUp } from '../../../electron/backup/backing-up.ts'
import { backUpIfDue } from '../../../electron/backup/daily.ts'
import { openVault, type Vault } from '../../../electron/vault/vault.ts'
import { newFolder, setUpForm } from '../vault/samples.ts'
import { openWorkshop } from '../vault/workshop.ts'

// Whole stations, keys stretched on purpose: on a slow computer that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: Awaited<ReturnType<typeof newFolder>>
let media: string
let now: Date
let vault: Vault
let backingUp: BackingUp

beforeEach(async () => {
  folder = await newFolder()
  media = join(folder.path, 'media')
  await mkdir(media)
  // By local time, as the station counts its days.
  now = new Date(2026, 10, 25, 9)
  const exchange = { folder: media, dailyBackup: true }
  const clock = { now: () => now }
  const workshop = await openWorkshop(join(folder.path, 'data'), clock)
  await workshop.get('station.setUp', { ...setUpForm, settings: { ...setUpForm.settings, exchange } })
  await workshop.station.close()
  const dataFolder = join(folder.path, 'data')
  vault = await openVault({ dataFolder, shell: 'memory', ...clock, builtAt: '2026-01-01T00:00:00.000Z' })
  backingUp = new BackingUp(vault, { now: clock.now, today: todayBy(clock.now) })
})
afterEach(async () => {
  await vault.close()
  await folder.remove()
})

const look = () => backUpIfDue(vault, backingUp, now, new AbortController().signal)
const work = () =>
  vault.journal.append(crypto.randomUUID(), () => ({
    kind: 'blob',
    v: 1,
    hash: 'a'.repeat(64),
    mediaType: 'x/y',
    bytes: 1,
  }))

describe('a station that backs itself up every day', () => {
  it('waits for the evening, does it once, and makes up in the morning for what came after', async () => {
    expect(await look()).toBe(false)
    now = new Date(2026, 10, 25, 17, 5)
    expect(await look()).toBe(true)
    expect(await look()).toBe(false)
    now = new Date(2026, 10, 25, 18)
    await work()
    expect(await look()).toBe(false)
    now = new Date(2026, 10, 26, 8)
    expect(await look()).toBe(true)
    expect((await backingUp.state()).last).toMatchObject({ position: vault.journal.head.position, withKey: false })
  })

  it('keeps what hindered it to be shown, and does it as soon as the folder is there again', async () => {
    now = new Date(2026, 10, 25, 17, 5)
    await rename(media, `${media}-away`)
    expect(await look()).toBe(false)
    expect((await backingUp.state()).lastFailure).toMatchObject({ reasons: [{ code: 'medium.gone' }] })
    await rename(`${media}-away`, media)
    expect(await look()).toBe(true)
    expect((await backingUp.state()).lastFailure).toBeNull()
  })
})
