// The names of people in backups: their encrypted files, and their keys, which leave a medium once the name is forgotten or its
// time has come; and the table of people, once it holds somebody who was erased.
import { mkdir, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Medium } from '../../domain/batch/operations.ts'
import { isOver, keptUntil } from '../../domain/handover/retention.ts'
import { SealedRecipient } from '../handover/recipients.ts'
import { syncFolder, writeSynced } from '../vault/durable-files.ts'
import { bytesOfPlainFile, requireNoLinks } from './no-links.ts'
import { type BackupPlace, OUR_FOLDER, placeOf } from './place.ts'
import { pruneNames, prunePeople, settleSecrets } from './secrets.ts'
import type { BackupDeps } from './write.ts'

/** Of the encrypted file of a name. */
const LONGEST_NAME = 100_000

/** Some file systems of sticks sync no folder; the files in it are synced. */
const syncFolderThere = (folder: string): Promise<void> => syncFolder(folder).catch(() => undefined)

/** While the clock is in doubt no time has come: what a wrong date deletes does not come back. */
export const believedDay = ({ vault: { clock }, today }: BackupDeps): string =>
  clock.state.state === 'doubtful' ? '1970-01-01' : today()

/** Its key is deleted wherever it is once the name is forgotten or its time has come; without its file it says nothing. */
const isNameGone =
  (deps: BackupDeps, place: BackupPlace) =>
  async (draftId: string): Promise<boolean> => {
    const { ledger } = deps.vault
    const slip = ledger.documents.find((row) => row.draftId === draftId && row.kind === 'handover-slip')
    if (slip !== undefined && ledger.isForgotten(slip.hash)) return true
    try {
      const bytes = await bytesOfPlainFile(join(place.names, `${draftId}.json`), LONGEST_NAME)
      const sealed = SealedRecipient.parse(JSON.parse(bytes?.toString('utf8') ?? ''))
      return isOver(keptUntil(sealed, ledger.settings?.handover?.retentionMonths ?? null), believedDay(deps))
    } catch {
      return true
    }
  }

/** The encrypted files of names: those here are put there, and what nobody can read any more is taken away. */
export const copyNames = async (deps: BackupDeps, place: BackupPlace): Promise<void> => {
  const files = await deps.vault.recipients.filesForBackup()
  await mkdir(place.names, { recursive: true })
  for (const { draftId, bytes } of files) {
    const path = join(place.names, `${draftId}.json`)
    // Kept anew under the same slip, it has another key.
    const there = await bytesOfPlainFile(path, LONGEST_NAME)
    if (there === null || !there.equals(bytes)) await writeSynced(path, bytes, 0o644)
  }
  const isGone = isNameGone(deps, place)
  for (const name of await readdir(place.names)) {
    const draftId = /^([0-9a-f-]{36})\.json$/.exec(name)?.[1]
    if (draftId === undefined || (await isGone(draftId))) await unlink(join(place.names, name))
  }
  await syncFolderThere(place.names)
}

/** Also of the folders that this station had under its keys of before. */
export const prune = async (deps: BackupDeps, medium: Medium): Promise<void> => {
  const { ledger, people } = deps.vault
  const ours = await readdir(join(medium.path, OUR_FOLDER)).catch(() => [])
  const codes = new Set(people.list().map(({ code }) => code))
  for (const did of ledger.ownKeys) {
    for (const name of ours.filter((each) => each.endsWith(`-${did.slice(-8)}`))) {
      const place = placeOf(medium.path, name.slice(0, -9), did)
      await requireNoLinks(medium, place)
      await settleSecrets(place.secrets)
      await pruneNames(place.secrets, isNameGone(deps, place))
      // A station that was restored without its people has other codes: nobody was erased.
      if (did === ledger.did) await prunePeople(place.secrets, codes)
    }
  }
}
