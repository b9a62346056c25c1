// Putting a new file in the place of the one that this program was started from (an AppImage, a portable .exe): written beside it,
// held against what was signed, then renamed over it. Whatever stops it, one whole program is there under the old name; on Windows,
// where what runs cannot be written over, there is a moment between two names in which it lies beside, as `.old`.
import { copyFile, chmod, open, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { UpdateManifest } from '../../../domain/update/manifest.ts'
import { reason } from '../../../domain/words/reason.ts'
import { failureOfFile, isMissing, refuse, StationError } from '../../failure.ts'
import { syncFolder } from '../../vault/durable-files.ts'
import { isWhole, notTheSame } from '../taking/copy.ts'

/** Windows lets a program that runs be renamed, and not be written over. */
const stepsAside = process.platform === 'win32'

const besideOf = (program: string): string => join(dirname(program), `.${basename(program)}.new`)

const putInPlace = async (beside: string, program: string): Promise<void> => {
  if (!stepsAside) {
    await rename(beside, program)
    return
  }
  const before = `${program}.old`
  await unlink(before).catch(() => undefined)
  await rename(program, before)
  try {
    await rename(beside, program)
  } catch (error) {
    await rename(before, program)
    throw error
  }
}

const failureOfProgram = (error: unknown, program: string): unknown => {
  if (error instanceof StationError) return error
  const file = basename(program)
  if (isMissing(error))
    return new StationError('refused', 'the program is gone', [reason('update.program-gone', { file })])
  const errno = error instanceof Error && 'code' in error ? error.code : null
  return errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS'
    ? new StationError('read-only', 'the program', [reason('update.program-not-writable', { file })], { cause: error })
    : failureOfFile(error, file)
}

/** `copy` is the checked package in the data folder. */
export const replaceProgram = async (copy: string, program: string, manifest: UpdateManifest): Promise<void> => {
  const beside = besideOf(program)
  try {
    const { mode } = await stat(program)
    await unlink(beside).catch(() => undefined)
    await copyFile(copy, beside)
    await chmod(beside, mode & 0o777)
    const written = await open(beside, 'r+')
    try {
      await written.sync()
    } finally {
      await written.close()
    }
    if (!(await isWhole(beside, manifest))) notTheSame(manifest)
    await putInPlace(beside, program)
    await syncFolder(dirname(program)).catch(() => undefined)
  } catch (error) {
    await unlink(beside).catch(() => undefined)
    throw failureOfProgram(error, program)
  }
}

/** What was left beside it: by a portable .exe that stepped aside (it may still run), or when this was interrupted. */
export const sweepProgram = async (program: string | null): Promise<void> => {
  if (program === null) return
  await unlink(besideOf(program)).catch(() => undefined)
  if (stepsAside) await unlink(`${program}.old`).catch(() => undefined)
}

export const requireProgram = (program: string | null): string =>
  program ?? refuse(reason('update.program-gone', { file: '?' }))
