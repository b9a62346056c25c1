// What `lsblk -J -b` says, flattened: disks, optical drives and partitions with their parents. Flags are booleans in newer
// versions of lsblk and "0"/"1" in older ones; sizes are numbers or text.
import { z } from 'zod'
import { mapRead, missing, read, type Reading } from './gaps.ts'
import { jsonOf, maybeText } from './answers.ts'
import type { Answer, Corner } from './readings.ts'
import { entriesOf } from './uevent.ts'

const Flag = z
  .union([z.boolean(), z.enum(['0', '1']).transform((digit) => digit === '1')])
  .nullish()
  .catch(undefined)
  .transform((flag) => flag ?? undefined)

const Amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined)
  .transform((amount) => (amount === null || !Number.isSafeInteger(amount) ? undefined : amount))

const Row = z.object({
  name: z.string().min(1).max(200),
  kname: maybeText,
  type: maybeText,
  size: Amount,
  model: maybeText,
  vendor: maybeText,
  serial: maybeText,
  wwn: maybeText,
  rev: maybeText,
  tran: maybeText,
  rota: Flag,
  rm: Flag,
  hotplug: Flag,
  'maj:min': maybeText,
  'log-sec': Amount,
  'phy-sec': Amount,
  fstype: maybeText,
  label: maybeText,
  partlabel: maybeText,
  parttype: maybeText,
  pttype: maybeText,
  fsused: Amount.optional(),
  mountpoint: maybeText,
  pkname: maybeText,
})
export type BlockDevice = z.infer<typeof Row> & { readonly path: string; readonly disk: string }

const MOST_ROWS = 10_000

const childrenOf = (row: unknown): readonly unknown[] =>
  typeof row === 'object' && row !== null && 'children' in row && Array.isArray(row.children) ? row.children : []

/** Depth first and without recursion: a hostile file may be nested as deep as it likes. */
const flatten = (roots: readonly unknown[]): readonly BlockDevice[] => {
  const rows: BlockDevice[] = []
  const waiting = roots.map((row) => ({ row, disk: null as string | null })).reverse()
  while (waiting.length > 0 && rows.length < MOST_ROWS) {
    const next = waiting.pop()
    if (next === undefined) break
    const parsed = Row.safeParse(next.row)
    if (!parsed.success) continue
    const path = `/dev/${parsed.data.kname ?? parsed.data.name}`
    // In a flat list (`lsblk -l`) a partition stands beside its disk and names it.
    const disk = next.disk ?? (parsed.data.pkname === undefined ? path : `/dev/${parsed.data.pkname}`)
    rows.push({ ...parsed.data, path, disk })
    for (const child of [...childrenOf(next.row)].reverse()) waiting.push({ row: child, disk })
  }
  return rows
}

export const readBlockDevices = (answer: Answer | undefined): Reading<readonly BlockDevice[]> =>
  mapRead(jsonOf(answer), (json) => {
    const roots = z.object({ blockdevices: z.array(z.unknown()) }).safeParse(json)
    return roots.success ? read(flatten(roots.data.blockdevices)) : missing('malformed')
  })

/** /sys/block counts sizes in sectors of 512 bytes, whatever the device's own are. */
const KERNEL_SECTOR = 512

/** The kernel's own list, where lsblk cannot be asked (live systems with busybox): no bus, but every disk. */
export const readKernelBlockDevices = (corner: Corner | undefined): Reading<readonly BlockDevice[]> =>
  mapRead(entriesOf(corner), (entries) =>
    read(
      entries.flatMap((entry) => {
        const file = (name: string) => entry.files.get(name)?.trim()
        const sectors = /^\d{1,15}$/.exec(file('size') ?? '')?.[0]
        return flatten([
          {
            name: entry.name,
            type: entry.name.startsWith('sr') ? 'rom' : 'disk',
            size: sectors === undefined ? undefined : Number(sectors) * KERNEL_SECTOR,
            model: file('device/model'),
            vendor: file('device/vendor'),
            serial: file('device/serial'),
            wwn: file('wwid') ?? file('device/wwid'),
            rm: file('removable'),
            rota: file('queue/rotational'),
            'maj:min': file('dev'),
          },
        ])
      }),
    ),
  )

/** Not media of their own: the boot and replay-protected areas of an eMMC, memory, networks, mappings, floppies. */
const NOT_A_DISK = /^(mmcblk\d+(boot\d+|rpmb|gp\d+)|(loop|ram|zram|md|dm-|nbd|drbd|rbd|fd|sr|mtdblock|zd)\d.*)$/

/** A card reader without a card is a removable device of size zero: no medium, so nothing that could hold data. */
const isEmptyReader = (device: BlockDevice) => device.size === 0 && (device.rm ?? device.hotplug ?? false)

export const isDisk = (device: BlockDevice): boolean =>
  device.type === 'disk' && !NOT_A_DISK.test(device.kname ?? device.name) && !isEmptyReader(device)

export const isOpticalDrive = (device: BlockDevice): boolean => device.type === 'rom'

export const isPartition = (device: BlockDevice): boolean => device.type === 'part'
