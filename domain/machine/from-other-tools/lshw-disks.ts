// Disks, optical drives and what is on them, in lshw's tree. A disk is where a whole disk's device file is named; model and
// serial number of an NVMe or MMC disk stand one node higher.
import type { BlockDevice } from '../block-devices.ts'
import { readDisks } from '../disks.ts'
import { read, unavailable, type Section } from '../gaps.ts'
import type { Disk, OpticalDrive, OperatingSystem } from '../hardware-report.ts'
import { lookUp } from '../look-up.ts'
import { readOperatingSystems } from '../operating-systems.ts'
import { readOpticalDrives } from '../peripherals.ts'
import { asPassedOn, blockDevice, isWholeDiskPath, mergedByPath } from './block-words.ts'
import { configured, isCapable, type LshwNode } from './lshw-nodes.ts'
import { lacking, noReadings, silenceIsTheTools } from './sections.ts'

const whole = (amount: number | undefined) =>
  amount !== undefined && Number.isSafeInteger(amount) ? amount : undefined
const sectorBytes = (node: LshwNode, name: string) => whole(Number(configured(node, name) ?? NaN))

/** What carries the disk, from the node outwards: behind USB everything else is hidden. */
const wireOf = (node: LshwNode): string | undefined => {
  const around = [node, ...node.above]
  if (around.some(({ businfo }) => businfo?.startsWith('usb@') === true)) return 'usb'
  if (around.some(({ businfo }) => businfo?.startsWith('nvme@') === true)) return 'nvme'
  if (around.some(({ businfo }) => businfo?.startsWith('mmc@') === true)) return 'mmc'
  const controller = node.above.find(({ class: of }) => of === 'storage')?.kind
  return controller === 'sata' || controller === 'sas' ? controller : controller === 'ide' ? 'ata' : undefined
}

/** Of an NVMe namespace or an MMC partition, who it belongs to; a SCSI disk speaks for itself. */
const drivesWords = (node: LshwNode, path: string): LshwNode => {
  if (node.serial !== undefined || !/^\/dev\/(nvme|mmcblk)/.test(path)) return node
  return (
    node.above.slice(0, 2).find((one) => one.serial !== undefined && /^(nvme|mmc)/.test(one.businfo ?? one.id)) ??
    node.above.slice(0, 1).find(({ serial }) => serial !== undefined) ??
    node
  )
}

const diskRow = (node: LshwNode, path: string, hasSizes: boolean): BlockDevice => {
  const drive = drivesWords(node, path)
  const isRemovable = isCapable(node, 'removable')
  const size = whole(node.size ?? node.capacity)
  return blockDevice({
    path,
    // A reader without a card has no size where disks have one, and is removable.
    size: size === undefined && isRemovable && hasSizes ? 0 : size,
    model: drive.product,
    vendor: drive.vendor,
    serial: drive.serial,
    rev: drive.version,
    tran: wireOf(node),
    'maj:min': node.dev,
    'log-sec': sectorBytes(node, 'logicalsectorsize'),
    'phy-sec': sectorBytes(node, 'sectorsize'),
    ...(Object.keys(node.capabilities).some((name) => /^\d{4,5}rpm$/.test(name)) ? { rota: true } : {}),
    ...(isRemovable ? { rm: true } : {}),
  })
}

const pathIn = (node: LshwNode, is: (path: string) => boolean) => node.logicalname.find(is)

/** The medium in a reader has a node of its own under the reader's, with the size. */
const isDiskNode = (node: LshwNode) => node.class === 'disk' && node.kind !== 'cdrom'

export const lshwDisks = (nodes: readonly LshwNode[]): readonly BlockDevice[] => {
  const found = nodes.filter(isDiskNode).flatMap((node) => {
    const path = pathIn(node, isWholeDiskPath)
    return path === undefined ? [] : [{ node, path }]
  })
  const hasSizes = found.some(({ node }) => node.size !== undefined)
  const media = new Map(found.filter(({ node }) => node.size !== undefined).map(({ node, path }) => [path, node.size]))
  return mergedByPath(
    found.map(({ node, path }) => diskRow({ ...node, size: node.size ?? media.get(path) }, path, hasSizes)),
  )
}

/**
 * lshw before 02.19 knows neither NVMe namespaces nor eMMC, no version says in its output which it is, and without root it
 * sees less: what is listed is there, and more may be.
 */
export const disksIn = (nodes: readonly LshwNode[]): Section<readonly Disk[]> =>
  lacking(asPassedOn(readDisks(read(lshwDisks(nodes)), noReadings)), 'list', 'not-asked')

const isOpticalPath = (path: string) => /^\/dev\/sr\d{1,3}$/.test(path)

export const opticalDrivesIn = (nodes: readonly LshwNode[]): Section<readonly OpticalDrive[]> => {
  const rows = nodes
    .filter(({ class: of, kind }) => of === 'disk' && kind === 'cdrom')
    .flatMap((node) => {
      const path = pathIn(node, isOpticalPath) ?? pathIn(node, (name) => name.startsWith('/dev/'))
      return path === undefined ? [] : [blockDevice({ path, type: 'rom', model: node.product, vendor: node.vendor })]
    })
  return lacking(silenceIsTheTools(readOpticalDrives(read(rows))), 'list', 'not-asked')
}

/** lshw's names of file systems, as lsblk writes those that are a sign of an installed system. */
const FILE_SYSTEMS: Readonly<Record<string, string>> = {
  ntfs: 'ntfs',
  luks: 'crypto_LUKS',
  apfs: 'apfs',
  hfsplus: 'hfsplus',
  hfs: 'hfsplus',
  bitlocker: 'BitLocker',
}

const volumeRows = (nodes: readonly LshwNode[]) =>
  nodes
    .filter(({ class: of }) => of === 'volume')
    .flatMap((node) => {
      const path = pathIn(node, (name) => name.startsWith('/dev/'))
      const disk = node.above.flatMap((one) => pathIn(one, isWholeDiskPath) ?? [])[0]
      if (path === undefined || disk === undefined) return []
      return [
        blockDevice(
          {
            path,
            type: 'part',
            size: whole(node.size ?? node.capacity),
            label: configured(node, 'label'),
            fstype: lookUp(FILE_SYSTEMS, configured(node, 'filesystem') ?? ''),
          },
          disk,
        ),
      ]
    })

/** Only what a partition shows by itself: the names of systems are not in lshw's tree. */
export const systemsIn = (nodes: readonly LshwNode[]): Section<readonly OperatingSystem[]> => {
  const volumes = volumeRows(nodes)
  if (volumes.length === 0) return unavailable([], 'not-asked')
  return readOperatingSystems(noReadings, read([...lshwDisks(nodes), ...volumes]))
}
