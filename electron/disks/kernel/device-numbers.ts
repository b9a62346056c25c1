// How a device is named by numbers: taken out of what stat answers, and joined with what changes when another disk takes
// the same place.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** glibc's makedev, taken apart: the major and minor number of a device. */
export const numbersOf = (device: bigint): string => {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n)
  const minor = (device & 0xffn) | ((device >> 12n) & 0xffffff00n)
  return `${String(major)}:${String(minor)}`
}

const textOf = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )

/** This start of the system. */
export const bootId = (root = '/'): Promise<string | null> => textOf(join(root, 'proc/sys/kernel/random/boot_id'))

/** `numbers`, `sequence` and `boot` joined; "?" where the kernel does not say. */
export const instanceName = (numbers: string | null, sequence: string | null, boot: string | null): string =>
  `${numbers ?? '?'} ${sequence ?? '?'} ${boot ?? '?'}`

/** Changes when another disk takes the same name, and when the system starts again. `kernel` is a folder of /sys. */
export const instanceOf = async (kernel: string): Promise<string> => {
  const [numbers, sequence, boot] = await Promise.all([textOf(`${kernel}/dev`), textOf(`${kernel}/diskseq`), bootId()])
  return instanceName(numbers, sequence, boot)
}
