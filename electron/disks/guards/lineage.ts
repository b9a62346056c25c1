// What a device, a file system or a file rests on, down to the disks: through partitions, dm, LVM, md, bcache, btrfs, ZFS,
// overlays and loop devices. Where the way down is lost, that is said: then nobody knows which disk it is.
import type { BlockDevice, BlockSnapshot, Mount } from '../kernel/block-devices.ts'
import type { Place } from '../kernel/place.ts'

/** `devices`: names of all devices on the way, disks included. `isCertain`: no branch of the way was lost. */
export type Ground = { readonly devices: ReadonlySet<string>; readonly isCertain: boolean }

/** File systems that live in memory or on another computer, or show the kernel itself. */
const WITHOUT_DISK = new Set([
  ...['tmpfs', 'ramfs', 'rootfs', 'devtmpfs', 'proc', 'sysfs', 'devpts', 'cgroup', 'cgroup2', 'hugetlbfs', 'efivarfs'],
  ...['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'virtiofs', 'ceph', 'afs', 'fuse.sshfs', 'autofs'],
])

/** "0:N": a number that the kernel made up for a file system that lies on no single device. */
const isAnonymous = (numbers: string) => numbers.startsWith('0:')

const isWithin = (path: string, point: string) =>
  path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)

/** Of these, files have other numbers than the file system itself: then the nearest mount above a path is asked. */
const NUMBERED_APART = new Set(['btrfs', 'bcachefs', 'overlay'])

/** The file system on which a path lies, by its number. */
const mountUnder = (place: Place, mounts: readonly Mount[]): Mount | undefined => {
  const byNumber = mounts.findLast((mount) => mount.numbers === place.numbers)
  if (byNumber !== undefined) return byNumber
  const nearest = mounts
    .filter((mount) => isWithin(place.path, mount.point))
    .reduce<Mount | undefined>(
      (deepest, mount) => (deepest === undefined || mount.point.length >= deepest.point.length ? mount : deepest),
      undefined,
    )
  return nearest !== undefined && NUMBERED_APART.has(nearest.kind) ? nearest : undefined
}

class Descent {
  readonly devices = new Set<string>()
  isCertain = true
  readonly #seen = new Set<unknown>()
  readonly #snapshot: BlockSnapshot
  readonly #all: readonly BlockDevice[]

  constructor(snapshot: BlockSnapshot) {
    this.#snapshot = snapshot
    this.#all = snapshot.devices ?? []
    if (snapshot.devices === null) this.isCertain = false
  }

  #isNew(what: unknown): boolean {
    if (this.#seen.has(what)) return false
    this.#seen.add(what)
    return true
  }

  #lost() {
    this.isCertain = false
  }

  device(name: string) {
    const device = this.#all.find((one) => one.name === name)
    if (device === undefined) return void this.#lost()
    if (!this.#isNew(device)) return
    this.devices.add(name)
    if (device.partitionOf !== null) this.device(device.partitionOf)
    if (device.slaves === null) this.#lost()
    for (const slave of device.slaves ?? []) this.device(slave)
    if (device.loop !== null) this.place(device.loop)
  }

  numbered(numbers: string) {
    const device = this.#all.find((one) => one.numbers === numbers)
    if (device === undefined) this.#lost()
    else this.device(device.name)
  }

  place(place: Place) {
    if (place.numbers === null) return void this.#lost()
    if (!isAnonymous(place.numbers)) return void this.numbered(place.numbers)
    const mount = this.#snapshot.mounts === null ? undefined : mountUnder(place, this.#snapshot.mounts)
    if (mount === undefined) this.#lost()
    else this.mount(mount)
  }

  mount(mount: Mount) {
    if (!this.#isNew(mount)) return
    if (!isAnonymous(mount.numbers)) return void this.numbered(mount.numbers)
    if (WITHOUT_DISK.has(mount.kind)) return
    if (mount.kind === 'overlay') return void this.#layers(mount)
    const sources = mount.sources.filter(({ numbers }) => numbers !== null)
    for (const source of sources) this.place(source)
    if (mount.kind === 'btrfs') this.#btrfs()
    else if (mount.kind === 'zfs') this.#zfs()
    else if (sources.length === 0 || sources.length < mount.sources.length) this.#lost()
  }

  /** An overlay may name its folders as another part of the system saw them: one that is found is enough to stand on. */
  #layers(mount: Mount) {
    const known = mount.layers.filter(({ numbers }) => numbers !== null)
    for (const layer of known) this.place(layer)
    if (known.length === 0) this.#lost()
  }

  /** Which of the mounted btrfs this is cannot be told for certain: all their devices are in use anyhow. */
  #btrfs() {
    const systems = this.#snapshot.btrfs ?? []
    for (const name of systems.flat()) this.device(name)
    if (systems.flat().length === 0) this.#lost()
  }

  #zfs() {
    const members = this.#snapshot.zfs ?? []
    for (const member of members) this.place(member)
    if (members.length === 0) this.#lost()
  }
}

const descend = (snapshot: BlockSnapshot, step: (descent: Descent) => void): Ground => {
  const descent = new Descent(snapshot)
  step(descent)
  return { devices: descent.devices, isCertain: descent.isCertain }
}

export const groundOfDevice = (name: string, snapshot: BlockSnapshot): Ground =>
  descend(snapshot, (descent) => {
    descent.device(name)
  })

export const groundOfMount = (mount: Mount, snapshot: BlockSnapshot): Ground =>
  descend(snapshot, (descent) => {
    descent.mount(mount)
  })

export const groundOfPlace = (place: Place, snapshot: BlockSnapshot): Ground =>
  descend(snapshot, (descent) => {
    descent.place(place)
  })
