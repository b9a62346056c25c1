// What is said about a field appears and goes as its value is kept, and moves what stands below. Under a finger or a pressed
// mouse nothing may move: the press would land beside the button it was meant for. So words wait until it is let go.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'

const pressed = ref(false)
/** The click comes a moment after the release. */
const afterReleaseMs = 60
let timer: ReturnType<typeof setTimeout> | undefined
let listeners = 0

const down = () => {
  clearTimeout(timer)
  pressed.value = true
}
const up = () => {
  clearTimeout(timer)
  timer = setTimeout(() => {
    pressed.value = false
  }, afterReleaseMs)
}
const listen = () => {
  listeners += 1
  if (listeners > 1) return
  window.addEventListener('pointerdown', down, true)
  window.addEventListener('pointerup', up, true)
  window.addEventListener('pointercancel', up, true)
}
const stopListening = () => {
  listeners -= 1
  if (listeners > 0) return
  window.removeEventListener('pointerdown', down, true)
  window.removeEventListener('pointerup', up, true)
  window.removeEventListener('pointercancel', up, true)
  pressed.value = false
}

/** The same value, except while something is pressed. */
export const useSteady = <T>(source: WatchSource<T> & (() => T)): Readonly<Ref<T>> => {
  listen()
  onScopeDispose(stopListening)
  const shown = shallowRef(source())
  watch([source, pressed], () => {
    if (!pressed.value) shown.value = source()
  })
  return shown
}
