// What a real station lets through of intakes and of orders to dismantle: nothing that a supervisor has not read, and every
// machine once.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DismantlingOrder } from '../../domain/dismantling/order.ts'
import type { Intake } from '../../domain/intake/intake.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { dismantlingOrderSubject } from '../../domain/supervision/subject.ts'
import { machineFile, newFolder, setUpForm, sha256 } from './vault/samples.ts'
import { codeOf, confirm, openWorkshop, type Workshop } from './vault/workshop.ts'

let folder: Awaited<ReturnType<typeof newFolder>>
let workshop: Workshop
let operator: string

beforeEach(async () => {
  folder = await newFolder()
  workshop = await openWorkshop(folder.path)
  await workshop.get('station.setUp', setUpForm)
  operator = await codeOf(workshop, 'Samir')
})
afterEach(async () => {
  await workshop.station.close()
  await folder.remove()
})

const receive = async (inventoryNumber: string): Promise<MachineFile> => {
  const machine = machineFile({
    id: randomUUID(),
    inventoryNumber,
    stay: { id: randomUUID(), startedAt: '2026-11-02T08:00:00Z' },
  })
  await workshop.get('machines.save', { transaction: randomUUID(), machine })
  return machine
}
const orderOf = (machines: readonly Pick<MachineFile, 'id' | 'stay'>[], by = operator): DismantlingOrder => ({
  id: randomUUID(),
  machines: machines.map(({ id, stay }) => ({ machineId: id, stayId: stay.id, reason: 'does-not-start', note: '' })),
  operator: by,
  at: new Date().toISOString(),
})
/** Claire reads this order and types her PIN. */
const confirmed = async (order: DismantlingOrder, by = operator) => {
  const machines = order.machines.map(({ machineId }) => machineId)
  return confirm(
    workshop,
    { kind: 'dismantle-machines', machines, subject: await dismantlingOrderSubject(order, sha256) },
    by,
  )
}
const asked = async (order: DismantlingOrder, confirmation: string): Promise<readonly string[] | null> => {
  const reply = await workshop.ask('dismantling.order', { order, confirmation })
  return reply.ok ? null : reply.error.reasons.map(({ code }) => code)
}
const ordersInJournal = async () => {
  const { frames } = await workshop.get('journal.read', { after: 0, limit: 200 })
  return frames.filter(({ frame }) => frame.entry.kind === 'dismantling-order').length
}

describe('an order to dismantle', () => {
  it('holds for the machines that the supervisor read', async () => {
    const order = orderOf([await receive('PC-1'), await receive('PC-2')])
    expect(await asked(order, await confirmed(order))).toBeNull()
    expect(await ordersInJournal()).toBe(1)
  })

  it('is refused without a confirmation, and with one for other machines or another reason', async () => {
    const [one, other] = [await receive('PC-1'), await receive('PC-2')]
    const order = orderOf([one])
    expect(await asked(order, randomUUID())).not.toBeNull()
    expect(await asked(order, await confirmed(orderOf([other])))).not.toBeNull()
    const because = { ...order, machines: order.machines.map((each) => ({ ...each, reason: 'too-old' as const })) }
    expect(await asked(because, await confirmed(order))).not.toBeNull()
    const more = { ...order, machines: [...order.machines, ...orderOf([other]).machines] }
    expect(await asked(more, await confirmed(order))).not.toBeNull()
    expect(await ordersInJournal()).toBe(0)
  })

  it('is one order, however often it is asked for after a crash', async () => {
    const order = orderOf([await receive('PC-1')])
    const confirmation = await confirmed(order)
    await workshop.get('dismantling.order', { order, confirmation })
    await workshop.station.close()
    workshop = await openWorkshop(folder.path)
    expect(await asked(order, confirmation)).toBeNull()
    expect(await ordersInJournal()).toBe(1)
  })

  it('takes no machine twice: not in one list, and not after it was sent', async () => {
    const machine = await receive('PC-1')
    const twice = orderOf([machine, machine])
    expect(await asked(twice, await confirmed(twice))).toEqual(['dismantling.ordered-twice'])
    const order = orderOf([machine])
    expect(await asked(order, await confirmed(order))).toBeNull()
    const again = orderOf([machine])
    expect(await asked(again, await confirmed(again))).toEqual(['dismantling.ordered-already'])
  })

  it('takes no machine that is not here, of another stay, or that is a disk by itself', async () => {
    const machine = await receive('PC-1')
    const unknown = orderOf([{ id: randomUUID(), stay: machine.stay }])
    expect(await asked(unknown, await confirmed(unknown))).toEqual(['journal.unknown-machine'])
    const earlier = orderOf([{ id: machine.id, stay: { ...machine.stay, id: randomUUID() } }])
    expect(await asked(earlier, await confirmed(earlier))).toEqual(['journal.other-stay'])

    const now = new Date().toISOString()
    const stay = { id: randomUUID(), startedAt: now }
    const disk = {
      id: randomUUID(),
      stay,
      disk: { serial: 'WD-1', wwn: null, model: null, sizeBytes: null },
      kind: null,
      chassis: '',
      place: 'armoire',
      operator,
    }
    await workshop.get('disks.receive', { disk })
    const loose = orderOf([disk])
    expect(await asked(loose, await confirmed(loose))).toEqual(['journal.unknown-machine'])
  })

  it('names whoever asked for it, and nobody else', async () => {
    const order = orderOf([await receive('PC-1')])
    expect(await asked(order, await confirmed(order, await codeOf(workshop, 'Claire')))).toEqual([
      'supervision.confirmation-of-other-operator',
    ])
  })
})

describe('an intake', () => {
  const intake = (changes: Partial<Intake> = {}): Intake => {
    const now = new Date().toISOString()
    return {
      kind: 'intake',
      version: 1,
      id: randomUUID(),
      donor: { name: 'Mairie de Dax', publicBody: true },
      reference: '',
      receivedOn: '2026-11-24',
      expected: 30,
      notes: '',
      closedAt: null,
      createdAt: now,
      updatedAt: now,
      revision: 1,
      operator,
      ...changes,
    }
  }
  const saved = async (one: Intake) => {
    const reply = await workshop.ask('intakes.save', { transaction: randomUUID(), intake: one })
    return reply.ok ? 'saved' : reply.error.code
  }

  it('is changed, closed and opened again, each time from what stands', async () => {
    const first = intake()
    expect(await saved(first)).toBe('saved')
    expect(await saved({ ...first, revision: 2, closedAt: new Date().toISOString() })).toBe('saved')
    expect(await saved({ ...first, revision: 2, notes: 'somebody saved in between' })).toBe('conflict')
    expect(await saved({ ...first, revision: 3, closedAt: null })).toBe('saved')
  })

  it.each([0, -3, 1.5, 10_001])('never expects %s machines', async (expected) => {
    expect(await saved(intake({ expected }))).toBe('bad-input')
  })
})
