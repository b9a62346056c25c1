// Reading aloud with the voice that the system has installed. A voice that needs a network is none: what stands on screen
// would leave the workshop.
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Language } from '../../../domain/words/reason.ts'

export type Speech = {
  /** Whether there is a voice for the language shown. */
  readonly available: ComputedRef<boolean>
  readonly speaking: Readonly<Ref<boolean>>
  /** Reads from the beginning; what was being read stops. */
  readonly say: (text: string) => void
  readonly stop: () => void
}

const voicesNow = (): readonly SpeechSynthesisVoice[] =>
  'speechSynthesis' in window ? window.speechSynthesis.getVoices() : []

export const useSpeech = (language: Readonly<Ref<Language>>): Speech => {
  const voices = shallowRef(voicesNow())
  const speaking = ref(false)
  // Chromium tells of its voices only after the page has asked once.
  const refresh = () => {
    voices.value = voicesNow()
  }
  const has = 'speechSynthesis' in window
  if (has) window.speechSynthesis.addEventListener('voiceschanged', refresh)

  const voice = computed(
    () =>
      voices.value.find(
        ({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language.value,
      ) ?? null,
  )
  const stop = () => {
    if (has) window.speechSynthesis.cancel()
    speaking.value = false
  }
  const say = (text: string) => {
    stop()
    if (voice.value === null) return
    const words = new SpeechSynthesisUtterance(text)
    words.voice = voice.value
    words.lang = voice.value.lang
    // A little slower than usual.
    words.rate = 0.9
    const ended = () => {
      speaking.value = false
    }
    words.addEventListener('end', ended)
    words.addEventListener('error', ended)
    speaking.value = true
    window.speechSynthesis.speak(words)
  }

  onScopeDispose(() => {
    stop()
    if (has) window.speechSynthesis.removeEventListener('voiceschanged', refresh)
  })
  return { available: computed(() => voice.value !== null), speaking, say, stop }
}
