// A loose disk: taken out of a machine, or come by itself, it waits at its place until it is settled there. The locked box
// is such a place, not a verdict: the data is still there. Those that were taken out are derived from settlements, those
// that came by themselves have a file (loose-disk-file.ts); here they are one list.
import { z } from 'zod'
import { DiskKind } from '../machine/hardware-report.ts'
import { PersonCode, type ErasureMinimum } from '../station/station.ts'
import { DiskIdentity, serialKey, wwnKey, modelSizeKey } from './disk-identity.ts'
import { DiskOwner } from './disk-job.ts'
import type { LooseDiskFile } from './loose-disk-file.ts'
import type { Settlement } from './settlement.ts'
import { meetsMinimum, verdictOf } from './verdict.ts'

export const LooseDisk = z.strictObject({
  id: z.uuid(),
  disk: DiskIdentity,
  /** From its own file; null where nobody could tell, and where it was taken out: that machine's reports tell. */
  kind: DiskKind.nullable(),
  /** Under whose name it is settled, read and erased: the machine's from which it was taken, else its own. */
  owner: DiskOwner,
  /** The machine and stay from which it was taken; null where it came by itself. */
  fromMachine: z.uuid().nullable(),
  fromStay: z.uuid().nullable(),
  /** The inventory number of its chassis, as it was typed; empty where nobody knows, or where `fromMachine` tells. */
  chassis: z.string().max(40),
  place: z.string().max(80),
  /** When it was recorded as taken out, or received. */
  since: z.iso.datetime(),
  operator: PersonCode,
  /** The later settlement that says enough of it. Whether that still stands is loose-disk-account.ts' to say. */
  settledBy: z.uuid().nullable(),
})
export type LooseDisk = z.infer<typeof LooseDisk>

const nameOf = (disk: DiskIdentity) => {
  const serial = serialKey(disk)
  return serial === null ? `wwn:${wwnKey(disk) ?? ''} ${modelSizeKey(disk) ?? ''}` : `serial:${serial}`
}

/** That it is not of some other machine says nothing of it: only its own file can call it foreign. */
const answersForIt = (settlement: Settlement, owner: DiskOwner, minimum: ErasureMinimum) =>
  settlement.outcome.kind === 'foreign'
    ? settlement.machineId === owner.machineId
    : meetsMinimum(verdictOf(settlement), minimum)

const takenOut = (settlements: readonly Settlement[], minimum: ErasureMinimum): readonly LooseDisk[] => {
  const byName = new Map<string, LooseDisk>()
  for (const settlement of settlements) {
    const { outcome, machineId, stayId } = settlement
    const name = nameOf(settlement.disk)
    const known = byName.get(name)
    if (outcome.kind === 'removed') {
      byName.set(name, {
        id: known?.settledBy === null ? known.id : outcome.looseDiskId,
        disk: settlement.disk,
        kind: null,
        owner: { machineId, stayId },
        fromMachine: machineId,
        fromStay: stayId,
        chassis: '',
        place: outcome.place,
        since: known?.settledBy === null ? known.since : settlement.at,
        operator: settlement.operator,
        settledBy: null,
      })
    } else if (known !== undefined && known.settledBy === null && answersForIt(settlement, known.owner, minimum))
      byName.set(name, { ...known, settledBy: settlement.id })
  }
  return [...byName.values()]
}

/** A later word that is less than the workshop's minimum lets it wait again. */
const received = (file: LooseDiskFile, settlements: readonly Settlement[], minimum: ErasureMinimum): LooseDisk => {
  const last = settlements.findLast(({ machineId, stayId }) => machineId === file.id && stayId === file.stay.id)
  const owner = { machineId: file.id, stayId: file.stay.id }
  return {
    id: file.id,
    disk: file.disk,
    kind: file.kind ?? null,
    owner,
    fromMachine: null,
    fromStay: null,
    chassis: file.chassis,
    place: file.place,
    since: file.stay.startedAt,
    operator: file.operator,
    settledBy: last !== undefined && answersForIt(last, owner, minimum) ? last.id : null,
  }
}

/**
 * Every disk that was ever taken out or received, the longest waiting first. A second removal of a disk only moves it.
 * `settlements` in the order of the journal, whatever the clock said: what was written later was decided later.
 */
export const looseDisks = (
  settlements: readonly Settlement[],
  minimum: ErasureMinimum,
  files: readonly LooseDiskFile[] = [],
): readonly LooseDisk[] =>
  [
    // What was taken out here, left and came back goes on under its file: another stay, in which it is answered for anew.
    ...takenOut(settlements, minimum).filter(({ id }) => !files.some((file) => file.id === id)),
    ...files.map((file) => received(file, settlements, minimum)),
  ].toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since))
