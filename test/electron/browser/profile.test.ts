// The browser's own profile, the browser that is found, and the folder that is used when nobody names one.
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../../../electron/browser/find-browser.ts'
import { prepareProfile } from '../../../electron/browser/profile.ts'
import { quietFlags } from '../../../electron/browser/quiet-flags.ts'
import { defaultDataFolder } from '../../../electron/data-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-profile-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('the profile is quiet before the first start, and what the browser wrote since is kept', async () => {
  const profile = await prepareProfile(folder)
  const file = join(profile, 'Default', 'Preferences')
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ translate: { enabled: false } })
  await writeFile(file, '{"mine":1}')
  await prepareProfile(folder)
  expect(await readFile(file, 'utf8')).toBe('{"mine":1}')
})

test('a lock of a computer of another name is removed, one of this computer stays', async () => {
  const profile = join(folder, 'browser')
  await mkdir(profile)
  const lock = join(profile, 'SingletonLock')
  await symlink('another-computer-1234', lock)
  await prepareProfile(folder)
  await expect(lstat(lock)).rejects.toThrow()
  await symlink(`${hostname()}-1234`, lock)
  await prepareProfile(folder)
  expect((await lstat(lock)).isSymbolicLink()).toBe(true)
})

test('there is one --disable-features only: the browser heeds the last', () => {
  expect(quietFlags.filter((flag) => flag.startsWith('--disable-features='))).toHaveLength(1)
  expect(quietFlags.join(' ')).not.toMatch(/remote-debugging|no-sandbox/)
})

test('a browser is taken from PATH, the one named by the person first, and never from a snap', async () => {
  const browser = join(folder, 'chromium')
  await writeFile(browser, '')
  const find = (env: Record<string, string>) => findBrowser({ platform: 'linux', env })
  expect(await find({ PATH: folder })).toBeNull()
  await chmod(browser, 0o755)
  expect(await find({ PATH: `/nowhere:${folder}` })).toBe(browser)
  expect(await find({ PATH: folder, ETABLI_CHROMIUM: '/bin/true' })).toBe('/bin/true')
  expect(await find({ PATH: '/snap/bin:relative' })).toBeNull()
})

test('the data folder is where each system keeps such things, the demo beside it', () => {
  const on = (platform: NodeJS.Platform, env: Record<string, string>, demo = false) =>
    defaultDataFolder(demo, { platform, env, home: '/home/a' })
  expect(on('linux', {})).toBe('/home/a/.local/share/etabli')
  expect(on('linux', { XDG_DATA_HOME: '/data' }, true)).toBe('/data/etabli-demo')
  expect(on('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/a/.local/share/etabli')
  expect(on('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Etabli')
})
