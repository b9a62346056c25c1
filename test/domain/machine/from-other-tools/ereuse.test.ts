// eReuse's snapshots, in their three forms: raw answers go through the readers that read our own.
import { expect, test } from 'vitest'
import { listMayBeShort } from '../../../../domain/machine/completeness.ts'
import { whyMissing } from '../readings-of.ts'
import { dmidecode, legacySnapshot, opened, refusal, smartctl, snapshot, workbench11 } from './foreign-files.ts'

const withData = (data: Readonly<Record<string, unknown>>) => ({ ...snapshot, data: { ...snapshot.data, ...data } })

test('today’s form: tables, drives and what inxi adds, by the tools that were asked', () => {
  const report = opened(snapshot)
  expect(report.tool).toEqual({ name: 'eReuse workbench-script', version: '0.0.1' })
  expect(report.fieldTools).toEqual([
    { name: 'dmidecode', version: '3.4' },
    { name: 'smartctl', version: '7.3' },
    { name: 'inxi', version: null },
  ])
  expect(report.identity).toEqual(opened(dmidecode).identity)
  expect(report.firmware.mode).toBe('uefi')
  expect(report.processor).toMatchObject({ bits: 64, maxMhz: 3400, cores: 4 })
  expect(report.memory.totalBytes).toBe(16 * 2 ** 30)
  expect(report.batteries).toMatchObject([
    { name: 'BAT0', fullWh: 40.1, designWh: 50.2, healthPercent: 79.9, cycles: 312 },
  ])
  expect(report.displays).toMatchObject([
    { builtIn: true, model: null, widthPixels: 1920, diagonalInches: 13.9, year: 2018 },
  ])
  expect(report.network).toMatchObject([{ name: 'wlp1s0', kind: 'wifi', mac: '00:00:5e:00:53:01' }])
  expect(report.webcams).toEqual([{ name: 'Demo Integrated Camera' }])
})

test('a clock without a zone takes the instant that smartctl wrote; without one it is said to be a local clock', () => {
  expect(opened(snapshot)).toMatchObject({ takenAt: '2026-03-02T08:00:00.000Z' })
  expect(opened(snapshot)).not.toHaveProperty('takenAtFrom')
  expect(opened(withData({ smartctl: '[]' }))).toMatchObject({
    takenAt: '2026-03-02T09:00:00.577Z',
    takenAtFrom: 'local-clock',
  })
  expect(opened({ ...snapshot, timestamp: 'hier' }).takenAtFrom).toBe('opening')
})

test('a disk that smartctl could not reach is a disk all the same, and a ZFS volume is none', () => {
  const { disks } = opened(snapshot)
  expect(disks.map(({ path, serial, model }) => [path, serial, model])).toEqual([
    ['/dev/sda', 'CS256-01', 'Ciseau SSD 256'],
    ['/dev/mmcblk0', '0x5e000001', 'Étui'],
  ])
  expect(disks[0]).toMatchObject({ health: 'good', powerOnHours: 1234, majorMinor: '8:0', sizeBytes: 256_060_514_304 })
  // inxi's "29.12 GiB" is rounded, and would contradict the disk's own size.
  expect(disks[1]?.sizeBytes).toBeNull()
})

test('the older form: a disk that one of its tools alone names is listed, and lspci’s VMD controller is seen', () => {
  const report = opened(legacySnapshot)
  expect(report.disks.map(({ serial }) => serial)).toEqual(['CS256-01', 'GN512-77', 'RF1000-2'])
  expect(report.disks[2]).toMatchObject({ model: 'Rifloir 1000', sizeBytes: 1_000_204_886_016 })
  expect(report.storageControllers.map(({ kind }) => kind)).toEqual(['nvme', 'sata', 'vmd'])
  expect(report.identity.serial).toBe('RB14-0007')
  expect(report.processor).toMatchObject({ bits: 64, maxMhz: 3400 })
})

test('no list of disks is taken as whole', () => {
  for (const file of [snapshot, legacySnapshot, workbench11])
    expect(listMayBeShort(opened(file).sections.disks)).toBe(true)
})

test('answers that are broken within the snapshot are missing, and the others are read', () => {
  const report = opened(withData({ smartctl: '[{"device":', inxi: '[[[', dmidecode: dmidecode.slice(0, 900) }))
  expect(report.identity.serial).toBe('RB14-0007')
  expect(whyMissing(report, 'memory', 'totalBytes')).toBe('malformed')
  expect(report.disks).toEqual([])
  expect(listMayBeShort(report.sections.disks)).toBe(true)
})

test('an answer that names no disk is a disk that is not in the list, and the list says so', () => {
  const report = opened(withData({ smartctl: JSON.stringify([smartctl('/dev/sda', 'CS256-01'), null, {}]) }))
  expect(whyMissing(report, 'disks', 'list')).toBe('malformed')
})

test('answers that were parsed before they were kept are the same answers', () => {
  const parsed = withData({ smartctl: JSON.parse(snapshot.data.smartctl), inxi: JSON.parse(snapshot.data.inxi) })
  expect(opened(parsed)).toEqual(opened(snapshot))
})

test('Workbench 11: sizes are exact or unknown, the firmware’s day is the day it names', () => {
  const report = opened(workbench11)
  expect(report.tool).toEqual({ name: 'eReuse Workbench', version: '11.0b11' })
  expect(report.takenAt).toBe('2026-03-02T08:00:00.809Z')
  expect(report.identity).toMatchObject({ model: 'Rabot 14', serial: 'RB14-0007', chassis: 'Notebook' })
  expect(report.firmware).toMatchObject({ version: 'D1.07', date: '2021-03-09' })
  expect(report.processor).toMatchObject({
    cores: 4,
    threads: 8,
    bits: 64,
    generation: { family: 'Intel Core', number: 8 },
  })
  expect(report.memory).toMatchObject({
    totalBytes: 8 * 2 ** 30,
    maximumBytes: 32 * 2 ** 30,
    slots: { total: 2, used: 1 },
  })
  expect(report.disks.map(({ serial, kind, sizeBytes, path }) => [serial, kind, sizeBytes, path])).toEqual([
    ['CS256-01', 'sata-ssd', 256_060_514_304, null],
    ['VL500-9', 'hdd', null, null],
  ])
  expect(report.batteries).toMatchObject([{ designMah: 4400, fullMah: 3300, healthPercent: 75, cycles: 312 }])
  expect(report.displays).toMatchObject([{ maker: 'BOE', makerCode: 'BOE', model: null, diagonalInches: 13.9 }])
})

test('a snapshot of one disk alone is no machine', () => {
  expect(refusal({ ...snapshot, data: { snapshot_type: 'Disk', smartctl: {}, lsblk: {} } })).toEqual([
    'station.file-not-hardware',
    'foreign.file-seems file-ereuse-part',
  ])
})
