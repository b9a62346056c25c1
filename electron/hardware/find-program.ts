// Finding a program on PATH, the way a shell would, without a shell. The first one on PATH wins, so that a recorded machine
// can be replayed; an ordinary user's PATH lacks the system directories, so these come last.
import { access, constants, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

const SYSTEM_DIRECTORIES = process.platform === 'win32' ? [] : ['/usr/local/sbin', '/usr/sbin', '/sbin']

const isProgram = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** The absolute path of the program, or `null`. Relative entries of PATH are passed over: they depend on where one stands. */
export const findProgram = async (name: string): Promise<string | null> => {
  if (isAbsolute(name)) return (await isProgram(name)) ? name : null
  const directories = [...(process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute), ...SYSTEM_DIRECTORIES]
  for (const directory of directories) {
    const path = join(directory, name)
    if (await isProgram(path)) return path
  }
  return null
}
