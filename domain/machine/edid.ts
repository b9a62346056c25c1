// One display's EDID (VESA E-EDID 1.4), as 128 bytes of base block in hexadecimal: maker, product, size, resolution. What
// extension blocks add is not needed to describe a panel.
import { missing, read, type Reading } from './gaps.ts'
import { tidy } from './placeholders.ts'

export type Edid = {
  /** The three letters of the maker's PNP identifier. */
  readonly makerCode: string
  readonly productName: string | null
  readonly serial: string | null
  /** Free texts (descriptor 0xFE): panels name themselves there, since nobody asks them for a product name. */
  readonly texts: readonly string[]
  readonly sizeMm: { readonly width: number; readonly height: number } | null
  readonly pixels: { readonly width: number; readonly height: number } | null
  readonly year: number | null
}

const HEADER = '00ffffffffffff00'
const BLOCK = 128

const bytesOf = (hex: string): Uint8Array | null => {
  const digits = hex.replace(/\s+/g, '').toLowerCase()
  if (digits.length < BLOCK * 2 || !/^[0-9a-f]+$/.test(digits)) return null
  return Uint8Array.from({ length: BLOCK }, (_, index) => parseInt(digits.slice(index * 2, index * 2 + 2), 16))
}

/** §3.4: three letters of five bits, 1 is A. */
const makerCodeOf = (at: (index: number) => number) => {
  const word = (at(8) << 8) | at(9)
  return [10, 5, 0].map((shift) => String.fromCharCode(64 + ((word >> shift) & 31))).join('')
}

/** §3.10.2: a first pixel clock of zero marks a display descriptor, anything else a detailed timing. */
const DESCRIPTORS = [54, 72, 90, 108]
const TEXT = { serial: 0xff, free: 0xfe, name: 0xfc } as const

const textAt = (at: (index: number) => number, start: number) => {
  const letters = Array.from({ length: 13 }, (_, index) => at(start + 5 + index))
  const end = letters.indexOf(0x0a)
  return tidy(String.fromCharCode(...(end < 0 ? letters : letters.slice(0, end)).filter((code) => code >= 0x20)))
}

/** §3.10.2: active pixels are twelve bits, the upper four apart; an interlaced mode counts one field only. */
const timingAt = (at: (index: number) => number, start: number) => ({
  width: at(start + 2) | ((at(start + 4) & 0xf0) << 4),
  height: (at(start + 5) | ((at(start + 7) & 0xf0) << 4)) * ((at(start + 17) & 0x80) === 0 ? 1 : 2),
  widthMm: at(start + 12) | ((at(start + 14) & 0xf0) << 4),
  heightMm: at(start + 13) | ((at(start + 14) & 0x0f) << 8),
})

/** The timing's millimetres, where they agree with the block's centimetres; some write the aspect ratio there (16 by 9). */
const sizeOf = (cm: { width: number; height: number }, mm: { width: number; height: number } | null) => {
  const agrees = mm !== null && Math.abs(mm.width / 10 - cm.width) <= 1 && Math.abs(mm.height / 10 - cm.height) <= 1
  if (agrees && mm.width > 0 && mm.height > 0) return mm
  // One of the two zero means a projector or an aspect ratio (§3.6.2), not a size.
  if (cm.width > 0 && cm.height > 0) return { width: cm.width * 10, height: cm.height * 10 }
  const plausible = mm !== null && mm.width >= 100 && mm.height >= 50
  return plausible ? mm : null
}

export const readEdid = (hex: string | undefined): Reading<Edid> => {
  if (hex === undefined || hex.trim() === '') return missing('device-silent')
  const bytes = bytesOf(hex)
  if (bytes === null || !hex.replace(/\s+/g, '').toLowerCase().startsWith(HEADER)) return missing('malformed')
  const at = (index: number) => bytes[index] ?? 0
  const isTiming = (start: number) => at(start) !== 0 || at(start + 1) !== 0
  const timing = isTiming(54) ? timingAt(at, 54) : null
  const texts = (tag: number) =>
    DESCRIPTORS.filter((start) => !isTiming(start) && at(start + 3) === tag)
      .map((start) => textAt(at, start))
      .filter((text) => text !== '')
  const serialNumber = (at(12) | (at(13) << 8) | (at(14) << 16) | (at(15) << 24)) >>> 0
  const serial = texts(TEXT.serial)[0] ?? (serialNumber === 0 ? undefined : String(serialNumber))
  return read({
    makerCode: makerCodeOf(at),
    productName: texts(TEXT.name)[0] ?? null,
    serial: serial ?? null,
    texts: texts(TEXT.free),
    sizeMm: sizeOf(
      { width: at(21), height: at(22) },
      timing === null ? null : { width: timing.widthMm, height: timing.heightMm },
    ),
    pixels: timing !== null && timing.width > 0 && timing.height > 0 ? timing : null,
    year: at(17) === 0 ? null : 1990 + at(17),
  })
}
