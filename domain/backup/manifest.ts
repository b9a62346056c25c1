// What a backup says of itself on its medium: whose it is, up to which frame, and how much belongs to it. It is replaced
// last of all files, so that what it names lies there whole. Nothing of it is believed before it was read (rehearsal).
import { z } from 'zod'
import { canonical } from '../documents/canonical.ts'
import { Sha256 } from '../documents/document.ts'

export const BackupManifest = z.strictObject({
  kind: z.literal('etabli-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  station: z.strictObject({
    did: z.string().startsWith('did:key:').max(200),
    name: z.string().min(1).max(60),
    code: z.string().regex(/^[A-Z0-9]{2,8}$/),
  }),
  journal: z.strictObject({
    file: z.string().regex(/^journal-\d{1,12}\.log$/),
    bytes: z.int().min(1),
    position: z.int().min(1),
    hash: Sha256,
  }),
  /** Those that the journal names. */
  files: z.int().min(0),
  /**
   * By the station's key, multibase base58-btc, over the UTF-8 of the JCS form of all the rest. null where the key was
   * locked: what the journal says of itself still holds, but another could have written it.
   */
  signature: z.string().max(120).nullable(),
})
export type BackupManifest = z.infer<typeof BackupManifest>

export const signedText = ({ signature: _signature, ...rest }: BackupManifest): string => canonical(rest)

/** Of one station: the folder in which its backups lie on a medium. Two that bear the same code have two. */
export const backupFolderName = (code: string, did: string): string => `${code}-${did.slice(-8)}`
export const isBackupFolderName = (name: string): boolean => /^[A-Z0-9]{2,8}-[1-9A-HJ-NP-Za-km-z]{8}$/.test(name)
