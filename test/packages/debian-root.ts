// A clean Debian to install on: its root in a folder, entered in a mount namespace of its own, with nothing of this computer
// in it but the network and what a program needs of /dev. What is started in it is seen, and ended, from here.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isInstalled } from '../../build/system-packages.ts'
import { baseSystem } from './base-system.ts'

const run = promisify(execFile)

/** Why no clean Debian can be had here; empty where it can. */
export const whyNoRoot =
  process.getuid?.() !== 0 || process.platform !== 'linux'
    ? ' (skipped: only root can make a Debian of its own)'
    : isInstalled('mmdebstrap')
      ? ''
      : ' (skipped: mmdebstrap is not installed)'

/**
 * Inside: /proc of this computer, so that both sides see the same processes; a /dev with what every program may use and no
 * disk but `$devices`; the new root really is the root, because a browser's sandbox refuses to work in a chroot.
 */
const ENTER = `set -e
root=$1 archives=$2 devices=$3; shift 3
mount --bind "$root" "$root"
mount --bind "$archives" "$root/var/cache/apt/archives"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 dev "$root/dev"
for device in null zero full random urandom tty $devices; do
  : >"$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
mount --bind /dev/pts "$root/dev/pts"
ln -s /proc/self/fd "$root/dev/fd"
cd "$root"
pivot_root . mnt
umount -l /mnt
cd /
exec "$@"`

/** The person who works with Établi in there. */
export const PERSON = { name: 'amina', id: 4711, home: '/home/amina' } as const

const asPerson = [
  ...['setpriv', `--reuid=${String(PERSON.id)}`, `--regid=${String(PERSON.id)}`, '--clear-groups'],
  ...['env', '-i', `HOME=${PERSON.home}`, `USER=${PERSON.name}`, 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8'],
]
const asRoot = [
  'env',
  '-i',
  'HOME=/root',
  'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
  'LC_ALL=C.UTF-8',
  'DEBIAN_FRONTEND=noninteractive',
]

type Ways = {
  readonly as?: 'person' | 'root'
  readonly env?: Readonly<Record<string, string>>
  /** Names in /dev of block devices that are shown. */
  readonly devices?: readonly string[]
}

export type Ended = { readonly code: number; readonly out: string }

export type DebianRoot = {
  /** Where its root lies, seen from here. */
  readonly folder: string
  readonly start: (words: readonly string[], ways?: Ways) => ChildProcess
  /** Both streams together; never rejects. */
  readonly run: (words: readonly string[], ways?: Ways) => Promise<Ended>
  /** Every path in it, but what is mounted or changes by itself. */
  readonly paths: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

export const debianRoot = async (): Promise<DebianRoot> => {
  const base = await baseSystem()
  const folder = await mkdtemp(join(tmpdir(), 'etabli-debian-'))
  await chmod(folder, 0o755)
  await run('tar', ['--extract', '--file', base.archive, '--directory', folder, '--exclude=./dev/*'])
  await cp('/etc/resolv.conf', join(folder, 'etc/resolv.conf'))
  // What is lost when the power goes is no matter here, and waiting for the disk is most of an installation.
  await writeFile(join(folder, 'etc/dpkg/dpkg.cfg.d/not-synced'), 'force-unsafe-io\n')
  // No service is started in there.
  await writeFile(join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })

  const start: DebianRoot['start'] = (words, { as = 'root', env = {}, devices = [] } = {}) => {
    const who = as === 'root' ? asRoot : asPerson
    const more = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    return spawn(
      'unshare',
      [
        ...['--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'enter'],
        ...[folder, base.fetched, devices.join(' '), ...who, ...more, ...words],
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    )
  }
  const inside: DebianRoot['run'] = (words, ways) =>
    new Promise((resolve, reject) => {
      const child = start(words, ways)
      let out = ''
      const hear = (piece: Buffer) => {
        out += piece.toString()
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.stdin?.end()
      child.once('error', reject)
      child.once('close', (code) => {
        resolve({ code: code ?? -1, out })
      })
    })
  await inside(['useradd', '--create-home', `--uid=${String(PERSON.id)}`, '--shell=/bin/bash', PERSON.name])

  const passing = /^(dev|proc|sys|tmp|run|mnt|var\/(cache|log|lib\/(apt|dpkg)))\//
  return {
    folder,
    start,
    run: inside,
    paths: async () => (await readdir(folder, { recursive: true })).filter((path) => !passing.test(path)).toSorted(),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
