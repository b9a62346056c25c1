// What surrounds the machine's heart: network, Wi-Fi, TPM, graphics, webcam, sound, installed systems.
import { expect, test } from 'vitest'
import { dmi, files, reportOf, said, saidJson, whyMissing } from './readings-of.ts'

test('only adapters that are hardware are listed, with the address they were built with', () => {
  const report = reportOf({
    corners: {
      net: files({
        'lo/address': '00:00:00:00:00:00',
        'docker0/address': '02:42:00:00:00:01',
        'eth0/address': '00:00:5E:00:53:01\n',
        'eth0/addr_assign_type': '0\n',
        'eth0/type': '1\n',
        'eth0/device/uevent': 'DRIVER=e1000e\nPCI_SLOT_NAME=0000:00:1f.6',
        'wlan0/address': '6e:12:34:56:78:9a\n',
        'wlan0/addr_assign_type': '3\n',
        'wlan0/uevent': 'DEVTYPE=wlan',
        'wlan0/device/uevent': 'DRIVER=iwlwifi',
      }),
    },
  })
  expect(report.network.map(({ name, kind, mac }) => [name, kind, mac])).toEqual([
    ['eth0', 'wired', '00:00:5e:00:53:01'],
    ['wlan0', 'wifi', null],
  ])
})

test('an adapter on the bus for which no driver answers is listed too, and what answers is listed once', () => {
  const device = (slot: string, kind: string, name: string, driver: string) =>
    `Slot:\t${slot}\nClass:\t${kind}\nVendor:\tIntel Corporation [8086]\nDevice:\t${name}\n${driver}\n`
  const report = reportOf({
    programs: {
      lspci: said(
        [
          device('0000:00:1f.6', 'Ethernet controller [0200]', 'Ethernet I219-LM [156f]', 'Driver:\te1000e\n'),
          device('0000:01:00.0', 'Ethernet controller [0200]', 'I210 [1533]', ''),
          device('0000:02:00.0', 'Network controller [0280]', 'Wireless 8260 [24f3]', 'Driver:\tiwlwifi\n'),
          device('0000:03:00.0', 'Ethernet controller [0200]', 'Virtio network device [1000]', 'Driver:\tvirtio-pci\n'),
        ].join('\n'),
      ),
    },
    corners: {
      net: files({
        'eth0/type': '1\n',
        'eth0/device/uevent': 'DRIVER=e1000e\nPCI_SLOT_NAME=0000:00:1f.6',
        'eth1/type': '1\n',
        'eth1/device/uevent': 'DRIVER=virtio_net',
      }),
    },
  })
  expect(report.network.map(({ name, kind, model }) => [name, kind, model])).toEqual([
    ['eth0', 'wired', 'Intel Corporation Ethernet I219-LM'],
    ['eth1', 'wired', null],
    ['0000:01:00.0', 'wired', 'Intel Corporation I210'],
    ['0000:02:00.0', 'wifi', 'Intel Corporation Wireless 8260'],
  ])
  expect(whyMissing(report, 'network', '3.wifiStandard')).toBe('unsupported')
})

const ht = '\t\tHT20/HT40\n\t\tFrequencies:\n\t\t\t* 2412 MHz [1]\n'
test.each([
  [ht, 'Wi-Fi 4 (802.11n)'],
  [`${ht}\t\tVHT Capabilities (0x038071b0):\n`, 'Wi-Fi 5 (802.11ac)'],
  [`${ht}\t\tVHT Capabilities (0x0):\n\t\tHE Iftypes: managed\n`, 'Wi-Fi 6 (802.11ax)'],
  [`${ht}\t\tHE Iftypes: managed\n\t\t\t* 5955.0 MHz [1]\n`, 'Wi-Fi 6E (802.11ax)'],
  [`${ht}\t\tHE Iftypes: managed\n\t\tEHT Iftypes: managed\n`, 'Wi-Fi 7 (802.11be)'],
])('the radio that lists %j speaks %s', (block, standard) => {
  const report = reportOf({
    programs: { iw: said(`Wiphy phy0\n${block}`) },
    corners: { net: files({ 'wlan0/phy80211/name': 'phy0\n', 'wlan0/device/uevent': 'DRIVER=x' }) },
  })
  expect(report.network[0]?.wifiStandard).toBe(standard)
})

test('the TPM is the kernel’s word, or the table’s when the kernel drives none', () => {
  expect(reportOf({ corners: { tpm: files({ 'tpm0/tpm_version_major': '2\n' }) } }).tpm.version).toBe('2.0')
  expect(reportOf({ corners: { tpm: files({ 'tpm0/tpm_version_major': 'toString' }) } }).tpm.version).toBeNull()
  expect(reportOf({ corners: { tpm: files({ 'tpm0/device/caps': 'TCG version: 1.2\n' }) } }).tpm.version).toBe('1.2')
  const table = dmi([43, { 'Vendor ID': 'IFX', 'Specification Version': '2.0' }])
  expect(reportOf({ programs: { dmidecode: table }, corners: { tpm: files({}) } }).tpm).toEqual({
    version: '2.0',
    maker: 'IFX',
  })
  expect(reportOf({ corners: { tpm: files({}) } }).sections.tpm).toEqual({ state: 'read' })
})

test('graphics memory is unknown unless the driver says it', () => {
  const lspci = said(
    'Slot:\t0000:03:00.0\nClass:\tVGA compatible controller [0300]\nVendor:\tAMD [1002]\nDevice:\tNavi 23 [73ff]\nDriver:\tamdgpu\n',
  )
  const silent = reportOf({ programs: { lspci }, corners: { drm: files({}) } })
  expect(silent.graphics).toMatchObject([{ maker: 'AMD', model: 'Navi 23', memoryBytes: null }])
  expect(whyMissing(silent, 'graphics', '0.memoryBytes')).toBe('unsupported')
  const spoken = reportOf({
    programs: { lspci },
    corners: {
      drm: files({
        'card1/device/uevent': 'PCI_SLOT_NAME=0000:03:00.0',
        'card1/device/mem_info_vram_total': '8573157376',
      }),
    },
  })
  expect(spoken.graphics[0]?.memoryBytes).toBe(8_573_157_376)
})

test('a camera of two nodes is one camera, and a codec is none', () => {
  const { webcams } = reportOf({
    corners: {
      video4linux: files({
        'video0/name': 'Integrated Camera: Integrated C\n',
        'video0/index': '0\n',
        'video1/name': 'Integrated Camera: Integrated C\n',
        'video1/index': '1\n',
        'video10/name': 'stm-codec dec\n',
        'video10/index': '0\n',
      }),
    },
  })
  expect(webcams).toEqual([{ name: 'Integrated Camera: Integrated C' }])
})

test('sound cards are named by the kernel', () => {
  const cards = ' 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf1 irq 130\n'
  expect(reportOf({ corners: { sound: files({ cards }) } }).sound).toEqual([{ name: 'HDA Intel PCH' }])
  expect(reportOf({ corners: { sound: files({ cards: '--- no soundcards ---\n' }) } }).sound).toEqual([])
})

const windowsDisk = saidJson({
  blockdevices: [
    {
      name: 'sda',
      type: 'disk',
      size: 5e11,
      children: [
        { name: 'sda1', type: 'part', size: 1e8, fstype: 'vfat' },
        { name: 'sda2', type: 'part', size: 16_777_216, parttype: 'e3c9e316-0b5c-4db8-817d-f92df00215ae' },
        { name: 'sda3', type: 'part', size: 4e11, fstype: 'BitLocker' },
        { name: 'sda4', type: 'part', size: 1e9, fstype: 'ext4' },
      ],
    },
  ],
})

test('an encrypted Windows is seen without os-prober, and a plain data partition is no system', () => {
  const report = reportOf({ programs: { lsblk: windowsDisk, 'os-prober': { state: 'mute', why: 'needs-root' } } })
  expect(report.operatingSystems).toEqual([
    {
      name: 'Windows (BitLocker)',
      family: 'windows',
      version: null,
      partition: '/dev/sda3',
      running: false,
      encrypted: true,
    },
  ])
  expect(whyMissing(report, 'operatingSystems', 'names')).toBe('needs-root')
})

test('a Windows in a flat list of partitions is found on its own disk', () => {
  const lsblk = saidJson({
    blockdevices: [
      { name: 'sda', type: 'disk', size: 5e11, pkname: null },
      { name: 'sda1', type: 'part', size: 16_777_216, pkname: 'sda', parttype: 'e3c9e316-0b5c-4db8-817d-f92df00215ae' },
      { name: 'sda2', type: 'part', size: 4e11, pkname: 'sda', fstype: 'ntfs' },
      { name: 'sdb', type: 'disk', size: 5e11, pkname: null },
      { name: 'sdb1', type: 'part', size: 4e11, pkname: 'sdb', fstype: 'ntfs' },
    ],
  })
  const { operatingSystems } = reportOf({ programs: { lsblk, 'os-prober': { state: 'mute', why: 'tool-missing' } } })
  expect(operatingSystems.map(({ name, partition }) => [name, partition])).toEqual([['Windows', '/dev/sda2']])
})

test('the running system is told from those installed', () => {
  const report = reportOf({
    programs: {
      lsblk: saidJson({ blockdevices: [] }),
      'os-prober': said('/dev/sda2:Linux Mint 22 (22):LinuxMint:linux\n'),
    },
    corners: { running: files({ 'os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\n' }) },
  })
  expect(report.operatingSystems.map(({ name, running, partition }) => [name, running, partition])).toEqual([
    ['Linux Mint 22 (22)', false, '/dev/sda2'],
    ['Debian GNU/Linux 12 (bookworm)', true, null],
  ])
})

test('elsewhere than on Linux the library speaks, without what it gets wrong', () => {
  const report = reportOf({
    platform: 'win32',
    library: {
      system: saidJson({ manufacturer: 'Dell Inc.', model: 'Latitude 7390', serial: 'Default string', uuid: '' }),
      bios: saidJson({ vendor: 'Dell Inc.', version: '1.2', releaseDate: '2019-07-03' }),
      cpu: saidJson({
        manufacturer: 'Intel',
        brand: 'Core™ i5-8350U',
        cores: 8,
        physicalCores: 4,
        processors: 1,
        speed: 1.7,
      }),
      memLayout: saidJson([{ size: 2 ** 31, type: 'RDRAM', manufacturer: 'CE00000000000000', ecc: false }]),
      battery: saidJson({ hasBattery: true, designedCapacity: 60_000, maxCapacity: 45_000, capacityUnit: 'mWh' }),
    },
  })
  expect(report.identity).toMatchObject({ model: 'Latitude 7390', serial: null })
  expect(report.firmware.date).toBe('2019-07-03')
  expect(report.memory.modules[0]).toMatchObject({ type: 'DDR2', maker: 'Samsung', ecc: null })
  expect(report.batteries[0]).toMatchObject({ designWh: 60, fullWh: 45, healthPercent: 75 })
  expect(report.sections.disks).toEqual({ state: 'unavailable', why: 'not-asked' })
})
