// npm run draw-icons: every size of Établi's icons, from the drawings beside this file. They are kept with the sources, so
// that a package needs no browser to be built.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../electron/browser/find-browser.ts'
import { icoOf, type Picture } from './ico.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** Up to here the drawing for small sizes is clearer. */
const SMALL = 24
const sizesOfApplication = [16, 24, 32, 48, 64, 128, 256, 512]
const sizesOfFile = [16, 32, 48, 256]
/** What Windows shows in lists, on the taskbar and on the desktop; the largest comes with every icon. */
const sizesOfWindows = [16, 24, 32, 48, 64, 256]

const draw = async (page: Page, svg: string, size: number): Promise<Picture> => {
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  const drawn = await page.evaluate(
    `(async () => {
      const image = new Image()
      image.src = ${JSON.stringify(address)}
      await image.decode()
      const canvas = new OffscreenCanvas(${String(size)}, ${String(size)})
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, ${String(size)}, ${String(size)})
      const png = await (await canvas.convertToBlob({ type: 'image/png' })).bytes()
      const pixels = context.getImageData(0, 0, ${String(size)}, ${String(size)}).data
      return [png.toBase64(), new Uint8Array(pixels.buffer).toBase64()]
    })()`,
  )
  // What the script just above answers.
  const [png = '', pixels = ''] = drawn as readonly string[]
  return { size, png: Buffer.from(png, 'base64'), pixels: Buffer.from(pixels, 'base64') }
}

const drawAll = (page: Page, sizes: readonly number[], svgFor: (size: number) => string): Promise<Picture[]> =>
  Promise.all(sizes.map((size) => draw(page, svgFor(size), size)))

const write = async (name: string, pictures: readonly Picture[]): Promise<void> => {
  await mkdir(path(`./${name}/`), { recursive: true })
  for (const { size, png } of pictures) {
    await writeFile(path(`./${name}/${String(size)}x${String(size)}.png`), png)
  }
  await writeFile(path(`./${name}.ico`), icoOf(pictures.filter(({ size }) => sizesOfWindows.includes(size))))
}

const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? '', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const [large, small, file] = await Promise.all(
    ['etabli', 'etabli-small', 'etabli-file'].map((name) => readFile(path(`./${name}.svg`), 'utf8')),
  )
  if (large === undefined || small === undefined || file === undefined) throw new Error('a drawing is missing')
  await write('etabli', await drawAll(page, sizesOfApplication, (size) => (size <= SMALL ? small : large)))
  await write('etabli-file', await drawAll(page, sizesOfFile, () => file))
  // The window's icon in the browser shell is the page's.
  await copyFile(path('./etabli.svg'), path('../../../renderer/public/icon.svg'))
} finally {
  await browser.close()
}
