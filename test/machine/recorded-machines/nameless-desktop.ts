// A desktop that somebody assembled from parts, whose board's maker left fillers where names and serials belong.
import type { KnownMachine } from '../known-machine.ts'

const module = {
  megabytes: 4096,
  type: 'DDR3',
  form: 'DIMM',
  // JEDEC's code of Kingston, as this firmware passes it on.
  maker: '0198',
  partNumber: '99U5471-052.A00LF',
  serial: { filler: '00000000' },
  speedMts: 1600,
  configuredSpeedMts: 1600,
  totalWidth: 64,
  dataWidth: 64,
} as const

const oem = { filler: 'To Be Filled By O.E.M.' } as const

export const namelessDesktop: KnownMachine = {
  tables: {
    firmware: { vendor: 'American Megatrends Inc.', version: 'P1.40', date: '2014-11-06' },
    system: {
      ...{ manufacturer: oem, model: oem, version: oem, serial: oem, sku: oem, family: oem },
      uuid: { filler: '03000200-0400-0500-0006-000700080009' },
    },
    board: { manufacturer: 'ASRock', model: 'H81M-VG4', version: null, serial: { filler: '0123456789' } },
    chassis: { kind: 'Desktop', manufacturer: oem, serial: oem, assetTag: { filler: 'Default string' } },
    processor: {
      socket: 'CPUSocket',
      manufacturer: 'Intel',
      name: 'Intel(R) Pentium(R) CPU G3220 @ 3.00GHz',
      maxMhz: 3000,
      currentMhz: 3000,
      cores: 2,
      threads: 2,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 16,
        slots: [
          { locator: 'ChannelA-DIMM0', bank: 'BANK 0', holds: module },
          { locator: 'ChannelB-DIMM0', bank: 'BANK 2', holds: module },
        ],
      },
    ],
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 60,
    stepping: 3,
    name: 'Intel(R) Pentium(R) CPU G3220 @ 3.00GHz',
    baseMhz: 3000,
    cores: 2,
    threads: 2,
    generation: null,
  },
  memoryMegabytes: 8192,
  ethernet: '00:00:5e:00:53:41',
  sound: true,
  batteries: [],
  disks: [
    {
      name: 'disk',
      megabytes: 500_107_862_016 / 2 ** 20,
      holds: 'nothing',
      bytesPerSecond: 121_000_000,
      attachment: {
        kind: 'ahci',
        serial: 'WD-WCC2DEM00419',
        model: 'WDC WD5000AAKX-00ERMA0',
        firmware: '15.01H15',
        rotationRate: 7200,
        wwn: '50014ee25d3e0419',
      },
    },
  ],
}
