// What such things usually weigh, with a wide margin: outside of it a person is asked to look again, and nothing more. What
// was weighed rules. Machines after Boavizta's data (middle half of each kind, halved and doubled); parts by experience.
import type { EquipmentKind } from '../machine/equipment.ts'
import type { FractionKind } from './fractions.ts'

/** Grams. */
type Range = { readonly from: number; readonly to: number }

const machines: Readonly<Partial<Record<EquipmentKind, Range>>> = {
  laptop: { from: 700, to: 4_100 },
  desktop: { from: 1_150, to: 16_000 },
  monitor: { from: 2_150, to: 15_000 },
  'all-in-one': { from: 2_500, to: 20_000 },
  mini: { from: 300, to: 5_000 },
  server: { from: 4_000, to: 60_000 },
  tablet: { from: 200, to: 2_000 },
}

const ranges: Readonly<Partial<Record<FractionKind, Range>>> = {
  'circuit-boards': { from: 20, to: 4_000 },
  'power-supplies': { from: 150, to: 6_000 },
  'data-media': { from: 5, to: 6_000 },
  'lithium-batteries': { from: 30, to: 1_500 },
  'button-cells': { from: 1, to: 50 },
  cables: { from: 5, to: 4_000 },
}

const isWithin = (grams: number, range: Range | undefined) =>
  range === undefined || (grams >= range.from && grams <= range.to)

export const isPlausibleMachine = (equipment: EquipmentKind, grams: number): boolean =>
  isWithin(grams, machines[equipment])
export const isPlausibleFraction = (kind: FractionKind, grams: number): boolean => isWithin(grams, ranges[kind])
