// Disks that other tools passed on, as the rows that lsblk would give, so that the reader of lsblk's list reads them.
import { readBlockDevices, type BlockDevice } from '../block-devices.ts'
import { wasRead, type Section } from '../gaps.ts'
import type { Disk } from '../hardware-report.ts'
import { silenceIsTheTools } from './sections.ts'

export type DiskWords = Partial<Omit<BlockDevice, 'name' | 'path' | 'disk'>> & {
  /** "/dev/sda", or whatever the tool calls the disk. */
  readonly path: string
}

const blank = readBlockDevices({
  state: 'said',
  text: JSON.stringify({ blockdevices: [{ name: 'blank', type: 'disk' }] }),
  exitCode: 0,
  milliseconds: null,
})
/** A row of which nothing is said, with every column that lsblk may have. */
const NOTHING = wasRead(blank) ? blank.value[0] : undefined
if (NOTHING === undefined) throw new Error('lsblk’s own form of a disk is not read')

const LONGEST_PATH = 200

export const blockDevice = ({ path, ...words }: DiskWords, disk: string = path): BlockDevice => {
  const shown = path.slice(0, LONGEST_PATH)
  return { ...NOTHING, ...words, name: shown.replace(/^\/dev\//, ''), path: shown, disk: disk.slice(0, LONGEST_PATH) }
}

/** "/dev/sda", "/dev/nvme0n1", "/dev/mmcblk0": a whole disk's name, and neither a partition's nor a controller's. */
export const isWholeDiskPath = (path: string): boolean =>
  /^\/dev\/([shv]d[a-z]{1,4}|xvd[a-z]{1,3}|nvme\d{1,4}n\d{1,4}|mmcblk\d{1,3}|pmem\d{1,3}|dasd[a-z]{1,4})$/.test(path)

const isSaid = ([, value]: readonly [string, unknown]) => value !== undefined

/** One row a disk: what the first source says of it counts, and later ones fill in what it leaves out. */
export const mergedByPath = (...sources: readonly (readonly BlockDevice[])[]): readonly BlockDevice[] => {
  const rows = new Map<string, BlockDevice>()
  for (const row of sources.flat()) {
    const known = rows.get(row.path)
    rows.set(row.path, known === undefined ? row : { ...row, ...definedOf(known) })
  }
  return [...rows.values()]
}

const definedOf = (row: BlockDevice): Partial<BlockDevice> => Object.fromEntries(Object.entries(row).filter(isSaid))

const SECTOR = 512
/** IDEMA LBA1-03: a drive sold as N gigabytes (50 and more) has this many sectors of 512 bytes. */
const standardSectors = (gigabytes: number) => 97_696_368 + 1_953_504 * (gigabytes - 50)

/**
 * The size of a disk of which only whole megabytes (10^6) are known. A rounded size in a report would contradict the exact
 * one in a log of the same disk; drives keep to the trade's own sizes, and where one of those rounds to what was said,
 * it is the disk's. Any other stays unknown.
 */
export const sizeFromMegabytes = (megabytes: number | undefined): number | undefined => {
  if (megabytes === undefined || !Number.isSafeInteger(megabytes) || megabytes < 50_000) return undefined
  const bytes = standardSectors(Math.floor(megabytes / 1000)) * SECTOR
  return Math.floor(bytes / 1e6) === megabytes && Number.isSafeInteger(bytes) ? bytes : undefined
}

/** Names that were only given so that each disk has one. */
const MADE_UP = /^disk \d+$/
export const madeUpPath = (index: number): string => `disk ${String(index + 1)}`

/** Disks of a tool that passes on what it liked of them, and may not say where each was. */
export const asPassedOn = (disks: Section<readonly Disk[]>): Section<readonly Disk[]> => {
  const { value, state } = silenceIsTheTools(disks)
  return { value: value.map((disk) => ({ ...disk, path: MADE_UP.test(disk.path ?? '') ? null : disk.path })), state }
}
