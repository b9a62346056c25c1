// The station as this window knows it: whether it can be worked with, what it says of itself, and every call to it.
// Starting goes: one window only, describe, open the working data, compare it with the journal, ready.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type {
  Cancellation,
  Input,
  OperationName,
  Output,
  Progress,
  SetUpForm,
  StationDescription,
} from '../../domain/contract.ts'
import type { StationSettings } from '../../domain/station/station.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { NotThisJournal, type Progress as CatchUpProgress } from '../storage/commit.ts'
import { reconcile, type Reconciliation } from '../storage/reconcile.ts'
import { StorageFailure, type StorageTrouble } from '../storage/reopening.ts'
import { live } from './live.ts'
import { sha256 } from './sha256.ts'
import { openedStorage, openStorage, station as transport, storage } from './station-client.ts'
import { StationFailure } from './station-failure.ts'
import { onlyWindow } from './window-lock.ts'

export type StationState =
  | { readonly kind: 'starting'; readonly progress: CatchUpProgress | null }
  | { readonly kind: 'needs-set-up' }
  | { readonly kind: 'ready' }
  /** At start only. A call that cannot be delivered later leaves the screen as it is and throws a StationFailure. */
  | { readonly kind: 'unreachable'; readonly failure: StationFailure }
  | { readonly kind: 'already-open' }
  /** IndexedDB cannot be used: nothing is lost (the journal has it), but nothing can be shown. */
  | { readonly kind: 'storage-unusable'; readonly trouble: StorageTrouble }

export type CallOptions<N extends OperationName> = {
  readonly onProgress?: (event: Progress<N>) => void
  readonly signal?: Cancellation
}

/** Survives IndexedDB when Chromium deletes a damaged store, and goes with the browser's profile. */
const heldKey = (database: string) => `etabli.held.${database}`

const inWords = (outcome: Reconciliation, demo: boolean): readonly Reason[] => {
  switch (outcome.kind) {
    case 'in-step':
      return []
    case 'caught-up':
      return [reason('storage.caught-up', { frames: outcome.frames })]
    case 'restored':
      // A demonstration is written before anybody opens it.
      if (demo && outcome.why === 'new-here') return []
      return outcome.cameBack.machines + outcome.cameBack.documents === 0
        ? [reason('storage.repaired')]
        : [reason(`storage.restored-${outcome.why}`, outcome.cameBack)]
    case 'ahead':
      return [
        reason('storage.ahead', { ...outcome.adopted, setAside: outcome.setAside.length }),
        ...outcome.setAside.flatMap((one) => one.reasons),
      ]
    case 'postponed':
      return [reason('storage.postponed'), ...outcome.failure.reasons]
  }
}

export const useStation = defineStore('station', () => {
  const state = ref<StationState>({ kind: 'starting', progress: null })
  const description = shallowRef<StationDescription | null>(null)
  /** What the start found out about the working data; null before. */
  const reconciliation = shallowRef<Reconciliation | null>(null)
  /** The journal has what was saved, but IndexedDB did not take it: the screen may show an older state. */
  const storageTrouble = ref<StorageTrouble | null>(null)
  const reachable = ref(true)

  const journalled = live(async (database) => (await database.settings.get('current'))?.settings ?? null, null)
  const settings = computed<StationSettings | null>(() => journalled.value.value ?? description.value?.settings ?? null)
  const ready = computed(() => state.value.kind === 'ready')
  const notices = computed<readonly Reason[]>(() => [
    ...(description.value?.notices ?? []),
    ...(reconciliation.value === null ? [] : inWords(reconciliation.value, description.value?.demo ?? false)),
    ...(storageTrouble.value === null ? [] : [reason(`storage.trouble-${storageTrouble.value}`)]),
  ])
  const setAside = live((database) => database.setAside.orderBy('at').toArray(), [])

  /** Answers the operation's value, or throws a StationFailure. Applies nothing: see `callAndCatchUp`. */
  const call = async <N extends OperationName>(
    name: N,
    input: Input<N>,
    options: CallOptions<N> = {},
  ): Promise<Output<N>> => {
    const reply = await transport()(name, input, options)
    if (reply.ok) {
      reachable.value = true
      return reply.value
    }
    if (reply.error.code === 'unreachable') reachable.value = false
    throw new StationFailure(reply.error)
  }

  const describe = async () => {
    description.value = await call('station.describe', {})
    return description.value
  }

  const compare = async () => {
    const { database, commit } = openedStorage()
    reconciliation.value = await reconcile(database, transport(), commit, {
      sha256,
      now: () => new Date().toISOString(),
      newId: () => crypto.randomUUID(),
      heldBefore: localStorage.getItem(heldKey(database.name)) !== null,
      onProgress: (progress) => {
        if (state.value.kind === 'starting') state.value = { kind: 'starting', progress }
      },
    })
    localStorage.setItem(heldKey(database.name), 'yes')
  }

  /** Reads what the journal has gained. Never throws for IndexedDB's sake: what was journalled is saved. */
  const catchUp = async () => {
    try {
      await openedStorage().commit.catchUp()
      storageTrouble.value = null
    } catch (error) {
      if (error instanceof StorageFailure) storageTrouble.value = error.trouble
      else if (error instanceof NotThisJournal) await compare()
      else throw error
    }
  }

  /** For operations that journal something: the answer is there once the working data shows it. */
  const callAndCatchUp = async <N extends OperationName>(
    name: N,
    input: Input<N>,
    options: CallOptions<N> = {},
  ): Promise<Output<N>> => {
    const value = await call(name, input, options)
    await catchUp()
    return value
  }

  /** From a station that is set up to one that can be worked with; also called when the set-up's last page is left. */
  const enter = async () => {
    state.value = { kind: 'starting', progress: null }
    try {
      await compare()
      await describe()
      state.value = { kind: 'ready' }
    } catch (error) {
      if (error instanceof StorageFailure) state.value = { kind: 'storage-unusable', trouble: error.trouble }
      else if (error instanceof StationFailure) state.value = { kind: 'unreachable', failure: error }
      else throw error
    }
  }

  /** To be called once by App, and again by its button "try again". */
  const start = async () => {
    state.value = { kind: 'starting', progress: null }
    if (!(await onlyWindow())) {
      state.value = { kind: 'already-open' }
      return
    }
    try {
      const { settings: known, demo } = await describe()
      if (storage.value === null) openStorage(demo)
      if (known === null) state.value = { kind: 'needs-set-up' }
      else await enter()
    } catch (error) {
      if (!(error instanceof StationFailure)) throw error
      state.value = { kind: 'unreachable', failure: error }
    }
  }

  /** Answers the recovery code, to be shown and printed once; the set-up then calls `enter()`. */
  const setUp = async (form: SetUpForm): Promise<string> => {
    const { description: described, recoveryCode } = await call('station.setUp', form)
    description.value = described
    return recoveryCode
  }

  const unlock = async (passphrase: string) => {
    await call('station.unlock', { passphrase })
    await describe()
  }

  return {
    state,
    ready,
    description,
    settings,
    notices,
    reconciliation,
    setAside: setAside.value,
    storageTrouble,
    reachable,
    start,
    enter,
    describe,
    call,
    callAndCatchUp,
    catchUp,
    setUp,
    unlock,
  }
})
