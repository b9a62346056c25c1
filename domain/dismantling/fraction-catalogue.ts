// Which waste code a fraction takes, as a proposal: the first of these that is in force on the day. The outlet has the last word,
// so that a person may put any other code on a fraction.
import { codesInForce } from './codes-in-force.ts'
import type { FractionKind } from './fractions.ts'
import type { WasteCode, WasteCodeChange } from './waste-codes.ts'

const usualCodes: Readonly<Record<FractionKind, readonly string[]>> = {
  ferrous: ['19 12 02'],
  aluminium: ['19 12 03', '17 04 02'],
  plastics: ['19 12 04'],
  'circuit-boards': ['16 02 16'],
  'power-supplies': ['16 02 16'],
  drives: ['16 02 16'],
  'data-media': ['16 02 16'],
  cables: ['16 02 16', '17 04 11'],
  'lithium-batteries': ['16 06 07*', '16 06 05'],
  // The cell on a motherboard is lithium (CR2032).
  'button-cells': ['16 06 07*', '16 06 05'],
  'lead-batteries': ['16 06 01*'],
  'led-screens': ['16 02 14'],
  'lamp-screens': ['16 02 13*'],
  'hazardous-components': ['16 02 15*'],
  'whole-equipment': ['16 02 14'],
  mixed: ['19 12 12', '19 12 11*'],
  other: [],
}

/** null: nothing is usual for it on that day, and a person chooses. */
export const usualCode = (
  kind: FractionKind,
  changes: readonly Pick<WasteCodeChange, 'put'>[],
  day: string,
): WasteCode | null => {
  const inForce = codesInForce(changes, day)
  for (const usual of usualCodes[kind]) {
    const found = inForce.find(({ code }) => code === usual)
    if (found !== undefined) return found
  }
  return null
}
