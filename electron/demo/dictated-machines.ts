// Six machines as a workshop meets them, from public specifications. No serial number here was ever given to anything.
import type { Answer, Corner, Readings } from '../../domain/machine/readings.ts'
import {
  batteryUevent,
  dmidecode,
  edid,
  lsblk,
  lscpu,
  lspci,
  smartctl,
  type DictatedBattery,
  type DictatedDisk,
  type DictatedPanel,
  type DictatedPciDevice,
  type DictatedProcessor,
  type DictatedTables,
} from './dictation.ts'

type DictatedMachine = {
  readonly takenAt: string
  readonly tables: DictatedTables
  readonly processor: DictatedProcessor
  readonly visibleKib: number
  readonly disks: readonly DictatedDisk[]
  readonly pci: readonly DictatedPciDevice[]
  readonly uefi: boolean
  readonly secureBoot?: boolean
  readonly tpmMajor?: '1' | '2'
  readonly battery?: DictatedBattery
  readonly panel?: DictatedPanel
  readonly network: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly iw?: string
  readonly webcam?: string
  readonly bluetooth?: boolean
  readonly opticalDrive?: string
  readonly osProber?: string
}

const said = (text: string): Answer => ({ state: 'said', text, exitCode: 0, milliseconds: 40 })
const files = (content: Readonly<Record<string, string>>): Corner => ({ state: 'files', files: content })

const dictate = (machine: DictatedMachine): Readings => ({
  kind: 'hardware-readings',
  version: 1,
  takenAt: machine.takenAt,
  tool: { name: 'etabli-probe', version: '0.1.0' },
  fieldTools: [
    { name: 'dmidecode', version: '3.4' },
    { name: 'lsblk', version: '2.38.1' },
    { name: 'lscpu', version: '2.38.1' },
    { name: 'smartctl', version: '7.3' },
    { name: 'lspci', version: '3.9.0' },
    { name: 'lsusb', version: '014' },
    { name: 'iw', version: '5.19' },
    { name: 'os-prober', version: null },
  ],
  platform: 'linux',
  root: true,
  programs: {
    dmidecode: said(dmidecode(machine.tables)),
    lscpu: said(lscpu(machine.processor)),
    lsblk: said(lsblk(machine.disks, machine.opticalDrive)),
    smartctl: Object.fromEntries(machine.disks.map((disk) => [`/dev/${disk.name}`, said(smartctl(disk))])),
    lspci: said(lspci(machine.pci)),
    lsusb: said('Bus 001 Device 003: ID 8087:0a2b Intel Corp. Bluetooth wireless interface'),
    iw: said(machine.iw ?? ''),
    'os-prober': said(machine.osProber ?? ''),
  },
  corners: {
    powerSupply: files({
      ...(machine.battery === undefined
        ? {}
        : {
            'AC/uevent': 'POWER_SUPPLY_NAME=AC\nPOWER_SUPPLY_TYPE=Mains',
            'BAT0/uevent': batteryUevent(machine.battery),
          }),
    }),
    efi: files(
      machine.uefi
        ? {
            'efi/fw_platform_size': '64',
            'efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c':
              machine.secureBoot === true ? '0600000001' : '0600000000',
          }
        : {},
    ),
    tpm: files(machine.tpmMajor === undefined ? {} : { 'tpm0/tpm_version_major': machine.tpmMajor }),
    drm: files(
      machine.panel === undefined ? {} : { 'card0-eDP-1/status': 'connected', 'card0-eDP-1/edid': edid(machine.panel) },
    ),
    net: files(
      Object.fromEntries(
        Object.entries(machine.network).flatMap(([name, adapter]) =>
          Object.entries(adapter).map(([file, content]) => [`${name}/${file}`, content]),
        ),
      ),
    ),
    bluetooth: files(machine.bluetooth === true ? { 'hci0/device/uevent': 'DRIVER=btusb\nPRODUCT=8087/a2b/10' } : {}),
    video4linux: files(machine.webcam === undefined ? {} : { 'video0/name': machine.webcam, 'video0/index': '0' }),
    sound: files({
      cards: ' 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf1 irq 130\n',
    }),
    block: files({}),
    pci: files({}),
    memory: files({ meminfo: `MemTotal:       ${String(machine.visibleKib)} kB\n` }),
    running: files({ 'os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\n' }),
  },
  library: {},
})

const INTEL = ['Intel Corporation', '8086'] as const

const wired = (mac: string, slot: string) => ({
  address: mac,
  addr_assign_type: '0',
  type: '1',
  'device/uevent': `DRIVER=e1000e\nPCI_SLOT_NAME=${slot}`,
})
const wireless = (mac: string, slot: string) => ({
  address: mac,
  addr_assign_type: '0',
  type: '1',
  uevent: 'DEVTYPE=wlan',
  'phy80211/name': 'phy0',
  'device/uevent': `DRIVER=iwlwifi\nPCI_SLOT_NAME=${slot}`,
})

const intelGraphics = (name: string, id: string): DictatedPciDevice => ({
  slot: '0000:00:02.0',
  classCode: '0300',
  className: 'VGA compatible controller',
  vendor: INTEL,
  device: [name, id],
  driver: 'i915',
})
const sataController = (name: string, id: string): DictatedPciDevice => ({
  slot: '0000:00:17.0',
  classCode: '0106',
  className: 'SATA controller',
  vendor: INTEL,
  device: [name, id],
  driver: 'ahci',
})
const nvmeController = (vendor: readonly [string, string], name: string, id: string): DictatedPciDevice => ({
  slot: '0000:04:00.0',
  classCode: '0108',
  className: 'Non-Volatile memory controller',
  vendor,
  device: [name, id],
  driver: 'nvme',
})
const wifiCard = (name: string, id: string): DictatedPciDevice => ({
  slot: '0000:03:00.0',
  classCode: '0280',
  className: 'Network controller',
  vendor: INTEL,
  device: [name, id],
  driver: 'iwlwifi',
})
const ethernet = (name: string, id: string): DictatedPciDevice => ({
  slot: '0000:00:1f.6',
  classCode: '0200',
  className: 'Ethernet controller',
  vendor: INTEL,
  device: [name, id],
  driver: 'e1000e',
})

const WIFI_4 =
  'Wiphy phy0\n\tBand 1:\n\t\tCapabilities: 0x11ef\n\t\t\tHT20/HT40\n\t\tFrequencies:\n\t\t\t* 2412 MHz [1]\n'
const WIFI_5 = `${WIFI_4}\tBand 2:\n\t\tVHT Capabilities (0x038071b0):\n\t\tFrequencies:\n\t\t\t* 5180 MHz [36]\n`
const WIFI_6 = `${WIFI_5}\t\tHE Iftypes: managed\n`

const hardDisk = (
  disk: Pick<DictatedDisk, 'name' | 'model' | 'serial' | 'firmware' | 'bytes' | 'hours' | 'cycles'> & {
    readonly reallocated?: number
    readonly pending?: number
    readonly uncorrectable?: number
    readonly passed?: boolean
  },
): DictatedDisk => ({
  ...disk,
  bus: 'sata',
  rpm: 7200,
  passed: disk.passed ?? true,
  celsius: 34,
  attributes: [
    [5, 'Reallocated_Sector_Ct', disk.reallocated === undefined ? 100 : 62, disk.reallocated ?? 0],
    [9, 'Power_On_Hours', 80, disk.hours],
    [12, 'Power_Cycle_Count', 98, disk.cycles],
    [194, 'Temperature_Celsius', 66, 34],
    [197, 'Current_Pending_Sector', disk.pending === undefined ? 100 : 92, disk.pending ?? 0],
    [198, 'Offline_Uncorrectable', disk.uncorrectable === undefined ? 100 : 92, disk.uncorrectable ?? 0],
  ],
})

const recentLaptop: DictatedMachine = {
  takenAt: '2026-03-02T08:12:00.000Z',
  tables: {
    firmware: { vendor: 'LENOVO', version: 'N2XET35W (1.25 )', date: '02/14/2023' },
    system: {
      manufacturer: 'LENOVO',
      model: '20W1S0DEMO',
      version: 'ThinkPad T14 Gen 2i',
      serial: 'PF3DEM01',
      uuid: '5c1b0f2a-7d31-4e0b-9a52-0d5e7a11c001',
      sku: 'LENOVO_MT_20W1_BU_Think_FM_ThinkPad T14 Gen 2i',
      family: 'ThinkPad T14 Gen 2i',
    },
    board: { manufacturer: 'LENOVO', model: '20W1S0DEMO', version: 'SDK0J40697 WIN', serial: 'L1HFDEM0A01' },
    chassis: { type: 'Notebook', assetTag: 'CD-2021-0417' },
    memory: {
      maximum: '48 GB',
      modules: [
        {
          size: '16 GB',
          type: 'DDR4',
          speed: 3200,
          maker: '80CE',
          part: 'M471A2K43EB1-CWE',
          serial: '41D3A7C2',
          locator: 'ChannelB-DIMM0',
        },
      ],
      emptySlots: [],
    },
    tpm: '2.0',
  },
  processor: {
    model: '11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz',
    vendor: 'GenuineIntel',
    cores: 4,
    threadsPerCore: 2,
    maxMhz: 4200,
  },
  visibleKib: 16_112_400,
  disks: [
    {
      name: 'nvme0n1',
      model: 'SAMSUNG MZVL2512HCJQ-00BL7',
      serial: 'S64KDEM0R00117',
      firmware: 'GXA7301Q',
      bytes: 512_110_190_592,
      bus: 'nvme',
      rpm: 0,
      passed: true,
      hours: 4120,
      cycles: 1370,
      celsius: 36,
      nvme: { used: 4, spare: 100, mediaErrors: 0 },
    },
  ],
  pci: [
    intelGraphics('TigerLake-LP GT2 [Iris Xe Graphics]', '9a49'),
    nvmeController(['Samsung Electronics Co Ltd', '144d'], 'NVMe SSD Controller PM9A1/PM9A3/980PRO', 'a80a'),
    wifiCard('Wi-Fi 6 AX201', 'a0f0'),
    ethernet('Ethernet Connection (13) I219-V', '15fc'),
  ],
  uefi: true,
  secureBoot: true,
  tpmMajor: '2',
  battery: {
    maker: 'SMP',
    model: '5B10W51827',
    serial: '2417',
    designMicroWh: 50_450_000,
    fullMicroWh: 46_310_000,
    cycles: 184,
    microVolts: 11_550_000,
  },
  panel: { maker: 'BOE', model: 'NV140FHM-N4V', widthMm: 309, heightMm: 174, pixels: [1920, 1080], year: 2021 },
  network: { eth0: wired('00:00:5e:00:53:11', '0000:00:1f.6'), wlan0: wireless('00:00:5e:00:53:12', '0000:03:00.0') },
  iw: WIFI_6,
  webcam: 'Integrated Camera: Integrated C',
  bluetooth: true,
  osProber: '/dev/nvme0n1p1@/efi/Microsoft/Boot/bootmgfw.efi:Windows Boot Manager:Windows:efi\n',
}

const oldLaptop: DictatedMachine = {
  takenAt: '2026-03-02T08:40:00.000Z',
  tables: {
    firmware: { vendor: 'Hewlett-Packard', version: '68SCF Ver. F.60', date: '03/12/2015' },
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
    chassis: { type: 'Notebook', assetTag: 'Not Specified' },
    memory: {
      maximum: '16 GB',
      modules: [
        {
          size: '4096 MB',
          type: 'DDR3',
          speed: 1333,
          maker: '80AD',
          part: 'HMT351S6BFR8C-H9',
          serial: '2B114C07',
          locator: 'Top-Slot 1(top)',
        },
      ],
      emptySlots: ['Bottom-Slot 2(bottom)'],
    },
  },
  processor: {
    model: 'Intel(R) Core(TM) i3-2310M CPU @ 2.10GHz',
    vendor: 'GenuineIntel',
    cores: 2,
    threadsPerCore: 2,
    maxMhz: 2100,
  },
  visibleKib: 3_946_200,
  disks: [
    hardDisk({
      name: 'sda',
      model: 'HGST HTS725032A7E630',
      serial: 'TF0DEM1K2L',
      firmware: 'GH2OA420',
      bytes: 320_072_933_376,
      hours: 21_840,
      cycles: 5210,
    }),
  ],
  pci: [
    intelGraphics('2nd Generation Core Processor Family Integrated Graphics Controller', '0126'),
    sataController('6 Series/C200 Series Chipset Family 6 port Mobile SATA AHCI Controller', '1c03'),
    wifiCard('Centrino Advanced-N 6205 [Taylor Peak]', '0085'),
    ethernet('82579LM Gigabit Network Connection', '1502'),
  ],
  uefi: false,
  tpmMajor: '1',
  battery: {
    maker: 'Hewlett-Packard',
    model: 'Primary',
    serial: '14832',
    designMicroWh: 55_080_000,
    fullMicroWh: 19_430_000,
    cycles: 812,
    microVolts: 10_800_000,
  },
  panel: { maker: 'AUO', model: 'B140XW01 V8', widthMm: 309, heightMm: 174, pixels: [1366, 768], year: 2011 },
  network: { eth0: wired('00:00:5e:00:53:21', '0000:00:1f.6'), wlan0: wireless('00:00:5e:00:53:22', '0000:03:00.0') },
  iw: WIFI_4,
  webcam: 'HP HD Webcam [Fixed]',
  opticalDrive: 'hp DVDRAM GT31L',
  osProber: '/dev/sda1:Windows 7:Windows:chain\n',
}

const twoDiskDesktop: DictatedMachine = {
  takenAt: '2026-03-02T09:05:00.000Z',
  tables: {
    firmware: { vendor: 'Dell Inc.', version: '1.24.0', date: '09/21/2021' },
    system: {
      manufacturer: 'Dell Inc.',
      model: 'OptiPlex 3060',
      version: 'Not Specified',
      serial: '7DEM0X2',
      uuid: '4c4c4544-0044-4510-804d-b7c04f305832',
      sku: '085C',
      family: 'OptiPlex',
    },
    board: { manufacturer: 'Dell Inc.', model: '0T0MHW', version: 'A00', serial: '/7DEM0X2/CNFCW0087DEM01/' },
    chassis: { type: 'Mini Tower', assetTag: 'CONSEIL-DEP-1183' },
    memory: {
      maximum: '32 GB',
      modules: [
        {
          size: '8 GB',
          type: 'DDR4',
          speed: 2666,
          maker: '859B0000802C',
          part: 'CT8G4DFS8266.C8FE',
          serial: 'E2DEM019',
          locator: 'DIMM1',
          form: 'DIMM',
        },
      ],
      emptySlots: ['DIMM2'],
    },
    tpm: '2.0',
  },
  processor: {
    model: 'Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz',
    vendor: 'GenuineIntel',
    cores: 6,
    threadsPerCore: 1,
    maxMhz: 4100,
  },
  visibleKib: 7_998_100,
  disks: [
    {
      name: 'sda',
      model: 'Samsung SSD 860 EVO 250GB',
      serial: 'S3YJDEM0417883',
      firmware: 'RVT04B6Q',
      bytes: 250_059_350_016,
      bus: 'sata',
      rpm: 0,
      passed: true,
      hours: 11_960,
      cycles: 1804,
      celsius: 29,
      attributes: [
        [5, 'Reallocated_Sector_Ct', 100, 0],
        [177, 'Wear_Leveling_Count', 91, 154],
        [187, 'Uncorrectable_Error_Cnt', 100, 0],
      ],
    },
    hardDisk({
      name: 'sdb',
      model: 'TOSHIBA DT01ACA100',
      serial: '58DEM0PNS',
      firmware: 'MS2OA8R0',
      bytes: 1_000_204_886_016,
      hours: 12_020,
      cycles: 1797,
    }),
  ],
  pci: [
    intelGraphics('CoffeeLake-S GT2 [UHD Graphics 630]', '3e92'),
    sataController('Cannon Lake PCH SATA AHCI Controller', 'a352'),
    ethernet('Ethernet Connection (7) I219-V', '15bc'),
  ],
  uefi: true,
  secureBoot: false,
  tpmMajor: '2',
  network: { eth0: wired('00:00:5e:00:53:31', '0000:00:1f.6') },
  opticalDrive: 'HL-DT-ST DVD+-RW GU90N',
  osProber: '/dev/sda1@/efi/Microsoft/Boot/bootmgfw.efi:Windows Boot Manager:Windows:efi\n',
}

const namelessDesktop: DictatedMachine = {
  takenAt: '2026-03-02T09:30:00.000Z',
  tables: {
    firmware: { vendor: 'American Megatrends Inc.', version: 'P1.40', date: '11/06/2014' },
    system: {
      manufacturer: 'To Be Filled By O.E.M.',
      model: 'To Be Filled By O.E.M.',
      version: 'To Be Filled By O.E.M.',
      serial: 'To Be Filled By O.E.M.',
      uuid: '03000200-0400-0500-0006-000700080009',
      sku: 'To Be Filled By O.E.M.',
      family: 'To Be Filled By O.E.M.',
    },
    board: { manufacturer: 'ASRock', model: 'H81M-VG4', version: ' ', serial: '0123456789' },
    chassis: { type: 'Desktop', assetTag: 'Default string' },
    memory: {
      maximum: '16 GB',
      modules: [
        {
          size: '4096 MB',
          type: 'DDR3',
          speed: 1600,
          maker: '0198',
          part: '99U5471-052.A00LF',
          serial: '00000000',
          locator: 'ChannelA-DIMM0',
          form: 'DIMM',
        },
        {
          size: '4096 MB',
          type: 'DDR3',
          speed: 1600,
          maker: '0198',
          part: '99U5471-052.A00LF',
          serial: '00000000',
          locator: 'ChannelB-DIMM0',
          form: 'DIMM',
        },
      ],
      emptySlots: [],
    },
  },
  processor: {
    model: 'Intel(R) Pentium(R) CPU G3220 @ 3.00GHz',
    vendor: 'GenuineIntel',
    cores: 2,
    threadsPerCore: 1,
    maxMhz: 3000,
  },
  visibleKib: 8_031_000,
  disks: [
    hardDisk({
      name: 'sda',
      model: 'WDC WD5000AAKX-00ERMA0',
      serial: 'WD-WCC2DEM00419',
      firmware: '15.01H15',
      bytes: 500_107_862_016,
      hours: 17_330,
      cycles: 2960,
      reallocated: 3,
    }),
  ],
  pci: [
    intelGraphics('Xeon E3-1200 v3/4th Gen Core Processor Integrated Graphics Controller', '0402'),
    sataController('8 Series/C220 Series Chipset Family 6-port SATA Controller 1 [AHCI mode]', '8c02'),
    ethernet('Ethernet Connection I217-V', '153b'),
  ],
  uefi: false,
  network: { eth0: wired('00:00:5e:00:53:41', '0000:00:1f.6') },
}

const failingDiskLaptop: DictatedMachine = {
  takenAt: '2026-03-02T10:02:00.000Z',
  tables: {
    firmware: { vendor: 'Insyde Corp.', version: 'V1.17', date: '06/27/2016' },
    system: {
      manufacturer: 'Acer',
      model: 'Aspire E5-573G',
      version: 'V3.72',
      serial: 'NXMVMEDEM0537',
      uuid: '9b1d0c44-58f2-46ee-b7a0-0d5e7a11c005',
      sku: 'Aspire E5-573G_098A_1_17',
      family: 'BDW',
    },
    board: { manufacturer: 'Acer', model: 'ZORO_BH', version: 'Type2 - A01 Board Version', serial: 'NBMVMDEM0537' },
    chassis: { type: 'Notebook', assetTag: 'Chassis Asset Tag' },
    memory: {
      maximum: '16 GB',
      modules: [
        {
          size: '4096 MB',
          type: 'DDR3',
          speed: 1600,
          maker: 'Kingston',
          part: 'ACR16D3LS1KNG/4G',
          serial: '5E21DEM0',
          locator: 'DIMM0',
        },
      ],
      emptySlots: ['DIMM1'],
    },
  },
  processor: {
    model: 'Intel(R) Core(TM) i5-5200U CPU @ 2.20GHz',
    vendor: 'GenuineIntel',
    cores: 2,
    threadsPerCore: 2,
    maxMhz: 2700,
  },
  visibleKib: 3_921_800,
  disks: [
    hardDisk({
      name: 'sda',
      model: 'ST1000LM024 HN-M101MBB',
      serial: 'S30YDEM0906217',
      firmware: '2BA30001',
      bytes: 1_000_204_886_016,
      hours: 14_711,
      cycles: 3340,
      passed: false,
      reallocated: 1832,
      pending: 264,
      uncorrectable: 41,
    }),
  ],
  pci: [
    intelGraphics('HD Graphics 5500', '1616'),
    sataController('Wildcat Point-LP SATA Controller [AHCI Mode]', '9c83'),
    wifiCard('Wireless 7265', '095a'),
    ethernet('Ethernet Connection (3) I218-V', '15a3'),
  ],
  uefi: true,
  secureBoot: true,
  battery: {
    maker: 'SANYO',
    model: 'AL15A32',
    serial: '3082',
    designMicroWh: 37_000_000,
    fullMicroWh: 26_270_000,
    cycles: 411,
    microVolts: 14_800_000,
  },
  panel: { maker: 'CMN', model: 'N156BGE-EA2', widthMm: 344, heightMm: 193, pixels: [1366, 768], year: 2014 },
  network: { eth0: wired('00:00:5e:00:53:51', '0000:00:1f.6'), wlan0: wireless('00:00:5e:00:53:52', '0000:03:00.0') },
  iw: WIFI_5,
  webcam: 'HD WebCam',
  bluetooth: true,
  osProber: '/dev/sda2@/EFI/Microsoft/Boot/bootmgfw.efi:Windows Boot Manager:Windows:efi\n',
}

const solderedMemoryLaptop: DictatedMachine = {
  takenAt: '2026-03-02T10:31:00.000Z',
  tables: {
    firmware: { vendor: 'Dell Inc.', version: '1.23.0', date: '05/10/2022' },
    system: {
      manufacturer: 'Dell Inc.',
      model: 'XPS 13 9370',
      version: 'Not Specified',
      serial: '4DEM0Q2',
      uuid: '4c4c4544-0044-4510-804d-b4c04f305132',
      sku: '07E6',
      family: 'XPS',
    },
    board: { manufacturer: 'Dell Inc.', model: '0F6P3V', version: 'A00', serial: '/4DEM0Q2/CNWS20087DEM02/' },
    chassis: { type: 'Notebook', assetTag: 'Not Specified' },
    memory: {
      maximum: '8 GB',
      modules: ['Motherboard', 'Motherboard 2'].map((locator) => ({
        size: '4 GB',
        type: 'LPDDR3',
        speed: 1867,
        maker: '80AD',
        part: 'H9CCNNNBKTALBR-NUD',
        serial: '00000000',
        locator,
        form: 'Row Of Chips',
      })),
      emptySlots: [],
    },
    tpm: '2.0',
  },
  processor: {
    model: 'Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz',
    vendor: 'GenuineIntel',
    cores: 4,
    threadsPerCore: 2,
    maxMhz: 3400,
  },
  visibleKib: 7_900_500,
  disks: [
    {
      name: 'nvme0n1',
      model: 'KXG50ZNV256G NVMe TOSHIBA 256GB',
      serial: '58DEM0FETYV1',
      firmware: 'AADA4106',
      bytes: 256_060_514_304,
      bus: 'nvme',
      rpm: 0,
      passed: true,
      hours: 9230,
      cycles: 2811,
      celsius: 38,
      nvme: { used: 17, spare: 100, mediaErrors: 0 },
    },
  ],
  pci: [
    intelGraphics('UHD Graphics 620', '5917'),
    nvmeController(['Toshiba Corporation', '1179'], 'XG5 NVMe SSD Controller', '0116'),
    wifiCard('Wireless 8265 / 8275', '24fd'),
  ],
  uefi: true,
  secureBoot: true,
  tpmMajor: '2',
  battery: {
    maker: 'SMP',
    model: 'DELL H754V8A',
    serial: '1127',
    designMicroWh: 52_000_000,
    fullMicroWh: 40_040_000,
    cycles: 397,
    microVolts: 7_600_000,
  },
  panel: { maker: 'SHP', model: 'LQ133M1', widthMm: 294, heightMm: 165, pixels: [1920, 1080], year: 2017 },
  network: { wlan0: wireless('00:00:5e:00:53:62', '0000:03:00.0') },
  iw: WIFI_5,
  webcam: 'Integrated_Webcam_HD: Integrate',
  bluetooth: true,
  osProber: '/dev/nvme0n1p1@/EFI/Microsoft/Boot/bootmgfw.efi:Windows Boot Manager:Windows:efi\n',
}

/** By the name of their file. */
export const dictatedMachines: Readonly<Record<string, Readings>> = {
  'recent-laptop': dictate(recentLaptop),
  'old-laptop': dictate(oldLaptop),
  'two-disk-desktop': dictate(twoDiskDesktop),
  'nameless-desktop': dictate(namelessDesktop),
  'failing-disk-laptop': dictate(failingDiskLaptop),
  'soldered-memory-laptop': dictate(solderedMemoryLaptop),
}
