// Issuing on a real station: its vault, journal, key and clock in a folder of its own. Time runs as the test says.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../../domain/contract.ts'
import { defaultProfile } from '../../../domain/checklist/default-profile.ts'
import { hashOf } from '../../../domain/documents/canonical.ts'
import type { CertificateDraft, WithdrawalDraft } from '../../../domain/documents/draft.ts'
import type { RefurbishmentSubject } from '../../../domain/documents/refurbishment-certificate.ts'
import type { WithdrawalSubject } from '../../../domain/documents/withdrawal.ts'
import type { Settlement, SettlementOutcome } from '../../../domain/erasure/settlement.ts'
import { defaultRubric } from '../../../domain/grading/default-rubric.ts'
import type { Disk } from '../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import type { Part } from '../../../domain/parts/part.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import {
  certificateSubject,
  headSubject,
  settlementsSubject,
  withdrawalSubject,
} from '../../../domain/supervision/subject.ts'
import { declaredErasure, machineFile, readAt, report, secondDisk, ssd } from '../../domain/documents/bench.ts'
import { aModule, aPart, received } from '../../domain/parts/some-parts.ts'
import { logOf } from '../../domain/erasure/nwipe/logs.ts'
import { newFolder, setUpForm, sha256 } from '../vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from '../vault/workshop.ts'
import { esatWork } from './esat.ts'

const stationSettings: StationSettings = {
  ...setUpForm.settings,
  code: 'ROM',
  profileId: defaultProfile.id,
  rubricId: defaultRubric.id,
}

let folder: Awaited<ReturnType<typeof newFolder>>
let clock: number
let workshop: Workshop
let operator: string

const open = () => openWorkshop(folder.path, { now: () => new Date((clock += 10)) })

beforeEach(async () => {
  folder = await newFolder()
  clock = Date.parse('2026-11-02T11:00:00Z')
  workshop = await open()
  await workshop.get('station.setUp', { ...setUpForm, settings: stationSettings })
  operator = await codeOf(workshop, 'Samir')
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

const takeIn = async (read = report()) =>
  (await workshop.get('hardware.open', { name: 'report.json', text: JSON.stringify(read) })).hash

const save = async (machine: MachineFile): Promise<MachineFile> => {
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  return machine
}

/** A machine that is through the bench but for its disks. */
const onTheBench = async (changes: Partial<MachineFile> = {}): Promise<MachineFile> => {
  const hash = await takeIn()
  const results = Object.fromEntries(
    defaultProfile.steps.map(({ id }) => [
      id,
      { outcome: 'passed' as const, note: '', at: '2026-11-02T10:30:00Z', operator },
    ]),
  )
  return save(
    machineFile({
      revision: 1,
      operator,
      reports: [{ hash, takenAt: readAt, addedAt: readAt, source: 'file' }],
      checklist: { profileId: defaultProfile.id, profileVersion: defaultProfile.version, results },
      ...changes,
    }),
  )
}

const settlementOf = (
  machine: MachineFile,
  { serial, wwn, model, sizeBytes }: Disk,
  outcome: SettlementOutcome,
): Settlement => ({
  id: randomUUID(),
  machineId: machine.id,
  stayId: machine.stay.id,
  disk: { serial, wwn, model, sizeBytes },
  outcome,
  operator,
  at: new Date(clock).toISOString(),
})

const settle = async (machine: MachineFile, settlements: Settlement[]) => {
  const disks = settlements.map(({ disk }) => disk)
  const subject = await settlementsSubject(settlements, sha256)
  const confirmation = await confirm(
    workshop,
    { kind: 'settle-disks', machineId: machine.id, disks, subject },
    operator,
  )
  await workshop.get('disks.settle', { settlements, confirmation })
}
const settleBoth = (machine: MachineFile) =>
  settle(
    machine,
    [ssd, secondDisk].map((disk) => settlementOf(machine, disk, declaredErasure)),
  )

const draftOf = async (machine: MachineFile, changes: Partial<CertificateDraft> = {}): Promise<CertificateDraft> => {
  const draft: CertificateDraft = {
    kind: 'refurbishment-certificate',
    draftId: randomUUID(),
    machineId: machine.id,
    machineFileHash: await hashOf(machine, sha256),
    operator,
    secondPerson: null,
    replaces: null,
    ...changes,
  }
  const subject = await certificateSubject(draft, sha256)
  const secondPerson = await confirm(workshop, { kind: 'second-person', machineId: machine.id, subject }, operator)
  return { ...draft, secondPerson }
}

type Issued = Output<'documents.issue'>
const subjectIn = ({ document }: Issued) => document['credentialSubject'] as RefurbishmentSubject
const reasonsOf = async (draft: CertificateDraft | WithdrawalDraft): Promise<string[]> => {
  const reply = await workshop.ask('documents.issue', { draft })
  return reply.ok ? [] : [reply.error.code, ...reply.error.reasons.map(({ code }) => code)]
}
const head = async () => (await workshop.get('station.describe', {})).head

const withdrawalOf = async (document: string): Promise<WithdrawalDraft> => {
  const draft = { kind: 'withdrawal' as const, draftId: randomUUID(), document, reason: 'Mauvaise machine', operator }
  const subject = await withdrawalSubject(draft, sha256)
  const confirmation = await confirm(workshop, { kind: 'withdraw-document', documentHash: document, subject }, operator)
  return { ...draft, confirmation }
}

describe('issuing a certificate', () => {
  test('numbers it, journals it in one frame, and gives a document that verifies', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    const before = await head()
    const issued = await workshop.get('documents.issue', { draft })
    expect(issued.head.position).toBe(before.position + 1)
    expect(await head()).toEqual(issued.head)
    expect(subjectIn(issued)).toMatchObject({
      number: 'ROM-000001',
      sequence: 1,
      previousDocument: null,
      machineId: machine.id,
      clock: 'trusted',
      erasure: { statement: 'declared-not-verified', declared: 2 },
    })
    // A workshop's own, not a demonstration's.
    expect(subjectIn(issued)).not.toHaveProperty('demonstration')
    const verification = await workshop.get('documents.verify', {
      name: 'certificate.json',
      text: JSON.stringify(issued.document),
    })
    expect(verification).toMatchObject({ holds: true, hash: issued.hash, number: 'ROM-000001' })
  })

  test('says of a disk what its log shows, and holds where the log is kept', async () => {
    const machine = await onTheBench()
    clock = Date.parse('2026-11-02T14:00:00Z')
    const log = logOf('by-hand-0.42-two-disks')
      .replaceAll('2026/11/20', '2026/11/02')
      .replaceAll('S41GNX0M123456', 'CRM0001')
      .replaceAll('256060514304', String(ssd.sizeBytes))
      .replaceAll('256 GB', '250 GB')
    const base64 = Buffer.from(log).toString('base64')
    const { hash } = await workshop.get('evidence.import', { name: 'nwipe.log', base64 })
    await settle(machine, [
      settlementOf(machine, ssd, { kind: 'evidence', via: 'log', evidence: [hash], link: null, notes: '' }),
      settlementOf(machine, secondDisk, declaredErasure),
    ])
    const issued = await workshop.get('documents.issue', { draft: await draftOf(machine) })
    expect(subjectIn(issued)).toMatchObject({
      erasure: { statement: 'declared-not-verified', verified: 1, declared: 1 },
      disks: [
        {
          serial: 'CRM0001',
          verdict: 'verified',
          how: 'log',
          evidenceHashes: [hash],
          treatment: { detail: 'PRNG Stream', bytesWritten: 2 * (ssd.sizeBytes ?? 0), readBack: null },
        },
        { serial: 'CRN0002', verdict: 'declared', evidenceHashes: [] },
      ],
    })
    const text = JSON.stringify(issued.document)
    const { holds, checks } = await workshop.get('documents.verify', { name: 'certificate.json', text })
    expect([holds, checks.at(-1)]).toEqual([true, { name: 'evidence', outcome: 'holds', reasons: [] }])
  })

  test('twice from one draft gives one document, even after a restart', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    const [once, again] = await Promise.all([
      workshop.get('documents.issue', { draft }),
      workshop.get('documents.issue', { draft }),
    ])
    await workshop.station.close()
    workshop = await open()
    const later = await workshop.get('documents.issue', { draft })
    expect(again).toEqual(once)
    expect(later).toEqual(once)
    expect(await head()).toEqual(once.head)
  })

  test('refuses another draft under an identifier that has served', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    await workshop.get('documents.issue', { draft })
    const other = await draftOf(machine, { draftId: draft.draftId, replaces: 'a'.repeat(64) })
    expect(await reasonsOf(other)).toEqual(['conflict', 'documents.draft-used'])
  })

  test('chains documents, and numbers them without a gap when several are asked at once', async () => {
    const machines: MachineFile[] = []
    for (const id of [randomUUID(), randomUUID(), randomUUID()]) {
      const machine = await onTheBench({ id, stay: { id: randomUUID(), startedAt: '2026-11-02T08:00:00Z' } })
      await settleBoth(machine)
      machines.push(machine)
    }
    const drafts: CertificateDraft[] = []
    for (const machine of machines) drafts.push(await draftOf(machine))
    const issued = await Promise.all(drafts.map((draft) => workshop.get('documents.issue', { draft })))
    const inOrder = issued.toSorted((one, other) => subjectIn(one).sequence - subjectIn(other).sequence)
    expect(inOrder.map((each) => subjectIn(each).number)).toEqual(['ROM-000001', 'ROM-000002', 'ROM-000003'])
    expect(inOrder.map((each) => subjectIn(each).previousDocument)).toEqual([null, inOrder[0]?.hash, inOrder[1]?.hash])
  })
})

test('a machine whose certificate stands is sent to dismantling only once that is withdrawn', async () => {
  const machine = await onTheBench()
  await settleBoth(machine)
  const { hash } = await workshop.get('documents.issue', { draft: await draftOf(machine) })
  const { order } = esatWork({ workshop: () => workshop, operator, now: () => new Date(clock).toISOString() })
  const before = await head()
  await expect(order([machine])).rejects.toThrow('documents.certificate-stands')
  // The supervisor's confirmation is journalled, and the order is not.
  expect((await head()).position).toBe(before.position + 1)
  await workshop.get('documents.issue', { draft: await withdrawalOf(hash) })
  await order([machine])
})

describe('issuing is refused, and nothing is journalled,', () => {
  const expectRefused = async (draft: CertificateDraft | WithdrawalDraft, code: string) => {
    const before = await head()
    expect(await reasonsOf(draft)).toContain(code)
    expect(await head()).toEqual(before)
  }

  test('while a disk is not settled', async () => {
    const machine = await onTheBench()
    await settle(machine, [settlementOf(machine, ssd, declaredErasure)])
    await expectRefused(await draftOf(machine), 'erasure.disk-unsettled')
  })

  test('while a disk has failed', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    await settle(machine, [settlementOf(machine, ssd, { kind: 'failed', notes: 'Secteurs illisibles' })])
    await expectRefused(await draftOf(machine), 'erasure.failed')
  })

  test('while a part was put in that no report shows yet', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const into = { machineId: machine.id, stayId: machine.stay.id, inventoryNumber: machine.inventoryNumber, name: '' }
    const at = new Date(clock).toISOString()
    const history: Part['history'] = [received, { what: 'fitted', at, operator, note: '', machine: into }]
    await workshop.get('parts.save', { transaction: randomUUID(), part: aPart(aModule(), { history }) })
    await expectRefused(await draftOf(machine), 'parts.read-again')
  })

  test('for a machine file that has changed since', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    await save({ ...machine, revision: 2, reservations: 'Une touche manque' })
    await expectRefused(draft, 'documents.machine-changed')
  })

  test('for a machine that nobody knows', async () => {
    await expectRefused(await draftOf(machineFile({ id: randomUUID() })), 'documents.machine-unknown')
  })

  test('while a disk of an earlier report, left out of the file since, is not answered for', async () => {
    const machine = await onTheBench()
    await settle(machine, [settlementOf(machine, ssd, declaredErasure)])
    const hash = await takeIn(report({ takenAt: '2026-11-02T10:00:00Z', disks: [ssd] }))
    const reports: MachineFile['reports'] = [
      { hash, takenAt: '2026-11-02T10:00:00Z', addedAt: '2026-11-02T10:00:00Z', source: 'file' },
    ]
    const trimmed = { ...machine, revision: 2, reports }
    const reply = await workshop.ask('machines.save', { transaction: randomUUID(), machine: trimmed })
    // Either the file may not forget a report, or the certificate does not.
    if (reply.ok) await expectRefused(await draftOf(trimmed), 'erasure.disk-missing')
    else expect(reply.error.code).toBe('refused')
  })

  test('without the second person', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    await expectRefused({ ...(await draftOf(machine)), secondPerson: null }, 'documents.second-person-missing')
  })

  test('with a confirmation that was given for another draft, for something else, or to somebody else', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    const other = await draftOf(machine)
    const code = 'documents.confirmation-not-for-this'
    await expectRefused({ ...draft, secondPerson: other.secondPerson }, code)
    await expectRefused({ ...draft, secondPerson: randomUUID() }, code)
    const subject = await certificateSubject(draft, sha256)
    const ofElse = await confirm(workshop, { kind: 'override-grade', machineId: machine.id, subject }, operator)
    await expectRefused({ ...draft, secondPerson: ofElse }, code)
    const toOther = await confirm(workshop, { kind: 'second-person', machineId: machine.id, subject }, null)
    await expectRefused({ ...draft, secondPerson: toOther }, code)
  })

  test('while the clock is in doubt; once a supervisor gave the date, it is marked as declared', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const draft = await draftOf(machine)
    clock += 40 * 24 * 3_600_000
    await expectRefused(draft, 'documents.clock-doubtful')
    const subject = await headSubject(await head(), sha256)
    const confirmation = await confirm(workshop, { kind: 'correct-clock', subject }, operator)
    await workshop.get('clock.confirm', { confirmation })
    expect(subjectIn(await workshop.get('documents.issue', { draft })).clock).toBe('declared')
  })

  test('a second time for one stay, unless it replaces the first', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const first = await workshop.get('documents.issue', { draft: await draftOf(machine) })
    await expectRefused(await draftOf(machine), 'documents.already-issued')
    await expectRefused(await draftOf(machine, { replaces: 'a'.repeat(64) }), 'documents.replaces-not-standing')
    const correction = await workshop.get('documents.issue', {
      draft: await draftOf(machine, { replaces: first.hash }),
    })
    expect(subjectIn(correction)).toMatchObject({
      number: 'ROM-000002',
      replaces: first.hash,
      previousDocument: first.hash,
      machineChain: [first.hash],
    })
    await expectRefused(await draftOf(machine, { replaces: first.hash }), 'documents.replaces-not-standing')
  })
})

describe('withdrawing a document', () => {
  test('is a document too, names what it withdraws and why, and frees the stay for another', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const first = await workshop.get('documents.issue', { draft: await draftOf(machine) })
    const withdrawn = await workshop.get('documents.issue', { draft: await withdrawalOf(first.hash) })
    expect(withdrawn.document['credentialSubject'] as WithdrawalSubject).toMatchObject({
      kind: 'withdrawal',
      number: 'ROM-000002',
      machineId: machine.id,
      withdraws: { document: first.hash, number: 'ROM-000001' },
      reason: { basis: 'declared', text: 'Mauvaise machine' },
      requestedBy: operator,
    })
    const text = JSON.stringify(withdrawn.document)
    expect(await workshop.get('documents.verify', { name: 'w.json', text })).toMatchObject({ holds: true })
    const next = await workshop.get('documents.issue', { draft: await draftOf(machine) })
    expect(subjectIn(next).machineChain).toEqual([first.hash, withdrawn.hash])
  })

  test('is refused twice, of a withdrawal, of a stranger’s, and with a confirmation for another', async () => {
    const machine = await onTheBench()
    await settleBoth(machine)
    const first = await workshop.get('documents.issue', { draft: await draftOf(machine) })
    const draft = await withdrawalOf(first.hash)
    expect(await reasonsOf({ ...draft, reason: 'Autre chose' })).toContain('documents.confirmation-not-for-this')
    const withdrawn = await workshop.get('documents.issue', { draft })
    expect(await reasonsOf(await withdrawalOf(first.hash))).toContain('documents.already-withdrawn')
    expect(await reasonsOf(await withdrawalOf(withdrawn.hash))).toContain('documents.is-withdrawal')
    expect(await reasonsOf(await withdrawalOf('f'.repeat(64)))).toContain('documents.document-unknown')
  })
})
