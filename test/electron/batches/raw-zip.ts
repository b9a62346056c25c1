// Zips put together byte by byte, for tests of what no proper program writes.
import { crc32, deflateRawSync } from 'node:zlib'

export type RawEntry = {
  readonly name: string | Buffer
  readonly bytes?: Buffer
  readonly deflate?: boolean
  /** What is said of it otherwise than it is: in the list, before the file, or in both. */
  readonly listed?: Partial<Header>
  readonly before?: Partial<Header>
  readonly both?: Partial<Header>
  readonly attributes?: number
  readonly extra?: Buffer
  readonly comment?: Buffer
  /** Where the list says that it begins. */
  readonly offset?: number
}

type Header = {
  readonly flags: number
  readonly method: number
  readonly time: number
  readonly date: number
  readonly crc: number
  readonly packed: number
  readonly bytes: number
}

const numbers = (...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) buffer.writeUInt16LE(value & 0xffff, at)
    else buffer.writeUInt32LE(value >>> 0, at)
    at += size
  }
  return buffer
}

const headerFields = ({ flags, method, time, date, crc, packed, bytes }: Header, name: number, extra: number) =>
  [
    [2, flags],
    [2, method],
    [2, time],
    [2, date],
    [4, crc],
    [4, packed],
    [4, bytes],
    [2, name],
    [2, extra],
  ] as const

export type RawZip = {
  readonly entries: readonly RawEntry[]
  /** In front, between the files and the list, and at the end. */
  readonly front?: Buffer
  readonly middle?: Buffer
  readonly tail?: Buffer
  readonly count?: number
}

export const rawZip = ({ entries, front, middle, tail, count }: RawZip): Buffer => {
  const parts: Buffer[] = [front ?? Buffer.alloc(0)]
  const list: Buffer[] = []
  let offset = parts[0]?.length ?? 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const bytes = entry.bytes ?? Buffer.from('bonjour')
    const data = entry.deflate === true ? deflateRawSync(bytes) : bytes
    const truth: Header = {
      ...{ flags: 0x0800, method: entry.deflate === true ? 8 : 0, time: 0, date: 0x2821 },
      ...{ crc: crc32(bytes), packed: data.length, bytes: bytes.length, ...entry.both },
    }
    const before = { ...truth, ...entry.before }
    const listed = { ...truth, ...entry.listed }
    const extra = entry.extra ?? Buffer.alloc(0)
    const comment = entry.comment ?? Buffer.alloc(0)
    const header = numbers([4, 0x04034b50], [2, 20], ...headerFields(before, name.length, 0))
    parts.push(header, name, data)
    list.push(
      numbers([4, 0x02014b50], [2, 0x033f], [2, 20], ...headerFields(listed, name.length, extra.length)),
      numbers([2, comment.length], [2, 0], [2, 0], [4, entry.attributes ?? 0o100644 << 16]),
      numbers([4, entry.offset ?? offset]),
      ...[name, extra, comment],
    )
    offset += header.length + name.length + data.length
  }
  const listBytes = Buffer.concat(list)
  const start = offset + (middle?.length ?? 0)
  const many = count ?? entries.length
  const end = numbers([4, 0x06054b50], [4, 0], [2, many], [2, many], [4, listBytes.length], [4, start], [2, 0])
  return Buffer.concat([...parts, middle ?? Buffer.alloc(0), listBytes, end, tail ?? Buffer.alloc(0)])
}
