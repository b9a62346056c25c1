// The key's image, built once for its makers and its probe, and kept in the cache.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProbe } from '../built-probe.ts'
import { type Built, builtOnce, nameFor } from '../debian-system/built-once.ts'
import { buildLiveKey } from './live-key.ts'

const filesBeside = async (): Promise<readonly string[]> => {
  const folders = ['.', '../debian-system'].map((each) => fileURLToPath(new URL(each, import.meta.url)))
  const entries = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))
  return entries
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

export type BuiltKey = Built & { readonly image: string }

export const builtLiveKey = async (): Promise<BuiltKey> => {
  const { executable } = await builtProbe()
  const name = await nameFor([...(await filesBeside()), executable])
  const built = await builtOnce('live-key', name, (work, ready) =>
    buildLiveKey(work, executable, join(ready, 'etabli-live.img')),
  )
  return { ...built, image: join(built.folder, 'etabli-live.img') }
}
