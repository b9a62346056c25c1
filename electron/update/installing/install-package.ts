// Installing a Debian package with the rights to: it is copied to where only these rights reach, held there against the publisher's
// signature, and given to dpkg from there. So nothing that a user's account can change is run as root, whenever it is changed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Compares, type InstalledPackage, missingNeeds } from '../../../domain/update/debian-needs.ts'
import { type Believes, signedText, type UpdateManifest } from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { failureOfFile, refuse, StationError } from '../../failure.ts'
import { debianPackages } from '../installation.ts'
import { notTheSame } from '../taking/copy.ts'
import type { InstallEvent, InstallRequest } from './protocol.ts'

export type InstallingWith = {
  readonly believes: Believes
  /** A folder that only root writes into. */
  readonly under: string
  /** Words for dpkg and dpkg-query before all others: another root, in tests. */
  readonly dpkgWords?: readonly string[]
  readonly tell: (event: InstallEvent) => void
}

const PIECE = 1024 * 1024
const OUR_FOLDERS = 'etabli-update-'
const DPKG = '/usr/bin/dpkg'
const DPKG_DEB = '/usr/bin/dpkg-deb'
const DPKG_QUERY = '/usr/bin/dpkg-query'

/** Maintainer scripts ask nobody, and find the system's programs only. */
const env = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
} as const

type Said = { readonly code: number | null; readonly output: string; readonly errors: string }

/** A system's list of packages is some 200 kB. */
const MOST_SAID = 4 * 1024 * 1024
const run = (program: string, words: readonly string[]): Promise<Said> =>
  new Promise((resolve, reject) => {
    // A group of its own: what ends the station's terminal does not end dpkg half way.
    const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, cwd: '/' })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-MOST_SAID)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-MOST_SAID)))
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code, output, errors })
    })
  })

/**
 * What it says goes into a file: dpkg then comes to its end even where this process is killed meanwhile, and no closed pipe stops
 * it half way.
 */
const runToTheEnd = async (program: string, words: readonly string[], saidIn: string): Promise<Said> => {
  const file = await open(saidIn, 'wx+', 0o600)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(program, words, { env, stdio: ['ignore', file.fd, file.fd], detached: true, cwd: '/' })
      child.once('error', reject)
      child.once('close', resolve)
    })
    return { code, output: (await readFile(saidIn, 'utf8')).slice(-MOST_SAID), errors: '' }
  } finally {
    await file.close()
  }
}

const AN_HOUR = 60 * 60_000

/** What an installer that was killed left there. One that is younger may still be read by a dpkg that goes on. */
const sweep = async (under: string): Promise<void> => {
  const names = (await readdir(under).catch(() => [])).filter((name) => name.startsWith(OUR_FOLDERS))
  for (const name of names) {
    const path = join(under, name)
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > AN_HOUR) await rm(path, { recursive: true, force: true })
  }
}

/** The line by which dpkg says what is wrong, without the path of our copy. */
const lastWords = ({ errors, output }: Said): string => {
  const lines = (errors.trim() || output.trim()).split('\n')
  const first = lines.findIndex((line) => /^dpkg(-deb)?: /.test(line))
  return lines
    .slice(Math.max(0, first))
    .filter((line) => !/^Errors were encountered/.test(line) && !/^\s*\/\S+$/.test(line))
    .join(' ')
    .replace(/\/\S*\/update\.deb/g, 'update.deb')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

const refusedByDpkg = (said: Said): never => refuse(reason('update.package-refused', { said: lastWords(said) || '?' }))

const openSource = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)

/** Hashed as it is copied: what lies in the copy is what was hashed, whatever becomes of the source meanwhile. */
const copyAlone = async (
  { file, manifest }: InstallRequest,
  to: string,
  tell: InstallingWith['tell'],
): Promise<void> => {
  const source = await openSource(file).catch(() => notTheSame(manifest))
  try {
    const found = await source.stat()
    if (!found.isFile() || found.size !== manifest.bytes) notTheSame(manifest)
    const target = await open(to, 'wx', 0o600)
    const sum = createHash('sha256')
    let done = 0
    try {
      const piece = Buffer.allocUnsafe(PIECE)
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, PIECE, done)
        if (bytesRead === 0) break
        done += bytesRead
        if (done > manifest.bytes) notTheSame(manifest)
        sum.update(piece.subarray(0, bytesRead))
        await target.writeFile(piece.subarray(0, bytesRead))
        tell({ event: 'copied', done })
      }
    } finally {
      await target.close()
    }
    if (done !== manifest.bytes || sum.digest('hex') !== manifest.sha256) notTheSame(manifest)
  } finally {
    await source.close()
  }
}

const fieldOf = async (deb: string, field: 'Package' | 'Version' | 'Depends' | 'Pre-Depends'): Promise<string> => {
  const said = await run(DPKG_DEB, ['--field', deb, field])
  return said.code === 0 ? said.output.trim() : refusedByDpkg(said)
}

/** A Debian revision may follow: 1.2.3-1. */
const isVersion = (found: string, { version }: UpdateManifest) =>
  found === version || new RegExp(`^${version.replaceAll('.', '\\.')}-\\d+$`).test(found)

/** The package itself says the same as what was signed for it. */
const requireItsOwn = async (deb: string, manifest: UpdateManifest, expected: string): Promise<string> => {
  const [found, version] = [await fieldOf(deb, 'Package'), await fieldOf(deb, 'Version')]
  if (found !== expected) refuse(reason('update.other-package', { found: found.slice(0, 100), expected }))
  return isVersion(version, manifest) ? version : notTheSame(manifest)
}

const compares: Compares = (one, relation, other) =>
  spawnSync(DPKG, ['--compare-versions', one, relation, other], { env, stdio: 'ignore' }).status === 0

const installedPackages = async (dpkgWords: readonly string[]): Promise<readonly InstalledPackage[]> => {
  const form = '${db:Status-Status}\\t${Package}\\t${Version}\\t${Provides}\\n'
  const { output } = await run(DPKG_QUERY, [...dpkgWords, '--show', `--showformat=${form}`])
  return output.split('\n').flatMap((line) => {
    const [status, name = '', version = '', provides = ''] = line.split('\t')
    return status === 'installed' ? [{ name, version, provides }] : []
  })
}

/** Nothing is fetched here: what the new version needs has to be there before it is unpacked. */
const requireNeeds = async (deb: string, dpkgWords: readonly string[]): Promise<void> => {
  const needs = [await fieldOf(deb, 'Pre-Depends'), await fieldOf(deb, 'Depends')].join(',')
  const missing = missingNeeds(needs, await installedPackages(dpkgWords), compares)
  if (missing.length > 0) refuse(reason('update.needs-packages', { packages: missing.join(', ').slice(0, 300) }))
}

/** Fails with a StationError that says why nothing, or not all, was installed. */
export const installPackage = async (
  request: InstallRequest,
  { believes, under, dpkgWords = [], tell }: InstallingWith,
): Promise<void> => {
  const { manifest } = request
  const { form, signature, fileName } = manifest
  if (!believes(signedText(manifest), signature)) refuse(reason('update.not-signed', { file: fileName }))
  if (form !== 'deb' && form !== 'deb-browser')
    return refuse(reason('update.other-form', { form: `form-${form}`, architecture: manifest.architecture }))
  let folder: string | null = null
  try {
    await sweep(under)
    folder = await mkdtemp(join(under, OUR_FOLDERS))
    const deb = join(folder, 'update.deb')
    await copyAlone(request, deb, tell)
    const name = debianPackages[form]
    const version = await requireItsOwn(deb, manifest, name)
    await requireNeeds(deb, dpkgWords)
    tell({ event: 'installing' })
    // A setting that somebody changed stays as it is. A later version that is there already is left alone.
    const words = [...dpkgWords, '--refuse-downgrade', '--force-confdef', '--force-confold']
    const installed = await runToTheEnd(DPKG, [...words, '--install', deb], join(folder, 'said'))
    if (installed.code !== 0) refusedByDpkg(installed)
    const state = await run(DPKG_QUERY, [...dpkgWords, '--show', '--showformat=${Version} ${db:Status-Status}', name])
    if (state.output.trim() !== `${version} installed`) refusedByDpkg(installed)
  } catch (error) {
    throw error instanceof StationError ? error : failureOfFile(error, 'update')
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
