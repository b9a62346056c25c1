// A light laptop whose memory is soldered to the board: it has what it came with, and no slot.
import type { KnownMachine } from '../known-machine.ts'
import type { MemoryModule } from '../smbios.ts'

const chips: MemoryModule = {
  megabytes: 4096,
  type: 'LPDDR3',
  form: 'Row Of Chips',
  maker: 'Samsung',
  partNumber: 'K4E6E304EB-EGCF',
  serial: { filler: '00000000' },
  speedMts: 1867,
  configuredSpeedMts: 1867,
  totalWidth: 64,
  dataWidth: 64,
}

export const solderedMemoryLaptop: KnownMachine = {
  tables: {
    firmware: { vendor: 'LENOVO', version: '3HCN30WW', date: '2018-04-19' },
    system: {
      manufacturer: 'LENOVO',
      model: '80VQ',
      version: 'Lenovo ideapad 710S-13IKB',
      serial: 'MP1DEM06',
      uuid: '0d5e7a11-c006-11e7-8c2f-54e1addeca06',
      sku: 'LENOVO_MT_80VQ_BU_idea_FM_Lenovo ideapad 710S-13IKB',
      family: 'IDEAPAD',
    },
    board: { manufacturer: 'LENOVO', model: 'LNVNB161216', version: 'SDK0K09938 WIN', serial: 'MP1DEM06' },
    chassis: {
      kind: 'Notebook',
      manufacturer: 'LENOVO',
      serial: 'MP1DEM06',
      assetTag: { filler: 'No Asset Tag' },
    },
    processor: {
      socket: 'U3E1',
      manufacturer: 'Intel(R) Corporation',
      name: 'Intel(R) Core(TM) i5-7200U CPU @ 2.50GHz',
      maxMhz: 3100,
      currentMhz: 2500,
      cores: 2,
      threads: 4,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 8,
        slots: [
          { locator: 'DIMM0', bank: 'ChannelA', holds: chips },
          { locator: 'DIMM1', bank: 'ChannelB', holds: chips },
        ],
      },
    ],
    tpm: { maker: 'INTC', version: '2.0' },
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 142,
    stepping: 9,
    name: 'Intel(R) Core(TM) i5-7200U CPU @ 2.50GHz',
    baseMhz: 2500,
    cores: 2,
    threads: 4,
    generation: { family: 'Intel Core', number: 7 },
  },
  memoryMegabytes: 8192,
  secureBoot: true,
  sound: true,
  batteries: [
    {
      name: 'BAT0',
      maker: 'LGC',
      model: 'L15L4PC0',
      serial: '1127',
      chemistry: 'LiP',
      unit: 'mWh',
      design: 46_000,
      full: 35_420,
      cycles: 397,
      millivolts: 7680,
    },
  ],
  disks: [
    {
      name: 'disk',
      megabytes: 256_060_514_304 / 2 ** 20,
      holds: {
        table: 'gpt',
        used: 0.5,
        volumes: [
          { kind: 'efi', megabytes: 260 },
          { kind: 'reserved', megabytes: 16 },
          { kind: 'bitlocker' },
          { kind: 'ntfs', label: 'WinRE_DRV', megabytes: 1000 },
        ],
      },
      attachment: {
        kind: 'ahci',
        serial: 'S2TKDEM0Y12706',
        model: 'SAMSUNG MZNLN256HCHP-000L2',
        firmware: 'EMT24L0Q',
        rotationRate: 1,
        wwn: '5002538d42de2706',
      },
    },
  ],
}
