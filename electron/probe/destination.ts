// Where the report goes: to the key that the probe was started from, or where it is told; and where to instead, when that
// cannot be. It never goes to a disk of the machine that is read, unless a person names a folder there.
import { open, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Reason, reason } from '../../domain/words/reason.ts'
import { groundOf } from './ground.ts'
import { writeBeside, writeNewFile } from './new-file.ts'

export type Destination =
  | { readonly kind: 'output' }
  | { readonly kind: 'folder'; readonly folder: string }
  /** A name that a person gave; nothing is there yet. */
  | { readonly kind: 'file'; readonly path: string }
  /** A pipe or a port of the machine: written to, and never a file. */
  | { readonly kind: 'port'; readonly path: string }

/** The destination with what is to be said of it before anything is read. */
export type Aim = { readonly destination: Destination; readonly remarks: readonly Reason[] }

const aimAt = (destination: Destination, ...remarks: readonly Reason[]): Aim => ({ destination, remarks })

const remarksOn = async (folder: string): Promise<readonly Reason[]> =>
  (await groundOf(folder)) === 'disk' ? [reason('probe.on-disk-as-told', { folder })] : []

/** What a person told. A reason where it cannot be meant. */
const aimAsTold = async (out: string): Promise<Aim | Reason> => {
  if (out === '-') return aimAt({ kind: 'output' })
  const found = await stat(out).catch(() => null)
  if (found?.isDirectory() === true) {
    const folder = await realpath(out)
    return aimAt({ kind: 'folder', folder }, ...(await remarksOn(folder)))
  }
  if (found?.isBlockDevice() === true) return reason('probe.out-is-disk', { path: out })
  if (found?.isFile() === true) return reason('probe.out-exists', { path: out })
  if (found !== null) return aimAt({ kind: 'port', path: out })
  const folder = await realpath(dirname(out)).catch(() => null)
  if (folder === null) return reason('probe.out-folder-missing', { folder: dirname(out) })
  return aimAt({ kind: 'file', path: join(folder, basename(out)) }, ...(await remarksOn(folder)))
}

/** `keyFolder`: where the probe itself lies; null where it is not on a key at all. */
export const aimOf = async (out: string | null, keyFolder: string | null): Promise<Aim | Reason> => {
  if (out !== null) return aimAsTold(out)
  if (keyFolder === null) return aimAt({ kind: 'output' })
  const folder = await realpath(keyFolder)
  const ground = await groundOf(folder)
  if (ground !== 'disk') return aimAt({ kind: 'folder', folder })
  return aimAt(await insteadOf(), reason('probe.not-on-key', { folder }))
}

/** Folders in memory: nothing of them is on a disk, and nothing of them is left after switching off. */
const IN_MEMORY = ['/tmp', '/dev/shm']

const insteadOf = async (): Promise<Destination> => {
  for (const folder of IN_MEMORY) if ((await groundOf(folder)) === 'memory') return { kind: 'folder', folder }
  return { kind: 'output' }
}

const why = (error: unknown, folder: string): Reason => {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return reason('probe.key-full', { folder })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return reason('probe.key-read-only', { folder })
    default:
      return reason('probe.key-fails', { folder, errno })
  }
}

/** What is written: the report itself, or what goes beside it. */
export type Paper = {
  readonly what: 'report' | 'record' | 'logs'
  readonly stem: string
  readonly ending: string
  readonly text: string
}

/** What became of a paper. `folder`: where others go beside it; null where it went to standard output. */
export type Delivered = {
  readonly folder: string | null
  /** Whether it lies where it was meant to. */
  readonly asMeant: boolean
  readonly remarks: readonly Reason[]
}

/** Resolves once the text is out: the probe ends without waiting for anything else. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null) resolve()
      else reject(error)
    })
  })

const writeTo = async (destination: Destination, { stem, ending, text }: Paper): Promise<string | null> => {
  switch (destination.kind) {
    case 'output':
      await print(text)
      return null
    case 'folder':
      return writeBeside(destination.folder, stem, ending, text)
    case 'file':
      await writeNewFile(destination.path, dirname(destination.path), text)
      return destination.path
    case 'port': {
      const port = await open(destination.path, 'w')
      try {
        await port.writeFile(text)
      } finally {
        await port.close()
      }
      return null
    }
  }
}

const folderIn = (destination: Destination): string =>
  destination.kind === 'folder'
    ? destination.folder
    : destination.kind === 'output'
      ? '-'
      : destination.kind === 'port'
        ? destination.path
        : dirname(destination.path)

const writtenAt = async (what: Paper['what'], path: string): Promise<Reason> => {
  if (what === 'logs') return reason('probe.logs-written', { path })
  const isInMemory = (await groundOf(dirname(path))) === 'memory'
  if (what === 'record') return reason(isInMemory ? 'probe.record-in-memory' : 'probe.record-written', { path })
  return reason(isInMemory ? 'probe.written-in-memory' : 'probe.written', { path })
}

/** Writes the paper where it is meant to go; where that fails, into memory, or else to standard output. */
export const deliver = async (destination: Destination, paper: Paper): Promise<Delivered> => {
  const first = await writeTo(destination, paper).then(
    (path) => ({ path }),
    (error: unknown) => ({ error }),
  )
  if ('path' in first) {
    const { path } = first
    return path === null
      ? { folder: null, asMeant: true, remarks: [] }
      : { folder: dirname(path), asMeant: true, remarks: [await writtenAt(paper.what, path)] }
  }
  const failed = why(first.error, folderIn(destination))
  const instead = await insteadOf()
  const path = await writeTo(instead, paper).catch(() => null)
  if (path !== null)
    return { folder: dirname(path), asMeant: false, remarks: [failed, await writtenAt(paper.what, path)] }
  if (instead.kind !== 'output') await writeTo({ kind: 'output' }, paper)
  return { folder: null, asMeant: false, remarks: [failed, reason('probe.written-to-output')] }
}

/** Where no report was to be written: what belongs beside it goes where it would have gone. */
export const nothingDelivered = (destination: Destination): Delivered => ({
  folder: destination.kind === 'folder' ? destination.folder : null,
  asMeant: true,
  remarks: [],
})

/** Where the papers go that belong to a report: beside it, wherever it came to lie. */
export const besideReport = (destination: Destination, { folder, asMeant }: Delivered): Destination => {
  if (folder !== null) return { kind: 'folder', folder }
  return asMeant && destination.kind === 'port' ? destination : { kind: 'output' }
}
