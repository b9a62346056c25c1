// The target's kernel: Debian's own, and those of its modules that the target needs, with the modules that these need.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { fetchPackage, packageBehind, unpack } from './debian.ts'

const run = promisify(execFile)

/** Loaded when the target starts, in this order: what leads to the host, the repository and disks, and upon disks. */
export const modulesAtStart = [
  ...['virtio_pci', 'virtio_console', '9pnet_virtio', '9p'],
  ...['ahci', 'sd_mod', 'sg', 'nvme', 'xhci_pci', 'usb_storage', 'virtio_scsi'],
  ...['dm_mod', 'md_mod', 'loop'],
  ...['battery', 'ac'],
] as const

/** Loaded by whoever needs them: block layers, file systems, what encryption asks the kernel for. */
export const modulesOnDemand = [
  ...['dm_crypt', 'dm_mirror', 'dm_snapshot', 'dm_multipath', 'raid0', 'raid1', 'linear', 'bcache'],
  ...['zram', 'nbd', 'sr_mod'],
  ...['ext4', 'vfat', 'nls_ascii', 'nls_cp437', 'nls_utf8', 'btrfs', 'xfs', 'isofs', 'squashfs', 'overlay'],
  ...[
    'aes_generic',
    'aesni_intel',
    'xts',
    'cbc',
    'ecb',
    'sha256_generic',
    'crc32c_generic',
    'crc32c_intel',
    'algif_skcipher',
  ],
] as const

export type Kernel = {
  readonly version: string
  /** The bootable image. */
  readonly image: string
  /** A folder that holds `lib/modules/<version>` with its tables. */
  readonly modules: string
}

/** A module is called with - or _, as the author of each list liked. */
const plain = (name: string) => name.replaceAll('-', '_')

const fieldsOf = (module: string, field: string): readonly string[] =>
  [...module.matchAll(new RegExp(`\\0${field}=([^\\0]*)\\0`, 'g'))].map(([, value]) => value ?? '')

/** What a module says that it needs, at once (depends) or only as it runs (softdep: "pre: a b post: c"). */
const needsOf = async (file: string): Promise<readonly string[]> => {
  const text = await readFile(file, 'latin1')
  const depends = fieldsOf(text, 'depends').flatMap((value) => value.split(','))
  const soft = fieldsOf(text, 'softdep').flatMap((value) => value.split(/\s+/))
  return [...depends, ...soft.filter((word) => !word.endsWith(':'))].filter((name) => name !== '').map(plain)
}

const withNeeds = async (wanted: readonly string[], files: ReadonlyMap<string, string>) => {
  const found = new Map<string, string>()
  const queue = wanted.map(plain)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = files.get(name)
    // What is not there as a module is built into the kernel, or is only a wish (softdep).
    if (file === undefined || found.has(name)) continue
    found.set(name, file)
    queue.push(...(await needsOf(file)))
  }
  return found
}

/** Fetches and trims the kernel into `folder`. `busybox` makes the tables, which its own modprobe reads in the target. */
export const buildKernel = async (folder: string, busybox: string): Promise<Kernel> => {
  const whole = join(folder, 'package')
  await unpack([await fetchPackage(await packageBehind('linux-image-amd64'), folder)], whole)
  const [version] = await readdir(join(whole, 'lib/modules'))
  if (version === undefined) throw new Error('the kernel package holds no modules')

  const from = join(whole, 'lib/modules', version)
  const inside = (await readdir(from, { recursive: true })).filter((path) => path.endsWith('.ko'))
  const files = new Map(inside.map((path) => [plain(basename(path, '.ko')), path]))
  const absolute = new Map([...files].map(([name, path]) => [name, join(from, path)]))
  const wanted = await withNeeds([...modulesAtStart, ...modulesOnDemand], absolute)

  const modules = join(folder, 'modules')
  const to = join(modules, 'lib/modules', version)
  for (const name of wanted.keys()) {
    const path = files.get(name) ?? ''
    await mkdir(dirname(join(to, path)), { recursive: true })
    await copyFile(join(from, path), join(to, path))
  }
  for (const table of ['modules.order', 'modules.builtin', 'modules.builtin.modinfo']) {
    await copyFile(join(from, table), join(to, table))
  }
  await run(busybox, ['depmod', '-b', modules, version])
  return { version, image: join(whole, 'boot', `vmlinuz-${version}`), modules }
}
