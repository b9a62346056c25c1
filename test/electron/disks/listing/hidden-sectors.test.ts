// Asking a drive what it hides: no drive with a hidden area is to be had on this machine, so hdparm and smartctl are scripts
// here that note how they were asked; and what the real hdparm does to a disk that it asks (strace).
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hdparmArguments } from '../../../../domain/erasure/running/hdparm-arguments.ts'
import { attentionsOf } from '../../../../electron/disks/listing/attentions.ts'
import { hiddenBytesAt } from '../../../../electron/disks/listing/hidden-sectors.ts'
import { figuresOfNothingBut } from '../../../../electron/disks/listing/disk-figures.ts'
import { saysOverlay, saysSectors } from '../../../domain/erasure/hdparm-texts.ts'
import { aDevice } from '../kernel/a-snapshot.ts'
import { loopDevice, loopDevices } from '../loop-device.ts'

const path = process.env['PATH']
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etabli-hidden-'))
  process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`
})
afterEach(async () => {
  process.env['PATH'] = path
  await rm(folder, { recursive: true, force: true })
})

const program = async (name: string, script: string) => {
  await writeFile(join(folder, name), `#!/bin/sh\necho "$@" >> '${folder}/asked'\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}
const hdparm = (maxSectors: string, overlay: string) =>
  program('hdparm', `case "$1" in -N) ${maxSectors}\n;; *) ${overlay}\n;; esac`)
const says = (text: string) => `cat <<'END'\n${text}\nEND`
const smartctl = (type: string | null) =>
  program('smartctl', says(JSON.stringify({ devices: type === null ? [] : [{ name: '/dev/sdb', type }] })))
const asked = async () => {
  const text = await readFile(join(folder, 'asked'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

/** A folder as /sys keeps one for a disk of 1000 sectors of 512 bytes. */
const disk = async (name: string, { vendor = 'ATA     ', bus = 'ata1' } = {}) => {
  const kernel = join(folder, bus, name)
  await mkdir(join(kernel, 'device'), { recursive: true })
  await mkdir(join(kernel, 'queue'))
  await writeFile(join(kernel, 'size'), '1000\n')
  await writeFile(join(kernel, 'queue', 'logical_block_size'), '512\n')
  await writeFile(join(kernel, 'device', 'vendor'), `${vendor}\n`)
  return { name, kernel }
}

const NONE = says(saysSectors('1000/1000, HPA is disabled'))
const isRoot = process.getuid?.() === 0
const notRoot = isRoot ? '' : ' (skipped: it takes root’s rights)'

describe.skipIf(!isRoot)(`A drive that is asked what it hides${notRoot}`, () => {
  test('answers in bytes, none or some', async () => {
    await hdparm(NONE, 'echo " HDIO_DRIVE_CMD(dco_identify) failed: Input/output error" >&2; exit 5')
    expect(await hiddenBytesAt(await disk('sdb'))).toBe(0)
    expect(await asked()).toEqual(['-N /dev/sdb', '--dco-identify /dev/sdb'])
    await hdparm(says(saysSectors('1000/1500, HPA is enabled')), says(saysOverlay('1500')))
    expect(await hiddenBytesAt(await disk('sdc'))).toBe(500 * 512)
    await hdparm(NONE, says(saysOverlay('3000')))
    expect(await hiddenBytesAt(await disk('sdd'))).toBe(2000 * 512)
  })
  test('in a dock is asked only where the dock is known to hand commands through', async () => {
    await hdparm(NONE, 'exit 5')
    const inDock = await disk('sdb', { bus: 'usb2/2-1', vendor: 'ATA' })
    for (const type of [null, 'scsi', 'usbjmicron']) {
      await smartctl(type)
      expect(await hiddenBytesAt(inDock)).toBeNull()
    }
    expect((await asked()).filter((line) => line.includes('/dev/'))).toEqual([])
    await smartctl('sat')
    expect(await hiddenBytesAt(inDock)).toBe(0)
  })
  test('of NVMe, of a virtual machine, of SAS or a card is not asked', async () => {
    await hdparm(NONE, 'exit 5')
    for (const name of ['nvme0n1', 'vda', 'mmcblk0']) expect(await hiddenBytesAt(await disk(name))).toBeNull()
    expect(await hiddenBytesAt(await disk('sdb', { vendor: 'SEAGATE' }))).toBeNull()
    expect(await asked()).toEqual([])
  })
  test('and hangs, is not asked again, and is said to be unknown', { timeout: 30_000 }, async () => {
    await hdparm('sleep 60', NONE)
    expect(await hiddenBytesAt(await disk('sdb'))).toBeNull()
    expect(await asked()).toEqual(['-N /dev/sdb'])
  })
  test('in vain, or with nonsense, is not said to hide nothing', async () => {
    const answers = ['exit 1', 'echo; echo /dev/sdb:', says(saysSectors('0/1, HPA setting seems invalid'))]
    for (const [index, answer] of answers.entries()) {
      await hdparm(answer, 'echo " HDIO_DRIVE_CMD(dco_identify) failed: Input/output error" >&2; exit 5')
      expect(await hiddenBytesAt(await disk(`sd${'bcd'.charAt(index)}`))).toBeNull()
    }
  })
})

test('What a disk hides is said before it is chosen, and only then', () => {
  const device = aDevice('sdb')
  const identity = { serial: 'CRM0001', wwn: null, model: 'Cormoran C250', sizeBytes: 512_000 }
  const attentions = (bytes: number | null) =>
    attentionsOf(device, figuresOfNothingBut('/dev/sdb', device.numbers, identity), bytes)
  expect(attentions(1024)).toEqual([{ code: 'guard.hidden-sectors', params: { bytes: 1024 } }])
  expect(attentions(0)).toEqual([])
  expect(attentions(null)).toEqual([])
})

const why = loopDevices.had ? '' : ` (skipped: ${loopDevices.why})`
const works = (name: string) => spawnSync(name, ['-V']).status === 0
const canWatch = works('strace') && works('hdparm')
const missing = loopDevices.had && !canWatch ? ' (skipped: strace or hdparm is missing)' : why
describe.skipIf(!loopDevices.had || !canWatch)(`The hdparm of this system${missing}`, () => {
  /** IDENTIFY (PACKET) DEVICE, READ NATIVE MAX ADDRESS (EXT), ACCESSIBLE MAX ADDRESS, DEVICE CONFIGURATION. */
  const READING = ['ec', 'a1', 'f8', '27', '78', 'b1']
  test.each(['max-sectors', 'overlay'] as const)(
    'opens a disk for reading only, and hands it no command that sets anything: %s',
    { timeout: 30_000 },
    async (kind) => {
      const loop = await loopDevice(2 ** 20)
      try {
        const watch = ['-f', '-qq', '-xx', '-s', '64', '-e', 'trace=open,openat,ioctl,write,pwrite64']
        const hidden = spawnSync('strace', [...watch, 'hdparm', ...hdparmArguments({ kind }, loop.device)], {
          encoding: 'utf8',
        })
        const lines = hidden.stderr.split('\n')
        const name = [...Buffer.from(loop.device)].map((byte) => `\\x${byte.toString(16)}`).join('')
        const opened = lines.filter((line) => line.startsWith('open') && line.includes(`"${name}"`))
        expect(opened.length).toBeGreaterThan(0)
        for (const line of opened) expect(line).toMatch(/O_RDONLY/)
        // ATA PASS-THROUGH (16): the command is its fifteenth byte, the feature its fifth.
        const commands = lines.flatMap((line) => {
          const bytes = /cmdp="((?:\\x[0-9a-f]{2}){16})"/.exec(line)?.[1]?.split('\\x').slice(1)
          return bytes === undefined ? [] : [{ command: bytes[14] ?? '', feature: bytes[4] ?? '' }]
        })
        expect(commands.length).toBeGreaterThan(0)
        for (const { command, feature } of commands) {
          expect(READING).toContain(command)
          if (command === 'b1') expect(feature).toBe('c2')
          if (command === '78') expect(feature).toBe('00')
        }
      } finally {
        await loop.detach()
      }
    },
  )
})
