// Where the stores find the transport and the working data: given once, when the window starts, and nowhere else.
import { shallowRef } from 'vue'
import type { Send } from '../../domain/contract.ts'
import { createCommit, type Commit } from '../storage/commit.ts'
import { EtabliDatabase } from '../storage/database.ts'
import { StationFailure } from './station-failure.ts'

export type Storage = { readonly database: EtabliDatabase; readonly commit: Commit }

let provided: Send | null = null
/** null until the window knows which station it stands at. */
export const storage = shallowRef<Storage | null>(null)

/** Called by main.ts (or a test) before any store is used. */
export const provideStation = (send: Send) => {
  provided = send
  storage.value?.database.close()
  storage.value = null
}

export const station = (): Send => {
  if (provided === null) throw new Error('provideStation() was not called')
  return provided
}

/** A demonstration never shares working data with a workshop, though both may have the same address. */
export const openStorage = (demo: boolean): Storage => {
  const database = new EtabliDatabase(demo ? 'etabli-demo' : 'etabli')
  const commit = createCommit(database, station(), (failure) => new StationFailure(failure))
  storage.value = { database, commit }
  return storage.value
}

export const openedStorage = (): Storage => {
  if (storage.value === null) throw new Error('The working data is not open yet')
  return storage.value
}
