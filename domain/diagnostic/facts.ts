// What a diagnostic tells, as values: counts, sizes, kinds and states. Nothing here names a person, a machine, a disk or a
// folder, and no field could hold such a name: what is free text comes from the system's own makers.
import type { StationDescription } from '../contract.ts'
import type { Entry } from '../journal/frame.ts'
import type { DeliveryTarget } from '../delivery/target.ts'
import type { LogLine } from '../log/event.ts'
import type { StationSettings } from '../station/station.ts'
import type { WindowFacts } from './operations.ts'

export type DiskFacts = {
  readonly kind: 'hdd' | 'ssd' | 'nvme' | 'emmc' | 'usb' | 'other'
  readonly bytes: number
}

export type TargetFacts = Pick<DeliveryTarget, 'kind' | 'schedule' | 'paused'> & {
  readonly waiting: number
  readonly delivered: number
  readonly refused: number
  readonly givenUp: number
}

export type DiagnosticFacts = {
  readonly at: string
  readonly version: string
  readonly builtAt: string
  readonly shell: StationDescription['shell']
  readonly demo: boolean
  readonly system: {
    readonly platform: string
    readonly release: string
    readonly distribution: string | null
    readonly architecture: string
    readonly node: string
    readonly processor: string | null
    readonly cores: number
    readonly memoryBytes: number
    readonly freeMemoryBytes: number
    readonly upSeconds: number
    readonly zoneMinutes: number
    readonly asRoot: boolean
  }
  readonly window: WindowFacts | null
  /** null until the station is set up. */
  readonly station:
    | (Pick<StationSettings, 'code' | 'activities' | 'language' | 'erasureMinimum'> & {
        readonly operators: number
        readonly supervisors: number
        readonly simplified: number
        readonly hasLogo: boolean
        readonly hasScanner: boolean
        readonly hasFolder: boolean
        readonly dailyBackup: boolean
        readonly keyCopied: boolean
      })
    | null
  readonly key: 'open' | 'locked' | 'missing'
  readonly folder: {
    readonly usual: boolean
    readonly fileSystem: string | null
    readonly freeBytes: number | null
    readonly totalBytes: number | null
    readonly journalBytes: number
  }
  readonly journal: {
    readonly position: number
    readonly hash: string | null
    readonly writable: boolean
    readonly lastAt: string | null
    /** Codes alone. */
    readonly notices: readonly string[]
  }
  /** null: the journal could not be read through. */
  readonly frames: Readonly<Partial<Record<Entry['kind'], number>>> | null
  readonly clock: 'trusted' | 'declared' | 'before-build' | 'before-last-frame' | 'jump'
  readonly backup: {
    readonly lastAt: string | null
    readonly position: number | null
    readonly missingFiles: number | null
    readonly failedAt: string | null
    readonly why: readonly string[]
  }
  readonly targets: readonly TargetFacts[]
  readonly work: { readonly erasures: number; readonly readBacks: number }
  /** null: no program could list them. */
  readonly disks: readonly DiskFacts[] | null
  readonly programs: readonly { readonly name: string; readonly version: string | null }[]
  readonly log: { readonly lines: readonly LogLine[]; readonly unread: number }
}
