// The versions of the field's programs, as each states it. A program that states none is named without one.
import type { ToolVersion } from '../../domain/machine/hardware-report.ts'
import { askProgram } from './ask-program.ts'
import { findProgram } from './find-program.ts'

const STATED: Readonly<Record<string, RegExp>> = {
  dmidecode: /^#? ?(?:dmidecode )?(\d+\.\d+(?:\.\d+)?)$/m,
  lscpu: /util-linux (\d[\w.]*)/,
  lsblk: /util-linux (\d[\w.]*)/,
  smartctl: /^smartctl (\d+\.\d+)/m,
  lspci: /^lspci version (\S+)/m,
  lsusb: /^lsusb \(usbutils\) (\S+)/m,
  iw: /^iw version (\S+)/m,
}

const LIMIT_MS = 5000

/** `null` where the program is not installed. */
export const programVersion = async (name: string, signal?: AbortSignal): Promise<ToolVersion | null> => {
  const pattern = STATED[name]
  if (pattern === undefined) return (await findProgram(name)) === null ? null : { name, version: null }
  const answer = await askProgram({ program: name, args: ['--version'], limitMs: LIMIT_MS, signal })
  if (answer.state === 'mute') return answer.why === 'tool-missing' ? null : { name, version: null }
  return { name, version: pattern.exec(answer.text)?.[1] ?? null }
}
