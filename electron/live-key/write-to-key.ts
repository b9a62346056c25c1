// Putting the papers on a key: mounted for just as long, each file new beside what is there, synced, unmounted, and read again
// from the key before it counts as written. What did not get there stays in memory.
import { access, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { askProgram } from '../hardware/ask-program.ts'
import { writeBeside } from '../probe/new-file.ts'
import type { Desk } from './papers.ts'
import { KEY_MARKER, type UsbKey } from './usb-keys.ts'

/** Where they lie on the key. */
export const FOLDER_ON_KEY = 'releves'

/** Where a key is mounted for a moment: everything of the menu's is here, in memory. */
export const MOUNT_POINT = '/run/etabli/key'
const LIMIT_MS = 120_000

const optionsOf = ({ fileSystem }: UsbKey, access: 'ro' | 'rw'): string =>
  // A key may be pulled out too early all the same: then at least the file system is not left half written for long.
  [access, 'nosuid', 'nodev', 'noexec', ...(fileSystem === 'vfat' ? ['utf8=1', 'flush'] : [])].join(',')

const whyNot = (error: unknown, { name: key }: UsbKey): Reason => {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return reason('live-key.full', { key })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return reason('live-key.read-only', { key })
    default:
      return reason('live-key.writing-failed', { key, errno })
  }
}

/** Null: it is mounted; perhaps for reading only, whatever was asked, which the first file shows. */
const mount = async (key: UsbKey, access: 'ro' | 'rw', at: string): Promise<Reason | null> => {
  await mkdir(at, { recursive: true })
  const args = ['-t', key.fileSystem, '-o', optionsOf(key, access), key.path, at]
  const answer = await askProgram({ program: 'mount', args, limitMs: LIMIT_MS, withErrors: true })
  const isMounted = answer.state === 'said' && answer.exitCode === 0
  return isMounted ? null : reason('live-key.cannot-open', { key: key.name })
}

const unmount = async (at: string): Promise<boolean> => {
  const answer = await askProgram({ program: 'umount', args: [at], limitMs: LIMIT_MS, withErrors: true })
  return answer.state === 'said' && answer.exitCode === 0
}

/** Runs with the key mounted; a key that cannot be let go says so. */
const onKey = async <T>(
  { key, access, at }: { readonly key: UsbKey; readonly access: 'ro' | 'rw'; readonly at: string },
  work: (folder: string) => Promise<T>,
): Promise<T | Reason> => {
  const refused = await mount(key, access, at)
  if (refused !== null) return refused
  let result: T
  try {
    result = await work(at)
  } catch (error) {
    await unmount(at)
    return whyNot(error, key)
  }
  return (await unmount(at)) ? result : reason('live-key.not-let-go', { key: key.name })
}

const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'code' in value

/** Whether it is the key that the image of Établi made, by the file that only this one has. Nothing is written to it. */
export const isOurs = async (key: UsbKey, at = MOUNT_POINT): Promise<boolean> => {
  if (!key.hasOurLabel) return false
  const found = await onKey({ key, access: 'ro', at }, (folder) =>
    access(join(folder, KEY_MARKER)).then(
      () => true,
      () => false,
    ),
  )
  return found === true
}

export type Outcome = {
  /** Names on the key, in its folder. */
  readonly written: readonly string[]
  /** Empty: everything is on the key, and the key may be pulled out. */
  readonly reasons: readonly Reason[]
}

const splitName = (name: string): readonly [stem: string, ending: string] => {
  const dot = name.indexOf('.')
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
}

type Copy = { readonly paper: string; readonly onKey: string; readonly bytes: Uint8Array }

/** Into `done`, as many as there is room for: each copy is synced before the next begins. Throws the system's error. */
const copyAll = async (desk: Desk, names: readonly string[], folder: string, done: Copy[]): Promise<void> => {
  // Not “recursive”: of a locked key Node says then that its folder is missing.
  await mkdir(folder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  for (const name of names) {
    const bytes = await desk.read(name)
    done.push({ paper: name, onKey: basename(await writeBeside(folder, ...splitName(name), bytes)), bytes })
  }
}

export const writeToKey = async (desk: Desk, key: UsbKey, at = MOUNT_POINT): Promise<Outcome> => {
  const { unwritten } = await desk.look()
  const copies: Copy[] = []
  const failed = await onKey({ key, access: 'rw', at }, (top) =>
    copyAll(desk, unwritten, join(top, FOLDER_ON_KEY), copies),
  )
  // Unmounted in between, so that the key is read and not what memory remembers of it.
  const same = await onKey({ key, access: 'ro', at }, async (top) => {
    const found: Copy[] = []
    for (const copy of copies) {
      const there = await readFile(join(top, FOLDER_ON_KEY, copy.onKey)).catch(() => null)
      if (there?.equals(copy.bytes) === true) found.push(copy)
    }
    return found
  })
  const written = isReason(same) ? [] : same
  for (const { paper } of written) await desk.setAside(paper)
  const reasons = [
    ...(isReason(failed) ? [failed] : []),
    ...(isReason(same) && copies.length > 0 ? [same] : []),
    ...(!isReason(same) && same.length < copies.length ? [reason('live-key.not-the-same', { key: key.name })] : []),
  ]
  return { written: written.map(({ onKey: name }) => name), reasons }
}
