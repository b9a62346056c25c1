import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OperationName, operations, SectionProgress } from '../../domain/contract.ts'
import { SECTIONS } from '../../domain/machine/hardware-report.ts'
import { seedDemo } from '../../electron/demo/seed.ts'
import { RECORDED_MACHINES } from '../../electron/demo/machines.ts'
import { dispatch } from '../../electron/dispatch.ts'
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

const restart = async (options: Parameters<typeof openWorkshop>[1] = {}) => {
  await workshop.station.close()
  workshop = await openWorkshop(folder.path, options)
}
const describeStation = () => workshop.get('station.describe', {})
const logo = Buffer.from('a picture of a workbench').toString('base64')

describe('a new station', () => {
  it('is empty, writable and waits to be set up', async () => {
    expect(await describeStation()).toMatchObject({
      settings: null,
      did: null,
      head: { position: 0, hash: null },
      clock: { state: 'trusted' },
      notices: [],
      writable: true,
    })
  })

  it.each<[OperationName, unknown]>([
    ['machines.save', { transaction: randomUUID(), machine: machineFile() }],
    ['hardware.open', { name: 'report.json', text: '{}' }],
    ['hardware.read', {}],
    ['journal.adopt', { documents: [] }],
    [
      'supervision.confirm',
      { action: { kind: 'copy-key', subject: '0'.repeat(64) }, supervisor: 'BCDF', secret: '1234', operator: null },
    ],
  ])('does no work yet (%s)', async (name, input) => {
    const reply = await dispatch(workshop.station, name, input, {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(reply.ok ? null : reply.error.code).toMatch(/^(not-set-up|refused)$/)
    expect((await describeStation()).head.position).toBe(0)
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

  it('takes its logo before it is set up, and keeps it', async () => {
    const { hash } = await workshop.get('blobs.put', { base64: logo, mediaType: 'image/png' })
    const withLogo = { ...settings, organisation: { ...settings.organisation, logo: hash } }
    await workshop.get('station.setUp', { ...setUpForm, settings: withLogo })
    await restart()
    expect(await workshop.get('blobs.get', { hash })).toEqual({ base64: logo, mediaType: 'image/png' })
  })

  it('refuses a logo that is not there', async () => {
    const withLogo = { ...settings, organisation: { ...settings.organisation, logo: '0'.repeat(64) } }
    expect(await workshop.ask('station.setUp', { ...setUpForm, settings: withLogo })).toMatchObject({
      ok: false,
      error: { code: 'refused', reasons: [{ code: 'station.logo-missing' }] },
    })
  })

  it('is the same station after a restart', async () => {
    const { description } = await workshop.get('station.setUp', setUpForm)
    await restart()
    expect(await describeStation()).toEqual(description)
  })
})

describe('the key of a station', () => {
  it('under a passphrase is locked at each start, and says so', async () => {
    await workshop.get('station.setUp', { ...setUpForm, passphrase: 'les tilleuls' })
    expect((await describeStation()).notices).toEqual([])
    await restart()
    expect((await describeStation()).notices).toEqual([{ code: 'station.key-locked', params: {} }])
    expect(await workshop.ask('station.unlock', { passphrase: 'les platanes' })).toMatchObject({
      ok: false,
      error: { code: 'wrong-secret' },
    })
    await workshop.get('station.unlock', { passphrase: 'les tilleuls' })
    expect((await describeStation()).notices).toEqual([])
  })

  it('that is missing, unreadable or another’s is said, and everything else goes on', async () => {
    await workshop.get('station.setUp', setUpForm)
    const path = join(folder.path, 'station-key.json')
    const own = await readFile(path, 'utf8')
    const noticed = async () => {
      await restart()
      const saved = await workshop.ask('machines.save', { transaction: randomUUID(), machine: machineFile() })
      expect(saved.ok).toBe(true)
      return (await describeStation()).notices.map(({ code }) => code)
    }
    await writeFile(path, own.slice(0, 100))
    expect(await noticed()).toEqual(['station.key-unreadable'])
    await rm(path)
    expect(await noticed()).toEqual(['station.key-missing'])
    const other = await newFolder()
    const elsewhere = await openWorkshop(other.path)
    await elsewhere.get('station.setUp', setUpForm)
    await elsewhere.station.close()
    await rename(join(other.path, 'station-key.json'), path)
    await other.remove()
    expect(await noticed()).toEqual(['station.key-of-other-station'])
  })

  it.each([
    ['journal.log', 'journal.missing'],
    ['people.json', 'supervision.people-missing'],
  ])('without its %s says so before anybody works on', async (file, code) => {
    await workshop.get('station.setUp', setUpForm)
    await rm(join(folder.path, file))
    await restart()
    expect((await describeStation()).notices.map((each) => each.code)).toEqual([code])
  })

  it('never signs a second journal: set up anew in its folder, the station has another', async () => {
    const { description } = await workshop.get('station.setUp', setUpForm)
    await workshop.station.close()
    await rm(join(folder.path, 'journal.log'))
    workshop = await openWorkshop(folder.path)
    const again = await workshop.get('station.setUp', setUpForm)
    expect(again.description.did).not.toBe(description.did)
    expect((await readdir(folder.path)).some((name) => name.startsWith('station-key.json.before-'))).toBe(true)
  })
})

describe('a machine file', () => {
  const save = (machine: ReturnType<typeof machineFile>, transaction: string = randomUUID()) =>
    workshop.ask('machines.save', { transaction, machine })
  beforeEach(async () => {
    await workshop.get('station.setUp', setUpForm)
  })

  it('is saved revision by revision: of two saves of one revision the second is a conflict', async () => {
    const machine = machineFile()
    expect(await save({ ...machine, revision: 2 })).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await save(machine)).toMatchObject({ ok: true, value: { head: { position: 3 } } })
    const [one, two] = await Promise.all([
      save({ ...machine, revision: 2, repairs: 'clavier' }),
      save({ ...machine, revision: 2, repairs: 'écran' }),
    ])
    expect(one).toMatchObject({ ok: true })
    expect(two).toMatchObject({
      ok: false,
      error: { code: 'conflict', reasons: [{ code: 'journal.other-revision', params: { expected: 3, given: 2 } }] },
    })
    await restart()
    expect(await save({ ...machine, revision: 2 })).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await save({ ...machine, revision: 3 })).toMatchObject({ ok: true })
  })

  it('saved again with the same transaction is answered with the same head, with other content refused', async () => {
    const machine = machineFile()
    const transaction = randomUUID()
    const first = await save(machine, transaction)
    await save({ ...machine, revision: 2 })
    expect(await save(machine, transaction)).toEqual(first)
    expect(await save({ ...machine, repairs: 'clavier' }, transaction)).toMatchObject({
      ok: false,
      error: { code: 'conflict', reasons: [{ code: 'journal.other-transaction' }] },
    })
  })

  it('keeps the stay it was received with: another one would forget the disks that this one saw', async () => {
    const machine = machineFile()
    await workshop.get('machines.save', { transaction: randomUUID(), machine })
    for (const stay of [
      { ...machine.stay, id: randomUUID() },
      { ...machine.stay, startedAt: '2020-01-01T08:00:00.000Z' },
    ]) {
      const changed = { transaction: randomUUID(), machine: { ...machine, revision: 2, stay } }
      const reply = await workshop.ask('machines.save', changed)
      expect(reply.ok ? null : reply.error.reasons.map(({ code }) => code)).toEqual(['journal.stay-fixed'])
    }
    await workshop.get('machines.save', { transaction: randomUUID(), machine: { ...machine, revision: 2 } })
  })

  it('names only reports that the journal has', async () => {
    const at = '2026-11-02T08:00:00.000Z'
    const reports = [{ hash: '0'.repeat(64), takenAt: at, addedAt: at, source: 'file' as const }]
    expect(await save(machineFile({ reports }))).toMatchObject({
      ok: false,
      error: { code: 'refused', reasons: [{ code: 'journal.unknown-report' }] },
    })
  })

  it('follows the frames as a projection reads them', async () => {
    await save(machineFile())
    const { frames, head } = await workshop.get('journal.read', { after: 1, limit: 1 })
    expect(frames.map(({ frame }) => frame.entry.kind)).toEqual(['settings'])
    expect(head.position).toBe(3)
    expect(await workshop.get('journal.hashAt', { position: 2 })).toEqual({ hash: frames[0]?.hash })
    expect(await workshop.get('journal.hashAt', { position: 4 })).toEqual({ hash: null })
  })
})

describe('large things', () => {
  beforeEach(async () => {
    await workshop.get('station.setUp', setUpForm)
  })

  it('are kept once under their hash', async () => {
    const first = await workshop.get('blobs.put', { base64: logo, mediaType: 'image/png' })
    expect(await workshop.get('blobs.put', { base64: logo, mediaType: 'image/png' })).toEqual(first)
    expect(await readdir(join(folder.path, 'blobs'))).toEqual([first.hash])
  })

  it('that were damaged are said to be missing, never handed out, and mended when they are put again', async () => {
    const { hash } = await workshop.get('blobs.put', { base64: logo, mediaType: 'image/png' })
    await writeFile(join(folder.path, 'blobs', hash), 'another picture')
    expect(await workshop.ask('blobs.get', { hash })).toMatchObject({ ok: false, error: { code: 'not-found' } })
    await workshop.get('blobs.put', { base64: logo, mediaType: 'image/png' })
    expect(await workshop.get('blobs.get', { hash })).toMatchObject({ base64: logo })
  })

  it('that nobody put are not found', async () => {
    expect(await workshop.ask('blobs.get', { hash: '0'.repeat(64) })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })
})

describe('hardware from a file', () => {
  beforeEach(async () => {
    await workshop.get('station.setUp', setUpForm)
  })
  const open = (text: string) => workshop.ask('hardware.open', { name: 'machine.json', text })

  it('is a report, recorded readings, or what the probe writes of both', async () => {
    const readings = await readFile(RECORDED_MACHINES[0]?.file ?? '', 'utf8')
    const fromReadings = await open(readings)
    if (!fromReadings.ok) throw new Error(fromReadings.error.message)
    const { report, hash } = fromReadings.value
    const fromReport = await open(JSON.stringify(report))
    const fromProbe = await open(`{"report":${JSON.stringify(report)},"readings":${readings}}`)
    for (const reply of [fromReport, fromProbe]) expect(reply).toMatchObject({ ok: true, value: { hash, report } })
    const kept = await workshop.get('blobs.get', { hash })
    expect(kept.mediaType).toBe('application/json')
    expect(JSON.parse(Buffer.from(kept.base64, 'base64').toString('utf8'))).toEqual(report)
  })

  it.each([
    ['nothing', '', 'station.file-unreadable, documents.empty'],
    [
      'half a file',
      '{"kind":"hardware-report","version":1',
      'station.file-unreadable, documents.truncated, foreign.file-damaged',
    ],
    ['another kind of file', '{"kind":"shopping-list"}', 'station.file-not-hardware'],
    ['very deep nesting', '['.repeat(5000), 'station.file-unreadable, documents.too-deep'],
    ['a member given twice', '{"kind":"a","kind":"b"}', 'station.file-unreadable, documents.name-twice'],
  ])('that is %s is refused with the reason, and nothing is changed', async (_what, text, codes) => {
    const reply = await open(text)
    expect(reply).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect(reply.ok ? '' : reply.error.reasons.map(({ code }) => code).join(', ')).toBe(codes)
    expect((await describeStation()).head.position).toBe(2)
  })
})

describe('the machine that a station runs on', () => {
  it('is read section by section; the report and what was read lie beside the journal', async () => {
    await workshop.get('station.setUp', setUpForm)
    const sections = new Set<string>()
    const reply = await dispatch(
      workshop.station,
      'hardware.read',
      {},
      {
        onProgress: (event) => sections.add(SectionProgress.parse(event).section),
        signal: new AbortController().signal,
      },
    )
    if (!reply.ok) throw new Error(reply.error.message)
    const { hash, head } = operations['hardware.read'].output.parse(reply.value)
    expect([...sections].sort()).toEqual([...SECTIONS].sort())
    const { frames } = await workshop.get('journal.read', { after: head.position - 1, limit: 1 })
    const { entry } = frames[0]?.frame ?? {}
    expect(entry).toMatchObject({ kind: 'report', report: hash, source: 'this-machine' })
    const readings = entry?.kind === 'report' ? (entry.readings ?? '') : ''
    expect((await workshop.get('blobs.get', { hash: readings })).mediaType).toBe('application/json')
  })
})

describe('documents that IndexedDB holds and the journal has lost', () => {
  it('come back if they verify, whoever issued them, and once; what does not is named and left out', async () => {
    await seedDemo(workshop.station)
    const { frames } = await workshop.get('journal.read', { after: 0, limit: 1000 })
    const documents = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'document' ? [entry.document] : []))
    const hashes = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'document' ? [entry.hash] : []))
    expect(documents.length).toBeGreaterThan(1)

    const other = await newFolder()
    const elsewhere = await openWorkshop(other.path)
    await elsewhere.get('station.setUp', setUpForm)
    const altered = { ...documents[0], validFrom: '2020-01-01T00:00:00Z' }
    const answer = await elsewhere.get('journal.adopt', { documents: [altered, ...documents, { kind: 'nothing' }] })
    expect(answer.adopted).toEqual(hashes)
    expect(answer.refused.map(({ index }) => index)).toEqual([0, documents.length + 1])
    for (const { reasons } of answer.refused) expect(reasons.length).toBeGreaterThan(0)
    expect(answer.head.position).toBe(2 + documents.length)
    expect((await elsewhere.get('journal.adopt', { documents })).head).toEqual(answer.head)
    await elsewhere.station.close()
    await other.remove()
  })
})

describe('whoever asks a station', () => {
  const ask = (name: unknown, input: unknown, signal = new AbortController().signal) =>
    dispatch(workshop.station, name, input, { onProgress: () => undefined, signal })

  it.each(['no.such', '__proto__', 'constructor', 'toString', '', null, 7, ['station.describe']])(
    'is refused what is no operation: %j',
    async (name) => {
      expect(await ask(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-operation' } })
    },
  )

  it('learns where an input does not fit, and never reads it back', async () => {
    const reply = await ask('station.unlock', { passphrase: 7, secret: 'tilleul' })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'bad-input', reasons: [{ code: 'station.bad-input' }, {}] },
    })
    expect(JSON.stringify(reply)).not.toContain('tilleul')
  })

  it('learns nothing of our faults but that there was one; the log has it', async () => {
    await workshop.get('station.setUp', setUpForm)
    await restart({ gather: () => Promise.reject(new Error('/home/claire/secret')) })
    const reply = await ask('hardware.read', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('claire')
    expect(workshop.faults).toHaveLength(1)
  })

  it('may cancel', async () => {
    await workshop.get('station.setUp', setUpForm)
    await restart({
      gather: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new Error('stopped'))
          })
        }),
    })
    const cancellation = new AbortController()
    const reply = ask('hardware.read', {}, cancellation.signal)
    cancellation.abort()
    expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(await ask('station.describe', {}, AbortSignal.abort())).toMatchObject({ error: { code: 'cancelled' } })
  })
})

describe('a station whose journal is damaged', () => {
  it('opens, says so, shows what it has, and saves nothing', async () => {
    await workshop.get('station.setUp', setUpForm)
    await workshop.get('machines.save', { transaction: randomUUID(), machine: machineFile() })
    await workshop.get('machines.save', { transaction: randomUUID(), machine: machineFile() })
    await workshop.station.close()
    const path = join(folder.path, 'journal.log')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('PNS-0001', 'PNS-0002'))
    workshop = await openWorkshop(folder.path)
    const description = await describeStation()
    expect(description).toMatchObject({ writable: false, head: { position: 2 }, settings: { code: 'ROM' } })
    expect(description.notices).toMatchObject([{ code: 'journal.damaged', params: { position: 3 } }])
    expect(await workshop.ask('machines.save', { transaction: randomUUID(), machine: machineFile() })).toMatchObject({
      ok: false,
      error: { code: 'read-only' },
    })
    expect(await workshop.ask('station.setUp', setUpForm)).toMatchObject({ ok: false })
    expect(await readFile(path, 'utf8')).toBe(text.replace('PNS-0001', 'PNS-0002'))
  })
})
