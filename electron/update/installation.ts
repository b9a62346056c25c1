// How this Établi was installed, which decides what kind of package can take its place. Only what a package put there is one: a
// build that somebody unpacked, or the sources, are updated the way they came.
import { readdir, readFile, realpath } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Architecture, UpdateForm } from '../../domain/update/manifest.ts'
import { built } from '../built.ts'

export type Installation = {
  readonly form: UpdateForm
  readonly architecture: Architecture
  /** The one file that is replaced; null where the system's own installer knows what is. */
  readonly program: string | null
}

/** The Debian packages' names, by form. */
export const debianPackages = { deb: 'etabli', 'deb-browser': 'etabli-navigateur' } as const

export type Surroundings = {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly execPath: string
  /** The file that this code lies in. */
  readonly code: string
  readonly isElectron: boolean
  /** Where dpkg keeps which files each package brought. */
  readonly dpkgLists: string
}

const here = (): Surroundings => ({
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  execPath: process.execPath,
  code: fileURLToPath(import.meta.url),
  isElectron: built?.form === 'electron',
  dpkgLists: '/var/lib/dpkg/info',
})

const isPacked = (code: string) => /[\\/]app\.asar[\\/]/.test(code)
const isInside = (path: string, folder: string) => path.startsWith(`${folder}${sep}`)
const real = (path: string) => realpath(path).catch(() => null)

const isOfPackage = async (path: string, name: string, { dpkgLists }: Surroundings): Promise<boolean> => {
  const list = await readFile(`${dpkgLists}/${name}.list`, 'utf8').catch(() => '')
  const found = await real(path)
  return list.split('\n').some((line) => line !== '' && (line === path || line === found))
}

const formHere = async (around: Surroundings): Promise<Pick<Installation, 'form' | 'program'> | null> => {
  const { platform, env, execPath, code, isElectron } = around
  if (!isElectron) {
    const isOurs = platform === 'linux' && (await isOfPackage(code, debianPackages['deb-browser'], around))
    return isOurs ? { form: 'deb-browser', program: null } : null
  }
  if (!isPacked(code)) return null
  if (platform === 'win32') {
    const portable = env['PORTABLE_EXECUTABLE_FILE']
    if (portable !== undefined && portable !== '') return { form: 'portable', program: portable }
    // What the installer leaves beside the program, and nothing else does.
    const beside = await readdir(dirname(execPath)).catch(() => [])
    return beside.some((name) => /^Uninstall .*\.exe$/i.test(name)) ? { form: 'nsis', program: null } : null
  }
  if (platform !== 'linux') return null
  const { APPIMAGE: image, APPDIR: mounted } = env
  // Started by another AppImage, a program inherits that one's variables.
  if (image !== undefined && mounted !== undefined && isInside(execPath, mounted))
    return { form: 'appimage', program: (await real(image)) ?? image }
  return (await isOfPackage(execPath, debianPackages.deb, around)) ? { form: 'deb', program: null } : null
}

const architectureOf = (arch: string): Architecture | null => (arch === 'x64' || arch === 'arm64' ? arch : null)

/** null: nothing that a package could take the place of. */
export const findInstallation = async (around: Surroundings = here()): Promise<Installation | null> => {
  const architecture = architectureOf(around.arch)
  const form = architecture === null ? null : await formHere(around)
  return architecture === null || form === null ? null : { ...form, architecture }
}
