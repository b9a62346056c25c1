// A loose disk: taken out of a machine, it has a file of its own and waits at its place until it is settled there. The
// locked box is such a place, not a verdict: the data is still there. Files of loose disks are derived from settlements.
import { z } from 'zod'
import { PersonCode, type ErasureMinimum } from '../station/station.ts'
import { DiskIdentity, serialKey, wwnKey, modelSizeKey } from './disk-identity.ts'
import type { Settlement } from './settlement.ts'
import { meetsMinimum, verdictOf } from './verdict.ts'

export const LooseDisk = z.strictObject({
  id: z.uuid(),
  disk: DiskIdentity,
  fromMachine: z.uuid(),
  fromStay: z.uuid(),
  place: z.string().max(80),
  /** When it was recorded as taken out. */
  since: z.iso.datetime(),
  operator: PersonCode,
  /** The later settlement that answers for it; null while it waits. */
  settledBy: z.uuid().nullable(),
})
export type LooseDisk = z.infer<typeof LooseDisk>

const nameOf = (disk: DiskIdentity) => {
  const serial = serialKey(disk)
  return serial === null ? `wwn:${wwnKey(disk) ?? ''} ${modelSizeKey(disk) ?? ''}` : `serial:${serial}`
}

const later = (one: Settlement, other: Settlement) =>
  Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1)

/** Every disk that was ever taken out, the longest waiting first. A second removal of a disk only moves it. */
export const looseDisks = (settlements: readonly Settlement[], minimum: ErasureMinimum): readonly LooseDisk[] => {
  const inTime = settlements.toSorted(later)
  const byName = new Map<string, LooseDisk>()
  for (const settlement of inTime) {
    const { outcome } = settlement
    const name = nameOf(settlement.disk)
    const known = byName.get(name)
    if (outcome.kind === 'removed') {
      byName.set(name, {
        id: known?.settledBy === null ? known.id : outcome.looseDiskId,
        disk: settlement.disk,
        fromMachine: settlement.machineId,
        fromStay: settlement.stayId,
        place: outcome.place,
        since: known?.settledBy === null ? known.since : settlement.at,
        operator: settlement.operator,
        settledBy: null,
      })
    } else if (known !== undefined && known.settledBy === null) {
      const answersForIt = outcome.kind === 'foreign' || meetsMinimum(verdictOf(settlement), minimum)
      if (answersForIt) byName.set(name, { ...known, settledBy: settlement.id })
    }
  }
  return [...byName.values()].toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since))
}

export const looseDisksWaiting = (settlements: readonly Settlement[], minimum: ErasureMinimum): readonly LooseDisk[] =>
  looseDisks(settlements, minimum).filter(({ settledBy }) => settledBy === null)
