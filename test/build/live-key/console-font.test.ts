// A sign that the console's font lacks looks like one that it has; nothing else of the font changes.
import { expect, test } from 'vitest'
import { withSign } from '../../../build/live-key/console-font.ts'

/** PSF 1: 256 glyphs of one byte; glyph 7 is “•”, all others have no character. */
const psf1 = () => {
  const table = Array.from({ length: 256 }, (_, glyph) => (glyph === 7 ? [0x22, 0x20, 0xff, 0xff] : [0xff, 0xff]))
  return Buffer.from([0x36, 0x04, 0x02, 1, ...new Uint8Array(256), ...table.flat()])
}

/** PSF 2: two glyphs of two bytes, “a” and “•”. */
const psf2 = () => {
  const head = Buffer.alloc(32)
  ;[0x864ab572, 0, 32, 1, 2, 2, 2, 8].forEach((value, at) => head.writeUInt32LE(value, at * 4))
  return Buffer.concat([
    head,
    Buffer.from([1, 2, 3, 4]),
    Buffer.from('a'),
    Buffer.from([0xff]),
    Buffer.from('•'),
    Buffer.from([0xff]),
  ])
}

test('a font of the old form gets the sign at the glyph that it is to look like', () => {
  const [before, after] = [psf1(), withSign(psf1(), '✔', '•')]
  const at = 4 + 256 + 7 * 2
  expect(after.subarray(0, at)).toEqual(before.subarray(0, at))
  expect(after.readUInt16LE(at)).toBe('✔'.codePointAt(0))
  expect(after.subarray(at + 2)).toEqual(before.subarray(at))
})

test('so does one of the new form', () => {
  expect(withSign(psf2(), '✔', '•').subarray(36).toString('latin1')).toBe(
    Buffer.concat([Buffer.from('a'), Buffer.from([0xff]), Buffer.from('✔•'), Buffer.from([0xff])]).toString('latin1'),
  )
})

test('a font without that glyph, and a file that is no font, are not made do with', () => {
  expect(() => withSign(psf2(), '✔', 'é')).toThrow('the font has no é')
  expect(() => withSign(Buffer.alloc(64), '✔', '•')).toThrow('no console font')
})
