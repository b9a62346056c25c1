// The keys that work everywhere. A scanner types too: "?" counts only where no other key follows at once. F1 is never the
// browser's: its help is a page of the network.
import { onScopeDispose } from 'vue'
import type { Router } from 'vue-router'
import type { Place } from '../../places/places.ts'
import { burstGap } from '../scanner.ts'

const typesInto = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const dialogOpen = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null

/** The title of the place takes the focus, so that a reader says where one is. */
export const focusTitle = () => {
  document.getElementById('page-title')?.focus({ preventScroll: true })
}

type Shows = {
  readonly keys: () => void
  /** The help of the screen one is at. */
  readonly help: () => void
}

export const useFrameKeys = (router: Router, places: () => readonly Place[], show: Shows) => {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    clearTimeout(waiting)
    if (event.key === 'F1') event.preventDefault()
    if (event.repeat || event.isComposing || dialogOpen()) return
    if (event.key === 'F1') {
      show.help()
      return
    }
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      // By the key, not by its character: the digits of an AZERTY keyboard are written with Shift.
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
      const place = places().find((each) => each.key === digit)
      if (digit === '0') focusTitle()
      else if (place !== undefined) void router.push(place.to)
      else return
      event.preventDefault()
      return
    }
    if (event.key === '?' && !event.ctrlKey && !event.metaKey && !typesInto(event.target))
      waiting = setTimeout(show.keys, burstGap * 2)
  }
  window.addEventListener('keydown', onKeyDown)
  onScopeDispose(() => {
    clearTimeout(waiting)
    window.removeEventListener('keydown', onKeyDown)
  })
}
