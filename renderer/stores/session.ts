// Who stands at the bench and in which language the window speaks. Kept for this window only: the next person says
// again who they are.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { PersonCode } from '../../domain/station/station.ts'
import { Language } from '../../domain/words/reason.ts'
import { useStation } from './station.ts'

const remembered = <T>(key: string, parse: (text: string | null) => T | null) => {
  const value = ref<T | null>(parse(sessionStorage.getItem(key)))
  watch(value, (now) => {
    if (now === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, String(now))
  })
  return value
}

export const useSession = defineStore('session', () => {
  const station = useStation()
  /** The code of the person at work; null until somebody said so. */
  const operator = remembered('etabli.operator', (text) => PersonCode.safeParse(text).data ?? null)
  const chosenLanguage = remembered('etabli.language', (text) => Language.safeParse(text).data ?? null)
  /** What the person chose here, else what the station is set to, else French. */
  const language = computed<Language>(() => chosenLanguage.value ?? station.settings?.language ?? 'fr')

  return {
    operator,
    language,
    signIn: (code: string) => {
      operator.value = PersonCode.parse(code)
    },
    signOut: () => {
      operator.value = null
    },
    speak: (chosen: Language | null) => {
      chosenLanguage.value = chosen
    },
  }
})
