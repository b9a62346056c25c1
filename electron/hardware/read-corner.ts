// Reading a corner of /sys or /proc: the named files of each of its entries. What cannot be opened is left out; the readers
// in the domain know what its absence means.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Absence } from '../../domain/machine/hardware-report.ts'
import type { Corner } from '../../domain/machine/readings.ts'

export type CornerPlan = {
  /** The first of these folders that exists. */
  readonly folders: readonly string[]
  /** Files read of every entry of the folder; an empty list means that `files` lie in the folder itself. */
  readonly perEntry?: readonly string[]
  readonly files?: readonly string[]
  /** Files whose content is given in hexadecimal. */
  readonly binary?: readonly string[]
  /** The kernel makes this folder with the first device of its kind: no folder, no device. */
  readonly absentMeansNone?: boolean
}

const LARGEST_FILE = 64 * 1024
const MOST_FILES = 5000
/** A battery that asks its controller over a slow bus may take seconds for one file. */
const LIMIT_MS = 8000

const read = async (path: string, binary: boolean): Promise<string | null> => {
  try {
    const content = await readFile(path)
    if (content.length > LARGEST_FILE) return null
    return content.toString(binary ? 'hex' : 'utf8')
  } catch {
    return null
  }
}

const whyUnreadable = (error: unknown): Absence =>
  error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
    ? 'needs-root'
    : 'unsupported'

const readNow = async (plan: CornerPlan): Promise<Corner> => {
  let why: Absence = 'unsupported'
  for (const folder of plan.folders) {
    let entries: string[]
    try {
      entries = await readdir(folder)
    } catch (error) {
      why = whyUnreadable(error)
      continue
    }
    const names = [
      ...(plan.files ?? []),
      ...entries.flatMap((entry) => (plan.perEntry ?? []).map((file) => `${entry}/${file}`)),
    ].slice(0, MOST_FILES)
    const isBinary = (name: string) => plan.binary?.some((ending) => name.endsWith(ending)) ?? false
    const contents = await Promise.all(
      names.map(async (name) => [name, await read(join(folder, name), isBinary(name))] as const),
    )
    const files = Object.fromEntries(
      contents.flatMap(([name, content]) => (content === null || content === '' ? [] : [[name, content] as const])),
    )
    return { state: 'files', files }
  }
  return plan.absentMeansNone === true ? { state: 'files', files: {} } : { state: 'mute', why }
}

export const readCorner = async (plan: CornerPlan): Promise<Corner> => {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<Corner>((resolve) => {
    limit = setTimeout(() => {
      resolve({ state: 'mute', why: 'timed-out' })
    }, LIMIT_MS)
  })
  try {
    return await Promise.race([readNow(plan), late])
  } finally {
    clearTimeout(limit)
  }
}
