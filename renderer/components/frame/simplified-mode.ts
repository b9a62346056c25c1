// When the window is in the simplified mode: as soon as a person who works in it says that they are here, and until another
// one does. Its screens stand alone, without rail and shortcuts.
import { computed, watch, type ComputedRef } from 'vue'
import type { Router } from 'vue-router'
import { usePeople } from '../../stores/people.ts'
import { useSession } from '../../stores/session.ts'
import { useStation } from '../../stores/station.ts'

/** Answers whether a screen of the simplified mode is shown. */
export const useSimplifiedMode = (router: Router): ComputedRef<boolean> => {
  const people = usePeople()
  const session = useSession()
  const station = useStation()

  const wanted = computed(
    () =>
      station.settings?.activities.includes('esat') === true &&
      people.operators.some(({ code, simplified }) => simplified && code === session.operator),
  )
  const shown = computed(() => router.currentRoute.value.meta['simplified'] === true)

  watch(
    [() => station.ready, wanted, shown],
    ([ready, wantsIt], [, wantedBefore]) => {
      if (!ready) return
      if (wantsIt && !shown.value) void router.replace({ name: 'simplifie' })
      else if (!wantsIt && wantedBefore === true && shown.value) void router.replace({ name: 'accueil' })
    },
    { immediate: true },
  )
  watch(
    shown,
    (on) => {
      document.documentElement.toggleAttribute('data-simplified', on)
    },
    { immediate: true },
  )
  return shown
}
