// The station's operations about backup and restore.
import { randomUUID } from 'node:crypto'
import type { backupOperations as operations } from '../domain/backup/operations.ts'
import { headSubject } from '../domain/supervision/subject.ts'
import { dayOf } from '../domain/words/day.ts'
import { reason } from '../domain/words/reason.ts'
import type { BackingUp } from './backup/backing-up.ts'
import { requireNoLinks } from './backup/no-links.ts'
import { foundOn, mediumToReadFrom, placeNamed } from './backup/place.ts'
import { readBackup } from './backup/read.ts'
import { restoreBackup } from './backup/restore.ts'
import { requireMedium } from './batches/media.ts'
import { failureOfMedium } from './batches/write-to-medium.ts'
import { cryptography } from './documents/cryptography.ts'
import { refuse } from './failure.ts'
import { zoneMinutes } from './local-zone.ts'
import { requireSettings } from './station-rules.ts'
import type { Handler, StationOptions } from './station.ts'
import { keyOfJournal } from './vault/issuing.ts'
import type { Vault } from './vault/vault.ts'

type BackupHandlers = { readonly [N in keyof typeof operations]: Handler<N> }

/** The day where the station stands. */
export const todayBy = (now: () => Date) => (): string => dayOf(now().toISOString(), zoneMinutes(now()))

export const backupOperations = (
  vault: Vault,
  backingUp: BackingUp,
  { now, builtAt, demo }: Pick<StationOptions, 'now' | 'builtAt' | 'demo'>,
): BackupHandlers => {
  const { journal, ledger, confirmations, settingUp } = vault

  /** Before anything secret leaves: the confirmation counts as used whatever becomes of the medium. */
  const permitSecrets = async (confirmation: string | null): Promise<void> => {
    if (confirmation === null) return refuse(reason('backup.needs-confirmation'))
    if (keyOfJournal(vault).locked) return refuse(reason('station.key-locked'))
    await journal.append(randomUUID(), async () => {
      await confirmations.usable(confirmation, async (headBefore) => ({
        kind: 'copy-secrets',
        subject: await headSubject(headBefore, cryptography.sha256),
      }))
      return { kind: 'used-confirmation', v: 1, confirmation }
    })
  }

  /** The station urges for a copy of its key elsewhere: this is one. */
  const noteCopy = async (confirmation: string): Promise<void> => {
    await journal.append(randomUUID(), () => {
      // As they are in the journal's turn: a change that was saved meanwhile is not undone.
      const settings = { ...requireSettings(ledger), keyCopiedAt: now().toISOString() }
      return { kind: 'settings', v: 1, settings, confirmation }
    })
  }

  return {
    'backups.state': () => backingUp.state(),

    'backups.write': async ({ medium, passphrase, confirmation }, watch) => {
      requireSettings(ledger)
      await requireMedium(vault, medium)
      if (passphrase !== null) await permitSecrets(confirmation)
      const copied = passphrase === null || confirmation === null ? null : () => noteCopy(confirmation)
      return backingUp.write({ medium, passphrase, noteCopy: copied }, watch)
    },

    'backups.found': async ({ medium: path }) => {
      const medium = await mediumToReadFrom(vault, path)
      return foundOn(medium).catch((error: unknown) => {
        throw failureOfMedium(error, medium.label)
      })
    },

    'backups.rehearse': async ({ medium: path, name, passphrase }, watch) => {
      const medium = await mediumToReadFrom(vault, path)
      try {
        const place = placeNamed(medium, name)
        await requireNoLinks(medium, place)
        return (await readBackup(place, passphrase, { now, builtAt, ...watch })).rehearsal
      } catch (error) {
        throw failureOfMedium(error, medium.label)
      }
    },

    'backups.restore': (asked, watch) =>
      settingUp.take(() => restoreBackup(asked, { vault, now, builtAt, demo, today: todayBy(now), ...watch })),
  }
}
