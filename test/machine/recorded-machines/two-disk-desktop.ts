// An office tower with two disks: a solid state disk for the system and a hard disk for files.
import type { KnownMachine } from '../known-machine.ts'

export const twoDiskDesktop: KnownMachine = {
  tables: {
    firmware: { vendor: 'Dell Inc.', version: '1.24.0', date: '2021-09-21' },
    system: {
      manufacturer: 'Dell Inc.',
      model: 'OptiPlex 3060',
      version: null,
      serial: '7DEM0X2',
      uuid: '4c4c4544-0044-4510-804d-b7c04f305832',
      sku: '085C',
      family: 'OptiPlex',
    },
    board: { manufacturer: 'Dell Inc.', model: '0T0MHW', version: 'A00', serial: '/7DEM0X2/CNFCW0087DEM01/' },
    chassis: { kind: 'Mini Tower', manufacturer: 'Dell Inc.', serial: '7DEM0X2', assetTag: 'CONSEIL-DEP-1183' },
    processor: {
      socket: 'U3E1',
      manufacturer: 'Intel(R) Corporation',
      name: 'Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz',
      maxMhz: 4100,
      currentMhz: 3000,
      cores: 6,
      threads: 6,
    },
    arrays: [
      {
        use: 'System Memory',
        maximumGigabytes: 32,
        slots: [
          {
            locator: 'DIMM1',
            bank: null,
            holds: {
              megabytes: 8192,
              type: 'DDR4',
              form: 'DIMM',
              // JEDEC's code of Crucial, then that of Micron, which made the chips.
              maker: '859B0000802C',
              partNumber: 'CT8G4DFS8266.C8FE',
              serial: 'E2DEM019',
              speedMts: 2666,
              configuredSpeedMts: 2666,
              totalWidth: 64,
              dataWidth: 64,
            },
          },
          { locator: 'DIMM2', bank: null, holds: 'nothing' },
        ],
      },
    ],
    tpm: { maker: 'NTC', version: '2.0' },
  },
  processor: {
    vendor: 'GenuineIntel',
    family: 6,
    model: 158,
    stepping: 10,
    name: 'Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz',
    baseMhz: 3000,
    cores: 6,
    threads: 6,
    generation: { family: 'Intel Core', number: 8 },
  },
  memoryMegabytes: 8192,
  secureBoot: true,
  ethernet: '00:00:5e:00:53:31',
  sound: true,
  batteries: [],
  disks: [
    {
      name: 'system',
      megabytes: 250_059_350_016 / 2 ** 20,
      holds: {
        table: 'gpt',
        used: 0.35,
        volumes: [
          { kind: 'efi', megabytes: 500 },
          { kind: 'reserved', megabytes: 128 },
          { kind: 'ntfs', label: 'OS' },
          { kind: 'ntfs', label: 'WINRETOOLS', megabytes: 990 },
        ],
      },
      attachment: {
        kind: 'ahci',
        serial: 'S3YJDEM0417883',
        model: 'Samsung SSD 860 EVO 250GB',
        firmware: 'RVT04B6Q',
        rotationRate: 1,
        wwn: '5002538e40417883',
      },
    },
    {
      name: 'files',
      megabytes: 1_000_204_886_016 / 2 ** 20,
      holds: { table: 'mbr', used: 0.6, volumes: [{ kind: 'ntfs', label: 'Dossiers' }] },
      attachment: {
        kind: 'ahci',
        serial: '58DEM0PNS',
        model: 'TOSHIBA DT01ACA100',
        firmware: 'MS2OA8R0',
        rotationRate: 7200,
        wwn: '5000039ff4de1183',
      },
    },
  ],
}
