// Methods of erasure and destruction in the terms of NIST SP 800-88 Rev. 2 (September 2025; techniques after
// IEEE 2883-2022), which a record names with the edition it follows.
import { z } from 'zod'

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
