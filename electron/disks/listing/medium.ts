// Which medium a path names: a whole disk, by what the kernel says of it, or an image in a file. What is neither is
// refused with its reason. Opens no disk; what a disk is called is asked in disk-figures.ts, what it hides in
// hidden-sectors.ts.
import type { BigIntStats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Medium } from '../../../domain/erasure/read-back/read-back.ts'
import { type Reason, reason } from '../../../domain/words/reason.ts'
import { instanceOf, numbersOf } from '../kernel/device-numbers.ts'
import { identityAt } from './disk-figures.ts'
import { exists, textOf } from '../kernel/files.ts'
import { hiddenBytesAt } from './hidden-sectors.ts'
import { loopIdentity } from '../kernel/loop-devices.ts'

/** `path` without links; `kernel` is where the kernel tells about a disk, null for a file. */
export type FoundMedium = { readonly path: string; readonly medium: Medium; readonly kernel: string | null }

const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** Why a path could not be looked at or opened. */
export const refusalOf = (error: unknown, path: string): Reason => {
  const errno = errnoOf(error)
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return reason('read-back.missing', { path })
    case 'EACCES':
    case 'EPERM':
      return reason('read-back.no-permission', { path })
    case 'ESTALE':
      return reason('read-back.unplugged')
    case 'ENOMEDIUM':
      return reason('read-back.empty', { path })
    default:
      return reason('read-back.cannot-open', { path, errno })
  }
}

const diskAt = async (path: string, asked: string, stats: BigIntStats): Promise<FoundMedium | Reason> => {
  const numbers = numbersOf(stats.rdev)
  let kernel
  try {
    kernel = await realpath(`/sys/dev/block/${numbers}`)
  } catch {
    return reason('read-back.unknown-to-kernel', { path: asked })
  }
  if (await exists(`${kernel}/partition`)) {
    return reason('read-back.partition', { path: asked, disk: kernel.split('/').at(-2) ?? '?' })
  }
  // Put together from other devices (dm, md), or from memory: what is read from it is no disk.
  const loopFile = (await exists(`${kernel}/loop`)) ? ((await textOf(`${kernel}/loop/backing_file`)) ?? '') : null
  if (loopFile === null && !(await exists(`${kernel}/device`))) return reason('read-back.virtual', { path: asked })

  const [sectors, sector, instance] = await Promise.all([
    textOf(`${kernel}/size`), // in 512 bytes, whatever the sector is
    textOf(`${kernel}/queue/logical_block_size`),
    instanceOf(kernel),
  ])
  const sizeBytes = Number(sectors ?? 0) * 512
  if (!(sizeBytes > 0)) return reason('read-back.empty', { path: asked })
  const sectorBytes = Number(sector ?? 512)
  const disk = { name: basename(kernel), kernel }
  const [identity, hiddenBytes] = await Promise.all([
    loopFile === null ? identityAt(disk, sizeBytes) : loopIdentity(loopFile, sizeBytes),
    loopFile === null ? hiddenBytesAt(disk) : null,
  ])
  const medium = { kind: 'disk', identity, sizeBytes, sectorBytes, instance } as const
  return { path, kernel, medium: hiddenBytes === null ? medium : { ...medium, hiddenBytes } }
}

const fileAt = (path: string, asked: string, stats: BigIntStats): FoundMedium | Reason => {
  const sizeBytes = Number(stats.size)
  if (sizeBytes === 0) return reason('read-back.empty', { path: asked })
  const identity = { serial: null, wwn: null, model: null, sizeBytes }
  const instance = `${String(stats.dev)} ${String(stats.ino)} ${String(stats.mtimeNs)}`
  return { path, kernel: null, medium: { kind: 'file', identity, sizeBytes, sectorBytes: 512, instance } }
}

/** The medium at a path: a disk, or, where `asFile`, an image of one. */
export const findMedium = async (asked: string, asFile: boolean): Promise<FoundMedium | Reason> => {
  let path, stats
  try {
    path = await realpath(asked)
    stats = await stat(path, { bigint: true })
  } catch (error) {
    return refusalOf(error, asked)
  }
  if (asFile) return stats.isFile() ? fileAt(path, asked, stats) : reason('read-back.no-file', { path: asked })
  if (stats.isBlockDevice()) return diskAt(path, asked, stats)
  return reason(stats.isFile() ? 'read-back.is-file' : 'read-back.no-disk', { path: asked })
}
