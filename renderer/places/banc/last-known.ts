// What stood on the screen stays there while it is worked out anew, so that nobody loses the place they were at, or what they
// were typing: a new piece of evidence is read first. For looking at only; what is decided by it asks the value itself.
import { computed, shallowRef, watch, type ComputedRef } from 'vue'

/** The value, or the last one there was of the same thing; null where there is none, and where `isLost`. */
export const useLastKnown = <T>(
  value: () => T | null,
  thing: () => string,
  isLost: () => boolean = () => false,
): ComputedRef<T | null> => {
  const last = shallowRef<{ readonly thing: string; readonly value: T } | null>(null)
  watch(
    [value, thing],
    ([now, of]) => {
      if (now !== null) last.value = { thing: of, value: now }
    },
    { immediate: true, flush: 'sync' },
  )
  return computed(() => value() ?? (last.value?.thing === thing() && !isLost() ? last.value.value : null))
}
