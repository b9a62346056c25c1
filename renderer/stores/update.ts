// Updates of Établi as this window knows them: what the station says of them, what lies on a key that was looked at, and the one
// that is being copied or installed now, which goes on when the person looks at something else.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Medium } from '../../domain/batch/operations.ts'
import { updateSubject } from '../../domain/supervision/subject.ts'
import type { UpdateManifest } from '../../domain/update/manifest.ts'
import type { FoundUpdate, UpdateProgress, UpdateSource, UpdateState } from '../../domain/update/operations.ts'
import { sha256 } from './sha256.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export type FoundOnMedium = { readonly medium: Medium; readonly found: readonly FoundUpdate[] }

export const useUpdate = defineStore('update', () => {
  const station = useStation()
  const supervisor = useSupervisor()
  const state = shallowRef<UpdateState | null>(null)
  /** By medium, as far as it was looked at; null before anybody looked. */
  const onMedia = shallowRef<readonly FoundOnMedium[] | null>(null)
  const going = shallowRef<UpdateProgress | null>(null)
  const stopping = ref(false)
  const asking = ref(false)
  let stopper = new AbortController()

  const look = async (): Promise<void> => {
    state.value = await station.call('updates.state', {})
  }

  const lookOn = async (media: readonly Medium[]): Promise<void> => {
    const found = await Promise.all(
      media.map(async (medium) => ({
        medium,
        found: await station.call('updates.found', { medium: medium.path }),
      })),
    )
    onMedia.value = found.filter((each) => each.found.length > 0)
  }

  const search = async (): Promise<void> => {
    asking.value = true
    try {
      state.value = await station.call('updates.search', {})
    } finally {
      asking.value = false
    }
  }

  const go = async (
    work: (follow: {
      readonly signal: AbortSignal
      readonly onProgress: (event: UpdateProgress) => void
    }) => Promise<UpdateState>,
  ): Promise<void> => {
    stopper = new AbortController()
    stopping.value = false
    going.value = { step: 'copying', done: 0, total: null }
    try {
      state.value = await work({
        signal: stopper.signal,
        onProgress: (event) => {
          if (going.value !== null) going.value = event
        },
      })
    } finally {
      going.value = null
      stopping.value = false
    }
  }

  const take = (source: UpdateSource): Promise<void> => go((follow) => station.call('updates.take', { source }, follow))

  /** `details`: what the supervisor reads. False where that dialog was closed. */
  const install = async (manifest: UpdateManifest, details: readonly string[]): Promise<boolean> => {
    const subject = await updateSubject(manifest, sha256)
    const given = await supervisor.ask({ kind: 'install-update', subject }, { details })
    if (given === null) return false
    const input = { sha256: manifest.sha256, confirmation: given.id }
    try {
      await go((follow) => station.callAndCatchUp('updates.install', input, follow))
    } finally {
      // What was found was held against the version that was here before.
      onMedia.value = null
      await look().catch(() => undefined)
    }
    return true
  }

  const dismiss = async (): Promise<void> => {
    state.value = await station.call('updates.dismiss', {})
  }
  const read = async (): Promise<void> => {
    state.value = await station.call('updates.read', {})
  }
  const stop = (): void => {
    stopping.value = true
    stopper.abort()
  }

  return { state, onMedia, going, stopping, asking, look, lookOn, search, take, install, dismiss, read, stop }
})
