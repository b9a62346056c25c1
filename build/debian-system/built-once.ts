// What takes long to build and is always the same for the same makers: built once, and kept in a cache under the hash of
// these until one of them changes.
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Built = {
  readonly folder: string
  /** How long it took, in milliseconds; null if it was there already. */
  readonly milliseconds: number | null
}

/** A name that changes with the files' contents: absolute paths, in the repository. */
export const nameFor = async (makers: readonly string[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of makers)
    hash
      .update(`${relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** What nobody has used or worked on for a day goes; others may be building beside us. */
const sweep = async (cache: string): Promise<void> => {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    const touched = await stat(path).catch(() => null)
    if (touched !== null && touched.mtimeMs < yesterday) await rm(path, { recursive: true, force: true })
  }
}

/**
 * The folder `name` in the cache; `build` fills `ready`, which then appears under that name whole or not at all, and may leave
 * what it needs meanwhile in `work`.
 */
export const builtOnce = async (
  kind: string,
  name: string,
  build: (work: string, ready: string) => Promise<void>,
): Promise<Built> => {
  const cache = join(root, 'node_modules/.cache', kind)
  const folder = join(cache, name)
  if (await isThere(folder)) {
    await utimes(folder, new Date(), new Date())
    return { folder, milliseconds: null }
  }
  await mkdir(cache, { recursive: true })
  await sweep(cache)
  const startedAt = performance.now()
  const work = `${folder}.${String(process.pid)}`
  await rm(work, { recursive: true, force: true })
  try {
    const ready = join(work, 'ready')
    await mkdir(ready, { recursive: true })
    await build(work, ready)
    // Somebody else who built the same meanwhile was first: theirs is as good.
    await rename(ready, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return { folder, milliseconds: performance.now() - startedAt }
}
