// Calls for a supervisor, from the simplified mode to whoever looks after the workshop: when, at which machine, at which step,
// never who. They live in this station's IndexedDB alone; an answered call is gone.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { CallRow } from '../storage/database.ts'
import { live } from './live.ts'
import { openedStorage } from './station-client.ts'

export const useCalls = defineStore('calls', () => {
  const rows = live((database) => database.calls.orderBy('at').toArray(), [])
  /** The longest waiting first. */
  const waiting = computed<readonly CallRow[]>(() => rows.value.value)

  /** Calling again for the same machine is the same call; the step is where the machine stands now. */
  const call = async (from: Pick<CallRow, 'machineId' | 'step'>): Promise<void> => {
    const { database } = openedStorage()
    await database.transaction('rw', database.calls, async () => {
      const known = (await database.calls.toArray()).find(({ machineId }) => machineId === from.machineId)
      await database.calls.put({
        id: known?.id ?? crypto.randomUUID(),
        at: known?.at ?? new Date().toISOString(),
        ...from,
      })
    })
  }

  /** The supervisor comes, or the call was made by mistake. */
  const end = (id: string): Promise<void> => openedStorage().database.calls.delete(id)

  return {
    waiting,
    of: (machineId: string | null): CallRow | null => waiting.value.find((row) => row.machineId === machineId) ?? null,
    call,
    end,
  }
})
