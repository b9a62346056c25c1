// What the kernel says of every block device and of what uses them, read at one moment into plain values. Nothing is
// judged here: what a value forbids is the guards' business. What could not be read is null, and never an empty list.
import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DiskIdentity } from '../../../domain/erasure/disk-identity.ts'
import { btrfsIn, devicesNamedAtStart, mountsIn, placesIn, swapsIn, zfsIn } from './block-uses.ts'
import { bootId, numbersOf } from './device-numbers.ts'
import { isDiskName, isLoopName, nodePath } from './disk-names.ts'
import { type Hold, tryToHold } from './hold.ts'
import { exists, namesIn, textOf } from './files.ts'
import { kernelIdentities } from './identities.ts'
import { backingFileSystems, loopIdentity } from './loop-devices.ts'
import type { MountLine } from './mount-table.ts'
import { findOpeners, type Openers } from './openers.ts'
import { deviceAt, type Place, placeOf } from './place.ts'

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
  /** On another computer, and shown here by the network. */
  readonly isRemote: boolean
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

/** What this station's start names, and where it does. Null numbers for what is not attached. */
export type NamedAtStart = Place & { readonly by: 'cmdline' | 'fstab' | 'crypttab' }

export type BlockSnapshot = {
  readonly devices: readonly BlockDevice[] | null
  readonly mounts: readonly Mount[] | null
  readonly swaps: readonly Place[] | null
  readonly namedAtStart: readonly NamedAtStart[] | null
  readonly places: readonly PreciousPlace[] | null
  /** Mounted btrfs file systems: the names of their devices. */
  readonly btrfs: readonly (readonly string[])[] | null
  /** Devices and files of imported ZFS pools. */
  readonly zfs: readonly Place[] | null
  /** This start of the system. */
  readonly boot: string | null
}

export type AboutThisStation = { readonly dataFolder: string | null; readonly root?: string }

const flagOf = (text: string | null): boolean | null => (text === '1' ? true : text === '0' ? false : null)

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
  // Over a disk and not a file, the kernel notes the file system on which /dev lies: what stands there is asked first.
  const over = isDeleted ? null : (await deviceAt(path)).numbers
  const noted = over ?? (await fileSystems()).get(node)
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
    isRemote: /\/session\d+\/|\/nvme-fabrics\/|\/rport-/.test(kernel),
    isCacheMember: entries?.includes('bcache') ?? false,
    loop,
    sightings: named === undefined ? null : [named],
    hold: null, // asked last
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

const isHeldToAsk = (device: BlockDevice) =>
  device.partitionOf === null && device.sizeBytes !== 0 && (isDiskName(device.name) || device.loop !== null)

/** At the end, with nothing else to do, so that nobody is kept from a disk for longer than it takes to ask. */
const withHolds = (devices: readonly BlockDevice[], root: string): Promise<readonly BlockDevice[]> =>
  Promise.all(
    devices.map(async (device) =>
      isHeldToAsk(device) ? { ...device, hold: await tryToHold(join(root, nodePath(device.name))) } : device,
    ),
  )

/** What the kernel says of every block device, and of what uses them. What could not be read is null, and refuses. */
export const readBlockSnapshot = async (about: AboutThisStation): Promise<BlockSnapshot> => {
  const root = about.root ?? '/'
  // The tables of use are read after the devices, so that what is put to use in between is seen.
  const devices = await devicesIn(root)
  const [mounts, swaps, namedAtStart, places, btrfs, boot] = await Promise.all([
    mountsIn(root),
    swapsIn(root),
    devicesNamedAtStart(root),
    placesIn(about, root),
    btrfsIn(root),
    bootId(root),
  ])
  const zfs = await zfsIn(root, mounts)
  const asked = devices === null ? null : await withHolds(devices, root)
  return { devices: asked, mounts, swaps, namedAtStart, places, btrfs, zfs, boot }
}
