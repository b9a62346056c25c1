// The Electron packages as electron-builder really makes them, around a stand-in for Electron: what is in them, which fuses
// are flipped, and what the system is told of Établi. Installers need tools that only Electron's releases bring; of the
// Debian package it is looked at what fpm, which makes it, is asked for.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '../../build/system-packages.ts'
import { readShellOptions } from '../../electron/shell-options.ts'
import { fieldTools } from '../../build/packages/field-tools.ts'
import { fusesOf, linuxDistribution, windowsDistribution } from './electron-distribution.ts'

/** As a fuse stands in the program: the digit, as a character. */
const off = '0'.charCodeAt(0)
const on = '1'.charCodeAt(0)

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''
let asked: readonly string[] = []

const pack = (env: Readonly<Record<string, string>>, ...words: string[]): string =>
  execFileSync(process.execPath, ['build/packages/package.ts', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const out = (...parts: string[]) => join(folder, 'out', ...parts)
const text = (...parts: string[]) => readFileSync(out(...parts), 'utf8')

/** In fpm's place: keeps what it was asked for, and every file that was made for this package alone. */
const recordingFpm = (kept: string) => `#!/bin/sh
for word in "$@"; do
  printf '%s\\n' "$word" >>'${kept}/words'
  case "$word" in *.desktop=/usr/share/applications/*) cp "\${word%%=*}" '${kept}/etabli.desktop' ;; esac
  case "$word" in */after-install*|*-after-install) cp "$word" '${kept}/after-install' ;; esac
done
`

/** In place of the tools that make an AppImage's file: keeps the menu entry that was to go into it. */
const recordingAppImageTools = async (tools: string): Promise<void> => {
  for (const each of ['linux-x64', 'lib/x64']) await mkdir(join(tools, each), { recursive: true })
  const squash = `#!/bin/sh\ncp "$1"/*.desktop '${tools}/etabli.desktop' && cp "$1/AppRun" "$2"\n`
  await writeFile(join(tools, 'linux-x64', 'mksquashfs'), squash, { mode: 0o755 })
  for (const each of ['linux-x64/desktop-file-validate', 'runtime-x64']) await writeFile(join(tools, each), '')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-packages-'))
  const kept = join(folder, 'fpm')
  for (const each of ['linux', 'windows', 'fpm']) await mkdir(join(folder, each))
  await linuxDistribution(join(folder, 'linux'))
  await windowsDistribution(join(folder, 'windows'))
  const fpm = join(kept, 'fpm')
  await writeFile(fpm, recordingFpm(kept), { mode: 0o755 })
  const packed = ['--out', join(folder, 'out')]
  pack({ CUSTOM_FPM_PATH: fpm }, '--linux', '--only', 'deb', '--electron', join(folder, 'linux'), ...packed)
  pack({}, '--windows', '--dir', '--electron', join(folder, 'windows'), ...packed)
  await recordingAppImageTools(join(folder, 'appimage'))
  const tools = { APPIMAGE_TOOLS_PATH: join(folder, 'appimage') }
  const elsewhere = ['--out', join(folder, 'out-appimage')]
  pack(tools, '--linux', '--only', 'AppImage', '--electron', join(folder, 'linux'), ...elsewhere)
  asked = readFileSync(join(kept, 'words'), 'utf8').trimEnd().split('\n')
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const programs = { linux: ['linux-unpacked', 'etabli'], windows: ['win-unpacked', 'Etabli.exe'] } as const
const systems = ['linux', 'windows'] as const
const archive = (system: (typeof systems)[number]) => out(programs[system][0], 'resources', 'app.asar')

describe.each(systems)('an Electron package for %s', (system) => {
  const [unpacked] = programs[system]

  it.each([
    ['runs no script as plain Node', FuseV1Options.RunAsNode, off],
    ['takes no options of Node from the environment', FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
    ['opens no door for a debugger', FuseV1Options.EnableNodeCliInspectArguments, off],
    ['encrypts cookies', FuseV1Options.EnableCookieEncryption, on],
    ['checks its archive before it is read', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
    ['loads nothing but its archive', FuseV1Options.OnlyLoadAppFromAsar, on],
    ['loads no snapshot that somebody laid there', FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, off],
    ['gives files no more rights than other pages', FuseV1Options.GrantFileProtocolExtraPrivileges, off],
  ])('%s', async (_what, fuse, state) => {
    const wire = await getCurrentFuseWire(out(...programs[system]))
    expect(wire[fuse]).toBe(state)
  })

  it('flips no fuse that is not known here: the ninth stays as Electron has it', () => {
    expect(fusesOf(readFileSync(out(...programs[system])))).toBe('010011001')
  })

  it('carries what was built and nothing beside it: no sources, no tests, no packages, no maps', () => {
    const files = listPackage(archive(system), { isPack: false })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.[^/]+$/.test(file))
    const known =
      /^\/(package\.json|dist\/(build\.json|electron\/(main\.js|preload\.cjs|machines\/[a-z-]+\.readings\.json)|renderer\/((index|diagnostic|trouble)\.html|trouble\.css|icon\.svg|THIRD-PARTY-LICENCES\.txt|assets\/[\w.-]+\.(js|css|woff2?|webp|svg|png))))$/
    expect(files.filter((file) => !known.test(file))).toEqual([])
    for (const file of ['main.js', 'preload.cjs']) expect(files).toContain(`/dist/electron/${file}`)
    expect(files).toContain('/dist/renderer/index.html')
  })

  it('holds the very bytes that were built', () => {
    for (const file of ['dist/electron/main.js', 'dist/renderer/index.html', 'dist/build.json']) {
      expect(extractFile(archive(system), join(...file.split('/'))).equals(readFileSync(join(root, file)))).toBe(true)
    }
  })

  it('starts the main process, and knows neither scripts nor tools of the workshop it was built in', () => {
    const manifest = JSON.parse(extractFile(archive(system), 'package.json').toString()) as Record<string, unknown>
    expect(manifest).toMatchObject({ name: 'etabli', main: 'dist/electron/main.js', type: 'module' })
    for (const member of ['scripts', 'devDependencies', 'build']) expect(manifest).not.toHaveProperty(member)
    // No path of the machine that built it.
    expect(JSON.stringify(manifest)).not.toContain(root)
  })

  it('leaves Electron’s own page for a missing application out', () => {
    expect(existsSync(out(unpacked, 'resources', 'default_app.asar'))).toBe(false)
  })

  it('brings the licences of Établi, of what it is made of, of Electron and of Chromium', () => {
    expect(text(unpacked, 'LICENSE.etabli.txt')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
    expect(text(unpacked, 'THIRD-PARTY-LICENCES.txt')).toContain('\nvue ')
    expect(text(unpacked, 'LICENSE.electron.txt')).toContain('Electron')
    expect(text(unpacked, 'LICENSES.chromium.html')).toContain('Chromium')
  })

  it('speaks French and English, and no other language', () => {
    expect(readdirSync(out(unpacked, 'locales')).toSorted()).toEqual(['en-US.pak', 'fr.pak'])
  })

  it('looks for updates nowhere', () => {
    expect(existsSync(out(unpacked, 'resources', 'app-update.yml'))).toBe(false)
  })
})

describe('the package for Linux', () => {
  it('brings the disk helper and a Node beside the archive, where root can read them', () => {
    const helper = out('linux-unpacked', 'resources', 'disk-helper')
    expect(readdirSync(helper).toSorted()).toEqual([
      'LICENSE.node',
      'disk-helper.mjs',
      'node',
      'read-back-worker.mjs',
      'update-installer.mjs',
    ])
    const version = execFileSync(join(helper, 'node'), ['--version'], { encoding: 'utf8' }).trim()
    expect(version).toMatch(/^v24\./)
    expect(text('linux-unpacked', 'resources', 'disk-helper', 'disk-helper.mjs')).not.toContain('sourceMappingURL')
  })

  it('is a Debian package that stands in the place of the browser shell’s', () => {
    expect(asked).toContain('--conflicts=etabli-navigateur')
    const name = asked.indexOf('--name')
    expect(asked[name + 1]).toBe('etabli')
    const file = asked[asked.indexOf('--package') + 1] ?? ''
    expect(basename(file)).toMatch(/^etabli_\d+\.\d+\.\d+_amd64\.deb$/)
  })

  it('recommends the same programs of the field as the browser shell’s package, and requires none of them', () => {
    const after = (word: string) => asked.filter((_, at) => asked[at - 1] === word)
    expect(after('--deb-recommends')).toEqual(fieldTools)
    expect(after('--depends').filter((need) => fieldTools.includes(need))).toEqual([])
  })

  it('brings every size of its icon, what its files are, and their icon', () => {
    const targets = asked.map((word) => /=(\/usr\/share\/(?:icons|mime)\/.*)$/.exec(word)?.[1]).filter(Boolean)
    expect(targets.toSorted()).toEqual([
      ...[128, 16, 24, 256, 32, 48, 512, 64].map((size) => {
        const each = `${String(size)}x${String(size)}`
        return `/usr/share/icons/hicolor/${each}/apps/etabli.png`
      }),
      '/usr/share/icons/hicolor/scalable/apps/etabli.svg',
      '/usr/share/icons/hicolor/scalable/mimetypes/etabli-file.svg',
      '/usr/share/mime/packages/etabli.xml',
    ])
    for (const word of asked.filter((each) => /=\/usr\/share\/(icons|mime)\//.test(each))) {
      expect(existsSync(word.slice(0, word.indexOf('=/usr/share/'))), word).toBe(true)
    }
  })

  it('says in the menus what it is, in French and in English, and which files it opens', () => {
    const entry = readFileSync(join(folder, 'fpm', 'etabli.desktop'), 'utf8')
    expect(entry).toContain('\nName=Établi\n')
    expect(entry).toContain('\nExec=/opt/Etabli/etabli %U\n')
    expect(entry).toMatch(/\nComment\[fr\]=.*reconditionnement/)
    expect(entry).toContain('\nStartupWMClass=etabli\n')
    expect(entry).toContain('\nMimeType=application/x-etabli-lot;application/x-etabli-releve;\n')
  })

  it.skipIf(!isInstalled('desktop-file-validate'))('has an entry for the menus that desktops accept', () => {
    execFileSync('desktop-file-validate', [join(folder, 'fpm', 'etabli.desktop')])
  })
})

describe('the AppImage', () => {
  it('is started from the menus with its sandbox, and with no word that Établi would refuse', () => {
    const entry = readFileSync(join(folder, 'appimage', 'etabli.desktop'), 'utf8')
    const words = /^Exec=AppRun(.*)$/m.exec(entry)?.[1]?.trim().split(' ') ?? []
    expect(words).toEqual(['%U'])
    expect(readShellOptions(words.slice(0, -1), true).files).toEqual([])
  })
})

describe('the package for Windows', () => {
  const resources = () => NtExecutableResource.from(NtExecutable.from(readFileSync(out('win-unpacked', 'Etabli.exe'))))

  it('knows the hash of its archive, so that a changed one is not started', () => {
    const entry = resources().entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    const { headerString } = getRawHeader(archive('windows'))
    const listed: unknown = JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString())
    expect(listed).toEqual([
      {
        file: 'resources\\app.asar',
        alg: 'SHA256',
        value: createHash('sha256').update(headerString).digest('hex'),
      },
    ])
  })

  it('bears Établi’s name and icon, in every size', () => {
    const { entries } = resources()
    const [description] = Resource.VersionInfo.fromEntries(entries)
    const [language] = description?.getAllLanguagesForStringValues() ?? []
    expect(description?.getStringValues(language ?? { lang: 0, codepage: 0 })).toMatchObject({ ProductName: 'Etabli' })
    const icons = Resource.IconGroupEntry.fromEntries(entries)[0]?.icons ?? []
    expect(icons.map(({ width }) => (width === 0 ? 256 : width))).toEqual([16, 24, 32, 48, 64, 256])
  })

  it('brings no disk helper: disks are erased on Linux only', () => {
    expect(existsSync(out('win-unpacked', 'resources', 'disk-helper'))).toBe(false)
  })

  it('says that it is not signed, where nobody gave it a signature', () => {
    const { stderr } = whatFails({}, '--windows', '--dir', '--electron', '/nowhere')
    expect(stderr).toContain('ne seront pas signés')
  })

  it('is not made at all where only half of a signature was given', () => {
    const { status, stderr } = whatFails({ ETABLI_AZURE_ENDPOINT: 'https://x.invalid' }, '--windows', '--dir')
    expect(status).toBe(1)
    expect(stderr).toContain('ETABLI_AZURE_PROFILE')
  })
})

type Ended = { readonly status: number | null; readonly stderr: string }
const whatFails = (env: Readonly<Record<string, string>>, ...words: string[]): Ended => {
  try {
    pack(env, '--out', out('nothing'), ...words)
  } catch (fault) {
    return fault as Ended // execFileSync throws what it saw of the process
  }
  throw new Error('it was packed')
}
