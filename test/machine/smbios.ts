// A computer's SMBIOS structures as bytes (DSP0134, types 0 to 4, 16, 17 and 43), from a plain description of what its firmware
// says. Only the writing: what a report must make of it is in configured.ts, and Établi's own reading is not used here.

/** What firmware writes in a text field: a value, the filler that its author left in place of one, or nothing. */
export type Written = string | { readonly filler: string } | null

export type FirmwareTables = {
  readonly firmware: {
    readonly vendor: Written
    readonly version: Written
    /** YYYY-MM-DD; firmware writes month/day/year. */
    readonly date: string
  }
  readonly system: {
    readonly manufacturer: Written
    readonly model: Written
    readonly version: Written
    readonly serial: Written
    readonly uuid: Written
    readonly sku: Written
    readonly family: Written
  }
  readonly board: {
    readonly manufacturer: Written
    readonly model: Written
    readonly version: Written
    readonly serial: Written
  }
  readonly chassis: {
    readonly kind: keyof typeof chassisTypes
    readonly manufacturer: Written
    readonly serial: Written
    readonly assetTag: Written
  }
  readonly processor: {
    readonly socket: string
    readonly manufacturer: string
    readonly name: string
    readonly maxMhz: number
    readonly currentMhz: number
    readonly cores: number
    readonly threads: number
  }
  readonly arrays: readonly MemoryArray[]
  /** Four letters of its maker, and the specification that it follows. */
  readonly tpm?: { readonly maker: string; readonly version: '1.2' | '2.0' }
}

export type MemoryArray = {
  readonly use: keyof typeof arrayUses
  readonly maximumGigabytes: number
  readonly slots: readonly MemorySlot[]
}

export type MemorySlot = { readonly locator: string; readonly bank: Written; readonly holds: MemoryModule | 'nothing' }

export type MemoryModule = {
  /** `null`: there is one, and the firmware does not know how large it is. */
  readonly megabytes: number | null
  readonly type: keyof typeof memoryTypes
  readonly form: keyof typeof forms
  readonly maker: Written
  readonly partNumber: Written
  readonly serial: Written
  readonly speedMts: number
  readonly configuredSpeedMts: number
  /** In bits: 72 for 64 of data where errors are corrected. */
  readonly totalWidth: number
  readonly dataWidth: number
}

// §7.4.1, §7.17.2, §7.18.1, §7.18.2
const chassisTypes = { Desktop: 3, 'Mini Tower': 6, Laptop: 9, Notebook: 10, 'All In One': 13 } as const
const arrayUses = { 'System Memory': 3, 'Flash Memory': 5 } as const
const forms = { DIMM: 9, 'Row Of Chips': 11, SODIMM: 13 } as const
const memoryTypes = { Flash: 9, DDR2: 0x13, DDR3: 0x18, DDR4: 0x1a, LPDDR3: 0x1d } as const

type Part = { readonly bytes: 1 | 2 | 4 | 8; readonly value: number } | { readonly text: Written } | Buffer

const byte = (value: number): Part => ({ bytes: 1, value })
const word = (value: number): Part => ({ bytes: 2, value })
const double = (value: number): Part => ({ bytes: 4, value })
const quad = (value: number): Part => ({ bytes: 8, value })
const text = (written: Written): Part => ({ text: written })

/** §6.1: type, length, handle, the fields; then the texts that the fields name by number, each ended by a zero, and one more. */
const structure = (type: number, handle: number, parts: readonly Part[]): Buffer => {
  const texts: string[] = []
  const numberOf = (written: Written) =>
    written === null ? 0 : texts.push(typeof written === 'string' ? written : written.filler)
  const fields = parts.map((part) => {
    if (Buffer.isBuffer(part)) return part
    if ('text' in part) return Buffer.from([numberOf(part.text)])
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(BigInt(part.value))
    return bytes.subarray(0, part.bytes)
  })
  const body = Buffer.concat(fields)
  const head = Buffer.from([type, 4 + body.length, handle & 0xff, handle >> 8])
  const strings = texts.length === 0 ? '\0\0' : `${texts.join('\0')}\0\0`
  return Buffer.concat([head, body, Buffer.from(strings, 'latin1')])
}

/** §7.2.1: the first three groups have their low byte first. */
const uuidBytes = (uuid: Written): Buffer => {
  if (uuid === null) return Buffer.alloc(16)
  const digits = (typeof uuid === 'string' ? uuid : uuid.filler).replaceAll('-', '')
  const bytes = Buffer.from(digits, 'hex')
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ])
}

const usDate = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${month}/${day}/${year}`
}

const handles = {
  firmware: 0,
  system: 1,
  board: 2,
  chassis: 3,
  processor: 4,
  arrays: 0x20,
  devices: 0x40,
  tpm: 0x60,
} as const
const none = 0xfffe

const firmwareOf = ({ firmware }: FirmwareTables) =>
  structure(0, handles.firmware, [
    ...[text(firmware.vendor), text(firmware.version), word(0xe000), text(usDate(firmware.date))],
    // ROM of 8 MiB; PCI, updates and selectable boot; ACPI and USB; no release numbers.
    ...[byte(127), double(0x0001_8880), double(0), byte(3), byte(1), ...[255, 255, 255, 255].map(byte)],
  ])

const systemOf = ({ system }: FirmwareTables) =>
  structure(1, handles.system, [
    ...[text(system.manufacturer), text(system.model), text(system.version), text(system.serial)],
    ...[uuidBytes(system.uuid), byte(6), text(system.sku), text(system.family)],
  ])

const boardOf = ({ board }: FirmwareTables) =>
  structure(2, handles.board, [
    ...[text(board.manufacturer), text(board.model), text(board.version), text(board.serial)],
    ...[text(null), byte(9), text(null), word(handles.chassis), byte(10), byte(0)],
  ])

const chassisOf = ({ chassis }: FirmwareTables) =>
  structure(3, handles.chassis, [
    ...[text(chassis.manufacturer), byte(chassisTypes[chassis.kind]), text(null), text(chassis.serial)],
    ...[text(chassis.assetTag), byte(3), byte(3), byte(3), byte(3), double(0), ...[0, 1, 0, 0].map(byte), text(null)],
  ])

const processorOf = ({ processor }: FirmwareTables) =>
  structure(4, handles.processor, [
    ...[text(processor.socket), byte(3), byte(0xc6), text(processor.manufacturer), quad(0), text(processor.name)],
    ...[byte(0x8b), word(100), word(processor.maxMhz), word(processor.currentMhz), byte(0x41), byte(1)],
    ...[word(0xffff), word(0xffff), word(0xffff), text(null), text(null), text(null)],
    ...[byte(processor.cores), byte(processor.cores), byte(processor.threads), word(4), word(0xc6)],
  ])

const gigabyteInKilobytes = 2 ** 20

const arrayOf = (array: MemoryArray, index: number) =>
  structure(16, handles.arrays + index, [
    ...[byte(3), byte(arrayUses[array.use]), byte(3), double(array.maximumGigabytes * gigabyteInKilobytes)],
    ...[word(none), word(array.slots.length), quad(0)],
  ])

const unknownSize = 0xffff

const deviceOf = ({ locator, bank, holds }: MemorySlot, array: number, handle: number) =>
  structure(17, handle, [
    ...[word(handles.arrays + array), word(none)],
    ...(holds === 'nothing'
      ? [word(0xffff), word(0xffff), word(0), byte(2), byte(0), text(locator), text(bank), byte(2), word(4), word(0)]
      : [
          ...[word(holds.totalWidth), word(holds.dataWidth), word(holds.megabytes ?? unknownSize)],
          ...[byte(forms[holds.form]), byte(0), text(locator), text(bank), byte(memoryTypes[holds.type])],
          ...[word(0x80), word(holds.speedMts)],
        ]),
    ...(holds === 'nothing'
      ? [text(null), text(null), text(null), text(null), byte(0), double(0), word(0)]
      : [
          ...[text(holds.maker), text(holds.serial), text(null), text(holds.partNumber), byte(1), double(0)],
          word(holds.configuredSpeedMts),
        ]),
    ...[word(0), word(0), word(0)],
  ])

/** §7.44: nothing of it can be changed, and what its firmware is called is not said. */
const tpmOf = ({ maker, version }: NonNullable<FirmwareTables['tpm']>) => {
  const [major, minor] = version.split('.').map(Number)
  return structure(43, handles.tpm, [
    ...[Buffer.from(maker.padEnd(4, '\0'), 'latin1'), byte(major ?? 0), byte(minor ?? 0), double(0), double(0)],
    ...[text(`TPM ${version}`), quad(4), double(0)],
  ])
}

/** Each structure by itself, as QEMU takes them: one a file. */
export const smbiosStructures = (tables: FirmwareTables): readonly Buffer[] => [
  ...[firmwareOf(tables), systemOf(tables), boardOf(tables), chassisOf(tables), processorOf(tables)],
  ...tables.arrays.map(arrayOf),
  ...(tables.tpm === undefined ? [] : [tpmOf(tables.tpm)]),
  ...tables.arrays.flatMap((array, index) =>
    array.slots.map((slot, place) => deviceOf(slot, index, handles.devices + 16 * index + place)),
  ),
]
