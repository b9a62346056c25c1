import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useDocuments, useDocumentSearch, useEndings } from '../../../renderer/stores/documents.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import type { useStation } from '../../../renderer/stores/station.ts'
import { unsignedDocument, type JournalInMemory } from '../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from './workshop.ts'

let journal: JournalInMemory
let station: ReturnType<typeof useStation>
let documents: ReturnType<typeof useDocuments>

const certificate = (
  sequence: number,
  model: string,
  serial: string,
  grade: string,
  validFrom: string,
  changed: Readonly<Record<string, unknown>> = {},
) =>
  unsignedDocument({
    kind: 'refurbishment-certificate',
    number: `AT1-${String(sequence).padStart(6, '0')}`,
    validFrom,
    subject: {
      sequence,
      machine: {
        machineId: '6a1f6d60-8a45-4d0c-9d0a-0c1f5a1d2e3f',
        inventoryNumber: `CG88-${String(sequence)}`,
        measurement: { identity: { manufacturer: 'Fujitsu Siemens', model, serial } },
      },
      disks: [{ serial: `DISK${serial}` }],
      grading: { grades: [{ axis: 'performance', grade }] },
      ...changed,
    },
  })

beforeEach(async () => {
  ;({ journal, station } = await openWorkshop())
  documents = useDocuments()
  await journal.addDocument(certificate(1, 'Esprimo E5731', 'YKLK001', 'B', '2026-09-01T10:00:00Z'))
  await journal.addDocument(certificate(2, 'Lifebook É75', 'YKLK002', 'A', '2026-10-15T10:00:00Z'))
  await journal.addDocument(certificate(3, 'Lifebook E75', 'YKLK003', 'C', '2026-11-20T10:00:00Z'))
  await station.catchUp()
})

const numbers = async (query: Parameters<typeof documents.search>[0]) =>
  (await documents.search(query)).map((row) => row.number)

test('documents are listed newest first, and found by number, serial, model, date and grade', async () => {
  expect(await numbers({})).toEqual(['AT1-000003', 'AT1-000002', 'AT1-000001'])
  expect(await numbers({ text: 'at1-000002' })).toEqual(['AT1-000002'])
  expect(await numbers({ text: '000001' })).toEqual(['AT1-000001'])
  expect(await numbers({ text: 'CG88-3' })).toEqual(['AT1-000003'])
  expect(await numbers({ text: 'yklk002' })).toEqual(['AT1-000002'])
  expect(await numbers({ text: 'diskyklk003' })).toEqual(['AT1-000003'])
  expect(await numbers({ text: 'lifebook e75' })).toEqual(['AT1-000003', 'AT1-000002'])
  expect(await numbers({ text: 'siemens esp' })).toEqual(['AT1-000001'])
  expect(await numbers({ from: '2026-09-02', to: '2026-10-15' })).toEqual(['AT1-000002'])
  expect(await numbers({ grade: 'A' })).toEqual(['AT1-000002'])
  expect(await numbers({ text: 'lifebook', grade: 'C' })).toEqual(['AT1-000003'])
  expect(await numbers({ text: 'nowhere' })).toEqual([])
  expect(await numbers({ kind: 'withdrawal' })).toEqual([])
})

test('whatever a list is narrowed by, it shows what is left of the whole list', async () => {
  const all = await documents.search({})
  for (const { machineId, kind, number } of all) {
    for (const query of [
      { machineId },
      { kind },
      { machineId, kind },
      { machineId, text: number },
      { kind, text: number },
    ]) {
      const expected = all.filter(
        (row) =>
          (query.machineId === undefined || row.machineId === query.machineId) &&
          (query.kind === undefined || row.kind === query.kind) &&
          (query.text === undefined || row.number === query.text),
      )
      expect(await numbers(query)).toEqual(expected.map((row) => row.number))
    }
    expect(await numbers({ machineId: crypto.randomUUID(), text: number })).toEqual([])
    expect(await numbers({ machineId, kind: 'withdrawal' })).toEqual([])
  }
})

test('an altered copy of a document is never shown: it is taken from the journal again', async () => {
  const [row] = await documents.search({ text: '000001' })
  const hash = row?.hash ?? ''
  const document = await documents.byHash(hash)
  const { documentBodies } = openedStorage().database
  await documentBodies
    .where('hash')
    .equals(hash)
    .modify((body: { document: Record<string, unknown> }) => {
      body.document = { ...body.document, validFrom: '2020-01-01T00:00:00Z' }
    })
  expect(await documents.byHash(hash)).toEqual(document)
  expect((await documentBodies.get(hash))?.document).toEqual(document)
})

test('a list follows what is typed and what is issued', async () => {
  const query = ref({ text: 'lifebook' })
  const scope = effectScope()
  const found = scope.run(() => useDocumentSearch(query))
  await vi.waitFor(() => {
    expect(found?.value.value.map((row) => row.number)).toEqual(['AT1-000003', 'AT1-000002'])
  })
  await journal.addDocument(certificate(4, 'Lifebook U7', 'YKLK004', 'A', '2026-11-22T10:00:00Z'))
  await station.catchUp()
  await vi.waitFor(() => {
    expect(found?.value.value.map((row) => row.number)).toEqual(['AT1-000004', 'AT1-000003', 'AT1-000002'])
  })
  query.value = { text: 'esprimo' }
  await vi.waitFor(() => {
    expect(found?.value.value.map((row) => row.number)).toEqual(['AT1-000001'])
  })
  scope.stop()
})

test('a withdrawal that a supervisor confirmed shows on the document it withdraws, and both stay', async () => {
  const [row] = await documents.search({ text: '000001' })
  const hash = row?.hash ?? ''
  expect(await documents.standing(hash)).toEqual({ kind: 'stands' })
  const withdrawn = documents.withdraw(hash, ' Un disque a été confondu. ')
  await sachaConfirms()
  const issued = await withdrawn
  expect(await documents.standing(hash)).toMatchObject({ kind: 'withdrawn', by: { hash: issued?.hash } })
  expect(await documents.byHash(hash)).not.toBeNull()
  expect(await numbers({ kind: 'withdrawal' })).toHaveLength(1)
})

test('a correction replaces; another station’s word about our document does not count', async () => {
  const [row] = await documents.search({ text: '000001' })
  const hash = row?.hash ?? ''
  await journal.addDocument(
    unsignedDocument({
      kind: 'withdrawal',
      number: 'XX9-000001',
      issuer: 'did:key:z6MkSomebodyElse',
      subject: { sequence: 1, withdraws: { document: hash, number: 'AT1-000001' } },
    }),
  )
  await station.catchUp()
  expect(await documents.standing(hash)).toEqual({ kind: 'stands' })
  await journal.addDocument(certificate(5, 'Esprimo', 'YKLK001', 'B', '2026-11-22T10:00:00Z', { replaces: hash }))
  await station.catchUp()
  expect(await documents.standing(hash)).toMatchObject({ kind: 'replaced', by: { number: 'AT1-000005' } })
})

test('a list says which documents are withdrawn or corrected, as each document says itself', async () => {
  const [first] = await documents.search({ text: '000001' })
  const [second] = await documents.search({ text: '000002' })
  const scope = effectScope()
  const endings = scope.run(() => useEndings())
  await journal.addDocument(
    unsignedDocument({
      kind: 'withdrawal',
      number: 'XX9-000001',
      issuer: 'did:key:z6MkSomebodyElse',
      subject: { sequence: 1, withdraws: { document: second?.hash, number: 'AT1-000002' } },
    }),
  )
  await journal.addDocument(
    certificate(5, 'Esprimo', 'YKLK001', 'B', '2026-11-22T10:00:00Z', { replaces: first?.hash }),
  )
  await station.catchUp()
  await vi.waitFor(() => {
    expect(endings?.value.value.replaced.get(first?.hash ?? '')?.number).toBe('AT1-000005')
  })
  expect(endings?.value.value.withdrawn.size).toBe(0)
  expect(endings?.value.value.numbers.get(second?.hash ?? '')).toBe('AT1-000002')

  const withdrawn = documents.withdraw(second?.hash ?? '', 'Un disque a été confondu.')
  await sachaConfirms()
  const issued = await withdrawn
  await vi.waitFor(() => {
    expect(endings?.value.value.withdrawn.get(second?.hash ?? '')?.hash).toBe(issued?.hash)
  })
  scope.stop()
})

test('two documents of one key and sequence, and one number under two keys, are flagged on both', async () => {
  const [third] = await documents.search({ text: '000003' })
  const fork = await journal.addDocument(certificate(3, 'Lifebook E76', 'YKLK003', 'C', '2026-11-20T11:00:00Z'))
  const clash = await journal.addDocument({
    ...certificate(2, 'Optiplex', 'ZZ1', 'B', '2026-11-21T10:00:00Z'),
    issuer: { id: 'did:key:z6MkSomebodyElse', name: 'Autre' },
  })
  await station.catchUp()
  expect(await documents.standing(fork)).toMatchObject({ kind: 'forked', others: [{ hash: third?.hash }] })
  expect(await documents.standing(third?.hash ?? '')).toMatchObject({ kind: 'forked', others: [{ hash: fork }] })
  expect(await documents.standing(clash)).toMatchObject({ kind: 'number-clash', others: [{ number: 'AT1-000002' }] })
})

test('a draft of a certificate names the file that is on screen, and the same draft is issued under one id', async () => {
  const { useMachines } = await import('../../../renderer/stores/machines.ts')
  const created = await useMachines().create({ inventoryNumber: 'PC-77', equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const draft = await documents.draftCertificate(created.machine)
  expect(draft).toMatchObject({ machineId: created.machine.id, operator: 'AAAA', secondPerson: null })
  const confirmed = documents.withSecondPerson(draft, { inventoryNumber: 'PC-77' })
  await sachaConfirms()
  const second = await confirmed
  expect(second?.draftId).toBe(draft.draftId)
  expect(second?.secondPerson).not.toBeNull()
  if (second === null) return
  const issued = await documents.issue(second)
  expect(await documents.byHash(issued.hash)).toEqual(issued.document)
})
