// The erasure certificate of a loose disk on a real station: its vault, journal, key and clock in a folder of its own, and
// once on a real disk from its arrival to the file that a stranger verifies.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../../domain/contract.ts'
import type { ErasureCertificateDraft, WithdrawalDraft } from '../../../domain/documents/draft.ts'
import type { ErasureSubject } from '../../../domain/documents/erasure-certificate.ts'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import type { LooseDiskFile } from '../../../domain/erasure/loose-disk-file.ts'
import type { Settlement, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import { certificateSubject, settlementsSubject, withdrawalSubject } from '../../../domain/supervision/subject.ts'
import { verifyCommand } from '../../../electron/verify.ts'
import { declaredErasure, machineFile, report, ssd } from '../../domain/documents/bench.ts'
import { identity, log } from '../../domain/documents/loose-disk-bench.ts'
import { confirmOrders, endOf, handleOf, ordersFor } from '../disks/at-work.ts'
import { loopDevice, loopDevices } from '../disks/loop-device.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'

type Issued = Output<'documents.issue'>
// Issued here, of this kind: the tests look into it.
const subjectIn = ({ document }: Issued) => document['credentialSubject'] as ErasureSubject

/** The morning before the day on which the log says that the disk was erased, and that after it. */
const [arrival, afterTheLog] = [Date.parse('2026-11-19T06:00:00Z'), Date.parse('2026-11-21T08:00:00Z')]

let folder: Awaited<ReturnType<typeof newFolder>>
let clock: number
let workshop: Workshop
let operator: string

const settingsWith = (erasureMinimum: StationSettings['erasureMinimum']): StationSettings => ({
  ...setUpForm.settings,
  code: 'ROM',
  erasureMinimum,
})
const open = () => openWorkshop(folder.path, { now: () => new Date((clock += 10)) })
const setUp = async (minimum: StationSettings['erasureMinimum']) => {
  workshop = await open()
  await workshop.get('station.setUp', { ...setUpForm, settings: settingsWith(minimum) })
  operator = await codeOf(workshop, 'Samir')
}

beforeEach(async () => {
  folder = await newFolder()
  clock = arrival
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

/** Received now; then it is the day after its erasure. */
const receive = async (changes: Partial<LooseDiskFile> = {}): Promise<LooseDiskFile> => {
  const disk: LooseDiskFile = {
    id: randomUUID(),
    stay: { id: randomUUID(), startedAt: new Date(clock).toISOString() },
    disk: identity,
    chassis: 'INV-0311',
    place: 'Armoire fermée',
    operator,
    ...changes,
  }
  await workshop.get('disks.receive', { disk })
  clock = afterTheLog
  return disk
}

const bring = async (text: string): Promise<string> => {
  const base64 = Buffer.from(text).toString('base64')
  return (await workshop.get('evidence.import', { name: 'nwipe.log', base64 })).hash
}

const settle = async (
  owner: { readonly machineId: string; readonly stayId: string },
  disk: DiskIdentity,
  outcome: SettlementOutcome,
) => {
  const settlements: Settlement[] = [
    { id: randomUUID(), ...owner, disk, outcome, operator, at: new Date(clock).toISOString() },
  ]
  const subject = await settlementsSubject(settlements, sha256)
  const { machineId } = owner
  const confirmation = await confirm(workshop, { kind: 'settle-disks', machineId, disks: [disk], subject }, operator)
  await workshop.get('disks.settle', { settlements, confirmation })
}
const ownerOf = ({ id, stay }: LooseDiskFile) => ({ machineId: id, stayId: stay.id })
const byLog = (hash: string): SettlementOutcome => ({
  kind: 'evidence',
  via: 'log',
  evidence: [hash],
  link: null,
  notes: '',
})

const draftOf = (looseDiskId: string, changes: Partial<ErasureCertificateDraft> = {}): ErasureCertificateDraft => ({
  kind: 'erasure-certificate',
  draftId: randomUUID(),
  looseDiskId,
  operator,
  secondPerson: null,
  replaces: null,
  ...changes,
})
const reasonsOf = async (draft: ErasureCertificateDraft | WithdrawalDraft): Promise<string[]> => {
  const reply = await workshop.ask('documents.issue', { draft })
  return reply.ok ? [] : [reply.error.code, ...reply.error.reasons.map(({ code }) => code)]
}
const head = async () => (await workshop.get('station.describe', {})).head
const expectRefused = async (draft: ErasureCertificateDraft, code: string) => {
  const before = await head()
  expect(await reasonsOf(draft)).toContain(code)
  expect(await head()).toEqual(before)
}
/** Received, its log brought, settled by it. */
const settledByLog = async (): Promise<LooseDiskFile> => {
  const disk = await receive()
  await settle(ownerOf(disk), disk.disk, byLog(await bring(log)))
  return disk
}

describe('the certificate of a disk that came by itself', () => {
  test('is issued from its file, its settlement and its log, and holds where its evidence is kept', async () => {
    await setUp('log')
    const disk = await settledByLog()
    const issued = await workshop.get('documents.issue', { draft: draftOf(disk.id) })
    expect(subjectIn(issued)).toMatchObject({
      kind: 'erasure-certificate',
      number: 'ROM-000001',
      machineId: disk.id,
      origin: { chassis: 'INV-0311', fromMachine: null },
      erasure: { statement: 'verified-by-log', minimum: 'log' },
      disk: { serial: identity.serial, how: 'log', treatment: { bytesWritten: 2 * identity.sizeBytes } },
    })
    const text = JSON.stringify(issued.document)
    const verification = await workshop.get('documents.verify', { name: 'certificate.json', text })
    expect(verification).toMatchObject({ holds: true, kind: 'erasure-certificate', hash: issued.hash })
    expect(verification.checks.at(-1)).toEqual({ name: 'evidence', outcome: 'holds', reasons: [] })
  })

  test('is one document for one draft, even after a restart', async () => {
    await setUp('log')
    const draft = draftOf((await settledByLog()).id)
    const once = await workshop.get('documents.issue', { draft })
    await workshop.station.close()
    workshop = await open()
    expect(await workshop.get('documents.issue', { draft })).toEqual(once)
    expect(await reasonsOf({ ...draft, replaces: 'a'.repeat(64) })).toEqual(['conflict', 'documents.draft-used'])
  })

  test('is corrected by another that names it, and withdrawn for good', async () => {
    await setUp('log')
    const { id } = await settledByLog()
    const first = await workshop.get('documents.issue', { draft: draftOf(id) })
    await expectRefused(draftOf(id), 'documents.disk-already-certified')
    await expectRefused(draftOf(id, { replaces: 'a'.repeat(64) }), 'documents.replaces-not-standing')
    const second = await workshop.get('documents.issue', { draft: draftOf(id, { replaces: first.hash }) })
    expect(subjectIn(second)).toMatchObject({ replaces: first.hash, machineChain: [first.hash], sequence: 2 })
    await expectRefused(draftOf(id, { replaces: first.hash }), 'documents.replaces-not-standing')

    const why = {
      kind: 'withdrawal' as const,
      draftId: randomUUID(),
      document: second.hash,
      reason: 'Étiquette échangée',
      operator,
    }
    const subject = await withdrawalSubject(why, sha256)
    const action = { kind: 'withdraw-document' as const, documentHash: second.hash, subject }
    const confirmation = await confirm(workshop, action, operator)
    const withdrawal = await workshop.get('documents.issue', { draft: { ...why, confirmation } })
    expect(withdrawal.document['credentialSubject']).toMatchObject({
      machineId: id,
      withdraws: { document: second.hash, number: 'ROM-000002' },
    })
    expect(subjectIn(await workshop.get('documents.issue', { draft: draftOf(id) })).number).toBe('ROM-000004')
  })

  test('names the second person where one was asked, and no confirmation given for another disk', async () => {
    await setUp('log')
    const { id } = await settledByLog()
    const draft = draftOf(id)
    const subject = await certificateSubject(draft, sha256)
    const elsewhere = await confirm(workshop, { kind: 'second-person', machineId: randomUUID(), subject }, operator)
    await expectRefused({ ...draft, secondPerson: elsewhere }, 'documents.confirmation-not-for-this')
    const secondPerson = await confirm(workshop, { kind: 'second-person', machineId: id, subject }, operator)
    const issued = await workshop.get('documents.issue', { draft: { ...draft, secondPerson } })
    expect(subjectIn(issued).secondPerson?.confirmation).toBe(secondPerson)
  })
})

describe('a loose disk is received now,', () => {
  const receivedAt = async (at: number) => {
    await setUp('log')
    const disk: LooseDiskFile = {
      id: randomUUID(),
      stay: { id: randomUUID(), startedAt: new Date(at).toISOString() },
      disk: identity,
      kind: 'hdd',
      chassis: '',
      place: 'Armoire fermée',
      operator,
    }
    const before = await head()
    const reply = await workshop.ask('disks.receive', { disk })
    if (!reply.ok) expect(await head()).toEqual(before)
    return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
  }
  const minute = 60_000

  test.each([-4 * minute, 0, 4 * minute])('by the window’s clock, a little off (%i ms)', async (off) => {
    expect(await receivedAt(arrival + off)).toEqual([])
  })

  test.each([
    ['yesterday, so that older evidence would count', arrival - 24 * 60 * minute],
    ['six minutes ago', arrival - 6 * minute],
    ['tomorrow', arrival + 24 * 60 * minute],
  ])('and not %s', async (_when, at) => {
    expect(await receivedAt(at)).toEqual(['disks.arrival-not-now'])
  })
})

describe('no certificate of a loose disk is issued, and nothing journalled,', () => {
  test('for a disk that nobody knows', async () => {
    await setUp('log')
    await expectRefused(draftOf(randomUUID()), 'documents.loose-disk-unknown')
  })

  test('while nothing is settled, whatever evidence lies there', async () => {
    await setUp('log')
    const { id } = await receive()
    await bring(log)
    await expectRefused(draftOf(id), 'erasure.disk-unsettled')
  })

  test('by a log where the workshop wants the erasure witnessed', async () => {
    await setUp('witnessed')
    await expectRefused(draftOf((await settledByLog()).id), 'erasure.log-not-accepted')
  })

  test('of a machine: that has a certificate of its own', async () => {
    await setUp('declared')
    const machine = machineFile({ id: randomUUID(), revision: 1, operator, reports: [] })
    await workshop.get('machines.save', { transaction: randomUUID(), machine })
    await expectRefused(draftOf(machine.id), 'documents.loose-disk-unknown')
  })
})

describe('the certificate of a disk that was taken out of a machine', () => {
  test('says which machine, and is settled under that machine’s name', async () => {
    clock = Date.parse('2026-11-02T11:00:00Z')
    await setUp('declared')
    const { hash } = await workshop.get('hardware.open', { name: 'report.json', text: JSON.stringify(report()) })
    const takenAt = report().takenAt
    const machine = machineFile({
      id: randomUUID(),
      revision: 1,
      operator,
      reports: [{ hash, takenAt, addedAt: takenAt, source: 'file' }],
    })
    await workshop.get('machines.save', { transaction: randomUUID(), machine })
    const { serial, wwn, model, sizeBytes } = ssd
    const disk = { serial, wwn, model, sizeBytes }
    const owner = { machineId: machine.id, stayId: machine.stay.id }
    const looseDiskId = randomUUID()
    await settle(owner, disk, { kind: 'removed', looseDiskId, place: 'Armoire fermée', notes: '' })
    await expectRefused(draftOf(looseDiskId), 'erasure.disk-unsettled')
    await settle(owner, disk, declaredErasure)
    const issued = await workshop.get('documents.issue', { draft: draftOf(looseDiskId) })
    expect(subjectIn(issued)).toMatchObject({
      machineId: looseDiskId,
      origin: { chassis: machine.inventoryNumber, fromMachine: machine.id },
      erasure: { statement: 'declared-not-verified' },
      disk: { make: 'Cormoran', seenIn: [hash], kind: 'sata-ssd' },
    })
  })
})

describe.skipIf(!loopDevices.had)(`a real disk (${loopDevices.why})`, { timeout: 120_000 }, () => {
  test('received, erased, read back and certified, holds at a stranger’s with the evidence beside it', async () => {
    workshop = await openWorkshop(folder.path, { testLoopDevices: true })
    await workshop.get('station.setUp', { ...setUpForm, settings: settingsWith('witnessed') })
    operator = await codeOf(workshop, 'Samir')
    const loop = await loopDevice(32 * 1024 * 1024)
    try {
      loop.write(4096, Buffer.from('the previous owner’s letters'))
      const handle = await handleOf(workshop, loop.device)
      const startedAt = new Date(Date.now() - 60_000).toISOString()
      const disk = await receive({ disk: handle.identity, stay: { id: randomUUID(), startedAt } })
      const orders = { ...ordersFor(machineFile(), operator, [handle]), owner: ownerOf(disk) }
      const { jobs } = await workshop.get('disks.erase', {
        orders,
        confirmation: await confirmOrders(workshop, orders),
      })
      expect(await endOf(workshop, jobs[0]?.id ?? '')).toMatchObject({ outcome: 'holds', reasons: [] })

      const issued = await workshop.get('documents.issue', { draft: draftOf(disk.id) })
      const { disk: certified, erasure } = subjectIn(issued)
      expect(erasure.statement).toBe('verified')
      expect(certified).toMatchObject({
        basis: 'measured',
        how: 'witnessed',
        treatment: {
          method: { technique: 'overwrite' },
          tool: { name: 'nwipe' },
          bytesWritten: handle.identity.sizeBytes,
          readBack: { expected: 'zero', bytesRead: handle.identity.sizeBytes },
          verification: { method: 'full', coveragePercent: 100 },
        },
      })
      expect(certified.evidenceHashes).toHaveLength(2)

      const files = [join(folder.path, 'certificate.json')]
      await writeFile(files[0] ?? '', JSON.stringify(issued.document))
      for (const hash of certified.evidenceHashes) {
        const { base64 } = await workshop.get('blobs.get', { hash })
        files.push(join(folder.path, `${hash}.json`))
        await writeFile(files.at(-1) ?? '', Buffer.from(base64, 'base64'))
      }
      let said = ''
      expect(await verifyCommand(files, (text) => (said += text))).toBe(0)
      expect(said).toContain('[bon] Preuves des effacements')
      expect(said.match(/Preuve nommée par/g)).toHaveLength(2)
    } finally {
      await loop.detach()
    }
  })
})
