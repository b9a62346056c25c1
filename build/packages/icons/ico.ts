// The form of a Windows icon: several pictures in one file. Small ones are bitmaps, which every program reads that ever read
// an icon (the installer's builder too); 256 pixels and more are PNG, as Windows itself has them.

export type Picture = {
  readonly size: number
  /** Red, green, blue and opacity of each pixel, row by row from the top. */
  readonly pixels: Uint8Array
  readonly png: Uint8Array
}

const HEADER_BYTES = 6
const ENTRY_BYTES = 16
const BITMAP_HEADER_BYTES = 40

/** Rows from the bottom, blue first, and then a mask of one bit a pixel that opacity makes superfluous: all zeros. */
const bitmap = ({ size, pixels }: Picture): Buffer => {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES)
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0)
  header.writeInt32LE(size, 4)
  // Colours and mask are counted together.
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const colours = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4
      const to = ((size - 1 - y) * size + x) * 4
      const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(from, from + 4)
      colours.set([blue, green, red, opacity], to)
    }
  }
  const maskRow = Math.ceil(size / 32) * 4
  return Buffer.concat([header, colours, Buffer.alloc(maskRow * size)])
}

export const icoOf = (pictures: readonly Picture[]): Buffer => {
  const bodies = pictures.map((picture) => (picture.size < 256 ? bitmap(picture) : Buffer.from(picture.png)))
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = HEADER_BYTES + ENTRY_BYTES * pictures.length
  const entries = pictures.map(({ size }, index) => {
    const bytes = bodies[index]?.length ?? 0
    const entry = Buffer.alloc(ENTRY_BYTES)
    // A zero stands for 256.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(bytes, 8)
    entry.writeUInt32LE(offset, 12)
    offset += bytes
    return entry
  })
  return Buffer.concat([header, ...entries, ...bodies])
}
