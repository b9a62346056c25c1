// What somebody opens with Établi is shown in the place that takes it, once the window can be worked with.
import { onMounted, onUnmounted } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw, Router } from 'vue-router'
import type { FileKind } from '../../../domain/opening/file-kind.ts'
import { useSay } from '../../i18n.ts'
import type { Place } from '../../places/places.ts'
import { useGivenFiles } from '../../stores/given-files.ts'
import { StationFailure } from '../../stores/station-failure.ts'
import { useToasts } from '../toasts.ts'

/** A second start brings this window to the front: the focus asks at once. */
const EVERY_MS = 2_000
/** From here on a key is read for longer than a moment. */
const LARGE = 8 * 1024 * 1024

const takenIn: Readonly<Record<FileKind, { readonly place: Place['name']; readonly to: RouteLocationRaw }>> = {
  batch: { place: 'echanges', to: { name: 'recevoir-lot' } },
  report: { place: 'banc', to: { name: 'banc' } },
  evidence: { place: 'banc', to: { name: 'preuves' } },
  document: { place: 'documents', to: { name: 'documents', params: { hash: '' } } },
}

/** `places` is empty while the window is not ready, or in the simplified mode: what comes waits. */
export const useGivenFilesOn = (router: Router, places: () => readonly Place[]) => {
  const { t } = useI18n()
  const say = useSay()
  const { tell } = useToasts()
  const files = useGivenFiles()

  const look = async () => {
    if (places().length === 0) return
    const came = await files.look(({ name, bytes }) => {
      if (bytes >= LARGE) tell(t('common.given.reading', { name }), { state: 'info' })
    })
    if (came === null) return
    if (came.kind === 'unreadable') {
      tell(came.reasons.map(say).join(' '), { state: 'stop' })
      return
    }
    const { kind, file } = came.given
    const { place, to } = takenIn[kind]
    if (!places().some(({ name }) => name === place)) {
      files.dismiss()
      tell(t('common.given.notHere', { name: file.name }), { state: 'attention' })
      return
    }
    // A machine on the bench stays there: the report may well be its own.
    if (kind === 'report' && router.currentRoute.value.name === 'banc') {
      tell(t('report.given.waits', { name: file.name }), { state: 'info' })
      return
    }
    await router.push(to)
  }
  const looking = () => {
    look().catch((error: unknown) => {
      if (!(error instanceof StationFailure)) throw error
      // What else may go wrong, a host that is gone above all, is said where the person works, and not every few seconds.
      if (error.code === 'refused') tell(error.reasons.map(say).join(' '), { state: 'stop' })
    })
  }

  let watch: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    watch = setInterval(looking, EVERY_MS)
    window.addEventListener('focus', looking)
  })
  onUnmounted(() => {
    clearInterval(watch)
    window.removeEventListener('focus', looking)
  })
}
