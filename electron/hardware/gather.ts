// Gathering the raw readings of the machine this runs on: everything at once, each source with its own time limit. After
// each source the report is made anew from what is there, so that sections arrive one by one; the last one is the report.
import { reportFromReadings } from '../../domain/machine/from-readings.ts'
import {
  SECTIONS,
  type HardwareReport,
  type SectionName,
  type ToolVersion,
} from '../../domain/machine/hardware-report.ts'
import type { Answer, Corner, CornerName, LibraryFunction, Readings } from '../../domain/machine/readings.ts'
import { diskPaths } from '../../domain/machine/disks.ts'
import { askProgram } from './ask-program.ts'
import { askSmartctl } from './ask-smartctl.ts'
import { askLibrary, LIBRARY_FUNCTIONS } from './ask-library.ts'
import { CORNERS, OLDER_LSBLK, PROGRAMS, smartctlQuestion, type ProgramName } from './linux-sources.ts'
import { programVersion } from './program-versions.ts'
import { readCorner } from './read-corner.ts'

export type GatherOptions = {
  /** Established by the caller, who knows which program this is part of. */
  readonly tool: ToolVersion
  readonly now: () => Date
  /** A section has arrived, or become better (disks do with each disk); `complete` when nothing more will come for it. */
  readonly onSection?: (arrival: SectionArrival) => void
  readonly signal?: AbortSignal | undefined
  /** Longest waits of a caller who has less time than each program may take. */
  readonly limits?: Partial<Readonly<Record<ProgramName, number>>> | undefined
  /** Looks at a disk by a few reads; only who may spend that time asks for it. */
  readonly lookAtDisk?: ((path: string, signal: AbortSignal | undefined) => Promise<Answer>) | undefined
}

export type SectionArrival = {
  readonly section: SectionName
  readonly complete: boolean
  readonly report: HardwareReport
}

export type Gathered = { readonly readings: Readings; readonly report: HardwareReport }

type SourceName = ProgramName | CornerName | 'smartctl' | 'library'

/** What each section is made from: it is complete when these have answered. */
const SOURCES: Readonly<Record<SectionName, readonly SourceName[]>> = {
  identity: ['dmidecode', 'dmi', 'library'],
  firmware: ['dmidecode', 'dmi', 'efi', 'library'],
  processor: ['lscpu', 'dmidecode', 'library'],
  memory: ['dmidecode', 'memory', 'library'],
  disks: ['lsblk', 'block', 'smartctl', 'library'],
  storageControllers: ['lspci', 'pci'],
  batteries: ['powerSupply', 'library'],
  graphics: ['lspci', 'pci', 'drm', 'library'],
  displays: ['drm', 'library'],
  network: ['net', 'lspci', 'pci', 'lsusb', 'iw', 'library'],
  bluetooth: ['bluetooth', 'lsusb'],
  webcams: ['video4linux'],
  sound: ['sound', 'library'],
  tpm: ['tpm', 'dmidecode'],
  opticalDrives: ['lsblk'],
  operatingSystems: ['lsblk', 'os-prober', 'running', 'library'],
}

/** The readings while they come in. */
type Growing = {
  -readonly [Key in keyof Readings]: Key extends 'programs' | 'corners' | 'library'
    ? { -readonly [Name in keyof Readings[Key]]: Readings[Key][Name] }
    : Readings[Key]
}

export const gather = async (options: GatherOptions): Promise<Gathered> => {
  const { signal } = options
  const readings: Growing = {
    kind: 'hardware-readings',
    version: 1,
    takenAt: options.now().toISOString(),
    tool: options.tool,
    fieldTools: [],
    platform: process.platform,
    root: process.getuid?.() === 0,
    programs: {},
    corners: {},
    library: {},
  }
  const answered = new Set<SourceName>()
  const complete = new Set<SectionName>()
  const report = () => reportFromReadings(readings)

  const announce = (section: SectionName) => {
    options.onSection?.({ section, complete: complete.has(section), report: report() })
  }
  const arrived = (source: SourceName) => {
    answered.add(source)
    for (const section of SECTIONS) {
      if (complete.has(section) || !SOURCES[section].every((one) => answered.has(one))) continue
      complete.add(section)
      announce(section)
    }
  }

  const askLinux = async () => {
    const program = async (name: ProgramName) => {
      // os-prober mounts; an ordinary user's would only print what it may not do.
      const answer: Answer =
        name === 'os-prober' && !readings.root
          ? { state: 'mute', why: 'needs-root' }
          : await askProgram({
              ...PROGRAMS[name],
              limitMs: Math.min(PROGRAMS[name].limitMs, options.limits?.[name] ?? Infinity),
              signal,
            })
      const isOlderLsblk = name === 'lsblk' && answer.state === 'mute' && answer.why === 'tool-failed'
      readings.programs[name] = isOlderLsblk ? await askProgram({ ...OLDER_LSBLK, signal }) : answer
      arrived(name)
    }
    const corner = async (name: CornerName) => {
      const found: Corner = await readCorner(CORNERS[name])
      readings.corners[name] = found
      arrived(name)
    }
    const disks = async () => {
      await Promise.all([program('lsblk'), corner('block')])
      const paths = diskPaths(readings)
      const smartctl: Record<string, Answer> = {}
      const look: Record<string, Answer> = {}
      readings.programs.smartctl = smartctl
      if (options.lookAtDisk !== undefined) readings.programs.look = look
      announce('disks')
      await Promise.all(
        paths.slice(0, 256).map(async (path) => {
          const smart = await askSmartctl({ ...smartctlQuestion(path), signal })
          smartctl[path] = smart
          announce('disks')
          if (options.lookAtDisk === undefined) return
          // After its SMART: a drive that is busy with one question is slow at another, and one that hangs is left alone.
          const hangs = smart.state === 'mute' && smart.why === 'timed-out'
          look[path] = hangs ? smart : await options.lookAtDisk(path, signal)
          announce('disks')
        }),
      )
      arrived('smartctl')
    }
    const versions = async () => {
      const names = [...(Object.keys(PROGRAMS) as ProgramName[]), 'smartctl']
      const stated = await Promise.all(names.map((name) => programVersion(name, signal)))
      readings.fieldTools = stated.filter((version) => version !== null)
    }
    const others = (Object.keys(PROGRAMS) as ProgramName[]).filter((name) => name !== 'lsblk')
    arrived('library')
    await Promise.all([
      versions(),
      disks(),
      ...others.map(program),
      ...(Object.keys(CORNERS) as CornerName[]).filter((name) => name !== 'block').map(corner),
    ])
  }

  const askElsewhere = async () => {
    readings.fieldTools = [{ name: 'systeminformation', version: null }]
    await Promise.all(
      LIBRARY_FUNCTIONS.map(async (name: LibraryFunction) => {
        readings.library[name] = await askLibrary(name)
      }),
    )
    for (const section of SECTIONS) {
      complete.add(section)
      announce(section)
    }
  }

  if (process.platform === 'linux') await askLinux()
  else await askElsewhere()
  signal?.throwIfAborted()
  return { readings, report: report() }
}
