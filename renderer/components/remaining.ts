// How long something still takes, by how long it took so far: said only once there is something to go by.
import { onScopeDispose, ref, watch, type Ref } from 'vue'

const FIRST_SAID_MS = 3000
const LEAST_DONE = 0.02

/** Milliseconds; null while nobody can tell. */
export const remainingOf = (done: number, elapsedMs: number): number | null =>
  elapsedMs < FIRST_SAID_MS || done < LEAST_DONE || done >= 1 ? null : (elapsedMs / done) * (1 - done)

/** `step` names what `done` (0 to 1, null: nobody can tell) is of: another one begins anew. */
export const useRemaining = (step: () => string, done: () => number | null): Readonly<Ref<number | null>> => {
  const remaining = ref<number | null>(null)
  let begun = performance.now()
  watch(step, () => {
    begun = performance.now()
    remaining.value = null
  })
  const look = () => {
    const fraction = done()
    remaining.value = fraction === null ? null : remainingOf(fraction, performance.now() - begun)
  }
  const timer = setInterval(look, 1000)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return remaining
}
