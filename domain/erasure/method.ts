// Methods of erasure and destruction in the terms of NIST SP 800-88 Rev. 2 (September 2025; techniques after
// IEEE 2883-2022), which a record names with the edition it follows; and which of them fit which medium.
import { z } from 'zod'
import type { DiskKind } from '../machine/hardware-report.ts'

export const nistEdition = 'NIST SP 800-88 Rev. 2'

export const ErasureCategory = z.enum(['clear', 'purge'])
export type ErasureCategory = z.infer<typeof ErasureCategory>
export const ErasureTechnique = z.enum([
  'overwrite',
  'block-erase',
  'crypto-erase',
  'ata-secure-erase',
  'ata-sanitize',
  'nvme-format',
  'nvme-sanitize',
  'degauss',
])
export type ErasureTechnique = z.infer<typeof ErasureTechnique>
export const DestructionTechnique = z.enum(['shred', 'crush', 'drill', 'disintegrate', 'incinerate'])
export type DestructionTechnique = z.infer<typeof DestructionTechnique>

export const ErasureMethod = z.strictObject({
  category: ErasureCategory,
  technique: ErasureTechnique,
  edition: z.string().max(60),
})
export type ErasureMethod = z.infer<typeof ErasureMethod>

/** `needsNote`: only where the person who confirms it writes down why (the maker documents it, say). */
export type FittingMethod = {
  readonly technique: ErasureTechnique
  readonly category: ErasureCategory
  readonly needsNote: boolean
}

const clear = (technique: ErasureTechnique): FittingMethod => ({ technique, category: 'clear', needsNote: false })
const purge = (technique: ErasureTechnique): FittingMethod => ({ technique, category: 'purge', needsNote: false })
const purgeWithNote = (technique: ErasureTechnique): FittingMethod => ({
  technique,
  category: 'purge',
  needsNote: true,
})

/**
 * The techniques of NIST SP 800-88 by medium; the first is the one to propose. What may be recorded as Purge may always
 * be recorded as Clear too. A medium of unknown kind can be overwritten, and no more is known to hold.
 */
const FITTING: Readonly<Record<DiskKind | 'unknown', readonly FittingMethod[]>> = {
  hdd: [clear('overwrite'), purge('ata-secure-erase'), purge('ata-sanitize'), purge('crypto-erase'), purge('degauss')],
  'sata-ssd': [
    clear('ata-secure-erase'),
    purge('ata-sanitize'),
    purge('block-erase'),
    purge('crypto-erase'),
    clear('overwrite'),
  ],
  // Format does not promise what Sanitize does: Clear, unless the supervisor decides otherwise and says why.
  nvme: [
    purge('nvme-sanitize'),
    purge('block-erase'),
    purge('crypto-erase'),
    clear('nvme-format'),
    purgeWithNote('nvme-format'),
    clear('overwrite'),
  ],
  emmc: [clear('overwrite'), clear('block-erase'), purgeWithNote('block-erase')],
  sd: [clear('overwrite')],
  usb: [clear('overwrite')],
  unknown: [clear('overwrite')],
}

/** What may be recorded for a medium of this kind; `null` is a kind that could not be read. */
export const methodsFor = (kind: DiskKind | null): readonly FittingMethod[] => FITTING[kind ?? 'unknown']

export const proposedMethod = (kind: DiskKind | null): ErasureMethod => {
  const first = methodsFor(kind)[0] ?? clear('overwrite')
  return { category: first.category, technique: first.technique, edition: nistEdition }
}

/** Whether the technique fits the medium, and whether it reaches the category under which it is recorded. */
export const judgeMethod = (
  kind: DiskKind | null,
  method: ErasureMethod,
  notes: string,
): 'fits' | 'not-for-medium' | 'category-too-high' | 'needs-note' => {
  const fitting = methodsFor(kind).filter(({ technique }) => technique === method.technique)
  if (fitting.length === 0) return 'not-for-medium'
  if (method.category === 'clear') return 'fits'
  const purging = fitting.filter(({ category }) => category === 'purge')
  if (purging.length === 0) return 'category-too-high'
  return purging.some(({ needsNote }) => !needsNote) || notes.trim() !== '' ? 'fits' : 'needs-note'
}
