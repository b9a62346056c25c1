// Putting the papers on a key: mounted for just as long, each file new beside what is there, synced, unmounted, and read again
// from the key before it counts as written. What did not get there stays in memory.
import { access, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { askProgram } from '../hardware/ask-program.ts'
import { whyNotWritten } from '../probe/destination.ts'
import { writeBeside } from '../probe/new-file.ts'
import type { Desk } from './papers.ts'
import { KEY_MARKER, type UsbKey } from './usb-keys.ts'

/** Where they lie on the key. */
export const FOLDER_ON_KEY = 'releves'

const MOUNT_POINT = '/run/etabli/key'
const LIMIT_MS = 120_000

const optionsOf = ({ fileSystem }: UsbKey, access: 'ro' | 'rw'): string =>
  // A key may be pulled out too early all the same: then at least the file system is not left half written for long.
  [access, 'nosuid', 'nodev', 'noexec', ...(fileSystem === 'vfat' ? ['utf8=1', 'flush'] : [])].join(',')

/** Null: it is mounted. */
const mount = async (key: UsbKey, access: 'ro' | 'rw'): Promise<Reason | null> => {
  await mkdir(MOUNT_POINT, { recursive: true })
  const args = ['-t', key.fileSystem, '-o', optionsOf(key, access), key.path, MOUNT_POINT]
  const answer = await askProgram({ program: 'mount', args, limitMs: LIMIT_MS, withErrors: true })
  if (answer.state === 'said' && answer.exitCode === 0) return null
  const said = answer.state === 'said' ? answer.text : ''
  return /read-only|write-protected/i.test(said)
    ? reason('live-key.read-only', { key: key.name })
    : reason('live-key.cannot-open', { key: key.name })
}

const unmount = async (): Promise<boolean> => {
  const answer = await askProgram({ program: 'umount', args: [MOUNT_POINT], limitMs: LIMIT_MS, withErrors: true })
  return answer.state === 'said' && answer.exitCode === 0
}

/** Runs with the key mounted; a key that cannot be let go says so. */
const onKey = async <T>(
  key: UsbKey,
  access: 'ro' | 'rw',
  work: (folder: string) => Promise<T>,
): Promise<T | Reason> => {
  const refused = await mount(key, access)
  if (refused !== null) return refused
  let result: T
  try {
    result = await work(MOUNT_POINT)
  } catch (error) {
    await unmount()
    return whyNotWritten(error, key.name)
  }
  return (await unmount()) ? result : reason('live-key.not-let-go', { key: key.name })
}

const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'code' in value

/** Whether it is the key that the image of Établi made, by the file that only this one has. Nothing is written to it. */
export const isOurs = async (key: UsbKey): Promise<boolean> => {
  if (!key.hasOurLabel) return false
  const found = await onKey(key, 'ro', (folder) =>
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

/** As many as there is room for: each copy is synced before the next begins. */
const copyAll = async (desk: Desk, names: readonly string[], folder: string, done: Copy[]): Promise<Reason | null> => {
  await mkdir(folder, { recursive: true })
  for (const name of names) {
    const bytes = await desk.read(name)
    try {
      done.push({ paper: name, onKey: basename(await writeBeside(folder, ...splitName(name), bytes)), bytes })
    } catch (error) {
      return whyNotWritten(error, folder)
    }
  }
  return null
}

export const writeToKey = async (desk: Desk, key: UsbKey): Promise<Outcome> => {
  const { unwritten } = await desk.look()
  const copies: Copy[] = []
  const failed = await onKey(key, 'rw', (top) => copyAll(desk, unwritten, join(top, FOLDER_ON_KEY), copies))
  // Unmounted in between, so that the key is read and not what memory remembers of it.
  const same = await onKey(key, 'ro', async (top) => {
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
