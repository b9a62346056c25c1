import { beforeEach, expect, test, vi } from 'vitest'
import { machineCode, readScannedCode } from '../../../domain/documents/scan-code.ts'
import type { MachineFile } from '../../../domain/machine/machine-file.ts'
import { useMachines, type Created } from '../../../renderer/stores/machines.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import type { useStation } from '../../../renderer/stores/station.ts'
import type { JournalInMemory } from '../journal-in-memory.ts'
import { laptopReport } from '../laptop-report.ts'
import { openWorkshop } from './workshop.ts'

let journal: JournalInMemory
let station: ReturnType<typeof useStation>
let machines: ReturnType<typeof useMachines>

beforeEach(async () => {
  ;({ journal, station } = await openWorkshop())
  machines = useMachines()
})

const received = (created: Created): MachineFile => {
  if (created.kind !== 'created') throw new Error('It was not created')
  return created.machine
}
const receive = async (inventoryNumber: string) =>
  received(await machines.create({ inventoryNumber, equipment: 'laptop' }))
const passed = { outcome: 'passed', note: '', at: '2026-11-23T10:00:00Z', operator: 'AAAA' } as const

test('a machine that is received is on the bench, with an identity and a stay of its own', async () => {
  const machine = await receive('  PC-0001 ')
  expect(machine).toMatchObject({ inventoryNumber: 'PC-0001', revision: 1, operator: 'AAAA', onBench: true })
  await vi.waitFor(() => {
    expect(machines.onBench.map((one) => one.id)).toEqual([machine.id])
  })
  expect(machines.byId(machine.id)).toEqual(machine)
  expect(machine.stay.id).not.toBe(machine.id)
})

test('an inventory number that is taken is said before a second machine gets it', async () => {
  const first = await receive('PC-0001')
  expect(await machines.create({ inventoryNumber: 'pc-0001', equipment: 'desktop' })).toEqual({
    kind: 'already-here',
    machines: [first],
  })
  const second = received(
    await machines.create({ inventoryNumber: 'PC-0001', equipment: 'desktop' }, { knowingly: true }),
  )
  await vi.waitFor(() => {
    expect(machines.withNumber('PC-0001')).toHaveLength(2)
  })
  expect(await machines.openByScan('PC-0001')).toMatchObject({ kind: 'several' })
  expect(await machines.openByScan(second.id)).toMatchObject({ kind: 'opened', machine: { id: second.id } })
})

test('a scan opens a machine by its number or by its label’s code, and puts it on the bench', async () => {
  const machine = await receive('PC-0002')
  await machines.close(machine.id)
  await vi.waitFor(() => {
    expect(machines.byId(machine.id)?.onBench).toBe(false)
  })
  const opened = await machines.openByScan(`urn:uuid:${machine.id.toUpperCase()}`)
  expect(opened).toMatchObject({ kind: 'opened', machine: { id: machine.id, onBench: true, revision: 3 } })
  expect(await machines.openByScan('PC-9999')).toEqual({ kind: 'unknown', code: 'PC-9999' })
})

test('a machine that another site labelled keeps its identity, even where its number is taken here', async () => {
  const ours = await receive('PC-0005')
  const id = '5b1f8c62-0d4e-4b7a-9c3d-2f6a1e8b7c90'
  const theirs = received(await machines.create({ inventoryNumber: 'PC-0005', equipment: 'laptop', id }))
  expect(theirs.id).toBe(id)
  expect(theirs.stay.id).not.toBe(ours.stay.id)
  expect(await machines.create({ inventoryNumber: 'PC-0006', equipment: 'laptop', id })).toEqual({
    kind: 'already-here',
    machines: [theirs],
  })
})

test('a label means the machine whose identity it bears, and never another one of the same number', async () => {
  const ours = await receive('PC-0001')
  await vi.waitFor(() => {
    expect(machines.meantBy(readScannedCode('pc-0001'))).toEqual([ours])
  })
  expect(machines.meantBy(readScannedCode(machineCode(ours)))).toEqual([ours])
  const theirs = machineCode({ id: crypto.randomUUID(), inventoryNumber: 'PC-0001' })
  expect(machines.meantBy(readScannedCode(theirs))).toEqual([])
})

test('a machine file is in the journal before it is in IndexedDB', async () => {
  const { id } = await receive('PC-0009')
  const { machines: table } = openedStorage().database
  let before: number | undefined
  const append = vi.fn(async () => {
    before = (await table.get(id))?.machine.revision
  })
  journal.onAppended(append)
  await machines.save(id, { repairs: 'clavier' })
  expect(append).toHaveBeenCalledOnce()
  expect(before).toBe(1)
  expect((await table.get(id))?.machine.revision).toBe(2)
})

test('changes made at the same moment are all kept, one revision each', async () => {
  const { id } = await receive('PC-0003')
  await Promise.all([
    machines.save(id, { repairs: 'clavier' }),
    machines.setStep(id, 'screen', passed),
    machines.save(id, { accessories: 'chargeur' }),
    machines.setStep(id, 'keyboard', passed),
  ])
  await vi.waitFor(() => {
    expect(machines.byId(id)?.revision).toBe(5)
  })
  expect(machines.byId(id)).toMatchObject({
    repairs: 'clavier',
    accessories: 'chargeur',
    checklist: { results: { screen: passed, keyboard: passed } },
  })
})

test('a file that was saved elsewhere meanwhile is read again, and both changes stand', async () => {
  const machine = await receive('PC-0004')
  await journal.append({ kind: 'machine', v: 1, machine: { ...machine, revision: 2, repairs: 'charnière' } })
  const saved = await machines.save(machine.id, { accessories: 'sacoche' })
  expect(saved).toMatchObject({ revision: 3, repairs: 'charnière', accessories: 'sacoche' })
})

test('a change that does not fit a machine file is refused before it is journalled', async () => {
  const { id } = await receive('PC-0005')
  const before = journal.head()
  await expect(machines.save(id, { repairs: 'x'.repeat(3000) })).rejects.toThrow()
  expect(journal.head()).toEqual(before)
})

test('a save that cannot be delivered fails plainly, and nothing shows that is not journalled', async () => {
  const { id } = await receive('PC-0006')
  journal.setReachable(false)
  await expect(machines.save(id, { repairs: 'x' })).rejects.toMatchObject({ code: 'unreachable' })
  expect(station.reachable).toBe(false)
  expect(station.state.kind).toBe('ready')
  journal.setReachable(true)
  expect(await machines.save(id, { repairs: 'y' })).toMatchObject({ revision: 2, repairs: 'y' })
  expect(station.reachable).toBe(true)
})

test('the last step can be undone, once, and only as long as nobody changed it since', async () => {
  const { id } = await receive('PC-0007')
  await machines.setStep(id, 'screen', passed)
  const failed = { outcome: 'failed', note: 'pixel mort', at: '2026-11-23T10:05:00Z', operator: 'AAAA' } as const
  await machines.setStep(id, 'screen', failed)
  expect(await machines.undo()).toBe(true)
  await vi.waitFor(() => {
    expect(machines.byId(id)?.checklist.results['screen']).toEqual(passed)
  })
  expect(await machines.undo()).toBe(false)

  await machines.setStep(id, 'keyboard', passed)
  await machines.save(id, ({ checklist }) => ({
    checklist: { ...checklist, results: { ...checklist.results, keyboard: failed } },
  }))
  expect(await machines.undo()).toBe(false)
  await vi.waitFor(() => {
    expect(machines.byId(id)?.checklist.results['keyboard']).toEqual(failed)
  })
})

test('a report is in the file once, however often it is added', async () => {
  const { id } = await receive('PC-0008')
  const hash = await journal.addReport(laptopReport())
  await machines.addReport(id, hash, { takenAt: '2026-11-23T11:00:00+01:00' }, 'file')
  const machine = await machines.addReport(id, hash, { takenAt: '2026-11-23T11:00:00+01:00' }, 'file')
  expect(machine.revision).toBe(2)
  expect(machine.reports).toMatchObject([{ hash, takenAt: '2026-11-23T10:00:00.000Z', source: 'file' }])
})
