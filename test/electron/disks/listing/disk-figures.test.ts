// Asking drives for what they are: SATA, USB docks and disks that hang are not to be had on this machine, so lsblk and
// smartctl are scripts here that note how they were asked. What is asked is what a real one would be.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identityOf } from '../../../../domain/erasure/disk-identity.ts'
import { attentionsOf } from '../../../../electron/disks/listing/attentions.ts'
import { figuresOf, identityAt } from '../../../../electron/disks/listing/disk-figures.ts'
import { aDevice } from '../kernel/a-snapshot.ts'

const path = process.env['PATH']
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-figures-'))
  process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`
})
afterEach(async () => {
  process.env['PATH'] = path
  await rm(folder, { recursive: true, force: true })
})

const row = (name: string, more: object = {}) => ({
  name,
  kname: name,
  type: 'disk',
  size: 500_107_862_016,
  model: 'Dock Disk',
  serial: 'DOCK00112',
  tran: 'usb',
  'maj:min': '8:16',
  ...more,
})
const program = async (name: string, script: string) => {
  await writeFile(join(folder, name), `#!/bin/sh\necho "$@" >> '${folder}/${name}.asked'\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}
const says = (value: unknown) => `cat <<'END'\n${JSON.stringify(value)}\nEND`
const lsblk = (...rows: readonly object[]) => program('lsblk', says({ blockdevices: rows }))
const smartctl = (scanned: readonly object[], answer: string) =>
  program('smartctl', `case "$1" in --scan) ${says({ devices: scanned })}\n;; *) ${answer}\n;; esac`)
const asked = async (name: string) => (await readFile(join(folder, `${name}.asked`), 'utf8')).trim().split('\n')

/** A folder as /sys keeps one for a SCSI disk, with or without its generic device. */
const scsi = async (name: string, generic: string | null, bus = 'ata1') => {
  const kernel = join(folder, bus, name)
  await mkdir(join(kernel, 'device', 'scsi_generic', generic ?? '.'), { recursive: true })
  return { name, kernel }
}
const drive = (serial: string) => ({
  device: { type: 'sat', protocol: 'ATA' },
  model_name: 'ST500DM002',
  serial_number: serial,
  rotation_rate: 7200,
  smart_status: { passed: true },
})

describe('A disk that is asked for its figures', () => {
  test('is asked through its generic device: its own would be opened for writing', async () => {
    await lsblk(row('sdb', { tran: 'sata' }))
    await smartctl([{ name: '/dev/sdb', type: 'scsi' }], says(drive('Z2A7K')))
    const figures = await figuresOf([await scsi('sdb', 'sg3')])
    expect(figures.get('sdb')).toMatchObject({ serial: 'Z2A7K', model: 'ST500DM002', health: 'good', kind: 'hdd' })
    expect(await asked('smartctl')).toEqual(['--scan -j', '-a -j /dev/sg3'])
  })
  test('is not asked where there is none, and keeps the kernel’s word', async () => {
    await lsblk(row('sdb', { tran: 'sata' }))
    await smartctl([], says(drive('Z2A7K')))
    expect((await figuresOf([await scsi('sdb', null)])).get('sdb')).toMatchObject({ serial: 'DOCK00112', health: null })
    await expect(asked('smartctl')).rejects.toThrow('ENOENT')
  })
  test('behind a dock that smartctl knows, is asked in that dock’s way', async () => {
    await lsblk(row('sdb'))
    await smartctl([{ name: '/dev/sdb', type: 'usbjmicron' }], says(drive('Z2A7K')))
    const disk = await scsi('sdb', 'sg1', 'usb2/2-1')
    expect(await identityAt(disk, 512)).toEqual({ serial: 'Z2A7K', model: 'ST500DM002', wwn: null, sizeBytes: 512 })
    expect(await asked('smartctl')).toEqual(['--scan -j', '-a -j -d usbjmicron /dev/sg1'])
  })
  test('behind a dock that smartctl does not know, is not asked at all', async () => {
    await lsblk(row('sdb'))
    await smartctl([], says(drive('Z2A7K')))
    expect((await figuresOf([await scsi('sdb', 'sg1', 'usb2/2-1')])).get('sdb')).toMatchObject({
      serial: 'DOCK00112',
      serialFrom: 'bridge',
    })
    expect(await asked('smartctl')).toEqual(['--scan -j'])
  })
  test('of NVMe is asked itself, which opens it for reading', async () => {
    await lsblk(row('nvme0n1', { tran: 'nvme' }))
    await smartctl([], says({ ...drive('S5GX'), device: { type: 'nvme', protocol: 'NVMe' } }))
    expect((await figuresOf([{ name: 'nvme0n1', kernel: folder }])).get('nvme0n1')).toMatchObject({
      serial: 'S5GX',
      kind: 'nvme',
    })
    expect(await asked('smartctl')).toEqual(['-a -j /dev/nvme0n1'])
  })
  test('and hangs, holds nobody up: the others answer for themselves', { timeout: 30_000 }, async () => {
    await lsblk(row('sdb', { tran: 'sata', serial: 'HANGS1' }), row('sdc', { tran: 'sata', serial: 'KERNEL2' }))
    await smartctl([], `case "$*" in *sg1) sleep 60 ;; *) ${says(drive('OWN2'))}\n;; esac`)
    const figures = await figuresOf([await scsi('sdb', 'sg1'), await scsi('sdc', 'sg2')])
    expect(figures.get('sdb')).toMatchObject({ serial: 'HANGS1', health: null })
    expect(figures.get('sdc')).toMatchObject({ serial: 'OWN2' })
  })
  test('is not known at all where lsblk says nothing: then nothing can be erased', async () => {
    await program('lsblk', 'exit 1')
    await smartctl([], says(drive('Z2A7K')))
    expect(await figuresOf([await scsi('sdb', 'sg1')])).toEqual(new Map())
    expect(await identityAt(await scsi('sdb', 'sg1'), 512)).toEqual({
      serial: null,
      wwn: null,
      model: null,
      sizeBytes: 512,
    })
  })
  test('keeps a strange model as it is, but for what no text may hold', async () => {
    await lsblk(row('sdb', { tran: 'sata', model: 'X;$(reboot)`id`\n\u202eY', serial: '$(halt)' }))
    await smartctl([], 'exit 1')
    const disk = (await figuresOf([await scsi('sdb', 'sg1')])).get('sdb')
    expect(disk === undefined ? null : identityOf(disk)).toMatchObject({
      model: 'X;$(reboot)`id` \u202eY',
      serial: '$(halt)',
    })
  })
})

describe('A disk in a dock', () => {
  const inDock = aDevice('sdb', {
    isUsb: true,
    sightings: [{ serial: 'DOCK00112', wwn: null, model: 'Dock Disk', sizeBytes: 1 }],
  })
  const seen = async (scanned: readonly object[], answer: string) => {
    await lsblk(row('sdb'))
    await smartctl(scanned, answer)
    const disk = (await figuresOf([await scsi('sdb', 'sg1', 'usb2/2-1')])).get('sdb')
    return disk === undefined ? null : attentionsOf(inDock, disk, null)
  }
  test('whose serial only the dock gives is said to be so', async () => {
    expect(await seen([], 'exit 1')).toMatchObject([{ code: 'guard.bridge-serial', params: { serial: 'DOCK00112' } }])
  })
  test('that hides the disk’s serial is told from it', async () => {
    expect(await seen([{ name: '/dev/sdb', type: 'sat' }], says(drive('Z2A7K')))).toMatchObject([
      { code: 'guard.bridge-hides-serial', params: { serial: 'Z2A7K', shown: 'DOCK00112' } },
    ])
  })
  test('that passes the disk’s serial on needs no word', async () => {
    expect(await seen([{ name: '/dev/sdb', type: 'sat' }], says(drive('DOCK00112')))).toEqual([])
  })
  test('is named as a removable USB medium where it is one', async () => {
    await lsblk(row('sdb', { rm: true }))
    await smartctl([], 'exit 1')
    const disk = (await figuresOf([await scsi('sdb', 'sg1', 'usb2/2-1')])).get('sdb')
    const attentions = disk === undefined ? [] : attentionsOf({ ...inDock, removable: true }, disk, null)
    expect(attentions.map(({ code }) => code)).toEqual(['guard.removable-usb', 'guard.bridge-serial'])
  })
})
