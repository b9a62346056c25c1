// npm run package -- [--linux] [--windows] [--dir | --only FORM] [--electron FOLDER] [--out FOLDER]: Electron
// packages into dist/packages/, of the system that this runs on unless others are named. --dir stops before the installers.
import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Arch, build, Platform, type CliOptions } from 'electron-builder'
import { isBuilt } from '../freshness.ts'
import { electronPackages } from './electron-builder.ts'
import { isSupported, supportEndOf } from './electron-support.ts'
import { SignatureError, windowsSignature } from './windows-signature.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const { values } = parseArgs({
  options: {
    linux: { type: 'boolean', default: false },
    windows: { type: 'boolean', default: false },
    dir: { type: 'boolean', default: false },
    only: { type: 'string' },
    electron: { type: 'string' },
    out: { type: 'string', default: 'dist/packages' },
  },
})

const platforms = [
  ...(values.linux || (!values.windows && process.platform !== 'win32') ? [Platform.LINUX] : []),
  ...(values.windows || (!values.linux && process.platform === 'win32') ? [Platform.WINDOWS] : []),
]

const packageAll = async (): Promise<void> => {
  const signature = windowsSignature(process.env)
  if (platforms.includes(Platform.WINDOWS) && signature.kind === 'unsigned') {
    console.warn('Les paquets Windows ne seront pas signés : ni CSC_LINK ni ETABLI_AZURE_… ne sont donnés.')
  }
  const config = electronPackages({
    electron: values.electron === undefined ? null : resolve(values.electron),
    output: resolve(values.out),
    signature,
    maintainer: process.env['ETABLI_MAINTAINER'] ?? 'Établi <etabli@localhost>',
    homepage: process.env['ETABLI_HOMEPAGE'] ?? 'https://localhost/',
  })
  for (const platform of platforms) {
    const order: CliOptions = {
      projectDir: root,
      publish: 'never',
      targets: platform.createTarget(values.dir ? 'dir' : (values.only ?? null), Arch.x64),
      config,
    }
    await build(order)
  }
  // electron-builder's account of itself, with this machine's paths in it.
  for (const left of ['builder-debug.yml', 'builder-effective-config.yaml']) {
    await rm(resolve(values.out, left), { force: true })
  }
}

// By the form of Electron's own file.
const { version: electron } = createRequire(import.meta.url)('electron/package.json') as { version: string }
if (!isSupported(electron, new Date())) {
  const end = supportEndOf(electron)
  console.error(
    `Electron ${electron} n’est pas empaqueté : ${end === null ? 'jusqu’à quand il est maintenu n’est pas connu' : `il n’est plus maintenu depuis le ${end}`} (build/packages/electron-support.ts).`,
  )
  process.exit(1)
}
if (!(await isBuilt())) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('../build.ts', import.meta.url))], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
}
try {
  await packageAll()
} catch (fault) {
  if (fault instanceof SignatureError) console.error(fault.message)
  else {
    console.error(fault)
    console.error('Les paquets d’Electron demandent un accès à github.com, ou --electron DOSSIER : voir le README.')
  }
  process.exitCode = 1
}
