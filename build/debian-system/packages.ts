// Debian's packages as parts of a system that we put together: found by name, fetched with what they depend on, unpacked into
// a folder. Nothing is installed on this computer; which packages a system is made of, its own builder says.
import { execFile } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const apt = async (program: 'apt-get' | 'apt-cache', words: readonly string[], folder?: string): Promise<string> => {
  const ask = () =>
    run(program, words, {
      ...(folder === undefined ? {} : { cwd: folder }),
      env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 2 ** 24,
    })
  try {
    return (await ask()).stdout
  } catch (error) {
    // A fresh image has no package lists; an older one has lists that may have gone stale.
    if (process.getuid?.() !== 0) throw error
    await run('apt-get', ['update', '-qq'])
    return (await ask()).stdout
  }
}

/** What a package that only names the present version of another (linux-image-amd64) names now. */
export const packageBehind = async (name: string): Promise<string> => {
  const said = await apt('apt-cache', ['depends', name])
  const behind = /^ {2}Depends: (\S+)$/m.exec(said)?.[1]
  if (behind === undefined) throw new Error(`apt-cache knows nothing behind ${name}`)
  return behind
}

const unsandboxed = ['-o', 'APT::Sandbox::User=root'] // else apt warns that its user _apt cannot read our folder

/** One package alone; answers its file. */
export const fetchPackage = async (name: string, folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await apt('apt-get', ['download', '-qq', ...unsandboxed, name], folder)
  const file = (await readdir(folder)).find((each) => each.startsWith(`${name}_`) && each.endsWith('.deb'))
  if (file === undefined) throw new Error(`apt-get brought no ${name}`)
  return join(folder, file)
}

/** Of what programs depend on, their libraries are enough: no interpreter, no installer runs in such a system. */
const isLibrary = (name: string) => /^(lib(?!perl|db\d|semanage|pam|.*-perl)|zlib)/.test(name)

/** Packages and the libraries that they need, as if nothing were installed here; answers their files. */
export const fetchWithLibraries = async (names: readonly string[], folder: string): Promise<readonly string[]> => {
  await mkdir(join(folder, 'partial'), { recursive: true })
  const nothingInstalled = join(folder, 'status')
  await writeFile(nothingInstalled, '')
  const options = [
    '-o',
    `Dir::State::Status=${nothingInstalled}`,
    '-o',
    `Dir::Cache::Archives=${folder}`,
    ...unsandboxed,
  ]
  const how = ['--download-only', '--no-install-recommends', '-y', '-qq']
  await apt('apt-get', ['install', ...how, ...options, ...names])
  return (await readdir(folder))
    .filter((file) => file.endsWith('.deb'))
    .filter((file) => {
      const name = file.split('_')[0] ?? ''
      return names.includes(name) || isLibrary(name)
    })
    .sort()
    .map((file) => join(folder, file))
}

/** `packages`: files, as fetched. */
export const unpack = async (packages: readonly string[], folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true })
  for (const file of packages) await run('dpkg-deb', ['--extract', file, folder])
}
