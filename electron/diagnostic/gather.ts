// Gathers what a diagnostic tells of the station. Whatever cannot be read is said to be unknown: a diagnostic is asked for
// when something is wrong.
import { stat } from 'node:fs/promises'
import type { DiagnosticFacts } from '../../domain/diagnostic/facts.ts'
import type { WindowFacts } from '../../domain/diagnostic/operations.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import { codesOf } from '../../domain/log/event.ts'
import type { BackingUp } from '../backup/backing-up.ts'
import { defaultDataFolder } from '../data-folder.ts'
import type { Outbox } from '../delivery/outbox.ts'
import type { DiskJobs } from '../disks/jobs/jobs.ts'
import { lastLines } from '../log/last-lines.ts'
import { journalPath } from '../vault/journal.ts'
import type { Vault } from '../vault/vault.ts'
import { diskFacts, placeFacts, programFacts, systemFacts } from './system.ts'

/** Enough to see some weeks of a station, and little enough to be read. */
const LOG_LINES = 400
const FRAMES_AT_ONCE = 500

export type DiagnosticSources = {
  readonly vault: Vault
  readonly jobs: DiskJobs
  readonly outbox: Pick<Outbox, 'targets' | 'state'>
  readonly backingUp: Pick<BackingUp, 'state'>
  readonly about: Pick<DiagnosticFacts, 'version' | 'builtAt' | 'shell' | 'demo'>
  readonly now: () => Date
}

const countFrames = async ({ journal }: Vault, signal: AbortSignal): Promise<DiagnosticFacts['frames']> => {
  const counts: Partial<Record<Entry['kind'], number>> = {}
  try {
    for (let after = 0; after < journal.head.position;) {
      signal.throwIfAborted()
      const frames = await journal.read(after, FRAMES_AT_ONCE)
      if (frames.length === 0) return null
      for (const { frame } of frames) counts[frame.entry.kind] = (counts[frame.entry.kind] ?? 0) + 1
      after += frames.length
    }
    return counts
  } catch {
    signal.throwIfAborted()
    return null
  }
}

const stationFacts = ({ ledger, people }: Vault): DiagnosticFacts['station'] => {
  const { settings } = ledger
  if (settings === null) return null
  const active = people.list().filter((person) => person.active)
  return {
    code: settings.code,
    activities: settings.activities,
    language: settings.language,
    erasureMinimum: settings.erasureMinimum,
    operators: active.filter(({ role }) => role === 'operator').length,
    supervisors: active.filter(({ role }) => role === 'supervisor').length,
    simplified: active.filter(({ simplified }) => simplified).length,
    hasLogo: settings.organisation.logo !== null,
    hasScanner: settings.scanner !== null,
    hasFolder: (settings.exchange?.folder ?? null) !== null,
    dailyBackup: settings.exchange?.dailyBackup ?? false,
    keyCopied: settings.keyCopiedAt !== null,
  }
}

const keyState = (vault: Vault): DiagnosticFacts['key'] => {
  const key = vault.key()
  if (key === null) return 'missing'
  return key.locked ? 'locked' : 'open'
}

const backupFacts = async (backingUp: DiagnosticSources['backingUp']): Promise<DiagnosticFacts['backup']> => {
  const { last, lastFailure } = await backingUp.state().catch(() => ({ last: null, lastFailure: null }))
  return {
    lastAt: last?.at ?? null,
    position: last?.position ?? null,
    missingFiles: last?.missingFiles ?? null,
    failedAt: lastFailure?.at ?? null,
    why: codesOf(lastFailure?.reasons ?? []),
  }
}

const lastInstant = async ({ journal }: Vault): Promise<string | null> =>
  (await journal.at(journal.head.position).catch(() => null))?.frame.at ?? null

export const gatherDiagnostic = async (
  sources: DiagnosticSources,
  window: WindowFacts | null,
  signal: AbortSignal,
): Promise<DiagnosticFacts> => {
  const { vault, jobs, outbox, backingUp, about, now } = sources
  const { version, builtAt, shell, demo } = about
  const { journal, clock, folder } = vault
  const clockState = clock.state
  return {
    at: now().toISOString(),
    ...{ version, builtAt, shell, demo },
    system: await systemFacts(),
    window,
    station: stationFacts(vault),
    key: keyState(vault),
    folder: {
      usual: folder === defaultDataFolder(demo),
      ...(await placeFacts(folder)),
      journalBytes: (await stat(journalPath(folder)).catch(() => null))?.size ?? 0,
    },
    journal: {
      ...journal.head,
      writable: journal.writable,
      lastAt: await lastInstant(vault),
      notices: codesOf(vault.notices()),
    },
    frames: await countFrames(vault, signal),
    clock: clockState.state === 'doubtful' ? clockState.why : clockState.state,
    backup: await backupFacts(backingUp),
    targets: outbox.targets().map((target) => ({
      kind: target.kind,
      schedule: target.schedule,
      paused: target.paused,
      ...outbox.state(target).counts,
    })),
    work: {
      erasures: jobs.running.filter(({ kind }) => kind === 'erasure').length,
      readBacks: jobs.running.filter(({ kind }) => kind === 'read-back').length,
    },
    disks: await diskFacts(signal),
    programs: await programFacts(signal),
    log: lastLines(folder, LOG_LINES),
  }
}
