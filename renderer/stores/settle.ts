// Settling disks, of a machine or loose: what was decided gets its identity, person and time, a supervisor confirms all of it
// at once, and the station journals it.
import type { DiskOwner } from '../../domain/erasure/disk-job.ts'
import { Settlement } from '../../domain/erasure/settlement.ts'
import { settlementsSubject } from '../../domain/supervision/subject.ts'
import { reason } from '../../domain/words/reason.ts'
import { useSession } from './session.ts'
import { sha256 } from './sha256.ts'
import { StationFailure } from './station-failure.ts'
import { useStation } from './station.ts'
import { useSupervisor, type OnScreen } from './supervisor.ts'

/** What a screen says of a decision; identity, stay, person and time are added here. */
export type NewSettlement = Pick<Settlement, 'disk' | 'outcome'>

/** `false` where the supervisor's dialog was closed. */
export type Settle = (
  decided: readonly NewSettlement[],
  details?: readonly string[],
  options?: Pick<OnScreen, 'anotherPerson'>,
) => Promise<boolean>

export const useSettling = () => {
  const station = useStation()
  const session = useSession()
  const supervisor = useSupervisor()

  return (owner: DiskOwner, inventoryNumber: string): Settle =>
    async (decided, details = [], options = {}) => {
      if (session.operator === null)
        throw new StationFailure({
          code: 'refused',
          message: 'Nobody is signed in',
          reasons: [reason('supervision.nobody-at-station')],
        })
      const said = { ...owner, operator: session.operator, at: new Date().toISOString() }
      const settlements = decided.map((one) => Settlement.parse({ id: crypto.randomUUID(), ...one, ...said }))
      const disks = settlements.map(({ disk }) => disk)
      const subject = await settlementsSubject(settlements, sha256)
      const confirmation = await supervisor.ask(
        { kind: 'settle-disks', machineId: owner.machineId, disks, subject },
        { inventoryNumber, disks, details, ...options },
      )
      if (confirmation === null) return false
      await station.callAndCatchUp('disks.settle', { settlements, confirmation: confirmation.id })
      return true
    }
}
