// Where a path lies: on which device, by the kernel's numbers.
import { stat } from 'node:fs/promises'
import { numbersOf } from './device-numbers.ts'

/**
 * A path, and the numbers of the device that it is or, for a file or folder, of the file system on which it lies. Null
 * numbers: it cannot be asked.
 */
export type Place = { readonly path: string; readonly numbers: string | null }

/** The device that stands at a path, else the file system on which the path lies. */
export const placeOf = async (path: string): Promise<Place> => {
  try {
    const stats = await stat(path, { bigint: true })
    return { path, numbers: numbersOf(stats.isBlockDevice() ? stats.rdev : stats.dev) }
  } catch {
    return { path, numbers: null }
  }
}

/** Only what is a device: a source such as "rpool/root" or "tmpfs" is none. */
export const deviceAt = async (path: string): Promise<Place> => {
  try {
    const stats = await stat(path, { bigint: true })
    return { path, numbers: stats.isBlockDevice() ? numbersOf(stats.rdev) : null }
  } catch {
    return { path, numbers: null }
  }
}
