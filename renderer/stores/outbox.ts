// The targets that documents go up to and what waits for each, as the station says it. Asked again and again while a screen shows
// it: sending goes on in the station, whatever the window shows.
import { defineStore } from 'pinia'
import { onMounted, onUnmounted, ref, shallowRef } from 'vue'
import type { OutboxRow, TargetState } from '../../domain/delivery/operations.ts'
import { DeliveryTarget } from '../../domain/delivery/target.ts'
import { targetSubject } from '../../domain/supervision/subject.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

const EVERY_MS = 1500

export const useOutbox = defineStore('outbox', () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()
  const targets = shallowRef<readonly TargetState[]>([])
  const loaded = ref(false)
  const failure = shallowRef<unknown>(null)
  const rowsOf = shallowRef<{ readonly target: string; readonly rows: readonly OutboxRow[] } | null>(null)

  /** `target`: whose rows are on screen. */
  const load = async (target: string | null) => {
    try {
      targets.value = await station.call('outbox.targets', {})
      rowsOf.value = target === null ? null : { target, rows: await station.call('outbox.rows', { target }) }
      failure.value = null
    } catch (error) {
      failure.value = error
    } finally {
      loaded.value = true
    }
  }
  const loadAgain = () => load(rowsOf.value?.target ?? null)

  const operator = (): string => {
    if (session.operator !== null) return session.operator
    throw new StationFailure({
      code: 'refused',
      message: 'Nobody is signed in',
      reasons: [reason('supervision.nobody-at-station')],
    })
  }
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work
    await loadAgain()
    return value
  }

  /** `secret`: null leaves the one that is kept. `details` is what the supervisor reads. False where their dialog was closed. */
  const save = async (target: DeliveryTarget, secret: string | null, details: readonly string[]): Promise<boolean> => {
    const parsed = DeliveryTarget.parse(target)
    const subject = await targetSubject(parsed, sha256)
    const confirmation = await supervisor.ask({ kind: 'change-targets', subject }, { details })
    if (confirmation === null) return false
    await then(station.callAndCatchUp('targets.save', { target: parsed, secret, confirmation: confirmation.id }))
    return true
  }

  return {
    targets,
    loaded,
    failure,
    rowsOf,
    load,
    save,
    test: (target: string): Promise<{ works: boolean; found: readonly Reason[] }> =>
      station.call('targets.test', { target }),
    send: (target: string) => then(station.call('outbox.send', { target })),
    stop: (target: string) => then(station.call('outbox.stop', { target })),
    retry: async (target: string, items: readonly string[]) => {
      await station.callAndCatchUp('outbox.retry', { target, items: [...items], operator: operator() })
      await then(station.call('outbox.send', { target }))
    },
    giveUp: (target: string, items: readonly string[], why: string) =>
      then(station.callAndCatchUp('outbox.giveUp', { target, items: [...items], why, operator: operator() })),
  }
})

/** For a screen: the outbox as it stands, as long as the screen does. */
export const useLiveOutbox = (target: () => string | null = () => null, every = EVERY_MS) => {
  const outbox = useOutbox()
  let timer: ReturnType<typeof setTimeout> | null = null
  let ended = false
  const again = async () => {
    await outbox.load(target())
    if (!ended) timer = setTimeout(() => void again(), every)
  }
  onMounted(() => void again())
  onUnmounted(() => {
    ended = true
    if (timer !== null) clearTimeout(timer)
  })
  return outbox
}
