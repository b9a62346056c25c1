// Restoring a backup into a station that is not set up. Everything is read and judged before anything of it counts, and put
// in its place with the journal last: by one rename there is a restored station, or none. It has a new key and another code,
// and its first document names the chain that it goes on from; the old key signs that once more, and is not kept.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Input, Output } from '../../domain/contract.ts'
import type { Entry } from '../../domain/journal/frame.ts'
import type { StationSettings } from '../../domain/station/station.ts'
import { reason } from '../../domain/words/reason.ts'
import { failureOfMedium } from '../batches/write-to-medium.ts'
import { refuse, StationError } from '../failure.ts'
import { restoreRecipients } from '../handover/recipients.ts'
import type { NewFrame } from '../vault/journal.ts'
import { StationKey } from '../vault/station-key.ts'
import { RESTORING, type Vault } from '../vault/vault.ts'
import { bytesOfPlainFile, openPlain, plainFileSize, requireNoLinks } from './no-links.ts'
import { mediumToReadFrom, placeNamed, type BackupPlace, readManifest } from './place.ts'
import { readBackup, type ReadBackup, type ReadDeps } from './read.ts'
import { predecessorIn, successionEntry } from './succession.ts'

export type RestoreDeps = ReadDeps & { readonly vault: Vault; readonly today: () => string; readonly demo: boolean }
type Asked = Input<'backups.restore'>

const PIECE = 1024 * 1024

/** What is judged from here on is what lies in the data folder, whatever becomes of the medium. */
const copyJournal = async (place: BackupPlace, to: string, { onProgress, signal }: ReadDeps): Promise<void> => {
  const manifest = await readManifest(place)
  if (manifest === null) return refuse(reason('backup.not-here'))
  const { position, bytes } = manifest.journal
  const found = await plainFileSize(place.journal(position))
  if (found !== bytes) return refuse(reason('backup.journal-size', { expected: bytes, found: found ?? 0 }))
  await unlink(to).catch(() => undefined)
  const source = await openPlain(place.journal(position), constants.O_RDONLY)
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      const piece = Buffer.allocUnsafe(PIECE)
      // No more than the manifest says: what is longer is refused by its size.
      for (let done = 0; done <= bytes;) {
        signal.throwIfAborted()
        const { bytesRead } = await source.read(piece, 0, PIECE, done)
        if (bytesRead === 0) break
        await target.writeFile(piece.subarray(0, bytesRead))
        done += bytesRead
        onProgress({ step: 'journal', done: Math.min(done, bytes), total: bytes, of: 'bytes' })
      }
      await target.sync()
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

const requireEmpty = ({ ledger, journal }: Vault): void => {
  if (ledger.settings !== null || journal.head.position > 0) {
    throw new StationError('conflict', 'The station is set up already', [reason('station.set-up-already')])
  }
  if (!journal.writable) throw new StationError('read-only', 'The journal is damaged', journal.notices)
}

const oldKeyOf = ({ secrets }: ReadBackup, passphrase: string | null): Promise<StationKey> | null => {
  const copy = secrets?.stationKey ?? null
  return copy === null || passphrase === null ? null : StationKey.ofCopy(copy, passphrase)
}

const restoreNames = async (place: BackupPlace, { secrets, ledger }: ReadBackup, { vault, today }: RestoreDeps) => {
  const isForgotten = (draftId: string) =>
    ledger.documents.some((row) => row.draftId === draftId && ledger.isForgotten(row.hash))
  const names: { file: Buffer; key: Buffer }[] = []
  for (const { draftId, key } of secrets?.names ?? []) {
    const file = await bytesOfPlainFile(join(place.names, `${draftId}.json`), 100_000)
    if (file !== null && !isForgotten(draftId)) names.push({ file, key })
  }
  const retentionMonths = ledger.settings?.handover?.retentionMonths ?? null
  await restoreRecipients(vault.folder, names, { today: today(), retentionMonths })
}

/** Those of the backup where it opened; else those who are said to work here. Answers the recovery code of the latter. */
const restorePeople = async (asked: Asked, { secrets, people: codes }: ReadBackup, { people }: Vault) => {
  const table = secrets?.people ?? null
  if (table === null) return people.begin(asked.people, codes)
  await people.restore(table)
  return null
}

const settingsAfter = (settings: StationSettings, code: string): StationSettings => ({
  ...settings,
  code,
  keyCopiedAt: null,
})

const restore = async (asked: Asked, place: BackupPlace, deps: RestoreDeps): Promise<Output<'backups.restore'>> => {
  const { vault } = deps
  requireEmpty(vault)
  const copied = join(vault.folder, RESTORING)
  try {
    await copyJournal(place, copied, deps)
    const read = await readBackup(place, asked.passphrase, deps, {
      journal: copied,
      keep: (files) => vault.blobs.putMany(files),
    })
    const { settings } = read.rehearsal
    const predecessor = predecessorIn(read.ledger)
    const refusals = [...read.rehearsal.refusals]
    if (read.codes.includes(asked.code)) refusals.push(reason('backup.code-used', { code: asked.code }))
    if (refusals.length > 0 || settings === null || predecessor === null) return refuse(...refusals)
    const oldKey = await oldKeyOf(read, asked.passphrase)
    deps.signal.throwIfAborted()
    // From here on nothing is cancelled: what is left takes a moment.
    deps.onProgress({ step: 'restoring', done: 0, total: 1, of: 'frames' })
    await restoreNames(place, read, deps)
    const recoveryCode = await restorePeople(asked, read, vault)
    const newKey = await vault.makeKey(asked.keyPassphrase)
    const at = deps.now().toISOString()
    const after = settingsAfter(settings, asked.code)
    const succession = await successionEntry({
      ...{ predecessor, oldKey, newKey, settings: after, at },
      clock: read.clock.state.state === 'trusted' ? 'trusted' : 'declared',
      demonstration: deps.demo,
    })
    const entries: readonly Entry[] = [
      { kind: 'station', v: 1, did: newKey.did, created: at },
      { kind: 'settings', v: 1, settings: after, confirmation: null },
      succession,
    ]
    const frames = entries.map((entry): NewFrame => {
      const transaction = entry.kind === 'document' ? entry.draftId : randomUUID()
      return { transaction, entry }
    })
    await vault.journal.beginAfter(copied, frames)
    deps.onProgress({ step: 'restoring', done: 1, total: 1, of: 'frames' })
    return { recoveryCode, succession: succession.hash }
  } catch (error) {
    await unlink(copied).catch(() => undefined)
    throw error
  }
}

export const restoreBackup = async (asked: Asked, deps: RestoreDeps): Promise<Output<'backups.restore'>> => {
  requireEmpty(deps.vault)
  const medium = await mediumToReadFrom(deps.vault, asked.medium)
  const place = placeNamed(medium, asked.name)
  try {
    await requireNoLinks(medium, place)
    return await restore(asked, place, deps)
  } catch (error) {
    throw failureOfMedium(error, medium.label)
  }
}
