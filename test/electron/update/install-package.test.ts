// A package installed for real, by dpkg and with root's rights, under a root of the tests' own: only what the publisher signed is
// run, whatever a user's account does to the copy, and whatever is interrupted can be done again.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signPackage } from '../../../build/signing/sign-package.ts'
import type { UpdateForm, UpdateManifest } from '../../../domain/update/manifest.ts'
import { StationError } from '../../../electron/failure.ts'
import { installPackage } from '../../../electron/update/installing/install-package.ts'
import type { InstallEvent } from '../../../electron/update/installing/protocol.ts'
import { believesIn } from '../../../electron/update/publisher.ts'
import { newPublisher } from './an-update.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const publisher = newPublisher()

let folder: string
let root: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'etabli-dpkg-')))
  root = join(folder, 'root')
  for (const each of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'bin'])
    await mkdir(join(root, each), { recursive: true })
  await writeFile(join(root, 'var/lib/dpkg/status'), '')
  await mkdir(join(folder, 'under'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const signed = (
  file: string,
  changes: { readonly form?: UpdateForm; readonly version?: string } = {},
  by = publisher,
): Promise<UpdateManifest> =>
  signPackage(
    file,
    { form: 'deb', version: '0.2.0', architecture: 'x64', builtAt: '2026-11-20T08:00:00.000Z', ...changes },
    by.key,
  )

type Made = {
  readonly version?: string
  /** What Debian puts behind the version. */
  readonly revision?: string
  readonly name?: string
  readonly depends?: string
  readonly preinst?: string
  readonly form?: UpdateForm
}
/** A Debian package of one file, and its manifest. */
const deb = async ({
  version = '0.2.0',
  revision = '',
  name = 'etabli',
  depends,
  preinst,
  form = 'deb',
}: Made = {}) => {
  const tree = await mkdtemp(join(folder, 'tree-'))
  await mkdir(join(tree, 'DEBIAN'))
  await mkdir(join(tree, 'opt/Etabli'), { recursive: true })
  await writeFile(join(tree, 'opt/Etabli/etabli'), `version ${version}`)
  const control = [
    ...[`Package: ${name}`, `Version: ${version}${revision}`, 'Architecture: amd64', 'Maintainer: Essai <e@localhost>'],
    ...(depends === undefined ? [] : [`Depends: ${depends}`]),
    'Description: Essai',
  ]
  await writeFile(join(tree, 'DEBIAN/control'), `${control.join('\n')}\n`)
  if (preinst !== undefined) {
    await writeFile(join(tree, 'DEBIAN/preinst'), preinst)
    await chmod(join(tree, 'DEBIAN/preinst'), 0o755)
  }
  const file = join(folder, `${name}_${version}_amd64.deb`)
  await chmod(tree, 0o755)
  await run('dpkg-deb', ['--build', '--root-owner-group', tree, file])
  return { file, manifest: await signed(file, { form, version }) }
}

const events: InstallEvent[] = []
const install = async (
  { file, manifest }: { readonly file: string; readonly manifest: UpdateManifest },
  onEvent: (event: InstallEvent) => void = () => undefined,
): Promise<string> => {
  events.length = 0
  try {
    await installPackage(
      { file, manifest },
      {
        believes: believesIn(publisher.name),
        under: join(folder, 'under'),
        dpkgWords: [`--root=${root}`],
        tell: (event) => {
          events.push(event)
          onEvent(event)
        },
      },
    )
    return 'installed'
  } catch (error) {
    return error instanceof StationError ? (error.failure.reasons[0]?.code ?? '') : String(error)
  }
}
const there = () => readFile(join(root, 'opt/Etabli/etabli'), 'utf8').catch(() => 'nothing')
const leftovers = () => readdir(join(folder, 'under'))

describe.skipIf(!isRoot)('A signed package', () => {
  it('is installed by dpkg, then the next one over it', async () => {
    expect(await install(await deb())).toBe('installed')
    expect(await there()).toBe('version 0.2.0')
    expect(events.at(-1)).toEqual({ event: 'installing' })
    expect(await install(await deb({ version: '0.3.0' }))).toBe('installed')
    expect(await there()).toBe('version 0.3.0')
    expect(await leftovers()).toEqual([])
  })

  it('of the browser shell is installed under that name', async () => {
    expect(await install(await deb({ name: 'etabli-navigateur', form: 'deb-browser' }))).toBe('installed')
  })

  it('with a Debian revision is the version that was signed', async () => {
    expect(await install(await deb({ revision: '-1' }))).toBe('installed')
    expect(await install(await deb({ version: '0.3.0', revision: '~evil1' }))).toBe('update.package-not-the-same')
    expect(await there()).toBe('version 0.2.0')
  })

  it('older than what is there changes nothing, though everything about it is signed', async () => {
    await install(await deb({ version: '0.3.0' }))
    expect(await install(await deb({ version: '0.2.0' }))).toBe('update.package-refused')
    expect(await there()).toBe('version 0.3.0')
  })

  it('that needs what is not installed is not unpacked', async () => {
    await install(await deb())
    const needy = await deb({ version: '0.3.0', depends: 'libnothere (>= 2)' })
    expect(await install(needy)).toBe('update.needs-packages')
    expect(await there()).toBe('version 0.2.0')
    const { stdout } = await run('dpkg-query', [`--root=${root}`, '--show', '--showformat=${Status}', 'etabli'])
    expect(stdout).toBe('install ok installed')
  })

  it('whose own script fails says so, and leaves what was there', async () => {
    await install(await deb())
    // There is no shell in this root: any script fails.
    expect(await install(await deb({ version: '0.3.0', preinst: '#!/bin/sh\nexit 0\n' }))).toBe(
      'update.package-refused',
    )
    expect(await there()).toBe('version 0.2.0')
    expect(await install(await deb({ version: '0.4.0' }))).toBe('installed')
    expect(await leftovers()).toEqual([])
  })
})

describe.skipIf(!isRoot)('What is refused before dpkg is asked', () => {
  const refusals: readonly (readonly [string, string, () => Promise<{ file: string; manifest: UpdateManifest }>])[] = [
    [
      'a manifest that nobody signed',
      'update.not-signed',
      async () => {
        const made = await deb()
        return { ...made, manifest: { ...made.manifest, version: '9.0.0' } }
      },
    ],
    [
      'a manifest of another publisher',
      'update.not-signed',
      async () => {
        const { file } = await deb()
        return { file, manifest: await signed(file, {}, newPublisher()) }
      },
    ],
    [
      'another file than was signed',
      'update.package-not-the-same',
      async () => {
        const made = await deb()
        const other = await deb({ version: '0.5.0' })
        return { ...made, file: other.file }
      },
    ],
    [
      'a file of the same length, one byte of it changed',
      'update.package-not-the-same',
      async () => {
        const made = await deb()
        const bytes = await readFile(made.file)
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
        await writeFile(made.file, bytes)
        return made
      },
    ],
    [
      'a link to the very file',
      'update.package-not-the-same',
      async () => {
        const made = await deb()
        await symlink(made.file, `${made.file}.link`)
        return { ...made, file: `${made.file}.link` }
      },
    ],
    [
      'a file that is gone',
      'update.package-not-the-same',
      async () => ({ ...(await deb()), file: join(folder, 'gone') }),
    ],
    [
      'a folder',
      'update.package-not-the-same',
      async () => {
        const made = await deb()
        await mkdir(join(folder, 'dossier'))
        return { ...made, file: join(folder, 'dossier') }
      },
    ],
    ['a package of another name', 'update.other-package', () => deb({ name: 'bash' })],
    [
      'a package of another form',
      'update.other-form',
      async () => {
        const { file } = await deb()
        return { file, manifest: await signed(file, { form: 'nsis' }) }
      },
    ],
    [
      'a package that says another version than was signed for it',
      'update.package-not-the-same',
      async () => {
        const { file } = await deb({ version: '0.2.0' })
        return { file, manifest: await signed(file, { version: '0.9.0' }) }
      },
    ],
    [
      'a file that is signed and is no package',
      'update.package-refused',
      async () => {
        const file = join(folder, 'etabli_0.2.0_amd64.deb')
        await writeFile(file, 'bonjour')
        return { file, manifest: await signed(file) }
      },
    ],
  ]
  it.each(refusals)('%s: %s', async (_, code, make) => {
    expect(await install(await make())).toBe(code)
    expect(await there()).toBe('nothing')
    expect(await leftovers()).toEqual([])
    expect(events.some(({ event }) => event === 'installing')).toBe(false)
  })
})

describe.skipIf(!isRoot)('A copy that is swapped', () => {
  it('after it was checked is not what dpkg gets: that one lies where nobody else reaches', async () => {
    const made = await deb()
    const said = await install(made, (event) => {
      if (event.event !== 'installing') return
      // Everything that the account can reach is changed at the last moment.
      writeFileSync(made.file, 'x')
    })
    expect(said).toBe('installed')
    expect(await there()).toBe('version 0.2.0')
  })

  it('while it is copied is refused: what was hashed is what was copied', async () => {
    const made = await deb()
    await writeFile(join(folder, 'pad'), Buffer.alloc(8 * 1024 * 1024, 7))
    const long = { ...made, file: join(folder, 'pad') }
    const manifest = await signed(long.file)
    let swapped: Promise<void> | null = null
    const said = await install({ ...long, manifest }, (event) => {
      if (event.event === 'copied' && event.done === 1024 * 1024)
        swapped ??= writeFile(long.file, Buffer.alloc(8 * 1024 * 1024, 8), { flag: 'r+' })
    })
    await swapped
    expect(['update.package-not-the-same', 'update.package-refused']).toContain(said)
    expect(await there()).toBe('nothing')
  })

  it('lies in a folder that only root opens', async () => {
    const made = await deb()
    let mode: Promise<number> | null = null
    await install(made, (event) => {
      if (event.event !== 'copied') return
      mode ??= leftovers().then(async ([name = '']) => (await stat(join(folder, 'under', name))).mode & 0o777)
    })
    expect(await mode).toBe(0o700)
  })
})
