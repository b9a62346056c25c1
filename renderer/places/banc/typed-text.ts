// Text typed into a machine file: kept at every pause and whenever the field is left, without a button. What is saved
// elsewhere in the meantime shows here unless somebody is typing.
import { onScopeDispose, ref, watch, type Ref } from 'vue'

const pauseMs = 700

export const useTypedText = <T extends object>(stored: () => T, keep: (value: T) => void) => {
  const value = ref({ ...stored() }) as Ref<T> // ref() unwraps a generic type that holds no refs here
  let timer: ReturnType<typeof setTimeout> | undefined
  let pending = false

  const flush = () => {
    clearTimeout(timer)
    if (!pending) return
    pending = false
    keep({ ...value.value })
  }
  const typed = () => {
    pending = true
    clearTimeout(timer)
    timer = setTimeout(flush, pauseMs)
  }
  watch(
    () => JSON.stringify(stored()),
    () => {
      if (!pending) value.value = { ...stored() }
    },
  )
  const unload = () => {
    flush()
  }
  window.addEventListener('pagehide', unload)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', unload)
    flush()
  })
  return { value, typed, flush }
}
