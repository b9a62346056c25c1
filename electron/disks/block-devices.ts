// What the kernel says of every block device and of what uses them, read at one moment into plain values. Nothing is
// judged here: what a value forbids is the guards' business. What could not be read is null, and never an empty list.
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DiskIdentity } from '../../domain/erasure/disk-identity.ts'
import { bootId, numbersOf } from './device-numbers.ts'
import { isDiskName, isLoopName, nodePath } from './disk-names.ts'
import { type Hold, tryToHold } from './hold.ts'
import { kernelIdentities } from './kernel-identities.ts'
import { backingFileSystems, loopIdentity } from './loop-devices.ts'
import { mountLines, type MountLine, swapLines } from './mount-table.ts'
import { findOpeners, type Openers } from './openers.ts'
import { zfsMembers } from './zfs.ts'

/**
 * A path, and the numbers of the device that it is or, for a file or folder, of the file system on which it lies. Null
 * numbers: it cannot be asked.
 */
export type Place = { readonly path: string; readonly numbers: string | null }

export type BlockDevice = {
  /** The kernel's name ("sda", "sda1", "dm-0", "cciss!c0d0"). */
  readonly name: string
  /** Its folder under /sys/devices. */
  readonly kernel: string
  /** Major and minor number, "8:1". */
  readonly numbers: string | null
  /** What stands at /dev/<name>; null: nothing, or it cannot be asked. */
  readonly node: { readonly isBlock: boolean; readonly numbers: string } | null
  readonly sizeBytes: number | null
  readonly readOnly: boolean | null
  readonly removable: boolean | null
  readonly hidden: boolean | null
  /** Counts up with every disk that appears, so that a name used again is told from the first. */
  readonly sequence: string | null
  /** A partition's disk; null where it is none. */
  readonly partitionOf: string | null
  readonly partitions: readonly string[] | null
  /** What the kernel has put together from it, and what it is put together from (dm, md, bcache). */
  readonly holders: readonly string[] | null
  readonly slaves: readonly string[] | null
  /** Whether a drive stands behind it, and not only the kernel. */
  readonly hasDrive: boolean | null
  readonly isUsb: boolean
  readonly isCacheMember: boolean
  /** For a loop device with a file: which file, and on which file system. */
  readonly loop: (Place & { readonly isDeleted: boolean }) | null
  /** What it is called, by every way it was asked; null: it could not be asked. */
  readonly sightings: readonly DiskIdentity[] | null
  /** What came of asking to have it alone, for reading; null: not asked. */
  readonly hold: Hold | null
  /** Programs that were seen to have it open. */
  readonly openers: readonly string[]
}

export type Mount = MountLine & {
  /** The devices that its source names ("/dev/sda2"; several for bcachefs). */
  readonly sources: readonly Place[]
  /** An overlay's folders. */
  readonly layers: readonly Place[]
}

/** What must go on working: the system, this application, its data, the medium that all of it was started from. */
export type PreciousPlace = Place & { readonly role: 'system' | 'data' | 'application' | 'live-medium' }

export type BlockSnapshot = {
  readonly devices: readonly BlockDevice[] | null
  readonly mounts: readonly Mount[] | null
  readonly swaps: readonly Place[] | null
  /** What the kernel's command line names: root=, resume=, live media. Null numbers for what is not attached. */
  readonly commandLine: readonly Place[] | null
  readonly places: readonly PreciousPlace[] | null
  /** Mounted btrfs file systems: the names of their devices. */
  readonly btrfs: readonly (readonly string[])[] | null
  /** Devices and files of imported ZFS pools. */
  readonly zfs: readonly Place[] | null
  /** This start of the system. */
  readonly boot: string | null
}

export type AboutThisStation = { readonly dataFolder: string | null; readonly root?: string }

/** Where live systems keep the medium that they were started from. */
const LIVE_MEDIA = [
  ...['/run/live/medium', '/lib/live/mount/medium', '/cdrom', '/isodevice', '/run/initramfs/live'],
  ...['/run/initramfs/isoscan', '/run/archiso/bootmnt', '/run/miso/bootmnt', '/run/media/live', '/live/image'],
]
const SYSTEM = ['/', '/boot', '/boot/efi', '/efi', '/usr', '/var', '/etc', '/home']

const textOf = async (path: string): Promise<string | null> => {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch {
    return null
  }
}

const namesIn = async (folder: string): Promise<readonly string[] | null> => {
  try {
    return await readdir(folder)
  } catch {
    return null
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

const flagOf = (text: string | null): boolean | null => (text === '1' ? true : text === '0' ? false : null)

/** The device that stands at a path, else the file system on which the path lies. */
const placeOf = async (path: string): Promise<Place> => {
  try {
    const stats = await stat(path, { bigint: true })
    return { path, numbers: numbersOf(stats.isBlockDevice() ? stats.rdev : stats.dev) }
  } catch {
    return { path, numbers: null }
  }
}

/** Only what is a device: a source such as "rpool/root" or "tmpfs" is none. */
const deviceAt = async (path: string): Promise<Place> => {
  try {
    const stats = await stat(path, { bigint: true })
    return { path, numbers: stats.isBlockDevice() ? numbersOf(stats.rdev) : null }
  } catch {
    return { path, numbers: null }
  }
}

/** Where a folder that is yet to be made will lie. */
const nearestExisting = async (path: string): Promise<string> => {
  let here = path
  while (!(await exists(here)) && dirname(here) !== here) here = dirname(here)
  return realpath(here).catch(() => here)
}

const nodeOf = async (path: string): Promise<BlockDevice['node']> => {
  try {
    const stats = await lstat(path, { bigint: true })
    return { isBlock: stats.isBlockDevice(), numbers: numbersOf(stats.rdev) }
  } catch {
    return null
  }
}

const DELETED = ' (deleted)'

const loopOf = async (
  kernel: string,
  node: string,
  fileSystems: () => Promise<ReadonlyMap<string, string>>,
): Promise<BlockDevice['loop']> => {
  const written = await textOf(`${kernel}/loop/backing_file`)
  if (written === null || written === '') return null
  const isDeleted = written.endsWith(DELETED)
  const path = isDeleted ? written.slice(0, -DELETED.length) : written
  const noted = (await fileSystems()).get(node)
  return { path, isDeleted, numbers: noted ?? (isDeleted ? null : (await placeOf(path)).numbers) }
}

type Asked = {
  readonly root: string
  readonly openers: Promise<Openers>
  readonly identities: ReadonlyMap<string, DiskIdentity> | null
  readonly fileSystems: () => Promise<ReadonlyMap<string, string>>
}

const deviceNamed = async (name: string, asked: Asked): Promise<BlockDevice | null> => {
  let kernel
  try {
    kernel = await realpath(join(asked.root, 'sys/class/block', name))
  } catch {
    return null // It went away while the list was read.
  }
  const path = join(asked.root, nodePath(name))
  const isPartition = await exists(`${kernel}/partition`)
  const file = (which: string) => textOf(`${kernel}/${which}`)
  const [numbers, size, readOnly, removable, hidden, sequence, holders, slaves, entries, node] = await Promise.all([
    file('dev'),
    file('size'),
    file('ro'),
    file('removable'),
    file('hidden'),
    file('diskseq'),
    namesIn(`${kernel}/holders`),
    namesIn(`${kernel}/slaves`),
    namesIn(kernel),
    nodeOf(path),
  ])
  const loop = isLoopName(name) ? await loopOf(kernel, path, asked.fileSystems) : null
  const sizeBytes = size === null || !/^\d{1,15}$/.test(size) ? null : Number(size) * 512 // whatever its sectors are
  const isCandidate = !isPartition && sizeBytes !== 0 && (isDiskName(name) || loop !== null)
  const named = loop === null ? asked.identities?.get(name) : loopIdentity(loop.path, sizeBytes)
  // Pulled out while it was being read: what is left of it says nothing.
  if (!(await exists(kernel))) return null
  return {
    name,
    kernel,
    numbers,
    node,
    sizeBytes,
    readOnly: flagOf(readOnly),
    removable: isPartition ? false : flagOf(removable),
    hidden: isPartition || hidden === null ? false : flagOf(hidden), // older kernels have no such file
    sequence,
    partitionOf: isPartition ? basename(dirname(kernel)) : null,
    partitions: isPartition
      ? []
      : (entries?.filter((entry) => entry.startsWith(name) && entry !== name && /\d$/.test(entry)) ?? null),
    holders,
    slaves: isPartition ? [] : slaves,
    hasDrive: entries === null ? null : entries.includes('device'),
    isUsb: /\/usb\d+\//.test(kernel),
    isCacheMember: entries?.includes('bcache') ?? false,
    loop,
    sightings: named === undefined ? null : [named],
    hold: isCandidate ? await tryToHold(path) : null,
    openers: (await asked.openers).get(numbers ?? '') ?? [],
  }
}

const devicesIn = async (root: string): Promise<readonly BlockDevice[] | null> => {
  const names = await namesIn(join(root, 'sys/class/block'))
  if (names === null || names.length === 0) return null
  let fileSystems: Promise<ReadonlyMap<string, string>> | null = null
  const asked: Asked = {
    root,
    openers: findOpeners(),
    identities: await kernelIdentities(),
    fileSystems: () => (fileSystems ??= backingFileSystems()),
  }
  const devices = await Promise.all(names.map((name) => deviceNamed(name, asked)))
  return devices.filter((device) => device !== null)
}

const LAYERS = /^(lowerdir|upperdir|workdir|lowerdir\+|datadir\+)=(.*)$/s

const mountOf = async (line: MountLine, root: string): Promise<Mount> => {
  const sources = line.source.split(':').filter((part) => part.startsWith('/dev/'))
  const layers =
    line.kind === 'overlay' ? line.options.flatMap((option) => LAYERS.exec(option)?.[2]?.split(/:+/) ?? []) : []
  return {
    ...line,
    sources: await Promise.all(sources.map((source) => deviceAt(join(root, source)))),
    layers: await Promise.all(layers.filter((layer) => layer !== '').map((layer) => placeOf(join(root, layer)))),
  }
}

/** What this process sees mounted, and what the first process does: an application in a box of its own sees less. */
const mountsIn = async (root: string): Promise<readonly Mount[] | null> => {
  const [own, first] = await Promise.all([
    textOf(join(root, 'proc/self/mountinfo')),
    textOf(join(root, 'proc/1/mountinfo')),
  ])
  const ours = own === null ? null : mountLines(own)
  const theirs = first === null ? [] : mountLines(first)
  if (ours === null || theirs === null) return null
  const key = (line: MountLine) => JSON.stringify([line.numbers, line.point, line.root, line.source])
  const known = new Set(ours.map(key))
  const all = [...theirs.filter((line) => !known.has(key(line))), ...ours]
  return Promise.all(all.map((line) => mountOf(line, root)))
}

const swapsIn = async (root: string): Promise<readonly Place[] | null> => {
  const table = await textOf(join(root, 'proc/swaps'))
  const lines = table === null ? null : swapLines(table)
  return lines === null ? null : Promise.all(lines.map(({ path }) => placeOf(join(root, path))))
}

/** udev writes names in its links so: ASCII other than these characters in hexadecimal, everything else as it is. */
const linkName = (text: string) =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0
      return code > 0x7f || /[A-Za-z0-9#+\-.:=@_]/.test(char) ? char : `\\x${code.toString(16).padStart(2, '0')}`
    })
    .join('')

const BY: Readonly<Record<string, string>> = {
  UUID: 'by-uuid',
  LABEL: 'by-label',
  CDLABEL: 'by-label',
  PARTUUID: 'by-partuuid',
  PARTLABEL: 'by-partlabel',
}

/** Every device that an argument of the kernel's command line names, in whatever form: root=UUID=…, live:/dev/sdb1. */
export const devicesNamedIn = (commandLine: string): readonly string[] =>
  (commandLine.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).flatMap((argument) => {
    const value = argument.replaceAll('"', '').split('=').slice(1).join('=')
    const path = /\/dev\/[^\s,:]+/.exec(value)?.[0]
    const tag = /\b(UUID|LABEL|CDLABEL|PARTUUID|PARTLABEL)=([^\s,]+)/.exec(value)
    const folder = BY[tag?.[1] ?? '']
    return [
      ...(path === undefined ? [] : [path]),
      ...(folder === undefined || tag?.[2] === undefined ? [] : [`/dev/disk/${folder}/${linkName(tag[2])}`]),
    ]
  })

const commandLineIn = async (root: string): Promise<readonly Place[] | null> => {
  const text = await textOf(join(root, 'proc/cmdline'))
  return text === null ? null : Promise.all(devicesNamedIn(text).map((path) => deviceAt(join(root, path))))
}

/** An AppImage runs from a file system of its own, which lies in the file that was started. */
const executable = (): string => {
  const { APPIMAGE: file, APPDIR: folder } = process.env
  const isInside = folder !== undefined && process.execPath.startsWith(`${folder}/`)
  return isInside && file !== undefined ? file : process.execPath
}

const placesIn = async (about: AboutThisStation, root: string): Promise<readonly PreciousPlace[]> => {
  const roles: (readonly [PreciousPlace['role'], string])[] = [
    ['application', executable()],
    ['application', process.env['APPIMAGE'] === undefined ? import.meta.dirname : executable()],
  ]
  for (const path of SYSTEM) if (await exists(join(root, path))) roles.push(['system', join(root, path)])
  for (const path of LIVE_MEDIA) if (await exists(join(root, path))) roles.push(['live-medium', join(root, path)])
  if (about.dataFolder !== null) roles.push(['data', await nearestExisting(about.dataFolder)])
  return Promise.all(
    roles.map(async ([role, path]) => ({ ...(await placeOf(await realpath(path).catch(() => path))), role })),
  )
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

const btrfsIn = async (root: string): Promise<BlockSnapshot['btrfs']> => {
  const folder = join(root, 'sys/fs/btrfs')
  if (!(await exists(folder))) return []
  const systems = (await namesIn(folder))?.filter((name) => UUID.test(name)) ?? null
  if (systems === null) return null
  const members = await Promise.all(systems.map((name) => namesIn(`${folder}/${name}/devices`)))
  const known = members.filter((names) => names !== null)
  return known.length === members.length ? known : null
}

const zfsIn = async (root: string, mounts: readonly Mount[] | null): Promise<readonly Place[] | null> => {
  const paths = await zfsMembers(root, mounts?.some(({ kind }) => kind === 'zfs') ?? false)
  return paths === null ? null : Promise.all(paths.map((path) => placeOf(join(root, path))))
}

/** What the kernel says of every block device, and of what uses them. What could not be read is null, and refuses. */
export const readBlockSnapshot = async (about: AboutThisStation): Promise<BlockSnapshot> => {
  const root = about.root ?? '/'
  // The tables of use are read after the devices, so that what is put to use in between is seen.
  const devices = await devicesIn(root)
  const [mounts, swaps, commandLine, places, btrfs, boot] = await Promise.all([
    mountsIn(root),
    swapsIn(root),
    commandLineIn(root),
    placesIn(about, root),
    btrfsIn(root),
    bootId(root),
  ])
  return { devices, mounts, swaps, commandLine, places, btrfs, zfs: await zfsIn(root, mounts), boot }
}
