// Writing a backup: the files that the journal names and the medium does not hold yet, the journal, then what is secret, and
// last the manifest, by which all of it counts. Everything written is read again as the medium holds it. Whatever stops it,
// the backup of before stands on the medium.
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type BackupManifest, signedText } from '../../domain/backup/manifest.ts'
import type { BackupProgress } from '../../domain/backup/operations.ts'
import type { Medium } from '../../domain/batch/operations.ts'
import { toBase58 } from '../../domain/documents/did-key.ts'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { failureOfMedium } from '../batches/write-to-medium.ts'
import { refuse, StationError } from '../failure.ts'
import { syncFolder, writeSynced } from '../vault/durable-files.ts'
import { journalPath } from '../vault/journal.ts'
import { scan } from '../vault/journal-file.ts'
import type { Vault } from '../vault/vault.ts'
import { believedDay, copyNames, prune } from './names.ts'
import { readMe } from './read-me.ts'
import { type BackupPlace, journalName, placeOf, readManifest } from './place.ts'
import { plainFileSize, requireNoLinks } from './no-links.ts'
import { sumOnMedium } from './read-again.ts'
import { writeSecrets } from './secrets.ts'
import { filesOf, type Snapshot, snapshotOf } from './snapshot.ts'

export type BackupDeps = {
  readonly vault: Vault
  readonly now: () => Date
  /** The day where the station stands. */
  readonly today: () => string
}

export type BackupWatch = {
  readonly onProgress: (event: BackupProgress) => void
  readonly signal: AbortSignal
}

export type Written = { readonly position: number; readonly withKey: boolean; readonly missingFiles: number }

const PIECE = 1024 * 1024
const SYNCED_EVERY = 16 * PIECE
/** What a file system needs beside the files. */
const MARGIN = 2 * PIECE
const TOGETHER = 8

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )

/** Pulled out and lazily unmounted, the medium's folder is one of this computer: nothing is put there. */
type StillThere = () => Promise<void>

const watched = async (medium: Medium): Promise<StillThere> => {
  const device = (await stat(medium.path)).dev
  return async () => {
    if ((await stat(medium.path)).dev !== device) refuse(reason('medium.gone', { medium: medium.label }))
  }
}

/** A backup of later days than this journal knows of: the station was set back, and the newer one is not to be lost. */
const requireNotAhead = async (found: BackupManifest | null, { journal }: Vault, medium: Medium): Promise<void> => {
  if (found === null) return
  const { position, hash } = found.journal
  const here = position <= journal.head.position ? await journal.at(position) : null
  if (here?.hash !== hash) refuse(reason('backup.ahead', { medium: medium.label, madeAt: found.madeAt }))
}

/** Some file systems of sticks sync no folder; the files in it are synced. */
const syncFolderThere = (folder: string): Promise<void> => syncFolder(folder).catch(() => undefined)

type Target = { readonly place: BackupPlace; readonly medium: Medium; readonly stillThere: StillThere }

type Copying = { readonly missing: number; readonly written: ReadonlyMap<string, string> }

/** Those that are not there in their size: a file has its name only when it is whole. */
const copyFiles = async (
  { vault }: BackupDeps,
  snapshot: Snapshot,
  { place, stillThere }: Target,
  { onProgress, signal }: BackupWatch,
): Promise<Copying> => {
  const wanted: string[] = []
  for (const hash of filesOf(snapshot)) {
    const [there, here] = [await plainFileSize(place.file(hash)), await sizeOf(vault.blobs.pathOf(hash))]
    const isExpected = here !== null || snapshot.named.has(hash)
    if (isExpected && (there === null || there !== here)) wanted.push(hash)
  }
  const written = new Map<string, string>()
  let [done, missing] = [0, 0]
  const copyOne = async (hash: string): Promise<void> => {
    signal.throwIfAborted()
    const bytes = await vault.blobs.find(hash)
    const path = place.file(hash)
    if (bytes !== null) {
      await stillThere()
      await mkdir(dirname(path), { recursive: true })
      await writeSynced(path, bytes, 0o644)
      written.set(path, hash)
    } else if ((await plainFileSize(path)) === null) missing += 1
    done += 1
    onProgress({ step: 'files', done, total: wanted.length, of: 'files' })
  }
  for (let first = 0; first < wanted.length; first += TOGETHER) {
    await Promise.all(wanted.slice(first, first + TOGETHER).map(copyOne))
  }
  for (const folder of new Set([...written.keys()].map(dirname))) await syncFolderThere(folder)
  return { missing, written }
}

const copyJournal = async (
  { vault }: BackupDeps,
  { bytes, position }: Snapshot,
  { place, stillThere }: Target,
  { onProgress, signal }: BackupWatch,
): Promise<void> => {
  await stillThere()
  const path = place.journal(position)
  const temporary = `${path}.new`
  await unlink(temporary).catch(() => undefined)
  const source = await open(journalPath(vault.folder), 'r')
  try {
    const target = await open(temporary, 'wx', 0o644)
    try {
      const piece = Buffer.allocUnsafe(PIECE)
      for (let done = 0, synced = 0; done < bytes;) {
        signal.throwIfAborted()
        const { bytesRead } = await source.read(piece, 0, Math.min(PIECE, bytes - done), done)
        if (bytesRead === 0) break
        await target.writeFile(piece.subarray(0, bytesRead))
        done += bytesRead
        if (done - synced >= SYNCED_EVERY) {
          await target.datasync()
          synced = done
        }
        onProgress({ step: 'journal', done, total: bytes, of: 'bytes' })
      }
      await target.sync()
    } finally {
      await target.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  } finally {
    await source.close()
  }
}

const notTheSame = (medium: Medium): Reason => reason('medium.not-the-same', { medium: medium.label })

/** What was written now, as the medium holds it. What lay there before was read when it was written, and is at a rehearsal. */
const readAgain = async (
  snapshot: Snapshot,
  { written }: Copying,
  on: Target,
  { onProgress, signal }: BackupWatch,
): Promise<void> => {
  let done = 0
  const total = written.size + 1
  for (const [path, hash] of written) {
    signal.throwIfAborted()
    if ((await sumOnMedium(path)) !== hash) {
      await unlink(path).catch(() => undefined)
      refuse(notTheSame(on.medium))
    }
    onProgress({ step: 'checking', done: ++done, total, of: 'files' })
  }
  const path = on.place.journal(snapshot.position)
  // Past the memory first, so that the chain is read of what is there.
  const sum = await sumOnMedium(path)
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const { head, fault } = await scan(handle, size, () => {
      signal.throwIfAborted()
    })
    const isWhole = fault === null && head.hash === snapshot.hash && size === snapshot.bytes
    if (!isWhole || sum.length !== 64) refuse(notTheSame(on.medium))
  } finally {
    await handle.close()
  }
  onProgress({ step: 'checking', done: total, total, of: 'files' })
}

const signatureOf = ({ vault }: BackupDeps, manifest: BackupManifest): string | null => {
  const key = vault.key()
  if (key === null || key.did !== vault.ledger.did || key.locked) return null
  return `z${toBase58(key.sign(Buffer.from(signedText(manifest), 'utf8')))}`
}

/** Everything that it names is there and synced: from now on this backup counts. */
const writeManifest = async (deps: BackupDeps, place: BackupPlace, snapshot: Snapshot): Promise<void> => {
  const { did, settings } = deps.vault.ledger
  if (did === null || settings === null) return refuse(reason('station.not-set-up'))
  const unsigned: BackupManifest = {
    kind: 'etabli-backup',
    version: 1,
    madeAt: deps.now().toISOString(),
    station: { did, name: settings.name, code: settings.code },
    journal: {
      file: journalName(snapshot.position),
      bytes: snapshot.bytes,
      position: snapshot.position,
      hash: snapshot.hash,
    },
    files: snapshot.named.size,
    signature: null,
  }
  const manifest = { ...unsigned, signature: signatureOf(deps, unsigned) }
  await writeSynced(place.manifest, `${JSON.stringify(manifest, null, 2)}\n`, 0o644)
  await syncFolderThere(place.folder)
}

/** What the manifest names no longer. */
const clearFormer = async (place: BackupPlace, kept: string): Promise<void> => {
  for (const name of await readdir(place.folder)) {
    if (/^journal-\d+\.log(\.new)?$/.test(name) && name !== kept) await unlink(join(place.folder, name))
  }
}

const requireRoom = async (snapshot: Snapshot, { vault }: BackupDeps, place: BackupPlace, medium: Medium) => {
  if (medium.freeBytes === null) return
  let needed = snapshot.bytes + MARGIN
  for (const hash of filesOf(snapshot)) {
    if ((await plainFileSize(place.file(hash))) === null) needed += (await sizeOf(vault.blobs.pathOf(hash))) ?? 0
  }
  if (needed <= medium.freeBytes) return
  throw new StationError('disk-full', 'no room', [
    reason('medium.no-room', { medium: medium.label, needed, free: medium.freeBytes }),
  ])
}

const write = async (
  deps: BackupDeps,
  medium: Medium,
  passphrase: string | null,
  watch: BackupWatch,
): Promise<Written> => {
  const { vault } = deps
  const snapshot = await snapshotOf(vault)
  const { did, settings } = vault.ledger
  if (did === null || settings === null) return refuse(reason('station.not-set-up'))
  const place = placeOf(medium.path, settings.code, did)
  if (medium.readOnly) {
    throw new StationError('read-only', 'locked', [reason('medium.read-only', { medium: medium.label })])
  }
  await requireNoLinks(medium, place)
  const stillThere = await watched(medium)
  const target: Target = { place, medium, stillThere }
  await requireNotAhead(await readManifest(place), vault, medium)
  await requireRoom(snapshot, deps, place, medium)
  await mkdir(place.folder, { recursive: true })
  await writeSynced(join(dirname(place.folder), 'LISEZ-MOI.txt'), readMe, 0o644)

  const copying = await copyFiles(deps, snapshot, target, watch)
  await copyJournal(deps, snapshot, target, watch)
  await copyNames(deps, place)
  await readAgain(snapshot, copying, target, watch)
  await stillThere()
  await prune(deps, medium)
  if (passphrase !== null) await putSecrets(deps, place, { did, passphrase })
  watch.signal.throwIfAborted()
  await stillThere()
  await writeManifest(deps, place, snapshot)
  await stillThere()
  await clearFormer(place, journalName(snapshot.position))
  return { position: snapshot.position, withKey: passphrase !== null, missingFiles: copying.missing }
}

const putSecrets = async (
  deps: BackupDeps,
  place: BackupPlace,
  by: { readonly did: string; readonly passphrase: string },
): Promise<void> => {
  const { vault } = deps
  const key = vault.key()
  if (key === null || key.did !== by.did) return refuse(...vault.notices())
  const retentionMonths = vault.ledger.settings?.handover?.retentionMonths ?? null
  const secrets = {
    stationKey: await key.copy(by.passphrase),
    people: vault.people.forBackup(),
    names: await vault.recipients.keysForBackup({ today: believedDay(deps), retentionMonths }),
  }
  await writeSecrets(place.secrets, secrets, { ...by, madeAt: deps.now().toISOString() })
}

/** Fails with a StationError that says what is wrong with the medium or the station, or as aborted. */
export const writeBackup = async (
  deps: BackupDeps,
  medium: Medium,
  passphrase: string | null,
  watch: BackupWatch,
): Promise<Written> => {
  try {
    return await write(deps, medium, passphrase, watch)
  } catch (error) {
    throw failureOfMedium(error, medium.label === '' ? basename(medium.path) : medium.label)
  }
}
