// What a person should know of a disk before choosing it, where nothing forbids it: a dock that answers in the disk's
// place, a medium that is only passing through, sectors that are out of reach.
import { serialKey } from '../../../domain/erasure/disk-identity.ts'
import type { Disk } from '../../../domain/machine/hardware-report.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import type { BlockDevice } from '../kernel/block-devices.ts'
import { displayed } from '../kernel/displayed.ts'

type Seen = { readonly device: BlockDevice; readonly disk: Disk; readonly hiddenBytes: number | null }

const isBehindUsb = ({ device, disk }: Seen) => device.isUsb || disk.interface === 'usb'

/** It may be the batch's key, or somebody's own. */
const removableUsb = (seen: Seen): Reason | null =>
  isBehindUsb(seen) && seen.device.removable === true ? reason('guard.removable-usb') : null

/** A dock may give every disk the same serial, its own: what is on the disk's label counts. */
const serialOfTheDock = ({ disk }: Seen): Reason | null =>
  disk.serialFrom === 'bridge' ? reason('guard.bridge-serial', { serial: displayed(disk.serial ?? '?') }) : null

/** The drive was asked through the dock and gave another serial than the dock shows: evidence carries the drive's. */
const dockHidesSerial = (seen: Seen): Reason | null => {
  const { device, disk } = seen
  if (!isBehindUsb(seen) || disk.serialFrom !== 'drive' || disk.serial === null) return null
  const [byKernel] = device.sightings ?? []
  const shown = byKernel === undefined ? null : serialKey(byKernel)
  const own = serialKey({ serial: disk.serial, wwn: null, model: null, sizeBytes: null })
  return shown === null || own === null || shown === own
    ? null
    : reason('guard.bridge-hides-serial', { serial: displayed(disk.serial), shown: displayed(byKernel?.serial ?? '?') })
}

/** Erasing it is not forbidden: what is visible should go all the same. Afterwards it cannot be said to be erased. */
const hiddenSectors = ({ hiddenBytes }: Seen): Reason | null =>
  hiddenBytes !== null && hiddenBytes > 0 ? reason('guard.hidden-sectors', { bytes: hiddenBytes }) : null

export const attentionsOf = (device: BlockDevice, disk: Disk, hiddenBytes: number | null): readonly Reason[] =>
  [hiddenSectors, removableUsb, serialOfTheDock, dockHidesSerial].flatMap(
    (rule) => rule({ device, disk, hiddenBytes }) ?? [],
  )
