// How a frame lies in the journal's file: one line, `<bytes> <sha256> <json>\n`. The length and the hash are of the JSON's
// UTF-8; the JSON names the frame before it by that frame's hash, which chains them. A person can read it, and check it
// with `cut`, `wc` and `sha256sum`.
import { hash as digest } from 'node:crypto'
import { Frame, type ReadFrame } from '../../domain/journal/frame.ts'

export const newline = 0x0a
const hashLength = 64

export const lineOf = (frame: Frame): Buffer => {
  const json = Buffer.from(JSON.stringify(frame), 'utf8')
  return Buffer.concat([Buffer.from(`${String(json.length)} ${digest('sha256', json)} `), json, Buffer.from([newline])])
}

const header = /^([1-9]\d{0,9}) ([0-9a-f]{64}) $/

/** The hash and JSON of a line without its newline; null where length, hash or form do not hold. */
const checkedLine = (line: Buffer): { readonly hash: string; readonly json: Buffer } | null => {
  const space = line.indexOf(0x20)
  if (space < 1) return null
  const start = space + hashLength + 2
  const [, length, hash] = header.exec(line.toString('latin1', 0, start)) ?? []
  if (length === undefined || hash === undefined) return null
  const json = line.subarray(start)
  return json.length === Number(length) && digest('sha256', json) === hash ? { hash, json } : null
}

export type LineReading =
  | { readonly state: 'frame'; readonly read: ReadFrame }
  /** Length or hash do not hold. */
  | { readonly state: 'broken' }
  /** It is what somebody wrote, but not in a form known here: a later version of Établi did. */
  | { readonly state: 'unknown-form' }

/** Reads one line, without its newline. Whether it follows the frame before it is for the journal to tell. */
export const readLine = (line: Buffer): LineReading => {
  const checked = checkedLine(line)
  if (checked === null) return { state: 'broken' }
  try {
    const frame = Frame.safeParse(JSON.parse(checked.json.toString('utf8')))
    return frame.success
      ? { state: 'frame', read: { hash: checked.hash, frame: frame.data } }
      : { state: 'unknown-form' }
  } catch {
    return { state: 'unknown-form' }
  }
}

const beginningOfLine = /^(?:[1-9]\d{0,9}(?: [0-9a-f]{0,64})?)?$/
/** No frame holds a raw NUL; 64 of them are a sector that was allotted and never written. */
const unwritten = Buffer.alloc(64)

/**
 * Whether the end of a file, from the first line that does not hold, is what a power cut leaves of one append: the
 * beginning of a line, or a line with unwritten sectors. Such a frame was never acknowledged. A whole line with a changed
 * byte is not that: it may have been acknowledged, its document printed, and cutting it would give its number twice.
 */
export const isTornLine = (tail: Buffer): boolean => {
  const firstNewline = tail.indexOf(newline)
  if (firstNewline !== -1 && firstNewline !== tail.length - 1) return false
  if (tail.includes(unwritten)) return true
  let end = tail.length
  while (end > 0 && tail[end - 1] === 0) end--
  const written = tail.subarray(0, end)
  if (written.includes(newline)) return false
  const space = written.indexOf(0x20)
  const start = space === -1 ? Infinity : space + hashLength + 2
  if (written.length < start) return beginningOfLine.test(written.toString('latin1'))
  const [, length] = header.exec(written.toString('latin1', 0, start)) ?? []
  return length !== undefined && written.length - start <= Number(length)
}
