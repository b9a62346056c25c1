// What must be known before anything can be said of any disk: where the system stands, what is mounted and from where.
// Each rule answers what is not known; as long as one of them does, no disk of this computer may be written.
import { type Reason, reason } from '../../../domain/words/reason.ts'
import type { BlockSnapshot, Mount } from '../kernel/block-devices.ts'
import { displayed } from '../kernel/displayed.ts'
import { groundOfMount, groundOfPlace } from './lineage.ts'

export const whatIsUnread = (snapshot: BlockSnapshot): readonly Reason[] =>
  (['devices', 'mounts', 'swaps', 'namedAtStart', 'places', 'btrfs', 'zfs', 'boot'] as const)
    .filter((table) => snapshot[table] === null)
    .map((table) => reason('guard.unread', { what: `guard-${table.toLowerCase()}` }))

/** One device of which the kernel's connections are not known could rest on any disk. */
export const devicesHalfRead = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.devices ?? [])
    .filter(
      (device) =>
        device.hidden === null ||
        (device.numbers === null && !device.hidden) ||
        device.holders === null ||
        device.slaves === null ||
        device.partitions === null,
    )
    .map(({ name }) => reason('guard.half-read', { name: displayed(name) }))

const liesOnDevices = (mount: Mount) =>
  !mount.numbers.startsWith('0:') || mount.kind === 'btrfs' || mount.kind === 'zfs' || mount.sources.length > 0

/** Something is mounted, and nobody can say from which disk. */
export const mountsOnUnknownGround = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.mounts ?? [])
    .filter((mount) => liesOnDevices(mount) && !groundOfMount(mount, snapshot).isCertain)
    .map(({ point }) => reason('guard.mount-unknown', { path: displayed(point) }))

export const swapsOnUnknownGround = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.swaps ?? [])
    .filter((swap) => !groundOfPlace(swap, snapshot).isCertain)
    .map(({ path }) => reason('guard.swap-unknown', { path: displayed(path) }))

/** The system, the data or the application lie on something that cannot be followed down to a disk. */
export const placesOnUnknownGround = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.places ?? [])
    .filter((place) => !groundOfPlace(place, snapshot).isCertain)
    .map(({ path }) => reason('guard.place-unknown', { path: displayed(path) }))

export const poolsOnUnknownGround = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.zfs ?? [])
    .filter((member) => !groundOfPlace(member, snapshot).isCertain)
    .map(({ path }) => reason('guard.pool-unknown', { path: displayed(path) }))

/** A loop device may stand for a file on any disk, if nobody can say on which. */
export const loopsOnUnknownGround = (snapshot: BlockSnapshot): readonly Reason[] =>
  (snapshot.devices ?? [])
    .filter(({ loop }) => loop !== null && !groundOfPlace(loop, snapshot).isCertain)
    .map(({ name }) => reason('guard.loop-unknown', { name: displayed(name) }))

const GENERAL = [
  whatIsUnread,
  devicesHalfRead,
  mountsOnUnknownGround,
  swapsOnUnknownGround,
  placesOnUnknownGround,
  poolsOnUnknownGround,
  loopsOnUnknownGround,
] as const

/** What speaks against every disk of this computer, for as long as it stands. */
export const generalRefusals = (snapshot: BlockSnapshot): readonly Reason[] => GENERAL.flatMap((rule) => rule(snapshot))
