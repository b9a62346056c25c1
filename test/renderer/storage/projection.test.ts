import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../../domain/journal/frame.ts'
import { EtabliDatabase, NOT_STARTED, PROJECTED_TABLES } from '../../../renderer/storage/database.ts'
import { applyPage, readPosition } from '../../../renderer/storage/commit.ts'
import { documentColumns } from '../../../domain/documents/columns.ts'
import { apply } from '../../../renderer/storage/projection.ts'
import { countTally, sameTally } from '../../../renderer/storage/tally.ts'
import { createJournalInMemory, machineFile, present, unsignedDocument, workshop } from '../journal-in-memory.ts'

const machines = [machineFile(), machineFile(), machineFile()]
const disk = { serial: 'S3Z9NB0K', wwn: null, model: 'ST500', sizeBytes: 500_107_862_016 }
const decided = {
  machineId: present(machines[0]).id,
  stayId: present(machines[0]).stay.id,
  operator: 'AAAA',
  at: '2026-11-20T10:00:00Z',
}

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ machine: fc.nat(2), revision: fc.integer({ min: 1, max: 50 }) }).map(({ machine, revision }): Entry => ({
    kind: 'machine',
    v: 1,
    machine: { ...present(machines[machine]), revision },
  })),
  fc.uuid().map((id): Entry => ({
    kind: 'settlement',
    v: 1,
    settlements: [{ id, ...decided, disk, outcome: { kind: 'failed', notes: 'muet' } }],
    confirmation: id,
  })),
  fc.uuid().map((id): Entry => ({
    kind: 'attestation',
    v: 1,
    attestation: { id, ...decided, reportHash: null, why: 'no-report', found: [disk], notes: '' },
    confirmation: id,
  })),
  fc.uuid().map((id): Entry => ({
    kind: 'override',
    v: 1,
    override: { id, ...decided, axis: 'aspect', from: 'B', to: 'A', reason: 'coque changée' },
    confirmation: id,
  })),
  fc.integer({ min: 1, max: 5 }).map((number): Entry => {
    const document = unsignedDocument({ kind: 'refurbishment-certificate', number: `AT1-${String(number)}` })
    return {
      kind: 'document',
      v: 1,
      draftId: crypto.randomUUID(),
      hash: String(number).repeat(64),
      document,
      confirmations: [],
    }
  }),
  fc.constant<Entry>({ kind: 'settings', v: 1, settings: workshop, confirmation: null }),
  fc.uuid().map((id): Entry => ({ kind: 'clock', v: 1, now: '2026-11-20T10:00:00Z', confirmation: id })),
)

const contents = async (database: EtabliDatabase) =>
  Promise.all(PROJECTED_TABLES.map((name) => database.table(name).toArray()))

test('applying the same frames again, in pages of any size, changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      async (entries, sizes) => {
        const journal = await createJournalInMemory({ settings: null })
        for (const one of entries) await journal.append(one)
        const database = new EtabliDatabase(`test-${crypto.randomUUID()}`)
        await applyPage(database, journal.frames())
        const once = await contents(database)
        expect(sameTally(await countTally(database), (await readPosition(database)).tally)).toBe(true)

        await applyPage(database, journal.frames())
        expect(await contents(database)).toEqual(once)

        await database.meta.put({ ...NOT_STARTED, tally: await countTally(database) })
        let from = 0
        for (let turn = 0; from < journal.frames().length; turn++) {
          const size = present(sizes[turn % sizes.length])
          await applyPage(database, journal.frames().slice(from, from + size))
          from += size
        }
        expect(await contents(database)).toEqual(once)
        expect(sameTally(await countTally(database), (await readPosition(database)).tally)).toBe(true)
        await database.delete()
      },
    ),
    { numRuns: 30 },
  )
})

test('the last journalled revision of a machine file is the one that shows', async () => {
  const journal = await createJournalInMemory({ settings: null })
  const machine = machineFile()
  await journal.append({ kind: 'machine', v: 1, machine })
  await journal.append({ kind: 'machine', v: 1, machine: { ...machine, revision: 2, repairs: 'charnière' } })
  const rows = journal.frames().flatMap(apply)
  expect(rows.at(-1)?.row).toMatchObject({ position: 2, machine: { revision: 2, repairs: 'charnière' } })
})

test('an order to dismantle that was taken back marks its row, whatever was sent with it', () => {
  const [sent, back] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
  const { machineId, stayId, operator, at } = decided
  const rows = (entry: Entry) =>
    apply({
      hash: 'a'.repeat(64),
      frame: { position: 7, previous: null, at, transaction: back, entry },
    }).map(({ table, row }) => ({ table, row }))
  const ordered = { machineId, stayId, reason: 'too-old' as const, note: '' }
  const order = { id: sent, machines: [ordered], operator, at }
  const rescission = { id: back, machines: [{ machineId, stayId }], why: 'mauvaise étiquette', operator, at }
  const row = { id: `${machineId} ${stayId}`, machineId, at, position: 7 }
  expect(rows({ kind: 'dismantling-order', v: 1, order, confirmation: sent })).toEqual([
    { table: 'dismantlingOrders', row: { ...row, confirmation: sent, ordered } },
  ])
  expect(rows({ kind: 'dismantling-rescinded', v: 1, rescission, confirmation: back })).toEqual([
    { table: 'dismantlingOrders', row: { ...row, confirmation: back, ordered: null } },
  ])
})

test('a certificate is found by number, inventory number, maker, model and every serial, whatever the accents', () => {
  const columns = documentColumns(
    unsignedDocument({
      kind: 'refurbishment-certificate',
      number: 'AT1-000042',
      subject: {
        machineId: present(machines[0]).id,
        machine: {
          inventoryNumber: 'Épinal 12',
          measurement: { identity: { manufacturer: 'LENOVO', model: 'ThinkPad T480', serial: 'PF1ABC' } },
        },
        disks: [{ serial: 'S3Z9NB0K' }, { serial: null }],
        grading: {
          grades: [
            { axis: 'performance', grade: 'B' },
            { axis: 'battery', grade: null },
          ],
        },
      },
    }),
  )
  expect(columns).toMatchObject({
    kind: 'refurbishment-certificate',
    number: 'AT1-000042',
    issuedAt: '2026-11-20T10:00:00Z',
    machineId: present(machines[0]).id,
    inventoryNumber: 'Épinal 12',
    machineName: 'Lenovo ThinkPad T480',
    serials: ['PF1ABC', 'S3Z9NB0K'],
    grades: { performance: 'B' },
    replaces: null,
    withdraws: null,
  })
  for (const word of ['at1-000042', '000042', 'epinal', 'lenovo', 't480', 'pf1abc', 's3z9nb0k'])
    expect(columns.words).toContain(word)
})

test('an erasure certificate is found by its disk, and by the number of the computer that it was taken from', () => {
  const columns = documentColumns(
    unsignedDocument({
      kind: 'erasure-certificate',
      number: 'AT1-000007',
      subject: {
        machineId: present(machines[0]).id,
        origin: { chassis: 'INV-0311' },
        disk: { make: 'Seagate', model: 'ST500', serial: 'S3Z9NB0K' },
      },
    }),
  )
  expect(columns).toMatchObject({
    kind: 'erasure-certificate',
    machineId: present(machines[0]).id,
    inventoryNumber: 'INV-0311',
    machineName: 'Seagate ST500 S3Z9NB0K',
    serials: ['S3Z9NB0K'],
    grades: {},
  })
  for (const word of ['at1-000007', 'inv-0311', 'st500', 's3z9nb0k', 'seagate']) expect(columns.words).toContain(word)
})

test('a dismantling sheet is found by the machine, as it was read or typed, and by its disks', () => {
  const columns = documentColumns(
    unsignedDocument({
      kind: 'dismantling-sheet',
      number: 'ESA-000012',
      subject: {
        machineId: present(machines[0]).id,
        machine: {
          inventoryNumber: 'INV-0412',
          make: { basis: 'declared', text: 'Lenovo' },
          model: { basis: 'declared', text: 'M710' },
          serial: { basis: 'measured', text: 'PF1ABC' },
        },
        disks: [{ serial: 'S3Z9NB0K' }],
      },
    }),
  )
  expect(columns).toMatchObject({
    kind: 'dismantling-sheet',
    inventoryNumber: 'INV-0412',
    machineName: 'Lenovo M710',
    serials: ['PF1ABC', 'S3Z9NB0K'],
  })
  for (const word of ['esa-000012', 'inv-0412', 'lenovo', 'm710', 'pf1abc', 's3z9nb0k'])
    expect(columns.words).toContain(word)
})

test('a withdrawal names what it withdraws; something else entirely has columns all the same', () => {
  const withdrawal = unsignedDocument({
    kind: 'withdrawal',
    number: 'AT1-000043',
    subject: { withdraws: { document: 'a'.repeat(64), number: 'AT1-000042' } },
  })
  expect(documentColumns(withdrawal)).toMatchObject({ kind: 'withdrawal', withdraws: 'a'.repeat(64) })
  expect(documentColumns({ type: 7, credentialSubject: [null] })).toMatchObject({
    kind: 'unknown',
    number: '',
    words: [],
  })
})
