// Backups as this window knows them: what became of the last one, and the one that is being written, looked at or restored now,
// which goes on when the person looks at something else.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Input, Output } from '../../domain/contract.ts'
import type { BackupProgress, BackupState, FoundBackup, Rehearsal } from '../../domain/backup/operations.ts'
import type { Medium } from '../../domain/batch/operations.ts'
import { headSubject } from '../../domain/supervision/subject.ts'
import { sha256 } from './sha256.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export type BackupGoing = BackupProgress & { readonly what: 'writing' | 'rehearsing' | 'restoring' }

const first = { step: 'journal', done: 0, total: null, of: 'bytes' } as const

export const useBackup = defineStore('backup', () => {
  const station = useStation()
  const supervisor = useSupervisor()
  const state = shallowRef<BackupState | null>(null)
  const going = shallowRef<BackupGoing | null>(null)
  const stopping = ref(false)
  let stopper = new AbortController()

  const look = async (): Promise<void> => {
    state.value = await station.call('backups.state', {})
  }

  const go = async <T>(
    what: BackupGoing['what'],
    work: (follow: {
      readonly signal: AbortSignal
      readonly onProgress: (event: BackupProgress) => void
    }) => Promise<T>,
  ): Promise<T> => {
    if (going.value !== null) throw new Error('A backup is under way: the screens offer no second')
    stopper = new AbortController()
    stopping.value = false
    going.value = { what, ...first }
    try {
      return await work({
        signal: stopper.signal,
        onProgress: (event) => {
          if (going.value !== null) going.value = { what, ...event }
        },
      })
    } finally {
      going.value = null
      stopping.value = false
    }
  }

  /** With a passphrase a supervisor confirms what leaves; false where that dialog was closed. */
  const write = async (medium: Medium, passphrase: string | null): Promise<boolean> => {
    let confirmation: string | null = null
    if (passphrase !== null) {
      const { head } = await station.describe()
      const given = await supervisor.ask({ kind: 'copy-secrets', subject: await headSubject(head, sha256) })
      if (given === null) return false
      confirmation = given.id
    }
    try {
      state.value = await go('writing', (follow) =>
        station.callAndCatchUp('backups.write', { medium: medium.path, passphrase, confirmation }, follow),
      )
      return true
    } finally {
      await look().catch(() => undefined)
    }
  }

  const found = (medium: string): Promise<readonly FoundBackup[]> => station.call('backups.found', { medium })

  const rehearse = (input: Input<'backups.rehearse'>): Promise<Rehearsal> =>
    go('rehearsing', (follow) => station.call('backups.rehearse', input, follow))

  const restore = (input: Input<'backups.restore'>): Promise<Output<'backups.restore'>> =>
    go('restoring', async (follow) => {
      const answer = await station.call('backups.restore', input, follow)
      await station.describe()
      return answer
    })

  const stop = (): void => {
    stopping.value = true
    stopper.abort()
  }

  return { state, going, stopping, look, write, found, rehearse, restore, stop }
})
