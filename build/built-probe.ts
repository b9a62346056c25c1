// The probe's single executable, built once for the sources as they are: for what carries it (the live key) or tries it (the
// virtual target). `npm run build:probe` makes the one for a person.
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Built, builtOnce, nameFor } from './debian-system/built-once.ts'

const run = promisify(execFile)
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(path(folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Every file that may decide what is in it. */
const makers = async (): Promise<readonly string[]> => [
  ...(await filesIn('../domain')),
  ...(await filesIn('../electron')),
  ...['build-probe.ts', 'probe.config.ts', '../package.json', '../package-lock.json'].map(path),
]

export type BuiltProbe = Built & { readonly executable: string }

export const builtProbe = async (): Promise<BuiltProbe> => {
  const built = await builtOnce('probe', await nameFor(await makers()), async (_work, ready) => {
    await run(process.execPath, [path('build-probe.ts'), ready])
  })
  return { ...built, executable: join(built.folder, 'etabli-probe') }
}
