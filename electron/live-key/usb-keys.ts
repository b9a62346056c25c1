// Which keys are attached: file systems on a stick or a card, never on a disk of the machine, and which of them is the one
// that Établi started from. Mounting and writing are write-to-key.ts'.
import { readFile, realpath } from 'node:fs/promises'
import { z } from 'zod'
import { askProgram } from '../hardware/ask-program.ts'

/** The partition's name, as the image of the key has it, and the file that says that it is one. */
export const KEY_LABEL = 'ETABLI'
export const KEY_MARKER = 'live/etabli-key'

const fileSystems = ['vfat', 'exfat', 'ext4'] as const

export type UsbKey = {
  /** The partition, and the whole disk (or the same, where a key has no partitions). */
  readonly path: string
  readonly disk: string
  readonly fileSystem: (typeof fileSystems)[number]
  readonly hasOurLabel: boolean
  /** What it is called, for a person. */
  readonly name: string
  readonly sizeBytes: number
}

const Row = z.object({
  name: z.string(),
  path: z.string(),
  pkname: z.string().nullable(),
  type: z.string(),
  fstype: z.string().nullable(),
  label: z.string().nullable(),
  size: z.number().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
})
export type Row = z.infer<typeof Row>
const Rows = z.object({ blockdevices: z.array(Row).max(2000) })

const isFileSystem = (text: string | null): text is UsbKey['fileSystem'] => fileSystems.some((each) => each === text)

/** `isOutside`: whether a whole disk, by its name, is attached from outside. In the order in which the kernel has them. */
export const keysAmong = (rows: readonly Row[], isOutside: (disk: string) => boolean): readonly UsbKey[] =>
  rows.flatMap((row) => {
    const disk = row.pkname === null ? row : rows.find(({ name }) => name === row.pkname)
    if (disk?.type !== 'disk' || (row.type !== 'disk' && row.type !== 'part')) return []
    if (!isOutside(disk.name) || !isFileSystem(row.fstype)) return []
    const name = [disk.vendor, disk.model].map((part) => part?.trim() ?? '').filter((part) => part !== '')
    return {
      ...{ path: row.path, disk: disk.path, fileSystem: row.fstype, hasOurLabel: row.label === KEY_LABEL },
      ...{ name: [...name, row.label ?? ''].filter((part) => part !== '').join(' '), sizeBytes: row.size ?? 0 },
    }
  })

/** Only by how it is attached: an internal disk may call itself removable, and stays the machine's. */
const isAttachedFromOutside = async (disk: string): Promise<boolean> => {
  try {
    const kernel = await realpath(`/sys/class/block/${disk}`)
    if (/\/usb\d+\//.test(kernel)) return true
    return (await readFile(`${kernel}/device/type`, 'utf8')).trim() === 'SD'
  } catch {
    return false
  }
}

const COLUMNS = 'NAME,PATH,PKNAME,TYPE,FSTYPE,LABEL,SIZE,VENDOR,MODEL'

export const attachedKeys = async (): Promise<readonly UsbKey[]> => {
  // One that was just plugged in is not known before.
  await askProgram({ program: 'udevadm', args: ['settle', '--timeout=10'], limitMs: 15_000 })
  const answer = await askProgram({ program: 'lsblk', args: ['-J', '-b', '-l', '-o', COLUMNS], limitMs: 15_000 })
  if (answer.state !== 'said') return []
  let rows: readonly Row[]
  try {
    rows = Rows.parse(JSON.parse(answer.text)).blockdevices
  } catch {
    return []
  }
  const outside = new Set<string>()
  for (const { name, type } of rows) if (type === 'disk' && (await isAttachedFromOutside(name))) outside.add(name)
  return keysAmong(rows, (name) => outside.has(name))
}
