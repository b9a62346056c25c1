// The Debian package of the browser shell on a clean Debian: it is installed with what it needs, a person does the main job with
// it, it is updated while the data stay, and it goes without leaving anything of its own behind, or taking anything of theirs.
import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir, readFile, stat, truncate } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mainPath, type Verify } from '../e2e/main-path.ts'
import { launchBrowser, openWindow, watched } from '../e2e/station.ts'
import { loopDevice, loopDevices } from '../electron/disks/loop-device.ts'
import { builtDeb, VERSION, VERSION_TO_COME } from './built-debs.ts'
import { type DebianRoot, debianRoot, type Ended, whyNoRoot } from './debian-root.ts'
import { dataFolderIn, findsItsDocuments, type InstalledStation, startInstalled } from './installed-station.ts'

const run = promisify(execFile)
const PACKAGE = 'etabli-navigateur'

describe.skipIf(whyNoRoot !== '')(`The Debian package on a clean Debian${whyNoRoot}`, { timeout: 600_000 }, () => {
  let debian: DebianRoot
  let browser: Browser
  /** Before the package was ever there. */
  let cleanPaths: readonly string[]

  beforeAll(async () => {
    debian = await debianRoot()
    browser = await launchBrowser()
    cleanPaths = await debian.paths()
    for (const version of [VERSION, VERSION_TO_COME]) {
      await copyFile(await builtDeb(version), join(debian.folder, 'root', basename(debOf(version))))
    }
    // A Debian is fetched the first time, over whatever network there is.
  }, 1_800_000)
  const running = new Set<InstalledStation>()
  afterEach(async () => {
    for (const station of running) await station.stop()
    running.clear()
  })
  afterAll(async () => {
    await browser.close()
    await debian.remove()
  })

  const debOf = (version: string) => `/root/${PACKAGE}_${version}_amd64.deb`
  const apt = (...words: string[]): Promise<Ended> =>
    debian.run(['apt-get', '-y', '-qq', '--no-install-recommends', ...words])
  const dpkg = (...words: string[]): Promise<Ended> => debian.run(['dpkg', ...words])
  const installedVersion = async (): Promise<string> =>
    (await debian.run(['dpkg-query', '--show', '--showformat=${db:Status-Status} ${Version}', PACKAGE])).out
  const started = async (): Promise<InstalledStation> => {
    const station = await startInstalled(debian)
    running.add(station)
    return station
  }
  const inWindow = async (station: InstalledStation, name: string, work: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } })
    const { page, complaints } = await openWindow(context, station)
    page.setDefaultTimeout(60_000)
    await watched(page, name, () => work(page))
    expect(complaints).toEqual([])
    await context.close()
  }
  const journal = (): Promise<Buffer> => readFile(join(dataFolderIn(debian), 'journal.log'))

  test('is installed by apt, and what it needs comes with it', async () => {
    const { code, out } = await apt('install', debOf(VERSION))
    expect(code, out).toBe(0)
    expect(await installedVersion()).toBe(`installed ${VERSION}`)
    expect((await debian.run(['which', 'chromium'])).code).toBe(0)
    // Nothing of it may be written by the people who use it.
    const listed = (await dpkg('--listfiles', PACKAGE)).out.trim().split('\n')
    expect(listed).toContain('/usr/lib/etabli/node')
    for (const path of listed) {
      const { uid, gid, mode } = await stat(join(debian.folder, path))
      expect({ path, uid, gid, shared: mode & 0o6022 }).toEqual({ path, uid: 0, gid: 0, shared: 0 })
    }
    const names = (await debian.run(['dpkg-query', '--show', '--showformat=${Recommends}', PACKAGE])).out
    for (const alternatives of names.split(', ')) {
      const known = await Promise.all(
        alternatives.split(' | ').map((name) => debian.run(['apt-cache', 'show', '--quiet=0', name])),
      )
      expect(
        known.some(({ code }) => code === 0),
        alternatives,
      ).toBe(true)
    }
  })

  test('does the main job for an ordinary person, and its certificate holds by its own command', async () => {
    const verify: Verify = async (file) => {
      await copyFile(file, join(debian.folder, 'tmp', basename(file)))
      return debian.run(['etabli-verifier', `/tmp/${basename(file)}`], { as: 'person' })
    }
    const station = await started()
    await inWindow(station, 'deb-main-path', (page) => mainPath(page, verify))
    await station.stop()
  })

  test('brings the probe, which prints a report', async () => {
    const { code, out } = await debian.run(['etabli-sonde', '--no-bench'], { as: 'person' })
    expect(code, out).toBe(0)
    expect(out).toContain('"kind": "hardware-report"')
  })

  test('takes no option that only tests have', async () => {
    const { code, out } = await debian.run(['etabli', '--no-open', '--test-loop-devices'], { as: 'person' })
    expect(code).toBe(1)
    expect(out).toContain('Mots connus')
    expect(out).not.toContain('--test-loop-devices')
  })

  test('is not updated by half a file, and goes on in its version', async () => {
    const half = join(debian.folder, 'root/half.deb')
    await copyFile(join(debian.folder, debOf(VERSION_TO_COME)), half)
    await truncate(half, Math.floor((await stat(half)).size * 0.6))
    const { code } = await dpkg('--install', '/root/half.deb')
    expect(code).not.toBe(0)
    expect((await dpkg('--audit')).out).toBe('')
    expect(await installedVersion()).toBe(`installed ${VERSION}`)
    expect((await dpkg('--verify', PACKAGE)).out).toBe('')
    const station = await started()
    await inWindow(station, 'deb-after-half', findsItsDocuments)
  })

  test.skipIf(!loopDevices.had)(
    `is neither updated nor removed while it works on a disk${loopDevices.why}`,
    async () => {
      const disk = await loopDevice(2 ** 20)
      const device = basename(disk.device)
      // The helper as the station starts it; it holds a disk open, as it does from the first guard to the last byte.
      const holding = `exec 9<${disk.device}; exec /usr/lib/etabli/node /usr/lib/etabli/disk-helper.mjs`
      const idle = debian.start(['/usr/lib/etabli/disk-helper'])
      const atWork = debian.start(['sh', '-c', holding], { devices: [device] })
      const ended = async (helper: ChildProcess) => {
        helper.stdin?.end()
        if (helper.exitCode === null) await once(helper, 'exit')
      }
      try {
        await Promise.all([idle, atWork].map(isNode))
        for (const words of [
          ['--install', debOf(VERSION_TO_COME)],
          ['--remove', PACKAGE],
          ['--purge', PACKAGE],
        ]) {
          const { code, out } = await dpkg(...words)
          expect(code, out).not.toBe(0)
          expect(out).toContain('Établi travaille sur un disque')
          expect(await installedVersion()).toBe(`installed ${VERSION}`)
          expect((await dpkg('--verify', PACKAGE)).out).toBe('')
        }
        expect(atWork.exitCode).toBe(null)
      } finally {
        await Promise.all([ended(idle), ended(atWork)])
        await disk.detach()
      }
    },
  )

  test('is updated while it is open: that is said, the open one goes on, and all data stay', async () => {
    const station = await started()
    const before = await journal()
    await inWindow(station, 'deb-before-update', async (page) => {
      await findsItsDocuments(page)
      const { code, out } = await apt('install', debOf(VERSION_TO_COME))
      expect(code, out).toBe(0)
      expect(out).toContain('Établi est ouvert')
      await page.reload()
      await page.getByText('Annulé par DAX2-000002').waitFor()
    })
    await station.stop()
    expect(await installedVersion()).toBe(`installed ${VERSION_TO_COME}`)
    const after = await started()
    await inWindow(after, 'deb-after-update', findsItsDocuments)
    await after.stop()
    expect(before.length).toBeGreaterThan(0)
    expect((await journal()).subarray(0, before.length).equals(before)).toBe(true)
  })

  test('is removed and purged: nothing of it is left, and the data are', async () => {
    const data = await readdir(dataFolderIn(debian), { recursive: true })
    const before = await journal()
    for (const words of [
      ['--remove', PACKAGE],
      ['--purge', PACKAGE],
    ]) {
      const { code, out } = await dpkg(...words)
      expect(code, out).toBe(0)
    }
    const clean = new Set(cleanPaths)
    const owned = new Set<string>()
    const info = join(debian.folder, 'var/lib/dpkg/info')
    for (const list of (await readdir(info)).filter((file) => file.endsWith('.list'))) {
      for (const path of (await readFile(join(info, list), 'utf8')).split('\n')) owned.add(path.replace(/^\//, ''))
    }
    const left = (await debian.paths()).filter(
      (path) => !clean.has(path) && !owned.has(path) && !path.startsWith('home/') && !path.startsWith('root/'),
    )
    expect(left.filter((path) => /[eé]tabli/i.test(path))).toEqual([])
    expect(await readdir(dataFolderIn(debian), { recursive: true })).toEqual(data)
    expect((await journal()).equals(before)).toBe(true)
  })

  test('broken off in the middle of its installation, it is repaired by the same command', async () => {
    const unpacking = debian.start(['dpkg', '--install', debOf(VERSION)])
    const ended = once(unpacking, 'exit')
    const node = join(debian.folder, 'usr/lib/etabli')
    while (!(await readdir(node).catch(() => [])).some((name) => name.startsWith('node'))) {
      if (unpacking.exitCode !== null) throw new Error('dpkg was done before it could be broken off')
    }
    unpacking.kill('SIGKILL')
    await ended
    expect(await installedVersion()).not.toBe(`installed ${VERSION}`)
    const { code, out } = await dpkg('--install', debOf(VERSION))
    expect(code, out).toBe(0)
    expect(await installedVersion()).toBe(`installed ${VERSION}`)
    expect((await dpkg('--verify', PACKAGE)).out).toBe('')
    const station = await started()
    await inWindow(station, 'deb-repaired', findsItsDocuments)
  })
})

/** Resolves once the process that was started has become the bundled Node. */
const isNode = async ({ pid }: ChildProcess): Promise<void> => {
  for (;;) {
    const { stdout } = await run('readlink', [`/proc/${String(pid)}/exe`])
    if (stdout.trim() === '/usr/lib/etabli/node') return
  }
}
