// How an Établi was installed is told from where it lies; what no package put there is not updated like one.
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findInstallation, type Surroundings } from '../../../electron/update/installation.ts'

let folder: string
let around: Surroundings
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'etabli-installed-')))
  const opt = join(folder, 'opt/Etabli')
  await mkdir(join(opt, 'resources'), { recursive: true })
  await mkdir(join(folder, 'info'))
  await writeFile(join(opt, 'etabli'), '')
  around = {
    platform: 'linux',
    arch: 'x64',
    env: {},
    execPath: join(opt, 'etabli'),
    code: join(opt, 'resources/app.asar/dist/electron/main.js'),
    isElectron: true,
    dpkgLists: join(folder, 'info'),
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const list = (name: string, ...paths: readonly string[]) =>
  writeFile(join(folder, 'info', `${name}.list`), `/.\n${paths.join('\n')}\n`)

it('Electron’s Debian package, where dpkg says that it brought the program', async () => {
  expect(await findInstallation(around)).toBeNull()
  await list('etabli', around.execPath)
  expect(await findInstallation(around)).toEqual({ form: 'deb', architecture: 'x64', program: null })
  // A copy of it in somebody's home is not it.
  expect(await findInstallation({ ...around, execPath: join(folder, 'home/etabli') })).toBeNull()
})

it('the browser shell’s Debian package', async () => {
  const code = join(folder, 'usr/lib/etabli/browser-shell.mjs')
  const shell = { ...around, isElectron: false, code }
  expect(await findInstallation(shell)).toBeNull()
  await list('etabli-navigateur', code)
  expect(await findInstallation(shell)).toEqual({ form: 'deb-browser', architecture: 'x64', program: null })
})

it('an AppImage, by the file that it was started from, and not by variables that were inherited', async () => {
  const image = join(folder, 'Etabli.AppImage')
  await writeFile(image, '')
  await symlink(image, join(folder, 'bureau'))
  const mounted = join(folder, 'opt')
  const env = { APPIMAGE: join(folder, 'bureau'), APPDIR: mounted }
  expect(await findInstallation({ ...around, env })).toEqual({
    form: 'appimage',
    architecture: 'x64',
    program: image,
  })
  expect(await findInstallation({ ...around, env: { ...env, APPDIR: join(folder, 'op') } })).toBeNull()
})

it('on Windows the portable program, and what the installer put there', async () => {
  const windows = { ...around, platform: 'win32' } as const
  expect(await findInstallation(windows)).toBeNull()
  const portable = { ...windows, env: { PORTABLE_EXECUTABLE_FILE: 'E:\\etabli.exe' } }
  expect(await findInstallation(portable)).toMatchObject({ form: 'portable', program: 'E:\\etabli.exe' })
  await writeFile(join(folder, 'opt/Etabli/Uninstall Etabli.exe'), '')
  expect(await findInstallation(windows)).toMatchObject({ form: 'nsis', program: null })
})

it('neither the sources, nor a build that was not packaged, nor another kind of computer', async () => {
  await list('etabli', around.execPath)
  expect(await findInstallation({ ...around, code: '/src/electron/update/installation.ts' })).toBeNull()
  expect(await findInstallation({ ...around, arch: 'riscv64' })).toBeNull()
  expect(await findInstallation({ ...around, platform: 'darwin' })).toBeNull()
  expect(await findInstallation()).toBeNull()
})
