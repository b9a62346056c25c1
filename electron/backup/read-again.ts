// Reading a file of a medium as the medium holds it, and not as this computer's memory remembers it, where the system lets
// that be had: a stick that loses what it was given says so only then.
import { closeSync, constants, openSync, read } from 'node:fs'
import { createHash } from 'node:crypto'
import { alignedBuffers } from '../disks/reading/source.ts'

const PIECE = 1024 * 1024

const opened = (path: string): number => {
  try {
    return openSync(path, constants.O_RDONLY | (process.platform === 'linux' ? constants.O_DIRECT : 0))
  } catch (error) {
    // This file system has no such reading.
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
    return openSync(path, constants.O_RDONLY)
  }
}

const readAt = (file: number, target: Buffer, address: number): Promise<number> =>
  new Promise((resolve, reject) => {
    read(file, target, 0, target.length, address, (error, bytes) => {
      if (error === null) resolve(bytes)
      else reject(error)
    })
  })

const sumOf = async (file: number, piece: Buffer): Promise<string> => {
  const sum = createHash('sha256')
  for (let done = 0; ;) {
    const bytes = await readAt(file, piece, done)
    sum.update(piece.subarray(0, bytes))
    // The last piece is shorter: the next address would not be whole.
    if (bytes < piece.length) return sum.digest('hex')
    done += bytes
  }
}

/** SHA-256 of what lies there. Rejects with the system's error. */
export const sumOnMedium = async (path: string): Promise<string> => {
  const [piece = Buffer.alloc(PIECE)] = alignedBuffers(1, PIECE)
  let file = opened(path)
  try {
    return await sumOf(file, piece)
  } catch (error) {
    // Some refuse it only when read.
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
    closeSync(file)
    file = openSync(path, constants.O_RDONLY)
    return await sumOf(file, piece)
  } finally {
    closeSync(file)
  }
}
