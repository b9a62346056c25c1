// Whether a disk that is about to be received is here already: waiting as a loose disk, standing in a machine, or done with
// before. Ends with the screen that asks.
import { computed } from 'vue'
import { isSameNamedDisk, type DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { isToldApart } from '../../domain/erasure/received-again.ts'
import { useDiskIndex, type DiskPlace } from './disk-index.ts'
import { useLooseDisksWaiting } from './loose-disks.ts'

export type ReceivedBefore = {
  readonly place: DiskPlace
  /** done: it was here and was settled, and may well come a second time. */
  readonly as: 'waiting' | 'in-machine' | 'done'
  /** Its model or size says that it is another disk of the same number. */
  readonly toldApart: boolean
}

export const useReceivedBefore = (disk: () => DiskIdentity | null) => {
  const { knownAs, reading, settlements } = useDiskIndex()
  const waiting = useLooseDisksWaiting()

  /** It was recorded as taken out of that machine, and nothing was said of it there since. */
  const leftMachine = (identity: DiskIdentity, machineId: string) =>
    settlements.value.findLast((one) => one.machineId === machineId && isSameNamedDisk(one.disk, identity))?.outcome
      .kind === 'removed'
  const asOf = (identity: DiskIdentity, place: DiskPlace): ReceivedBefore['as'] | null => {
    if (place.kind === 'machine') return leftMachine(identity, place.machineId) ? null : 'in-machine'
    return waiting.value.some(({ id }) => id === place.looseDiskId) ? 'waiting' : 'done'
  }

  return {
    /** Reports are still being read: what was not found yet may be found. */
    looking: computed(() => disk() !== null && reading.value),
    before: computed<readonly ReceivedBefore[]>(() => {
      const identity = disk()
      if (identity === null) return []
      return knownAs(identity).flatMap(({ disk: known, place }) => {
        const as = asOf(identity, place)
        return as === null ? [] : [{ place, as, toldApart: isToldApart(identity, known) }]
      })
    }),
  }
}
