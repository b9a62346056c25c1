// What the target runs from: Debian's programs and their libraries, the kernel's modules and our first process, in one
// archive that the kernel unpacks into memory. Node and our own sources are not in it; they come in with the repository.
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpioArchive, type Entry } from './cpio.ts'
import { modulesAtStart } from './kernel.ts'

/** The field's tools, what makes block layers and file systems, and what Node is linked against. */
export const packagesInside = [
  ...['busybox-static', 'dash', 'udev', 'util-linux', 'mount', 'fdisk', 'strace'],
  ...['smartmontools', 'nvme-cli', 'hdparm', 'nwipe', 'dmidecode', 'pciutils', 'pci.ids', 'iw'],
  ...['dmsetup', 'lvm2', 'mdadm', 'cryptsetup-bin', 'btrfs-progs', 'e2fsprogs', 'dosfstools', 'bcache-tools'],
  ...['libstdc++6', 'libgcc-s1'],
] as const

/** Texts nobody reads there; udev's rules that put arrays and volume groups together before a scenario asks for it. */
const isLeftOut = (path: string): boolean =>
  (/^usr\/share\//.test(path) && !/^usr\/share\/misc\/pci\.ids$/.test(path)) ||
  /^usr\/lib\/(x86_64-linux-gnu\/(gconv|audit|perl)\/|systemd\/system\/|python)/.test(path) ||
  /rules\.d\/(64-md-raid-assembly|69-lvm|69-bcache|85-hdparm)\.rules$/.test(path)

/** Debian's programs lie in /usr alone; old places lead there. */
const merged = (path: string) => path.replace(/^(bin|sbin|lib|lib64)(?=\/|$)/, 'usr/$1')
const oldPlaces = ['bin', 'sbin', 'lib', 'lib64']

const entriesOf = async (folder: string): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>()
  for (const path of await readdir(folder, { recursive: true })) {
    const place = merged(path)
    const file = join(folder, path)
    const stats = await lstat(file)
    if (isLeftOut(place) || stats.isDirectory()) continue
    if (stats.isSymbolicLink()) entries.set(place, { kind: 'link', to: await readlink(file) })
    else if (stats.isFile()) {
      entries.set(place, { kind: 'file', bytes: await readFile(file), executable: (stats.mode & 0o111) !== 0 })
    }
  }
  return entries
}

const text = (content: string, executable = false): Entry => ({ kind: 'file', bytes: Buffer.from(content), executable })

/** `programs`: unpacked packages; `modules`: as in Kernel. Answers the archive. */
export const buildInitramfs = async (programs: string, modules: string): Promise<Buffer> => {
  const init = await readFile(fileURLToPath(new URL('guest/init.sh', import.meta.url)), 'utf8')
  return cpioArchive(
    new Map<string, Entry>([
      ...['dev', 'proc', 'sys', 'run', 'tmp', 'var/lock', 'var/log', 'mnt', 'root', 'repository'].map(
        (path) => [path, { kind: 'folder' }] as const,
      ),
      ...oldPlaces.map((place) => [place, { kind: 'link', to: `usr/${place}` }] as const),
      ...(await entriesOf(programs)),
      // Not busybox's shell: that one takes its own small programs before Debian's.
      ['usr/bin/sh', { kind: 'link', to: 'dash' }],
      // Where the kernel looks when a mapping or an array needs a module.
      ['usr/sbin/modprobe', { kind: 'link', to: '../bin/busybox' }],
      ...(await entriesOf(modules)),
      ['etc/passwd', text('root:x:0:0:root:/root:/bin/sh\n')],
      ['etc/group', text('root:x:0:\ndisk:x:6:\ntty:x:5:\n')],
      ['etc/mtab', { kind: 'link', to: '../proc/self/mounts' }],
      ['etc/modules-at-start', text(`${modulesAtStart.join('\n')}\n`)],
      ['init', text(init, true)],
    ]),
  )
}
