// The text of a file of unknown encoding: UTF-8 as a rule, UTF-16 where PowerShell redirected it, Windows-1252 (which covers
// Latin-1) for whatever is neither. Decoding itself is the browser's and Node's, and is handed in.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
/** null where the bytes are not of that encoding. */
export type Decode = (encoding: Encoding, bytes: Uint8Array) => string | null

/** The mark at its beginning, or the zeros between the letters of plain text without one. */
const encodingOf = (bytes: Uint8Array): Encoding => {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return 'utf-16le'
  if (first === 0 && third === 0 && second !== 0 && fourth !== 0) return 'utf-16be'
  return 'utf-8'
}

export const fileText = (bytes: Uint8Array, decode: Decode): string => {
  const text = decode(encodingOf(bytes), bytes) ?? decode('windows-1252', bytes) ?? ''
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
