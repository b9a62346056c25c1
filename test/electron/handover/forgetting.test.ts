// The person to whom a machine was handed: on a real station, nothing of them is anywhere but in one encrypted file, and nothing at
// all once they are forgotten, in the data folder, in answers and in the log.
import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Recipient } from '../../../domain/handover/recipient.ts'
import { Recipients, restoreRecipients } from '../../../electron/handover/recipients.ts'
import { newFolder } from '../vault/samples.ts'
import { openTiersLieu, slipOf, tiersLieuSettings, type TiersLieu, zenobie } from './tiers-lieu.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let clock: { ms: number }
let place: TiersLieu

beforeEach(async () => {
  folder = await newFolder()
  clock = { ms: Date.parse('2026-11-02T11:00:00Z') }
  place = await openTiersLieu(folder.path, clock)
})
afterEach(async () => {
  await place.close()
  await folder.remove()
})

/** Every file below a folder, by its path from there. */
const filesIn = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)))
}

/** The name however it may be written: plainly, in JSON's escapes, in base64 at any offset, in hexadecimal, in UTF-16. */
const formsOf = (name: string): readonly Buffer[] => {
  const bytes = Buffer.from(name, 'utf8')
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset, 'x'), bytes])
      .toString('base64')
      .slice(offset + 1, -4),
  )
  return [
    bytes,
    Buffer.from(name.normalize('NFD'), 'utf8'),
    Buffer.from(name.normalize('NFD').replace(/\p{Diacritic}/gu, ''), 'utf8'),
    Buffer.from(name, 'utf16le'),
    ...[
      bytes.toString('hex'),
      JSON.stringify(name).replace(/[^ -~]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
      ...inBase64,
    ].map((text) => Buffer.from(text, 'utf8')),
  ]
}
const holding = (files: ReadonlyMap<string, Buffer>, name: string): readonly string[] =>
  [...files].filter(([, bytes]) => formsOf(name).some((form) => bytes.includes(form))).map(([path]) => path)

const shorter = { ...tiersLieuSettings, handover: { ...tiersLieuSettings.handover, retentionMonths: 1 } }
const weeks = async (count: number) => {
  for (let week = 0; week < count; week += 1) {
    clock.ms += 7 * 86_400_000
    await place.workshop.get('blobs.put', {
      base64: Buffer.from(`week ${String(week)}`).toString('base64'),
      mediaType: 'text/plain',
    })
  }
}
const entries = async () =>
  (await place.workshop.get('journal.read', { after: 0, limit: 1000 })).frames.map(({ frame }) => frame.entry)

describe('The person', () => {
  test('is looked for in a way that would find them', async () => {
    await writeFile(join(folder.path, 'plain.txt'), 'pour Zénobie')
    await writeFile(join(folder.path, 'base64.txt'), Buffer.from('bon de Zénobie').toString('base64'))
    await writeFile(join(folder.path, 'escaped.txt'), '"Z\\u00e9nobie"')
    expect(holding(await filesIn(folder.path), 'Zénobie')).toHaveLength(3)
  })

  test('stands in no file, no frame, no answer but that which asks for them, and no fault', async () => {
    const given = await place.certifiedMachine()
    const draft = place.handoverDraft(given)
    const answers: unknown[] = [
      await place.handOver(draft),
      await place.workshop.ask('handovers.handOver', {
        draft: { ...draft, draftId: randomUUID() },
        recipient: zenobie,
      }),
      await place.workshop.ask('handovers.handOver', {
        draft: { ...draft, draftId: randomUUID(), accessories: 'la souris de zénobie' },
        recipient: zenobie,
      }),
      // Against the contract: a name that is too long, a recipient that is none.
      await place.workshop.ask('handovers.handOver', {
        draft,
        recipient: { kind: 'name', firstName: 'Zénobie'.repeat(20), initial: 'Q' },
      }),
      await place.workshop.ask('handovers.handOver', {
        draft,
        recipient: { kind: 'name', firstName: 'Zénobie', Zénobie: 'Q' } as unknown as Recipient,
      }),
      await entries(),
      await place.workshop.get('station.describe', {}),
    ]
    const said = new Map([['answers', Buffer.from(JSON.stringify([...answers.slice(0, 4), ...answers.slice(5)]))]])
    expect(holding(said, 'Zénobie')).toEqual([])
    expect(holding(await filesIn(folder.path), 'Zénobie')).toEqual([])
    expect(place.workshop.faults).toEqual([])
    const kept = await readdir(join(folder.path, 'recipients'))
    expect(kept.toSorted()).toEqual([`${draft.draftId}.json`, 'keys'])
  })

  test('cannot be told by the length of their name, nor by the seal of another handover', async () => {
    const first = place.handoverDraft(await place.certifiedMachine())
    const second = place.handoverDraft(await place.certifiedMachine({ inventoryNumber: 'PNS-0002' }))
    const one = await place.handOver(first)
    const other = await place.handOver(second)
    expect(slipOf(one).recipientSeal).not.toBe(slipOf(other).recipientSeal)
    const third = place.handoverDraft(await place.certifiedMachine({ inventoryNumber: 'PNS-0003' }))
    await place.handOver(third, { kind: 'code', code: 'Ç' })
    const lengths = await Promise.all(
      [first, second, third].map(async ({ draftId }) => {
        const text = await readFile(join(folder.path, 'recipients', `${draftId}.json`), 'utf8')
        return (JSON.parse(text) as { text: string }).text.length
      }),
    )
    expect(new Set(lengths).size).toBe(1)
  })

  test('is known after a restart, and in the window only while they are kept', async () => {
    const { hash } = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    await place.reopen()
    const known = await place.who(hash)
    expect(known?.recipient).toEqual(zenobie)
    expect(known?.until?.slice(0, 7)).toBe('2028-11')
  })
})

describe('Forgetting', () => {
  test('on demand takes a supervisor, deletes the key first and tells the journal; the slip holds as before', async () => {
    const draft = place.handoverDraft(await place.certifiedMachine())
    const issued = await place.handOver(draft)
    const keyPath = join(folder.path, 'recipients', 'keys', `${draft.draftId}.key`)
    const key = await readFile(keyPath)
    expect((await place.workshop.ask('handovers.forget', { slip: issued.hash, confirmation: randomUUID() })).ok).toBe(
      false,
    )
    expect((await place.who(issued.hash))?.recipient).toEqual(zenobie)
    expect((await place.forget(issued.hash)).ok).toBe(true)
    expect(await place.who(issued.hash)).toEqual({ slip: issued.hash, recipient: null, until: null })
    const files = await filesIn(folder.path)
    expect([...files].filter(([, bytes]) => bytes.includes(key)).map(([path]) => path)).toEqual([])
    expect([...files.keys()].filter((path) => path.includes(draft.draftId))).toEqual([])
    expect((await entries()).filter(({ kind }) => kind === 'handover-forgotten')).toHaveLength(1)
    const verified = await place.workshop.get('documents.verify', {
      name: 'slip.json',
      text: JSON.stringify(issued.document),
    })
    expect(verified.holds).toBe(true)
    await place.reopen()
    expect(await place.who(issued.hash)).toEqual({ slip: issued.hash, recipient: null, until: null })
  })

  test('writes over the key before it takes its name away', async () => {
    const recipients = new Recipients(folder.path)
    const draftId = randomUUID()
    await recipients.keep(draftId, zenobie, { handedOverOn: '2026-11-02', promised: '2028-11-02' })
    const keys = join(folder.path, 'recipients', 'keys')
    // A second name for the same bytes: what it shows afterwards is what was left on the disk under the first.
    await link(join(keys, `${draftId}.key`), join(folder.path, 'second-name'))
    const before = await readFile(join(folder.path, 'second-name'))
    await recipients.forget(draftId)
    const after = await readFile(join(folder.path, 'second-name'))
    expect(after).toHaveLength(before.length)
    expect(after.equals(before)).toBe(false)
    await recipients.forget(draftId)
    expect(await recipients.list()).toEqual([])
  })

  test('comes by itself on the promised day, and not a day before', async () => {
    await place.changeSettings(shorter)
    const { hash } = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    await weeks(4)
    await place.reopen()
    expect((await place.who(hash))?.recipient).toEqual(zenobie)
    clock.ms = new Date(2026, 11, 2, 0, 30).getTime()
    // Its day has come, though the station has not looked since.
    expect((await place.who(hash))?.recipient).toBeNull()
    expect((await entries()).some(({ kind }) => kind === 'handover-forgotten')).toBe(false)
    await place.reopen()
    expect((await entries()).filter(({ kind }) => kind === 'handover-forgotten')).toHaveLength(1)
    expect(await readdir(join(folder.path, 'recipients', 'keys'))).toEqual([])
    await place.reopen()
    expect((await entries()).filter(({ kind }) => kind === 'handover-forgotten')).toHaveLength(1)
  })

  test('comes sooner where the workshop shortens its period, and never later than was promised', async () => {
    await place.changeSettings(shorter)
    const soon = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    await place.changeSettings(tiersLieuSettings)
    const later = await place.handOver(
      place.handoverDraft(await place.certifiedMachine({ inventoryNumber: 'PNS-0002' })),
    )
    expect(slipOf(soon).nameKeptUntil).toBe('2026-12-02')
    await weeks(5)
    await place.reopen()
    expect((await place.who(soon.hash))?.recipient).toBeNull()
    expect((await place.who(later.hash))?.recipient).toEqual(zenobie)
    await place.changeSettings(shorter)
    await place.reopen()
    expect((await place.who(later.hash))?.recipient).toBeNull()
  })

  test('waits while the clock is in doubt: what a wrong date deletes does not come back', async () => {
    await place.changeSettings(shorter)
    const { hash } = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    const then = clock.ms
    clock.ms = Date.parse('2029-01-01T00:00:00Z')
    await place.reopen()
    expect((await place.workshop.get('station.describe', {})).clock.state).toBe('doubtful')
    expect((await place.who(hash))?.recipient).toEqual(zenobie)
    clock.ms = then
    await place.reopen()
    expect((await place.who(hash))?.recipient).toEqual(zenobie)
  })

  test('follows a slip that was withdrawn', async () => {
    const issued = await place.handOver(place.handoverDraft(await place.certifiedMachine()))
    await place.withdraw(issued.hash)
    await place.reopen()
    expect((await place.who(issued.hash))?.recipient).toBeNull()
    expect(await readdir(join(folder.path, 'recipients', 'keys'))).toEqual([])
  })

  test('takes what a crash left behind before any slip stood, and a key that came back from elsewhere', async () => {
    const recipients = new Recipients(folder.path)
    await recipients.keep(randomUUID(), zenobie, { handedOverOn: '2026-11-02', promised: '2028-11-02' })
    const draft = place.handoverDraft(await place.certifiedMachine())
    const { hash } = await place.handOver(draft)
    const [sealed, key] = [
      join(folder.path, 'recipients', `${draft.draftId}.json`),
      join(folder.path, 'recipients', 'keys', `${draft.draftId}.key`),
    ]
    await mkdir(join(folder.path, 'aside'))
    await copyFile(sealed, join(folder.path, 'aside', 'sealed'))
    await copyFile(key, join(folder.path, 'aside', 'key'))
    await place.forget(hash)
    await rename(join(folder.path, 'aside', 'sealed'), sealed)
    await rename(join(folder.path, 'aside', 'key'), key)
    expect((await place.who(hash))?.recipient).toBeNull()
    await place.reopen()
    expect(await readdir(join(folder.path, 'recipients', 'keys'))).toEqual([])
    expect(await readdir(join(folder.path, 'recipients'))).toEqual(['keys'])
  })
})

describe('A station that was stopped while it forgot somebody', () => {
  test('tells the journal at the next start, so that backups delete the key as well', async () => {
    const draft = place.handoverDraft(await place.certifiedMachine())
    const { hash } = await place.handOver(draft)
    // The key was deleted, and the frame not yet written.
    await new Recipients(folder.path).deleteKey(draft.draftId)
    await place.reopen()
    expect(await place.who(hash)).toEqual({ slip: hash, recipient: null, until: null })
    const forgotten = (await entries()).filter(({ kind }) => kind === 'handover-forgotten')
    expect(forgotten).toMatchObject([{ slip: hash, confirmation: null }])
    expect(await readdir(join(folder.path, 'recipients'))).toEqual(['keys'])
    await place.reopen()
    expect((await entries()).filter(({ kind }) => kind === 'handover-forgotten')).toHaveLength(1)
  })
})

describe('A backup', () => {
  test('has the keys of those whose time has not come, and brings nobody back after it', async () => {
    const recipients = new Recipients(folder.path)
    const [soon, later] = [randomUUID(), randomUUID()]
    await recipients.keep(soon, zenobie, { handedOverOn: '2026-11-02', promised: '2026-12-02' })
    await recipients.keep(later, zenobie, { handedOverOn: '2026-11-02', promised: '2028-11-02' })
    const files = await recipients.filesForBackup()
    const keys = await recipients.keysForBackup({ today: '2026-11-03', retentionMonths: 24 })
    expect(files.map(({ draftId }) => draftId).toSorted()).toEqual([soon, later].toSorted())
    expect(keys.map(({ draftId }) => draftId).toSorted()).toEqual([soon, later].toSorted())
    expect(
      (await recipients.keysForBackup({ today: '2026-12-02', retentionMonths: 24 })).map(({ draftId }) => draftId),
    ).toEqual([later])

    const elsewhere = await newFolder()
    try {
      const restored = files.map(({ draftId, bytes: file }) => ({
        file,
        key: keys.find((one) => one.draftId === draftId)?.key ?? Buffer.alloc(32),
      }))
      const altered = restored.map(({ file, key }) => ({ file, key: Buffer.from(key.map((byte) => byte ^ 1)) }))
      const now = { today: '2027-01-01', retentionMonths: 24 }
      expect(await restoreRecipients(elsewhere.path, altered, now)).toBe(0)
      expect(await restoreRecipients(elsewhere.path, restored, now)).toBe(1)
      const there = new Recipients(elsewhere.path)
      expect((await there.read(later))?.recipient).toEqual(zenobie)
      expect(await there.read(soon)).toBeNull()
    } finally {
      await elsewhere.remove()
    }
  })
})
