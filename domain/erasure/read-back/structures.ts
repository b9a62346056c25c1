// Partition tables and file systems by the bytes that announce them, where they are to be looked for on a medium. Whether
// data lies elsewhere they do not tell.
import type { ByteRange } from './ranges.ts'

/** What was found, and where its announcing bytes begin. */
export type Structure = { readonly name: string; readonly address: number }

type Signature = {
  readonly name: string
  /** From the beginning of the medium or partition. */
  readonly offset: number
  readonly bytes: readonly number[]
  /** For bytes so few that random data has them now and then: what else has to fit. `at` reads from the beginning. */
  readonly and?: (at: (offset: number) => number | undefined) => boolean
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))

/** Four partition entries whose status is 0x00 or 0x80, at least one of them with a type. */
const hasPartitionEntries: Signature['and'] = (at) => {
  const entries = [446, 462, 478, 494]
  return (
    entries.every((entry) => at(entry) === 0 || at(entry) === 0x80) && entries.some((entry) => (at(entry + 4) ?? 0) > 0)
  )
}

/** Revision 0 or 1 and a block size from 1 to 64 KiB (ext4 disk layout: s_rev_level, s_log_block_size). */
const hasExtFigures: Signature['and'] = (at) =>
  (at(0x44c) ?? 2) < 2 && at(0x44d) === 0 && at(0x44e) === 0 && (at(0x418) ?? 7) < 7 && at(0x419) === 0

/** Version 4 or 5 (Apple TN1150). */
const hasHfsVersion: Signature['and'] = (at) => at(1026) === 0 && (at(1027) === 4 || at(1027) === 5)

/** Where a medium, or a partition on it, begins with them. */
const signatures: readonly Signature[] = [
  { name: 'GPT', offset: 512, bytes: ascii('EFI PART') },
  { name: 'GPT', offset: 4096, bytes: ascii('EFI PART') },
  { name: 'MBR', offset: 510, bytes: [0x55, 0xaa], and: hasPartitionEntries },
  { name: 'NTFS', offset: 3, bytes: ascii('NTFS    ') },
  { name: 'exFAT', offset: 3, bytes: ascii('EXFAT   ') },
  { name: 'BitLocker', offset: 3, bytes: ascii('-FVE-FS-') },
  { name: 'FAT12', offset: 0x36, bytes: ascii('FAT12   ') },
  { name: 'FAT16', offset: 0x36, bytes: ascii('FAT16   ') },
  { name: 'FAT32', offset: 0x52, bytes: ascii('FAT32   ') },
  { name: 'ext2/3/4', offset: 0x438, bytes: [0x53, 0xef], and: hasExtFigures },
  { name: 'XFS', offset: 0, bytes: ascii('XFSB') },
  { name: 'btrfs', offset: 0x10040, bytes: ascii('_BHRfS_M') },
  { name: 'F2FS', offset: 1024, bytes: [0x10, 0x20, 0xf5, 0xf2] },
  { name: 'ReiserFS', offset: 0x10034, bytes: ascii('ReIsEr') },
  { name: 'SquashFS', offset: 0, bytes: ascii('hsqs') },
  { name: 'APFS', offset: 32, bytes: ascii('NXSB') },
  { name: 'HFS+', offset: 1024, bytes: ascii('H+'), and: hasHfsVersion },
  { name: 'HFS+', offset: 1024, bytes: ascii('HX'), and: hasHfsVersion },
  { name: 'APM', offset: 512, bytes: [...ascii('PM'), 0, 0] },
  { name: 'ISO 9660', offset: 0x8001, bytes: ascii('CD001') },
  { name: 'UDF', offset: 0x8801, bytes: ascii('NSR0') },
  { name: 'LUKS', offset: 0, bytes: [...ascii('LUKS'), 0xba, 0xbe] },
  { name: 'LUKS', offset: 0x4000, bytes: [...ascii('SKUL'), 0xba, 0xbe] },
  { name: 'LVM', offset: 0, bytes: ascii('LABELONE') },
  { name: 'LVM', offset: 512, bytes: ascii('LABELONE') },
  { name: 'Linux RAID', offset: 0, bytes: [0xfc, 0x4e, 0x2b, 0xa9] },
  { name: 'Linux RAID', offset: 4096, bytes: [0xfc, 0x4e, 0x2b, 0xa9] },
  { name: 'swap', offset: 4086, bytes: ascii('SWAPSPACE2') },
  { name: 'bcachefs/bcache', offset: 4120, bytes: [0xc6, 0x85, 0x73, 0xf6, 0x4e, 0x1a, 0x45, 0xca] },
]

/** Signatures whose place is told from the end of the medium. */
const atTheEnd: readonly { readonly name: string; readonly fromEnd: number; readonly bytes: readonly number[] }[] = [
  { name: 'GPT', fromEnd: 512, bytes: ascii('EFI PART') },
  { name: 'GPT', fromEnd: 4096, bytes: ascii('EFI PART') },
  // The last sector of an NTFS volume is a copy of its first (Microsoft, NTFS boot sector).
  { name: 'NTFS', fromEnd: 512 - 3, bytes: ascii('NTFS    ') },
  { name: 'Intel RAID', fromEnd: 1024, bytes: ascii('Intel Raid ISM Cfg Sig.') },
  { name: 'DDF RAID', fromEnd: 512, bytes: [0xde, 0x11, 0xde, 0x11] },
]

/** Where first partitions begin: the medium itself, sector 63 (up to Windows XP), 1 MiB (since). */
const beginnings = [0, 63 * 512, 1024 * 1024]
/** The farthest signature lies 64 KiB and a few bytes behind a beginning. */
const reach = 0x10040 + 8

/** What has to be read so that every signature can be looked for: one range at each end of the medium. */
export const structureRanges = (sizeBytes: number): readonly ByteRange[] => {
  const first = Math.min(sizeBytes, Math.max(...beginnings) + reach)
  const last = Math.max(first, sizeBytes - 4096)
  return last < sizeBytes
    ? [
        { start: 0, end: first },
        { start: last, end: sizeBytes },
      ]
    : [{ start: 0, end: first }]
}

/**
 * The structures announced in a piece of the medium. Random data shows one by chance less than once in 10^7 media:
 * the shortest signature, with what else has to fit, is of 32 bits.
 */
export const structuresIn = (
  piece: { readonly start: number; readonly bytes: Uint8Array },
  sizeBytes: number,
): readonly Structure[] => {
  const byteAt = (address: number) => piece.bytes[address - piece.start]
  const isAt = (address: number, bytes: readonly number[]) =>
    bytes.every((byte, index) => byteAt(address + index) === byte)
  const fromBeginnings = beginnings.flatMap((beginning) =>
    signatures
      .filter(
        ({ offset, bytes, and }) =>
          isAt(beginning + offset, bytes) && (and === undefined || and((at) => byteAt(beginning + at))),
      )
      .map(({ name, offset }) => ({ name, address: beginning + offset })),
  )
  const fromEnd = atTheEnd
    .filter(({ fromEnd: distance, bytes }) => isAt(sizeBytes - distance, bytes))
    .map(({ name, fromEnd: distance }) => ({ name, address: sizeBytes - distance }))
  return [...fromBeginnings, ...fromEnd]
}
