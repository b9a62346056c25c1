// What a folder lies on: the key, a disk of the machine that is read, memory, or another computer. The probe writes to no
// disk of the machine unless a person says so; where this cannot be told, it counts as such a disk.
import { readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { namesIn, textOf } from '../disks/kernel/files.ts'
import { type MountLine, mountLines } from '../disks/kernel/mount-table.ts'
import { placeOf } from '../disks/kernel/place.ts'

/** `key`: attached from outside, or a card. `disk`: part of the machine, or not to be told from one. */
export type Ground = 'key' | 'disk' | 'memory' | 'network'

const IN_MEMORY: ReadonlySet<string> = new Set(['tmpfs', 'ramfs', 'rootfs', 'devtmpfs'])
const ELSEWHERE: ReadonlySet<string> = new Set(['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'virtiofs', 'fuse.sshfs'])

const isAnonymous = (numbers: string) => numbers.startsWith('0:')

/** How the branches under one thing come together: all must be a key for the whole to be one. */
const together = (grounds: readonly Ground[]): Ground => {
  const [first] = grounds
  return first !== undefined && grounds.every((ground) => ground === first) ? first : 'disk'
}

/** Where a device stands in the kernel tells how it is attached. */
const groundOfDevice = async (numbers: string, root: string, depth: number): Promise<Ground> => {
  if (depth > 8) return 'disk'
  let kernel
  try {
    kernel = await realpath(join(root, 'sys/dev/block', numbers))
  } catch {
    return 'disk'
  }
  const disk = (await textOf(`${kernel}/partition`)) === null ? kernel : join(kernel, '..')
  const backing = await textOf(`${disk}/loop/backing_file`)
  if (backing !== null) return groundOfPath(backing, root, depth + 1)
  const below = (await namesIn(`${disk}/slaves`)) ?? []
  if (below.length > 0) {
    const numbersBelow = await Promise.all(below.map((name) => textOf(`${disk}/slaves/${name}/dev`)))
    return together(
      await Promise.all(
        numbersBelow.map(async (each) => (each === null ? 'disk' : await groundOfDevice(each, root, depth + 1))),
      ),
    )
  }
  if (basename(disk).startsWith('zram') || basename(disk).startsWith('ram')) return 'memory'
  const isOutside = /\/usb\d+\//.test(disk) || (await textOf(`${disk}/removable`)) === '1'
  return isOutside || (await textOf(`${disk}/device/type`)) === 'SD' ? 'key' : 'disk'
}

/** A live system's root is an overlay: what is written there goes to its upper folder. */
const upperFolderOf = ({ options }: MountLine): string | undefined =>
  options.find((option) => option.startsWith('upperdir='))?.slice('upperdir='.length)

const groundOfPath = async (path: string, root: string, depth = 0): Promise<Ground> => {
  const { numbers } = await placeOf(path)
  if (numbers === null || depth > 8) return 'disk'
  if (!isAnonymous(numbers)) return groundOfDevice(numbers, root, depth)
  const table = await readFile(join(root, 'proc/self/mountinfo'), 'utf8').catch(() => '')
  const mount = mountLines(table)?.findLast((line) => line.numbers === numbers)
  if (mount === undefined) return 'disk'
  if (IN_MEMORY.has(mount.kind)) return 'memory'
  if (ELSEWHERE.has(mount.kind)) return 'network'
  const upper = mount.kind === 'overlay' ? upperFolderOf(mount) : undefined
  return upper === undefined ? 'disk' : groundOfPath(upper, root, depth + 1)
}

/** `root` is where /sys and /proc hang. Elsewhere than on Linux nobody asks. */
export const groundOf = (folder: string, root = '/'): Promise<Ground> =>
  process.platform === 'linux' ? groundOfPath(folder, root) : Promise.resolve('key')
