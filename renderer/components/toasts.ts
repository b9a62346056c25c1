// Short words on what has just happened, with the way back where there is one. Nothing here runs on a timer: a message
// stays until it is closed, until the next one, or until the person goes to another place; one that can be undone or
// that says no stays among the last three.
import { readonly, ref } from 'vue'
import type { State } from './state.ts'

export type Toast = {
  readonly id: number
  readonly state: Extract<State, 'ok' | 'attention' | 'stop' | 'info'>
  readonly text: string
  readonly undo: (() => void) | null
}

const mostShown = 3
const toasts = ref<readonly Toast[]>([])
let next = 1

export const useToasts = () => ({
  toasts: readonly(toasts),
  /** Says something. `undo` gives it a button that takes the deed back. */
  tell: (text: string, options: { readonly state?: Toast['state']; readonly undo?: () => void } = {}) => {
    const toast = { id: next++, state: options.state ?? 'ok', text, undo: options.undo ?? null }
    const staying = toasts.value.filter((each) => each.undo !== null || each.state === 'stop')
    toasts.value = [...staying, toast].slice(-mostShown)
    return toast.id
  },
  dismiss: (id: number) => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  },
  /** On leaving a place: what cannot be undone any more has been read. */
  clearPassing: () => {
    toasts.value = toasts.value.filter((toast) => toast.undo !== null || toast.state === 'stop')
  },
})
