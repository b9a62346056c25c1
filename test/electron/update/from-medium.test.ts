// An update on a key: only what the publisher signed comes into the station, whole, and whatever else lies there leaves nothing.
import { randomBytes } from 'node:crypto'
import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedManifestName, manifestName, type UpdateManifest } from '../../../domain/update/manifest.ts'
import {
  codesOf,
  install,
  newPublisher,
  publish,
  stateOf,
  take,
  type UpdatedWorkshop,
  updatedWorkshop,
} from './an-update.ts'

// One workshop: what is refused must leave it as it was, and each test begins with an empty key and nothing taken.
let here: UpdatedWorkshop
beforeAll(async () => {
  here = await updatedWorkshop()
})
afterAll(() => here.remove())
beforeEach(async () => {
  await rm(here.medium, { recursive: true })
  await mkdir(here.medium)
})
afterEach(async () => {
  await rm(join(here.data, 'updates'), { recursive: true, force: true })
})

const copies = async () =>
  (await readdir(join(here.data, 'updates')).catch(() => [])).filter((name) => name !== 'state.json')
const found = () => here.workshop.get('updates.found', { medium: here.medium })
const rewrite = (name: string, manifest: unknown) =>
  writeFile(join(here.medium, name), typeof manifest === 'string' ? manifest : JSON.stringify(manifest))

describe('an update on a key', () => {
  it('is found, copied into the station and waits there, whole', async () => {
    const { manifest, bytes, name } = await publish(here.medium, here.publisher)
    expect(await found()).toEqual([{ name, manifest, faults: [] }])
    const state = stateOf(await take(here, name))
    expect(state.taken).toEqual({ manifest, faults: [] })
    const [copy = ''] = await copies()
    expect(copy).toBe(`${manifest.sha256}.AppImage`)
    expect((await readFile(join(here.data, 'updates', copy))).equals(bytes)).toBe(true)
    expect((await stat(join(here.data, 'updates', copy))).mode & 0o777).toBe(0o600)
    // It is still there after a restart, and goes when somebody sends it away.
    here = await here.restart()
    expect((await here.workshop.get('updates.state', {})).taken).toEqual({ manifest, faults: [] })
    expect((await here.workshop.get('updates.dismiss', {})).taken).toBeNull()
    expect(await copies()).toEqual([])
  })

  it('is swept up without anything else, wherever somebody linked its folder to', async () => {
    await take(here, (await publish(here.medium, here.publisher)).name)
    const elsewhere = join(here.folder, 'letters')
    await rename(join(here.data, 'updates'), elsewhere)
    await symlink(elsewhere, join(here.data, 'updates'))
    await writeFile(join(elsewhere, 'letter.txt'), 'Chère Amina')
    await mkdir(join(elsewhere, 'photos'))
    // What was half copied goes all the same.
    await writeFile(join(elsewhere, `${'0'.repeat(64)}.AppImage.part`), 'x')
    await writeFile(join(elsewhere, 'state.json.new'), '{')
    here = await here.restart()
    expect((await readdir(elsewhere)).toSorted()).toEqual(
      [
        ...(await copies()).filter((name) => /^[0-9a-f]{64}\.AppImage$/.test(name)),
        'letter.txt',
        'photos',
        'state.json',
      ].toSorted(),
    )
    expect((await here.workshop.get('updates.state', {})).taken).not.toBeNull()
    await here.workshop.get('updates.dismiss', {})
  })

  it('may lie among other files, of which nothing is said', async () => {
    await writeFile(join(here.medium, 'photo.jpg'), 'x')
    await mkdir(join(here.medium, 'dossier'))
    await publish(here.medium, here.publisher)
    expect(await found()).toHaveLength(1)
  })

  it('under the name that a feed has it by is the same', async () => {
    const { manifest } = await publish(here.medium, here.publisher)
    const name = feedManifestName('appimage', 'x64')
    await rewrite(name, manifest)
    expect(stateOf(await take(here, name)).taken?.manifest).toEqual(manifest)
  })
})

/** What somebody may do to the key, and what is said of it. `name`: of the manifest that is then taken. */
type Attack = (signed: { manifest: UpdateManifest; name: string; file: string }) => Promise<string | undefined>
const attacks: readonly (readonly [string, string, Attack])[] = [
  [
    'signed with another key',
    'update.not-signed',
    async () => (await publish(here.medium, newPublisher(), { fileName: 'autre.AppImage' })).name,
  ],
  [
    'whose package was cut short',
    'update.package-not-the-same',
    async ({ file }) => {
      await truncate(file, 299_999)
      return undefined
    },
  ],
  [
    'whose package was made longer',
    'update.package-not-the-same',
    async ({ file }) => {
      await appendFile(file, 'x')
      return undefined
    },
  ],
  [
    'whose package is another of the same length',
    'update.package-not-the-same',
    async ({ file, manifest }) => {
      await writeFile(file, randomBytes(manifest.bytes))
      return undefined
    },
  ],
  [
    'whose package is missing',
    'update.package-missing',
    async ({ file }) => {
      await rename(file, `${file}.ailleurs`)
      return undefined
    },
  ],
  [
    'whose package is a link to the very file',
    'update.not-a-file',
    async ({ file }) => {
      await rename(file, `${file}.ailleurs`)
      await symlink(`${file}.ailleurs`, file)
      return undefined
    },
  ],
  [
    'whose package is a folder',
    'update.not-a-file',
    async ({ file }) => {
      await rename(file, `${file}.ailleurs`)
      await mkdir(file)
      return undefined
    },
  ],
  [
    'whose package is a pipe that nobody writes into',
    'update.not-a-file',
    async ({ file }) => {
      await rename(file, `${file}.ailleurs`)
      execFileSync('mkfifo', [file])
      return undefined
    },
  ],
  [
    'whose manifest is a link out of the key',
    'update.not-a-file',
    async ({ name }) => {
      const path = join(here.medium, name)
      await rename(path, join(here.folder, 'ailleurs'))
      await symlink(join(here.folder, 'ailleurs'), path)
      return undefined
    },
  ],
  [
    'whose version was raised in its manifest',
    'update.not-signed',
    async ({ manifest, name }) => {
      await rewrite(name, { ...manifest, version: '9.9.9' })
      return undefined
    },
  ],
  [
    'whose form was changed in its manifest',
    'update.not-signed',
    async ({ manifest, name }) => {
      await rewrite(name, { ...manifest, form: 'deb' })
      return undefined
    },
  ],
  [
    'whose signature is of zeros',
    'update.not-signed',
    async ({ manifest, name }) => {
      await rewrite(name, { ...manifest, signature: Buffer.alloc(64).toString('base64') })
      return undefined
    },
  ],
  ...['../secret', '/etc/passwd', '..\\secret', 'a/b', '.cache', 'C:x', 'x\0y'].map(
    (fileName): readonly [string, string, Attack] => [
      `that names ${JSON.stringify(fileName)}`,
      'update.unreadable',
      async ({ manifest, name }) => {
        await rewrite(name, { ...manifest, fileName })
        return undefined
      },
    ],
  ),
  [
    'that says one thing twice',
    'update.unreadable',
    async ({ manifest, name }) => {
      await rewrite(name, JSON.stringify(manifest).replace('{', '{"version":"0.0.1",'))
      return undefined
    },
  ],
  [
    'that says more than it may',
    'update.unreadable',
    async ({ manifest, name }) => {
      await rewrite(name, { ...manifest, then: 'rm -rf /' })
      return undefined
    },
  ],
  [
    'that has a prototype',
    'update.unreadable',
    async ({ manifest, name }) => {
      await rewrite(name, JSON.stringify(manifest).replace('{', '{"__proto__":{},'))
      return undefined
    },
  ],
  [
    'whose manifest is huge',
    'update.unreadable',
    async ({ manifest, name }) => {
      await rewrite(name, `${JSON.stringify(manifest)}${' '.repeat(1024 * 1024)}`)
      return undefined
    },
  ],
  [
    'whose manifest is no JSON',
    'update.unreadable',
    async ({ name }) => {
      await rewrite(name, randomBytes(500).toString('latin1'))
      return undefined
    },
  ],
  [
    'that claims a terabyte',
    'update.unreadable',
    async ({ manifest, name }) => {
      await rewrite(name, { ...manifest, bytes: 1024 ** 4 })
      return undefined
    },
  ],
  [
    'for Windows',
    'update.other-form',
    async () => (await publish(here.medium, here.publisher, { form: 'nsis', fileName: 'etabli.exe' })).name,
  ],
  [
    'for another processor',
    'update.other-form',
    async () => (await publish(here.medium, here.publisher, { architecture: 'arm64', fileName: 'a.AppImage' })).name,
  ],
  [
    'of the version that is there',
    'update.here-already',
    async () => (await publish(here.medium, here.publisher, { version: '0.1.0', fileName: 'a.AppImage' })).name,
  ],
  [
    'of an older version',
    'update.older',
    async () => (await publish(here.medium, here.publisher, { version: '0.0.9', fileName: 'a.AppImage' })).name,
  ],
]

describe('an update that is refused', () => {
  it.each(attacks)('%s: %s, and nothing of it stays', async (_, code, attack) => {
    const { manifest, name } = await publish(here.medium, here.publisher)
    const file = join(here.medium, manifest.fileName)
    const named = (await attack({ manifest, name, file })) ?? name
    const reply = await take(here, named)
    expect(codesOf(reply)).toEqual([code])
    expect(await copies()).toEqual([])
    expect((await here.workshop.get('updates.state', {})).taken).toBeNull()
    expect(here.workshop.faults).toEqual([])
    // What lies there is shown with the same reason, where it shows before the package is read.
    const shown = (await found()).find((each) => each.name === named)
    if (!code.startsWith('update.package') && code !== 'update.not-a-file')
      expect(shown?.faults.map((fault) => fault.code)).toEqual([code])
  })

  it('of a place that is no medium, or under a name that leads elsewhere', async () => {
    const { name } = await publish(here.medium, here.publisher)
    const { workshop, folder, medium } = here
    const ask = (from: string, named: string) =>
      workshop.ask('updates.take', { source: { kind: 'medium', medium: from, name: named } })
    expect(codesOf(await ask(folder, name))).toEqual(['medium.gone'])
    expect(codesOf(await ask(`${medium}/`, name))).toEqual(['medium.gone'])
    expect(codesOf(await ask(medium, `../media/${name}`))).toEqual(['medium.name-not-allowed'])
    expect(await copies()).toEqual([])
  })

  it('older than one that was seen, though it is later than what runs', async () => {
    const later = await publish(here.medium, here.publisher, { version: '0.4.0', fileName: 'etabli-4.AppImage' })
    stateOf(await take(here, later.name))
    await here.workshop.get('updates.dismiss', {})
    const earlier = await publish(here.medium, here.publisher, { version: '0.3.0', fileName: 'etabli-3.AppImage' })
    expect(codesOf(await take(here, earlier.name))).toEqual(['update.older-than-seen'])
    here = await here.restart()
    expect(codesOf(await take(here, earlier.name))).toEqual(['update.older-than-seen'])
    expect(stateOf(await take(here, later.name)).taken?.manifest.version).toBe('0.4.0')
  })

  it('by a build that knows no publisher, and by one that no package put there', async () => {
    const { manifest, name } = await publish(here.medium, here.publisher)
    here = await here.restart(undefined, { key: null })
    const unbelieving = await here.workshop.get('updates.state', {})
    expect(unbelieving.hindrances.map(({ code }) => code)).toEqual(['update.no-key'])
    expect(codesOf(await take(here, name))).toEqual(['update.not-signed'])
    here = await here.restart(undefined, { installation: null })
    expect((await here.workshop.get('updates.state', {})).form).toBeNull()
    expect(codesOf(await take(here, name))).toEqual(['update.not-installed'])
    expect(codesOf(await install(here.workshop, manifest))).toEqual(['update.none-taken'])
    const { name: key, program } = { name: here.publisher.name, program: here.program }
    here = await here.restart(undefined, { key, installation: { form: 'appimage', architecture: 'x64', program } })
  })
})

it('what is on the key by two names is one file, and is taken', async () => {
  const { manifest, name } = await publish(here.medium, here.publisher)
  await link(join(here.medium, manifest.fileName), join(here.medium, 'autre-nom'))
  expect(stateOf(await take(here, name)).taken?.manifest).toEqual(manifest)
})

it('a manifest of two thousand is still one list, and not longer than a screen takes', async () => {
  const { manifest } = await publish(here.medium, here.publisher)
  for (let count = 0; count < 150; count++) await rewrite(manifestName(`x${String(count)}`), manifest)
  expect(await found()).toHaveLength(100)
})
