// Asking a supervisor: whoever needs a confirmation waits for it here, and the one dialog of the window answers. What
// is confirmed is bound to the action's subject; the PIN is checked by the station alone and never kept.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { ConfirmableAction, type Confirmation } from '../../domain/supervision/confirmation.ts'
import { useSession } from './session.ts'
import { useStation } from './station.ts'
import { StationFailure } from './station-failure.ts'

/** What the supervisor has before their eyes while the PIN is typed. */
export type OnScreen = {
  readonly inventoryNumber?: string
  readonly disks?: readonly DiskIdentity[]
  /** Sentences in the person's language, one a line. */
  readonly details?: readonly string[]
  /** Two people have to agree: whoever is at work cannot confirm it alone. */
  readonly anotherPerson?: boolean
}

type Request = {
  readonly action: ConfirmableAction
  readonly onScreen: OnScreen
  readonly answer: (confirmation: Confirmation | null) => void
}

export const useSupervisor = defineStore('supervisor', () => {
  const station = useStation()
  const session = useSession()
  const request = shallowRef<Request | null>(null)
  const error = shallowRef<StationFailure | null>(null)
  const checking = ref(false)

  const close = (confirmation: Confirmation | null) => {
    const open = request.value
    request.value = null
    error.value = null
    open?.answer(confirmation)
  }

  /** Opens the dialog; null where it was closed without a confirmation. A second question closes the first. */
  const ask = (action: ConfirmableAction, onScreen: OnScreen = {}): Promise<Confirmation | null> => {
    close(null)
    return new Promise((answer) => {
      request.value = { action: ConfirmableAction.parse(action), onScreen, answer }
    })
  }

  /** `secret` is the PIN or the recovery code. A refusal stays in `error`, and the dialog stays open. */
  const submit = async (supervisor: string, secret: string): Promise<void> => {
    const open = request.value
    if (open === null || checking.value) return
    checking.value = true
    error.value = null
    try {
      const { action } = open
      const confirmation = await station.call('supervision.confirm', {
        action,
        supervisor,
        secret,
        operator: session.operator,
      })
      if (request.value === open) close(confirmation)
    } catch (failure) {
      if (!(failure instanceof StationFailure)) throw failure
      if (request.value === open) error.value = failure
    } finally {
      checking.value = false
    }
  }

  return {
    open: computed(() => request.value !== null),
    action: computed(() => request.value?.action ?? null),
    onScreen: computed<OnScreen>(() => request.value?.onScreen ?? {}),
    error,
    checking,
    ask,
    submit,
    cancel: () => {
      close(null)
    },
  }
})
