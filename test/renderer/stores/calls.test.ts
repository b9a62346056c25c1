// Calling a supervisor: once however often it is pressed, taken back, answered, and never with a word of who called.
import { expect, test, vi } from 'vitest'
import { useCalls } from '../../../renderer/stores/calls.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import { openWorkshop } from './workshop.ts'

const machineId = '6f2b1f6e-9a0b-4a86-8a0d-0d5d1b6f0a02'
const stored = () => openedStorage().database.calls.toArray()

test('calling twice for a machine is one call, which says where the work stands now', async () => {
  await openWorkshop()
  const calls = useCalls()
  await calls.call({ machineId, step: 'battery' })
  const [first] = await stored()
  await calls.call({ machineId, step: 'battery-stop' })
  expect(await stored()).toEqual([{ ...first, step: 'battery-stop' }])
  await calls.call({ machineId: null, step: null })
  await vi.waitFor(() => {
    expect(calls.waiting.length).toBe(2)
  })
  expect(calls.of(machineId)?.step).toBe('battery-stop')
  expect(calls.of(null)?.step).toBeNull()
})

test('a call that is answered or taken back is gone, and the other stays', async () => {
  await openWorkshop()
  const calls = useCalls()
  await calls.call({ machineId, step: 'open' })
  await calls.call({ machineId: null, step: null })
  const [call] = (await stored()).filter((row) => row.machineId === machineId)
  await calls.end(call?.id ?? '')
  await calls.end(call?.id ?? '')
  expect((await stored()).map((row) => row.machineId)).toEqual([null])
})

test('a call names no person, and nothing of it is sent to the station', async () => {
  const { journal } = await openWorkshop()
  const before = journal.calls.length
  await useCalls().call({ machineId, step: 'open' })
  const text = JSON.stringify(await stored())
  expect(text).not.toMatch(/AAAA|Ana/)
  expect(Object.keys((await stored())[0] ?? {}).toSorted()).toEqual(['at', 'id', 'machineId', 'step'])
  expect(journal.calls.length).toBe(before)
})
