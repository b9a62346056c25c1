// The console's letters: a font of Debian's that has French ones, with one sign more that Établi shows and the font lacks.
// Formats: PSF 1 and 2, as in the documentation of kbd (psf).
import { Buffer } from 'node:buffer'

const isPsf1 = (font: Buffer) => font.readUInt16LE(0) === 0x0436
const isPsf2 = (font: Buffer) => font.readUInt32LE(0) === 0x864ab572

/** Where the table of characters begins, how many glyphs there are, how a glyph's list ends, and how a character is written. */
const tableOf = (font: Buffer) => {
  if (isPsf1(font)) {
    const glyphs = (font.readUInt8(2) & 1) === 1 ? 512 : 256
    const written = (sign: string) => Buffer.from(new Uint16Array([sign.codePointAt(0) ?? 0]).buffer)
    return { glyphs, start: 4 + glyphs * font.readUInt8(3), end: Buffer.from([0xff, 0xff]), written }
  }
  if (isPsf2(font)) {
    const [glyphs, bytesEach] = [font.readUInt32LE(16), font.readUInt32LE(20)]
    const start = font.readUInt32LE(8) + glyphs * bytesEach
    return { glyphs, start, end: Buffer.from([0xff]), written: (sign: string) => Buffer.from(sign) }
  }
  throw new Error('no console font')
}

/** The font in which `sign` looks like `as`, which it has. Both are characters of one UTF-16 unit. */
export const withSign = (font: Buffer, sign: string, as: string): Buffer => {
  const { glyphs, start, end, written } = tableOf(font)
  let from = start
  for (let glyph = 0; glyph < glyphs; glyph++) {
    const to = font.indexOf(end, from)
    const at = font.subarray(from, to).indexOf(written(as))
    if (at >= 0) return Buffer.concat([font.subarray(0, from), written(sign), font.subarray(from)])
    from = to + end.length
  }
  throw new Error(`the font has no ${as}`)
}
