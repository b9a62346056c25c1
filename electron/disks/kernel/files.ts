// Small files of /sys and /proc: what they say, or null where they cannot be read.
import { lstat, readdir, readFile } from 'node:fs/promises'

export const textOf = async (path: string): Promise<string | null> => {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch {
    return null
  }
}

export const namesIn = async (folder: string): Promise<readonly string[] | null> => {
  try {
    return await readdir(folder)
  } catch {
    return null
  }
}

/** A link counts as itself, wherever it leads. */
export const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
