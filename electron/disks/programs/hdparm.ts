// Making a held ATA drive erase itself with hdparm, and asking it how it stands. That it did is told by the drive alone,
// asked again afterwards: hdparm ends with 0 after commands that never reached it.
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { ataStatusOf } from '../../../domain/erasure/ata-status.ts'
import type { AtaStatus, DriveStatus } from '../../../domain/erasure/drive-status.ts'
import { doubtsOfSanitize, doubtsOfSecurityErase } from '../../../domain/erasure/drive-word.ts'
import type { ErasurePlan } from '../../../domain/erasure/erasure-plan.ts'
import { hdparmArguments, type HdparmCommand } from '../../../domain/erasure/hdparm-arguments.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { askProgram } from '../../hardware/ask-program.ts'
import { paceOf } from '../pace.ts'
import { commandLog } from './command-log.ts'
import type { ProgramResult, ProgramTask } from './program-result.ts'

type AtaPlan = ErasurePlan & { readonly kind: 'ata-security' | 'ata-sanitize' }

const QUESTION_MS = 20_000
const POLL_MS = 2000

const question = async (command: HdparmCommand, device: string): Promise<string | null> => {
  const args = hdparmArguments(command, device)
  const answer = await askProgram({ program: 'hdparm', args, limitMs: QUESTION_MS, withErrors: true })
  return answer.state === 'said' ? answer.text : null
}

/** What the drive says of itself; null where it is no ATA drive, or says nothing. */
export const askAta = async (device: string): Promise<AtaStatus | null> => {
  const identify = await question({ kind: 'identify' }, device)
  if (identify === null) return null
  const status = ataStatusOf(identify, null)
  return status?.sanitize == null ? status : ataStatusOf(identify, await question({ kind: 'sanitize-status' }, device))
}

const versionOf = async (): Promise<string | null> => {
  const answer = await askProgram({ program: 'hdparm', args: ['-V'], limitMs: 5000 })
  return answer.state === 'said' ? (/hdparm v(\S{1,40})/.exec(answer.text)?.[1] ?? null) : null
}

type Outcome = Pick<ProgramResult, 'driveAfter' | 'exitCode'> & {
  readonly args: readonly string[]
  readonly reasons: readonly Reason[]
}

export const runHdparm = async (
  task: ProgramTask<AtaPlan>,
  driveBefore: DriveStatus | null,
): Promise<ProgramResult> => {
  const { program, device, plan, held, signal, onProgress } = task
  const version = await versionOf()
  const log = commandLog(program, tmpdir())
  const pace = paceOf('erasing', () => performance.now())
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  const argumentsOf = (command: HdparmCommand) => hdparmArguments(command, device)

  const securityErase = async (minutes: number | null, enhanced: boolean): Promise<Outcome> => {
    const args = argumentsOf({ kind: 'erase', enhanced })
    await log.run(argumentsOf({ kind: 'set-password' }))
    const withPassword = await askAta(device)
    const forget = async () => {
      await log.run(argumentsOf({ kind: 'forget-password' }))
      return askAta(device)
    }
    if (withPassword?.security?.enabled !== true) {
      // Whatever it says, it may hold the password now.
      return { args, exitCode: null, reasons: [reason('erase.password-not-set')], driveAfter: await forget() }
    }
    if (signal.aborted)
      return { args, exitCode: null, reasons: [reason('erase.cancelled')], driveAfter: await forget() }
    const tick = setInterval(() => {
      onProgress(pace(0, null, minutes === null ? null : Math.max(0, minutes * 60 - elapsed())))
    }, POLL_MS)
    const said = await log.run(args, signal)
    clearInterval(tick)
    if (said.broken === 'stuck')
      return { args, exitCode: null, reasons: [reason('erase.drive-goes-on')], driveAfter: null }
    const after = await askAta(device)
    const doubts = doubtsOfSecurityErase(withPassword, after)
    const isLeftLocked = after?.security?.enabled === true
    return {
      args,
      exitCode: said.exitCode,
      reasons: [
        ...(said.exitCode === 0 ? [] : [reason('erase.exit-code', { program: 'hdparm', code: said.exitCode ?? -1 })]),
        ...doubts,
      ],
      driveAfter: isLeftLocked ? await forget() : after,
    }
  }

  const sanitize = async (command: HdparmCommand): Promise<Outcome> => {
    const args = argumentsOf(command)
    const { exitCode } = await log.run(args)
    let sawItRun = false
    let after = await askAta(device)
    while (after?.sanitize?.state === 'in-progress' && held.isThere()) {
      sawItRun = true
      const { percent } = after.sanitize
      const { sizeBytes } = task.medium
      onProgress(percent === null ? pace(0, null) : pace(Math.round((percent / 100) * sizeBytes), sizeBytes))
      // A drive does not stop it; only the watching ends.
      if (signal.aborted) return { args, exitCode, reasons: [reason('erase.drive-goes-on')], driveAfter: after }
      await pause(POLL_MS)
      after = await askAta(device)
    }
    await log.run(argumentsOf({ kind: 'sanitize-status' }))
    return { args, exitCode, reasons: doubtsOfSanitize(driveBefore, after, sawItRun), driveAfter: after }
  }

  const outcome =
    plan.kind === 'ata-security'
      ? await securityErase(plan.minutes, plan.enhanced)
      : await sanitize({ kind: 'sanitize', technique: plan.technique })
  const [isThere, isCancelled] = [held.isThere(), signal.aborted]
  return resultOf({ ...outcome, isThere, isCancelled, name: 'hdparm', version, output: log.text() })
}

/** The end of an erasure that the drive itself carries out. */
export const resultOf = (said: {
  readonly args: readonly string[]
  readonly exitCode: number | null
  readonly reasons: readonly Reason[]
  readonly driveAfter: DriveStatus | null
  readonly isThere: boolean
  readonly isCancelled: boolean
  readonly name: ProgramResult['program']['name']
  readonly version: string | null
  readonly output: string
}): ProgramResult => {
  const { args, exitCode, driveAfter, name, version, output } = said
  const isComplete = said.reasons.length === 0 && said.isThere
  return {
    program: { name, version, arguments: [...args] },
    exitCode,
    output,
    driveAfter,
    ended: isComplete ? 'complete' : !said.isThere ? 'medium-gone' : said.isCancelled ? 'cancelled' : 'failed',
    reasons: isComplete ? [] : said.isThere ? [...said.reasons] : [reason('erase.medium-gone'), ...said.reasons],
  }
}
