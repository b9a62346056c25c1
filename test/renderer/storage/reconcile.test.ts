import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { createCommit, readPosition, type Commit } from '../../../renderer/storage/commit.ts'
import { EtabliDatabase, PROJECTED_TABLES } from '../../../renderer/storage/database.ts'
import { reconcile } from '../../../renderer/storage/reconcile.ts'
import { sha256 } from '../../../renderer/stores/sha256.ts'
import {
  createJournalInMemory,
  machineFile,
  present,
  unsignedDocument,
  type JournalInMemory,
} from '../journal-in-memory.ts'
import { laptopReport } from '../laptop-report.ts'

let journal: JournalInMemory
let database: EtabliDatabase
let commit: Commit

const options = {
  sha256,
  now: () => '2026-11-23T09:00:00.000Z',
  newId: () => crypto.randomUUID(),
  heldBefore: true,
}
const start = () => reconcile(database, journal.send, commit, options)

const save = async (machine: MachineFile) => {
  const reply = await journal.send('machines.save', { transaction: crypto.randomUUID(), machine })
  expect(reply.ok).toBe(true)
  await commit.catchUp()
}

const fill = async () => {
  const first = machineFile()
  await save(first)
  await save({ ...first, revision: 2, repairs: 'clavier changé' })
  const second = machineFile()
  await save(second)
  const hash = await journal.addDocument(unsignedDocument({ kind: 'refurbishment-certificate', number: 'AT1-000001' }))
  await commit.catchUp()
  return { first, second, hash }
}

/** Everything that is projected, as plain data. */
const contents = async (from = database) =>
  Object.fromEntries(
    await Promise.all(PROJECTED_TABLES.map(async (name) => [name, await from.table(name).toArray()] as const)),
  )

/** What the journal comes to when it is projected from nothing. */
const fromNothing = async () => {
  const fresh = new EtabliDatabase(`fresh-${crypto.randomUUID()}`)
  await createCommit(fresh, journal.send).catchUp()
  const all = await contents(fresh)
  await fresh.delete()
  return all
}

beforeEach(async () => {
  journal = await createJournalInMemory()
  database = new EtabliDatabase(`test-${crypto.randomUUID()}`)
  commit = createCommit(database, journal.send)
})
afterEach(async () => {
  await database.delete()
})

describe('working data that is behind the journal', () => {
  test('a start with nothing to do says so', async () => {
    await fill()
    expect(await start()).toEqual({ kind: 'in-step' })
  })

  test('a first start after set-up tells of nothing that came back', async () => {
    expect(await start()).toEqual({ kind: 'in-step' })
    expect((await database.settings.get('current'))?.settings.code).toBe('AT1')
  })

  test('what was journalled and not shown before a crash is there at the next start', async () => {
    await fill()
    const machine = machineFile()
    await journal.send('machines.save', { transaction: crypto.randomUUID(), machine })
    expect(await start()).toEqual({ kind: 'caught-up', frames: 1 })
    expect((await database.machines.get(machine.id))?.machine).toEqual(machine)
  })

  test('an emptied IndexedDB comes back whole, and the person is told how much', async () => {
    await fill()
    await database.delete()
    expect(await start()).toEqual({ kind: 'restored', why: 'empty', cameBack: { machines: 2, documents: 1 } })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('a browser that never held the working data gets it, and nothing is called a loss', async () => {
    await fill()
    await database.delete({ disableAutoOpen: false })
    expect(await reconcile(database, journal.send, commit, { ...options, heldBefore: false })).toEqual({
      kind: 'restored',
      why: 'new-here',
      cameBack: { machines: 2, documents: 1 },
    })
  })

  test('an older IndexedDB, as a truncated log leaves it, is brought up to date', async () => {
    const { first } = await fill()
    const older = await contents()
    const position = await readPosition(database)
    await save({ ...first, revision: 3, reservations: 'coque rayée' })
    await database.transaction('rw', [...PROJECTED_TABLES, 'meta'], async () => {
      for (const name of PROJECTED_TABLES) {
        await database.table(name).clear()
        await database.table(name).bulkPut(older[name] ?? [])
      }
      await database.meta.put(position)
    })
    expect(await start()).toEqual({ kind: 'caught-up', frames: 1 })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('an IndexedDB that cannot be opened is made again, and the person is told', async () => {
    await fill()
    const name = `test-${crypto.randomUUID()}`
    // The same name with a store that no version of ours ever had: opening it fails for good.
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, 5)
      request.onupgradeneeded = () => request.result.createObjectStore('machines', { keyPath: 'other' })
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
      request.onerror = () => {
        reject(new Error('could not be prepared'))
      }
    })
    await database.delete()
    database = new EtabliDatabase(name)
    commit = createCommit(database, journal.send)
    expect(await start()).toEqual({ kind: 'restored', why: 'unusable', cameBack: { machines: 2, documents: 1 } })
    expect(await contents()).toEqual(await fromNothing())
  })
})

describe('damaged rows', () => {
  test('lost machine files come back', async () => {
    const { first } = await fill()
    await database.machines.delete(first.id)
    expect(await start()).toEqual({ kind: 'restored', why: 'incomplete', cameBack: { machines: 1, documents: 0 } })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('a lost document comes back', async () => {
    const { hash } = await fill()
    await database.documents.delete(hash)
    await database.documentBodies.delete(hash)
    expect(await start()).toMatchObject({ kind: 'restored', cameBack: { machines: 0, documents: 1 } })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('an older revision of a machine file is replaced by the journalled one', async () => {
    const { first } = await fill()
    const row = await database.machines.get(first.id)
    await database.machines.put({ ...present(row), position: 3, machine: first })
    expect(await start()).toMatchObject({ kind: 'restored', why: 'incomplete' })
    expect((await database.machines.get(first.id))?.machine.revision).toBe(2)
  })
})

describe('altered rows', () => {
  test('a machine file that says something else under its own revision is set aside, and the journalled one shows', async () => {
    const { first } = await fill()
    await database.machines
      .where('id')
      .equals(first.id)
      .modify((row: { machine: MachineFile }) => {
        row.machine = { ...row.machine, repairs: 'autre chose' }
      })
    expect(await start()).toMatchObject({
      kind: 'ahead',
      adopted: { machines: 0, documents: 0 },
      setAside: [{ what: 'machine', value: { repairs: 'autre chose' } }],
    })
    expect((await database.machines.get(first.id))?.machine.repairs).toBe('clavier changé')
    expect(await contents()).toEqual(await fromNothing())
  })

  test('altered settings and search columns are made again', async () => {
    const { hash } = await fill()
    await database.documents.update(hash, { model: 'Autre' })
    expect(await start()).toMatchObject({ kind: 'restored', why: 'incomplete' })
    await database.settings
      .where('id')
      .equals('current')
      .modify((row: { settings: { name: string } }) => {
        row.settings.name = 'Autre'
      })
    expect(await start()).toMatchObject({ kind: 'restored', why: 'incomplete' })
    expect(await contents()).toEqual(await fromNothing())
  })
})

describe('working data that is ahead of the journal', () => {
  test('a document that the journal has lost is given back to it', async () => {
    await fill()
    const before = journal.head().position
    const hash = await journal.addDocument(
      unsignedDocument({ kind: 'refurbishment-certificate', number: 'AT1-000002' }),
    )
    await commit.catchUp()
    journal.cutTo(before)
    expect(await start()).toEqual({ kind: 'ahead', adopted: { machines: 0, documents: 1 }, setAside: [] })
    expect(journal.frames().at(-1)?.frame.entry).toMatchObject({ kind: 'adopted-document', hash })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('several documents are given back in the order in which they were issued', async () => {
    await fill()
    const before = journal.head().position
    const hashes: string[] = []
    for (const number of ['AT1-000002', 'AT1-000003', 'AT1-000004', 'AT1-000005', 'AT1-000006'])
      hashes.push(await journal.addDocument(unsignedDocument({ kind: 'refurbishment-certificate', number })))
    await commit.catchUp()
    journal.cutTo(before)
    await start()
    const adopted = journal
      .frames()
      .map(({ frame: { entry } }) => (entry.kind === 'adopted-document' ? entry.hash : null))
    expect(adopted.filter((hash) => hash !== null)).toEqual(hashes)
  })

  test('a document that does not verify is set aside with its reasons, and nothing else is lost', async () => {
    await fill()
    const before = journal.head().position
    const document = unsignedDocument({ kind: 'refurbishment-certificate', number: 'AT1-000002' })
    await journal.addDocument(document)
    await commit.catchUp()
    journal.cutTo(before)
    journal.verifyBy(() => false)
    const outcome = await start()
    expect(outcome).toMatchObject({
      kind: 'ahead',
      adopted: { machines: 0, documents: 0 },
      setAside: [{ what: 'document', value: document, reasons: [{ code: 'documents.proof-fails' }] }],
    })
    expect(await database.setAside.count()).toBe(1)
    expect(await contents()).toEqual(await fromNothing())
  })

  test('machine files that the journal does not know, or knows older, are saved as its next revision', async () => {
    const { first } = await fill()
    const before = journal.head().position
    const unknown = machineFile()
    await save(unknown)
    await save({ ...first, revision: 3, reservations: 'coque rayée' })
    await save({ ...first, revision: 4, reservations: 'coque rayée, pied perdu' })
    journal.cutTo(before)
    expect(await start()).toEqual({ kind: 'ahead', adopted: { machines: 2, documents: 0 }, setAside: [] })
    expect((await database.machines.get(first.id))?.machine).toMatchObject({
      revision: 3,
      reservations: 'coque rayée, pied perdu',
    })
    expect((await database.machines.get(unknown.id))?.machine).toEqual(unknown)
    expect(await contents()).toEqual(await fromNothing())
  })

  test('a report that the journal has lost is taken in again from the copy here, and its machine file with it', async () => {
    const before = journal.head().position
    const hash = await journal.addReport(laptopReport())
    const named = { hash, takenAt: '2026-11-02T09:00:00Z', addedAt: '2026-11-02T09:00:00Z', source: 'file' as const }
    const machine = machineFile({ reports: [named] })
    await save(machine)
    await database.cachedReports.put({ hash, report: laptopReport() })
    journal.cutTo(before)
    expect(await start()).toEqual({ kind: 'ahead', adopted: { machines: 1, documents: 0 }, setAside: [] })
    expect((await database.machines.get(machine.id))?.machine).toEqual(machine)
    expect(await database.reports.get(hash)).toBeDefined()
  })

  test('a machine file whose report is lost for good is kept without it, and set aside as it was', async () => {
    const before = journal.head().position
    const hash = await journal.addReport(laptopReport())
    const named = { hash, takenAt: '2026-11-02T09:00:00Z', addedAt: '2026-11-02T09:00:00Z', source: 'file' as const }
    const machine = machineFile({ reports: [named] })
    await save(machine)
    journal.cutTo(before)
    expect(await start()).toMatchObject({
      kind: 'ahead',
      adopted: { machines: 1, documents: 0 },
      setAside: [{ what: 'machine', value: machine, reasons: [{ code: 'storage.report-lost' }] }],
    })
    expect((await database.machines.get(machine.id))?.machine).toEqual({ ...machine, reports: [] })
  })

  test('a machine file that no longer has its form is set aside', async () => {
    const { first } = await fill()
    const row = await database.machines.get(first.id)
    const { stay: _lost, ...machine } = present(row).machine
    // What a damaged row may hold is no machine file: that is the point.
    await database.machines.put({ ...present(row), position: 99, machine: machine as MachineFile })
    const outcome = await start()
    expect(outcome).toMatchObject({ kind: 'ahead', setAside: [{ what: 'machine', value: machine }] })
    expect(await contents()).toEqual(await fromNothing())
  })

  test('another history under the same positions is noticed by its hash, and both are kept', async () => {
    const { first } = await fill()
    const before = journal.head().position
    await save({ ...first, revision: 3, reservations: 'celle d’ici' })
    journal.cutTo(before)
    const theirs = { ...first, revision: 3, reservations: 'celle du journal' }
    await journal.send('machines.save', { transaction: crypto.randomUUID(), machine: theirs })
    expect(journal.head().position).toBe((await readPosition(database)).position)

    const outcome = await start()
    expect(outcome).toMatchObject({ kind: 'ahead', setAside: [{ what: 'machine' }] })
    expect((await database.machines.get(first.id))?.machine.reservations).toBe('celle du journal')
    expect((await database.setAside.toArray())[0]?.value).toMatchObject({ reservations: 'celle d’ici' })
  })

  test('nothing is touched while the journal takes nothing, and all is repaired once it does', async () => {
    const { first } = await fill()
    const before = journal.head().position
    await save({ ...first, revision: 3 })
    journal.cutTo(before)
    const untouched = await contents()
    journal.setWritable(false)
    expect(await start()).toMatchObject({ kind: 'postponed', failure: { code: 'read-only' } })
    expect(await contents()).toEqual(untouched)
    journal.setWritable(true)
    expect(await start()).toMatchObject({ kind: 'ahead', adopted: { machines: 1, documents: 0 } })
  })

  test('a repair that is repeated finds nothing more to do', async () => {
    const { first } = await fill()
    const before = journal.head().position
    await save({ ...first, revision: 3 })
    journal.cutTo(before)
    await start()
    const repaired = await contents()
    expect(await start()).toEqual({ kind: 'in-step' })
    expect(await contents()).toEqual(repaired)
  })
})

describe('whatever happens between journal and IndexedDB', () => {
  test('any saves, ended by a crash at any point, come to the same as the journal from nothing', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('save' as const), machine: fc.nat(2), shown: fc.boolean() }),
      fc.record({ kind: fc.constant('document' as const), shown: fc.boolean() }),
      fc.record({ kind: fc.constant('empty' as const) }),
      fc.record({ kind: fc.constant('lose-end' as const), frames: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('lose-row' as const), machine: fc.nat(2) }),
      fc.record({ kind: fc.constant('start' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        journal = await createJournalInMemory()
        database = new EtabliDatabase(`test-${crypto.randomUUID()}`)
        commit = createCommit(database, journal.send)
        await start()
        const machines = [machineFile(), machineFile(), machineFile()]
        const journalled = (id: string) =>
          journal
            .frames()
            .map((read) => read.frame.entry)
            .findLast((entry) => entry.kind === 'machine' && entry.machine.id === id)
        for (const one of steps) {
          switch (one.kind) {
            case 'save': {
              const machine = present(machines[one.machine])
              const last = journalled(machine.id)
              const revision = last?.kind === 'machine' ? last.machine.revision + 1 : 1
              const reply = await journal.send('machines.save', {
                transaction: crypto.randomUUID(),
                machine: { ...machine, revision },
              })
              expect(reply.ok).toBe(true)
              if (one.shown) await commit.catchUp().catch(start)
              break
            }
            case 'document':
              await journal.addDocument(
                unsignedDocument({
                  kind: 'refurbishment-certificate',
                  number: `AT1-${String(Math.random()).slice(2)}`,
                }),
              )
              if (one.shown) await commit.catchUp().catch(start)
              break
            case 'empty':
              await database.delete({ disableAutoOpen: false })
              break
            case 'lose-end':
              journal.cutTo(Math.max(2, journal.head().position - one.frames))
              break
            case 'lose-row':
              await database.machines.delete(present(machines[one.machine]).id)
              break
            case 'start':
              await start()
          }
        }
        // Everything that both sides hold at the crash must be there after the next start.
        const known = new Set([
          ...(await database.documentBodies.toCollection().primaryKeys()),
          ...journal
            .frames()
            .map((read) => read.frame.entry)
            .filter((entry) => entry.kind === 'document' || entry.kind === 'adopted-document')
            .map((entry) => entry.hash),
        ])
        await start()
        expect(await contents()).toEqual(await fromNothing())
        expect(new Set(await database.documentBodies.toCollection().primaryKeys())).toEqual(known)
        expect(await start()).toEqual({ kind: 'in-step' })
        await database.delete()
      }),
      { numRuns: 40 },
    )
  })
})
