import { expect, test } from 'vitest'
import type { HardwareReport } from '../../../domain/machine/hardware-report.ts'
import { reportOf, said, saidJson, whyMissing } from './readings-of.ts'

type Row = Readonly<Record<string, unknown>>
const sata = (name: string, more: Row = {}): Row => ({
  name,
  kname: name,
  type: 'disk',
  size: 500_107_862_016,
  tran: 'sata',
  rota: true,
  rm: false,
  'maj:min': '8:0',
  ...more,
})

const smart = (more: Row = {}) => ({
  device: { name: '/dev/sda', type: 'sat', protocol: 'ATA' },
  model_name: 'ST500DM002-1BD142',
  serial_number: 'Z3TDEM01',
  firmware_version: 'KC45',
  rotation_rate: 7200,
  smart_status: { passed: true },
  power_on_time: { hours: 12_345 },
  temperature: { current: 31 },
  ...more,
})
const attributes = (...table: readonly (readonly [number, string, number, number | string])[]) => ({
  ata_smart_attributes: {
    table: table.map(([id, name, value, raw]) => ({
      id,
      name,
      value,
      raw: { value: Number.parseInt(String(raw)), string: String(raw) },
    })),
  },
})

const reportOfDisks = (rows: readonly Row[], answers: Readonly<Record<string, unknown>> = {}): HardwareReport =>
  reportOf({
    programs: {
      lsblk: saidJson({ blockdevices: rows }),
      smartctl: Object.fromEntries(Object.entries(answers).map(([path, json]) => [path, saidJson(json)])),
    },
  })

test('a disk that answers nothing does not hide the SMART of the disks after it', () => {
  const report = reportOf({
    programs: {
      lsblk: saidJson({ blockdevices: [sata('sda', { tran: 'usb', model: 'Boot stick' }), sata('sdb')] }),
      smartctl: {
        '/dev/sda': saidJson({
          smartctl: {
            messages: [{ string: '/dev/sda: Unknown USB bridge [0x1234:0x5678 (0x100)]', severity: 'error' }],
          },
        }),
        '/dev/sdb': saidJson(smart(attributes([5, 'Reallocated_Sector_Ct', 100, 0]))),
      },
    },
  })
  expect(report.disks.map(({ health }) => health)).toEqual([null, 'good'])
  expect(whyMissing(report, 'disks', '0.health')).toBe('unsupported')
  expect(report.disks[1]).toMatchObject({ serial: 'Z3TDEM01', serialFrom: 'drive', powerOnHours: 12_345 })
})

test.each([
  ['pending sectors', [197, 'Current_Pending_Sector', 100, 8], 'pending-sectors'],
  ['uncorrectable sectors', [198, 'Offline_Uncorrectable', 100, 3], 'uncorrectable-sectors'],
  ['many reallocated sectors', [5, 'Reallocated_Sector_Ct', 90, 304], 'many-reallocated-sectors'],
] as const)('a disk that passes its self-assessment with %s is failing', (_, attribute, doubt) => {
  const [disk] = reportOfDisks([sata('sda')], { '/dev/sda': smart(attributes(attribute)) }).disks
  expect(disk).toMatchObject({ selfAssessmentPassed: true, health: 'failing', doubts: [doubt] })
})

test('a few reallocated sectors are a warning', () => {
  const [disk] = reportOfDisks([sata('sda')], {
    '/dev/sda': smart(attributes([5, 'Reallocated_Sector_Ct', 100, 3])),
  }).disks
  expect(disk).toMatchObject({ health: 'warning', reallocatedSectors: 3 })
})

test('a disk that fails its self-assessment is failing whatever it counts', () => {
  const [disk] = reportOfDisks([sata('sda')], { '/dev/sda': smart({ smart_status: { passed: false } }) }).disks
  expect(disk).toMatchObject({ health: 'failing', doubts: ['self-assessment-failed'] })
})

test('an SSD behind USB is an SSD, and lsblk’s word that it rotates is not believed', () => {
  const report = reportOfDisks([sata('sda', { tran: 'usb' }), sata('sdb', { tran: 'usb' })], {
    '/dev/sda': smart({ rotation_rate: 0 }),
  })
  expect(report.disks.map(({ kind, interface: bus }) => [kind, bus])).toEqual([
    ['sata-ssd', 'usb'],
    ['usb', 'usb'],
  ])
})

test('the serial that a USB bridge gives is marked as the bridge’s', () => {
  const scsi = { device: { type: 'scsi', protocol: 'SCSI' }, serial_number: 'DOCK0001', smart_status: { passed: true } }
  const [disk] = reportOfDisks([sata('sda', { tran: 'usb', serial: 'DOCK0001' })], {
    '/dev/sda': { ...scsi, model_name: 'USB Dock' },
  }).disks
  expect(disk).toMatchObject({ serial: 'DOCK0001', serialFrom: 'bridge', kind: 'usb' })
})

test('the boot areas of an eMMC are no disks, and an empty card reader is none', () => {
  const report = reportOfDisks([
    { name: 'mmcblk0', type: 'disk', size: '62537072640', rm: '0' },
    { name: 'mmcblk0boot0', type: 'disk', size: '4194304' },
    { name: 'mmcblk0boot1', type: 'disk', size: '4194304' },
    { name: 'sdb', type: 'disk', size: 0, rm: true, tran: 'usb' },
    { name: 'loop0', type: 'loop', size: 4096 },
    { name: 'zram0', type: 'disk', size: 4096 },
    { name: 'sr0', type: 'rom', size: 1_073_741_312, model: 'DVD-RW', rm: true },
  ])
  expect(report.disks.map(({ path, kind, sizeBytes }) => [path, kind, sizeBytes])).toEqual([
    ['/dev/mmcblk0', 'emmc', 62_537_072_640],
  ])
  expect(report.opticalDrives).toEqual([{ path: '/dev/sr0', vendor: null, model: 'DVD-RW' }])
})

test('an internal disk that does not tell its size is still listed', () => {
  const report = reportOfDisks([sata('sda', { size: 0 })])
  expect(report.disks).toHaveLength(1)
  expect(whyMissing(report, 'disks', '0.sizeBytes')).toBe('device-silent')
})

test('an NVMe drive counts wear and media errors, and has no pending sectors to miss', () => {
  const report = reportOfDisks([sata('nvme0n1', { tran: 'nvme', rota: false })], {
    '/dev/nvme0n1': {
      device: { type: 'nvme', protocol: 'NVMe' },
      model_name: 'KXG60ZNV512G',
      serial_number: 'Y0DEM0F',
      smart_status: { passed: true },
      nvme_smart_health_information_log: {
        critical_warning: 0,
        available_spare: 100,
        available_spare_threshold: 10,
        percentage_used: 93,
        media_errors: 0,
      },
    },
  })
  expect(report.disks[0]).toMatchObject({
    kind: 'nvme',
    wearPercent: 93,
    health: 'warning',
    doubts: ['nearly-worn-out'],
  })
  expect(whyMissing(report, 'disks', '0.pendingSectors')).toBeUndefined()
})

test.each([
  [{ critical_warning: 4 }, 'failing'],
  [{ critical_warning: 2 }, 'good'],
  [{ critical_warning: 0, available_spare: 4, available_spare_threshold: 10 }, 'failing'],
  [{ critical_warning: 0, percentage_used: 104 }, 'failing'],
] as const)('the NVMe log %j means %s', (log, health) => {
  const [disk] = reportOfDisks([sata('nvme0n1', { tran: 'nvme' })], {
    '/dev/nvme0n1': {
      device: { type: 'nvme', protocol: 'NVMe' },
      model_name: 'X',
      smart_status: { passed: true },
      nvme_smart_health_information_log: log,
    },
  }).disks
  expect(disk?.health).toBe(health)
})

test.each([
  [[177, 'Wear_Leveling_Count', 91, 154], 9],
  [[231, 'SSD_Life_Left', 100, 74], 26],
  [[202, 'Percent_Lifetime_Remain', 88, 12], 12],
  [[233, 'Media_Wearout_Indicator', 97, 0], 3],
  [[231, 'Temperature_Celsius', 60, 40], null],
] as const)('the wear in %j is %s %%', (attribute, wear) => {
  const [disk] = reportOfDisks([sata('sda', { rota: false })], {
    '/dev/sda': smart({ rotation_rate: 0, ...attributes(attribute) }),
  }).disks
  expect(disk?.wearPercent).toBe(wear)
})

test('a raw value with more packed into it gives its count', () => {
  const [disk] = reportOfDisks([sata('sda')], {
    '/dev/sda': smart(attributes([5, 'Reallocated_Sector_Ct', 100, '2 (0 4)'])),
  }).disks
  expect(disk?.reallocatedSectors).toBe(2)
})

test('without root the disks are listed and their health needs root; without smartctl it needs the tool', () => {
  const denied = { smartctl: { messages: [{ string: 'Smartctl open device: /dev/sda failed: Permission denied' }] } }
  const report = reportOfDisks([sata('sda', { serial: 'Z3TDEM01' })], { '/dev/sda': denied })
  expect(report.disks[0]).toMatchObject({ serial: 'Z3TDEM01', serialFrom: 'kernel', kind: 'hdd', health: null })
  expect(whyMissing(report, 'disks', '0.health')).toBe('needs-root')
  const toolless = reportOf({
    programs: {
      lsblk: saidJson({ blockdevices: [sata('sda')] }),
      smartctl: { '/dev/sda': { state: 'mute', why: 'tool-missing' } },
    },
  })
  expect(whyMissing(toolless, 'disks', '0.powerOnHours')).toBe('tool-missing')
})

test('without lsblk nothing is said about disks, and why', () => {
  const report = reportOf({ programs: { lsblk: { state: 'mute', why: 'timed-out' } } })
  expect(report.disks).toEqual([])
  expect(report.sections.disks).toEqual({ state: 'unavailable', why: 'timed-out' })
  expect(reportOf({ programs: { lsblk: said('{"blockdevices": 3}') } }).sections.disks).toEqual({
    state: 'unavailable',
    why: 'malformed',
  })
})

test('without lsblk the kernel still knows which disks there are, and the list is marked as its alone', () => {
  const report = reportOf({
    programs: { lsblk: { state: 'mute', why: 'tool-missing' }, smartctl: { '/dev/sda': saidJson(smart()) } },
    corners: {
      block: {
        state: 'files',
        files: {
          'sda/size': '976773168\n',
          'sda/removable': '0\n',
          'sda/dev': '8:0\n',
          'mmcblk0/size': '122142720\n',
          'mmcblk0/device/type': 'SD\n',
          'loop0/size': '8\n',
          'sr0/size': '2097151\n',
        },
      },
    },
  })
  expect(report.disks.map(({ path, sizeBytes, kind }) => [path, sizeBytes, kind])).toEqual([
    ['/dev/mmcblk0', 62_537_072_640, 'sd'],
    ['/dev/sda', 500_107_862_016, 'hdd'],
  ])
  expect(whyMissing(report, 'disks', 'list')).toBe('tool-missing')
})

test('a list nested a hundred thousand deep is read without falling', () => {
  const deep = `${'{"name":"sda","type":"disk","size":1,"children":['.repeat(100_000)}${']}'.repeat(100_000)}`
  expect(reportOf({ programs: { lsblk: said(`{"blockdevices":[${deep}]}`) } }).disks.length).toBeLessThanOrEqual(256)
})

const controller = (classCode: string, name: string, driver: string) =>
  reportOf({
    programs: {
      lspci: said(
        `Slot:\t0000:00:17.0\nClass:\tController [${classCode}]\nVendor:\tIntel Corporation [8086]\nDevice:\t${name} [2822]\nDriver:\t${driver}\n`,
      ),
    },
  }).storageControllers[0]

test('a RAID or VMD controller may hide disks, a plain one does not', () => {
  expect(controller('0104', 'SATA Controller [RAID mode]', 'ahci')).toMatchObject({ kind: 'raid', hidesDisks: true })
  expect(controller('0104', 'Volume Management Device NVMe RAID Controller', 'vmd')).toMatchObject({
    kind: 'vmd',
    hidesDisks: true,
  })
  expect(controller('0107', 'Smart Array', 'hpsa')).toMatchObject({ kind: 'raid', hidesDisks: true })
  expect(controller('0106', 'SATA Controller [AHCI mode]', 'ahci')).toMatchObject({ kind: 'sata', hidesDisks: false })
})

test('the kernel alone is enough to know of a RAID controller', () => {
  const report = reportOf({
    programs: { lspci: { state: 'mute', why: 'tool-missing' } },
    corners: {
      pci: { state: 'files', files: { '0000:00:17.0/uevent': 'DRIVER=ahci\nPCI_CLASS=10400\nPCI_ID=8086:2822\n' } },
    },
  })
  expect(report.storageControllers).toEqual([{ name: 'PCI 8086:2822', driver: 'ahci', kind: 'raid', hidesDisks: true }])
})
