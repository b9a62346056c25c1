// Making a held ATA drive erase itself with hdparm, and asking it how it stands. That it did is told by the drive alone,
// asked again afterwards: hdparm ends with 0 after commands that never reached it.
import { tmpdir } from 'node:os'
import { ataStatusOf } from '../../../../domain/erasure/running/ata-status.ts'
import type { AtaStatus, DriveStatus } from '../../../../domain/erasure/running/drive-status.ts'
import { doubtsOfSecurityErase } from '../../../../domain/erasure/running/drive-word.ts'
import type { ErasurePlan } from '../../../../domain/erasure/running/plan.ts'
import { hdparmArguments, type HdparmCommand } from '../../../../domain/erasure/running/hdparm-arguments.ts'
import { reason } from '../../../../domain/words/reason.ts'
import { askProgram } from '../../../hardware/ask-program.ts'
import { paceOf } from '../pace.ts'
import { commandLog } from './command-log.ts'
import { type DriveOutcome, POLL_MS, resultOf, watchSanitize } from './drive-erasing.ts'
import type { ProgramResult, ProgramTask } from './program-result.ts'

type AtaPlan = ErasurePlan & { readonly kind: 'ata-security' | 'ata-sanitize' }

const QUESTION_MS = 20_000

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

export const runHdparm = async (
  task: ProgramTask<AtaPlan>,
  driveBefore: DriveStatus | null,
): Promise<ProgramResult> => {
  const { program, device, plan, signal, onProgress } = task
  const version = await versionOf()
  const log = commandLog(program, tmpdir())
  const pace = paceOf('erasing', () => performance.now())
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  const argumentsOf = (command: HdparmCommand) => hdparmArguments(command, device)

  const securityErase = async (args: readonly string[], minutes: number | null): Promise<DriveOutcome> => {
    await log.run(argumentsOf({ kind: 'set-password' }))
    const withPassword = await askAta(device)
    const forget = async () => {
      await log.run(argumentsOf({ kind: 'forget-password' }))
      return askAta(device)
    }
    if (withPassword?.security?.enabled !== true) {
      // Whatever it says, it may hold the password now.
      const reasons = [reason('erase.password-not-set')]
      return { exitCode: null, reasons, driveAtWork: withPassword, driveAfter: await forget() }
    }
    const driveAtWork = withPassword
    if (signal.aborted) {
      return { exitCode: null, reasons: [reason('erase.cancelled')], driveAtWork, driveAfter: await forget() }
    }
    const tick = setInterval(() => {
      onProgress(pace(0, null, minutes === null ? null : Math.max(0, minutes * 60 - elapsed())))
    }, POLL_MS)
    const said = await log.run(args, signal)
    clearInterval(tick)
    if (said.broken === 'stuck') {
      return { exitCode: null, reasons: [reason('erase.drive-goes-on')], driveAtWork, driveAfter: null }
    }
    const after = await askAta(device)
    const doubts = doubtsOfSecurityErase(withPassword, after)
    const isLeftLocked = after?.security?.enabled === true
    return {
      exitCode: said.exitCode,
      reasons: [
        ...(said.exitCode === 0 ? [] : [reason('erase.exit-code', { program: 'hdparm', code: said.exitCode ?? -1 })]),
        ...doubts,
      ],
      driveAtWork,
      driveAfter: isLeftLocked ? await forget() : after,
    }
  }

  const sanitize = async (args: readonly string[]): Promise<DriveOutcome> => {
    const { exitCode } = await log.run(args)
    const outcome = await watchSanitize(task, { before: driveBefore, exitCode, ask: () => askAta(device) })
    await log.run(argumentsOf({ kind: 'sanitize-status' }))
    return outcome
  }

  const args = argumentsOf(
    plan.kind === 'ata-security'
      ? { kind: 'erase', enhanced: plan.enhanced }
      : { kind: 'sanitize', technique: plan.technique },
  )
  const outcome = plan.kind === 'ata-security' ? await securityErase(args, plan.minutes) : await sanitize(args)
  return resultOf(task, { name: 'hdparm', version, arguments: [...args] }, log.text(), outcome)
}
