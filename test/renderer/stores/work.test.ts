import { expect, onTestFinished, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useMachines } from '../../../renderer/stores/machines.ts'
import { useReports } from '../../../renderer/stores/reports.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import { useWork } from '../../../renderer/stores/work.ts'
import { present } from '../journal-in-memory.ts'
import { laptopReport, plainDisk } from '../laptop-report.ts'
import { openWorkshop, sachaConfirms } from './workshop.ts'

const atWork = async () => {
  const { journal, station } = await openWorkshop()
  const created = await useMachines().create({ inventoryNumber: 'PC-0001', equipment: 'laptop' })
  if (created.kind !== 'created') throw new Error('It was not created')
  const hash = await journal.addReport(laptopReport())
  await useMachines().addReport(created.machine.id, hash, laptopReport(), 'file')
  const scope = effectScope()
  onTestFinished(() => {
    scope.stop()
  })
  const work = present(scope.run(() => useWork(created.machine.id)))
  await vi.waitFor(() => {
    expect(work.accounting.value).not.toBeNull()
  })
  return { journal, station, work, machine: created.machine, hash }
}

const declaredNow = () => ({
  kind: 'declared' as const,
  method: { category: 'clear' as const, technique: 'overwrite' as const, edition: 'NIST SP 800-88 Rev. 2' },
  tool: { name: 'nwipe', version: '0.34' },
  verification: 'full' as const,
  performedAt: new Date().toISOString(),
  notes: '',
})

test('a disk stands unsettled until a supervisor confirms what was decided, and then it is settled', async () => {
  const { work, machine, journal } = await atWork()
  expect(work.accounting.value?.settled).toBe(false)
  const [account] = present(work.accounting.value).disks
  const disk = present(account).identity
  expect(disk.serial).toBe(plainDisk.serial)

  const settling = work.settle([{ disk, outcome: declaredNow() }])
  const supervisor = useSupervisor()
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  expect(supervisor.onScreen).toMatchObject({ inventoryNumber: 'PC-0001', disks: [disk] })
  expect(supervisor.action).toMatchObject({ kind: 'settle-disks', machineId: machine.id, disks: [disk] })
  await sachaConfirms()
  expect(await settling).toBe(true)
  await vi.waitFor(() => {
    expect(work.accounting.value?.disks[0]?.verdict?.kind).toBe('declared')
  })
  expect(work.settlements.value).toHaveLength(1)
  expect(journal.frames().at(-1)?.frame.entry.kind).toBe('settlement')
})

test('a dialog that is closed settles nothing', async () => {
  const { work, journal } = await atWork()
  const before = journal.head()
  const attesting = work.attest({ reportHash: null, why: 'no-report', found: [], notes: '' })
  const supervisor = useSupervisor()
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  supervisor.cancel()
  expect(await attesting).toBe(false)
  expect(journal.head()).toEqual(before)
})

test('grades come with their reasons, and a supervisor’s other grade replaces the rubric’s', async () => {
  const { work } = await atWork()
  const performance = present(work.grades.value).performance
  expect(performance.reasons.length).toBeGreaterThan(0)
  const overriding = work.override({
    axis: 'performance',
    from: performance.byRubric,
    to: 'D',
    reason: 'ventilateur bruyant',
  })
  await sachaConfirms()
  expect(await overriding).toBe(true)
  await vi.waitFor(() => {
    expect(work.grades.value?.performance.grade).toBe('D')
  })
})

test('a report is fetched once and then kept, and a damaged copy is fetched again', async () => {
  const { hash, journal } = await atWork()
  const fetched = () => journal.calls.filter((name) => name === 'blobs.get').length
  expect(fetched()).toBe(1)
  await useReports().byHash(hash)
  expect(fetched()).toBe(1)

  const { createPinia, setActivePinia } = await import('pinia')
  const again = async () => {
    setActivePinia(createPinia())
    return useReports().byHash(hash)
  }
  expect(await again()).toEqual(laptopReport())
  expect(fetched()).toBe(1)
  await openedStorage().database.cachedReports.update(hash, { report: { kind: 'damaged' } as never })
  expect(await again()).toEqual(laptopReport())
  expect(fetched()).toBe(2)
})

test('the checklist decides what the report, the disks and the grades can decide', async () => {
  const { work } = await atWork()
  const steps = () => new Map(work.progress.value?.steps.map(({ step, state }) => [step.id, state.state]))
  const hardwareStep = present(work.profile.value.steps.find((step) => step.decidedBy === 'hardware-read'))
  const erasedStep = present(work.profile.value.steps.find((step) => step.decidedBy === 'disks-erased'))
  expect(work.progress.value?.blocking.length).toBeGreaterThan(0)
  expect(steps().get(erasedStep.id)).not.toBe('passed')
  expect(present(work.progress.value?.steps.find(({ step }) => step.id === hardwareStep.id)).state).not.toMatchObject({
    state: 'failed',
  })

  const [account] = present(work.accounting.value).disks
  const settling = work.settle([{ disk: present(account).identity, outcome: declaredNow() }])
  await sachaConfirms()
  await settling
  await vi.waitFor(() => {
    expect(work.confirmations.value).toHaveLength(1)
    expect(work.accounting.value?.settled).toBe(true)
  })
})

test('nothing is said of the disks while a report cannot be had', async () => {
  const { work, machine, journal } = await atWork()
  const lost = 'b'.repeat(64)
  await journal.append({ kind: 'report', v: 1, report: lost, readings: null, source: 'file' })
  await useMachines().addReport(machine.id, lost, laptopReport(), 'file')
  await vi.waitFor(() => {
    expect(work.reportFailures.value.has(lost)).toBe(true)
  })
  expect(work.accounting.value).toBeNull()
})
