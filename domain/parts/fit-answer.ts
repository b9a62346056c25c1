// What the rules answer about a part and a machine: it fits in such a place, perhaps, or no, and why. A doubt is never a yes.
import type { EquipmentKind } from '../machine/equipment.ts'
import type { Disk, HardwareReport } from '../machine/hardware-report.ts'
import type { Reason } from '../words/reason.ts'

/** Where it would go. `position` counts in the report's own list. */
export type Placement =
  | { readonly kind: 'free-slot' }
  | { readonly kind: 'in-place-of-module'; readonly position: number; readonly bytes: number; readonly locator: string }
  | { readonly kind: 'in-place-of-disk'; readonly position: number; readonly disk: Disk }
  /** Somebody has to look. */
  | { readonly kind: 'unknown' }

export type Fit =
  | { readonly outcome: 'fits'; readonly placement: Placement; readonly notes: readonly Reason[] }
  | { readonly outcome: 'perhaps'; readonly doubts: readonly Reason[]; readonly notes: readonly Reason[] }
  | { readonly outcome: 'no'; readonly against: readonly Reason[] }

export const no = (...against: readonly Reason[]): Fit => ({ outcome: 'no', against })
export const perhaps = (doubts: readonly Reason[], notes: readonly Reason[] = []): Fit => ({
  outcome: 'perhaps',
  doubts,
  notes,
})

export type FittingMachine = {
  /** The last report of the stay; null while there is none. */
  readonly report: HardwareReport | null
  readonly equipment: EquipmentKind
}
