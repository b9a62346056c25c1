// Files of other tools, written for these tests after each tool's form: one invented laptop, seen by all of them.
import { reportFromText } from '../../../../domain/machine/report-from-file.ts'
import type { HardwareReport } from '../../../../domain/machine/hardware-report.ts'

export const OPENED_AT = '2026-03-02T08:00:00.000Z'

export const opened = (content: unknown): HardwareReport => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const file = reportFromText('machine', text, OPENED_AT)
  if (!file.ok) throw new Error(`refused: ${file.reasons.map(({ code }) => code).join(', ')}`)
  return file.report
}

export const refusal = (content: unknown): readonly string[] => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const file = reportFromText('machine', text, OPENED_AT)
  if (file.ok) throw new Error('opened')
  return file.reasons.map(({ code, params }) => ('what' in params ? `${code} ${String(params['what'])}` : code))
}

const structure = (handle: string, type: number, title: string, fields: Readonly<Record<string, string>>) =>
  [
    `Handle ${handle}, DMI type ${String(type)}, 40 bytes`,
    title,
    ...Object.entries(fields).map(([name, value]) => `\t${name}: ${value}`),
    '',
    '',
  ].join('\n')

const module = (handle: string, slot: string, serial: string) =>
  structure(handle, 17, 'Memory Device', {
    'Array Handle': '0x1000',
    'Total Width': '64 bits',
    'Data Width': '64 bits',
    Size: '8 GB',
    'Form Factor': 'SODIMM',
    Locator: slot,
    Type: 'DDR4',
    Speed: '2667 MT/s',
    Manufacturer: '80CE',
    'Serial Number': serial,
    'Part Number': 'DEMO-8G',
  })

export const dmidecode = [
  '# dmidecode 3.4\nGetting SMBIOS data from sysfs.\nSMBIOS 3.1 present.\n8 structures occupying 900 bytes.\nTable at 0x000E0000.\n\n',
  structure('0x0000', 0, 'BIOS Information', { Vendor: 'Démo', Version: 'D1.07', 'Release Date': '03/09/2021' }),
  structure('0x0001', 1, 'System Information', {
    Manufacturer: 'Demo',
    'Product Name': 'Rabot 14',
    Version: 'To Be Filled By O.E.M.',
    'Serial Number': 'RB14-0007',
    UUID: '6F9619FF-8B86-4011-B42D-00C04FC964FF',
    'SKU Number': 'RB14A',
    Family: 'Rabot',
  }),
  structure('0x0003', 3, 'Chassis Information', { Type: 'Notebook', 'Asset Tag': 'No Asset Tag' }),
  structure('0x0004', 4, 'Processor Information', {
    Manufacturer: 'Intel(R) Corporation',
    Version: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz',
    Status: 'Populated, Enabled',
    'Max Speed': '3400 MHz',
    'Core Count': '4',
    'Thread Count': '8',
  }),
  structure('0x1000', 16, 'Physical Memory Array', { Use: 'System Memory', 'Maximum Capacity': '32 GB' }),
  module('0x1100', 'DIMM A', '11AA22BB'),
  module('0x1101', 'DIMM B', '33CC44DD'),
  structure('0x007F', 127, 'End Of Table', {}),
].join('')

/** Of a disk that answers, as `smartctl -x --json` does. */
export const smartctl = (path: string, serial: string) => ({
  json_format_version: [1, 0],
  smartctl: { version: [7, 3], argv: ['smartctl', '-x', '--json=cosviu', path], exit_status: 0 },
  local_time: { time_t: 1_772_438_400, asctime: 'Mon Mar  2 09:00:00 2026 CET' },
  device: { name: path, info_name: `${path} [SAT]`, type: 'sat', protocol: 'ATA' },
  model_name: 'Ciseau SSD 256',
  serial_number: serial,
  firmware_version: 'C1',
  user_capacity: { blocks: 500_118_192, bytes: 256_060_514_304 },
  logical_block_size: 512,
  physical_block_size: 4096,
  rotation_rate: 0,
  sata_version: { string: 'SATA 3.2' },
  smart_status: { passed: true },
  power_on_time: { hours: 1234 },
})
/** What smartctl says of a disk that it cannot reach: only what it was asked. */
export const smartctlMute = (path: string) => ({
  smartctl: {
    version: [7, 3],
    argv: ['smartctl', '-x', '--json=cosviu', path],
    messages: [{ string: `${path}: Unable to detect device type`, severity: 'error' }],
    exit_status: 1,
  },
})

export const inxi = [
  {
    '000#1#0#Machine': [
      { '001#1#1#System': 'Demo', '000#0#1#Type': 'Laptop' },
      { '000#1#1#Mobo': 'Demo', '003#0#1#UEFI': 'Demo' },
    ],
  },
  {
    '001#1#0#CPU': [
      { '000#1#1#Info': '', '001#0#2#model': 'Intel Core i5-8250U', '002#0#2#bits': 64 },
      { '000#1#1#Speed (MHz)': '', '003#0#2#min/max': '400/3400' },
    ],
  },
  {
    '002#1#0#Graphics': [
      {
        '000#1#1#Device': 'Intel UHD Graphics 620',
        '001#0#2#driver': 'i915',
        '002#0#2#bus-ID': '00:02.0',
        '003#0#2#chip-ID': '8086:5917',
        '004#0#2#class-ID': '0300',
      },
      { '000#1#1#Device': 'Demo Integrated Camera', '001#0#2#driver': 'uvcvideo', '002#0#2#type': 'USB' },
      {
        '000#1#1#Monitor': 'eDP-1',
        '001#0#2#model': 'BOE Display 0x0812',
        '002#0#2#res': '1280x720',
        '003#0#2#size': '309x173mm (12.17x6.81")',
        '004#0#2#diag': '354mm (13.9")',
        '005#0#2#modes': '1920x1080',
        '006#0#2#built': 2018,
      },
    ],
  },
  {
    '003#1#0#Network': [
      { '000#1#1#Device': 'Intel Wireless 8265', '001#0#2#driver': 'iwlwifi', '002#0#2#class-ID': '0280' },
      { '000#1#2#IF': 'wlp1s0', '001#0#3#state': 'up', '002#0#3#mac': '00:00:5E:00:53:01' },
      { '000#1#1#IF-ID': 'docker0', '001#0#2#mac': '02:42:00:00:00:01' },
    ],
  },
  {
    '004#1#0#Drives': [
      { '000#1#1#Local Storage': '', '001#0#2#total': '238.47 GiB' },
      { '000#1#1#ID': '/dev/sda', '001#0#2#maj-min': '8:0', '002#0#2#size': '238.47 GiB', '003#0#2#sata': '3.2' },
      {
        '000#1#1#ID': '/dev/mmcblk0',
        '001#0#2#model': 'Étui',
        '002#0#2#serial': '0x5e000001',
        '003#0#2#size': '29.12 GiB',
      },
    ],
  },
  {
    '005#1#0#Battery': [
      {
        '000#1#1#ID': 'BAT0',
        '001#0#2#condition': '40.1/50.2 Wh (79.9%)',
        '002#0#2#cycles': '312',
        '003#0#2#model': 'Demo BT14',
      },
    ],
  },
]

export const snapshot = {
  timestamp: '2026-03-02 09:00:00.577819',
  type: 'Snapshot',
  uuid: '5c3a0f0e-0000-4000-8000-000000000001',
  software: 'workbench-script',
  version: '0.0.1',
  operator_id: '',
  data: {
    smartctl: JSON.stringify([
      smartctl('/dev/sda', 'CS256-01'),
      smartctlMute('/dev/mmcblk0'),
      smartctlMute('/dev/zd0'),
    ]),
    dmidecode,
    inxi: JSON.stringify(inxi),
  },
  erase: [],
}

const pci = (
  id: string,
  of: string,
  slot: string,
  product: string,
  driver: string,
  children: readonly unknown[] = [],
) => ({
  ...{ id, class: of, claimed: true, description: 'Périphérique', product, vendor: 'Intel Corporation' },
  ...{ businfo: `pci@0000:${slot}`, configuration: { driver, latency: '0' }, children },
})

/** In the French of a machine that was installed in French: only ids, classes and settings are the same everywhere. */
export const lshw = {
  ...{ id: 'poste', class: 'system', claimed: true, handle: 'DMI:0001', description: 'Ordinateur bloc-notes' },
  ...{ product: 'Rabot 14 (RB14A)', vendor: 'Demo', version: 'To Be Filled By O.E.M.', serial: 'RB14-0007', width: 64 },
  configuration: { chassis: 'notebook', family: 'Rabot', sku: 'RB14A', uuid: '6F9619FF-8B86-4011-B42D-00C04FC964FF' },
  capabilities: { smp: 'Multi-processeurs symétriques' },
  children: [
    {
      ...{ id: 'core', class: 'bus', claimed: true, description: 'Carte mère', product: 'RBX-1', vendor: 'Demo' },
      children: [
        {
          ...{ id: 'firmware', class: 'memory', claimed: true, description: 'BIOS', vendor: 'Démo', version: 'D1.07' },
          ...{
            date: '03/09/2021',
            units: 'bytes',
            size: 65536,
            capabilities: { uefi: 'La spécification UEFI est supportée' },
          },
        },
        {
          ...{
            id: 'memory',
            class: 'memory',
            claimed: true,
            description: 'Mémoire système',
            slot: 'Carte mère',
            size: 17_179_869_184,
          },
          children: [
            {
              ...{
                id: 'bank:0',
                class: 'memory',
                claimed: true,
                description: 'SODIMM DDR4 Synchrone 2667 MHz (0,4 ns)',
              },
              ...{
                product: 'DEMO-8G',
                vendor: '80CE',
                serial: '11AA22BB',
                slot: 'DIMM A',
                size: 8_589_934_592,
                clock: 2_667_000_000,
              },
            },
            {
              ...{
                id: 'bank:1',
                class: 'memory',
                claimed: true,
                description: 'SODIMM DDR4 Synchrone 2667 MHz (0,4 ns)',
              },
              ...{
                product: 'DEMO-8G',
                vendor: '80CE',
                serial: '33CC44DD',
                slot: 'DIMM B',
                size: 8_589_934_592,
                clock: 2_667_000_000,
              },
            },
            {
              id: 'bank:2',
              class: 'memory',
              claimed: true,
              description: 'DIMM [vide]',
              slot: 'DIMM C',
              product: '[Empty]',
              vendor: '[Empty]',
            },
          ],
        },
        { id: 'cache:0', class: 'memory', claimed: true, description: 'L1 cache', slot: 'L1', size: 262_144 },
        {
          ...{ id: 'cpu', class: 'processor', claimed: true, product: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz' },
          ...{ vendor: 'Intel Corp.', businfo: 'cpu@0', size: 1_800_000_000, capacity: 3_400_000_000, width: 64 },
          ...{
            configuration: { cores: '4', enabledcores: '4', threads: '8' },
            capabilities: { 'x86-64': 'extensions 64 bits (x86-64)' },
          },
        },
        pci('pci', 'bridge', '00:00.0', 'Host Bridge', '', [
          pci('display', 'display', '00:02.0', 'UHD Graphics 620', 'i915'),
          {
            ...pci('network', 'network', '01:00.0', 'Wireless 8265', 'iwlwifi'),
            ...{ logicalname: 'wlp1s0', serial: '00:00:5e:00:53:01' },
            configuration: { driver: 'iwlwifi', wireless: 'IEEE 802.11' },
          },
          pci('nvme', 'storage', '02:00.0', 'SSD Controller', 'nvme', [
            {
              ...{
                id: 'nvme0',
                class: 'storage',
                product: 'Gouge NVMe 512',
                serial: 'GN512-77',
                version: '2B',
                businfo: 'nvme@0',
              },
              children: [
                { id: 'namespace:0', class: 'disk', logicalname: 'hwmon1' },
                { id: 'namespace:1', class: 'disk', logicalname: '/dev/ng0n1' },
                {
                  ...{
                    id: 'namespace:2',
                    class: 'disk',
                    businfo: 'nvme@0:1',
                    logicalname: '/dev/nvme0n1',
                    units: 'bytes',
                  },
                  ...{ size: 512_110_190_592, configuration: { logicalsectorsize: '512', sectorsize: '512' } },
                },
              ],
            },
          ]),
          pci('sata', 'storage', '00:17.0', 'SATA Controller [AHCI mode]', 'ahci', [
            {
              ...{
                id: 'disk',
                class: 'disk',
                description: 'Disque ATA',
                product: 'Ciseau SSD 256',
                serial: 'CS256-01',
              },
              ...{
                businfo: 'scsi@0:0.0.0',
                logicalname: ['/dev/sda', '/'],
                dev: '8:0',
                size: 256_060_514_304,
                version: 'C1',
              },
              children: [
                {
                  ...{ id: 'volume:0', class: 'volume', logicalname: '/dev/sda1', size: 250_000_000_000 },
                  configuration: { filesystem: 'luks' },
                },
              ],
            },
            {
              ...{
                id: 'cdrom',
                class: 'disk',
                product: 'Graveur',
                vendor: 'Demo',
                logicalname: ['/dev/cdrom', '/dev/sr0'],
              },
            },
          ]),
          {
            ...{
              id: 'usb',
              class: 'bus',
              businfo: 'usb@1',
              children: [
                {
                  id: 'disk',
                  class: 'disk',
                  logicalname: '/dev/sdb',
                  businfo: 'scsi@4:0.0.0',
                  capabilities: { removable: 'support is removable' },
                },
              ],
            },
          },
        ]),
        {
          id: 'network:0',
          ...{ class: 'network', logicalname: 'docker0', serial: '02:42:00:00:00:01' },
        },
      ],
    },
  ],
}

export const glpi = {
  action: 'inventory',
  itemtype: 'Computer',
  deviceid: 'poste-2020-01-01-00-00-00',
  content: {
    versionclient: 'GLPI-Agent_v1.7.1',
    accesslog: { logdate: '2026-03-02 09:00:00' },
    bios: {
      ...{ bdate: '2021-03-09', bmanufacturer: 'Démo', bversion: 'D1.07', smanufacturer: 'Demo', smodel: 'Rabot 14' },
      ...{ ssn: 'RB14-0007', skunumber: 'RB14A', assettag: 'No Asset Tag', secure_boot: 'enabled' },
    },
    hardware: { chassis_type: 'Notebook', memory: 15_900, uuid: '6F9619FF-8B86-4011-B42D-00C04FC964FF', name: 'poste' },
    cpus: [
      {
        arch: 'x86_64',
        core: 4,
        thread: 2,
        manufacturer: 'Intel',
        name: 'Intel Core i5-8250U CPU @ 1.60GHz',
        speed: 1600,
      },
    ],
    memories: [
      {
        capacity: 8192,
        caption: 'DIMM A',
        description: 'SODIMM',
        manufacturer: '80CE',
        model: 'DEMO-8G',
        serialnumber: '11AA22BB',
        speed: '2667',
        type: 'DDR4',
      },
      {
        capacity: 8192,
        caption: 'DIMM B',
        description: 'SODIMM',
        manufacturer: '80CE',
        model: 'DEMO-8G',
        serialnumber: '33CC44DD',
        speed: '2667',
        type: 'DDR4',
      },
      { caption: 'DIMM C', numslots: 3, type: 'Unknown' },
    ],
    storages: [
      {
        name: 'sda',
        description: 'SATA',
        type: 'disk',
        disksize: 256_060,
        model: 'Ciseau SSD 256',
        serial: 'CS256-01',
        wwn: 'wwn-0x5000c50012345678',
      },
      {
        name: 'nvme0n1',
        interface: 'NVME',
        type: 'disk',
        disksize: 512_110,
        model: 'Gouge NVMe 512',
        serial: 'GN512-77',
      },
      { name: 'sdb', description: 'USB', type: 'removable', model: 'Lecteur' },
      { name: 'sr0', description: 'SATA', type: 'cd', model: 'Graveur' },
    ],
    batteries: [
      {
        capacity: 50_200,
        real_capacity: 40_100,
        chemistry: 'lithium-ion',
        manufacturer: 'Demo',
        name: 'BT14',
        serial: '0',
      },
    ],
    controllers: [
      {
        name: 'SATA Controller [RAID mode]',
        manufacturer: 'Intel Corporation',
        driver: 'ahci',
        pciclass: '0104',
        pcislot: '00:17.0',
        vendorid: '8086',
        productid: '282a',
      },
      {
        name: 'UHD Graphics 620',
        manufacturer: 'Intel Corporation',
        driver: 'i915',
        pciclass: '0300',
        pcislot: '00:02.0',
        vendorid: '8086',
        productid: '5917',
      },
      {
        name: 'Wireless 8265',
        manufacturer: 'Intel Corporation',
        pciclass: '0280',
        pcislot: '01:00.0',
        vendorid: '8086',
        productid: '24fd',
      },
    ],
    networks: [
      { description: 'lo', type: 'loopback', virtualdev: true, mac: '00:00:00:00:00:00' },
      {
        description: 'wlp1s0',
        type: 'wifi',
        virtualdev: false,
        driver: 'iwlwifi',
        mac: '00:00:5E:00:53:01',
        pcislot: '0000:01:00.0',
      },
      {
        description: 'wlp1s0',
        type: 'wifi',
        virtualdev: false,
        driver: 'iwlwifi',
        mac: '00:00:5E:00:53:01',
        ipaddress6: 'fe80::1',
      },
    ],
    operatingsystem: {
      arch: 'x86_64',
      full_name: 'Debian GNU/Linux 12',
      kernel_name: 'linux',
      version: '12',
      timezone: { name: 'CET', offset: '+0100' },
    },
    drives: [{ type: '/', encrypt_status: 'Yes' }],
  },
}

export const workbench11 = {
  type: 'Snapshot',
  endTime: '2026-03-02T08:00:00.809Z',
  software: 'Workbench',
  version: '11.0b11',
  device: {
    type: 'Laptop',
    model: 'Rabot 14',
    manufacturer: 'Demo',
    serialNumber: 'RB14-0007',
    sku: 'RB14A',
    chassis: 'Netbook',
  },
  components: [
    {
      type: 'RamModule',
      model: 'Demo-8g',
      manufacturer: 'Samsung',
      serialNumber: '11AA22BB',
      size: 8192,
      speed: 2667,
      interface: 'DDR4',
      format: 'SODIMM',
    },
    {
      type: 'Processor',
      model: 'Intel Core I5-8250u Cpu @ 1.60ghz',
      manufacturer: 'Intel Corp.',
      cores: 4,
      threads: 8,
      address: 64,
      actions: [],
    },
    {
      type: 'SolidStateDrive',
      model: 'Ciseau Ssd 256',
      serialNumber: 'CS256-01',
      size: 256_060.514304,
      interface: 'ATA',
    },
    { type: 'HardDrive', model: 'Varlope 500', serialNumber: 'VL500-9', size: 500_107, interface: 'ATA' },
    {
      type: 'NetworkAdapter',
      model: 'Ethernet I219',
      manufacturer: 'Intel Corporation',
      serialNumber: '00:00:5E:00:53:02',
      speed: 1000,
      wireless: false,
    },
    {
      type: 'Battery',
      model: 'Bt14',
      size: 4400,
      technology: 'LiIon',
      actions: [{ type: 'MeasureBattery', size: 3300, cycleCount: 312 }],
    },
    {
      type: 'Display',
      model: 'Lcd Monitor',
      manufacturer: 'Boe',
      size: 13.94,
      resolutionWidth: 1920,
      resolutionHeight: 1080,
      productionDate: '2018-01-01T00:00:00',
    },
    {
      type: 'Motherboard',
      model: 'Rbx-1',
      manufacturer: 'Demo',
      version: 'D1.07',
      biosDate: '2021-03-08T23:00:00.000Z',
      ramSlots: 2,
      ramMaxSize: 32,
    },
  ],
}

/** Every file of these, as text. */
export const FILES: readonly (readonly [tool: string, text: string])[] = [
  ['dmidecode', dmidecode],
  ['workbench-script', JSON.stringify(snapshot, null, 1)],
  ['lshw', JSON.stringify([lshw], null, 2)],
  ['GLPI', JSON.stringify(glpi, null, 4)],
  ['Workbench 11', JSON.stringify(workbench11)],
]

export const legacySnapshot = {
  ...snapshot,
  version: 'dev',
  schema_api: '1.0.0',
  sid: '67c0',
  data: {
    dmidecode,
    smart: [smartctl('/dev/sda', 'CS256-01')],
    lshw: JSON.stringify(lshw),
    hwinfo:
      '34: IDE 300.0: 10600 Disk\n  [Created at block.255]\n  Hardware Class: disk\n  Model: "Rifloir 1000"\n  Serial ID: "RF1000-2"\n  Device File: /dev/sdc\n  Capacity: 931 GB (1000204886016 bytes)\n',
    lspci:
      '00:17.0 SATA controller: Intel Corporation SATA Controller (rev 21) (prog-if 01 [AHCI 1.0])\n\tKernel driver in use: ahci\n\n00:0e.0 RAID bus controller: Intel Corporation Volume Management Device NVMe RAID Controller\n\tKernel driver in use: vmd\n',
  },
}
