// Making a held NVMe drive erase itself with nvme-cli, and asking it how it stands. A sanitize runs on in the drive after
// the command has ended: its log is asked until it says how it went.
import { tmpdir } from 'node:os'
import type { DriveStatus, NvmeStatus } from '../../../../domain/erasure/running/drive-status.ts'
import type { ErasurePlan } from '../../../../domain/erasure/running/plan.ts'
import { nvmeArguments, type NvmeCommand } from '../../../../domain/erasure/running/nvme-arguments.ts'
import { nvmeStatusOf } from '../../../../domain/erasure/running/nvme-status.ts'
import { reason } from '../../../../domain/words/reason.ts'
import { askProgram } from '../../../hardware/ask-program.ts'
import { paceOf } from '../pace.ts'
import { commandLog } from './command-log.ts'
import { type DriveOutcome, POLL_MS, resultOf, watchSanitize } from './drive-erasing.ts'
import type { ProgramResult, ProgramTask } from './program-result.ts'

type NvmePlan = ErasurePlan & { readonly kind: 'nvme-format' | 'nvme-sanitize' }

const QUESTION_MS = 20_000

const question = async (
  kind: 'id-ctrl' | 'id-ns' | 'list-ns' | 'sanitize-log',
  device: string,
): Promise<string | null> => {
  const answer = await askProgram({ program: 'nvme', args: nvmeArguments({ kind }, device), limitMs: QUESTION_MS })
  return answer.state === 'said' ? answer.text : null
}

/** What the drive says of itself; null where it is no NVMe drive, or says nothing. */
export const askNvme = async (device: string): Promise<NvmeStatus | null> => {
  if (!device.startsWith('/dev/nvme')) return null
  const [controller, namespace, namespaces, sanitizeLog] = await Promise.all([
    question('id-ctrl', device),
    question('id-ns', device),
    question('list-ns', device),
    question('sanitize-log', device),
  ])
  return nvmeStatusOf({ controller, namespace, namespaces, sanitizeLog })
}

const versionOf = async (): Promise<string | null> => {
  const answer = await askProgram({ program: 'nvme', args: ['version'], limitMs: 5000 })
  return answer.state === 'said' ? (/nvme version (\S{1,40})/.exec(answer.text)?.[1] ?? null) : null
}

export const runNvme = async (task: ProgramTask<NvmePlan>, driveBefore: DriveStatus | null): Promise<ProgramResult> => {
  const { program, device, plan, signal, onProgress } = task
  const version = await versionOf()
  const log = commandLog(program, tmpdir())
  const pace = paceOf('erasing', () => performance.now())
  const command: NvmeCommand =
    plan.kind === 'nvme-format'
      ? { kind: 'format', lbaFormat: plan.lbaFormat }
      : { kind: 'sanitize', technique: plan.technique }
  const args = nvmeArguments(command, device)

  const format = async (): Promise<DriveOutcome> => {
    const tick = setInterval(() => {
      onProgress(pace(0, null))
    }, POLL_MS)
    const said = await log.run(args, signal)
    clearInterval(tick)
    if (said.broken !== null)
      return { exitCode: said.exitCode, reasons: [reason('erase.drive-goes-on')], driveAtWork: null, driveAfter: null }
    // No drive keeps a word of its own about a format: the reading back has to tell.
    const isDone = said.exitCode === 0 && /^Success formatting namespace/m.test(said.text)
    return {
      exitCode: said.exitCode,
      reasons: isDone ? [] : [reason('erase.exit-code', { program: 'nvme', code: said.exitCode ?? -1 })],
      driveAtWork: null,
      driveAfter: await askNvme(device),
    }
  }

  const sanitize = async (): Promise<DriveOutcome> => {
    const { exitCode } = await log.run(args)
    const outcome = await watchSanitize(task, { before: driveBefore, exitCode, ask: () => askNvme(device) })
    await log.run(nvmeArguments({ kind: 'sanitize-log' }, device))
    return outcome
  }

  const outcome = plan.kind === 'nvme-format' ? await format() : await sanitize()
  return resultOf(task, { name: 'nvme', version, arguments: [...args] }, log.text(), outcome)
}
