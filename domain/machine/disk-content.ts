// What lies on a disk, so that a bench sees that there is something: partition table, file systems, encryption, and how
// much of it is filled. From what lsblk and a look at the disk say. It says nothing of erasure: "nothing seen" proves none.
import { isPartition, type BlockDevice } from './block-devices.ts'
import type { DiskLook } from './disk-look.ts'
import type { LookedPlaces } from './disk-look-figures.ts'
import { ifAny, missing, orMissing, wasRead, type Reading, type Take } from './gaps.ts'
import type { DiskContent, DiskVolume } from './hardware-report.ts'
import { lookUp } from './look-up.ts'
import { said } from './placeholders.ts'

type Encryption = NonNullable<DiskVolume['encryption']>
type Table = NonNullable<DiskContent['partitionTable']>

/** As blkid names them. VeraCrypt's volumes look like nothing at all, and nothing is said of them. */
const ENCRYPTED: Readonly<Record<string, Encryption>> = {
  BitLocker: 'bitlocker',
  crypto_LUKS: 'luks',
}
/** The type of an Apple Core Storage partition: FileVault 2's before APFS, and that of Fusion drives, not encrypted. */
export const CORE_STORAGE = '53746f72-6167-11aa-aa11-00306543ecac'

const TABLES: Readonly<Record<string, Table>> = { gpt: 'gpt', dos: 'mbr', mac: 'apm' }
const TABLES_BY_SIGNATURE: Readonly<Record<string, Table>> = { GPT: 'gpt', MBR: 'mbr', APM: 'apm' }

/** Signatures are called as people call them; blkid has names of its own. */
const ENCRYPTED_BY_SIGNATURE: Readonly<Record<string, Encryption>> = { BitLocker: 'bitlocker', LUKS: 'luks' }

const volumeOn = (device: BlockDevice): DiskVolume | null => {
  const isCoreStorage = device.parttype?.toLowerCase() === CORE_STORAGE
  const kind = said(device.fstype ?? (isCoreStorage ? 'Core Storage' : undefined))
  if (!wasRead(kind)) return null
  const label = said(device.label)
  const used = device.fsused
  return {
    partition: device.path === device.disk ? null : device.path,
    kind: kind.value,
    label: wasRead(label) ? label.value : null,
    sizeBytes: device.size === undefined || device.size <= 0 ? null : device.size,
    usedBytes: used ?? null,
    encryption: lookUp(ENCRYPTED, kind.value) ?? null,
  }
}

/** Where lsblk names no file system (no udev, or no lsblk), a look at both ends of the disk may. */
const volumesBySignature = (look: DiskLook): readonly DiskVolume[] =>
  look.structures
    .filter((name) => lookUp(TABLES_BY_SIGNATURE, name) === undefined)
    .map((kind) => ({
      partition: null,
      kind,
      label: null,
      sizeBytes: null,
      usedBytes: null,
      encryption: lookUp(ENCRYPTED_BY_SIGNATURE, kind) ?? null,
    }))

const tableOf = (disk: BlockDevice, look: Reading<DiskLook>): Reading<Table> => {
  const named = disk.pttype === undefined ? undefined : (lookUp(TABLES, disk.pttype) ?? 'other')
  if (named !== undefined || !wasRead(look)) return orMissing(named, wasRead(look) ? 'device-silent' : look.why)
  // A GPT has an MBR before it, to keep old programs away.
  const seen = new Set(look.value.structures.map((name) => lookUp(TABLES_BY_SIGNATURE, name)))
  return orMissing((['gpt', 'apm', 'mbr'] as const).find((table) => seen.has(table)) ?? 'none', 'device-silent')
}

/** Fewer places than this, and a disk with little on it may seem blank. */
const ENOUGH_PLACES = 32

const looksBlank = ({ read, blank }: LookedPlaces) => read >= ENOUGH_PLACES && blank === read
const looksRandom = ({ read, random }: LookedPlaces) => read >= ENOUGH_PLACES && random === read

const holdsOf = (volumes: readonly DiskVolume[], look: Reading<DiskLook>): DiskContent['holds'] => {
  if (volumes.length > 0) return 'data'
  if (!wasRead(look)) return null
  const { places } = look.value
  if (looksRandom(places)) return 'random'
  if (places.filled + places.random > 0) return 'data'
  return looksBlank(places) && places.unreadable === 0 ? 'nothing-seen' : null
}

const MOST_VOLUMES = 128

/** Undefined where nothing was asked that could tell: an older list of lsblk's, and no look. */
export const readDiskContent = (
  disk: BlockDevice,
  all: readonly BlockDevice[],
  look: Reading<DiskLook>,
  take: Take,
): DiskContent | undefined => {
  const own = all.filter((device) => device.disk === disk.path)
  const listed = own.flatMap((device) => volumeOn(device) ?? []).slice(0, MOST_VOLUMES)
  const partitions = own.filter(isPartition).length
  const wasAsked = wasRead(look) || look.why !== 'not-asked'
  if (!wasAsked && listed.length === 0 && partitions === 0 && disk.pttype === undefined) return undefined

  const volumes = listed.length > 0 || !wasRead(look) ? listed : volumesBySignature(look.value)
  // A look is the probe's: where none was asked for, its absence is no gap of the report.
  const ofLook = <T>(reading: Reading<T>) => (wasAsked || wasRead(reading) ? reading : missing('not-present'))
  return {
    partitionTable: take('content.partitionTable', ifAny(ofLook(tableOf(disk, look)))),
    partitions,
    volumes,
    sampled: take('content.sampled', ofLook(wasRead(look) ? { value: look.value.places } : look)),
    holds: holdsOf(volumes, look),
  }
}
