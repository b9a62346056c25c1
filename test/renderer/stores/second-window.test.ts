import { expect, test, vi } from 'vitest'
import { storage } from '../../../renderer/stores/station-client.ts'
import { openWindow } from './workshop.ts'

/** The first window, as far as Web Locks can tell: a worker of the same origin that holds the lock. */
const firstWindow = async () => {
  const held = `navigator.locks.request('etabli-window', () => { postMessage('held'); return new Promise(() => {}) })`
  const worker = new Worker(URL.createObjectURL(new Blob([held])))
  await new Promise((resolve) => {
    worker.onmessage = resolve
  })
  return worker
}

test('a second window says so, touches no working data, and takes over once the first is closed', async () => {
  const first = await firstWindow()
  const { station, journal } = await openWindow()
  await station.start()
  expect(station.state.kind).toBe('already-open')
  expect(storage.value).toBeNull()
  expect(journal.calls).toEqual([])

  first.terminate()
  await vi.waitFor(async () => {
    await station.start()
    expect(station.state.kind).toBe('ready')
  })
})
