// Two computers as they come to a workshop, down to what their firmware says: a good laptop with two batteries and memory on
// the board, and an old desktop whose board's maker filled nothing in. Everything that a report must bring back is said here.
import type { TargetBattery } from './acpi-battery.ts'
import type { Attachment } from './description.ts'
import type { FirmwareTables } from './smbios.ts'
import type { WindowsDisk } from './windows-disk.ts'

export type KnownMachine = {
  readonly tables: FirmwareTables
  readonly processor: {
    readonly vendor: 'GenuineIntel' | 'AuthenticAMD'
    readonly family: number
    readonly model: number
    readonly stepping: number
    readonly name: string
    /** As the maker sold it; part of the name where that holds it. */
    readonly baseMhz: number
    readonly cores: number
    readonly threads: number
    readonly generation: { readonly family: string; readonly number: number } | null
  }
  /** What the machine really has, where it is to be seen; else as little as will do, whatever its tables say. */
  readonly memoryMegabytes?: number
  readonly batteries: readonly TargetBattery[]
  readonly disks: readonly KnownDisk[]
}

export type KnownDisk = {
  readonly name: string
  /** Makers count in sectors: not always a whole number. */
  readonly megabytes: number
  readonly holds: 'data' | 'nothing' | WindowsDisk
  readonly attachment: Attachment
}

export const goodLaptop: KnownMachine = {
  tables: {
    // A day that is a month too: swapped, nobody would notice.
    firmware: { vendor: 'LENOVO', version: 'N1WET51W (1.30 )', date: '2019-07-04' },
    system: {
      manufacturer: 'LENOVO',
      model: '20HGS0AB00',
      version: 'ThinkPad T470s',
      serial: 'PC0ETB01',
      uuid: '3f2c9d4c-2f61-11b2-a85c-9e4b7d10c3a5',
      sku: 'LENOVO_MT_20HG_BU_Think_FM_ThinkPad T470s',
      family: 'ThinkPad T470s',
    },
    board: { manufacturer: 'LENOVO', model: '20HGS0AB00', version: 'SDK0J40697 WIN', serial: 'L1HF7ETB02' },
    chassis: {
      kind: 'Notebook',
      manufacturer: 'LENOVO',
      serial: 'PC0ETB01',
      assetTag: { filler: 'No Asset Information' },
    },
    processor: {
      socket: 'U3E1',
      manufacturer: 'Intel(R) Corporation',
      name: 'Intel(R) Core(TM) i5-7300U CPU @ 2.60GHz',
      maxMhz: 3500,
      currentMhz: 2600,
      cores: 2,
      threads: 4,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 20,
        slots: [
          {
            locator: 'Onboard',
            bank: 'BANK 0',
            holds: {
              megabytes: 4096,
              type: 'DDR4',
              form: 'Row Of Chips',
              maker: 'Samsung',
              partNumber: 'K4A8G165WB-BCRC',
              serial: { filler: '00000000' },
              speedMts: 2400,
              configuredSpeedMts: 2133,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
          {
            locator: 'ChannelB-DIMM0',
            bank: 'BANK 2',
            holds: {
              megabytes: 8192,
              type: 'DDR4',
              form: 'SODIMM',
              maker: 'Kingston',
              partNumber: 'KVR24S17S8/8',
              serial: '8C2B71E4',
              speedMts: 2400,
              configuredSpeedMts: 2133,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
        ],
      },
      {
        // The firmware's own chip, which is no memory that anybody could use.
        use: 'Flash Memory',
        maximumGigabytes: 1,
        slots: [
          {
            locator: 'SYSTEM ROM',
            bank: null,
            holds: {
              megabytes: 16,
              type: 'Flash',
              form: 'Row Of Chips',
              maker: null,
              partNumber: null,
              serial: null,
              speedMts: 33,
              configuredSpeedMts: 33,
              totalWidth: 8,
              dataWidth: 8,
            },
          },
        ],
      },
    ],
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 142,
    stepping: 9,
    name: 'Intel(R) Core(TM) i5-7300U CPU @ 2.60GHz',
    baseMhz: 2600,
    cores: 2,
    threads: 4,
    generation: { family: 'Intel Core', number: 7 },
  },
  batteries: [
    {
      name: 'BAT0',
      maker: 'LGC',
      model: '00HW022',
      serial: '2631',
      chemistry: 'LiP',
      unit: 'mWh',
      design: 23_480,
      full: 19_250,
      cycles: 311,
      millivolts: 11_580,
    },
    {
      name: 'BAT1',
      maker: 'SONY',
      model: '00HW038',
      serial: '4107',
      chemistry: 'LiP',
      unit: 'mAh',
      design: 2274,
      full: 1213,
      cycles: 487,
      millivolts: 11_400,
    },
  ],
  disks: [
    { name: 'nvme', megabytes: 64, holds: 'data', attachment: { kind: 'nvme', serial: 'S3ETBNVME0017' } },
    {
      name: 'live',
      megabytes: 32,
      holds: 'nothing',
      attachment: {
        kind: 'ahci',
        serial: 'LIVEETB00042',
        model: 'ETABLI LIVE SSD',
        firmware: 'LV42',
        rotationRate: 1,
        wwn: '5002538d40e7b001',
      },
    },
    {
      name: 'stick',
      megabytes: 24,
      holds: 'nothing',
      attachment: { kind: 'usb', serial: 'ETBSTICK0099', vendor: 'ACME', product: 'Key 24', removable: true },
    },
  ],
}

export const oldDesktop: KnownMachine = {
  tables: {
    firmware: { vendor: 'American Megatrends Inc.', version: '0405', date: '2010-03-12' },
    system: {
      manufacturer: { filler: 'System manufacturer' },
      model: { filler: 'System Product Name' },
      version: { filler: 'System Version' },
      serial: { filler: 'System Serial Number' },
      uuid: { filler: '03000200-0400-0500-0006-000700080009' },
      sku: { filler: 'To Be Filled By O.E.M.' },
      family: { filler: 'To Be Filled By O.E.M.' },
    },
    board: {
      manufacturer: 'ASUSTeK Computer INC.',
      model: 'P5G41T-M LX',
      version: { filler: 'Rev X.0x' },
      serial: 'MT7012K15ETB03',
    },
    chassis: {
      kind: 'Desktop',
      manufacturer: { filler: 'Chassis Manufacture' },
      serial: { filler: 'Chassis Serial Number' },
      assetTag: { filler: 'Asset-1234567890' },
    },
    processor: {
      socket: 'LGA775',
      manufacturer: 'Intel',
      name: 'Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz',
      maxMhz: 3800,
      currentMhz: 3000,
      cores: 2,
      threads: 2,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 8,
        slots: [
          {
            locator: 'DIMM0',
            bank: 'BANK0',
            holds: {
              megabytes: 2048,
              type: 'DDR3',
              form: 'DIMM',
              // JEDEC's code of Samsung, as this firmware passes it on.
              maker: '80CE',
              partNumber: 'M391B5673FH0-CH9',
              serial: '5D41ETB7',
              speedMts: 1333,
              configuredSpeedMts: 1066,
              totalWidth: 72,
              dataWidth: 64,
            },
          },
          {
            locator: 'DIMM1',
            bank: 'BANK1',
            holds: {
              megabytes: 1024,
              type: 'DDR3',
              form: 'DIMM',
              maker: { filler: 'Manufacturer1' },
              partNumber: { filler: 'PartNum1' },
              serial: { filler: 'SerNum1' },
              speedMts: 1066,
              configuredSpeedMts: 1066,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
          { locator: 'DIMM2', bank: 'BANK2', holds: 'nothing' },
          { locator: 'DIMM3', bank: 'BANK3', holds: 'nothing' },
        ],
      },
    ],
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 23,
    stepping: 10,
    name: 'Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz',
    baseMhz: 3000,
    cores: 2,
    threads: 2,
    generation: null,
  },
  batteries: [],
  disks: [
    {
      name: 'first',
      megabytes: 16,
      holds: 'data',
      attachment: {
        kind: 'ahci',
        serial: 'ETB9VPD1X4K',
        model: 'ST3500418AS',
        firmware: 'CC38',
        wwn: '5000c5002f6e0b11',
      },
    },
    {
      name: 'second',
      megabytes: 8,
      holds: 'data',
      attachment: {
        kind: 'ahci',
        serial: 'ETB-WCAV5K2',
        model: 'WDC WD5000AAKS-00V1A0',
        firmware: '05.01D05',
        rotationRate: 5400,
        wwn: '50014ee2ad4c7e02',
      },
    },
  ],
}
