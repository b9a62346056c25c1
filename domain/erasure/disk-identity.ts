// What makes a disk that disk: its serial, its WWN, its model and its size. Paths such as /dev/sda never do. Which
// sightings are one disk is decided in sightings.ts.
import { z } from 'zod'
import type { Disk } from '../machine/hardware-report.ts'
import { isPlaceholder } from '../machine/placeholders.ts'

export const DiskIdentity = z.strictObject({
  serial: z.string().max(200).nullable(),
  wwn: z.string().max(60).nullable(),
  model: z.string().max(200).nullable(),
  sizeBytes: z.number().int().positive().nullable(),
})
export type DiskIdentity = z.infer<typeof DiskIdentity>

/** The identity of a disk as a report shows it. */
export const identityOf = (disk: Disk): DiskIdentity => ({
  serial: disk.serial?.slice(0, 200) ?? null,
  wwn: disk.wwn?.slice(0, 60) ?? null,
  model: disk.model?.slice(0, 200) ?? null,
  sizeBytes: disk.sizeBytes,
})

/** Word for word, as two readings of one disk by the same way of asking are. */
export const isSameIdentity = (a: DiskIdentity, b: DiskIdentity): boolean =>
  a.serial === b.serial && a.wwn === b.wwn && a.model === b.model && a.sizeBytes === b.sizeBytes

const withoutBlanks = (text: string) => text.replace(/\s+/g, '').toUpperCase()

/** The serial in the form in which two readings of it are compared; null where it names nothing ("", "00000000"). */
export const serialKey = (identity: DiskIdentity): string | null => {
  const serial = withoutBlanks(identity.serial ?? '')
  return serial === '' || isPlaceholder(serial) ? null : serial
}

/** World Wide Name without the prefix that each tool writes differently ("0x", "naa.", "eui."); null where it is empty. */
export const wwnKey = (identity: DiskIdentity): string | null => {
  const wwn = withoutBlanks(identity.wwn ?? '').replace(/^(0X|NAA\.|EUI\.)/, '')
  return /^0*$/.test(wwn) ? null : wwn
}

/** Model and size together: the weakest name, and none where either is unknown. */
export const modelSizeKey = (identity: DiskIdentity): string | null => {
  const model = withoutBlanks(identity.model ?? '')
  return model === '' || identity.sizeBytes === null ? null : `${model}|${String(identity.sizeBytes)}`
}

/** It has a name of its own: a serial or a WWN. Model and size are those of many disks. */
export const hasName = (identity: DiskIdentity): boolean => serialKey(identity) !== null || wwnKey(identity) !== null

const isEqual = (one: string | null, other: string | null) => one !== null && one === other
const contradicts = (one: string | null, other: string | null) => one !== null && other !== null && one !== other

/**
 * One disk by its own name, for certain: the serial or the WWN is the same, and neither is another. Two namespaces of one
 * NVMe drive have one serial and two WWNs. Model and size are no name.
 */
export const isSameNamedDisk = (one: DiskIdentity, other: DiskIdentity): boolean =>
  sharesName(one, other) && !contradicts(serialKey(one), serialKey(other)) && !contradicts(wwnKey(one), wwnKey(other))

/** It may be one disk: the serial or the WWN is the same. Enough to doubt, not to prove. */
export const sharesName = (one: DiskIdentity, other: DiskIdentity): boolean =>
  isEqual(serialKey(one), serialKey(other)) || isEqual(wwnKey(one), wwnKey(other))

/** How a disk is called in a sentence, in any language: "Samsung SSD 850 · S2R5NX0H". */
export const diskLabel = (identity: DiskIdentity): string => {
  const parts = [identity.model?.trim(), identity.serial?.trim() || identity.wwn?.trim()].filter(Boolean)
  return parts.length === 0 ? '?' : parts.join(' · ')
}
