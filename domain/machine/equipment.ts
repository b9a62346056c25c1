// What sort of equipment stands on the bench. The machine file carries it; checklists and rubrics differ by it.
import { z } from 'zod'

export const EquipmentKind = z.enum(['desktop', 'laptop', 'all-in-one', 'mini', 'server', 'tablet', 'monitor', 'other'])
export type EquipmentKind = z.infer<typeof EquipmentKind>
