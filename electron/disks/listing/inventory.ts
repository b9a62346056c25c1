// The whole disks of this computer, as a person chooses among them: what each one is, why it may not be erased, what to
// know of it first; and the way back from a chosen disk to the device that it is now. Rules are in guards/. Opens nothing
// for writing.
import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DiskIdentity, identityOf, isSameIdentity } from '../../../domain/erasure/disk-identity.ts'
import type { Medium } from '../../../domain/erasure/read-back/read-back.ts'
import type { DiskHandle, DiskInventory, StationDisk } from '../../../domain/erasure/station-disk.ts'
import type { Disk } from '../../../domain/machine/hardware-report.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { findProgram } from '../../hardware/find-program.ts'
import { attentionsOf } from './attentions.ts'
import { type BlockDevice, type BlockSnapshot, readBlockSnapshot } from '../kernel/block-devices.ts'
import { instanceName, instanceOf } from '../kernel/device-numbers.ts'
import { figuresOf, figuresOfNothingBut, waysToAsk } from './disk-figures.ts'
import { isDiskName, isLoopName, nodePath } from '../kernel/disk-names.ts'
import { displayed } from '../kernel/displayed.ts'
import { refusalsOf } from '../guards/guards.ts'
import { generalRefusals } from '../guards/of-all.ts'
import { hiddenBytesAt } from './hidden-sectors.ts'
import { loopIdentity } from '../kernel/loop-devices.ts'
import { findMedium, type FoundMedium } from './medium.ts'

export type InventoryOptions = {
  readonly dataFolder: string | null
  readonly testLoopDevices: boolean
  readonly signal?: AbortSignal
}

/** A card reader without a card holds nothing. */
const isEmptyReader = (device: BlockDevice) => device.sizeBytes === 0 && device.removable === true

const isListed = (device: BlockDevice, options: InventoryOptions): boolean =>
  (isDiskName(device.name) && device.partitionOf === null && device.hidden !== true && !isEmptyReader(device)) ||
  (options.testLoopDevices && isLoopName(device.name) && device.loop !== null)

/** A loop device is erased as a hard disk is: by writing over it. */
const figuresOfLoop = (device: BlockDevice): Disk | null =>
  device.loop === null
    ? null
    : {
        ...figuresOfNothingBut(nodePath(device.name), device.numbers, loopIdentity(device.loop.path, device.sizeBytes)),
        kind: 'hdd',
        interface: 'loop',
      }

/** A disk that lsblk does not tell of is listed all the same, with what the kernel says. */
const figuresOfSilent = (device: BlockDevice): Disk =>
  figuresOfNothingBut(nodePath(device.name), device.numbers, {
    ...(device.sightings?.at(-1) ?? { serial: null, wwn: null, model: null }),
    sizeBytes: device.sizeBytes !== null && device.sizeBytes > 0 ? device.sizeBytes : null,
  })

const LOOKS = 3
const PAUSE_MS = 250

/** A disk that is just being plugged in or mounted leaves doubts for a moment: then the kernel is asked once more. */
const readWhenSteady = async (options: InventoryOptions): Promise<BlockSnapshot> => {
  let snapshot = await readBlockSnapshot(options)
  for (let looked = 1; generalRefusals(snapshot).length > 0 && looked < LOOKS; looked++) {
    await pause(PAUSE_MS)
    snapshot = await readBlockSnapshot(options)
  }
  return snapshot
}

const figuresOfAll = async (
  devices: readonly BlockDevice[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Disk>> => {
  const figures = await figuresOf(
    devices.filter(({ name }) => isDiskName(name)),
    signal,
  )
  return new Map(
    devices.map((device) => [
      device.name,
      figuresOfLoop(device) ?? figures.get(device.name) ?? figuresOfSilent(device),
    ]),
  )
}

const hiddenBytesOfAll = async (
  devices: readonly BlockDevice[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number | null>> => {
  let known: ReturnType<typeof waysToAsk> | null = null
  const ways = () => (known ??= waysToAsk(signal))
  const asked = devices.filter(({ name }) => isDiskName(name))
  return new Map(
    await Promise.all(
      asked.map(async (device) => [device.name, await hiddenBytesAt(device, { signal, ways })] as const),
    ),
  )
}

/** The size is the kernel's: what can be written is what it lets one address. */
const identityFrom = (disk: Disk, device: BlockDevice): DiskIdentity => ({
  ...identityOf(disk),
  sizeBytes: device.sizeBytes !== null && device.sizeBytes > 0 ? device.sizeBytes : null,
})

/** The snapshot, with what the drives themselves said beside what the kernel calls them. */
const withDrivesWord = (snapshot: BlockSnapshot, figures: ReadonlyMap<string, Disk>): BlockSnapshot => ({
  ...snapshot,
  devices:
    snapshot.devices?.map((device) => {
      const disk = figures.get(device.name)
      return disk === undefined || device.sightings === null
        ? device
        : { ...device, sightings: [...device.sightings, identityFrom(disk, device)] }
    }) ?? null,
})

/** Texts that a disk's maker wrote, for the eye; what is compared and recorded is in the handle. */
const forTheEye = (disk: Disk): Disk => {
  const shown = (text: string | null) => (text === null ? null : displayed(text))
  return {
    ...disk,
    vendor: shown(disk.vendor),
    model: shown(disk.model),
    serial: shown(disk.serial),
    firmware: shown(disk.firmware),
  }
}

const gapsOf = async (snapshot: BlockSnapshot): Promise<readonly Reason[]> => {
  const gaps: Reason[] = [...generalRefusals(snapshot)]
  if (process.getuid?.() !== 0) gaps.push(reason('guard.needs-root'))
  for (const program of ['lsblk', 'smartctl', 'hdparm']) {
    if ((await findProgram(program)) === null) gaps.push(reason('guard.program-missing', { program }))
  }
  return gaps.slice(0, 50)
}

export const takeInventory = async (options: InventoryOptions): Promise<DiskInventory> => {
  const first = await readWhenSteady(options)
  const listed = (first.devices ?? []).filter((device) => isListed(device, options))
  const [figures, hidden] = await Promise.all([
    figuresOfAll(listed, options.signal),
    hiddenBytesOfAll(listed, options.signal),
  ])
  options.signal?.throwIfAborted()
  const snapshot = withDrivesWord(first, figures)
  const disks = (snapshot.devices ?? []).flatMap((device): StationDisk[] => {
    const disk = figures.get(device.name)
    if (disk === undefined) return []
    return [
      {
        handle: {
          identity: identityFrom(disk, device),
          instance: instanceName(device.numbers, device.sequence, snapshot.boot),
        },
        name: device.name,
        disk: forTheEye(disk),
        refusals: [...refusalsOf(device.name, snapshot, options)],
        attentions: [...attentionsOf(device, disk, hidden.get(device.name) ?? null)],
      },
    ]
  })
  disks.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  return { disks: disks.slice(0, 256), gaps: [...(await gapsOf(snapshot))] }
}

/** The kernel's name of the disk in this attachment; null when it is gone or was plugged in anew. */
const nameNow = async (handle: DiskHandle): Promise<{ readonly name: string; readonly kernel: string } | null> => {
  const [numbers] = handle.instance.split(' ')
  if (numbers === undefined || !/^\d{1,5}:\d{1,8}$/.test(numbers)) return null
  try {
    const kernel = await realpath(`/sys/dev/block/${numbers}`)
    return (await instanceOf(kernel)) === handle.instance ? { name: basename(kernel), kernel } : null
  } catch {
    return null
  }
}

const gone = (): Reason => reason('guard.gone')

export type Erasable = {
  readonly path: string
  readonly kernel: string
  readonly medium: Medium
  readonly disk: Disk
}

/**
 * The disk that a handle names as it stands now: found again by identity and instance, every guard asked afresh. Answers
 * what is needed to open it, or why not. Opens nothing for writing.
 */
export const findErasable = async (
  handle: DiskHandle,
  options: InventoryOptions,
): Promise<Erasable | { readonly refused: readonly Reason[] }> => {
  const found = await nameNow(handle)
  if (found === null) return { refused: [gone()] }
  const before = (await readBlockSnapshot(options)).devices?.find(({ name }) => name === found.name)
  if (before === undefined) return { refused: [gone()] }
  const disk = (await figuresOfAll([before], options.signal)).get(found.name)
  options.signal?.throwIfAborted()
  if (disk === undefined) return { refused: [gone()] }

  const medium = await findMedium(nodePath(found.name), false)
  if (!('medium' in medium)) return { refused: [medium] }
  if (medium.kernel === null || medium.medium.instance !== handle.instance) return { refused: [gone()] }

  // What uses the disk is read last: asking the drive may have taken seconds.
  const snapshot = withDrivesWord(await readWhenSteady(options), new Map([[found.name, disk]]))
  const device = snapshot.devices?.find(({ name }) => name === found.name)
  if (device === undefined || instanceName(device.numbers, device.sequence, snapshot.boot) !== handle.instance) {
    return { refused: [gone()] }
  }
  const isTheChosen = [identityFrom(disk, device), medium.medium.identity].every((identity) =>
    isSameIdentity(identity, handle.identity),
  )
  if (!isTheChosen) return { refused: [reason('guard.another-disk')] }
  const refused = refusalsOf(found.name, snapshot, options)
  return refused.length > 0 ? { refused } : { path: medium.path, kernel: medium.kernel, medium: medium.medium, disk }
}

/** The disk that a handle names, for reading only: another disk by now, a partition, or a virtual device are refused. */
export const findReadable = async (
  handle: DiskHandle,
  options: InventoryOptions,
): Promise<FoundMedium | { readonly refused: readonly Reason[] }> => {
  const found = await nameNow(handle)
  if (found === null) return { refused: [gone()] }
  if (!isDiskName(found.name) && !(isLoopName(found.name) && options.testLoopDevices)) {
    return { refused: [reason('guard.name', { name: displayed(found.name) })] }
  }
  const medium = await findMedium(nodePath(found.name), false)
  if (!('medium' in medium)) return { refused: [medium] }
  if (medium.medium.instance !== handle.instance) return { refused: [gone()] }
  if (!isSameIdentity(medium.medium.identity, handle.identity)) return { refused: [reason('guard.another-disk')] }
  return medium
}
