// lshw's tree is read by its ids and classes, which are the same in every language and version.
import { expect, test } from 'vitest'
import { listMayBeShort } from '../../../../domain/machine/completeness.ts'
import { lshw, opened } from './foreign-files.ts'

test('a machine installed in French is read like any other', () => {
  const report = opened(lshw)
  expect(report.identity).toMatchObject({
    ...{ manufacturer: 'Demo', model: 'Rabot 14', version: null, serial: 'RB14-0007', sku: 'RB14A', family: 'Rabot' },
    ...{ chassis: 'Notebook', uuid: '6f9619ff-8b86-4011-b42d-00c04fc964ff' },
    board: { manufacturer: 'Demo', model: 'RBX-1' },
  })
  expect(report.firmware).toMatchObject({ vendor: 'Démo', version: 'D1.07', date: '2021-03-09' })
  expect(report.processor).toMatchObject({ maker: 'Intel', cores: 4, threads: 8, bits: 64, maxMhz: 3400 })
  expect(report.memory).toMatchObject({ totalBytes: 16 * 2 ** 30, slots: { total: 3, used: 2 } })
  expect(report.memory.modules[0]).toMatchObject({
    type: 'DDR4',
    formFactor: 'SODIMM',
    maker: 'Samsung',
    speedMts: 2667,
  })
  expect(report.graphics).toMatchObject([{ maker: 'Intel Corporation', model: 'UHD Graphics 620', driver: 'i915' }])
  expect(report.network).toMatchObject([{ name: 'wlp1s0', kind: 'wifi', mac: '00:00:5e:00:53:01' }])
})

test.each([
  ['an array, as since 02.19', JSON.stringify([lshw])],
  ['an object, as before', JSON.stringify(lshw)],
  [
    'bytes that JSON does not allow within a serial number',
    JSON.stringify(lshw).replace('11AA22BB', '11AA22BB\u0001\u0003'),
  ],
])('%s: the same report', (_what, text) => {
  expect(opened(text)).toEqual(opened(lshw))
})

test('each disk is there with its serial: NVMe by its controller’s, an empty card reader not at all', () => {
  const { disks, opticalDrives } = opened(lshw)
  expect(
    disks.map(({ path, model, serial, sizeBytes, interface: wire }) => [path, model, serial, sizeBytes, wire]),
  ).toEqual([
    ['/dev/nvme0n1', 'Gouge NVMe 512', 'GN512-77', 512_110_190_592, 'nvme'],
    ['/dev/sda', 'Ciseau SSD 256', 'CS256-01', 256_060_514_304, 'sata'],
  ])
  expect(opticalDrives).toMatchObject([{ path: '/dev/sr0', model: 'Graveur' }])
})

test('its list of disks is never taken as whole, and neither date nor health is made up', () => {
  const report = opened(lshw)
  expect(listMayBeShort(report.sections.disks)).toBe(true)
  expect(report.disks.every(({ health, powerOnHours }) => health === null && powerOnHours === null)).toBe(true)
  expect(report.takenAtFrom).toBe('opening')
})

test('a volume that is encrypted is told', () => {
  expect(opened(lshw).operatingSystems).toMatchObject([
    { family: 'linux', encrypted: true, partition: '/dev/sda1', running: false },
  ])
})

test('`lshw -class disk` of an old version, two objects without an array, is what it is: disks of an unnamed machine', () => {
  const disk = (name: string, serial: string) =>
    JSON.stringify({ id: 'disk', class: 'disk', logicalname: `/dev/${name}`, serial, size: 1e12 })
  for (const between of [',\n', '\n']) {
    const report = opened(`${disk('sda', 'SN-A')}${between}${disk('sdb', 'SN-B')}`)
    expect(report.disks.map(({ serial }) => serial)).toEqual(['SN-A', 'SN-B'])
    expect(report.sections.identity).toEqual({ state: 'unavailable', why: 'not-asked' })
    expect(report.sections.storageControllers).toEqual({ state: 'unavailable', why: 'not-asked' })
  }
})

test('a file made with -sanitize names no machine by « [REMOVED] »', () => {
  const report = opened({ ...lshw, serial: '[REMOVED]', configuration: { ...lshw.configuration, uuid: '[REMOVED]' } })
  expect([report.identity.serial, report.identity.uuid]).toEqual([null, null])
})

test('without root there is the kernel’s sum of memory, and no module is invented', () => {
  const { memory } = opened({
    ...{
      id: 'poste',
      class: 'system',
      children: [{ id: 'core', class: 'bus', children: [{ id: 'memory', class: 'memory', size: 8_203_128_832 }] }],
    },
  })
  expect(memory).toMatchObject({ visibleBytes: 8_203_128_832, totalBytes: null, modules: [] })
})

test('nodes nested as deep as the limit are read without falling', () => {
  let tree: object = { id: 'disk', class: 'disk', logicalname: '/dev/sda', serial: 'DEEP', size: 1000 }
  for (let level = 0; level < 40; level++) tree = { id: 'pci', class: 'bridge', children: [tree] }
  expect(opened(tree).disks).toMatchObject([{ serial: 'DEEP' }])
})

test('a virtual machine’s adapter, which has a node on the bus and one within it, is one adapter', () => {
  const inner = {
    id: 'virtio1',
    class: 'network',
    businfo: 'virtio@1',
    logicalname: 'eth0',
    serial: '02:fc:00:00:00:01',
  }
  const outer = { id: 'network', class: 'network', businfo: 'pci@0000:00:02.0', product: 'Virtio', children: [inner] }
  const report = opened({ id: 'poste', class: 'system', children: [{ id: 'core', class: 'bus', children: [outer] }] })
  expect(report.network.map(({ name }) => name)).toEqual(['eth0'])
})
