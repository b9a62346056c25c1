// A disk as Windows left it, in bytes: its partition table, and the heads of the volumes by which tools know them. Of what
// would lie in the volumes there is no more than the image's maker spreads over it (images.ts).
import { crc32 } from 'node:zlib'

export type Volume =
  | { readonly kind: 'efi' | 'reserved'; readonly megabytes: number }
  | { readonly kind: 'ntfs'; readonly label: string; readonly megabytes?: number }
  | { readonly kind: 'bitlocker'; readonly megabytes?: number }

export type WindowsDisk = {
  readonly table: 'gpt' | 'mbr'
  readonly volumes: readonly Volume[]
  /** The part of the disk that is in use, from its beginning. */
  readonly used: number
}

/** Bytes and where they lie on the disk. */
export type Written = { readonly at: number; readonly bytes: Buffer }

const sector = 512
const mebibyte = 2 ** 20
const megabyteInSectors = mebibyte / sector

/** In sectors. */
type Extent = { readonly volume: Volume; readonly first: number; readonly count: number }

/** From the first mebibyte on, one after the other; what says no size takes what is left before the last mebibyte. */
const extentsOf = (volumes: readonly Volume[], sizeBytes: number): readonly Extent[] => {
  const end = Math.floor(sizeBytes / mebibyte) - 1
  const said = volumes.reduce((sum, { megabytes = 0 }) => sum + megabytes, 0)
  let next = 1
  return volumes.map((volume) => {
    const megabytes = volume.megabytes ?? end - 1 - said
    const extent = { volume, first: next * megabyteInSectors, count: megabytes * megabyteInSectors }
    next += megabytes
    return extent
  })
}

const signed = (bytes: Buffer): Buffer => {
  bytes.writeUInt16LE(0xaa55, 510)
  return bytes
}

/** Heads, tracks and sectors have meant nothing for decades: all ones. */
const mbrEntry = (bytes: Buffer, index: number, type: number, first: number, count: number) => {
  const at = 446 + 16 * index
  bytes.fill(0xff, at + 1, at + 8)
  bytes[at] = 0
  bytes[at + 4] = type
  bytes.writeUInt32LE(first, at + 8)
  bytes.writeUInt32LE(Math.min(count, 0xffff_ffff), at + 12)
}

const mbr = (extents: readonly Extent[]): readonly Written[] => {
  const bytes = Buffer.alloc(sector)
  bytes.writeUInt32LE(0x0e7ab115, 440)
  extents.forEach(({ first, count }, index) => {
    mbrEntry(bytes, index, 0x07, first, count)
  })
  return [{ at: 0, bytes: signed(bytes) }]
}

/** The first three groups have their low byte first. */
const guid = (text: string): Buffer => {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex')
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ])
}

const basicData = { type: 'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7', name: 'Basic data partition' } as const
const inGpt = {
  efi: { type: 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b', name: 'EFI system partition' },
  reserved: { type: 'e3c9e316-0b5c-4db8-817d-f92df00215ae', name: 'Microsoft reserved partition' },
  ntfs: basicData,
  bitlocker: basicData,
} as const satisfies Record<Volume['kind'], { readonly type: string; readonly name: string }>

/** Nobody's: numbered by hand, so that the same disk is made every time. */
const ownGuid = (number: number) => guid(`e7ab1100-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)

const entriesInGpt = 128
const entryBytes = 128
const entriesSectors = (entriesInGpt * entryBytes) / sector

/** UEFI 2.10, §5.3: a header and its entries at each end, and an MBR that keeps old programs away. */
const gpt = (extents: readonly Extent[], sizeBytes: number): readonly Written[] => {
  const last = Math.floor(sizeBytes / sector) - 1
  const entries = Buffer.alloc(entriesInGpt * entryBytes)
  extents.forEach(({ volume, first, count }, index) => {
    const { type, name } = inGpt[volume.kind]
    const at = index * entryBytes
    guid(type).copy(entries, at)
    ownGuid(index + 1).copy(entries, at + 16)
    entries.writeBigUInt64LE(BigInt(first), at + 32)
    entries.writeBigUInt64LE(BigInt(first + count - 1), at + 40)
    entries.write(name, at + 56, 'utf16le')
  })
  const header = (own: number, other: number, entriesAt: number): Buffer => {
    const bytes = Buffer.alloc(sector)
    bytes.write('EFI PART', 'latin1')
    bytes.writeUInt32LE(0x1_0000, 8)
    bytes.writeUInt32LE(92, 12)
    const places = [own, other, 2 + entriesSectors, last - 1 - entriesSectors]
    places.forEach((place, index) => bytes.writeBigUInt64LE(BigInt(place), 24 + 8 * index))
    ownGuid(0).copy(bytes, 56)
    bytes.writeBigUInt64LE(BigInt(entriesAt), 72)
    bytes.writeUInt32LE(entriesInGpt, 80)
    bytes.writeUInt32LE(entryBytes, 84)
    bytes.writeUInt32LE(crc32(entries), 88)
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 92)), 16)
    return bytes
  }
  const protective = Buffer.alloc(sector)
  mbrEntry(protective, 0, 0xee, 1, last)
  const entriesAtEnd = last - entriesSectors
  return [
    { at: 0, bytes: signed(protective) },
    { at: sector, bytes: header(1, last, 2) },
    { at: 2 * sector, bytes: entries },
    { at: entriesAtEnd * sector, bytes: entries },
    { at: last * sector, bytes: header(last, 1, entriesAtEnd) },
  ]
}

/** Where the records of NTFS's own files begin here, in clusters of eight sectors, and how long each is. */
const ntfsTable = 4
const ntfsRecordBytes = 1024

/** A boot sector, and of its own files the first and the one that bears the label (NTFS documentation of the Linux-NTFS project). */
const ntfs = (label: string, { first, count }: Extent): readonly Written[] => {
  const boot = Buffer.alloc(sector)
  boot.write('\xeb\x52\x90NTFS    ', 'latin1')
  boot.writeUInt16LE(sector, 11)
  boot[13] = 8
  boot[21] = 0xf8
  boot.writeUInt32LE(0x0080_0080, 36)
  boot.writeBigUInt64LE(BigInt(count - 1), 40)
  boot.writeBigUInt64LE(BigInt(ntfsTable), 48)
  boot.writeBigUInt64LE(BigInt(Math.floor(count / 16)), 56)
  boot.writeInt8(-10, 64) // two to the power of ten bytes
  boot[68] = 1
  boot.writeBigUInt64LE(0xe7ab_1100_0000_0000n + BigInt(first), 72)

  const record = (attributes: Buffer) => {
    const bytes = Buffer.alloc(ntfsRecordBytes)
    bytes.write('FILE', 'latin1')
    bytes.writeUInt16LE(56, 20)
    bytes.writeUInt16LE(1, 22)
    bytes.writeUInt32LE(56 + attributes.length + 8, 24)
    bytes.writeUInt32LE(ntfsRecordBytes, 28)
    attributes.copy(bytes, 56)
    bytes.writeUInt32LE(0xffff_ffff, 56 + attributes.length)
    return bytes
  }
  const name = Buffer.from(label, 'utf16le')
  const volumeName = Buffer.alloc(24 + Math.ceil(name.length / 8) * 8)
  volumeName.writeUInt32LE(0x60, 0)
  volumeName.writeUInt32LE(volumeName.length, 4)
  volumeName.writeUInt32LE(name.length, 16)
  volumeName.writeUInt16LE(24, 20)
  name.copy(volumeName, 24)

  const table = first * sector + ntfsTable * 8 * sector
  return [
    { at: first * sector, bytes: signed(boot) },
    { at: table, bytes: record(Buffer.alloc(0)) },
    { at: table + 3 * ntfsRecordBytes, bytes: record(volumeName) },
    // The last sector of the volume is a copy of its first.
    { at: (first + count - 1) * sector, bytes: signed(Buffer.from(boot)) },
  ]
}

const bitlockerMetadata = 64 * mebibyte

/** A boot sector that leads to the first of three places with what is known of the key (libbde's documentation). */
const bitlocker = ({ first }: Extent): readonly Written[] => {
  const boot = Buffer.alloc(sector)
  boot.write('\xeb\x58\x90-FVE-FS-', 'latin1')
  boot.writeUInt16LE(sector, 11)
  boot[13] = 8
  boot[21] = 0xf8
  guid('4967d63b-2e29-4ad8-8399-f6a339e3d001').copy(boot, 160)
  for (const at of [176, 184, 192]) boot.writeBigUInt64LE(BigInt(bitlockerMetadata), at)
  // Where an MBR has its entries lies text for a person: nobody may take it for one.
  boot.fill('Remove disks or other media. ', 446, 510, 'latin1')
  const metadata = Buffer.alloc(sector)
  metadata.write('-FVE-FS-', 'latin1')
  metadata.writeUInt16LE(64, 8)
  metadata.writeUInt16LE(2, 10)
  return [
    { at: first * sector, bytes: signed(boot) },
    { at: first * sector + bitlockerMetadata, bytes: metadata },
  ]
}

/** FAT32 with an empty first folder (Microsoft's specification of FAT, §3.1 and §3.3). */
const efi = ({ first, count }: Extent): readonly Written[] => {
  const boot = Buffer.alloc(sector)
  boot.write('\xeb\x58\x90MSDOS5.0', 'latin1')
  boot.writeUInt16LE(sector, 11)
  boot[13] = 1
  boot.writeUInt16LE(32, 14)
  boot[16] = 2
  boot[21] = 0xf8
  boot.writeUInt32LE(first, 28)
  boot.writeUInt32LE(count, 32)
  boot.writeUInt32LE(Math.ceil(count / 128), 36)
  boot.writeUInt32LE(2, 44)
  boot.writeUInt16LE(1, 48)
  boot[66] = 0x29
  boot.writeUInt32LE(0xe7ab1100, 67)
  boot.write('NO NAME    FAT32   ', 71, 'latin1')
  return [{ at: first * sector, bytes: signed(boot) }]
}

const headOf = (extent: Extent): readonly Written[] => {
  const { volume } = extent
  switch (volume.kind) {
    case 'efi':
      return efi(extent)
    case 'reserved':
      return []
    case 'ntfs':
      return ntfs(volume.label, extent)
    case 'bitlocker':
      return bitlocker(extent)
  }
}

export const windowsDisk = ({ table, volumes }: WindowsDisk, sizeBytes: number): readonly Written[] => {
  const extents = extentsOf(volumes, sizeBytes)
  return [...(table === 'gpt' ? gpt(extents, sizeBytes) : mbr(extents)), ...extents.flatMap(headOf)]
}
