// The name of a person who has a machine, in backups: it comes back with the passphrase while its time has not come, and is
// nowhere on a medium once it was forgotten and the medium was plugged in again.
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { headSubject } from '../../../domain/supervision/subject.ts'
import { openTiersLieu, tiersLieuSettings, type TiersLieu, zenobie } from '../handover/tiers-lieu.ts'
import { newFolder, sha256 } from '../vault/samples.ts'
import { confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'
import { filesUnder, nameOn, passphrase, restoreInput } from './a-workshop.ts'

// Whole stations, keys stretched on purpose: on a slow computer that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: Awaited<ReturnType<typeof newFolder>>
let clock: { ms: number }
let place: TiersLieu
let media: string
let slip: string
let restored: Workshop[]

beforeEach(async () => {
  folder = await newFolder()
  media = join(folder.path, 'media')
  await mkdir(media)
  clock = { ms: Date.parse('2026-11-02T11:00:00Z') }
  const settings = { ...tiersLieuSettings, exchange: { folder: media, dailyBackup: false } }
  place = await openTiersLieu(join(folder.path, 'data'), clock, settings)
  slip = (await place.handOver(place.handoverDraft(await place.certifiedMachine()))).hash
  restored = []
})
afterEach(async () => {
  for (const each of restored) await each.station.close()
  await place.close()
  await folder.remove()
})

const backUp = async (secret: string | null) => {
  const { workshop } = place
  let confirmation: string | null = null
  if (secret !== null) {
    const { head } = await workshop.get('station.describe', {})
    const action = { kind: 'copy-secrets' as const, subject: await headSubject(head, sha256) }
    confirmation = await confirm(workshop, action, null)
  }
  await workshop.get('backups.write', { medium: media, passphrase: secret, confirmation })
}
const keysOnMedium = async () =>
  [...(await filesUnder(media)).keys()].filter((path) => /secrets\/remises\/.*\.json$/.test(path))

/** Who has the machine, as a station says that was restored from the medium. */
const whoAfterRestoring = async (name = 'restored') => {
  const other = await openWorkshop(join(folder.path, name), { now: () => new Date((clock.ms += 10)) })
  restored.push(other)
  const input = restoreInput({ medium: media, name: await nameOn(other, media), passphrase, code: 'DIEB', people: [] })
  await other.get('backups.restore', input)
  return (await other.get('handovers.recipients', { slips: [slip] }))[0]
}

describe('the name of a person who has a machine', () => {
  it('is on no medium in any readable form, and comes back under the passphrase', async () => {
    await backUp(passphrase)
    expect(await keysOnMedium()).toHaveLength(1)
    for (const bytes of (await filesUnder(media)).values()) {
      expect(bytes.includes('Zénobie')).toBe(false)
      expect(bytes.includes(Buffer.from('Zénobie').toString('base64').slice(0, 8))).toBe(false)
    }
    expect(await whoAfterRestoring()).toMatchObject({ slip, recipient: zenobie })
  })

  it('comes back from a medium that was pulled out while the secrets took the place of those of before', async () => {
    await backUp(passphrase)
    const [secret] = await keysOnMedium()
    const secrets = join(media, dirname(dirname(secret ?? '')))
    await rename(secrets, `${secrets}.old`)
    expect(await whoAfterRestoring()).toMatchObject({ slip, recipient: zenobie })
  })

  it('does not come back from a backup without the secrets', async () => {
    await backUp(null)
    expect(await keysOnMedium()).toEqual([])
    const other = await openWorkshop(join(folder.path, 'restored'), { now: () => new Date((clock.ms += 10)) })
    restored.push(other)
    await other.get('backups.restore', restoreInput({ medium: media, name: await nameOn(other, media), code: 'DIEB' }))
    expect(await other.get('handovers.recipients', { slips: [slip] })).toMatchObject([{ recipient: null }])
  })

  it('that was forgotten here is forgotten on the medium at the next backup, with a passphrase or without', async () => {
    await backUp(passphrase)
    expect(await place.forget(slip)).toMatchObject({ ok: true })
    await backUp(null)
    expect(await keysOnMedium()).toEqual([])
    expect(await whoAfterRestoring()).toMatchObject({ recipient: null })
  })

  it('whose time has come since does not come back from an old backup', async () => {
    await backUp(passphrase)
    for (let month = 0; month < 26; month++) {
      clock.ms += 29 * 86_400_000
      await place.workshop.get('blobs.put', { base64: Buffer.from([month]).toString('base64'), mediaType: 'x/y' })
    }
    expect(await keysOnMedium()).toHaveLength(1)
    expect(await whoAfterRestoring()).toMatchObject({ recipient: null })
    // And the next backup to that medium deletes its key there too.
    await backUp(null)
    expect(await keysOnMedium()).toEqual([])
  })

  it('of somebody who works here leaves the medium with the next backup after it was erased', async () => {
    await backUp(passphrase)
    const people = () =>
      filesUnder(media).then((files) => [...files.keys()].some((path) => path.endsWith('personnes.json')))
    expect(await people()).toBe(true)
    await backUp(null)
    expect(await people()).toBe(true)
    const { workshop } = place
    const [samir] = (await workshop.get('people.list', {})).filter(({ name }) => name === 'Samir')
    const { peopleSubject } = await import('../../../domain/supervision/subject.ts')
    const code = samir?.code ?? ''
    const subject = await peopleSubject({ code }, sha256)
    await workshop.get('people.erase', {
      code,
      confirmation: await confirm(workshop, { kind: 'change-people', subject }, null),
    })
    await backUp(null)
    expect(await people()).toBe(false)
  })
})
