// A laptop whose disk says of itself that it is no longer reliable.
import type { KnownMachine } from '../known-machine.ts'

export const failingDiskLaptop: KnownMachine = {
  tables: {
    firmware: { vendor: 'HP', version: 'Q85 Ver. 01.24.00', date: '2022-11-28' },
    system: {
      manufacturer: 'HP',
      model: 'HP ProBook 450 G5',
      version: null,
      serial: '5CD8DEM0R7',
      uuid: '9b1d0c44-58f2-46ee-b7a0-0d5e7a11c005',
      sku: '2RS20EA#ABF',
      family: '103C_5336AN HP ProBook',
    },
    board: { manufacturer: 'HP', model: '837D', version: 'KBC Version 02.3D.00', serial: 'PHDEM0005' },
    chassis: { kind: 'Notebook', manufacturer: 'HP', serial: '5CD8DEM0R7', assetTag: '5CD8DEM0R7' },
    processor: {
      socket: 'U3E1',
      manufacturer: 'Intel(R) Corporation',
      name: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz',
      maxMhz: 3400,
      currentMhz: 1600,
      cores: 4,
      threads: 8,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 32,
        slots: [
          {
            locator: 'Bottom-Slot 1(left)',
            bank: 'BANK 0',
            holds: {
              megabytes: 8192,
              type: 'DDR4',
              form: 'SODIMM',
              maker: 'Micron',
              partNumber: '8ATF1G64HZ-2G6E1',
              serial: '1D8EDEM0',
              speedMts: 2667,
              configuredSpeedMts: 2400,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
          { locator: 'Bottom-Slot 2(right)', bank: 'BANK 2', holds: 'nothing' },
        ],
      },
    ],
    tpm: { maker: 'IFX', version: '2.0' },
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 142,
    stepping: 10,
    name: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz',
    baseMhz: 1600,
    cores: 4,
    threads: 8,
    generation: { family: 'Intel Core', number: 8 },
  },
  memoryMegabytes: 8192,
  secureBoot: true,
  ethernet: '00:00:5e:00:53:51',
  sound: true,
  batteries: [
    {
      name: 'BAT0',
      maker: 'Hewlett-Packard',
      model: 'Primary',
      serial: '03082',
      chemistry: 'LION',
      unit: 'mAh',
      design: 4212,
      full: 3008,
      cycles: 411,
      millivolts: 11_400,
    },
  ],
  disks: [
    {
      name: 'disk',
      megabytes: 256_060_514_304 / 2 ** 20,
      holds: {
        table: 'gpt',
        used: 0.4,
        volumes: [
          { kind: 'efi', megabytes: 360 },
          { kind: 'reserved', megabytes: 16 },
          { kind: 'ntfs', label: 'Windows' },
          { kind: 'ntfs', label: 'Windows RE tools', megabytes: 980 },
        ],
      },
      // Of what a worn drive complains of, this is what an emulated one can say.
      attachment: { kind: 'nvme', serial: 'S3Z8DEM0906217', criticalWarning: 4 },
    },
  ],
}
