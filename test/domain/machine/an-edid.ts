// What a display says of itself (EDID 1.4), as bytes in hexadecimal, from a plain description.
export type Panel = {
  /** Three letters. */
  readonly maker: string
  readonly model: string
  readonly widthMm: number
  readonly heightMm: number
  readonly pixels: readonly [number, number]
  readonly year: number
}

/** A base block with one timing and the model as a free text. */
export const edid = ({ maker, model, widthMm, heightMm, pixels: [width, height], year }: Panel): string => {
  const block = Buffer.alloc(128)
  block.write('00ffffffffffff00', 0, 'hex')
  const letters = [...maker].reduce((word, letter) => (word << 5) | (letter.charCodeAt(0) - 64), 0)
  block.writeUInt16BE(letters, 8)
  block.set([1, year - 1990, 1, 4, 0x95, Math.round(widthMm / 10), Math.round(heightMm / 10)], 16)
  const highNibbles = (a: number, b: number) => ((a >> 8) << 4) | (b >> 8)
  block.writeUInt16LE(14000, 54)
  block.set([width & 255, 160, highNibbles(width, 160), height & 255, 30, highNibbles(height, 30)], 56)
  block.set([widthMm & 255, heightMm & 255, highNibbles(widthMm, heightMm)], 66)
  block[75] = 0xfe
  block.write(`${model.slice(0, 12)}\n`.padEnd(13), 77, 'latin1')
  block[93] = 0x10
  block[111] = 0x10
  block[127] = (256 - (block.subarray(0, 127).reduce((sum, byte) => sum + byte, 0) % 256)) % 256
  return block.toString('hex')
}
