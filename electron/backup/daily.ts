// The backup that is written by itself at the end of a day's work, where the settings say so: into their folder, without a
// passphrase, since nobody is there to type one. What hinders it is kept to be shown, and it is tried again.
import { isDailyBackupDue } from '../../domain/backup/daily.ts'
import { dayOf } from '../../domain/words/day.ts'
import { reason, type Reason } from '../../domain/words/reason.ts'
import { listMedia } from '../batches/media.ts'
import { StationError } from '../failure.ts'
import { zoneMinutes } from '../local-zone.ts'
import { lookEvery, type Looking } from '../looking.ts'
import type { Vault } from '../vault/vault.ts'
import type { BackingUp } from './backing-up.ts'

const EVERY = 10 * 60_000

const localHour = (at: Date): number => new Date(at.getTime() + zoneMinutes(at) * 60_000).getUTCHours()
const localDay = (instant: string): string => dayOf(instant, zoneMinutes(new Date(instant)))

const isDue = async (vault: Vault, backingUp: BackingUp, now: Date): Promise<boolean> => {
  const { position } = vault.journal.head
  const last = (await backingUp.state()).last
  const lastFrame = await vault.journal.at(position)
  return isDailyBackupDue({
    now: { day: localDay(now.toISOString()), hour: localHour(now) },
    last: last === null ? null : { day: localDay(last.at), position: last.position + last.ownFrames },
    head: { day: localDay(lastFrame?.frame.at ?? now.toISOString()), position },
  })
}

/** Looks once. Answers whether a backup was written. */
export const backUpIfDue = async (vault: Vault, backingUp: BackingUp, now: Date, signal: AbortSignal) => {
  const exchange = vault.ledger.settings?.exchange
  if (exchange?.dailyBackup !== true || exchange.folder === null) return false
  if (!(await isDue(vault, backingUp, now))) return false
  const medium = (await listMedia(vault)).find(({ kind }) => kind === 'folder')
  if (medium === undefined) {
    const gone: Reason = reason('medium.gone', { medium: exchange.folder.slice(0, 100) })
    await backingUp.noteFailure([gone])
    return false
  }
  await backingUp.write(
    { medium: medium.path, passphrase: null, noteCopy: null },
    { onProgress: () => undefined, signal },
  )
  return true
}

/** At the start, then every ten minutes. */
export const startDailyBackup = (
  vault: Vault,
  backingUp: BackingUp,
  { now, report }: { readonly now: () => Date; readonly report: (fault: unknown) => void },
): Looking =>
  lookEvery(
    EVERY,
    (signal) => backUpIfDue(vault, backingUp, now(), signal),
    (fault) => {
      // What the medium or the station refused was kept to be shown.
      if (!(fault instanceof StationError)) report(fault)
    },
  )
