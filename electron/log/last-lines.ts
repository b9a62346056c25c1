// The last lines of a station's log, for whoever wants to know what happened. Each is read through the form that it was
// written by: what somebody else put into the file is counted, and not told.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { LINE_BYTES, type LogLine, readLogLine } from '../../domain/log/event.ts'
import { LOG_LIMITS, logPath } from './log-file.ts'

export type LastLines = {
  /** The newest last. */
  readonly lines: readonly LogLine[]
  /** Lines among them that are none of ours, or were torn. */
  readonly unread: number
}

/** The end of one file, from a line's beginning on; empty where there is none. */
const endOf = (path: string, most: number): string => {
  try {
    // A pipe in its place would be waited for without end.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = fstatSync(descriptor)
      const from = Math.max(0, size - most)
      const bytes = Buffer.alloc(size - from)
      const read = readSync(descriptor, bytes, 0, bytes.length, from)
      const text = bytes.subarray(0, read).toString('utf8')
      return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return ''
  }
}

/** At most `most` of them, over all files. */
export const lastLines = (dataFolder: string, most: number): LastLines => {
  let texts: string[] = []
  for (let number = 0; number <= LOG_LIMITS.former && texts.length < most; number++) {
    const end = endOf(logPath(dataFolder, number), most * LINE_BYTES)
    texts = [...end.split('\n').filter((text) => text !== ''), ...texts]
  }
  const read = texts.slice(-most).map(readLogLine)
  const lines = read.filter((line) => line !== null)
  return { lines, unread: read.length - lines.length }
}
