// smartctl's JSON of several disks, as other tools keep it: one answer a disk, which names the disk itself. What the figures
// mean is smart.ts' business.
import { z } from 'zod'
import { listOf, maybe, maybeNumber, maybeText } from '../answers.ts'
import type { BlockDevice } from '../block-devices.ts'
import type { ToolVersion } from '../hardware-report.ts'
import type { Answer } from '../readings.ts'
import { blockDevice } from './block-words.ts'

const Spoken = z.object({
  device: maybe(z.object({ name: maybeText })),
  smartctl: maybe(z.object({ argv: listOf(z.string()), version: listOf(z.number()) })),
  local_time: maybe(z.object({ time_t: maybeNumber })),
})

export type SmartctlAnswers = {
  /** By the disk's path. */
  readonly answers: Readonly<Record<string, Answer>>
  readonly disks: readonly BlockDevice[]
  readonly tool: ToolVersion | null
  /** When the first of them answered, in seconds since 1970. */
  readonly askedAt: number | undefined
  /** Whether each answer names its disk: one that does not is a disk that is not in `disks`. */
  readonly isWhole: boolean
}

/** A disk that did not answer is named by what smartctl was asked. */
const pathOf = ({ device, smartctl }: z.infer<typeof Spoken>): string | undefined => {
  const path = device?.name ?? smartctl?.argv.at(-1)
  return path !== undefined && /^\/dev\/[\w/-]{1,100}$/.test(path) ? path : undefined
}

const MOST = 256

export const smartctlAnswers = (outputs: readonly unknown[]): SmartctlAnswers => {
  const spoken = outputs.slice(0, MOST).flatMap((output) => {
    const parsed = Spoken.safeParse(output)
    const path = parsed.success ? pathOf(parsed.data) : undefined
    return !parsed.success || path === undefined ? [] : [{ path, output, said: parsed.data }]
  })
  const version = spoken[0]?.said.smartctl?.version.slice(0, 4).join('.')
  return {
    answers: Object.fromEntries(
      spoken.map(({ path, output }): [string, Answer] => [
        path,
        { state: 'said', text: JSON.stringify(output), exitCode: null, milliseconds: null },
      ]),
    ),
    disks: spoken.map(({ path }) => blockDevice({ path })),
    tool:
      spoken.length === 0
        ? null
        : { name: 'smartctl', version: version === undefined || version === '' ? null : version },
    askedAt: spoken.map(({ said }) => said.local_time?.time_t).find((time) => time !== undefined),
    isWhole: spoken.length === outputs.length,
  }
}
