// What only a supervisor may change of the station itself: its settings, a copy of its key, its clock.
import { defineStore } from 'pinia'
import type { Output } from '../../domain/contract.ts'
import { StationSettings } from '../../domain/station/station.ts'
import { headSubject, settingsSubject } from '../../domain/supervision/subject.ts'
import { sha256 } from './sha256.ts'
import { useStation } from './station.ts'
import { useSupervisor } from './supervisor.ts'

export const useSettings = defineStore('settings', () => {
  const station = useStation()
  const supervisor = useSupervisor()

  /** false where the supervisor's dialog was closed. */
  const save = async (changed: StationSettings): Promise<boolean> => {
    const settings = StationSettings.parse(changed)
    const subject = await settingsSubject(settings, sha256)
    const confirmation = await supervisor.ask({ kind: 'change-settings', subject })
    if (confirmation === null) return false
    await station.callAndCatchUp('station.saveSettings', { settings, confirmation: confirmation.id })
    await station.describe()
    return true
  }

  /** Bound to the journal as it stands when the dialog opens; the confirmation is itself the frame after that. */
  const confirmHead = async (kind: 'copy-key' | 'correct-clock') => {
    const { head } = await station.describe()
    return supervisor.ask({ kind, subject: await headSubject(head, sha256) })
  }

  return {
    save,
    /** The wrapped key as a file to be kept elsewhere; null where the supervisor's dialog was closed. */
    copyKey: async (passphrase: string): Promise<Output<'station.copyKey'> | null> => {
      const confirmation = await confirmHead('copy-key')
      if (confirmation === null) return null
      return station.callAndCatchUp('station.copyKey', { passphrase, confirmation: confirmation.id })
    },
    /** A supervisor says that the computer's clock is right; false where the dialog was closed. */
    confirmClock: async (): Promise<boolean> => {
      const confirmation = await confirmHead('correct-clock')
      if (confirmation === null) return false
      await station.callAndCatchUp('clock.confirm', { confirmation: confirmation.id })
      await station.describe()
      return true
    },
  }
})
