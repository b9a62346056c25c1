// Whether what was changed at the bench is on the disk: said calmly beside the machine's name, and loudly only where it
// is not. Every change of a machine file on this place goes through `save`.
import { computed, ref } from 'vue'
import { useFailureWords } from './failure-words.ts'

export type SavingState = 'saved' | 'saving' | 'not-saved'

const running = ref(0)
/** The last change that was refused, ready to be tried again. */
const failed = ref<{ readonly sentences: readonly string[]; readonly again: () => Promise<unknown> } | null>(null)

/** What was done last, in words, until something else is saved. */
const lately = ref<string | null>(null)

export const useSaving = () => {
  const failureWords = useFailureWords()

  /** Answers what was saved, or null where it was not; the failure is shown on the bench. */
  const save = async <T>(work: () => Promise<T>): Promise<T | null> => {
    running.value += 1
    lately.value = null
    try {
      const saved = await work()
      failed.value = null
      return saved
    } catch (error) {
      failed.value = { sentences: failureWords(error), again: work }
      return null
    } finally {
      running.value -= 1
    }
  }

  return {
    state: computed<SavingState>(() => (running.value > 0 ? 'saving' : failed.value === null ? 'saved' : 'not-saved')),
    failure: computed(() => failed.value?.sentences ?? null),
    lately: computed(() => lately.value),
    /** Says what was saved, beside the machine's name and to whoever listens. */
    note: (words: string) => {
      lately.value = words
    },
    save,
    tryAgain: async () => {
      const again = failed.value?.again
      if (again !== undefined) await save(again)
    },
  }
}
