// Overwriting a held disk with nwipe: its log is kept whole, its progress is what the kernel counts on the disk, and the
// run is complete only by what the log says from its first line to its last.
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOfPlan, type ErasurePlan } from '../../../../domain/erasure/running/plan.ts'
import { nwipeLogLengthAtMost } from '../../../../domain/erasure/nwipe/log.ts'
import { bytesToldByNwipe, doubtsOfNwipeRun, nwipeArguments } from '../../../../domain/erasure/nwipe/run.ts'
import { type Reason, reason } from '../../../../domain/words/reason.ts'
import { askProgram } from '../../../hardware/ask-program.ts'
import { paceOf } from '../pace.ts'
import { LOOK_MS, type ProgramResult, type ProgramTask } from './program-result.ts'
import { type Ended, startProgram } from './start-program.ts'

export type Overwrite = ErasurePlan & { readonly kind: 'overwrite' }

const versionOf = async (): Promise<string | null> => {
  const answer = await askProgram({ program: 'nwipe', args: ['--version'], limitMs: 5000, withErrors: true })
  return answer.state === 'said' ? (/nwipe version (\S{1,40})/.exec(answer.text)?.[1] ?? null) : null
}

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return '' // not begun yet, or a log that could not be written at all
  }
}

/** Whether the place of the log still takes a write: a log cut short by a full disk says less than what happened. */
const isFull = async (folder: string): Promise<boolean> => {
  try {
    const file = await open(join(folder, 'room'), 'w')
    try {
      await file.write(Buffer.alloc(64 * 1024))
      await file.sync()
      return false
    } finally {
      await file.close()
      await rm(join(folder, 'room'), { force: true })
    }
  } catch {
    return true
  }
}

const doubtsOfEnd = ({ exitCode, killedBy, stuck }: Ended): readonly Reason[] => {
  if (stuck) return [reason('erase.program-stuck', { program: 'nwipe' })]
  if (killedBy !== null) return [reason('erase.program-killed', { program: 'nwipe', signal: killedBy })]
  if (exitCode === null) return [reason('erase.program-not-started', { program: 'nwipe' })]
  return exitCode === 0 ? [] : [reason('erase.exit-code', { program: 'nwipe', code: exitCode })]
}

export const runNwipe = async (task: ProgramTask<Overwrite>): Promise<ProgramResult> => {
  const { program, device, medium, plan, held, now, signal, onProgress } = task
  const version = await versionOf()
  // Private, and the working directory too: newer versions leave reports where they stand.
  const folder = await mkdtemp(join(tmpdir(), 'etabli-nwipe-'))
  const logFile = join(folder, 'nwipe.log')
  const args = nwipeArguments(plan, logFile, device)
  try {
    const begun = held.counted()
    const bytes = bytesOfPlan(plan, medium.sizeBytes) ?? { written: 0, read: 0 }
    const planned = bytes.written + bytes.read
    const pace = paceOf('erasing', () => performance.now())
    const startedAt = now()
    let isGone = false
    let isLogTooLarge = false
    let done = 0

    const running = await startProgram(program, args, folder)
    const stop = () => {
      running.stop()
    }
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const look = async () => {
      if (!held.isThere()) {
        isGone = true
        stop()
      }
      const log = await textOf(logFile)
      isLogTooLarge ||= log.length > nwipeLogLengthAtMost
      if (isLogTooLarge) stop()
      const counted = held.counted()
      const seen =
        counted === null || begun === null
          ? 0
          : Math.min(bytes.written, counted.written - begun.written) + Math.min(bytes.read, counted.read - begun.read)
      // What the verification reads may come from memory, where the kernel counts nothing: nwipe's own word is the least.
      done = Math.min(planned, Math.max(done, seen, bytesToldByNwipe(log)))
      onProgress(pace(done, planned))
    }
    let isOver = false
    const looking = (async () => {
      while (!isOver) {
        await look()
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    })()
    const ended = await running.ended
    isOver = true
    await looking
    signal.removeEventListener('abort', stop)

    isGone ||= !held.isThere()
    // A disk that is stuck would hold this up for good.
    const unflushed = isGone || ended.stuck ? null : await held.flush()
    const size = await stat(logFile).then(
      (stats) => stats.size,
      () => 0,
    )
    const log = size > nwipeLogLengthAtMost ? '' : await textOf(logFile)
    const doubts = doubtsOfNwipeRun(log, { ...plan, device, medium, now: now().toISOString() })
    const isEarly = now().getTime() < startedAt.getTime()
    const against: readonly Reason[] = [
      ...doubtsOfEnd(ended),
      ...(unflushed === null ? [] : [unflushed]),
      ...(isLogTooLarge ? [reason('erase.log-too-large')] : []),
      ...(doubts.length > 0 && (await isFull(folder)) ? [reason('erase.log-no-room')] : []),
      ...(isEarly ? [reason('erase.clock-back')] : []),
      ...doubts,
    ]
    const isComplete = against.length === 0 && !isGone
    if (isComplete) onProgress(pace(planned, planned))
    return {
      program: { name: 'nwipe', version, arguments: [...args] },
      exitCode: ended.exitCode,
      // Without a log, what it printed tells why: the usage, for an option that this version does not know.
      output: log === '' ? running.printed() : log,
      driveAfter: null,
      ...(isComplete
        ? { ended: 'complete', reasons: [] }
        : isGone
          ? { ended: 'medium-gone', reasons: [reason('erase.medium-gone')] }
          : signal.aborted
            ? { ended: 'cancelled', reasons: [reason('erase.cancelled'), ...(ended.stuck ? doubtsOfEnd(ended) : [])] }
            : { ended: 'failed', reasons: against.slice(0, 50) }),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
