// An old laptop: a hard disk, 4 GB of memory, a battery that is worn out.
import type { KnownMachine } from '../known-machine.ts'

export const oldLaptop: KnownMachine = {
  tables: {
    firmware: { vendor: 'Hewlett-Packard', version: '68SCF Ver. F.60', date: '2015-03-12' },
    system: {
      manufacturer: 'Hewlett-Packard',
      model: 'HP ProBook 6460b',
      version: 'A0001C02',
      serial: 'CNU1DEM042',
      uuid: '3f6c8e10-11aa-4d27-8c39-0d5e7a11c002',
      sku: 'LG645EA#ABF',
      family: '103C_5336AN',
    },
    board: { manufacturer: 'Hewlett-Packard', model: '161D', version: 'KBC Version 97.48', serial: 'PCDEM0042' },
    chassis: { kind: 'Notebook', manufacturer: 'Hewlett-Packard', serial: 'CNU1DEM042', assetTag: null },
    processor: {
      socket: 'CPU 1',
      manufacturer: 'Intel(R) Corporation',
      name: 'Intel(R) Core(TM) i3-2310M CPU @ 2.10GHz',
      maxMhz: 2100,
      currentMhz: 2100,
      cores: 2,
      threads: 4,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 16,
        slots: [
          {
            locator: 'Top-Slot 1(top)',
            bank: 'Bank 0',
            holds: {
              megabytes: 4096,
              type: 'DDR3',
              form: 'SODIMM',
              // JEDEC's code of SK hynix, as this firmware passes it on.
              maker: '80AD',
              partNumber: 'HMT351S6BFR8C-H9',
              serial: '2B114C07',
              speedMts: 1333,
              configuredSpeedMts: 1333,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
          { locator: 'Bottom-Slot 2(bottom)', bank: 'Bank 1', holds: 'nothing' },
        ],
      },
    ],
    tpm: { maker: 'IFX', version: '1.2' },
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 42,
    stepping: 7,
    name: 'Intel(R) Core(TM) i3-2310M CPU @ 2.10GHz',
    baseMhz: 2100,
    cores: 2,
    threads: 4,
    generation: { family: 'Intel Core', number: 2 },
  },
  memoryMegabytes: 4096,
  ethernet: '00:00:5e:00:53:21',
  sound: true,
  batteries: [
    {
      name: 'BAT0',
      maker: 'Hewlett-Packard',
      model: 'Primary',
      serial: '14832',
      chemistry: 'LION',
      unit: 'mWh',
      design: 55_080,
      full: 19_430,
      cycles: 812,
      millivolts: 10_800,
    },
  ],
  disks: [
    {
      name: 'disk',
      megabytes: 320_072_933_376 / 2 ** 20,
      holds: {
        table: 'mbr',
        used: 0.45,
        volumes: [
          { kind: 'ntfs', label: 'System Reserved', megabytes: 100 },
          { kind: 'ntfs', label: 'OS' },
          { kind: 'ntfs', label: 'HP_TOOLS', megabytes: 5000 },
        ],
      },
      bytesPerSecond: 84_000_000,
      attachment: {
        kind: 'ahci',
        serial: 'TF0DEM1K2L',
        model: 'HGST HTS725032A7E630',
        firmware: 'GH2OA420',
        rotationRate: 7200,
        wwn: '5000cca7c6de1042',
      },
    },
  ],
}
