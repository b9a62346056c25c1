// The operations of backup and restore.
import { z } from 'zod'
import { Sha256 } from '../documents/document.ts'
import { Reason } from '../words/reason.ts'
import { StationSettings } from '../station/station.ts'

const Path = z.string().min(1).max(4096)
const Passphrase = z.string().min(8).max(200)
const Nothing = z.strictObject({})

export const BackupProgress = z.strictObject({
  step: z.enum(['journal', 'files', 'checking', 'restoring']),
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  of: z.enum(['bytes', 'files', 'frames']),
})
export type BackupProgress = z.infer<typeof BackupProgress>

/** A backup as it lies on a medium, before it is believed. */
export const FoundBackup = z.strictObject({
  /** Of the backup's folder on the medium. */
  name: z.string().max(255),
  madeAt: z.iso.datetime(),
  stationName: z.string().max(60),
  stationCode: z.string().max(8),
})
export type FoundBackup = z.infer<typeof FoundBackup>

/** What would come back. */
export const Rehearsal = z.strictObject({
  refusals: z.array(Reason).max(100),
  notes: z.array(Reason).max(100),
  settings: StationSettings.nullable(),
  did: z.string().nullable(),
  madeAt: z.iso.datetime().nullable(),
  lastFrameAt: z.iso.datetime().nullable(),
  counts: z.strictObject({
    frames: z.int().min(0),
    machines: z.int().min(0),
    documents: z.int().min(0),
    ownDocuments: z.int().min(0),
    files: z.int().min(0),
    missingFiles: z.int().min(0),
  }),
  hasKey: z.boolean(),
  hasPeople: z.boolean(),
  hasRecipients: z.boolean(),
  proposedCode: z.string().max(8),
})
export type Rehearsal = z.infer<typeof Rehearsal>

export const BackupState = z.strictObject({
  /** The last that was written and read again; null while none was. */
  last: z
    .strictObject({
      at: z.iso.datetime(),
      medium: z.string().max(120),
      position: z.int().min(0),
      /** What the backup recorded of itself afterwards, such as that the key was copied. */
      ownFrames: z.int().min(0).default(0),
      withKey: z.boolean(),
      /** Files that the journal names and that were not to be had: the backup is as good as the station, and no better. */
      missingFiles: z.int().min(0),
    })
    .nullable(),
  lastFailure: z.strictObject({ at: z.iso.datetime(), reasons: z.array(Reason).max(20) }).nullable(),
})
export type BackupState = z.infer<typeof BackupState>

export const backupOperations = {
  'backups.state': { input: Nothing, progress: null, output: BackupState },
  /** Journal and files, what is not there yet; with a passphrase also key, people and names, wrapped under it. */
  'backups.write': {
    input: z.strictObject({ medium: Path, passphrase: Passphrase.nullable(), confirmation: z.uuid().nullable() }),
    progress: BackupProgress,
    output: BackupState,
  },
  'backups.found': { input: z.strictObject({ medium: Path }), progress: null, output: z.array(FoundBackup).max(100) },
  /** Reads the whole backup and says what would come back. Changes nothing. */
  'backups.rehearse': {
    input: z.strictObject({ medium: Path, name: z.string().max(255), passphrase: Passphrase.nullable() }),
    progress: BackupProgress,
    output: Rehearsal,
  },
  /** Into a station that is not set up: a new key, a new chain, whose first document names the old head. */
  'backups.restore': {
    input: z.strictObject({
      medium: Path,
      name: z.string().max(255),
      passphrase: Passphrase.nullable(),
      /** The station's code from now on: another than before, so that no number is given twice. */
      code: z.string().regex(/^[A-Z0-9]{2,8}$/),
      /** Wraps the new key; null leaves it in a file of mode 0600. */
      keyPassphrase: Passphrase.nullable(),
      /** Where the backup holds no people: who works here. */
      people: z
        .array(
          z.strictObject({
            name: z.string().trim().min(1).max(80),
            role: z.enum(['operator', 'supervisor']),
            simplified: z.boolean(),
            pin: z
              .string()
              .regex(/^\d{4,12}$/)
              .nullable(),
          }),
        )
        .max(50),
    }),
    progress: BackupProgress,
    output: z.strictObject({ recoveryCode: z.string().nullable(), succession: Sha256 }),
  },
} as const
