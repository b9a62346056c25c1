// Where backups lie on a medium, and under which names: one folder a station, in one folder of ours. Which medium may be
// written to at all is batches/media.ts'.
import { type Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { BackupManifest, backupFolderName, isBackupFolderName } from '../../domain/backup/manifest.ts'
import type { FoundBackup } from '../../domain/backup/operations.ts'
import type { Medium } from '../../domain/batch/operations.ts'
import { reason } from '../../domain/words/reason.ts'
import { requireMedium } from '../batches/media.ts'
import { isMissing, refuse } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'
import { bytesOfPlainFile } from './no-links.ts'

export const OUR_FOLDER = 'etabli-sauvegardes'

export type BackupPlace = {
  readonly folder: string
  readonly manifest: string
  readonly journal: (position: number) => string
  /** By its first two signs: FAT takes some ten thousand long names in a folder, and no more. */
  readonly file: (hash: string) => string
  readonly names: string
  readonly secrets: string
}

export const placeIn = (folder: string): BackupPlace => ({
  folder,
  manifest: join(folder, 'sauvegarde.json'),
  journal: (position) => join(folder, journalName(position)),
  file: (hash) => join(folder, 'fichiers', hash.slice(0, 2), hash),
  names: join(folder, 'remises'),
  secrets: join(folder, 'secrets'),
})

export const journalName = (position: number): string => `journal-${String(position)}.log`

export const placeOf = (medium: string, code: string, did: string): BackupPlace =>
  placeIn(join(medium, OUR_FOLDER, backupFolderName(code, did)))

/** A folder of ours by its name; any other name is refused. */
export const placeNamed = (medium: Medium, name: string): BackupPlace =>
  isBackupFolderName(name)
    ? placeIn(join(medium.path, OUR_FOLDER, name))
    : refuse(reason('backup.not-found', { medium: medium.label }))

/**
 * The medium to read backups from. A station that is not set up has no settings that could name a folder: there any folder of
 * this computer may be typed.
 */
export const mediumToReadFrom = async (vault: Vault, path: string): Promise<Medium> => {
  if (vault.ledger.settings !== null) return requireMedium(vault, path)
  try {
    return await requireMedium(vault, path)
  } catch {
    const real = await realpath(path).catch(() => null)
    const isFolder = real !== null && (await stat(real)).isDirectory()
    if (!isFolder) return refuse(reason('medium.gone', { medium: basename(path).slice(0, 100) }))
    const label = basename(real).slice(0, 120)
    return { path: real, label, kind: 'folder', freeBytes: null, totalBytes: null, readOnly: true }
  }
}

const longestManifest = 64 * 1024

/** null where there is none, or something that is none. */
const manifestIn = async (path: string): Promise<BackupManifest | null> => {
  const bytes = await bytesOfPlainFile(path, longestManifest)
  try {
    return bytes === null ? null : (BackupManifest.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Pulled out while it was renamed, a FAT may hold it under its temporary name only: what it names was whole by then. */
export const readManifest = async ({ manifest }: BackupPlace): Promise<BackupManifest | null> =>
  (await manifestIn(manifest)) ?? (await manifestIn(`${manifest}.new`))

const foldersIn = async (path: string): Promise<readonly string[]> => {
  let entries: Dirent[]
  try {
    entries = await readdir(path, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
  return entries.filter((entry) => entry.isDirectory() && isBackupFolderName(entry.name)).map(({ name }) => name)
}

/** Every backup of ours on a medium, the newest first; it may also have been copied somewhere by its own folder alone. */
export const foundOn = async (medium: Medium): Promise<FoundBackup[]> => {
  const names = (await foldersIn(join(medium.path, OUR_FOLDER))).toSorted().slice(0, 100)
  const found = await Promise.all(
    names.map(async (name) => {
      const manifest = await readManifest(placeNamed(medium, name))
      if (manifest === null) return []
      const { madeAt, station } = manifest
      return [{ name, madeAt, stationName: station.name, stationCode: station.code }]
    }),
  )
  return found.flat().toSorted((one, other) => (one.madeAt < other.madeAt ? 1 : -1))
}
