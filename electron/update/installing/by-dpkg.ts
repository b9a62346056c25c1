// The station's side of the update installer: started as root or by `pkexec`, given one request, heard until it has said how it
// ended. What it may install is for it to judge (install-package.ts).
import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { UpdateManifest } from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { helperRuntime, type HelperRuntime } from '../../disks/helper/program.ts'
import { refuse } from '../../failure.ts'
import { findProgram } from '../../hardware/find-program.ts'
import { InstallEvent, type InstallRequest, LONGEST_LINE } from './protocol.ts'

export const installerRuntime = (): HelperRuntime =>
  helperRuntime(import.meta.url, process.execPath, 'update-installer')

const isRoot = () => process.getuid?.() === 0

const commandOf = async ({ node, script }: HelperRuntime) => {
  for (const file of [node, script])
    await access(file).catch(() => refuse(reason('update.installer-missing', { file: basename(file) })))
  if (isRoot()) return { program: node, words: [script], asks: false }
  const pkexec = (await findProgram('pkexec')) ?? refuse(reason('update.needs-pkexec'))
  // A package may bring a program of its own for this (disks/helper/program.ts), which the system's policy knows by its path.
  const door = join(dirname(script), 'update-installer')
  const hasDoor = await access(door).then(
    () => true,
    () => false,
  )
  return { program: pkexec, words: hasDoor ? [door] : [node, script], asks: true }
}

/** null: it said something else. */
const eventOf = (line: string): InstallEvent | null => {
  try {
    return InstallEvent.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

type Watch = {
  readonly onEvent: (event: InstallEvent) => void
  readonly report: (fault: unknown) => void
}

/** Fails with a StationError where it did not come to an end that the installer vouches for. */
export const installByDpkg = async (
  file: string,
  manifest: UpdateManifest,
  { onEvent, report }: Watch,
  runtime: HelperRuntime = installerRuntime(),
): Promise<void> => {
  const { program, words, asks } = await commandOf(runtime)
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const env = { ...inherited, ...runtime.env }
  // A group of its own: it outlives a station that is killed.
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], env, detached: true })
  let end: InstallEvent | null = null
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    for (const line of lines) {
      const event = eventOf(line)
      if (event === null) report(new Error('the update installer said something else'))
      else if (event.event === 'installed' || event.event === 'refused') end = event
      else onEvent(event)
    }
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    report(new Error(`the update installer: ${text.slice(0, 2000)}`))
  })
  child.stdin.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => {
    child.once('error', (fault) => {
      report(fault)
      if (child.pid === undefined) resolve()
    })
    child.once('close', () => {
      resolve()
    })
  })
  child.stdin.end(`${JSON.stringify({ file, manifest } satisfies InstallRequest)}\n`)
  await ended
  // Assigned while it was heard, which TypeScript does not see.
  const said = end as InstallEvent | null
  if (said?.event === 'installed') return
  if (said?.event === 'refused') refuse(...said.reasons)
  // pkexec's own: 126 the person declined, 127 nobody could be asked.
  const isDeclined = asks && (child.exitCode === 126 || child.exitCode === 127)
  refuse(reason(isDeclined ? 'update.password-declined' : 'update.installer-failed'))
}
