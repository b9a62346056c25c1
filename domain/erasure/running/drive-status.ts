// What a drive says of itself about its own erasing: the security state of ATA, the sanitize status of ATA and NVMe. It is
// the drive's word, asked for before and after the command; how a command ended says nothing. The texts it is read from
// are the business of ata-status.ts and nvme-status.ts.
import { z } from 'zod'

/** `succeeded` and `failed` tell of the last one ever, maybe years ago: see doubtsOfSanitize in drive-word.ts. */
export const SanitizeState = z.enum(['never', 'idle', 'frozen', 'in-progress', 'succeeded', 'failed', 'unknown'])
export type SanitizeState = z.infer<typeof SanitizeState>

export const SanitizeTechnique = z.enum(['overwrite', 'block-erase', 'crypto-erase'])
export type SanitizeTechnique = z.infer<typeof SanitizeTechnique>

const percent = z.number().min(0).max(100).nullable()
const minutes = z.number().int().min(0).nullable()

export const AtaStatus = z.strictObject({
  kind: z.literal('ata'),
  /** null: the drive has no security feature, or did not answer. */
  security: z
    .strictObject({
      supported: z.boolean(),
      enabled: z.boolean(),
      locked: z.boolean(),
      frozen: z.boolean(),
      /** Wrong passwords were given: it accepts none until its power is cut. */
      expired: z.boolean(),
      enhanced: z.boolean(),
      /** As the drive estimates; "more than 508" is 508. */
      eraseMinutes: minutes,
      enhancedMinutes: minutes,
    })
    .nullable(),
  sanitize: z.strictObject({ techniques: z.array(SanitizeTechnique).max(3), state: SanitizeState, percent }).nullable(),
})
export type AtaStatus = z.infer<typeof AtaStatus>

export const NvmeStatus = z.strictObject({
  kind: z.literal('nvme'),
  /** How many namespaces the controller has allocated; what erases the whole controller would erase them all. */
  namespaces: z.number().int().min(0).nullable(),
  /** A format erases every namespace, not only the one it names. */
  formatsAll: z.boolean().nullable(),
  /** A format may destroy the key instead of the data. */
  formatsCrypto: z.boolean().nullable(),
  /** The format in use, by its index: what `nvme format` must keep. */
  lbaFormat: z.number().int().min(0).max(63).nullable(),
  /** What a block reads as once the drive has let it go; null where it promises nothing. */
  deallocatedReads: z.enum(['zeros', 'ones']).nullable(),
  /** null: no sanitize log. */
  sanitize: z
    .strictObject({
      techniques: z.array(SanitizeTechnique).max(3),
      state: SanitizeState,
      percent,
      /** The drive's own "nothing was written since it was sanitized". */
      globalErased: z.boolean(),
    })
    .nullable(),
})
export type NvmeStatus = z.infer<typeof NvmeStatus>

export const DriveStatus = z.discriminatedUnion('kind', [AtaStatus, NvmeStatus])
export type DriveStatus = z.infer<typeof DriveStatus>
