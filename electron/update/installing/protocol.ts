// What the station and its update installer say to each other: one line of JSON down, lines of JSON up. Each end parses what comes.
import { z } from 'zod'
import { UpdateManifest } from '../../../domain/update/manifest.ts'
import { Reason } from '../../../domain/words/reason.ts'

export const InstallRequest = z.strictObject({
  /** Where the copy lies: read by the installer, and believed no further than the manifest's signature reaches. */
  file: z.string().min(1).max(4096).startsWith('/'),
  manifest: UpdateManifest,
})
export type InstallRequest = z.infer<typeof InstallRequest>

export const InstallEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('copied'), done: z.int().min(0) }),
  z.strictObject({ event: z.literal('installing') }),
  z.strictObject({ event: z.literal('installed') }),
  z.strictObject({ event: z.literal('refused'), reasons: z.array(Reason).min(1).max(5) }),
])
export type InstallEvent = z.infer<typeof InstallEvent>

export const LONGEST_LINE = 16 * 1024
