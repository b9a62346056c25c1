import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { framesSince } from '../../../domain/backup/since.ts'
import { verifyDocumentText } from '../../../domain/documents/verify.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { newFolder } from '../vault/samples.ts'
import { openWorkshop, type Workshop } from '../vault/workshop.ts'
import {
  backUp,
  busyWorkshop,
  copyOf,
  entriesOf,
  filesUnder,
  type Kept,
  nameOn,
  passphrase,
  restoreInput,
} from './a-workshop.ts'

// Whole stations, keys stretched on purpose: on a slow computer that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let kept: Kept
beforeAll(async () => {
  kept = await busyWorkshop()
}, 120_000)
afterAll(() => kept.remove())

let here: Awaited<ReturnType<typeof copyOf>>
let elsewhere: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
let open: Workshop[]
beforeEach(async () => {
  here = await copyOf(kept)
  elsewhere = await newFolder()
  workshop = await openWorkshop(here.data)
  open = [workshop]
})
afterEach(async () => {
  for (const each of open) await each.station.close()
  await here.remove()
  await elsewhere.remove()
})

const openElsewhere = async (): Promise<Workshop> => {
  const other = await openWorkshop(join(elsewhere.path, 'data'))
  open.push(other)
  return other
}

const rehearse = async (other: Workshop, secret: string | null = null) =>
  other.get('backups.rehearse', { medium: here.media, name: await nameOn(other, here.media), passphrase: secret })

const restore = async (other: Workshop, changes: Partial<Parameters<typeof restoreInput>[0]> = {}) =>
  other.ask('backups.restore', restoreInput({ medium: here.media, name: await nameOn(other, here.media), ...changes }))

const valueOf = async <T>(reply: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
  const answered = await reply
  if (!answered.ok) throw new Error(JSON.stringify(answered.error))
  return answered.value
}

describe('a backup to a folder', () => {
  it('comes back whole on another computer, under a new key that the old one signs for', async () => {
    const before = await entriesOf(workshop)
    const old = await workshop.get('station.describe', {})
    const people = await workshop.get('people.list', {})
    const state = await valueOf(backUp(workshop, here.media, passphrase))
    expect(state).toMatchObject({ last: { withKey: true, missingFiles: 0 }, lastFailure: null })

    const other = await openElsewhere()
    const rehearsal = await rehearse(other, passphrase)
    expect(rehearsal).toMatchObject({
      refusals: [],
      notes: [],
      did: old.did,
      settings: { code: 'DEMO' },
      hasKey: true,
      hasPeople: true,
      proposedCode: 'DEMOB',
    })
    expect(rehearsal.counts.missingFiles).toBe(0)
    expect(rehearsal.counts.machines).toBe(
      new Set(before.flatMap((e) => (e.kind === 'machine' ? e.machine.id : []))).size,
    )
    // Looking changed nothing: it can still be set up otherwise.
    expect((await other.get('station.describe', {})).settings).toBeNull()

    const restored = await valueOf(restore(other, { passphrase, people: [] }))
    expect(restored.recoveryCode).toBeNull()
    const now = await other.get('station.describe', {})
    expect(now).toMatchObject({ settings: { code: 'DEMOB', keyCopiedAt: null }, notices: [], writable: true })
    expect(now.did).not.toBe(old.did)
    expect(await other.get('people.list', {})).toEqual(people)

    // Everything of before, in its order; then the new key, the settings and the succession.
    const after = await entriesOf(other)
    const position = state.last?.position ?? 0
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(position).map(({ kind }) => kind)).toEqual(['station', 'settings', 'document'])
    const succession = after.at(-1)
    const document = succession?.kind === 'document' ? succession.document : {}
    expect(await verifyDocumentText(JSON.stringify(document), cryptography)).toMatchObject({ holds: true })
    const ownBefore = before.flatMap((entry) => (entry.kind === 'document' ? [entry.hash] : []))
    expect(document['credentialSubject']).toMatchObject({
      kind: 'succession',
      number: 'DEMOB-000001',
      previousDocument: ownBefore.at(-1),
      predecessor: { did: old.did, code: 'DEMO', head: { document: ownBefore.at(-1), sequence: ownBefore.length } },
      predecessorSignature: expect.stringMatching(/^z/) as string,
    })
    // Every file of before is there, and the old key is not.
    const files = await filesUnder(join(elsewhere.path, 'data'))
    for (const path of (await filesUnder(join(here.data, 'blobs'))).keys()) {
      expect(files.has(join('blobs', path))).toBe(true)
    }
    const keys = [...files].filter(([path]) => path.startsWith('station-key'))
    expect(keys).toHaveLength(1)
    expect(keys[0]?.[1].toString('utf8')).toContain(now.did)
  })

  it('lacks nothing right after it was written, with the key or without: what it records of itself is not counted', async () => {
    const lacking = async () => {
      const { last } = await workshop.get('backups.state', {})
      return last === null ? null : framesSince(last, (await entriesOf(workshop)).length)
    }
    await valueOf(backUp(workshop, here.media, passphrase))
    expect((await entriesOf(workshop)).at(-1)).toMatchObject({ kind: 'settings' })
    expect(await lacking()).toBe(0)
    await workshop.get('blobs.put', { base64: 'QQ==', mediaType: 'x/y' })
    expect(await lacking()).toBe(1)
    await valueOf(backUp(workshop, here.media))
    expect(await lacking()).toBe(0)
  })

  it('without a passphrase holds no key, no people and no name of theirs', async () => {
    await valueOf(backUp(workshop, here.media))
    const people = await workshop.get('people.list', {})
    const key = JSON.parse(await readFile(join(here.data, 'station-key.json'), 'utf8')) as { key: { pkcs8: string } }
    for (const [path, bytes] of await filesUnder(here.media)) {
      expect(path).not.toMatch(/secrets/)
      const text = bytes.toString('latin1')
      expect(text.includes(key.key.pkcs8)).toBe(false)
      if (path.endsWith('.json')) for (const { name } of people) expect(text).not.toContain(name)
    }
    const other = await openElsewhere()
    const rehearsal = await rehearse(other)
    expect(rehearsal).toMatchObject({ refusals: [], hasKey: false, hasPeople: false })
    expect(rehearsal.notes.map(({ code }) => code)).toEqual(['backup.without-key'])
    expect(await restore(other, { people: [] })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'supervision.no-supervisor' }] },
    })
    expect((await other.get('station.describe', {})).settings).toBeNull()
    const restored = await valueOf(restore(other))
    expect(restored.recoveryCode).toMatch(/^[0-9A-Z-]{19}$/)
    expect((await other.get('people.list', {})).map(({ name }) => name)).toEqual(['Nadia', 'Paul'])
    const succession = (await entriesOf(other)).at(-1)
    expect(succession?.kind === 'document' && succession.document['credentialSubject']).toMatchObject({
      predecessorSignature: null,
    })
  })

  it('writes next time only what is new, and replaces the journal', async () => {
    await valueOf(backUp(workshop, here.media))
    const first = await filesUnder(here.media)
    const { hash } = await workshop.get('blobs.put', {
      base64: Buffer.from('preuve').toString('base64'),
      mediaType: 'x/y',
    })
    await valueOf(backUp(workshop, here.media))
    const second = await filesUnder(here.media)
    const added = [...second.keys()].filter((path) => !first.has(path))
    expect(added.filter((path) => path.includes('fichiers')).map((path) => path.slice(-64))).toEqual([hash])
    expect([...second.keys()].filter((path) => path.includes('journal-'))).toHaveLength(1)
  })

  it('is not put in the place of one that knows more', async () => {
    await workshop.station.close()
    const early = join(elsewhere.path, 'early')
    await rename(here.data, early)
    const later = await openWorkshop(early)
    await valueOf(backUp(later, here.media))
    await later.get('blobs.put', { base64: 'QQ==', mediaType: 'x/y' })
    const snapshot = await readFile(join(early, 'journal.log'))
    await later.get('blobs.put', { base64: 'Qg==', mediaType: 'x/y' })
    await valueOf(backUp(later, here.media))
    await later.station.close()
    await writeFile(join(early, 'journal.log'), snapshot)
    const setBack = await openWorkshop(early)
    open = [setBack]
    expect(await backUp(setBack, here.media)).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'backup.ahead' }] },
    })
    expect(await setBack.get('backups.state', {})).toMatchObject({
      lastFailure: { reasons: [{ code: 'backup.ahead' }] },
    })
  })

  it('is refused with its reason where the medium is not there, and nothing is lost', async () => {
    await valueOf(backUp(workshop, here.media))
    await rename(here.media, `${here.media}-away`)
    expect(await backUp(workshop, here.media)).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'medium.gone' }] },
    })
    await rename(`${here.media}-away`, here.media)
    const other = await openElsewhere()
    expect((await rehearse(other)).refusals).toEqual([])
  })
})

describe('a backup that was changed', () => {
  /** Applies a change to the one file of this kind, rehearses, and answers codes of refusals. */
  const changed = async (which: RegExp, change: (bytes: Buffer) => Buffer | null, secret: string | null = null) => {
    await valueOf(backUp(workshop, here.media, passphrase))
    for (const [path, bytes] of await filesUnder(here.media)) {
      if (!which.test(path)) continue
      const after = change(bytes)
      if (after === null) await rm(join(here.media, path))
      else await writeFile(join(here.media, path), after)
      break
    }
    const other = await openElsewhere()
    const rehearsal = await rehearse(other, secret)
    const reply = await restore(other, { passphrase: secret })
    // What is refused in the rehearsal is refused in earnest, and leaves an empty station.
    expect(reply.ok).toBe(rehearsal.refusals.length === 0)
    expect((await other.get('station.describe', {})).settings === null).toBe(!reply.ok)
    return rehearsal
  }
  const flipped = (at: (bytes: Buffer) => number) => (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    const index = at(copy)
    copy[index] = (copy[index] ?? 0) ^ 1
    return copy
  }
  const codesOf = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code)

  it('in its journal is refused', async () => {
    const { refusals } = await changed(
      /journal-\d+\.log$/,
      flipped((bytes) => bytes.length - 200),
    )
    expect(codesOf(refusals)).toContain('backup.journal-damaged')
  })
  it('in its journal’s length is refused', async () => {
    const { refusals } = await changed(/journal-\d+\.log$/, (bytes) => bytes.subarray(0, bytes.lastIndexOf(10, -2) + 1))
    expect(codesOf(refusals)).toEqual(['backup.journal-size'])
  })
  it('so that another would have written it is refused: the station’s key did not sign that', async () => {
    const { refusals } = await changed(/sauvegarde\.json$/, (bytes) =>
      Buffer.from(bytes.toString('utf8').replace('"name": "Établi de démonstration"', '"name": "Établi d’autrui"')),
    )
    expect(codesOf(refusals)).toEqual(['backup.signature'])
  })
  it('in a file beside the journal comes back without it, and that is said', async () => {
    const { refusals, notes, counts } = await changed(
      /fichiers/,
      flipped(() => 0),
    )
    expect(refusals).toEqual([])
    expect(codesOf(notes)).toContain('backup.files-missing')
    expect(counts.missingFiles).toBe(1)
  })
  it('so that its manifest is gone is none', async () => {
    await valueOf(backUp(workshop, here.media))
    for (const path of (await filesUnder(here.media)).keys()) {
      if (path.endsWith('sauvegarde.json')) await writeFile(join(here.media, path), Buffer.alloc(100, 7))
    }
    expect(await (await openElsewhere()).get('backups.found', { medium: here.media })).toEqual([])
  })
  it('is opened by no other passphrase', async () => {
    const { refusals } = await changed(/LISEZ/, (bytes) => bytes, 'une autre phrase')
    expect(codesOf(refusals)).toEqual(['backup.wrong-passphrase'])
  })
})

describe('restoring', () => {
  it('is refused where a station is set up', async () => {
    await valueOf(backUp(workshop, here.media))
    expect(await restore(workshop)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })
  it('is refused under a code that was used before', async () => {
    await valueOf(backUp(workshop, here.media))
    const other = await openElsewhere()
    expect(await restore(other, { code: 'DEMO' })).toMatchObject({
      ok: false,
      error: { reasons: [{ code: 'backup.code-used' }] },
    })
  })
  it('is refused while the clock lags behind the backup', async () => {
    await valueOf(backUp(workshop, here.media))
    const other = await openWorkshop(join(elsewhere.path, 'data'), { now: () => new Date('2026-02-01T08:00:00.000Z') })
    open.push(other)
    expect((await rehearse(other)).refusals).toMatchObject([{ code: 'backup.clock-behind' }])
    expect(await restore(other)).toMatchObject({ ok: false, error: { reasons: [{ code: 'backup.clock-behind' }] } })
  })
  it('twice in a row opens a third chain, under a third code', async () => {
    await valueOf(backUp(workshop, here.media, passphrase))
    const second = await openElsewhere()
    await valueOf(restore(second, { passphrase }))
    await valueOf(backUp(second, here.media, passphrase))
    await second.station.close()
    const third = await openWorkshop(join(elsewhere.path, 'third'))
    open = [workshop, third]
    const found = await third.get('backups.found', { medium: here.media })
    expect(found.map(({ stationCode }) => stationCode).sort()).toEqual(['DEMO', 'DEMOB'])
    const name = found.find(({ stationCode }) => stationCode === 'DEMOB')?.name ?? ''
    const rehearsal = await third.get('backups.rehearse', { medium: here.media, name, passphrase })
    expect(rehearsal).toMatchObject({ refusals: [], proposedCode: 'DEMOC' })
    await valueOf(third.ask('backups.restore', restoreInput({ medium: here.media, name, passphrase, code: 'DEMOC' })))
    const successions = (await entriesOf(third)).flatMap((entry) =>
      entry.kind === 'document' && JSON.stringify(entry.document).includes('"succession"') ? [entry] : [],
    )
    expect(successions).toHaveLength(2)
  })
})
