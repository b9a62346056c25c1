// Looking at a disk in a process of its own, which the probe starts from itself: a disk that hangs holds that process alone,
// and the time limit ends it.
import type { Answer } from '../../domain/machine/readings.ts'
import { askProgram } from '../hardware/ask-program.ts'
import { lookAtDisk } from '../hardware/look-at-disk.ts'
import type { ThisProgram } from './this-program.ts'

const LIMIT_MS = 8000

export const askForLook =
  ({ toLook: { program, args } }: ThisProgram) =>
  (path: string, signal: AbortSignal | undefined): Promise<Answer> =>
    askProgram({ program, args: [...args, path], limitMs: LIMIT_MS, signal })

/** What that process does: prints the look as JSON, or why there is none. */
export const lookCommand = async (path: string): Promise<string> => {
  try {
    return JSON.stringify(await lookAtDisk(path))
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? error.code : null
    // A sandbox refuses root too: then root is not what is missing.
    const needsRoot = (errno === 'EACCES' || errno === 'EPERM') && process.getuid?.() !== 0
    return JSON.stringify({ kind: 'disk-look-refused', needsRoot })
  }
}
