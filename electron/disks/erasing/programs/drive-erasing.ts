// What erasures that a drive carries out itself have in common: the watching of a sanitize until the drive says how it went,
// and the end of such an erasure as a result.
import { setTimeout as pause } from 'node:timers/promises'
import type { DriveStatus } from '../../../../domain/erasure/running/drive-status.ts'
import { doubtsOfSanitize } from '../../../../domain/erasure/running/drive-word.ts'
import type { ErasurePlan } from '../../../../domain/erasure/running/plan.ts'
import { type Reason, reason } from '../../../../domain/words/reason.ts'
import { paceOf } from '../pace.ts'
import type { ProgramResult, ProgramTask } from './program-result.ts'

export const POLL_MS = 2000
/** A busy drive may let a question pass unanswered; one that stays silent is not waited for. */
const SILENCES_AT_MOST = 3

/** How a drive's own work came out; `reasons` empty: by all that is known, well. */
export type DriveOutcome = {
  readonly exitCode: number | null
  readonly reasons: readonly Reason[]
  readonly driveAtWork: DriveStatus | null
  readonly driveAfter: DriveStatus | null
}

export const watchSanitize = async (
  { held, signal, onProgress, medium }: ProgramTask<ErasurePlan>,
  drive: {
    readonly before: DriveStatus | null
    readonly exitCode: number | null
    readonly ask: () => Promise<DriveStatus | null>
  },
): Promise<DriveOutcome> => {
  const { exitCode } = drive
  const pace = paceOf('erasing', () => performance.now())
  let driveAtWork: DriveStatus | null = null
  let silences = 0
  for (;;) {
    const after = await drive.ask()
    const state = after?.sanitize?.state ?? 'unknown'
    if (state === 'in-progress') driveAtWork ??= after
    silences = state === 'unknown' ? silences + 1 : 0
    const isOver = state === 'unknown' ? silences > SILENCES_AT_MOST : state !== 'in-progress'
    if (isOver || !held.isThere()) {
      const reasons = doubtsOfSanitize(drive.before, after, driveAtWork !== null)
      return { exitCode, reasons, driveAtWork, driveAfter: after }
    }
    const percent = after?.sanitize?.percent ?? null
    onProgress(
      percent === null ? pace(0, null) : pace(Math.round((percent / 100) * medium.sizeBytes), medium.sizeBytes),
    )
    // A drive does not stop it; only the watching ends.
    if (signal.aborted) return { exitCode, reasons: [reason('erase.drive-goes-on')], driveAtWork, driveAfter: after }
    await pause(POLL_MS)
  }
}

/** The part of the record that is this program's. */
export const resultOf = (
  { held, signal }: Pick<ProgramTask<ErasurePlan>, 'held' | 'signal'>,
  program: ProgramResult['program'],
  output: string,
  { exitCode, reasons, driveAtWork, driveAfter }: DriveOutcome,
): ProgramResult => {
  const said = { program, exitCode, output, driveAtWork, driveAfter }
  if (!held.isThere()) return { ...said, ended: 'medium-gone', reasons: [reason('erase.medium-gone'), ...reasons] }
  if (reasons.length === 0) return { ...said, ended: 'complete', reasons: [] }
  return { ...said, ended: signal.aborted ? 'cancelled' : 'failed', reasons: [...reasons] }
}
