// Never the wrong disk: every rule that can forbid writing to one, on plain values. A rule answers its reason or null; what
// is not known speaks against the disk. What the kernel says is read in kernel/block-devices.ts.
import { hasName, serialKey, wwnKey } from '../../../domain/erasure/disk-identity.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import type { BlockDevice, BlockSnapshot, PreciousPlace } from '../kernel/block-devices.ts'
import { isDiskName, isLoopName, otherKindOf } from '../kernel/disk-names.ts'
import { displayed } from '../kernel/displayed.ts'
import { generalRefusals } from './of-all.ts'
import { groundOfDevice, groundOfMount, groundOfPlace } from './lineage.ts'

export type GuardOptions = { readonly testLoopDevices: boolean }

// ---- What the device is

export type Asked = { readonly device: BlockDevice; readonly snapshot: BlockSnapshot; readonly options: GuardOptions }
export type Guard = (asked: Asked) => Reason | null

const shown = (device: BlockDevice) => ({ name: displayed(device.name) })

const isOfferedLoop = ({ device, options }: Asked) => isLoopName(device.name) && options.testLoopDevices

export const nameOfADisk: Guard = (asked) => {
  const { name } = asked.device
  if (isDiskName(name) || isLoopName(name) || asked.device.partitionOf !== null) return null
  const kind = otherKindOf(name)
  return kind === null
    ? reason('guard.name', shown(asked.device))
    : reason('guard.no-disk', { ...shown(asked.device), kind: `device-${kind}` })
}

export const noLoopDevice: Guard = (asked) =>
  isLoopName(asked.device.name) && !asked.options.testLoopDevices
    ? reason('guard.no-disk', { ...shown(asked.device), kind: 'device-loop' })
    : null

/** Over iSCSI, Fibre Channel or NVMe over a network: somebody's server, and no disk of this workshop. */
export const ofThisComputer: Guard = ({ device }) =>
  device.isRemote ? reason('guard.no-disk', { ...shown(device), kind: 'device-network' }) : null

export const wholeDisk: Guard = ({ device }) =>
  device.partitionOf === null
    ? null
    : reason('guard.partition', { ...shown(device), disk: displayed(device.partitionOf) })

export const aDriveBehindIt: Guard = (asked) =>
  asked.device.hasDrive === true || isOfferedLoop(asked) || asked.device.partitionOf !== null
    ? null
    : reason('guard.virtual', shown(asked.device))

export const notPutTogether: Guard = ({ device }) =>
  device.slaves === null || device.slaves.length > 0 ? reason('guard.put-together', shown(device)) : null

export const notHidden: Guard = ({ device }) => (device.hidden === false ? null : reason('guard.hidden', shown(device)))

export const nodeIsThatDevice: Guard = ({ device }) =>
  device.node?.isBlock === true && device.numbers !== null && device.node.numbers === device.numbers
    ? null
    : reason('guard.node', shown(device))

export const writable: Guard = ({ device }) =>
  device.readOnly === false ? null : reason('guard.read-only', shown(device))

export const mediumInIt: Guard = ({ device }) =>
  device.sizeBytes !== null && device.sizeBytes > 0 && device.hold?.state !== 'no-medium'
    ? null
    : reason('guard.no-medium', shown(device))

export const knownAttachment: Guard = ({ device }) =>
  device.sequence !== null && device.sequence !== '' ? null : reason('guard.no-sequence', shown(device))

export const fileBehindLoop: Guard = ({ device }) =>
  isLoopName(device.name) && (device.loop === null || device.loop.isDeleted || device.loop.numbers === null)
    ? reason('guard.loop-file', shown(device))
    : null

// ---- Which disk it is

const candidates = (snapshot: BlockSnapshot) =>
  (snapshot.devices ?? []).filter(
    (device) =>
      device.partitionOf === null &&
      device.hidden !== true &&
      device.sizeBytes !== 0 &&
      (isDiskName(device.name) || device.loop !== null),
  )

/** The last way of asking is the one that knows best: the drive itself. */
export const namedByItself: Guard = ({ device }) => {
  const identity = device.sightings?.at(-1)
  return identity !== undefined && hasName(identity) ? null : reason('guard.no-identity', shown(device))
}

const namesOf = (device: BlockDevice): readonly string[] =>
  (device.sightings ?? []).flatMap((identity) => {
    const [serial, wwn] = [serialKey(identity), wwnKey(identity)]
    return [...(serial === null ? [] : [`serial ${serial}`]), ...(wwn === null ? [] : [`wwn ${wwn}`])]
  })

export const namedOnce: Guard = ({ device, snapshot }) => {
  const names = new Set(namesOf(device))
  const twin = candidates(snapshot).find(
    (other) => other.name !== device.name && namesOf(other).some((name) => names.has(name)),
  )
  return twin === undefined ? null : reason('guard.same-identity', { ...shown(device), other: displayed(twin.name) })
}

/** A disk whose name nobody could ask may have the same one. */
export const othersAreNamed: Guard = ({ device, snapshot }) => {
  const nameless = candidates(snapshot).find((other) => other.name !== device.name && other.sightings === null)
  return nameless === undefined ? null : reason('guard.other-unasked', { other: displayed(nameless.name) })
}

// ---- What uses it

/** Whether this disk is on the way down from there. */
const carries = (device: BlockDevice, ground: { readonly devices: ReadonlySet<string> }) =>
  ground.devices.has(device.name)

export const nothingMounted: Guard = ({ device, snapshot }) => {
  const mount = (snapshot.mounts ?? []).find((one) => carries(device, groundOfMount(one, snapshot)))
  return mount === undefined ? null : reason('guard.mounted', { ...shown(device), path: displayed(mount.point) })
}

export const noSwap: Guard = ({ device, snapshot }) => {
  const swap = (snapshot.swaps ?? []).find((one) => carries(device, groundOfPlace(one, snapshot)))
  return swap === undefined ? null : reason('guard.swap', { ...shown(device), path: displayed(swap.path) })
}

const nothingOf =
  (role: PreciousPlace['role'], code: string): Guard =>
  ({ device, snapshot }) => {
    const place = (snapshot.places ?? []).find(
      (one) => one.role === role && carries(device, groundOfPlace(one, snapshot)),
    )
    return place === undefined ? null : reason(code, { ...shown(device), path: displayed(place.path) })
  }
export const notTheSystem = nothingOf('system', 'guard.system')
export const notTheData = nothingOf('data', 'guard.data-folder')
export const notTheApplication = nothingOf('application', 'guard.application')
export const notTheLiveMedium = nothingOf('live-medium', 'guard.live-medium')

export const notNamedAtStart: Guard = ({ device, snapshot }) => {
  const named = (snapshot.namedAtStart ?? []).find(
    (one) => one.numbers !== null && carries(device, groundOfPlace(one, snapshot)),
  )
  return named === undefined
    ? null
    : reason('guard.named-at-start', {
        ...shown(device),
        path: displayed(named.path),
        by: `guard-named-by-${named.by}`,
      })
}

const withItsPartitions = (device: BlockDevice, snapshot: BlockSnapshot): readonly BlockDevice[] => [
  device,
  ...(snapshot.devices ?? []).filter((other) => other.partitionOf === device.name),
]

/** A member of something: dm, LVM, md, multipath, bcache. */
export const memberOfNothing: Guard = ({ device, snapshot }) => {
  const above = withItsPartitions(device, snapshot).flatMap((one) => one.holders ?? ['?'])
  const resting = (snapshot.devices ?? [])
    .filter((other) => other.name !== device.name && other.partitionOf !== device.name)
    .filter((other) => other.loop === null && carries(device, groundOfDevice(other.name, snapshot)))
    .map(({ name }) => name)
  const [holder] = [...above, ...resting]
  return holder === undefined ? null : reason('guard.held', { ...shown(device), holder: displayed(holder) })
}

export const notInACache: Guard = ({ device, snapshot }) =>
  withItsPartitions(device, snapshot).some((one) => one.isCacheMember)
    ? reason('guard.held', { ...shown(device), holder: 'bcache' })
    : null

export const notInAPool: Guard = ({ device, snapshot }) => {
  const btrfs = (snapshot.btrfs ?? []).flat().some((name) => carries(device, groundOfDevice(name, snapshot)))
  if (btrfs) return reason('guard.pool', { ...shown(device), kind: 'btrfs' })
  const zfs = (snapshot.zfs ?? []).some((member) => carries(device, groundOfPlace(member, snapshot)))
  return zfs ? reason('guard.pool', { ...shown(device), kind: 'ZFS' }) : null
}

export const noLoopOverIt: Guard = ({ device, snapshot }) => {
  const loop = (snapshot.devices ?? []).find(
    (other) =>
      other.name !== device.name && other.loop !== null && carries(device, groundOfPlace(other.loop, snapshot)),
  )
  return loop === undefined ? null : reason('guard.under-loop', { ...shown(device), loop: displayed(loop.name) })
}

/** Whoever else has it, in whatever part of the system: the kernel would not give it to this station alone. */
export const hadAlone: Guard = ({ device }) => {
  switch (device.hold?.state) {
    case 'free':
    case 'no-medium':
      return null
    case 'busy':
      return reason('guard.busy', shown(device))
    case 'forbidden':
      return reason('guard.forbidden', shown(device))
    case 'silent':
      return reason('guard.silent', shown(device))
    case 'failed':
      return reason('guard.cannot-open', { ...shown(device), errno: device.hold.errno })
    case 'not-asked':
    case undefined:
      return reason('guard.not-tried', shown(device))
  }
}

/** A rescue of its data, a virtual machine, another erasure: they may have it open without asking to be alone. */
export const openedByNobody: Guard = ({ device, snapshot }) => {
  const [program] = withItsPartitions(device, snapshot).flatMap(({ openers }) => openers)
  return program === undefined ? null : reason('guard.open', { ...shown(device), program: displayed(program) })
}

export const GUARDS = {
  nameOfADisk,
  noLoopDevice,
  ofThisComputer,
  wholeDisk,
  aDriveBehindIt,
  notPutTogether,
  notHidden,
  nodeIsThatDevice,
  writable,
  mediumInIt,
  knownAttachment,
  fileBehindLoop,
  namedByItself,
  namedOnce,
  othersAreNamed,
  notTheSystem,
  notTheData,
  notTheApplication,
  notTheLiveMedium,
  notNamedAtStart,
  nothingMounted,
  noSwap,
  memberOfNothing,
  notInACache,
  notInAPool,
  noLoopOverIt,
  hadAlone,
  openedByNobody,
} as const satisfies Record<string, Guard>

/** Why this disk must not be written; empty: nothing speaks against it. One named predicate a rule; any unknown refuses. */
export const refusalsOf = (name: string, snapshot: BlockSnapshot, options: GuardOptions): readonly Reason[] => {
  const device = snapshot.devices?.find((one) => one.name === name)
  const general = generalRefusals(snapshot)
  if (device === undefined) return [reason('guard.not-there', { name: displayed(name) }), ...general]
  const own = Object.values(GUARDS).flatMap((guard) => guard({ device, snapshot, options }) ?? [])
  return [...own, ...general].slice(0, 50)
}
