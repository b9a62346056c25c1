// Raw readings: what each source said of a machine, word for word, before anybody understood it. They are kept beside a
// report so that a better reader can read them again later, and a recorded machine can be replayed without the machine.
// They come from files too, so every text and list is bounded.
import { z } from 'zod'
import { Absence, Measurements, ToolVersion } from './hardware-report.ts'

const LARGEST_ANSWER = 4 * 1024 * 1024
const LARGEST_FILE = 256 * 1024

/** A program was run and spoke. Its exit code is kept, but decides nothing: smartctl's is a bit field. */
const Said = z
  .strictObject({
    state: z.literal('said'),
    text: z.string().max(LARGEST_ANSWER),
    exitCode: z.int().nullable(),
    milliseconds: z.number().min(0).nullable(),
  })
  .readonly()

/** A source that gave nothing, and why. */
const Mute = z.strictObject({ state: z.literal('mute'), why: Absence }).readonly()
export type Mute = z.infer<typeof Mute>

export const Answer = z.discriminatedUnion('state', [Said, Mute])
export type Answer = z.infer<typeof Answer>

/**
 * Files of one corner of /sys or /proc, by their path inside it. Binary files (EDID, EFI variables) are in hexadecimal. A
 * corner that is there and empty says `files: {}`: no battery is something else than "cannot tell".
 */
const Files = z
  .strictObject({
    state: z.literal('files'),
    files: z
      .record(z.string().min(1).max(500), z.string().max(LARGEST_FILE))
      .refine((files) => Object.keys(files).length <= 5000, { error: 'more than 5000 files' })
      .readonly(),
  })
  .readonly()

export const Corner = z.discriminatedUnion('state', [Files, Mute])
export type Corner = z.infer<typeof Corner>

const PerDisk = z
  .record(z.string().min(1).max(500), Answer)
  .refine((answers) => Object.keys(answers).length <= 256, { error: 'more than 256 disks' })
  .readonly()

/** The field's own programs. `smartctl` is asked once per disk, and keyed by the disk's path. */
const Programs = z.strictObject({
  dmidecode: Answer.optional(),
  lscpu: Answer.optional(),
  lsblk: Answer.optional(),
  smartctl: PerDisk.optional(),
  /** The probe's own look at each disk (disk-look.ts). */
  look: PerDisk.optional(),
  lspci: Answer.optional(),
  lsusb: Answer.optional(),
  iw: Answer.optional(),
  'os-prober': Answer.optional(),
})

/** Corners of /sys and /proc. */
const Corners = z.strictObject({
  dmi: Corner.optional(), // /sys/class/dmi/id
  powerSupply: Corner.optional(), // /sys/class/power_supply
  efi: Corner.optional(), // /sys/firmware: efi/… only in UEFI mode
  tpm: Corner.optional(), // /sys/class/tpm
  drm: Corner.optional(), // /sys/class/drm
  net: Corner.optional(), // /sys/class/net
  bluetooth: Corner.optional(), // /sys/class/bluetooth
  video4linux: Corner.optional(), // /sys/class/video4linux
  sound: Corner.optional(), // /proc/asound
  block: Corner.optional(), // /sys/block
  pci: Corner.optional(), // /sys/bus/pci/devices
  memory: Corner.optional(), // /proc/meminfo
  running: Corner.optional(), // /etc/os-release
})
export type CornerName = keyof z.infer<typeof Corners>

/** Functions of systeminformation, their result as JSON text: what is asked where the sources above do not exist. */
const Library = z.strictObject({
  system: Answer.optional(),
  bios: Answer.optional(),
  baseboard: Answer.optional(),
  chassis: Answer.optional(),
  cpu: Answer.optional(),
  mem: Answer.optional(),
  memLayout: Answer.optional(),
  diskLayout: Answer.optional(),
  battery: Answer.optional(),
  graphics: Answer.optional(),
  networkInterfaces: Answer.optional(),
  bluetoothDevices: Answer.optional(),
  audio: Answer.optional(),
  osInfo: Answer.optional(),
})
export type LibraryFunction = keyof z.infer<typeof Library>

export const Readings = z
  .strictObject({
    kind: z.literal('hardware-readings'),
    version: z.literal(1),
    takenAt: z.iso.datetime({ offset: true }),
    tool: ToolVersion,
    fieldTools: z.array(ToolVersion).max(64).readonly(),
    /** Node's name of the system the reading ran on: "linux", "win32", "darwin". */
    platform: z.string().min(1).max(40),
    /** Whether the reading ran as the superuser. */
    root: z.boolean(),
    programs: Programs.readonly(),
    corners: Corners.readonly(),
    library: Library.readonly(),
    /** Measured by us, and not said by anybody: it goes into the report as it is. */
    measurements: Measurements.optional(),
  })
  .readonly()
export type Readings = z.infer<typeof Readings>
