// The files of dismantled machines as a window saves them: begun once, nothing lost where two people save, codes changed under
// a PIN alone.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { codeInForce } from '../../../domain/dismantling/codes-in-force.ts'
import { useDismantling } from '../../../renderer/stores/dismantling.ts'
import { useDismantlingOrders } from '../../../renderer/stores/dismantling-orders.ts'
import { useDismantlingRescission } from '../../../renderer/stores/dismantling-rescission.ts'
import { useMachinePaths } from '../../../renderer/stores/machine-paths.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import type { useStation } from '../../../renderer/stores/station.ts'
import { machineFile, present, type JournalInMemory } from '../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from './workshop.ts'

let journal: JournalInMemory
let station: ReturnType<typeof useStation>
let dismantling: ReturnType<typeof useDismantling>
let machine: MachineFile

beforeEach(async () => {
  ;({ journal, station } = await openWorkshop())
  dismantling = useDismantling()
  machine = machineFile({ equipment: 'desktop' })
  await journal.append({ kind: 'machine', v: 1, machine })
  await station.catchUp()
})

/** As a screen holds it until it is left. */
let screen = effectScope()
const onScreen = <T>(use: () => T): T => {
  const used = screen.run(use)
  if (used === undefined) throw new Error('The screen was left')
  return used
}
afterEach(() => {
  screen.stop()
  screen = effectScope()
})

const sendToDismantling = async () => {
  const ordered = { machineId: machine.id, stayId: machine.stay.id, reason: 'damaged' as const, note: 'écran cassé' }
  const sent = useDismantlingOrders().order([ordered], [])
  await sachaConfirms()
  expect(await sent).toBe(true)
}
const savedFiles = () =>
  journal.frames().flatMap(({ frame: { entry } }) => (entry.kind === 'dismantling' ? [entry.file] : []))

test('the file of a machine begins with the reason of its order, and once only, however many ask', async () => {
  await sendToDismantling()
  const [one, other] = await Promise.all([dismantling.open(machine), dismantling.open(machine)])
  expect(one).toEqual(other)
  expect(one).toMatchObject({ reason: 'damaged', reasonNote: 'écran cassé', operator: 'AAAA', fractions: [] })
  expect(savedFiles()).toHaveLength(1)
  await vi.waitFor(() => {
    expect(dismantling.fileOf(machine)).toEqual(one)
  })
})

test('a machine that no supervisor sent to dismantling gets no file', async () => {
  await expect(dismantling.open(machine)).rejects.toMatchObject({ code: 'refused' })
  expect(savedFiles()).toEqual([])
})

test('what two people save at once is kept, each of it', async () => {
  await sendToDismantling()
  const { id } = await dismantling.open(machine)
  await Promise.all([
    dismantling.save(id, { make: 'Dell' }),
    dismantling.save(id, { grossGrams: 9200 }),
    dismantling.save(id, ({ protection }) => ({ protection: [...protection, 'gloves'] })),
    dismantling.save(id, ({ protection }) => ({ protection: [...protection, 'shoes'] })),
  ])
  expect(savedFiles().at(-1)).toMatchObject({
    make: 'Dell',
    grossGrams: 9200,
    protection: ['gloves', 'shoes'],
    revision: 5,
  })
})

test('a save of another window in between is read again, and neither is lost', async () => {
  await sendToDismantling()
  const file = await dismantling.open(machine)
  // The other window has journalled, and this one has not heard of it yet.
  await journal.append({ kind: 'dismantling', v: 1, file: { ...file, serial: 'CN-0J3C2F', revision: 2 } })
  await dismantling.save(file.id, { make: 'Dell' })
  expect(savedFiles().at(-1)).toMatchObject({ make: 'Dell', serial: 'CN-0J3C2F', revision: 3 })
})

test('a save that is refused leaves the file as it was', async () => {
  await sendToDismantling()
  const { id } = await dismantling.open(machine)
  journal.setReachable(false)
  await expect(dismantling.save(id, { make: 'Dell' })).rejects.toMatchObject({ code: 'unreachable' })
  journal.setReachable(true)
  expect((await openedStorage().database.dismantlingFiles.get(id))?.file.make).toBe('')
  await dismantling.save(id, { make: 'HP' })
  expect(savedFiles().at(-1)).toMatchObject({ make: 'HP', revision: 2 })
})

test('a waste code changes with a supervisor’s PIN, and the change stays in the history', async () => {
  const put = {
    code: '19 12 12',
    labelFr: 'Mélange trié',
    labelEn: '',
    validFrom: '2026-12-01',
    validTo: '2027-06-30',
    edition: 'repreneur',
  }
  const changed = dismantling.changeCode(put, 'Demandé par le repreneur', [])
  await sachaConfirms()
  expect(await changed).toBe(true)
  await vi.waitFor(() => {
    expect(dismantling.codeChanges).toHaveLength(1)
  })
  expect(present(dismantling.codeChanges[0])).toMatchObject({ put, why: 'Demandé par le repreneur', operator: 'AAAA' })
  expect(codeInForce('19 12 12', dismantling.codeChanges, '2027-01-01')?.labelFr).toBe('Mélange trié')
})

test('an order given by mistake is taken back; its empty file waits, closed, for another order', async () => {
  await sendToDismantling()
  const file = await dismantling.open(machine)
  const { reasons, rescind } = onScreen(() => useDismantlingRescission(machine.id))
  await vi.waitFor(() => {
    expect(reasons.value).toEqual([])
  })
  expect(useMachinePaths().byId(machine.id)).toBe('dismantling')
  const asked = rescind('étiquette de la machine voisine', ['PNS-0001'])
  await sachaConfirms()
  expect(await asked).toBe(true)
  await vi.waitFor(() => {
    expect(useMachinePaths().byId(machine.id)).toBe('undecided')
  })
  expect(reasons.value).toBeNull()
  expect(dismantling.orderOf(machine)).toBeNull()
  await expect(dismantling.save(file.id, { make: 'Dell' })).rejects.toMatchObject({ code: 'refused' })
  await sendToDismantling()
  expect((await dismantling.open(machine)).id).toBe(file.id)
  await dismantling.save(file.id, { make: 'Dell' })
})

test('once work is noted the window says why the order stays', async () => {
  await sendToDismantling()
  const { id } = await dismantling.open(machine)
  const { reasons } = onScreen(() => useDismantlingRescission(machine.id))
  await dismantling.save(id, { grossGrams: 9000 })
  await vi.waitFor(() => {
    expect(reasons.value?.map(({ code }) => code)).toEqual(['dismantling.rescind-begun'])
  })
})

test('a supervisor’s dialog that is closed takes nothing back', async () => {
  await sendToDismantling()
  const { reasons, rescind } = onScreen(() => useDismantlingRescission(machine.id))
  await vi.waitFor(() => {
    expect(reasons.value).toEqual([])
  })
  const asked = rescind('étiquette voisine', [])
  await vi.waitFor(() => {
    expect(useSupervisor().open).toBe(true)
  })
  useSupervisor().cancel()
  expect(await asked).toBe(false)
  expect(dismantling.orderOf(machine)).not.toBeNull()
})
