// A value that follows Dexie: it is read again whenever a row it was made from changes.
import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue'
import type { EtabliDatabase } from '../storage/database.ts'
import { storage } from './station-client.ts'

type LiveOptions = {
  /** What the query depends on besides Dexie. */
  readonly sources?: readonly WatchSource[]
  /** Keeps the last answer while a source's change is read; for lists that would flicker. */
  readonly keepWhileReading?: boolean
}

/** `initial` until the working data is open and the first answer is there. Ends with the scope that made it. */
export const live = <T>(
  query: (database: EtabliDatabase) => Promise<T>,
  initial: T,
  { sources = [], keepWhileReading = false }: LiveOptions = {},
): { readonly value: Readonly<ShallowRef<T>>; readonly loaded: Readonly<ShallowRef<boolean>> } => {
  const value = shallowRef(initial)
  const loaded = shallowRef(false)
  let stop: () => void = () => undefined
  watch(
    [storage, ...sources],
    () => {
      stop()
      const open = storage.value
      if (open === null || !keepWhileReading) value.value = initial
      loaded.value = false
      if (open === null) return
      const subscription = liveQuery(() => query(open.database)).subscribe({
        next: (found) => {
          value.value = found
          loaded.value = true
        },
        // The last good value stays; the station store tells of storage in trouble.
        error: (error: unknown) => {
          console.error('A live query ended', error)
        },
      })
      stop = () => {
        subscription.unsubscribe()
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
  })
  return { value, loaded }
}
