// The Debian packages that Établi and its tests use: installed where this runs as root on Debian, else named in one
// line for the person to install.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** program → the Debian package that brings it */
const packages = {
  chromium: 'chromium',
  dmidecode: 'dmidecode',
  smartctl: 'smartmontools',
  lshw: 'lshw',
  zbarimg: 'zbar-tools',
  pdftotext: 'poppler-utils',
  strace: 'strace',
  Xvfb: 'xvfb',
  rclone: 'rclone',
  apache2: 'apache2',
  openssl: 'openssl',
  nwipe: 'nwipe',
  hdparm: 'hdparm',
  nvme: 'nvme-cli',
  strip: 'binutils',
  'qemu-system-x86_64': 'qemu-system-x86',
  mcopy: 'mtools',
  mmdebstrap: 'mmdebstrap',
  lintian: 'lintian',
  appstreamcli: 'appstream',
  'desktop-file-validate': 'desktop-file-utils',
  man: 'man-db',
} as const
export type Program = keyof typeof packages

/** What `npm run test:machine` needs here; everything inside the target comes from Debian's packages too, unpacked. */
const onlyOfTarget = ['qemu-system-x86_64', 'mcopy'] as const satisfies readonly Program[]
export const programsOfTarget: readonly Program[] = [...onlyOfTarget, 'strip']

/** What `npm run test:packages` needs here: a clean Debian to install on, and Debian's own eye on a package. */
const onlyOfPackages = [
  'mmdebstrap',
  'lintian',
  'appstreamcli',
  'desktop-file-validate',
  'man',
] as const satisfies readonly Program[]
export const programsOfPackages: readonly Program[] = [...onlyOfPackages, 'strip', 'chromium', 'pdftotext', 'zbarimg']

const all = Object.keys(packages) as readonly Program[] // the keys just written
const apart: readonly Program[] = [...onlyOfTarget, ...onlyOfPackages]
export const programsOfTests = all.filter((program) => !apart.includes(program))

// The administrator's programs are not on everybody's PATH.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']

export const isInstalled = (program: string): boolean =>
  folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Installs what is missing, and answers the packages that are still missing after that. */
export const ensureInstalled = (programs: readonly Program[]): readonly string[] => {
  const missing = () => programs.filter((program) => !isInstalled(program)).map((program) => packages[program])
  const wanted = missing()
  if (wanted.length === 0 || process.getuid?.() !== 0 || !isInstalled('apt-get')) return wanted
  console.log(`Installation des paquets Debian : ${wanted.join(' ')}`)
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 240_000,
    }).status === 0
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', ...wanted)
  // A fresh image has no package lists; an older one has lists that may have gone stale.
  if (!install()) {
    apt('update', '-qq')
    install()
  }
  return missing()
}

export const howToInstall = (missing: readonly string[]): string =>
  `Il manque : ${missing.join(' ')}. Sur Debian, en root : apt-get install ${missing.join(' ')}`
