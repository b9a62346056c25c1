// A line of text of a sheet in progress: kept at every pause and whenever its field is left. What is saved elsewhere shows here
// unless somebody is typing.
import { computed } from 'vue'
import { useTypedText } from '../../banc/typed-text.ts'

export const useTypedField = (stored: () => string, keep: (text: string) => void) => {
  const typed = useTypedText(
    () => ({ text: stored() }),
    ({ text }) => {
      if (text !== stored()) keep(text)
    },
  )
  return {
    text: computed({
      get: () => typed.value.value.text,
      set: (text: string) => {
        typed.value.value = { text }
        typed.typed()
      },
    }),
    flush: typed.flush,
  }
}
