// The vault of one station: its folder, locked, with the journal and everything that lies beside it. Opening it reads the
// journal from its first byte; nothing else writes into the folder while it is open.
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { StationError } from '../failure.ts'
import { Recipients } from '../handover/recipients.ts'
import { Blobs } from './blobs.ts'
import { Clock } from './clock.ts'
import { Confirmations } from './confirmations.ts'
import { prepareFolder, tryWriting } from './data-folder.ts'
import { Journal } from './journal.ts'
import { Ledger } from './ledger.ts'
import { lockFolder } from './lock.ts'
import { People } from './people.ts'
import { PinTries } from './pins.ts'
import { StationKey } from './station-key.ts'
import { Turns } from './turns.ts'

/** Where the journal of a backup lies until all that belongs to it is in its place; left behind, a restoration was interrupted. */
export const RESTORING = 'journal.log.restoring'

export type VaultOptions = {
  readonly dataFolder: string
  /** Told to whoever finds the folder locked. */
  readonly shell: string
  readonly now: () => Date
  /** When this version was made, an ISO instant. */
  readonly builtAt: string
}

export type Vault = {
  readonly folder: string
  readonly journal: Journal
  readonly ledger: Ledger
  readonly blobs: Blobs
  readonly people: People
  /** Of handovers: what is kept of the people, outside the journal. */
  readonly recipients: Recipients
  readonly tries: PinTries
  readonly clock: Clock
  readonly confirmations: Confirmations
  /** Setting up and restoring: one at a time, and whichever comes second finds a station that is set up. */
  readonly settingUp: Turns
  readonly key: () => StationKey | null
  /** A new key, at set-up. */
  readonly makeKey: (passphrase: string | null) => Promise<StationKey>
  readonly notices: () => Reason[]
  readonly announce: (address: string) => void
  readonly close: () => Promise<void>
}

/** What the person must know of the key; null while it can sign for this journal. */
const keyNotice = (key: StationKey | null, unreadable: Reason | null, did: string | null): Reason | null => {
  if (did === null) return null
  if (key === null) return unreadable ?? reason('station.key-missing')
  if (key.did !== did) return reason('station.key-of-other-station', { did: key.did })
  return key.locked ? reason('station.key-locked') : null
}

/** Journal, people and key begin together: one without the others was lost, or set-up was interrupted. */
const peopleNotice = (
  people: People,
  journal: Journal,
  key: StationKey | null,
  wasRestoring: boolean,
): Reason | null => {
  const hasPeople = people.list().length > 0
  if (journal.head.position > 0) return hasPeople ? null : reason('supervision.people-missing')
  if (wasRestoring) return reason('backup.restore-interrupted')
  return journal.writable && hasPeople && key !== null ? reason('journal.missing') : null
}

/** Whether there was such a file; it is taken away, since nothing of it counts. */
const leftover = (path: string): Promise<boolean> =>
  unlink(path).then(
    () => true,
    () => false,
  )

/** Fails as `prepareFolder`, `lockFolder` and `tryWriting` do; what could be opened is then closed again. */
export const openVault = async ({ dataFolder, shell, now, builtAt }: VaultOptions): Promise<Vault> => {
  const folder = await prepareFolder(dataFolder)
  const lock = await lockFolder(folder, { pid: process.pid, shell, since: now().toISOString() })
  try {
    await tryWriting(folder)
    const ledger = new Ledger()
    const clock = new Clock(now, builtAt)
    const journal = await Journal.open({
      folder,
      now,
      onFrame: (read) => {
        ledger.apply(read)
        clock.observe(read.frame)
      },
    })
    const people = await People.open(folder)
    const tries = await PinTries.open(folder, now)
    const wasRestoring = await leftover(join(folder, RESTORING))
    let unreadableKey: Reason | null = null
    let key = await StationKey.open(folder).catch((error: unknown) => {
      if (!(error instanceof StationError)) throw error
      unreadableKey = error.failure.reasons[0] ?? null
      return null
    })
    return {
      folder,
      journal,
      ledger,
      blobs: new Blobs(folder),
      people,
      recipients: new Recipients(folder),
      tries,
      clock,
      confirmations: new Confirmations({ journal, ledger, people, tries, now }),
      settingUp: new Turns(),
      key: () => key,
      makeKey: async (passphrase) => {
        key = await StationKey.make(folder, passphrase)
        unreadableKey = null
        return key
      },
      notices: () => {
        const ofKey = keyNotice(key, unreadableKey, ledger.did)
        const ofPeople = peopleNotice(people, journal, key, wasRestoring)
        return [...journal.notices, ...[ofKey, ofPeople].filter((notice) => notice !== null)]
      },
      announce: lock.announce,
      close: async () => {
        await journal.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
