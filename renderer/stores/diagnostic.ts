// The diagnostic as this window knows it: made with what only the window can see, shown, and put onto a medium as it was shown.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Medium } from '../../domain/batch/operations.ts'
import type { Diagnostic, WindowFacts } from '../../domain/diagnostic/operations.ts'
import type { Language } from '../../domain/words/reason.ts'
import { storage } from './station-client.ts'
import { useStation } from './station.ts'

const chromium = (): number | null => {
  const version = /\bChrome\/(\d{1,4})\b/.exec(navigator.userAgent)?.[1]
  return version === undefined ? null : Number(version)
}

/** null where the working data is not open, or does not answer. */
const rowsOf = async (): Promise<Pick<WindowFacts, 'rows' | 'setAside'>> => {
  const database = storage.value?.database
  if (database === undefined) return { rows: null, setAside: null }
  try {
    const counts = await Promise.all(database.tables.map((table) => table.count()))
    return { rows: counts.reduce((sum, count) => sum + count, 0), setAside: await database.setAside.count() }
  } catch {
    return { rows: null, setAside: null }
  }
}

export const useDiagnostic = defineStore('diagnostic', () => {
  const station = useStation()
  const made = shallowRef<Diagnostic | null>(null)
  const making = ref(false)

  const windowFacts = async (): Promise<WindowFacts> => {
    const room = await navigator.storage.estimate().catch(() => ({ usage: undefined, quota: undefined }))
    return {
      engine: chromium(),
      width: Math.round(window.innerWidth),
      height: Math.round(window.innerHeight),
      scale: window.devicePixelRatio,
      state: station.state.kind,
      storageTrouble: station.storageTrouble,
      ...(await rowsOf()),
      usedBytes: room.usage ?? null,
      quotaBytes: room.quota ?? null,
    }
  }

  const make = async (language: Language): Promise<void> => {
    making.value = true
    try {
      made.value = await station.call('diagnostic.make', { language, window: await windowFacts() })
    } finally {
      making.value = false
    }
  }

  /** Answers the name under which it lies on the medium. */
  const write = async (medium: Medium): Promise<string> => {
    if (made.value === null) throw new Error('Nothing was shown yet: the screens offer no writing')
    const { fileName } = await station.call('diagnostic.write', { medium: medium.path, sha256: made.value.sha256 })
    return fileName
  }

  return { made, making, make, write }
})
