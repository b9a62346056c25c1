// What the disks attached to this computer are and how they do, in a hardware report's own words: the same readers make
// both, so that a disk is called the same here, in a report, and in the record of its erasure. A disk that does not answer
// smartctl in time keeps the kernel's word, and holds nobody up.
import { readdir } from 'node:fs/promises'
import { z } from 'zod'
import { type DiskIdentity, identityOf } from '../../../domain/erasure/disk-identity.ts'
import { readBlockDevices } from '../../../domain/machine/block-devices.ts'
import { readDisks } from '../../../domain/machine/disks.ts'
import { wasRead } from '../../../domain/machine/gaps.ts'
import type { Disk } from '../../../domain/machine/hardware-report.ts'
import type { Answer, Readings } from '../../../domain/machine/readings.ts'
import { askProgram } from '../../hardware/ask-program.ts'
import { askSmartctl } from '../../hardware/ask-smartctl.ts'
import { CORNERS, PROGRAMS } from '../../hardware/linux-sources.ts'
import { readCorner } from '../../hardware/read-corner.ts'
import { nodePath } from '../kernel/disk-names.ts'

/** Erasing waits for a person; the list of disks does not wait for a disk that hangs. */
const SMART_LIMIT_MS = 8_000

const notAsked = (why: 'unsupported' | 'tool-missing'): Answer => ({ state: 'mute', why })

const Scan = z.object({
  devices: z.array(z.object({ name: z.string().max(200), type: z.string().max(80) })).max(1_000),
})

/** How smartctl would speak with each disk, by path: it knows USB bridges by their numbers, and opens nothing for this. */
export const waysToAsk = async (signal?: AbortSignal): Promise<ReadonlyMap<string, string>> => {
  const answer = await askProgram({ program: 'smartctl', args: ['--scan', '-j'], limitMs: 5_000, signal })
  try {
    const scan = Scan.safeParse(answer.state === 'said' ? JSON.parse(answer.text) : null)
    return new Map(scan.success ? scan.data.devices.map(({ name, type }) => [name, type]) : [])
  } catch {
    return new Map()
  }
}

export const isUsb = (kernel: string) => /\/usb\d+\//.test(kernel)

/**
 * smartctl opens a SCSI disk's own device for reading *and writing*, which no inventory should do to any disk: it is given
 * the disk's generic device (sg) instead, through which nothing but commands goes. Where there is none, it is not asked.
 */
const askSmart = async (
  name: string,
  kernel: string,
  ways: () => Promise<ReadonlyMap<string, string>>,
  signal?: AbortSignal,
): Promise<Answer> => {
  const ask = (...device: readonly string[]) => askSmartctl({ device, limitMs: SMART_LIMIT_MS, signal })
  if (/^(nvme|hd)/.test(name)) return ask(nodePath(name))
  if (!name.startsWith('sd')) return notAsked('unsupported')
  const generic = await readdir(`${kernel}/device/scsi_generic`).catch(() => [])
  const node = generic.find((entry) => /^sg\d+$/.test(entry))
  if (node === undefined) return notAsked('unsupported')
  const way = (await ways()).get(nodePath(name))
  // A bridge that smartctl does not know may be stopped dead by a command that it does not understand.
  if (isUsb(kernel) && way === undefined) return notAsked('unsupported')
  return ask(...(way === undefined || way === 'scsi' ? [] : ['-d', way]), `/dev/${node}`)
}

export type AskedDisk = { readonly name: string; readonly kernel: string }

/** The figures of these disks, by the kernel's name; a disk that lsblk does not list has none. */
export const figuresOf = async (
  asked: readonly AskedDisk[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Disk>> => {
  let ways: Promise<ReadonlyMap<string, string>> | null = null
  const [lsblk, block, ...smart] = await Promise.all([
    askProgram({ ...PROGRAMS.lsblk, signal }),
    readCorner(CORNERS.block),
    ...asked.map(async ({ name, kernel }) => {
      const answer = await askSmart(name, kernel, () => (ways ??= waysToAsk(signal)), signal)
      return [nodePath(name), answer] as const
    }),
  ])
  const devices = readBlockDevices(lsblk)
  if (!wasRead(devices)) return new Map()
  const readings: Readings = {
    kind: 'hardware-readings',
    version: 1,
    takenAt: new Date().toISOString(),
    tool: { name: 'etabli', version: null },
    fieldTools: [],
    platform: 'linux',
    root: process.getuid?.() === 0,
    programs: { lsblk, smartctl: Object.fromEntries(smart) },
    corners: { block },
    library: {},
  }
  const names = new Map(asked.map(({ name }) => [nodePath(name), name]))
  return new Map(
    readDisks(devices, readings).value.flatMap((disk) => {
      const name = names.get(disk.path ?? '')
      return name === undefined ? [] : [[name, disk] as const]
    }),
  )
}

/** What one disk is called by itself, else by the kernel; nameless where neither can be asked. */
export const identityAt = async (asked: AskedDisk, sizeBytes: number): Promise<DiskIdentity> => {
  const disk = (await figuresOf([asked])).get(asked.name)
  const named = disk === undefined ? { serial: null, wwn: null, model: null } : identityOf(disk)
  return { ...named, sizeBytes }
}

/** A disk of which only its identity is known, as a loop device: everything else is a gap. */
export const figuresOfNothingBut = (path: string, majorMinor: string | null, identity: DiskIdentity): Disk => ({
  path,
  majorMinor,
  vendor: null,
  model: identity.model,
  serial: identity.serial,
  serialFrom: identity.serial === null ? null : 'kernel',
  wwn: identity.wwn,
  firmware: null,
  sizeBytes: identity.sizeBytes,
  logicalSectorBytes: null,
  physicalSectorBytes: null,
  kind: null,
  interface: null,
  removable: null,
  rotationRpm: null,
  health: null,
  doubts: [],
  selfAssessmentPassed: null,
  powerOnHours: null,
  powerCycles: null,
  reallocatedSectors: null,
  pendingSectors: null,
  uncorrectableSectors: null,
  mediaErrors: null,
  wearPercent: null,
  temperatureCelsius: null,
})
