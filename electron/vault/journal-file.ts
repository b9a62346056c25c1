// A journal's file, read from its first byte: each frame with where it begins, until the end or the first line that does not
// hold. What is made of such a line is asked elsewhere: the file may be the vault's own, or a copy on a medium.
import type { FileHandle } from 'node:fs/promises'
import type { JournalHead, ReadFrame } from '../../domain/journal/frame.ts'
import { newline, readLine } from './frame-line.ts'

const chunkSize = 1024 * 1024
/** No frame comes near it: large things are blobs. What is longer is no journal, and is not held in memory. */
const longestLine = 256 * 1024 * 1024

/** A line from `offset`, without its newline; `whole` tells whether the newline is there. */
type Line = { readonly offset: number; readonly bytes: Buffer; readonly whole: boolean }

async function* linesOf(handle: FileHandle, until: number): AsyncGenerator<Line> {
  let offset = 0
  let pieces: Buffer[] = []
  let held = 0
  for (let position = 0; position < until;) {
    const buffer = Buffer.allocUnsafe(Math.min(chunkSize, until - position))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) break
    position += bytesRead
    const chunk = buffer.subarray(0, bytesRead)
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const last = chunk.subarray(start, end)
      const bytes = pieces.length === 0 ? last : Buffer.concat([...pieces, last])
      yield { offset, bytes, whole: true }
      offset += bytes.length + 1
      pieces = []
      held = 0
      start = end + 1
    }
    if (start < chunk.length) {
      pieces.push(chunk.subarray(start))
      held += chunk.length - start
    }
    if (held > longestLine) break
  }
  if (pieces.length > 0) yield { offset, bytes: Buffer.concat(pieces), whole: false }
}

export const readExactly = async (handle: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(length)
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(buffer, done, length - done, offset + done)
    if (bytesRead === 0) return buffer.subarray(0, done)
    done += bytesRead
  }
  return buffer
}

export const writeExactly = async (handle: FileHandle, offset: number, bytes: Buffer): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    // A disk that fills up first takes less than it was given, and fails at the next write.
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done)
    done += bytesWritten
  }
}

export type Scan = {
  /** Where the last good frame ends. */
  readonly end: number
  readonly head: JournalHead
  /** What is wrong with the line that begins at `end`; null where the file ends there. */
  readonly fault: 'broken' | 'unknown-form' | 'out-of-chain' | null
}

/** Reads a journal from its first byte and stops at the first line that does not hold. */
export const scan = async (
  handle: FileHandle,
  size: number,
  onFrame: (read: ReadFrame, offset: number) => Promise<void> | void,
): Promise<Scan> => {
  let end = 0
  let head: JournalHead = { position: 0, hash: null }
  for await (const line of linesOf(handle, size)) {
    const reading = line.whole ? readLine(line.bytes) : ({ state: 'broken' } as const)
    if (reading.state !== 'frame') return { end, head, fault: reading.state }
    const { hash, frame } = reading.read
    if (frame.position !== head.position + 1 || frame.previous !== head.hash) {
      return { end, head, fault: 'out-of-chain' }
    }
    await onFrame(reading.read, line.offset)
    head = { position: frame.position, hash }
    end = line.offset + line.bytes.length + 1
  }
  return { end, head, fault: null }
}
