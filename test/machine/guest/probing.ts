// Steps around the report: the probe's own reading in this process, the built executable beside it, and what plain
// systeminformation says in the same place.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import type { LibraryFunction } from '../../../domain/machine/readings.ts'
import { askLibrary } from '../../../electron/hardware/ask-library.ts'
import { gather } from '../../../electron/hardware/gather.ts'

export const read = async (): Promise<HardwareReport> => {
  const { report } = await gather({ tool: { name: 'etabli', version: 'target' }, now: () => new Date() })
  return report
}

/** What the library answers to each question, in its own words; null where it does not answer. */
export const askLibraryFor = async (
  names: readonly LibraryFunction[],
): Promise<Readonly<Partial<Record<LibraryFunction, unknown>>>> => {
  const answers = await Promise.all(
    names.map(async (name) => {
      const answer = await askLibrary(name)
      return [name, answer.state === 'said' ? (JSON.parse(answer.text) as unknown) : null] as const
    }),
  )
  return Object.fromEntries(answers)
}

export type Ran = { readonly code: number | null; readonly printed: string; readonly complained: string }

/**
 * The single executable, by its place in the repository, as a person would start it from a key; the report comes out on
 * standard output.
 */
export const runBuiltProbe = (executable: string, ...words: string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(join('/repository', executable), words, { stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    let complained = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code, printed, complained })
    })
  })
