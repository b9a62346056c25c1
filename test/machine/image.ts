// The target's kernel and initramfs, built once and kept in the cache until what they are made by changes.
import { execFile } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtOnce, nameFor } from '../../build/debian-system/built-once.ts'
import { buildKernel, named } from '../../build/debian-system/kernel.ts'
import { fetchWithLibraries, unpack } from '../../build/debian-system/packages.ts'
import { buildInitramfs, modulesInside, packagesInside } from './initramfs.ts'

const run = promisify(execFile)

export type Image = {
  readonly kernel: string
  readonly initramfs: string
  /** How long it took, in milliseconds; null if it was there already. */
  readonly built: number | null
}

/** Every file that decides what the image holds. */
const makers = [
  ...['packages.ts', 'cpio.ts', 'kernel.ts', 'unpacked-root.ts'].map((file) => `../../build/debian-system/${file}`),
  ...['initramfs.ts', 'image.ts', 'guest/init.sh'],
].map((file) => fileURLToPath(new URL(file, import.meta.url)))

/** Needs apt-get and dpkg-deb the first time, and nothing afterwards. */
export const targetImage = async (): Promise<Image> => {
  const { folder, milliseconds } = await builtOnce('virtual-target', await nameFor(makers), async (work, ready) => {
    const programs = join(work, 'programs')
    await unpack(await fetchWithLibraries(packagesInside, join(work, 'packages')), programs)
    // The target's own modprobe is busybox's, which reads what its depmod writes.
    const kernel = await buildKernel(join(work, 'kernel'), named(modulesInside), (base, version) =>
      run(join(programs, 'bin/busybox'), ['depmod', '-b', base, version]),
    )
    await copyFile(kernel.image, join(ready, 'vmlinuz'))
    await writeFile(join(ready, 'initramfs'), await buildInitramfs(programs, kernel.modules))
  })
  return { kernel: join(folder, 'vmlinuz'), initramfs: join(folder, 'initramfs'), built: milliseconds }
}
