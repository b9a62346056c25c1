// Debian's kernel, trimmed: of its modules those that a system wants, with the modules that these need in turn. Which ones,
// the system's own builder says.
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fetchPackage, packageBehind, unpack } from './packages.ts'

export type Kernel = {
  readonly version: string
  /** The bootable image. */
  readonly image: string
  /** A folder that holds `lib/modules/<version>` with its tables. */
  readonly modules: string
}

/** A module is called with - or _, as the author of each list liked. */
const plain = (name: string) => name.replaceAll('-', '_')

const fieldsOf = (module: string, field: string): readonly string[] =>
  [...module.matchAll(new RegExp(`\\0${field}=([^\\0]*)\\0`, 'g'))].map(([, value]) => value ?? '')

/** What a module says that it needs, at once (depends) or only as it runs (softdep: "pre: a b post: c"). */
const needsOf = async (file: string): Promise<readonly string[]> => {
  const text = await readFile(file, 'latin1')
  const depends = fieldsOf(text, 'depends').flatMap((value) => value.split(','))
  const soft = fieldsOf(text, 'softdep').flatMap((value) => value.split(/\s+/))
  return [...depends, ...soft.filter((word) => !word.endsWith(':'))].filter((name) => name !== '').map(plain)
}

const withNeeds = async (wanted: readonly string[], files: ReadonlyMap<string, string>) => {
  const found = new Map<string, string>()
  const queue = [...wanted]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = files.get(name)
    // What is not there as a module is built into the kernel, or is only a wish (softdep).
    if (file === undefined || found.has(name)) continue
    found.set(name, file)
    queue.push(...(await needsOf(file)))
  }
  return found
}

/** Whether a system wants a module: its name, written with _, and its file below `lib/modules/<version>`. */
export type Wanted = (name: string, path: string) => boolean

/** Wants the modules of a list, written with - or _. */
export const named = (modules: readonly string[]): Wanted => {
  const names = new Set(modules.map(plain))
  return (name) => names.has(name)
}

/** Makes the tables by which modules are found; `base` holds `lib/modules/<version>`. */
export type MakeTables = (base: string, version: string) => Promise<unknown>

/** Fetches and trims the kernel into `folder`. */
export const buildKernel = async (folder: string, isWanted: Wanted, makeTables: MakeTables): Promise<Kernel> => {
  const whole = join(folder, 'package')
  await unpack([await fetchPackage(await packageBehind('linux-image-amd64'), folder)], whole)
  const [version] = await readdir(join(whole, 'lib/modules'))
  if (version === undefined) throw new Error('the kernel package holds no modules')

  const from = join(whole, 'lib/modules', version)
  const inside = (await readdir(from, { recursive: true })).filter((path) => path.endsWith('.ko'))
  const files = new Map(inside.map((path) => [plain(basename(path, '.ko')), path]))
  const absolute = new Map([...files].map(([name, path]) => [name, join(from, path)]))
  const wanted = [...files].filter(([name, path]) => isWanted(name, path)).map(([name]) => name)

  const modules = join(folder, 'modules')
  const to = join(modules, 'lib/modules', version)
  for (const name of (await withNeeds(wanted, absolute)).keys()) {
    const path = files.get(name) ?? ''
    await mkdir(dirname(join(to, path)), { recursive: true })
    await copyFile(join(from, path), join(to, path))
  }
  for (const table of ['modules.order', 'modules.builtin', 'modules.builtin.modinfo']) {
    await copyFile(join(from, table), join(to, table))
  }
  await makeTables(modules, version)
  return { version, image: join(whole, 'boot', `vmlinuz-${version}`), modules }
}
