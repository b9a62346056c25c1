// An order to dismantle that was given by mistake, on a real station: taken back by a supervisor while nothing has been done to
// the machine, and never after.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DismantlingRescission } from '../../domain/dismantling/rescinding.ts'
import type { DismantlingFile } from '../../domain/dismantling/sheet-file.ts'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import type { MachineFile } from '../../domain/machine/machine-file.ts'
import { rescissionSubject } from '../../domain/supervision/subject.ts'
import { type Esat, openEsat } from './documents/esat.ts'
import { sha256 } from './vault/samples.ts'
import { codeOf, confirm } from './vault/workshop.ts'

const disk: DiskIdentity = { serial: 'CRM0001', wwn: null, model: 'Cormoran C250', sizeBytes: null }
const module = {
  ...{ kind: 'memory' as const, sizeBytes: 4 * 1024 ** 3, type: 'DDR4' as const, formFactor: 'DIMM' as const },
  ...{ speedMts: 2400, ecc: null, maker: '', partNumber: '', serial: '' },
}
/** Begun, and nothing in it yet but what the machine is. */
const empty: Partial<DismantlingFile> = {
  ...{ grossGrams: null, protection: [], safety: [], annexVii: {}, mediaFound: null, media: [], fractions: [] },
  ecoOrganisme: '',
}

let esat: Esat
beforeEach(async () => {
  esat = await openEsat('2026-11-25T09:00:00Z', ['esat', 'refurbishing'])
})
afterEach(() => esat.close())

const rescission = (machines: readonly MachineFile[], by = esat.operator): DismantlingRescission => ({
  id: randomUUID(),
  machines: machines.map(({ id, stay }) => ({ machineId: id, stayId: stay.id })),
  why: 'Étiquette de la machine voisine',
  operator: by,
  at: esat.now(),
})
const confirmed = async (of: DismantlingRescission, by = esat.operator) => {
  const machines = of.machines.map(({ machineId }) => machineId)
  const action = { kind: 'rescind-dismantling' as const, machines, subject: await rescissionSubject(of, sha256) }
  return confirm(esat.workshop, action, by)
}
const asked = async (of: DismantlingRescission, confirmation: string): Promise<readonly string[]> => {
  const reply = await esat.workshop.ask('dismantling.rescind', { rescission: of, confirmation })
  return reply.ok ? [] : reply.error.reasons.map(({ code }) => code)
}
const takenBack = async (...machines: MachineFile[]): Promise<readonly string[]> => {
  const of = rescission(machines)
  return asked(of, await confirmed(of))
}
const sent = async (changes: Partial<MachineFile> = {}): Promise<MachineFile> => {
  const machine = await esat.receive(changes)
  await esat.order([machine])
  return machine
}

describe('an order to dismantle', () => {
  test('is taken back while nothing is done; the machine is sent again only by another order, and its file is the same', async () => {
    const machine = await sent()
    const file = await esat.fill(machine, empty)
    expect(await takenBack(machine)).toEqual([])
    await expect(esat.correct(file, { make: 'Dell' })).rejects.toThrow('dismantling.not-ordered')
    await esat.restart()
    await expect(esat.correct(file, { grossGrams: 9000 })).rejects.toThrow('dismantling.not-ordered')
    expect(await takenBack(machine)).toEqual(['dismantling.not-ordered'])
    await esat.order([machine])
    await expect(esat.fill(machine, empty)).rejects.toThrow('dismantling.second-file')
    await esat.correct(file, { grossGrams: 9000 })
  })

  test('is taken back for these machines and no other of the order', async () => {
    const [one, other] = [await esat.receive(), await esat.receive({ inventoryNumber: 'PNS-0002' })]
    await esat.order([one, other])
    expect(await takenBack(one)).toEqual([])
    await esat.fill(other, empty)
    await expect(esat.fill(one, empty)).rejects.toThrow('dismantling.not-ordered')
  })

  test('stays once its file says anything of the work, until a tick by mistake is cleared', async () => {
    const machine = await sent()
    const file = await esat.fill(machine, { ...empty, safety: ['unplugged'] })
    expect(await takenBack(machine)).toEqual(['dismantling.rescind-begun'])
    await esat.correct(file, { safety: [] })
    expect(await takenBack(machine)).toEqual([])
  })

  test('stays once a disk was found by hand or settled since; what was settled before it does not count', async () => {
    const before = await esat.receive()
    await esat.attest(before, [disk])
    await esat.settle(before, disk, { kind: 'failed', notes: 'muet' })
    await esat.order([before])
    expect(await takenBack(before)).toEqual([])

    const found = await sent({ inventoryNumber: 'PNS-0002' })
    await esat.attest(found, [disk])
    expect(await takenBack(found)).toEqual(['dismantling.rescind-disks'])
    // By whoever took it out, and cleared since: the disk is somewhere all the same.
    const noted = await sent({ inventoryNumber: 'PNS-0004' })
    const file = await esat.fill(noted, { ...empty, mediaFound: 1 })
    await esat.correct(file, { mediaFound: null })
    await esat.restart()
    expect(await takenBack(noted)).toEqual(['dismantling.rescind-disks'])
    const settled = await sent({ inventoryNumber: 'PNS-0003' })
    // A clock that runs late makes no disk older than the order.
    esat.setClock('2026-11-25T08:59:00Z')
    await esat.settle(settled, { ...disk, serial: 'CRM0002' }, { kind: 'failed', notes: 'muet' })
    expect(await takenBack(settled)).toEqual(['dismantling.rescind-disks'])
  })

  test('stays once a part was taken out since; what was taken out at the bench before it does not count', async () => {
    const before = await esat.receive()
    await esat.takeOutPart(before, 'P-0001', module, 12)
    await esat.order([before])
    expect(await takenBack(before)).toEqual([])
    const since = await sent({ inventoryNumber: 'PNS-0002' })
    await esat.takeOutPart(since, 'P-0002', module, 12)
    await esat.restart()
    expect(await takenBack(since)).toEqual(['dismantling.rescind-parts'])
  })

  test('stays once its sheet is signed', async () => {
    const machine = await sent()
    const file = await esat.fill(machine)
    const crm = { ...disk, serial: 'CRM0001' }
    await esat.attest(machine, [crm])
    await esat.settle(machine, crm, { kind: 'removed', looseDiskId: randomUUID(), place: 'Armoire', notes: '' })
    await esat.issue(await esat.draft(file))
    expect(await takenBack(machine)).toContain('dismantling.rescind-signed')
  })
})

describe('taking an order back', () => {
  test('needs a confirmation for exactly this, of whoever asks, once', async () => {
    const [one, other] = [await sent(), await sent({ inventoryNumber: 'PNS-0002' })]
    const of = rescission([one])
    expect(await asked(of, randomUUID())).toEqual(['supervision.confirmation-unknown'])
    expect(await asked(of, await confirmed(rescission([other])))).toEqual(['supervision.confirmation-of-other-subject'])
    expect(await asked({ ...of, why: 'autre chose' }, await confirmed(of))).toEqual([
      'supervision.confirmation-of-other-subject',
    ])
    const claire = await codeOf(esat.workshop, 'Claire')
    expect(await asked(of, await confirmed(of, claire))).toEqual(['supervision.confirmation-of-other-operator'])
    const confirmation = await confirmed(of)
    expect(await asked(of, confirmation)).toEqual([])
    // Asked again after a lost answer, it is the same one.
    expect(await asked(of, confirmation)).toEqual([])
    expect(await asked(rescission([other]), confirmation)).not.toEqual([])
  })

  test('names machines that are here, in their present stay', async () => {
    const machine = await sent()
    const elsewhere = { ...machine, id: randomUUID() }
    expect(await takenBack(elsewhere)).toEqual(['journal.unknown-machine'])
    expect(await takenBack({ ...machine, stay: { ...machine.stay, id: randomUUID() } })).toEqual(['journal.other-stay'])
    expect(await takenBack(machine, elsewhere)).toEqual(['journal.unknown-machine'])
    // None of them was taken back.
    await esat.fill(machine, empty)
  })
})
