// Where a station keeps its data: a folder of this computer, that can be written, on a file system whose locks and syncs
// this kernel answers for.
import { readFile, realpath, stat, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { reason } from '../../domain/words/reason.ts'
import { failureOfFile, isMissing, refuse, StationError } from '../failure.ts'
import { makeFolder, replaceFile } from './durable-files.ts'

/**
 * File systems that another computer writes too, where the lock of this kernel holds nobody back. 9p and virtiofs are not
 * among them: sandboxes and virtual machines are given their own root on them as often as a shared folder.
 */
const sharedFileSystems: ReadonlySet<string> = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'afs',
  'ceph',
  'coda',
  'gfs2',
  'lustre',
  'ncpfs',
  'ocfs2',
  'davfs',
  'vboxsf',
  'fuse.sshfs',
  'fuse.davfs',
  'fuse.davfs2',
  'fuse.rclone',
  'fuse.glusterfs',
  'fuse.gvfsd-fuse',
  'fuse.smbnetfs',
  'fuse.vmhgfs-fuse',
  'fuse.curlftpfs',
])

export type Mount = { readonly point: string; readonly type: string }

/** The mounts of /proc/self/mountinfo (proc_pid_mountinfo(5)), in the kernel's order. Blanks are octal there. */
export const mountsOf = (mountinfo: string): Mount[] =>
  mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ')
    const point = before?.split(' ')[4]
    const type = after?.split(' ')[0]
    if (point === undefined || type === undefined) return []
    const named = point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    return [{ point: named, type }]
  })

/** The mount that a real path lies on: the longest that leads to it, and of those mounted over each other the last. */
export const mountOf = (path: string, mounts: readonly Mount[]): Mount | null => {
  const leads = ({ point }: Mount) => path === point || path.startsWith(point.endsWith(sep) ? point : point + sep)
  return mounts
    .filter(leads)
    .reduce<Mount | null>(
      (best, mount) => (best === null || mount.point.length >= best.point.length ? mount : best),
      null,
    )
}

/** The type of the network share that a real path lies on; null for a folder of this computer. */
const shareOf = async (realFolder: string): Promise<string | null> => {
  // A mapped drive's real path is its share's name.
  if (process.platform === 'win32') return realFolder.startsWith('\\\\') ? 'smb' : null
  const mountinfo = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const type = mountOf(realFolder, mountsOf(mountinfo))?.type ?? null
  return type !== null && sharedFileSystems.has(type) ? type : null
}

/** With the sticky bit, as /tmp has it, only its owner takes a name away or gives it to another file. */
const othersMayReplaceIn = (mode: number): boolean => (mode & 0o002) !== 0 && (mode & 0o1000) === 0

/** As a file's owner is shown that has no number in the user namespace that we run in (user_namespaces(7)). */
const NO_NUMBER_HERE = 65_534

/** This folder, or one above it, that belongs to another user: its owner gives it, or the name in it, to other files. */
const anothers = async (realFolder: string): Promise<string | null> => {
  const ours = process.getuid?.()
  if (ours === undefined) return null
  for (let each = realFolder; ; each = dirname(each)) {
    const { uid } = await stat(each)
    if (![ours, 0, NO_NUMBER_HERE].includes(uid)) return each
    if (each === dirname(each)) return null
  }
}

/**
 * The folder on the way to this one, or itself, where another user of this computer could put a file in the place of
 * ours, such as a page that asks for a PIN; null where none could.
 */
const openToOthers = async (realFolder: string): Promise<string | null> => {
  if (process.platform === 'win32') return null
  if (((await stat(realFolder)).mode & 0o022) !== 0) return realFolder
  for (let above = dirname(realFolder); above !== dirname(above); above = dirname(above)) {
    if (othersMayReplaceIn((await stat(above)).mode)) return above
  }
  return null
}

/**
 * Makes the folder where it is missing and answers its real path. Fails with `refused` on a network share, and where other
 * users of this computer may write or are the owners.
 */
export const prepareFolder = async (folder: string): Promise<string> => {
  try {
    await makeFolder(folder)
    const real = await realpath(folder)
    const share = await shareOf(real)
    if (share !== null) refuse(reason('station.folder-on-share', { folder: real, type: share }))
    const belongsToAnother = await anothers(real)
    if (belongsToAnother !== null) refuse(reason('station.folder-of-another', { folder: belongsToAnother }))
    const open = await openToOthers(real)
    if (open !== null) refuse(reason('station.folder-open-to-others', { folder: open }))
    return real
  } catch (error) {
    if (!isMissing(error)) throw failureOfFile(error, folder)
    throw new StationError('not-found', String(error), [reason('station.folder-missing', { folder })])
  }
}

/**
 * Writes a file and takes it away again: asking for permission is not enough, a full disk or a medium mounted read-only
 * shows only then. Fails with `read-only` or `disk-full`. For whoever holds the folder's lock.
 */
export const tryWriting = async (realFolder: string): Promise<void> => {
  const trial = join(realFolder, 'trial')
  try {
    await replaceFile(trial, 'Établi')
    await unlink(trial)
  } catch (error) {
    throw failureOfFile(error, realFolder)
  }
}
