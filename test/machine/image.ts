// The target's kernel and initramfs, built once and kept in the cache until what they are made by changes.
import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchWithLibraries, unpack } from './debian.ts'
import { buildInitramfs, packagesInside } from './initramfs.ts'
import { buildKernel } from './kernel.ts'

const here = dirname(fileURLToPath(import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/virtual-target', import.meta.url))

export type Image = {
  readonly kernel: string
  readonly initramfs: string
  /** How long it took, in milliseconds; null if it was there already. */
  readonly built: number | null
}

/** Every file that decides what the image holds. */
const makers = ['debian.ts', 'cpio.ts', 'kernel.ts', 'initramfs.ts', 'image.ts', 'guest/init.sh']

const nameNow = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of makers) hash.update(`${file}\0${await readFile(join(here, file), 'utf8')}\0`)
  return hash.digest('hex').slice(0, 16)
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** What nobody has used or worked on for a day goes; others may be building beside us. */
const sweep = async (): Promise<void> => {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    const touched = await stat(path).catch(() => null)
    if (touched !== null && touched.mtimeMs < yesterday) await rm(path, { recursive: true, force: true })
  }
}

/** Both files appear at once, under their name, or not at all. */
const build = async (folder: string): Promise<void> => {
  const work = `${folder}.${String(process.pid)}`
  await rm(work, { recursive: true, force: true })
  try {
    const programs = join(work, 'programs')
    await unpack(await fetchWithLibraries(packagesInside, join(work, 'packages')), programs)
    const kernel = await buildKernel(join(work, 'kernel'), join(programs, 'bin/busybox'))
    const ready = join(work, 'ready')
    await mkdir(ready)
    await copyFile(kernel.image, join(ready, 'vmlinuz'))
    await writeFile(join(ready, 'initramfs'), await buildInitramfs(programs, kernel.modules))
    // Somebody else who built the same meanwhile was first: theirs is as good.
    await rename(ready, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Needs apt-get and dpkg-deb the first time, and nothing afterwards. */
export const targetImage = async (): Promise<Image> => {
  const name = await nameNow()
  const folder = join(cache, name)
  const image = { kernel: join(folder, 'vmlinuz'), initramfs: join(folder, 'initramfs') }
  if (await isThere(folder)) {
    await utimes(folder, new Date(), new Date())
    return { ...image, built: null }
  }
  await mkdir(cache, { recursive: true })
  await sweep()
  const startedAt = performance.now()
  await build(folder)
  return { ...image, built: performance.now() - startedAt }
}
