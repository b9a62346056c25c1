// What must be taken out of every waste computer before anything else (Directive 2012/19/EU, annex VII, point 1), as far as
// it can stand in one; and what a sheet answers about each.
import { z } from 'zod'
import type { EquipmentKind } from '../machine/equipment.ts'

export const AnnexViiItem = z.enum([
  'batteries',
  'circuit-boards',
  'mercury-lamps',
  'lcd-screens',
  'crt',
  'capacitors-pcb',
  'electrolytic-capacitors',
  'external-cables',
  'brominated-plastics',
  'toner',
  'asbestos-ceramic-fibres',
  'refrigerants',
])
export type AnnexViiItem = z.infer<typeof AnnexViiItem>

export const AnnexViiAnswer = z.strictObject({
  present: z.boolean(),
  removed: z.boolean(),
  container: z.string().trim().max(80),
})
export type AnnexViiAnswer = z.infer<typeof AnnexViiAnswer>

const always: readonly AnnexViiItem[] = ['batteries', 'circuit-boards', 'electrolytic-capacitors', 'external-cables']
const withScreen: readonly AnnexViiItem[] = [...always, 'lcd-screens', 'mercury-lamps']

/** What is asked of every machine of a kind; the others are asked only where a person adds them. */
const askedOf: Readonly<Record<EquipmentKind, readonly AnnexViiItem[]>> = {
  desktop: always,
  mini: always,
  server: always,
  laptop: withScreen,
  'all-in-one': withScreen,
  tablet: withScreen,
  monitor: [...withScreen, 'crt'],
  other: AnnexViiItem.options,
}

export const annexViiOf = (equipment: EquipmentKind): readonly AnnexViiItem[] => askedOf[equipment]
