// The update installer as it is built, a process of its own: with the real dpkg, on a system's folders that are a test's own (a mount
// namespace). It goes on to the end when the station is killed, and whatever kills it too can be done again. Needs root.
import { execFile, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { electronParts } from '../../../build/electron.config.ts'
import { signPackage } from '../../../build/signing/sign-package.ts'
import { StationError } from '../../../electron/failure.ts'
import { installByDpkg } from '../../../electron/update/installing/by-dpkg.ts'
import { node, start } from '../vault/processes.ts'
import { newPublisher } from './an-update.ts'

const run = promisify(execFile)
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
const publisher = newPublisher()
/** Folders of the system that dpkg writes into here. */
const OWN = ['var/lib/dpkg', 'var/cache', 'opt', 'var/log'] as const

let folder: string
let system: string
let wrapper: string
let script: string
beforeAll(async () => {
  if (!canMount) return
  folder = await realpath(await mkdtemp(join(tmpdir(), 'etabli-installer-')))
  const before = process.env['ETABLI_UPDATE_KEY']
  process.env['ETABLI_UPDATE_KEY'] = publisher.name
  try {
    for (const part of electronParts(folder, '0.1.0'))
      if (String(part.build?.ssr).includes('update-installer')) await build(part)
  } finally {
    if (before === undefined) delete process.env['ETABLI_UPDATE_KEY']
    else process.env['ETABLI_UPDATE_KEY'] = before
  }
  script = join(folder, 'update-installer.mjs')
}, 120_000)
afterAll(async () => {
  if (canMount) await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  if (!canMount) return
  system = await mkdtemp(join(folder, 'system-'))
  for (const own of OWN) await mkdir(join(system, own), { recursive: true })
  for (const each of ['info', 'updates', 'triggers']) await mkdir(join(system, 'var/lib/dpkg', each))
  await writeFile(join(system, 'var/lib/dpkg/status'), '')
  wrapper = join(system, 'node')
  const binds = OWN.map((own) => `mount --bind ${system}/${own} /${own}`).join(' && ')
  await writeFile(
    wrapper,
    `#!/bin/sh\nexec unshare --mount --propagation private sh -c '${binds} && exec ${node} "$@"' sh "$@"\n`,
    { mode: 0o755 },
  )
})

const deb = async (version: string, postinst = '') => {
  const tree = await mkdtemp(join(folder, 'tree-'))
  await mkdir(join(tree, 'DEBIAN'))
  await mkdir(join(tree, 'opt/Etabli'), { recursive: true })
  await writeFile(join(tree, 'opt/Etabli/etabli'), `version ${version}`)
  const control = ['Package: etabli', `Version: ${version}`, 'Architecture: amd64', 'Maintainer: E <e@localhost>']
  await writeFile(join(tree, 'DEBIAN/control'), `${[...control, 'Description: Essai'].join('\n')}\n`)
  if (postinst !== '') {
    await writeFile(join(tree, 'DEBIAN/postinst'), `#!/bin/sh\nset -e\n${postinst}\n`)
    await chmod(join(tree, 'DEBIAN/postinst'), 0o755)
  }
  await chmod(tree, 0o755)
  const file = join(folder, `etabli_${version}_amd64.deb`)
  await run('dpkg-deb', ['--build', '--root-owner-group', tree, file])
  const facts = { form: 'deb', version, architecture: 'x64', builtAt: '2026-11-20T08:00:00.000Z' } as const
  return { file, manifest: await signPackage(file, facts, publisher.key) }
}
type Made = Awaited<ReturnType<typeof deb>>

const faults: unknown[] = []
const install = async ({ file, manifest }: Made): Promise<string> => {
  faults.length = 0
  try {
    await installByDpkg(
      file,
      manifest,
      { onEvent: () => undefined, report: (fault) => faults.push(fault) },
      { node: wrapper, script, env: {} },
    )
    return 'installed'
  } catch (error) {
    return error instanceof StationError ? (error.failure.reasons[0]?.code ?? '') : String(error)
  }
}
const there = () => readFile(join(system, 'opt/Etabli/etabli'), 'utf8').catch(() => 'nothing')
const status = async () =>
  /^Status: (.*)$/m.exec(await readFile(join(system, 'var/lib/dpkg/status'), 'utf8'))?.[1] ?? 'unknown'
const until = async (what: () => Promise<boolean>) => {
  while (!(await what())) await pause(50)
}

describe.skipIf(!canMount)('the update installer, as it is built', { timeout: 120_000 }, () => {
  it('installs what the publisher of its own build signed, and nothing else', async () => {
    expect(await install(await deb('0.2.0', 'echo mis en place > /opt/Etabli/etat'))).toBe('installed')
    expect(await there()).toBe('version 0.2.0')
    expect(await readFile(join(system, 'opt/Etabli/etat'), 'utf8')).toBe('mis en place\n')
    const made = await deb('0.3.0')
    const facts = { form: 'deb', version: '0.3.0', architecture: 'x64', builtAt: '2026-11-20T08:00:00.000Z' } as const
    expect(await install({ ...made, manifest: await signPackage(made.file, facts, newPublisher().key) })).toBe(
      'update.not-signed',
    )
    expect(await there()).toBe('version 0.2.0')
    expect(await readdir(join(system, 'var/cache'))).toEqual([])
    expect(faults).toEqual([])
  })

  it('says what dpkg says where a package’s own script fails, and the next one mends it', async () => {
    await install(await deb('0.2.0'))
    expect(await install(await deb('0.3.0', 'exit 1'))).toBe('update.package-refused')
    expect(await status()).toBe('install ok half-configured')
    expect(await install(await deb('0.3.1'))).toBe('installed')
    expect(await status()).toBe('install ok installed')
    expect(await there()).toBe('version 0.3.1')
  })

  /** The station's side in a process of its own, for being killed. The package's own script waits until the test lets it go on. */
  const killedWhileInstalling = async (kill: (station: ReturnType<typeof start>) => Promise<void>) => {
    await install(await deb('0.2.0'))
    const go = join(system, 'opt/continue')
    const made = await deb('0.4.0', 'touch /opt/begun; while [ ! -e /opt/continue ]; do sleep 0.1; done')
    const station = start(node, [
      join(import.meta.dirname, 'installing-process.ts'),
      JSON.stringify({ ...made, runtime: { node: wrapper, script, env: {} } }),
    ])
    await until(() =>
      readFile(join(system, 'opt/begun')).then(
        () => true,
        () => false,
      ),
    )
    await kill(station)
    await writeFile(go, '')
  }

  it('goes on to the end when the station is killed', async () => {
    await killedWhileInstalling((station) => station.kill())
    await until(async () => (await status()) === 'install ok installed')
    expect(await there()).toBe('version 0.4.0')
    await until(async () => (await readdir(join(system, 'var/cache'))).length === 0)
  })

  it('leaves dpkg to its end even when it is killed itself, and takes the next one', async () => {
    await killedWhileInstalling(async (station) => {
      const { stdout } = await run('pgrep', ['--full', '--exact', `.*${script}`]).catch(() => ({ stdout: '' }))
      const installers = stdout.split('\n').filter((line) => line !== '')
      expect(installers.length).toBeGreaterThan(0)
      for (const pid of installers) process.kill(Number(pid), 'SIGKILL')
      await station.ended
      expect(station.lines).toEqual(['update.installer-failed'])
    })
    await until(async () => (await status()) === 'install ok installed')
    expect(await there()).toBe('version 0.4.0')
    expect(await install(await deb('0.5.0'))).toBe('installed')
    expect(await there()).toBe('version 0.5.0')
  })
})
