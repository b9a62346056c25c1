// Whether a folder that somebody typed can be the station's for batches and backups: looked at, and tried by writing, before it is
// saved. Where it is used later it is looked at again (media.ts).
import { randomUUID } from 'node:crypto'
import { realpath, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { refuse } from '../failure.ts'
import type { Vault } from '../vault/vault.ts'
import { isInside } from './media.ts'

/** What a path answers is the system's word for it; only whether a file can be made there tells that it can be written. */
const takesFiles = async (folder: string): Promise<boolean> => {
  const path = join(folder, `.etabli-${randomUUID()}`)
  try {
    await writeFile(path, '', { flag: 'wx' })
    await unlink(path)
    return true
  } catch {
    return false
  }
}

/** null: it can be saved. */
export const folderFault = async (
  typed: string,
  { folder: dataFolder }: Pick<Vault, 'folder'>,
): Promise<Reason | null> => {
  const said = { folder: typed.slice(0, 300) }
  const path = await realpath(typed).catch(() => null)
  const found = path === null ? null : await stat(path).catch(() => null)
  if (path === null || found === null) return reason('folder.not-there', said)
  if (!found.isDirectory()) return reason('folder.is-none', said)
  const data = await realpath(dataFolder).catch(() => dataFolder)
  if (isInside(path, data)) return reason('folder.of-the-station', said)
  return (await takesFiles(path)) ? null : reason('folder.cannot-be-written', said)
}

/** One that was saved before may be away for a while: other settings are saved nevertheless. */
export const requireFolder = async (
  { wanted, before }: { readonly wanted: string | null; readonly before: string | null },
  vault: Pick<Vault, 'folder'>,
): Promise<void> => {
  const fault = wanted === null || wanted === before ? null : await folderFault(wanted, vault)
  if (fault !== null) refuse(fault)
}
