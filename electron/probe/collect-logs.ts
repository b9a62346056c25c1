// The logs of nwipe that lie on the key: which there are, whole by their hash, and which of them speak of disks of this
// machine. What a log proves is the station's to judge, when it is brought there.
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { HardwareReport } from '../../domain/machine/hardware-report.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { beginsAsLog, examineLog, isTooLongForLog } from '../verify-log.ts'

const MOST_FOLDERS = 500
const MOST_LOGS = 500
const DEEPEST = 6

export type FoundLog = {
  /** From the folder that was searched. */
  readonly file: string
  readonly sha256: string | null
  readonly bytes: number
  readonly disks: readonly {
    readonly serial: string | null
    readonly model: string | null
    readonly complete: boolean
    readonly ofThisMachine: boolean
  }[]
}

export type CollectedLogs = {
  readonly kind: 'collected-logs'
  readonly version: 1
  readonly folder: string
  readonly logs: readonly FoundLog[]
  /** Whether there may be more than the list says. */
  readonly cut: boolean
}

/** The topmost folder of the file system on which a folder lies: nwipe writes its logs there, the probe may lie deeper. */
export const topOf = async (folder: string): Promise<string> => {
  const { dev } = await stat(folder)
  for (let here = folder; ; here = dirname(here)) {
    const above = dirname(here)
    const found = above === here ? null : await stat(above).catch(() => null)
    if (found?.dev !== dev) return here
  }
}

const isNamedAsLog = (name: string) => /\.(log|txt)$/i.test(name)

const logAt = async (path: string, folder: string, report: HardwareReport, now: string): Promise<FoundLog | null> => {
  const found = await stat(path).catch(() => null)
  if (found === null || isTooLongForLog(found.size)) return null
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null || !beginsAsLog(bytes)) return null
  const { sha256, log, judged } = examineLog(path, bytes, now)
  if (log.kind === 'refused') return { file: relative(folder, path), sha256, bytes: found.size, disks: [] }
  const own = new Set(report.disks.flatMap(({ serial }) => serial ?? []))
  return {
    file: relative(folder, path),
    sha256,
    bytes: found.size,
    disks: judged.map(({ run: { serial, model }, judgement }) => ({
      serial,
      model,
      complete: judgement.kind === 'complete',
      ofThisMachine: serial !== null && own.has(serial),
    })),
  }
}

/** Links are not followed: they may lead off the key. */
export const collectLogs = async (folder: string, report: HardwareReport, now: string): Promise<CollectedLogs> => {
  const waiting = [{ path: folder, depth: 0 }]
  const logs: FoundLog[] = []
  let folders = 0
  let cut = false
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (++folders > MOST_FOLDERS || logs.length >= MOST_LOGS) {
      cut = true
      break
    }
    const { path, depth } = next
    const entries: readonly Dirent[] = await readdir(path, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const inside = join(path, entry.name)
      if (entry.isDirectory()) {
        if (depth < DEEPEST) waiting.push({ path: inside, depth: depth + 1 })
        else cut = true
      } else if (entry.isFile() && isNamedAsLog(entry.name) && logs.length < MOST_LOGS) {
        const log = await logAt(inside, folder, report, now)
        if (log !== null) logs.push(log)
      }
    }
  }
  return { kind: 'collected-logs', version: 1, folder, logs, cut }
}

/** What a person is told of them. */
export const inWords = ({ folder, logs, cut }: CollectedLogs): readonly Reason[] => [
  ...(logs.length === 0 ? [reason('probe.logs-none', { folder })] : []),
  ...logs.slice(0, 20).map(({ file, disks }) => {
    const own = disks.filter(({ ofThisMachine }) => ofThisMachine)
    const complete = own.filter((disk) => disk.complete).length
    return reason('probe.log-found', { file, own: own.length, complete })
  }),
  ...(cut ? [reason('probe.logs-more', { count: logs.length })] : []),
]
