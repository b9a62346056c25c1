// What a package file is (form, version, architecture), told from its name as the builds give it; a Debian package is asked itself.
import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { Architecture, UpdateForm } from '../../domain/update/manifest.ts'
import { Version } from '../../domain/update/version.ts'

export type PackageFacts = {
  readonly form: UpdateForm
  readonly version: Version
  readonly architecture: Architecture
}

const names: readonly (readonly [UpdateForm, RegExp])[] = [
  ['deb-browser', /^etabli-navigateur_([\d.]+)(?:-\d+)?_([a-z0-9_]+)\.deb$/],
  ['deb', /^etabli_([\d.]+)(?:-\d+)?_([a-z0-9_]+)\.deb$/],
  ['appimage', /^etabli_([\d.]+)_([a-z0-9_]+)\.AppImage$/],
  ['nsis', /^etabli-installation-([\d.]+)-([a-z0-9_]+)\.exe$/],
  ['portable', /^etabli-portable-([\d.]+)-([a-z0-9_]+)\.exe$/],
]

/** As each kind of package calls them. */
const architectures: Readonly<Record<string, Architecture>> = {
  ...{ x64: 'x64', amd64: 'x64', x86_64: 'x64' },
  ...{ arm64: 'arm64', aarch64: 'arm64' },
}

const field = (file: string, name: string) =>
  execFileSync('dpkg-deb', ['--field', file, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()

/** Throws where the name says nothing, or where a Debian package says something else than its name. */
export const factsOf = (file: string): PackageFacts => {
  const name = basename(file)
  for (const [form, pattern] of names) {
    const [, version = '', arch = ''] = pattern.exec(name) ?? []
    const architecture = architectures[arch]
    if (architecture === undefined) continue
    if (form === 'deb' || form === 'deb-browser') {
      const own = `${field(file, 'Package')} ${field(file, 'Version').replace(/-\d+$/, '')}`
      const said = `${form === 'deb' ? 'etabli' : 'etabli-navigateur'} ${version}`
      if (own !== said) throw new Error(`${name} : le paquet dit « ${own} », son nom « ${said} ».`)
    }
    return { form, version: Version.parse(version), architecture }
  }
  throw new Error(`${name} n’est pas le nom d’un paquet d’Établi (${names.map(([form]) => form).join(', ')}).`)
}
