// Which parts the last report of a machine does not know of yet: put in or taken out since, or a disk that it does not show. A
// certificate on such a report would speak of another machine, and a disk could leave without being counted.
import { identityOf, isSameNamedDisk } from '../erasure/disk-identity.ts'
import type { HardwareReport } from '../machine/hardware-report.ts'
import { reason, type Reason } from '../words/reason.ts'
import type { Part, PartKind } from './part.ts'
import { stateOf } from './state.ts'

export type ReadMachine = {
  readonly machineId: string
  readonly stayId: string
  /** The last report of the stay, and when it was added; null while there is none. */
  readonly read: { readonly report: HardwareReport; readonly addedAt: string } | null
}

/** Nothing else changes what a report says. */
const kindsRead: readonly PartKind[] = ['memory', 'disk', 'battery']

const changedAt = ({ history }: Part, { machineId, stayId }: ReadMachine): string | null => {
  const last = history.findLast(
    (event) => 'machine' in event && event.machine.machineId === machineId && event.machine.stayId === stayId,
  )
  return last?.at ?? null
}

const isChangedSince = (part: Part, machine: ReadMachine): boolean => {
  const at = changedAt(part, machine)
  return at !== null && machine.read !== null && Date.parse(at) >= Date.parse(machine.read.addedAt)
}

const isDiskUnseen = (part: Part, { machineId, read }: ReadMachine): boolean => {
  const state = stateOf(part)
  if (part.data.kind !== 'disk' || state.kind !== 'fitted' || state.machine.machineId !== machineId) return false
  const { identity } = part.data
  return read === null || !read.report.disks.some((disk) => isSameNamedDisk(identityOf(disk), identity))
}

export const partsUnread = (parts: readonly Part[], machine: ReadMachine): readonly Part[] =>
  parts.filter(
    (part) => kindsRead.includes(part.data.kind) && (isChangedSince(part, machine) || isDiskUnseen(part, machine)),
  )

/** What is asked of people because of them. */
export const readAgainReasons = (unread: readonly Part[]): readonly Reason[] =>
  unread.length === 0 ? [] : [reason('parts.read-again', { numbers: unread.map(({ number }) => number).join(', ') })]
