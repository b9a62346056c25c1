// The icons that are kept with the sources: every size is there, is what its name says, and comes from today's drawing.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Data } from 'resedit'
import { describe, expect, it } from 'vitest'
import { icoOf } from '../../../build/packages/icons/ico.ts'

const icons = fileURLToPath(new URL('../../../build/packages/icons', import.meta.url))
const drawing = (name: string) => readFileSync(`${icons}/${name}`)

/** A PNG begins with a signature and its header: width and height stand at the same place in every one. */
const sizeOf = (png: Buffer) => {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return `${String(png.readUInt32BE(16))}x${String(png.readUInt32BE(20))}`
}

describe('Établi’s icons', () => {
  it.each(['etabli', 'etabli-file'])('have the sizes that they are called by: %s', (name) => {
    const files = readdirSync(`${icons}/${name}`)
    expect(files).toContain('16x16.png')
    expect(files).toContain('256x256.png')
    for (const file of files) expect(`${sizeOf(drawing(`${name}/${file}`))}.png`).toBe(file)
  })

  it('are the same in the window as in the menus', () => {
    const window = readFileSync(new URL('../../../renderer/public/icon.svg', import.meta.url))
    expect(window.equals(drawing('etabli.svg'))).toBe(true)
  })

  it.each(['etabli', 'etabli-file'])('are read by what makes Windows programs: %s.ico', (name) => {
    const { icons: pictures } = Data.IconFile.from(drawing(`${name}.ico`))
    const sizes = pictures.map(({ width }) => (width === 0 ? 256 : (width ?? 0)))
    expect(sizes.toSorted((a, b) => a - b)).toEqual(sizes)
    expect(sizes).toContain(16)
    expect(sizes).toContain(256)
  })

  it('keep every pixel in a Windows bitmap: blue first, the lowest row first', () => {
    const red = [255, 0, 0, 255]
    const clear = [0, 0, 0, 0]
    const ico = icoOf([
      { size: 2, pixels: Uint8Array.from([...red, ...clear, ...clear, ...clear]), png: Buffer.alloc(0) },
    ])
    const [picture] = Data.IconFile.from(ico).icons
    const bitmap = Buffer.from(picture?.data.isIcon() === true ? new Uint8Array(picture.data.pixels) : [])
    expect([...bitmap.subarray(8, 12)]).toEqual([0, 0, 255, 255])
    expect([...bitmap.subarray(0, 8)].every((byte) => byte === 0)).toBe(true)
  })
})
