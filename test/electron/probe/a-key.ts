// A key for the probe to write to: a small file system of our own, mounted from a loop device. Needs root.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loopDevice, run } from '../disks/loop-device.ts'

export type Key = { readonly folder: string; readonly device: string; readonly takeAway: () => Promise<void> }

/** `options` of mount ("ro"); `fill` runs while it can still be written. */
export const aKey = async (
  options: readonly string[] = [],
  fill: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<Key> => {
  const loop = await loopDevice(2 ** 20)
  const folder = await mkdtemp(join(tmpdir(), 'etabli-key-'))
  // Without reserved blocks: full is full for root too.
  await run('mkfs.ext2', ['-q', '-m', '0', loop.device])
  await run('mount', [loop.device, folder])
  await fill(folder)
  if (options.length > 0) await run('mount', ['-o', `remount,${options.join(',')}`, folder])
  return {
    folder,
    device: loop.device,
    takeAway: async () => {
      await run('umount', [folder])
      await loop.detach()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
