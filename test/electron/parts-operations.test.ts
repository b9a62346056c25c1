// A real station and its parts: what it journals of them, and what it refuses. The last tests erase a real disk (a loop device,
// needs root), which becomes a part and goes into another machine.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { Settlement } from '../../domain/erasure/settlement.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import type { NamedMachine, Part, PartData, PartEvent } from '../../domain/parts/part.ts'
import { dismantlingOrderSubject, settlementsSubject } from '../../domain/supervision/subject.ts'
import { aBattery, aModule } from '../domain/parts/some-parts.ts'
import { endOf, erase, handleOf, ordersFor, receiveMachineWith } from './disks/at-work.ts'
import { loopDevice, loopDevices } from './disks/loop-device.ts'
import { declaredErasure, machineFile, newFolder, setUpForm, sha256 } from './vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
let operator: string

beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(folder.path, { testLoopDevices: true })
  await workshop.get('station.setUp', setUpForm)
  operator = await codeOf(workshop, 'Samir')
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

const named = ({ id, stay, inventoryNumber }: MachineFile): NamedMachine => ({
  machineId: id,
  stayId: stay.id,
  inventoryNumber,
  name: 'Latitude 7490',
})

const said = () => ({ at: new Date().toISOString(), operator, note: '' })

const aPart = (data: PartData, first: PartEvent, changes: Partial<Part> = {}): Part => {
  const now = new Date().toISOString()
  return {
    kind: 'part',
    version: 1,
    id: randomUUID(),
    number: 'P-0001',
    data,
    place: 'bac 3',
    grams: null,
    history: [first],
    createdAt: now,
    updatedAt: now,
    revision: 1,
    operator,
    ...changes,
  }
}
const later = (part: Part, event: PartEvent, changes: Partial<Part> = {}): Part => ({
  ...part,
  revision: part.revision + 1,
  history: [...part.history, event],
  ...changes,
})

const save = (part: Part, transaction = randomUUID()) => workshop.ask('parts.save', { transaction, part })
/** Its reasons; null where it was saved. */
const refusal = async (part: Part): Promise<readonly string[] | null> => {
  const reply = await save(part)
  return reply.ok ? null : reply.error.reasons.map(({ code }) => code)
}
const received = (): PartEvent => ({ what: 'received', ...said() })

const receiveMachine = async (changes: Partial<MachineFile> = {}): Promise<MachineFile> => {
  const machine = machineFile(changes)
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  return machine
}

const settle = async (machine: MachineFile, settlement: Settlement) => {
  const action = {
    kind: 'settle-disks' as const,
    machineId: machine.id,
    disks: [settlement.disk],
    subject: await settlementsSubject([settlement], sha256),
  }
  const confirmation = await confirm(workshop, action, operator)
  await workshop.get('disks.settle', { settlements: [settlement], confirmation })
}

describe('a part', () => {
  it('is journalled with the machine that it came from, moved, tried and fitted, and is there after a restart', async () => {
    const [from, into] = [await receiveMachine(), await receiveMachine({ inventoryNumber: 'PNS-0002' })]
    const part = aPart(aModule(), { what: 'taken-out', ...said(), machine: named(from) })
    const moved = later(part, { what: 'moved', ...said(), place: 'bac 4' }, { place: 'bac 4' })
    const tried = later(moved, { what: 'tested', ...said(), works: true })
    const fitted = later(tried, { what: 'fitted', ...said(), machine: named(into) })
    for (const each of [part, moved, tried, fitted]) expect(await refusal(each)).toBeNull()
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    const again = later(fitted, { what: 'fitted', ...said(), machine: named(from) })
    expect(await refusal(again)).toEqual(['parts.history-impossible'])
  })

  it('saved twice in one transaction is saved once', async () => {
    const part = aPart(aModule(), received())
    const transaction = randomUUID()
    const replies = [await save(part, transaction), await save(part, transaction)]
    expect(replies[0]).toEqual(replies[1])
    expect(replies[0]?.ok).toBe(true)
  })

  it('keeps its history, its number and what it is; two parts never share a number', async () => {
    const part = aPart(aModule(), received())
    expect(await refusal(part)).toBeNull()
    const tested: PartEvent = { what: 'tested', ...said(), works: true }
    const rewritten = { ...part, revision: 2, history: [{ ...received(), note: 'autrement' }, tested] }
    expect(await refusal(rewritten)).toEqual(['parts.history-changed'])
    expect(await refusal(later(part, tested, { number: 'P-0002' }))).toEqual(['parts.number-fixed'])
    expect(await refusal(later(part, tested, { data: aBattery(90) }))).toEqual(['parts.other-thing'])
    expect(await refusal(later(part, tested, { place: 'bac 9' }))).toEqual(['parts.place-unsaid'])
    expect(await refusal(aPart(aModule(), received()))).toEqual(['parts.number-taken'])
    expect(await refusal(later(part, tested, { revision: 3 }))).toEqual(['journal.other-revision'])
  })

  it('comes from and goes into machines that are here, and none that goes to dismantling', async () => {
    const elsewhere = named(machineFile())
    expect(await refusal(aPart(aModule(), { what: 'taken-out', ...said(), machine: elsewhere }))).toEqual([
      'journal.unknown-machine',
    ])
    const disk = {
      id: randomUUID(),
      stay: { id: randomUUID(), startedAt: new Date().toISOString() },
      disk: { serial: 'WD-1', wwn: null, model: null, sizeBytes: null },
      kind: null,
      chassis: '',
      place: 'armoire',
      operator,
    }
    await workshop.get('disks.receive', { disk })
    const byItself = { ...elsewhere, machineId: disk.id, stayId: disk.stay.id }
    expect(await refusal(aPart(aModule(), { what: 'taken-out', ...said(), machine: byItself }))).toEqual([
      'journal.unknown-machine',
    ])
    const machine = await receiveMachine()
    const order = {
      id: randomUUID(),
      machines: [
        {
          machineId: machine.id,
          stayId: machine.stay.id,
          reason: 'does-not-start' as const,
          note: '',
        },
      ],
      operator,
      at: new Date().toISOString(),
    }
    const subject = await dismantlingOrderSubject(order, sha256)
    const action = { kind: 'dismantle-machines' as const, machines: [machine.id], subject }
    await workshop.get('dismantling.order', { order, confirmation: await confirm(workshop, action, operator) })
    const part = aPart(aModule(), { what: 'taken-out', ...said(), machine: named(machine) })
    expect(await refusal(part)).toBeNull()
    const back = later(part, { what: 'fitted', ...said(), machine: named(machine) })
    expect(await refusal(back)).toEqual(['parts.machine-dismantled'])
  })

  it('that is a disk neither comes out of a machine nor goes into one while the clock is in doubt', async () => {
    const machine = await receiveMachine()
    const taken = (data: PartData, number: string) =>
      aPart(data, { what: 'taken-out', ...said(), machine: named(machine) }, { number })
    const disk: PartData = {
      kind: 'disk',
      identity: { serial: 'WD-1', wwn: null, model: null, sizeBytes: null },
      diskKind: 'hdd',
    }
    await workshop.station.close()
    workshop = await openWorkshop(folder.path, { now: () => new Date('2009-01-01T00:00:00Z') })
    expect(await refusal(taken(disk, 'P-0001'))).toEqual(['documents.clock-doubtful'])
    // A module of memory holds nothing that a date tells.
    expect(await refusal(taken(aModule(), 'P-0002'))).toBeNull()
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect(await refusal(taken(disk, 'P-0001'))).toEqual(['parts.disk-unknown'])
  })

  it('is no battery that is worn or that nobody measured', async () => {
    expect(await refusal(aPart(aBattery(45), received()))).toEqual(['parts.battery-worn'])
    expect(await refusal(aPart(aBattery(null), received()))).toEqual(['parts.battery-health-unknown'])
    expect(await refusal(aPart(aBattery(80), received()))).toBeNull()
  })

  it('is no disk that a person only says was erased', async () => {
    const machine = await receiveMachineWith(workshop, [])
    const settlement = { ...declaredErasure(machine, operator, 'DECLARED-1'), at: new Date().toISOString() }
    await settle(machine, settlement)
    const disk = (identity: DiskIdentity) =>
      aPart({ kind: 'disk', identity, diskKind: 'hdd' }, { what: 'taken-out', ...said(), machine: named(machine) })
    expect(await refusal(disk(settlement.disk))).toContain('parts.disk-not-verified')
    expect(await refusal(disk({ ...settlement.disk, serial: 'NEVER-SEEN' }))).toEqual(['parts.disk-unknown'])
  })
})

describe.skipIf(!loopDevices.had)(`a disk (${loopDevices.why})`, { timeout: 120_000 }, () => {
  it('becomes a part once it is erased and read back, once only, and is verified again after it was in a machine', async () => {
    const loop = await loopDevice(32 * 1024 * 1024)
    try {
      loop.write(4096, Buffer.from('the previous owner’s letters'))
      const handle = await handleOf(workshop, loop.device)
      const from = await receiveMachineWith(workshop, [handle])
      const data: PartData = { kind: 'disk', identity: handle.identity, diskKind: 'sata-ssd' }
      const part = aPart(data, { what: 'taken-out', ...said(), machine: named(from) })
      expect(await refusal(part)).toContain('parts.disk-not-verified')

      const job = await erase(workshop, ordersFor(from, operator, [handle]))
      const ended = await endOf(workshop, job.id)
      expect(ended.settlement).not.toBeNull()
      expect(await refusal(part)).toBeNull()
      const twice = aPart(data, { what: 'taken-out', ...said(), machine: named(from) }, { number: 'P-0002' })
      expect(await refusal(twice)).toEqual(['parts.disk-is-part'])

      // Into a laptop, and back by mistake: nobody knows what was written on it there.
      const into = await receiveMachine({ inventoryNumber: 'PNS-0002' })
      const fitted = later(part, { what: 'fitted', ...said(), machine: named(into) })
      expect(await refusal(fitted)).toBeNull()
      const back = later(
        fitted,
        { what: 'taken-back', ...said(), machine: named(into), place: 'bac 3' },
        { place: 'bac 3' },
      )
      expect(await refusal(back)).toBeNull()
      // Nor does it go into a fraction so.
      const thrown = later(back, { what: 'discarded', ...said() })
      expect(await refusal(thrown)).toEqual(['parts.disk-not-discardable'])
      const third = await receiveMachine({ inventoryNumber: 'PNS-0003' })
      const again = later(back, { what: 'fitted', ...said(), machine: named(third) })
      expect(await refusal(again)).toEqual(['parts.disk-not-verified'])

      // Settling the evidence of before once more says nothing of what was written since.
      await settle(from, {
        id: randomUUID(),
        machineId: from.id,
        stayId: from.stay.id,
        disk: handle.identity,
        outcome: { kind: 'evidence', via: 'witnessed', evidence: ended.evidence, link: null, notes: '' },
        operator,
        at: new Date().toISOString(),
      })
      expect(await refusal(again)).toEqual(['parts.disk-not-verified'])
      expect(await refusal(thrown)).toEqual(['parts.disk-not-discardable'])
      const anew = await erase(workshop, ordersFor(from, operator, [await handleOf(workshop, loop.device)]))
      expect((await endOf(workshop, anew.id)).settlement).not.toBeNull()
      expect(await refusal(again)).toBeNull()
      const backAgain = later(
        again,
        { what: 'taken-back', ...said(), machine: named(third), place: 'bac 3' },
        { place: 'bac 3' },
      )
      expect(await refusal(backAgain)).toBeNull()
      // A supervisor confirms that it was destroyed after that.
      await settle(from, {
        id: randomUUID(),
        machineId: from.id,
        stayId: from.stay.id,
        disk: handle.identity,
        outcome: { kind: 'destroyed', technique: 'shred', performedAt: new Date().toISOString(), notes: '' },
        operator,
        at: new Date().toISOString(),
      })
      expect(await refusal(later(backAgain, { what: 'discarded', ...said() }))).toBeNull()
    } finally {
      await loop.detach()
    }
  })

  it('that went into the locked box, and was erased and read back there, becomes a part of the machine that it came out of', async () => {
    const loop = await loopDevice(32 * 1024 * 1024)
    try {
      const handle = await handleOf(workshop, loop.device)
      const from = await receiveMachineWith(workshop, [handle])
      const removal: Settlement = {
        id: randomUUID(),
        machineId: from.id,
        stayId: from.stay.id,
        disk: handle.identity,
        outcome: { kind: 'removed', looseDiskId: randomUUID(), place: 'Armoire fermée', notes: '' },
        operator,
        at: new Date().toISOString(),
      }
      await settle(from, removal)
      const data: PartData = { kind: 'disk', identity: handle.identity, diskKind: 'sata-ssd' }
      const part = aPart(data, { what: 'taken-out', ...said(), machine: named(from) })
      expect(await refusal(part)).toContain('parts.disk-not-verified')
      const job = await erase(workshop, ordersFor(from, operator, [handle]))
      expect((await endOf(workshop, job.id)).settlement).not.toBeNull()
      expect(await refusal(part)).toBeNull()
    } finally {
      await loop.detach()
    }
  })

  it('that was written on after it was settled, and read back so, is no part', async () => {
    const loop = await loopDevice(32 * 1024 * 1024)
    try {
      const handle = await handleOf(workshop, loop.device)
      const from = await receiveMachineWith(workshop, [handle])
      const job = await erase(workshop, ordersFor(from, operator, [handle]))
      await endOf(workshop, job.id)
      loop.write(20_000_001, Uint8Array.of(1))
      const id = randomUUID()
      const { owner } = ordersFor(from, operator, [handle])
      await workshop.get('disks.readBack', {
        order: { job: id, owner, disk: handle, mode: 'full', expectation: { kind: 'zero' }, resume: null, operator },
      })
      expect((await endOf(workshop, id)).outcome).toBe('fails')
      const data: PartData = { kind: 'disk', identity: handle.identity, diskKind: 'sata-ssd' }
      const part = aPart(data, { what: 'taken-out', ...said(), machine: named(from) })
      expect(await refusal(part)).toContain('parts.disk-not-verified')
    } finally {
      await loop.detach()
    }
  })
})
