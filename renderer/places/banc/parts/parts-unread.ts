// The parts that the last report of a machine does not know of yet, as its bench and its certificate ask for them.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { HardwareReport } from '../../../../domain/machine/hardware-report.ts'
import type { MachineFile } from '../../../../domain/machine/machine-file.ts'
import { partsUnread } from '../../../../domain/parts/unread.ts'
import { useParts } from '../../../stores/parts.ts'

/** `report`: the last one of the machine file; null while it is fetched, or where there is none. */
export const usePartsUnread = (machine: () => MachineFile | null, report: MaybeRefOrGetter<HardwareReport | null>) => {
  const parts = useParts()
  return computed(() => {
    const file = machine()
    if (file === null) return []
    const { id, stay, reports } = file
    const last = reports.at(-1)
    const read = toValue(report)
    // A report that is still being fetched says nothing yet.
    if (last !== undefined && read === null) return []
    const known = last === undefined || read === null ? null : { report: read, addedAt: last.addedAt }
    return partsUnread(parts.everIn(id), { machineId: id, stayId: stay.id, read: known })
  })
}
