// Where batches and backups may be written to and read from: media that are plugged in, and the folder of the settings. Nothing
// else of this computer is shown to the window, and what it asks for is looked up again at that very moment.
import { constants } from 'node:fs'
import { access, readFile, realpath, statfs } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { z } from 'zod'
import type { Medium } from '../../domain/batch/operations.ts'
import { reason } from '../../domain/words/reason.ts'
import { mountLines } from '../disks/kernel/mount-table.ts'
import { refuse } from '../failure.ts'
import { askProgram } from '../hardware/ask-program.ts'
import type { Vault } from '../vault/vault.ts'

/** Where desktops mount what is plugged in, and where people mount by hand. */
const PLACES = ['/media', '/run/media', '/mnt'] as const

type Found = Pick<Medium, 'path' | 'label' | 'kind'>
type MountedMedium = { readonly point: string; readonly numbers: string }

/** Whole file systems of block devices in those places, of one place the one that was mounted last. */
export const mountedMedia = (mountinfo: string): readonly MountedMedium[] => {
  const byPoint = new Map<string, MountedMedium | null>()
  for (const { point, numbers, root, source } of mountLines(mountinfo) ?? []) {
    const isPlace = PLACES.some((place) => point === place || point.startsWith(`${place}/`))
    // A folder of a disk that is seen in another place too (a bind mount) is no medium.
    if (isPlace) byPoint.set(point, source.startsWith('/dev/') && root === '/' ? { point, numbers } : null)
  }
  return [...byPoint.values()].filter((found) => found !== null)
}

const Labels = z.object({
  blockdevices: z.array(z.object({ 'maj:min': z.string(), label: z.string().nullable() })).max(5000),
})

/** What the file systems are called, by device number. */
const labels = async (): Promise<ReadonlyMap<string, string>> => {
  const answer = await askProgram({ program: 'lsblk', args: ['-J', '-l', '-o', 'MAJ:MIN,LABEL'], limitMs: 10_000 })
  try {
    const read = Labels.parse(JSON.parse(answer.state === 'said' ? answer.text : ''))
    return new Map(read.blockdevices.map((row) => [row['maj:min'].trim(), row.label?.trim() ?? '']))
  } catch {
    return new Map()
  }
}

const pluggedInOnLinux = async (): Promise<readonly Found[]> => {
  const mounted = mountedMedia(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''))
  const names = mounted.length === 0 ? new Map<string, string>() : await labels()
  return mounted.map(({ point, numbers }) => {
    const label = names.get(numbers) ?? ''
    return { path: point, label: label === '' ? basename(point) : label, kind: 'removable' }
  })
}

/** Drive letters of sticks and cards. Not tried on Windows itself: what the library cannot read is left out. */
const pluggedInOnWindows = async (): Promise<readonly Found[]> => {
  const { blockDevices } = await import('systeminformation')
  const devices = await blockDevices().catch(() => [])
  return devices
    .filter(({ removable, mount }) => removable && /^[A-Z]:$/.test(mount))
    .map(({ mount, label }) => ({ path: `${mount}\\`, label: label === '' ? mount : label, kind: 'removable' }))
}

export const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}${sep}`)

/** null where it is not there, or where the station's own data lies: nothing is written among these but by the station. */
const folderOfSettings = async (folder: string | null, dataFolder: string): Promise<Found | null> => {
  const path = folder === null ? null : await realpath(folder).catch(() => null)
  return path === null || isInside(path, dataFolder) ? null : { path, label: basename(path), kind: 'folder' }
}

/** null: it is gone by now. */
const withSpace = async (found: Found): Promise<Medium | null> => {
  try {
    const { bavail, blocks, bsize } = await statfs(found.path)
    const isWritable = await access(found.path, constants.W_OK).then(
      () => true,
      () => false,
    )
    return {
      ...{ path: found.path, label: found.label.slice(0, 120), kind: found.kind },
      ...{ freeBytes: bavail * bsize, totalBytes: blocks * bsize, readOnly: !isWritable },
    }
  } catch {
    return null
  }
}

type MediaVault = Pick<Vault, 'folder'> & { readonly ledger: Pick<Vault['ledger'], 'settings'> }

export const listMedia = async ({ folder, ledger }: MediaVault): Promise<readonly Medium[]> => {
  const pluggedIn = process.platform === 'win32' ? pluggedInOnWindows() : pluggedInOnLinux()
  const own = await folderOfSettings(ledger.settings?.exchange?.folder ?? null, folder)
  const found = [...(await pluggedIn), ...(own === null ? [] : [own])]
  const media = await Promise.all(found.map(withSpace))
  return media.filter((medium) => medium !== null)
}

/** The medium of a path that the list names at this moment; any other path is refused. */
export const requireMedium = async (vault: MediaVault, path: string): Promise<Medium> => {
  const medium = (await listMedia(vault)).find((each) => each.path === path)
  const real = await realpath(path).catch(() => null)
  return medium === undefined || real !== medium.path
    ? refuse(reason('medium.gone', { medium: basename(path) }))
    : medium
}

/** A file right in the medium's folder; a name that leads elsewhere is refused. */
export const fileOn = (medium: Medium, name: string): string => {
  const isPlain = name !== '' && name !== '.' && name !== '..' && !/[/\\:\0]/.test(name)
  return isPlain ? join(medium.path, name) : refuse(reason('medium.name-not-allowed', { name: name.slice(0, 200) }))
}
