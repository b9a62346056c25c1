// What the target runs from: Debian's programs and their libraries, the kernel's modules and our first process, in one
// archive that the kernel unpacks into memory. Node and our own sources are not in it; they come in with the repository.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { cpioArchive, type Entry } from '../../build/debian-system/cpio.ts'
import { entriesOf, folder, oldPlaces, textFile } from '../../build/debian-system/unpacked-root.ts'

/** The field's tools, what makes block layers and file systems, and what Node is linked against. */
export const packagesInside = [
  ...['busybox-static', 'dash', 'udev', 'util-linux', 'mount', 'fdisk', 'strace'],
  ...['smartmontools', 'nvme-cli', 'hdparm', 'nwipe', 'dmidecode', 'pciutils', 'pci.ids', 'iw'],
  ...['dmsetup', 'lvm2', 'mdadm', 'cryptsetup-bin', 'btrfs-progs', 'e2fsprogs', 'dosfstools', 'bcache-tools'],
  ...['libstdc++6', 'libgcc-s1'],
] as const

/** Loaded when the target starts, in this order: what leads to the host, the repository and disks, and upon disks. */
const modulesAtStart = [
  ...['virtio_pci', 'virtio_console', '9pnet_virtio', '9p'],
  ...['ahci', 'sd_mod', 'sg', 'nvme', 'xhci_pci', 'usb_storage', 'virtio_scsi'],
  ...['dm_mod', 'md_mod', 'loop'],
  ...['battery', 'ac'],
] as const

/** Loaded by whoever needs them: block layers, file systems, what encryption asks the kernel for. */
const modulesOnDemand = [
  ...['dm_crypt', 'dm_mirror', 'dm_snapshot', 'dm_multipath', 'raid0', 'raid1', 'linear', 'bcache'],
  ...['zram', 'nbd', 'sr_mod'],
  ...['ext4', 'vfat', 'nls_ascii', 'nls_cp437', 'nls_utf8', 'btrfs', 'xfs', 'isofs', 'squashfs', 'overlay'],
  ...['aes_generic', 'aesni_intel', 'xts', 'cbc', 'ecb', 'sha256_generic', 'crc32c_generic', 'crc32c_intel'],
  ...['algif_skcipher'],
  // What a recorded machine has besides.
  ...['efivarfs', 'e1000e', 'snd_hda_intel', 'snd_hda_codec_generic'],
] as const

export const modulesInside: readonly string[] = [...modulesAtStart, ...modulesOnDemand]

/** Texts nobody reads there; udev's rules that put arrays and volume groups together before a scenario asks for it. */
const isLeftOut = (path: string): boolean =>
  (/^usr\/share\//.test(path) && !/^usr\/share\/misc\/pci\.ids$/.test(path)) ||
  /^usr\/lib\/(x86_64-linux-gnu\/(gconv|audit|perl)\/|systemd\/system\/|python)/.test(path) ||
  /rules\.d\/(64-md-raid-assembly|69-lvm|69-bcache|85-hdparm)\.rules$/.test(path)

/** `programs`: unpacked packages; `modules`: as in Kernel. Answers the archive. */
export const buildInitramfs = async (programs: string, modules: string): Promise<Buffer> => {
  const init = await readFile(fileURLToPath(new URL('guest/init.sh', import.meta.url)), 'utf8')
  return cpioArchive(
    new Map<string, Entry>([
      ...['dev', 'proc', 'sys', 'run', 'tmp', 'var/lock', 'var/log', 'mnt', 'root', 'repository'].map(folder),
      ...oldPlaces,
      ...(await entriesOf(programs, isLeftOut)),
      // Not busybox's shell: that one takes its own small programs before Debian's.
      ['usr/bin/sh', { kind: 'link', to: 'dash' }],
      // Where the kernel looks when a mapping or an array needs a module.
      ['usr/sbin/modprobe', { kind: 'link', to: '../bin/busybox' }],
      ...(await entriesOf(modules, () => false)),
      ['etc/passwd', textFile('root:x:0:0:root:/root:/bin/sh\n')],
      ['etc/group', textFile('root:x:0:\ndisk:x:6:\ntty:x:5:\n')],
      ['etc/mtab', { kind: 'link', to: '../proc/self/mounts' }],
      ['etc/modules-at-start', textFile(`${modulesAtStart.join('\n')}\n`)],
      ['init', textFile(init, true)],
    ]),
  )
}
