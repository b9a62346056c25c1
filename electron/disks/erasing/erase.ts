// Erases one disk: every guard asked, the disk held, its identity looked at again through what is held, then one program
// run on it to its end. Answers a record of what happened, or why nothing was begun.
import type { DiskProgress, ErasureChoice } from '../../../domain/erasure/disk-job.ts'
import type { DriveStatus } from '../../../domain/erasure/running/drive-status.ts'
import { planOf, programFor, type ErasurePlan } from '../../../domain/erasure/running/plan.ts'
import type { ErasureProgram, ErasureRecord } from '../../../domain/erasure/running/record.ts'
import type { DiskHandle } from '../../../domain/erasure/station-disk.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { findProgram } from '../../hardware/find-program.ts'
import { countedInFull, holdDisk, type NotHeld } from '../kernel/held-disk.ts'
import { findErasable, type InventoryOptions } from '../listing/inventory.ts'
import { paceOf } from './pace.ts'
import { askAta, runHdparm } from './programs/hdparm.ts'
import { askNvme, runNvme } from './programs/nvme.ts'
import { runNwipe } from './programs/nwipe.ts'
import type { ProgramResult, ProgramTask } from './programs/program-result.ts'

export type ErasureTask = { readonly handle: DiskHandle; readonly choice: ErasureChoice; readonly job: string }

export type ErasureWatch = {
  readonly options: InventoryOptions
  readonly tool: ErasureRecord['tool']
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly onProgress: (progress: DiskProgress) => void
}

export type ErasureRefusal = { readonly refused: readonly Reason[] }

const runPlan = (plan: ErasurePlan, task: Omit<ProgramTask<never>, 'plan'>, before: DriveStatus | null) => {
  switch (plan.kind) {
    case 'overwrite':
      return runNwipe({ ...task, plan })
    case 'ata-security':
    case 'ata-sanitize':
      return runHdparm({ ...task, plan }, before)
    case 'nvme-format':
    case 'nvme-sanitize':
      return runNvme({ ...task, plan }, before)
  }
}

/** An overwrite needs no word of the drive. */
const statusBefore = (program: ErasureProgram, device: string): Promise<DriveStatus | null> => {
  switch (program) {
    case 'nwipe':
      return Promise.resolve(null)
    case 'hdparm':
      return askAta(device)
    case 'nvme':
      return askNvme(device)
  }
}

const reasonOf = (why: NotHeld, path: string): Reason => {
  switch (why.notHeld) {
    case 'in-use':
      return reason('erase.held', { path })
    case 'another-disk':
      return reason('erase.another-disk')
    case 'cannot-open':
      return reason('erase.cannot-open', { path, errno: why.errno })
  }
}

/** Rejects only at a fault of our own. */
export const eraseDisk = async (
  { handle, choice, job }: ErasureTask,
  { options, tool, now, signal, onProgress }: ErasureWatch,
): Promise<ErasureRecord | ErasureRefusal> => {
  onProgress(paceOf('checking', () => performance.now())(0, null))
  // A disk that hangs over its figures may be given up.
  const found = await findErasable(handle, { ...options, signal }).catch((fault: unknown) => {
    if (signal.aborted) return { refused: [reason('erase.cancelled')] }
    throw fault
  })
  if ('refused' in found) return found
  const { path: device, medium, disk } = found
  const name = programFor(choice.method.technique, disk)
  if (name === null) return { refused: [reason('erase.no-program', { technique: choice.method.technique })] }
  const program = await findProgram(name)
  if (program === null) return { refused: [reason('erase.program-missing', { program: name })] }

  // From here on nothing can be mounted from it: a mount that came since the guards were asked makes this fail.
  const held = await holdDisk(found)
  if ('notHeld' in held) return { refused: [reasonOf(held, device)] }
  try {
    const driveBefore = await statusBefore(name, device)
    const plan = planOf(choice, disk, driveBefore)
    if ('refused' in plan) return plan
    if (signal.aborted) return { refused: [reason('erase.cancelled')] }
    // The last look before the first write.
    if (!held.isThere()) return { refused: [reason('erase.another-disk')] }
    const startedAt = now().toISOString()
    const result: ProgramResult = await runPlan(
      plan,
      { program, device, medium, held, now, signal, onProgress },
      driveBefore,
    )
    const { driveAfter, ...said } = result
    const counted = said.ended === 'complete' ? await countedInFull(held) : null
    return {
      kind: 'erasure',
      version: 1,
      job,
      tool,
      medium,
      diskKind: disk.kind,
      method: choice.method,
      startedAt,
      endedAt: now().toISOString(),
      ...said,
      driveBefore,
      driveAfter,
      countAtEnd: counted?.written ?? null,
      leaves: plan.leaves,
    }
  } finally {
    await held.release()
  }
}
