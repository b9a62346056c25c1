// Every past version of the journal stays readable (DESIGN: kinds and versions only ever grow).
import { copyFile, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { examine, knownDocument } from '../../../domain/documents/verify.ts'
import { Entry } from '../../../domain/journal/frame.ts'
import { cryptography } from '../../../electron/documents/cryptography.ts'
import { Ledger } from '../../../electron/vault/ledger.ts'
import { type Journal, journalPath } from '../../../electron/vault/journal.ts'
import { openJournal, save } from './frames.ts'
import { newFolder } from './samples.ts'

const frozen = (name: string) => fileURLToPath(new URL(`../../fixtures/journals/${name}`, import.meta.url))

let folder: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => folder.remove())

const machineId = async () =>
  /"id":"([0-9a-f-]{36})","inventoryNumber"/.exec(await readFile(frozen('v1.txt'), 'utf8'))?.[1] ?? ''

const machineOf = async (journal: Journal, ledger: Ledger, id: string) => {
  const entry = (await journal.at(ledger.machine(id)?.position ?? 0))?.frame.entry
  return entry?.kind === 'machine' ? entry.machine : null
}

it('a journal of version 1 is read whole, says what it said then, and is written on', async () => {
  await copyFile(frozen('v1.txt'), journalPath(folder.path))
  const { journal, frames } = await openJournal(folder.path)
  expect(journal.notices).toEqual([])
  expect(journal.head).toEqual({
    position: 21,
    hash: '5db3758d25395de0e01b6ef178328b95a5585df700d677d459e199ccb22376a0',
  })
  const ledger = new Ledger()
  for (const read of frames) ledger.apply(read)
  const id = await machineId()
  expect(ledger.did).toBe('did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG')
  expect(ledger.settings?.name).toBe('Atelier de Valence')
  expect(ledger.machine(id)).toMatchObject({ revision: 2, position: 21 })
  // The second revision leaves the report out; the stay does not forget it.
  const { stayId } = ledger.machine(id) ?? { stayId: '' }
  expect(ledger.reportsOfStay(id, stayId).map(({ hash }) => hash)).toEqual(['a'.repeat(64)])
  expect(ledger.report('a'.repeat(64))).toMatchObject({ readings: 'c'.repeat(64), source: 'this-machine' })
  expect(['a', 'b', 'c', 'd'].map((sign) => ledger.mediaType(sign.repeat(64)))).toEqual([
    'application/json',
    'image/png',
    'application/json',
    null,
  ])
  expect(ledger.settlements(id).map(({ what }) => what.outcome.kind)).toEqual(['declared', 'destroyed'])
  expect(ledger.attestations(id)).toHaveLength(1)
  expect(ledger.overrides(id)).toHaveLength(1)
  expect(ledger.ownDocuments).toMatchObject([
    { hash: 'd'.repeat(64), sequence: 1, machineId: id },
    { hash: 'e'.repeat(64), sequence: 2, machineId: id, draftId: null },
  ])
  const confirmations = frames.flatMap(({ frame: { entry } }) =>
    entry.kind === 'confirmation' ? [entry.confirmation.id] : [],
  )
  expect(confirmations).toHaveLength(7)
  expect(confirmations.every((each) => ledger.isUsed(each))).toBe(true)
  await save(journal, 'PNS-0002')
  await journal.close()
  const again = await openJournal(folder.path)
  expect(again.frames).toHaveLength(22)
  await again.journal.close()
})

it('a journal of evidence, loose disks and their certificates is read whole, and says what it said then', async () => {
  await copyFile(frozen('v1-evidence.txt'), journalPath(folder.path))
  const { journal, frames } = await openJournal(folder.path)
  expect(journal.notices).toEqual([])
  expect(journal.head).toEqual({
    position: 12,
    hash: '353a0ffac22669592aa18d3c42b29fa43a35e8731d76fe8755b617cc0c0c868e',
  })
  const ledger = new Ledger()
  for (const read of frames) ledger.apply(read)
  const [loose] = ledger.looseDisks
  expect(loose).toMatchObject({ chassis: 'INV-0311', disk: { serial: 'WD-WCC2E5XK1234' } })
  expect(ledger.allEvidence.map(({ form, source }) => `${form} ${source}`)).toEqual([
    'nwipe-log file',
    'read-back station',
  ])
  // One was refused; of the other only a reading came, and that says nothing of how the erasure ended.
  expect(ledger.erasures.map(({ ended }) => ended)).toEqual([true, false])
  const evidence = ledger.allEvidence.map(({ hash }) => hash)
  expect(ledger.settlements(loose?.id ?? '').map(({ what }) => what.outcome)).toMatchObject([
    { kind: 'evidence', via: 'witnessed', evidence },
  ])
  const [certificate] = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'document' ? [entry] : []))
  expect(knownDocument(certificate?.document)?.credentialSubject).toMatchObject({
    kind: 'erasure-certificate',
    machineId: loose?.id,
    disk: { evidenceHashes: evidence },
  })
  await journal.close()
})

it('a journal of a dismantled machine is read whole, and says what it said then', async () => {
  await copyFile(frozen('v1-dismantling.txt'), journalPath(folder.path))
  const { journal, frames } = await openJournal(folder.path)
  expect(journal.notices).toEqual([])
  expect(journal.head).toEqual({
    position: 12,
    hash: '321d8eef27f741ad36845f3ec456ba20bf1f4592005c77075bf7dee990fce7e4',
  })
  const ledger = new Ledger()
  for (const read of frames) ledger.apply(read)
  const [part] = ledger.parts
  const { machineId = '', stayId = '' } = part?.history[0]?.what === 'taken-out' ? part.history[0].machine : {}
  expect(part).toMatchObject({ number: 'P-0001', place: 'Bac 3', grams: 12 })
  expect(ledger.dismantlingOrder(machineId, stayId)?.what.machines).toMatchObject([{ reason: 'does-not-start' }])
  // The second revision is the file as it stands.
  const file = ledger.dismantlingFileOf(machineId, stayId)
  expect(file).toMatchObject({
    revision: 2,
    collectionNote: 'BSD-2026-9',
    grossGrams: 7900,
    media: [{ serial: 'WD-WCC2E5XK1234' }],
    fractions: [{ code: '19 12 02', grams: 4300 }],
  })
  expect(ledger.wasteCodeChanges).toMatchObject([{ what: { put: { code: '16 02 16', validTo: null } } }])
  const intakes = frames.flatMap(({ frame: { entry } }) => (entry.kind === 'intake' ? [entry.intake.id] : []))
  expect(intakes.map((id) => ledger.intake(id)?.donor.name)).toEqual(['Collège des Allobroges'])
  expect(await machineOf(journal, ledger, machineId)).toMatchObject({ triage: { intakeId: intakes[0] } })
  await journal.close()
})

it('a journal of an order to dismantle that was taken back is read whole, and says what it said then', async () => {
  await copyFile(frozen('v1-rescission.txt'), journalPath(folder.path))
  const { journal, frames } = await openJournal(folder.path)
  expect(journal.notices).toEqual([])
  expect(journal.head).toEqual({
    position: 9,
    hash: '6a19dc65c85b981483f90c551ab80b3ab247e7da349af1f3b186e785ddce6dbb',
  })
  const ledger = new Ledger()
  for (const read of frames) ledger.apply(read)
  const ordered = frames.flatMap(({ frame: { entry } }) =>
    entry.kind === 'dismantling-order' ? entry.order.machines : [],
  )
  // Of two machines the first one was sent by mistake; its empty file is kept.
  expect(ordered.map(({ machineId, stayId }) => ledger.dismantlingOrder(machineId, stayId) !== null)).toEqual([
    false,
    true,
  ])
  expect(ordered.map(({ machineId, stayId }) => ledger.dismantlingFileOf(machineId, stayId) !== null)).toEqual([
    true,
    false,
  ])
  const confirmations = frames.flatMap(({ frame: { entry } }) =>
    entry.kind === 'confirmation' ? [entry.confirmation] : [],
  )
  expect(confirmations.map(({ action }) => action.kind)).toEqual(['dismantle-machines', 'rescind-dismantling'])
  expect(confirmations.every(({ id }) => ledger.isUsed(id))).toBe(true)
  await journal.close()
})

it('a journal of exchanges, handovers and a restoration is read whole, and says what it said then', async () => {
  await copyFile(frozen('v1-exchange.txt'), journalPath(folder.path))
  const { journal, frames } = await openJournal(folder.path)
  expect(journal.notices).toEqual([])
  expect(journal.head).toEqual({
    position: 25,
    hash: '6419347a829855739f75ff5b28669455115f5c0394506af596d4f63a38cc9ebe',
  })
  const ledger = new Ledger()
  for (const read of frames) ledger.apply(read)
  const entries = frames.map(({ frame: { entry } }) => entry)
  const [first, restored] = entries.flatMap((entry) => (entry.kind === 'station' ? [entry.did] : []))
  const [arrival] = entries.flatMap((entry) => (entry.kind === 'arrival' ? [entry] : []))

  // Another station was accepted and its batch taken in, with two files that its documents name.
  const [imported] = ledger.imports
  expect(ledger.trust.get(imported?.sender ?? '')).toMatchObject({ code: 'VAL', decision: 'accepted' })
  expect(imported?.documents.map(({ hash }) => ledger.document(hash)?.kind).sort()).toEqual([
    'batch-manifest',
    'transfer-slip',
  ])
  expect(imported?.files.map(({ hash }) => [ledger.attachedFile(hash)?.form, ledger.mediaType(hash)])).toEqual([
    ['nwipe-log', 'text/plain'],
    ['work-file', 'application/json'],
  ])

  // What stood on its slip arrived: each of the three begins a stay here.
  const [machine, disk, part] = [arrival?.machines[0], arrival?.disks[0], arrival?.parts[0]]
  expect(ledger.machine(machine?.id ?? '')).toMatchObject({ revision: 1, stayId: machine?.stay.id })
  expect(ledger.looseDisk(disk?.id ?? '')).toEqual(disk)
  expect(ledger.part(part?.id ?? '')).toEqual(part)

  // The machine was handed over; a payment was typed by mistake, the name was forgotten, the counts of a month corrected.
  const slip = ledger.documents.find(({ kind }) => kind === 'handover-slip')
  expect(ledger.payments).toMatchObject([{ slip: slip?.hash, yearOfHandover: 2, state: 'cancelled' }])
  expect(ledger.isForgotten(slip?.hash ?? '')).toBe(true)
  expect([...ledger.publicCounts.values()].map(({ month, rsa }) => `${month} ${String(rsa)}`)).toEqual([
    '2026-11 13',
    '2026-12 1',
  ])

  // A batch went out, and documents went up: one was given up after the registry refused it.
  const [target] = ledger.targets
  expect(ledger.batchesWritten).toMatchObject([{ by: 'medium', where: 'CLE-DIE' }])
  expect(ledger.document(ledger.batchesWritten[0]?.batch ?? '')).toMatchObject({ issuer: first, sequence: 3 })
  expect(ledger.delivery(target?.id ?? '', arrival?.hash ?? '')).toMatchObject({ state: 'delivered' })
  expect(ledger.delivery(target?.id ?? '', slip?.hash ?? '')).toMatchObject({ state: 'given-up' })

  // Restored: the chain goes on under another key and another code, and its first document names the old head.
  expect(ledger.did).toBe(restored)
  expect(ledger.settings?.code).toBe('DIEB')
  expect(ledger.ownDocuments).toMatchObject([{ kind: 'succession', sequence: 1 }])
  const succession = entries.flatMap((entry) => (entry.kind === 'document' ? [entry] : [])).at(-1)
  const { holds } = (await examine(succession?.document, cryptography)).verification
  expect(holds).toBe(true)
  expect(knownDocument(succession?.document)?.credentialSubject).toMatchObject({
    predecessor: { did: first, code: 'DIE', head: { sequence: 3, document: ledger.batchesWritten[0]?.batch } },
  })

  const confirmations = entries.flatMap((entry) => (entry.kind === 'confirmation' ? [entry.confirmation] : []))
  expect(confirmations.map(({ action }) => action.kind)).toEqual([
    'trust-station',
    'forget-recipient',
    'change-targets',
    'copy-secrets',
  ])
  expect(confirmations.every(({ id }) => ledger.isUsed(id))).toBe(true)
  await journal.close()
})

it('the frozen journals of version 1 have every kind of frame', async () => {
  const texts = await Promise.all(
    ['v1.txt', 'v1-evidence.txt', 'v1-dismantling.txt', 'v1-rescission.txt', 'v1-exchange.txt'].map((name) =>
      readFile(frozen(name), 'utf8'),
    ),
  )
  const lines = texts.flatMap((text) => text.trimEnd().split('\n'))
  const kinds = new Set(lines.map((line) => /"entry":\{"kind":"([a-z-]+)"/.exec(line)?.[1]))
  expect([...kinds].sort()).toEqual(Entry.options.map((option) => option.shape.kind.value).sort())
})
