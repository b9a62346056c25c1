// The hardware report: what was read of one machine, at one time, by one tool. Other programs read it as JSON, so its
// names are plain and stable; a change of meaning takes a new `version`. How it is made is from-readings.ts' business.
//
// Conventions, everywhere in it: a missing reading is `null`, never '' or 0, and `sections` says why it is missing.
// Lists are always there; whether an empty list means "none" or "not read" is what its section's state tells.
// Sizes are in bytes, dates are ISO 8601. Reports also come from other stations and from files: every string, number
// and list is bounded, and unknown members are refused.
import { z } from 'zod'
import { DiskSpeed, LookedPlaces } from './disk-look-figures.ts'
import { ProcessorMeasurement } from './processor-measurement.ts'

const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape).readonly()
const list = <Item extends z.ZodType>(item: Item, atMost: number) => z.array(item).max(atMost).readonly()

const text = z.string().min(1).max(500)
const count = z.int().min(0)
const bytes = z.int().min(1)
const isoDate = z.iso.date()

/** Why a reading is missing. */
export const Absence = z.enum([
  'needs-root', // the source only speaks to the superuser
  'tool-missing', // the program that would tell is not installed
  'tool-failed', // it ran and ended in an error
  'timed-out', // it was stopped after its time limit
  'malformed', // it spoke, but not in a form that can be read
  'too-large', // it said more than is accepted
  'device-silent', // the device or firmware was asked and says nothing
  'placeholder', // the maker left a filler such as "To Be Filled By O.E.M."
  'not-present', // the machine has no such thing
  'unsupported', // this operating system or bus has no way to ask
  'not-asked', // nothing was gathered for it
])
export type Absence = z.infer<typeof Absence>

/** A field that could not be read. `field` is a path inside the section: `serial`, `modules.0.maker`, `1.wearPercent`. */
export const MissingField = record({ field: text, why: Absence })
export type MissingField = z.infer<typeof MissingField>

/** How reading one section went. */
export const SectionState = z.discriminatedUnion('state', [
  record({ state: z.literal('read') }),
  record({ state: z.literal('partly'), missing: list(MissingField, 5000) }),
  record({ state: z.literal('unavailable'), why: Absence }),
])
export type SectionState = z.infer<typeof SectionState>

export const Identity = record({
  manufacturer: text.nullable(),
  model: text.nullable(),
  version: text.nullable(),
  family: text.nullable(),
  serial: text.nullable(),
  /** Lower case, in the form and byte order that dmidecode prints. */
  uuid: z.guid().nullable(),
  sku: text.nullable(),
  assetTag: text.nullable(),
  /** The SMBIOS name of the chassis type (§7.4.1): "Notebook", "Desktop", "All In One"… */
  chassis: text.nullable(),
  board: record({
    manufacturer: text.nullable(),
    model: text.nullable(),
    version: text.nullable(),
    serial: text.nullable(),
  }),
})
export type Identity = z.infer<typeof Identity>

export const Firmware = record({
  vendor: text.nullable(),
  version: text.nullable(),
  date: isoDate.nullable(),
  mode: z.enum(['uefi', 'legacy']).nullable(),
  secureBoot: z.boolean().nullable(),
})
export type Firmware = z.infer<typeof Firmware>

export const Processor = record({
  maker: text.nullable(),
  /** The name as the processor itself gives it, only with runs of blanks made one. */
  model: text.nullable(),
  sockets: count.min(1).max(1024).nullable(),
  /** Cores and threads of all sockets together. */
  cores: count.min(1).max(65536).nullable(),
  threads: count.min(1).max(65536).nullable(),
  architecture: text.nullable(),
  bits: z.union([z.literal(32), z.literal(64)]).nullable(),
  baseMhz: z.number().positive().nullable(),
  maxMhz: z.number().positive().nullable(),
  /** Told from the model's name: 8 for "i5-8250U", 2 for "Ryzen 5 2500U". */
  generation: record({ family: text, number: z.int().min(1).max(99) }).nullable(),
})
export type Processor = z.infer<typeof Processor>

export const MemoryModule = record({
  /** `null` where the slot is occupied and the firmware does not say by how much. */
  sizeBytes: bytes.nullable(),
  type: text.nullable(),
  formFactor: text.nullable(),
  locator: text.nullable(),
  bank: text.nullable(),
  maker: text.nullable(),
  partNumber: text.nullable(),
  serial: text.nullable(),
  /** What the module can do, and what it runs at, in megatransfers per second. */
  speedMts: z.int().min(1).nullable(),
  configuredSpeedMts: z.int().min(1).nullable(),
  ecc: z.boolean().nullable(),
  soldered: z.boolean().nullable(),
})
export type MemoryModule = z.infer<typeof MemoryModule>

export const Memory = record({
  /** The sum of the modules; `null` while one of them is of unknown size. */
  totalBytes: bytes.nullable(),
  /** What the operating system has for itself: always a little less than what is fitted. */
  visibleBytes: bytes.nullable(),
  /** What the board accepts at most. */
  maximumBytes: bytes.nullable(),
  slots: record({ total: count.nullable(), used: count.nullable() }),
  modules: list(MemoryModule, 512),
})
export type Memory = z.infer<typeof Memory>

export const DiskKind = z.enum(['hdd', 'sata-ssd', 'nvme', 'emmc', 'sd', 'usb'])
export type DiskKind = z.infer<typeof DiskKind>

/** What in a disk's own figures speaks against it; the drive's self-assessment alone hides most of it. */
export const DiskDoubt = z.enum([
  'self-assessment-failed',
  'critical-warning',
  'attribute-failing',
  'pending-sectors',
  'uncorrectable-sectors',
  'many-reallocated-sectors',
  'reallocated-sectors',
  'media-errors',
  'spare-exhausted',
  'worn-out',
  'nearly-worn-out',
])
export type DiskDoubt = z.infer<typeof DiskDoubt>

export const DiskVolume = record({
  /** The partition or volume that it fills; `null` for the disk itself, or where only its announcing bytes were seen. */
  partition: text.nullable(),
  /** As the field's tools name it: "ntfs", "ext4", "BitLocker", "crypto_LUKS", "LVM2_member", "swap"… */
  kind: text,
  label: text.nullable(),
  sizeBytes: bytes.nullable(),
  /** What is used of it; only a file system that was mounted tells. */
  usedBytes: count.nullable(),
  /** `null`: none that can be seen. Some encryption cannot be seen at all. */
  encryption: z.enum(['bitlocker', 'luks']).nullable(),
})
export type DiskVolume = z.infer<typeof DiskVolume>

export const DiskContent = record({
  partitionTable: z.enum(['gpt', 'mbr', 'apm', 'other', 'none']).nullable(),
  partitions: count,
  volumes: list(DiskVolume, 128),
  /** What was in the places of a look over the disk; `null` where there was none. */
  sampled: LookedPlaces.nullable(),
  /**
   * `data`: there is something on it. `random`: everything looked at can be random, so it is encrypted as a whole, or was
   * overwritten at random. `nothing-seen`: blank wherever it was looked at, which proves nothing. `null`: cannot be told.
   */
  holds: z.enum(['data', 'random', 'nothing-seen']).nullable(),
})
export type DiskContent = z.infer<typeof DiskContent>

export const Disk = record({
  /** The name it had while it was read ("/dev/sda"); it says nothing about which disk it is. */
  path: text.nullable(),
  majorMinor: z
    .string()
    .regex(/^\d{1,5}:\d{1,8}$/)
    .nullable(),
  vendor: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  /** Who gave the serial: the drive itself, the kernel, or a USB bridge in between that may answer for itself. */
  serialFrom: z.enum(['drive', 'kernel', 'bridge']).nullable(),
  wwn: text.nullable(),
  firmware: text.nullable(),
  sizeBytes: bytes.nullable(),
  logicalSectorBytes: bytes.nullable(),
  physicalSectorBytes: bytes.nullable(),
  /** `usb` is a memory stick, or a USB device of which nothing else can be told. */
  kind: DiskKind.nullable(),
  /** How it is attached: "sata", "nvme", "usb", "mmc", "sas", "ata", "virtio"… */
  interface: text.nullable(),
  removable: z.boolean().nullable(),
  rotationRpm: z.int().min(1).nullable(),
  /** Our reading of the figures below; `null` where there are none. `doubts` are its reasons. */
  health: z.enum(['good', 'warning', 'failing']).nullable(),
  doubts: list(DiskDoubt, 16),
  /** What the drive says of itself (SMART self-assessment). */
  selfAssessmentPassed: z.boolean().nullable(),
  powerOnHours: count.nullable(),
  powerCycles: count.nullable(),
  reallocatedSectors: count.nullable(),
  pendingSectors: count.nullable(),
  uncorrectableSectors: count.nullable(),
  mediaErrors: count.nullable(),
  /** Endurance used: 0 is new, 100 is the maker's estimate of its end; a drive may go past it. */
  wearPercent: z.int().min(0).max(255).nullable(),
  temperatureCelsius: z.int().min(-60).max(150).nullable(),
  /** What lies on it, and how fast it was read. Absent: nothing was asked that could tell. */
  content: DiskContent.optional(),
  speed: DiskSpeed.optional(),
})
export type Disk = z.infer<typeof Disk>

export const StorageController = record({
  name: text,
  driver: text.nullable(),
  /** `raid` and `vmd` may hide disks behind them: the list of disks then settles nothing. */
  kind: z.enum(['raid', 'vmd', 'sata', 'ide', 'nvme', 'scsi', 'other']),
  hidesDisks: z.boolean(),
})
export type StorageController = z.infer<typeof StorageController>

export const Battery = record({
  name: text.nullable(),
  maker: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  chemistry: text.nullable(),
  /** A battery counts in energy or in charge: one of the two pairs is set. */
  designWh: z.number().positive().nullable(),
  fullWh: z.number().positive().nullable(),
  designMah: z.number().positive().nullable(),
  fullMah: z.number().positive().nullable(),
  /** Full over design in the same unit, never above 100. */
  healthPercent: z.number().min(0).max(100).nullable(),
  cycles: count.min(1).nullable(),
  voltageDesign: z.number().positive().nullable(),
  status: text.nullable(),
})
export type Battery = z.infer<typeof Battery>

export const Graphics = record({
  maker: text.nullable(),
  model: text.nullable(),
  /** Only where a driver says it; the PCI window is not the memory. */
  memoryBytes: bytes.nullable(),
  driver: text.nullable(),
})
export type Graphics = z.infer<typeof Graphics>

export const Display = record({
  connector: text.nullable(),
  builtIn: z.boolean().nullable(),
  maker: text.nullable(),
  makerCode: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  widthMm: z.int().min(1).nullable(),
  heightMm: z.int().min(1).nullable(),
  diagonalInches: z.number().positive().nullable(),
  widthPixels: z.int().min(1).nullable(),
  heightPixels: z.int().min(1).nullable(),
  year: z.int().min(1990).max(2300).nullable(),
})
export type Display = z.infer<typeof Display>

export const NetworkAdapter = record({
  name: text,
  kind: z.enum(['wired', 'wifi', 'mobile']).nullable(),
  mac: z
    .string()
    .regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/)
    .nullable(),
  model: text.nullable(),
  driver: text.nullable(),
  /** "Wi-Fi 4 (802.11n)" … "Wi-Fi 7 (802.11be)". */
  wifiStandard: text.nullable(),
  speedMbps: z.int().min(1).nullable(),
})
export type NetworkAdapter = z.infer<typeof NetworkAdapter>

export const Bluetooth = record({ name: text, model: text.nullable(), mac: text.nullable() })
export type Bluetooth = z.infer<typeof Bluetooth>

export const Webcam = record({ name: text })
export type Webcam = z.infer<typeof Webcam>

export const Sound = record({ name: text })
export type Sound = z.infer<typeof Sound>

export const Tpm = record({
  /** "2.0" or "1.2". */
  version: text.nullable(),
  maker: text.nullable(),
})
export type Tpm = z.infer<typeof Tpm>

export const OpticalDrive = record({ path: text.nullable(), vendor: text.nullable(), model: text.nullable() })
export type OpticalDrive = z.infer<typeof OpticalDrive>

export const OperatingSystem = record({
  name: text,
  family: z.enum(['windows', 'linux', 'macos', 'other']).nullable(),
  version: text.nullable(),
  /** The partition it is on; `null` where that is not on a disk of the machine (a live key's system). */
  partition: text.nullable(),
  /** The system that was running: a live key as a rule, and then not what is installed. */
  running: z.boolean(),
  encrypted: z.boolean().nullable(),
})
export type OperatingSystem = z.infer<typeof OperatingSystem>

/** The sections, in the order in which a person reads them. */
export const SECTIONS = [
  'identity',
  'firmware',
  'processor',
  'memory',
  'disks',
  'storageControllers',
  'batteries',
  'graphics',
  'displays',
  'network',
  'bluetooth',
  'webcams',
  'sound',
  'tpm',
  'opticalDrives',
  'operatingSystems',
] as const
export type SectionName = (typeof SECTIONS)[number]

export const SectionStates = record({
  identity: SectionState,
  firmware: SectionState,
  processor: SectionState,
  memory: SectionState,
  disks: SectionState,
  storageControllers: SectionState,
  batteries: SectionState,
  graphics: SectionState,
  displays: SectionState,
  network: SectionState,
  bluetooth: SectionState,
  webcams: SectionState,
  sound: SectionState,
  tpm: SectionState,
  opticalDrives: SectionState,
  operatingSystems: SectionState,
})
export type SectionStates = z.infer<typeof SectionStates>

export const ToolVersion = record({ name: text, version: text.nullable() })
export type ToolVersion = z.infer<typeof ToolVersion>

/** What was not only read but tried. A disk's speed stands with the disk. */
export const Measurements = record({ processor: ProcessorMeasurement.nullable() })
export type Measurements = z.infer<typeof Measurements>

export const HardwareReport = record({
  kind: z.literal('hardware-report'),
  version: z.literal(1),
  takenAt: z.iso.datetime({ offset: true }),
  /**
   * Only where `takenAt` is not the reading's own time: `local-clock` is a clock that did not say its time zone, taken as
   * UTC; `opening` is when the file was opened, because nothing in it says when the machine was read.
   */
  takenAtFrom: z.enum(['local-clock', 'opening']).optional(),
  /** Only where another tool read the machine, and this was made from its file: what form the file had. */
  madeFrom: z.enum(['glpi-inventory', 'ereuse-snapshot', 'ereuse-workbench', 'lshw', 'dmidecode']).optional(),
  /** What made the report, and the field's tools it asked. */
  tool: ToolVersion,
  fieldTools: list(ToolVersion, 64),
  sections: SectionStates,
  identity: Identity,
  firmware: Firmware,
  processor: Processor,
  memory: Memory,
  disks: list(Disk, 256),
  storageControllers: list(StorageController, 256),
  batteries: list(Battery, 64),
  graphics: list(Graphics, 64),
  displays: list(Display, 64),
  network: list(NetworkAdapter, 256),
  bluetooth: list(Bluetooth, 64),
  webcams: list(Webcam, 64),
  sound: list(Sound, 64),
  tpm: Tpm,
  opticalDrives: list(OpticalDrive, 64),
  operatingSystems: list(OperatingSystem, 64),
  /** Absent where nothing was measured. */
  measurements: Measurements.optional(),
})
export type HardwareReport = z.infer<typeof HardwareReport>
