// The workshop's logo as a data address, so that paper and PDF need nothing else; null where there is none.
import { shallowRef, watch } from 'vue'
import { useStation } from '../stores/station.ts'
import { StationFailure } from '../stores/station-failure.ts'

export const useLogo = () => {
  const station = useStation()
  const logo = shallowRef<string | null>(null)
  watch(
    () => station.settings?.organisation.logo ?? null,
    async (hash) => {
      logo.value = null
      if (hash === null) return
      try {
        const { base64, mediaType } = await station.call('blobs.get', { hash })
        logo.value = `data:${mediaType};base64,${base64}`
      } catch (error) {
        // A missing logo must not keep anybody from printing.
        if (!(error instanceof StationFailure)) throw error
      }
    },
    { immediate: true },
  )
  return logo
}
