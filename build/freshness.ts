// Whether dist/ was built from the sources as they are now, told by a hash of names, sizes and times.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist', '.built-from')

/** What the build reads. */
const sources = ['domain', 'electron', 'renderer', 'build', 'package-lock.json']

const filesOf = async (source: string): Promise<string[]> => {
  const path = join(root, source)
  if ((await stat(path)).isFile()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

export const sourcesNow = async (): Promise<string> => {
  const files = (await Promise.all(sources.map(filesOf))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = await stat(file)
    hash.update(`${file}\n${String(size)}\n${String(mtimeMs)}\n`)
  }
  return hash.digest('hex')
}

export const isBuilt = async (): Promise<boolean> => {
  try {
    return (await readFile(stamp, 'utf8')) === (await sourcesNow())
  } catch {
    return false
  }
}

/** `builtFrom` is what `sourcesNow` said before the build began: what changed meanwhile is not in it. */
export const stampBuild = async (builtFrom: string): Promise<void> => {
  await mkdir(join(root, 'dist'), { recursive: true })
  await writeFile(stamp, builtFrom)
}
