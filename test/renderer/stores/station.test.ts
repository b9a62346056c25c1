import { expect, test, vi } from 'vitest'
import { storageSentences } from '../../../domain/storage/sentences.ts'
import { say } from '../../../domain/words/sentences.ts'
import { useMachines } from '../../../renderer/stores/machines.ts'
import { usePeople } from '../../../renderer/stores/people.ts'
import { useSession } from '../../../renderer/stores/session.ts'
import { useSettings } from '../../../renderer/stores/settings.ts'
import { openedStorage } from '../../../renderer/stores/station-client.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import { machineFile, PIN, workshop } from '../journal-in-memory.ts'
import { openWindow, openWorkshop, sachaConfirms } from './workshop.ts'

test('a station that is set up starts, and knows its settings and people', async () => {
  const { station } = await openWindow()
  expect(station.state.kind).toBe('starting')
  await station.start()
  expect(station.state.kind).toBe('ready')
  expect(station.settings?.code).toBe('AT1')
  expect(station.notices).toEqual([])
  const people = usePeople()
  await vi.waitFor(() => {
    expect(people.nameOf('SSSS')).toBe('Sacha')
  })
  expect(people.operators.map((person) => person.code)).toEqual(['AAAA', 'SSSS'])
  expect(people.supervisors.map((person) => person.code)).toEqual(['SSSS'])
})

test('a new station asks to be set up', async () => {
  const { station } = await openWindow({ settings: null })
  await station.start()
  expect(station.state.kind).toBe('needs-set-up')
})

test('a station that does not answer is said, and can be tried again', async () => {
  const { station, journal } = await openWindow()
  journal.setReachable(false)
  await station.start()
  expect(station.state).toMatchObject({ kind: 'unreachable', failure: { code: 'unreachable' } })
  journal.setReachable(true)
  await station.start()
  expect(station.state.kind).toBe('ready')
  expect(station.reachable).toBe(true)
})

test('what came back at the start is told in words, in both languages', async () => {
  const { station, journal } = await openWindow()
  await journal.append({ kind: 'machine', v: 1, machine: machineFile() })
  await station.start()
  expect(station.notices.map((notice) => notice.code)).toEqual(['storage.restored-new-here'])
  await openedStorage().database.delete({ disableAutoOpen: false })
  await station.start()
  expect(station.reconciliation).toMatchObject({ kind: 'restored', cameBack: { machines: 1, documents: 0 } })
  const [notice] = station.notices
  expect(notice).toEqual({ code: 'storage.restored-empty', params: { machines: 1, documents: 0 } })
  for (const language of ['fr', 'en'] as const)
    expect(say({ code: 'storage.restored-empty', params: { machines: 1, documents: 0 } }, language)).toContain('1 ')
  expect(Object.keys(storageSentences.fr)).toEqual(Object.keys(storageSentences.en))
})

test('a second window at the same station says that it is already open', async () => {
  const { station } = await openWindow()
  await station.start()
  expect(station.state.kind).toBe('ready')
  // Another browsing context with the same origin: what a second window is to Web Locks.
  const frame = document.createElement('iframe')
  frame.srcdoc = '<p>second window</p>'
  document.body.append(frame)
  await new Promise((resolve) => {
    frame.onload = resolve
  })
  const { locks } = frame.contentWindow?.navigator ?? {}
  const granted = await locks?.request('etabli-window', { ifAvailable: true }, (lock) => lock !== null)
  expect(granted).toBe(false)
  frame.remove()
})

test('the person at work and the language are this window’s, and the station’s language is the first', async () => {
  const { station } = await openWindow()
  const session = useSession()
  expect(session.language).toBe('fr')
  await station.start()
  session.speak('en')
  session.signIn('AAAA')
  expect(session.language).toBe('en')
  await vi.waitFor(() => {
    expect(sessionStorage.getItem('etabli.operator')).toBe('AAAA')
  })
  session.signOut()
  await vi.waitFor(() => {
    expect(sessionStorage.getItem('etabli.operator')).toBeNull()
  })
})

test('a wrong PIN leaves the dialog open with its reason; the right one confirms', async () => {
  await openWorkshop()
  const supervisor = useSupervisor()
  const asked = supervisor.ask({ kind: 'change-settings', subject: 'a'.repeat(64) })
  await supervisor.submit('SSSS', '0000')
  expect(supervisor.open).toBe(true)
  expect(supervisor.error?.code).toBe('wrong-secret')
  await supervisor.submit('SSSS', PIN)
  expect(await asked).toMatchObject({ supervisor: 'SSSS', operator: 'AAAA', ownWork: false })
  expect(supervisor.open).toBe(false)
  expect(supervisor.error).toBeNull()
})

test('closing the dialog changes nothing', async () => {
  const { journal, station } = await openWorkshop()
  const supervisor = useSupervisor()
  const before = journal.head().position
  const saved = useSettings().save({ ...workshop, name: 'Banc 2' })
  await vi.waitFor(() => {
    expect(supervisor.open).toBe(true)
  })
  supervisor.cancel()
  expect(await saved).toBe(false)
  expect(journal.head().position).toBe(before)
  expect(station.settings?.name).toBe('Banc 1')
})

test('settings that a supervisor confirmed show at once', async () => {
  const { station } = await openWorkshop()
  const saved = useSettings().save({ ...workshop, name: '  Banc 2 ' })
  await sachaConfirms()
  expect(await saved).toBe(true)
  await vi.waitFor(() => {
    expect(station.settings?.name).toBe('Banc 2')
  })
})

test('a journal that was cut while the window was open is noticed at the next save, and repaired', async () => {
  const { journal, station } = await openWorkshop()
  const machine = machineFile()
  await station.callAndCatchUp('machines.save', { transaction: crypto.randomUUID(), machine })
  await vi.waitFor(() => {
    expect(useMachines().all).toEqual([machine])
  })
  journal.cutTo(2)
  const other = machineFile()
  await station.callAndCatchUp('machines.save', { transaction: crypto.randomUUID(), machine: other })
  await station.callAndCatchUp('machines.save', { transaction: crypto.randomUUID(), machine: machineFile() })
  expect(station.reconciliation).toMatchObject({ kind: 'ahead', adopted: { machines: 1, documents: 0 } })
  expect((await openedStorage().database.machines.get(machine.id))?.machine).toEqual(machine)
  expect((await openedStorage().database.machines.get(other.id))?.machine).toEqual(other)
  await vi.waitFor(() => {
    expect(
      useMachines()
        .all.map((one) => one.id)
        .toSorted(),
    ).toEqual(
      journal
        .frames()
        .flatMap(({ frame }) => (frame.entry.kind === 'machine' ? [frame.entry.machine.id] : []))
        .toSorted(),
    )
  })
})
