// Whether a disk fits in the place of one that the report shows: by its kind, which is all that a report says of a place.
import { listMayBeShort } from '../machine/completeness.ts'
import type { Disk, DiskKind } from '../machine/hardware-report.ts'
import { isInternal } from '../machine/internal-disk.ts'
import { reason } from '../words/reason.ts'
import { no, perhaps, type Fit, type FittingMachine } from './fit-answer.ts'
import type { PartData } from './part.ts'

export type DiskPart = Extract<PartData, { kind: 'disk' }>

/** A SATA SSD goes where a hard disk was. A hard disk may be too thick for the place of an SSD, or have none at all. */
const takesThePlaceOf = (part: DiskKind, there: DiskKind | null): 'yes' | 'perhaps' | 'no' => {
  if (part === there) return part === 'nvme' || part === 'sata-ssd' || part === 'hdd' ? 'yes' : 'no'
  if (part === 'sata-ssd' && there === 'hdd') return 'yes'
  if (part === 'hdd' && there === 'sata-ssd') return 'perhaps'
  return there === null ? 'perhaps' : 'no'
}

/** The one that is missed least: failing before weak, slow before fast, small before large. */
const byWorth = (one: Disk, other: Disk): number => {
  const healths = ['failing', 'warning', null, 'good']
  const kinds = ['hdd', 'sata-ssd', 'nvme']
  return (
    healths.indexOf(one.health) - healths.indexOf(other.health) ||
    kinds.indexOf(one.kind ?? '') - kinds.indexOf(other.kind ?? '') ||
    (one.sizeBytes ?? 0) - (other.sizeBytes ?? 0)
  )
}

export const diskFit = ({ diskKind }: DiskPart, { report }: FittingMachine): Fit => {
  if (diskKind === 'emmc' || diskKind === 'sd' || diskKind === 'usb') return no(reason('parts.disk-not-internal'))
  if (report === null) return perhaps([reason('parts.disks-not-read')])
  if (diskKind === null) return perhaps([reason('parts.disk-kind-unknown')])
  const places = report.disks.flatMap((disk, position) =>
    isInternal(disk) ? [{ disk, position, takes: takesThePlaceOf(diskKind, disk.kind) }] : [],
  )
  const [best] = places.filter(({ takes }) => takes === 'yes').toSorted((one, other) => byWorth(one.disk, other.disk))
  // Verified it was; what is read in the new machine has to be settled there too.
  const notes = [reason('parts.disk-settled-there'), reason('parts.disk-look-at-form')]
  if (best !== undefined) {
    const { position, disk } = best
    return { outcome: 'fits', placement: { kind: 'in-place-of-disk', position, disk }, notes }
  }
  if (places.some(({ takes }) => takes === 'perhaps')) return perhaps([reason('parts.disk-form-unknown')], notes)
  if (places.length === 0 || listMayBeShort(report.sections.disks))
    return perhaps([reason('parts.disk-place-unknown')], notes)
  return no(reason('parts.disk-other-interface', { kind: `part-disk-${diskKind}` }))
}
