// The media that batches and backups may be written to and read from, as the station names them at this moment.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Medium } from '../../domain/batch/operations.ts'
import { useStation } from './station.ts'

export const useMedia = defineStore('media', () => {
  const station = useStation()
  const list = shallowRef<readonly Medium[]>([])
  const loaded = ref(false)
  const looking = ref(false)

  /** Asked again by a button: nothing tells this window that a key was plugged in. */
  const look = async (): Promise<void> => {
    looking.value = true
    try {
      list.value = await station.call('media.list', {})
      loaded.value = true
    } finally {
      looking.value = false
    }
  }

  return { list, loaded, looking, look }
})
