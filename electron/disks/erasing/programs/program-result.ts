// What one program is given to erase a held disk with, and what it came to: the part of an erasure's record that is its own.
import type { DiskProgress } from '../../../../domain/erasure/disk-job.ts'
import type { DriveStatus } from '../../../../domain/erasure/running/drive-status.ts'
import type { ErasureRecord } from '../../../../domain/erasure/running/record.ts'
import type { Medium } from '../../../../domain/erasure/read-back/read-back.ts'
import type { HeldDisk } from '../../kernel/held-disk.ts'

export type ProgramTask<Plan> = {
  /** The program's absolute path. */
  readonly program: string
  readonly device: string
  readonly medium: Medium
  readonly plan: Plan
  readonly held: HeldDisk
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly onProgress: (progress: DiskProgress) => void
}

export type ProgramResult = Pick<ErasureRecord, 'program' | 'ended' | 'reasons' | 'exitCode' | 'output'> & {
  readonly driveAtWork?: DriveStatus | null
  readonly driveAfter: DriveStatus | null
}

/** How often a running program is looked at. */
export const LOOK_MS = 400
