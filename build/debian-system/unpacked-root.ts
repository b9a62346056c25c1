// Unpacked packages as the root of a system: what lies in them, where Debian's merged /usr has it, as entries of an archive
// that the kernel unpacks into memory (cpio.ts).
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from './cpio.ts'

export type Entries = ReadonlyMap<string, Entry>

/** Debian's programs lie in /usr alone; old places lead there. */
const merged = (path: string) => path.replace(/^(bin|sbin|lib|lib64)(?=\/|$)/, 'usr/$1')

export const oldPlaces: readonly (readonly [string, Entry])[] = ['bin', 'sbin', 'lib', 'lib64'].map((place) => [
  place,
  { kind: 'link', to: `usr/${place}` },
])

/** `isLeftOut` is asked of places such as `usr/share/doc/…`. */
export const entriesOf = async (folder: string, isLeftOut: (place: string) => boolean): Promise<Entries> => {
  const entries = new Map<string, Entry>()
  for (const path of await readdir(folder, { recursive: true })) {
    const place = merged(path)
    const file = join(folder, path)
    const stats = await lstat(file)
    if (isLeftOut(place) || stats.isDirectory()) continue
    if (stats.isSymbolicLink()) entries.set(place, { kind: 'link', to: await readlink(file) })
    else if (stats.isFile()) {
      entries.set(place, { kind: 'file', bytes: await readFile(file), executable: (stats.mode & 0o111) !== 0 })
    }
  }
  return entries
}

export const folder = (path: string): readonly [string, Entry] => [path, { kind: 'folder' }]
export const textFile = (content: string, executable = false): Entry => ({
  kind: 'file',
  bytes: Buffer.from(content),
  executable,
})
