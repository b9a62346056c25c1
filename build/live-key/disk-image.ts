// The key as a file: a table of one partition, its FAT file system with what starts an old BIOS or a UEFI, and room for what
// the probe writes. The same contents give the same bytes.
import { open, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { KEY_LABEL } from '../../electron/live-key/usb-keys.ts'
import { timeOfEverything, type UnpackedPrograms } from './unpacked-programs.ts'

const sector = 512
const mebibyte = 2 ** 20

/** The volume's serial number and the disk's signature: fixed, so that two builds do not differ. */
const VOLUME_ID = 'E7AB11C1'
const DISK_SIGNATURE = 0xe7ab11c0

/** FAT32 wants some 65,000 clusters; the rest is room for reports and logs. Small, because all of it is copied to the key. */
const partition = { start: mebibyte, bytes: 511 * mebibyte }

/** The file system within an image, as mtools name it. */
export const fileSystemIn = (file: string): string => `${file}@@${String(partition.start)}`

export type KeyImage = {
  /** Created, and as large as the key has to be. */
  readonly file: string
  /** What lies on the key: path → the file on this computer. In the order in which they are written. */
  readonly contents: readonly (readonly [path: string, from: string])[]
  /** GRUB's first sector and the program that it loads from the sectors after it. */
  readonly bootSector: string
  readonly bootProgram: string
}

const FAT32_BY_LBA = 0x0c
const ACTIVE = 0x80
/** In the old geometry's fields, as everywhere where it cannot be said. */
const beyondGeometry = [0xfe, 0xff, 0xff]

/** The partition table's entry, as every BIOS since 1983 reads it: active, type, first sector, sectors. */
const tableEntry = (): Buffer => {
  const entry = Buffer.alloc(16)
  entry.set([ACTIVE, ...beyondGeometry, FAT32_BY_LBA, ...beyondGeometry])
  entry.writeUInt32LE(partition.start / sector, 8)
  entry.writeUInt32LE(partition.bytes / sector, 12)
  return entry
}

/** Where GRUB's first sector checks whether the BIOS named a disk at all; two instructions that do nothing in its place
 * make it believe what it is told, as grub-install does for hard disks. */
const DRIVE_CHECK = 0x66
const noOperation = 0x90

const firstSector = async (file: string): Promise<Buffer> => {
  const boot = (await readFile(file)).subarray(0, sector)
  boot.fill(noOperation, DRIVE_CHECK, DRIVE_CHECK + 2)
  boot.writeUInt32LE(DISK_SIGNATURE, 440)
  boot.writeUInt16LE(0, 444)
  boot.fill(0, 446, 510)
  tableEntry().copy(boot, 446)
  boot.writeUInt16LE(0xaa55, 510)
  return boot
}

const foldersOf = (paths: readonly string[]): readonly string[] => {
  const all = paths.flatMap((path) => {
    const names = path.split('/').slice(0, -1)
    return names.map((_, depth) => names.slice(0, depth + 1).join('/'))
  })
  return [...new Set(all)]
}

export const writeKeyImage = async (image: KeyImage, { run }: UnpackedPrograms): Promise<void> => {
  const { file, contents, bootSector, bootProgram } = image
  await writeFile(file, '')
  await truncate(file, partition.start + partition.bytes)
  const on = ['-i', fileSystemIn(file)]
  const geometry = ['-h', '255', '-s', '63', '-H', String(partition.start / sector)]
  const sectors = ['-T', String(partition.bytes / sector), '-c', '8', '-F']
  await run('usr/bin/mformat', [...on, ...sectors, ...geometry, '-v', KEY_LABEL, '-N', VOLUME_ID, '::'])
  for (const folder of foldersOf(contents.map(([path]) => path))) await run('usr/bin/mmd', [...on, `::/${folder}`])
  for (const [path, from] of contents) {
    await utimes(from, timeOfEverything, timeOfEverything)
    await run('usr/bin/mcopy', [...on, '-m', from, `::/${path}`])
  }

  const program = await readFile(bootProgram)
  if (sector + program.length > partition.start) throw new Error('GRUB does not fit before the partition')
  const disk = await open(file, 'r+')
  try {
    await disk.write(await firstSector(bootSector), 0, sector, 0)
    await disk.write(program, 0, program.length, sector)
  } finally {
    await disk.close()
  }
}
