// A GLPI inventory is a report of what its agent understood, with its units and its gaps.
import { expect, test } from 'vitest'
import { listMayBeShort } from '../../../../domain/machine/completeness.ts'
import { whyMissing } from '../readings-of.ts'
import { glpi, opened, refusal } from './foreign-files.ts'

const withContent = (content: Readonly<Record<string, unknown>>) => ({
  ...glpi,
  content: { ...glpi.content, ...content },
})

test('names the agent and its version, and the time of the inventory in its own zone', () => {
  const report = opened(glpi)
  expect(report.tool).toEqual({ name: 'GLPI-Agent', version: '1.7.1' })
  expect(report).toMatchObject({ takenAt: '2026-03-02T08:00:00.000Z' })
  expect(report).not.toHaveProperty('takenAtFrom')
})

test('the day in `deviceid` is when the agent was installed, and never the time of a report', () => {
  expect(opened(withContent({ accesslog: undefined })).takenAtFrom).toBe('opening')
})

test('without a zone, the agent’s clock is taken for what it is', () => {
  expect(opened(withContent({ operatingsystem: { full_name: 'Debian' } }))).toMatchObject({
    takenAt: '2026-03-02T09:00:00.000Z',
    takenAtFrom: 'local-clock',
  })
})

test('who the machine is, without the makers’ fillers', () => {
  const { identity, firmware } = opened(glpi)
  expect(identity).toMatchObject({
    ...{
      manufacturer: 'Demo',
      model: 'Rabot 14',
      serial: 'RB14-0007',
      sku: 'RB14A',
      assetTag: null,
      chassis: 'Notebook',
    },
    uuid: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  })
  expect(firmware).toEqual({ vendor: 'Démo', version: 'D1.07', date: '2021-03-09', mode: 'uefi', secureBoot: true })
})

test('memory in MiB becomes bytes; makers’ codes become names; an empty slot is a slot', () => {
  const { memory } = opened(glpi)
  expect(memory).toMatchObject({
    totalBytes: 16 * 2 ** 30,
    visibleBytes: 15_900 * 2 ** 20,
    slots: { total: 3, used: 2 },
  })
  expect(memory.modules[0]).toMatchObject({ maker: 'Samsung', speedMts: 2667, soldered: false, serial: '11AA22BB' })
})

test('batteries in mWh become Wh, and an agent on macOS, which writes mAh there, is not believed', () => {
  const { batteries } = opened(glpi)
  expect(batteries).toMatchObject([{ designWh: 50.2, fullWh: 40.1, healthPercent: 79.9, serial: null, maker: 'Demo' }])
  const mac = opened(withContent({ operatingsystem: { full_name: 'macOS 14', kernel_name: 'darwin' } }))
  expect(mac.batteries).toMatchObject([{ designWh: null, fullWh: null, healthPercent: null }])
})

test.each([
  [{ core: 4, thread: 2, name: 'Intel Core i5-8250U' }, 8],
  [{ core: 2, thread: 4, name: 'Intel Core i5-6200U' }, 4],
  [{ core: 4, thread: 1, name: 'AMD A8-7600' }, 4],
  [{ core: 2, thread: 2, name: 'Intel Core i3-6100U' }, null],
  [{ core: 10, thread: 1, name: '12th Gen Intel Core i5-1235U' }, null],
  [{ core: 10, thread: 12, name: '12th Gen Intel Core i5-1235U' }, 12],
  [{ core: 0, thread: 0, name: 'x' }, null],
])('threads of %j', (cpu, threads) => {
  expect(opened(withContent({ cpus: [cpu] })).processor.threads).toBe(threads)
})

test('a disk keeps its serial; its size is the trade’s own where the rounded one is that, and unknown otherwise', () => {
  const { disks } = opened(glpi)
  expect(disks.map(({ path, serial, sizeBytes, interface: wire }) => [path, serial, sizeBytes, wire])).toEqual([
    ['/dev/sda', 'CS256-01', 256_060_514_304, 'sata'],
    ['/dev/nvme0n1', 'GN512-77', 512_110_190_592, 'nvme'],
  ])
  expect(disks[0]?.wwn).toBe('0x5000c50012345678')
  const rounded = opened(withContent({ storages: [{ name: 'sda', model: 'x', serial: 'SN-1', disksize: 256_052 }] }))
  expect(rounded.disks[0]?.sizeBytes).toBeNull()
  expect(whyMissing(rounded, 'disks', '0.sizeBytes')).toBe('not-asked')
})

test.each(['1a2b3c4d', '8D2C1A90-5A3B-4C1D-9E8F-001122334455', '1CmGuH-0Vwr-H3O6-dhgy-wEHS-P2jC-NuhuPS'])(
  'an identifier of the partition table or a volume (%s) is not the serial number of the disk that is to be erased',
  (serial) => {
    expect(opened(withContent({ storages: [{ name: 'sda', serial }] })).disks[0]?.serial).toBeNull()
  },
)

test('its list of disks is never taken as whole, whatever is in it', () => {
  for (const content of [{}, { storages: [] }, { storages: [{}] }, { storages: undefined }]) {
    const report = opened(withContent(content))
    expect(listMayBeShort(report.sections.disks)).toBe(true)
  }
})

test('a RAID controller in it is seen', () => {
  expect(opened(glpi).storageControllers).toMatchObject([{ kind: 'raid', hidesDisks: true }])
})

test('an adapter with two addresses is one adapter, named by what sits in its slot', () => {
  expect(opened(glpi).network).toMatchObject([
    { name: 'wlp1s0', kind: 'wifi', mac: '00:00:5e:00:53:01', model: 'Intel Corporation Wireless 8265' },
  ])
})

test('an empty card reader is no disk, and a CD drive is an optical drive', () => {
  const report = opened(glpi)
  expect(report.disks.map(({ path }) => path)).not.toContain('/dev/sdb')
  expect(report.opticalDrives).toMatchObject([{ path: '/dev/sr0', model: 'Graveur' }])
})

test('the system that ran the agent is told as running, encrypted as its root is', () => {
  expect(opened(glpi).operatingSystems).toMatchObject([
    { name: 'Debian GNU/Linux 12', family: 'linux', running: true, encrypted: true },
  ])
})

test('a monitor is described by its EDID; one without is still there', () => {
  const displays = opened(
    withContent({ monitors: [{ name: 'Écran', serial: 'EC-1' }, { base64: 'AP///////wA=' }] }),
  ).displays
  expect(displays).toMatchObject([{ model: 'Écran', serial: 'EC-1', widthMm: null }, { model: null }])
})

test('what has the wrong type is missing by itself, and the rest is read', () => {
  const report = opened(
    withContent({
      bios: { ssn: ['x'], smodel: 'Rabot 14' },
      memories: 'none',
      storages: [null, 7, { name: {}, serial: 'CS256-01' }],
      cpus: {},
    }),
  )
  expect(report.identity).toMatchObject({ serial: null, model: 'Rabot 14' })
  expect(report.disks).toMatchObject([{ path: null, serial: 'CS256-01' }])
})

test('an inventory of a printer is none of a computer', () => {
  expect(refusal({ ...glpi, itemtype: 'Printer' })).toEqual([
    'station.file-not-hardware',
    'foreign.file-seems file-other-inventory',
  ])
})
