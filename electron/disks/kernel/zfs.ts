// Which devices and files belong to ZFS pools: the only file system that tells neither mountinfo nor /sys where it lies.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askProgram } from '../../hardware/ask-program.ts'

/** The folders of the kernel's figures about ZFS: one for each imported pool. Without the module there is none. */
const hasPools = async (root: string): Promise<boolean> => {
  try {
    const entries = await readdir(join(root, 'proc/spl/kstat/zfs'), { withFileTypes: true })
    return entries.some((entry) => entry.isDirectory())
  } catch {
    return false
  }
}

const isKnownToKernel = async (root: string): Promise<boolean> => {
  try {
    return /\bzfs\b/.test(await readFile(join(root, 'proc/filesystems'), 'utf8'))
  } catch {
    return true // then zpool has to say so
  }
}

/** Every path in `zpool list`'s table of pools and what they are made of. */
export const pathsInPools = (table: string): readonly string[] => [
  ...new Set(
    table
      .split('\n')
      .map((line) => /^\s+(\/[^\t\n]*)/.exec(line)?.[1]?.trim())
      .filter((path) => path !== undefined),
  ),
]

/** Paths of all members of imported pools; null where there are pools and zpool does not tell. */
export const zfsMembers = async (root: string, isMounted: boolean): Promise<readonly string[] | null> => {
  const pools = isMounted || ((await isKnownToKernel(root)) && (await hasPools(root)))
  if (!pools) return []
  const answer = await askProgram({ program: 'zpool', args: ['list', '-v', '-H', '-P', '-L'], limitMs: 10_000 })
  if (answer.state !== 'said') return null
  const paths = pathsInPools(answer.text)
  return paths.length === 0 ? null : paths
}
