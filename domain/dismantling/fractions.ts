// Fractions: what a dismantled machine is sorted into. Weights are whole grams, so that sums are exact.
import { z } from 'zod'
import { WasteCodeText } from './waste-codes.ts'

export const FractionKind = z.enum([
  'ferrous',
  'aluminium',
  'plastics',
  'circuit-boards',
  'power-supplies',
  'drives',
  'data-media',
  'cables',
  'lithium-batteries',
  'button-cells',
  'lead-batteries',
  'led-screens',
  'lamp-screens',
  'hazardous-components',
  'whole-equipment',
  'mixed',
  'other',
])
export type FractionKind = z.infer<typeof FractionKind>

/** Nothing that is dismantled by hand weighs a ton. */
export const MAXIMUM_GRAMS = 1_000_000
export const Grams = z.int().min(1).max(MAXIMUM_GRAMS)

export const Fraction = z.strictObject({
  id: z.uuid(),
  kind: FractionKind,
  /** As the workshop calls it; empty: the kind's own word. */
  name: z.string().trim().max(80),
  code: WasteCodeText.nullable(),
  /** null until it was weighed. */
  grams: Grams.nullable(),
  container: z.string().trim().max(80),
  outlet: z.string().trim().max(120),
})
export type Fraction = z.infer<typeof Fraction>
