// One machine in a worker's hands: every answer is journalled, somebody else's answer stands, and a signed sheet ends it.
import { effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import { useMachineWork } from '../../../../renderer/places/simplifie/machine-work.ts'
import { useDismantlingOrders } from '../../../../renderer/stores/dismantling-orders.ts'
import { useDismantling } from '../../../../renderer/stores/dismantling.ts'
import type { useStation } from '../../../../renderer/stores/station.ts'
import { machineFile, unsignedDocument, type JournalInMemory } from '../../journal-in-memory.ts'
import { openWorkshop, sachaConfirms } from '../../stores/workshop.ts'

let journal: JournalInMemory
let station: ReturnType<typeof useStation>
let machine: MachineFile
let scope: EffectScope
let work: ReturnType<typeof useMachineWork>

beforeEach(async () => {
  ;({ journal, station } = await openWorkshop())
  machine = machineFile({ equipment: 'desktop' })
  await journal.append({ kind: 'machine', v: 1, machine })
  await station.catchUp()
  scope = effectScope()
  const begun = scope.run(() => useMachineWork(ref(machine.id), () => 'Armoire fermée'))
  if (begun === undefined) throw new Error('no work')
  work = begun
})
afterEach(() => {
  scope.stop()
})

const sendToDismantling = async () => {
  const ordered = { machineId: machine.id, stayId: machine.stay.id, reason: 'does-not-start' as const, note: '' }
  const sent = useDismantlingOrders().order([ordered], [])
  await sachaConfirms()
  await sent
}
const savedFiles = () =>
  journal.frames().flatMap(({ frame: { entry } }) => (entry.kind === 'dismantling' ? [entry.file] : []))
const stepNow = async (key: string) => {
  await vi.waitFor(() => {
    expect(work.state.value).toMatchObject({ kind: 'step', step: { key } })
  })
  const { state } = work
  if (state.value.kind !== 'step') throw new Error('no step')
  return state.value.step
}

test('work begins once a supervisor has sent the machine to dismantling', async () => {
  await vi.waitFor(() => {
    expect(work.state.value.kind).toBe('not-ordered')
  })
  expect(savedFiles()).toEqual([])
  await sendToDismantling()
  await stepNow('gloves')
  expect(savedFiles()).toHaveLength(1)
})

test('an answer is in the journal before the next step is shown, and the way back takes it out', async () => {
  await sendToDismantling()
  const gloves = await stepNow('gloves')
  expect(await work.give(gloves, { kind: 'done' })).toBe(true)
  await stepNow('glasses')
  expect(savedFiles().at(-1)?.protection).toEqual(['gloves'])
  await vi.waitFor(() => {
    expect(work.canUndo.value).toBe(true)
  })
  await work.takeBack()
  await stepNow('gloves')
  expect(savedFiles().at(-1)?.protection).toEqual([])
})

test('where somebody else has answered the step meanwhile, theirs stands and nothing is answered twice', async () => {
  await sendToDismantling()
  const gloves = await stepNow('gloves')
  const { id } = await useDismantling().open(machine)
  await useDismantling().save(id, { protection: ['gloves'] })
  expect(await work.give(gloves, { kind: 'done' })).toBe(true)
  await stepNow('glasses')
  expect(savedFiles().at(-1)?.protection).toEqual(['gloves'])
})

test('a signed sheet ends the work: nothing more is answered or taken back', async () => {
  await sendToDismantling()
  const gloves = await stepNow('gloves')
  await work.give(gloves, { kind: 'done' })
  const glasses = await stepNow('glasses')
  await journal.addDocument(
    unsignedDocument({ kind: 'dismantling-sheet', number: 'AT1-000001', subject: { machineId: machine.id } }),
  )
  await station.catchUp()
  await vi.waitFor(() => {
    expect(work.state.value.kind).toBe('signed')
  })
  expect(work.canUndo.value).toBe(false)
  const before = savedFiles().length
  await work.give(glasses, { kind: 'done' })
  await work.takeBack()
  expect(savedFiles()).toHaveLength(before)
})
