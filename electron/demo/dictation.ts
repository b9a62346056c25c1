// Writing down what tools would say of a machine that nobody built: dmidecode's tables, lsblk's and smartctl's JSON, a
// panel's EDID. Only the demonstration's machines are dictated this way; real ones speak for themselves.

type Fields = Readonly<Record<string, string>>

/** One SMBIOS structure in dmidecode's layout. */
const structure = (index: number, type: number, title: string, fields: Fields) =>
  [
    `Handle 0x${(0x100 + index).toString(16).toUpperCase().padStart(4, '0')}, DMI type ${String(type)}, 40 bytes`,
    title,
    ...Object.entries(fields).map(([name, value]) => `\t${name}: ${value}`),
    '',
  ].join('\n')

export type DictatedModule = {
  readonly size: string
  readonly type: string
  readonly speed: number
  readonly maker: string
  readonly part: string
  readonly serial: string
  readonly locator: string
  readonly form?: string
}

export type DictatedTables = {
  readonly firmware: { readonly vendor: string; readonly version: string; readonly date: string }
  readonly system: {
    readonly manufacturer: string
    readonly model: string
    readonly version: string
    readonly serial: string
    readonly uuid: string
    readonly sku: string
    readonly family: string
  }
  readonly board: {
    readonly manufacturer: string
    readonly model: string
    readonly version: string
    readonly serial: string
  }
  readonly chassis: { readonly type: string; readonly assetTag: string }
  readonly memory: {
    readonly maximum: string
    readonly modules: readonly DictatedModule[]
    readonly emptySlots: readonly string[]
  }
  readonly tpm?: string
}

export const dmidecode = ({ firmware, system, board, chassis, memory, tpm }: DictatedTables): string => {
  const array = '0x0120'
  const device = (fields: Fields) => ({ 'Array Handle': array, ...fields })
  const structures: (readonly [number, string, Fields])[] = [
    [0, 'BIOS Information', { Vendor: firmware.vendor, Version: firmware.version, 'Release Date': firmware.date }],
    [
      1,
      'System Information',
      {
        Manufacturer: system.manufacturer,
        'Product Name': system.model,
        Version: system.version,
        'Serial Number': system.serial,
        UUID: system.uuid,
        'SKU Number': system.sku,
        Family: system.family,
      },
    ],
    [
      2,
      'Base Board Information',
      {
        Manufacturer: board.manufacturer,
        'Product Name': board.model,
        Version: board.version,
        'Serial Number': board.serial,
      },
    ],
    [
      3,
      'Chassis Information',
      { Manufacturer: system.manufacturer, Type: chassis.type, 'Asset Tag': chassis.assetTag },
    ],
    ...memory.modules.map((module): [number, string, Fields] => [
      17,
      'Memory Device',
      device({
        'Total Width': '64 bits',
        'Data Width': '64 bits',
        Size: module.size,
        'Form Factor': module.form ?? 'SODIMM',
        Locator: module.locator,
        'Bank Locator': 'Not Specified',
        Type: module.type,
        Speed: `${String(module.speed)} MT/s`,
        Manufacturer: module.maker,
        'Serial Number': module.serial,
        'Part Number': module.part,
        'Configured Memory Speed': `${String(module.speed)} MT/s`,
      }),
    ]),
    ...memory.emptySlots.map((locator): [number, string, Fields] => [
      17,
      'Memory Device',
      device({ Size: 'No Module Installed', 'Form Factor': 'Unknown', Locator: locator, Type: 'Unknown' }),
    ]),
    ...(tpm === undefined
      ? []
      : [[43, 'TPM Device', { 'Vendor ID': 'INTC', 'Specification Version': tpm }] as [number, string, Fields]]),
  ]
  const arrayStructure = structure(0x20, 16, 'Physical Memory Array', {
    Use: 'System Memory',
    'Maximum Capacity': memory.maximum,
    'Number Of Devices': String(memory.modules.length + memory.emptySlots.length),
  })
  const others = structures.map(([type, title, fields], index) =>
    structure(index < 0x20 ? index : index + 1, type, title, fields),
  )
  return [
    '# dmidecode 3.4',
    'Getting SMBIOS data from sysfs.',
    'SMBIOS 3.1.1 present.',
    '',
    arrayStructure,
    ...others,
  ].join('\n')
}

export type DictatedProcessor = {
  readonly model: string
  readonly vendor: 'GenuineIntel' | 'AuthenticAMD'
  readonly cores: number
  readonly threadsPerCore: number
  readonly maxMhz: number
}

export const lscpu = ({ model, vendor, cores, threadsPerCore, maxMhz }: DictatedProcessor): string =>
  Object.entries({
    Architecture: 'x86_64',
    'CPU op-mode(s)': '32-bit, 64-bit',
    'CPU(s)': String(cores * threadsPerCore),
    'Vendor ID': vendor,
    'Model name': model,
    'Thread(s) per core': String(threadsPerCore),
    'Core(s) per socket': String(cores),
    'Socket(s)': '1',
    'CPU max MHz': maxMhz.toFixed(4),
  })
    .map(([label, value]) => `${`${label}:`.padEnd(32)} ${value}`)
    .join('\n')

export type DictatedDisk = {
  readonly name: string
  readonly model: string
  readonly serial: string
  readonly firmware: string
  readonly bytes: number
  readonly bus: 'sata' | 'nvme'
  /** 0 for one that does not turn. */
  readonly rpm: number
  readonly passed: boolean
  readonly hours: number
  readonly cycles: number
  readonly celsius: number
  /** ATA attributes: number, name, normalised value, raw value. */
  readonly attributes?: readonly (readonly [number, string, number, number])[]
  readonly nvme?: { readonly used: number; readonly spare: number; readonly mediaErrors: number }
}

export const lsblk = (disks: readonly DictatedDisk[], opticalDrive?: string): string =>
  JSON.stringify({
    blockdevices: [
      ...disks.map((disk, index) => ({
        name: disk.name,
        kname: disk.name,
        type: 'disk',
        size: disk.bytes,
        model: disk.model,
        vendor: disk.bus === 'sata' ? 'ATA     ' : null,
        serial: disk.serial,
        rev: disk.firmware,
        tran: disk.bus,
        rota: disk.rpm > 0,
        rm: false,
        hotplug: false,
        'maj:min': disk.bus === 'nvme' ? `259:${String(index)}` : `8:${String(index * 16)}`,
        'log-sec': 512,
        'phy-sec': disk.rpm > 0 ? 4096 : 512,
      })),
      ...(opticalDrive === undefined
        ? []
        : [{ name: 'sr0', kname: 'sr0', type: 'rom', size: 0, model: opticalDrive, tran: 'sata', rm: true }]),
    ],
  })

export const smartctl = (disk: DictatedDisk): string =>
  JSON.stringify({
    smartctl: { version: [7, 3] },
    device: {
      name: `/dev/${disk.name}`,
      type: disk.bus === 'nvme' ? 'nvme' : 'sat',
      protocol: disk.bus === 'nvme' ? 'NVMe' : 'ATA',
    },
    model_name: disk.model,
    serial_number: disk.serial,
    firmware_version: disk.firmware,
    user_capacity: { bytes: disk.bytes },
    ...(disk.bus === 'sata' ? { rotation_rate: disk.rpm, sata_version: { string: 'SATA 3.1' } } : {}),
    smart_status: { passed: disk.passed },
    power_on_time: { hours: disk.hours },
    power_cycle_count: disk.cycles,
    temperature: { current: disk.celsius },
    ...(disk.attributes === undefined
      ? {}
      : {
          ata_smart_attributes: {
            table: disk.attributes.map(([id, name, value, raw]) => ({
              id,
              name,
              value,
              when_failed: '',
              raw: { value: raw, string: String(raw) },
            })),
          },
        }),
    ...(disk.nvme === undefined
      ? {}
      : {
          nvme_smart_health_information_log: {
            critical_warning: 0,
            available_spare: disk.nvme.spare,
            available_spare_threshold: 10,
            percentage_used: disk.nvme.used,
            media_errors: disk.nvme.mediaErrors,
          },
        }),
  })

export type DictatedBattery = {
  readonly maker: string
  readonly model: string
  readonly serial: string
  readonly designMicroWh: number
  readonly fullMicroWh: number
  readonly cycles: number
  readonly microVolts: number
}

export const batteryUevent = (battery: DictatedBattery): string =>
  Object.entries({
    NAME: 'BAT0',
    TYPE: 'Battery',
    STATUS: 'Discharging',
    PRESENT: '1',
    TECHNOLOGY: 'Li-ion',
    CYCLE_COUNT: String(battery.cycles),
    VOLTAGE_MIN_DESIGN: String(battery.microVolts),
    ENERGY_FULL_DESIGN: String(battery.designMicroWh),
    ENERGY_FULL: String(battery.fullMicroWh),
    MODEL_NAME: battery.model,
    MANUFACTURER: battery.maker,
    SERIAL_NUMBER: battery.serial,
  })
    .map(([key, value]) => `POWER_SUPPLY_${key}=${value}`)
    .join('\n')

export type DictatedPanel = {
  /** Three letters of the maker's PNP identifier. */
  readonly maker: string
  readonly model: string
  readonly widthMm: number
  readonly heightMm: number
  readonly pixels: readonly [number, number]
  readonly year: number
}

/** A base block of EDID 1.4 with one timing and the model as a free text, in hexadecimal. */
export const edid = ({ maker, model, widthMm, heightMm, pixels: [width, height], year }: DictatedPanel): string => {
  const block = Buffer.alloc(128)
  block.write('00ffffffffffff00', 0, 'hex')
  const letters = [...maker].reduce((word, letter) => (word << 5) | (letter.charCodeAt(0) - 64), 0)
  block.writeUInt16BE(letters, 8)
  block.set([1, year - 1990, 1, 4, 0x95, Math.round(widthMm / 10), Math.round(heightMm / 10)], 16)
  const highNibbles = (a: number, b: number) => ((a >> 8) << 4) | (b >> 8)
  block.writeUInt16LE(14000, 54)
  block.set([width & 255, 160, highNibbles(width, 160), height & 255, 30, highNibbles(height, 30)], 56)
  block.set([widthMm & 255, heightMm & 255, highNibbles(widthMm, heightMm)], 66)
  block[75] = 0xfe
  block.write(`${model.slice(0, 12)}\n`.padEnd(13), 77, 'latin1')
  block[93] = 0x10
  block[111] = 0x10
  block[127] = (256 - (block.subarray(0, 127).reduce((sum, byte) => sum + byte, 0) % 256)) % 256
  return block.toString('hex')
}

export type DictatedPciDevice = {
  readonly slot: string
  readonly classCode: string
  readonly className: string
  readonly vendor: readonly [string, string]
  readonly device: readonly [string, string]
  readonly driver: string
}

export const lspci = (devices: readonly DictatedPciDevice[]): string =>
  devices
    .map(({ slot, classCode, className, vendor, device, driver }) =>
      [
        `Slot:\t${slot}`,
        `Class:\t${className} [${classCode}]`,
        `Vendor:\t${vendor[0]} [${vendor[1]}]`,
        `Device:\t${device[0]} [${device[1]}]`,
        `Driver:\t${driver}`,
      ].join('\n'),
    )
    .join('\n\n')
