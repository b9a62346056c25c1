// A window at a station, for tests of the stores: an honest journal in memory, Pinia, and IndexedDB emptied before.
import { Dexie } from 'dexie'
import { createPinia, disposePinia, setActivePinia, type Pinia } from 'pinia'
import { provideStation } from '../../../renderer/stores/station-client.ts'
import { useSession } from '../../../renderer/stores/session.ts'
import { useStation } from '../../../renderer/stores/station.ts'
import { useSupervisor } from '../../../renderer/stores/supervisor.ts'
import type { StationSettings } from '../../../domain/station/station.ts'
import { createJournalInMemory, PIN } from '../journal-in-memory.ts'

let before: Pinia | null = null

export const openWindow = async (options: { settings?: StationSettings | null } = {}) => {
  sessionStorage.clear()
  localStorage.clear()
  const journal = await createJournalInMemory(options)
  provideStation(journal.send)
  await Dexie.delete('etabli')
  // A window that is closed takes its stores with it.
  if (before !== null) disposePinia(before)
  before = createPinia()
  setActivePinia(before)
  const station = useStation()
  return { journal, station }
}

/** The same, started, with Ana at the bench. */
export const openWorkshop = async () => {
  const window = await openWindow()
  await window.station.start()
  useSession().signIn('AAAA')
  return window
}

/** Sacha comes and types a PIN as soon as the dialog opens. */
export const sachaConfirms = async (pin = PIN) => {
  const supervisor = useSupervisor()
  while (!supervisor.open) await new Promise((resolve) => setTimeout(resolve, 2))
  await supervisor.submit('SSSS', pin)
}
